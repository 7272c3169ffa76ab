"""Composition root: starts the face that is asked for and catches what nobody expected.

What is heavy is imported when it is needed: this module, and what it imports at its top, is
what stands between a double click and the first thing to be seen.
"""

import platform
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from desktop import __version__, cli
from desktop.cli.streams import forget_stdout, speak_utf8
from desktop.i18n import catalogue, language_of_locale

__all__ = ["BUG", "run"]

BUG = 70  # EX_SOFTWARE: a fault of the program; 0 to 3 are the command line's own
INTERRUPTED = 130
READER_GONE = 141


def run(arguments: Sequence[str]) -> int:
    """Runs a command; the exit status. Nothing leaves as a traceback."""
    speak_utf8()
    try:
        return cli.run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_stdout()  # whoever read our output has left (`policydesk list | head`)
        return READER_GONE
    except Exception as error:  # noqa: BLE001  (the top-level hook)
        return _report_fault(error)


def _report_fault(error: Exception) -> int:
    """One honest line for the person, the traceback for whoever mends it."""
    language = language_of_locale()
    fault = f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        log: object = _write_log(error)
    except OSError as trouble:
        log = catalogue("cli").say("no-log", language, reason=trouble.strerror)
    sys.stderr.write(catalogue("cli").say("fault", language, fault=fault, log=log) + "\n")
    return BUG


def _write_log(error: Exception) -> Path:
    """Appends the traceback to the log in the user's log folder; its path."""
    from platformdirs import user_log_path

    log = user_log_path("PolicyDesk", appauthor=False, ensure_exists=True) / "faults.log"
    system = f"Python {platform.python_version()}, {platform.platform()}"
    head = f"{datetime.now(UTC).isoformat()} policydesk {__version__}, {system}\n"
    with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(head + "".join(traceback.format_exception(error)) + "\n")
    return log
