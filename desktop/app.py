"""Composition root: starts the face that is asked for and catches what nobody expected.

What is heavy is imported when it is needed: this module, and what it imports at its top, is
what stands between a double click and the first thing to be seen.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from desktop import __version__
from desktop.i18n import Language
from desktop.models.errors import Refused

__all__ = ["BUG", "run"]

BUG = 70  # EX_SOFTWARE: a fault of the program; 0 to 3 are the command line's own
INTERRUPTED = 130
READER_GONE = 141


def run(arguments: Sequence[str]) -> int:
    """Opens the window, or runs a command; the exit status. Nothing leaves as a traceback."""
    try:
        if not arguments and _screen():
            # Not by way of the command line, which is only read where there is something to read.
            try:
                return _window(None, None)
            except Refused:
                pass  # the command line has the words for it
        return _command(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the top-level hook)
        return _report_fault(error)


def _command(arguments: Sequence[str]) -> int:
    from desktop import cli
    from desktop.cli.streams import forget_stdout, speak_utf8

    speak_utf8()
    try:
        return cli.run(arguments, _window)
    except BrokenPipeError:
        forget_stdout()  # whoever read our output has left (`policydesk list | head`)
        return READER_GONE


def _screen() -> bool:
    from desktop.views.display import has_display

    return has_display()


def _window(library: Path | None, language: Language | None) -> int:
    """Opens the window. Refused where there is no screen, or where Qt cannot be loaded."""
    if not _screen():
        raise Refused("no-display")
    import gc

    from desktop.views.display import what_lacks
    from desktop.views.loading import load_qt

    gc.disable()  # nothing that a start makes is garbage; `desktop.views.collecting` goes on
    try:
        load_qt()
        lacking = what_lacks()
        from desktop.views.start import start
    except ImportError as error:
        if error.name is not None and not error.name.startswith("PySide6"):
            raise
        raise Refused("no-qt", reason=error.msg) from error
    if lacking:
        raise Refused("no-qt", reason=lacking)
    sys.excepthook = _report_in_window
    return start(library, language)


def _report_in_window(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A fault in a slot: logged, said once, and the window goes on; what was typed is kept."""
    if not isinstance(error, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    _report_fault(error)
    from desktop.views.dialogs.fault import say_fault

    say_fault(error)


def _report_fault(error: Exception) -> int:
    """One honest line for the person, the traceback for whoever mends it."""
    from desktop.i18n import catalogue, language_of_locale

    language = language_of_locale()
    fault = f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        log: object = _write_log(error)
    except OSError as trouble:
        log = catalogue("cli").say("no-log", language, reason=trouble.strerror)
    if sys.stderr is not None:  # there is none where the window was started without a console
        sys.stderr.write(catalogue("cli").say("fault", language, fault=fault, log=log) + "\n")
    return BUG


def _write_log(error: Exception) -> Path:
    """Appends the traceback to the log in the user's log folder; its path."""
    import platform
    import traceback

    from platformdirs import user_log_path

    log = user_log_path("PolicyDesk", appauthor=False, ensure_exists=True) / "faults.log"
    system = f"Python {platform.python_version()}, {platform.platform()}"
    head = f"{datetime.now(UTC).isoformat()} policydesk {__version__}, {system}\n"
    with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(head + "".join(traceback.format_exception(error)) + "\n")
    return log
