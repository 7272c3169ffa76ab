"""The second face: the same services as the window, without a screen.

The contract of names, JSON keys and exit statuses is the README's page on the command line. A
command is one entry of a module in `commands/`; the modules are found by the registry.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop import __version__
from desktop.cli.grammar import Grammar, Line
from desktop.cli.help import command_help, overview
from desktop.cli.messages import error_json, error_lines
from desktop.cli.request import LIBRARY_UNUSABLE, REFUSED, Answer, Request
from desktop.cli.streams import forget_stdout
from desktop.i18n import Language, language_of_locale
from desktop.models.errors import KnownError, LibraryUnusable, Refused
from desktop.registry import modules_of

__all__ = ["grammar", "run"]


def grammar() -> Grammar:
    """All commands, module by module in order of name."""
    modules = modules_of("desktop.cli.commands")
    return Grammar(tuple(command for module in modules for command in module.COMMANDS))


def _spoken_language(arguments: Sequence[str]) -> Language:
    """The language of messages: what `--language` says, else the locale's."""
    match grammar().spoken_language(arguments):
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return language_of_locale()


WindowOpener = Callable[[Path | None, Language | None], int]
"""Opens the window on a library in a language (None: the person's own); the exit status when it is
closed. Refused where there is no screen."""


def run(arguments: Sequence[str], window: WindowOpener) -> int:
    """Carries one command line out; the exit status. Raises no KnownError.

    Without a command, and for `gui`, `window` is called.

    A file that cannot be read or written (OSError) ends like any refusal: with its name and the
    system's reason, nothing changed.
    """
    language = _spoken_language(arguments)
    try:
        line = grammar().read(arguments)
        if _wants_window(line):
            return window(*_window_choices(line))
        answer = _carry_out(line, language)
    except KnownError as error:
        return _refuse(error, language, as_json="--json" in arguments)
    except OSError as error:
        trouble = _trouble(error, error.filename or "-")
        return _refuse(trouble, language, as_json="--json" in arguments)
    try:
        _print(answer, as_json=bool(line.whole.get("json")))
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        return _refuse(_trouble(error, "stdout"), language, as_json=False)
    return answer.status


def _trouble(error: OSError, file: str) -> Refused:
    return Refused("file-trouble", file=file, reason=error.strerror or str(error))


def _wants_window(line: Line) -> bool:
    if line.whole.get("version") or line.whole.get("help"):
        return False
    return line.command is None or line.command.words == ("gui",)


def _window_choices(line: Line) -> tuple[Path | None, Language | None]:
    library, language = line.whole.get("library"), line.whole.get("language")
    return (
        Path(library) if isinstance(library, str) else None,
        "zh" if language == "zh" else "en" if language == "en" else None,
    )


def _carry_out(line: Line, language: Language) -> Answer:
    if line.whole.get("version"):
        return Answer({"version": __version__}, (f"policydesk {__version__}",))
    if line.whole.get("help"):
        return _help(line, language)
    command = line.command
    assert command is not None  # without one the window is opened
    library = line.whole.get("library")
    return command.run(
        Request(
            values=line.values,
            language=language,
            json=bool(line.whole.get("json")),
            library=library if isinstance(library, str) else None,
        )
    )


def _help(line: Line, language: Language) -> Answer:
    topic = line.values.get("topic", ())
    lines = (
        command_help(line.command, language)
        if line.command
        else overview(grammar(), language, topic[0] if isinstance(topic, tuple) and topic else "")
    )
    return Answer({"help": list(lines)}, lines)


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        text = json.dumps(answer.data, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(f"{line}\n" for line in answer.lines)
    sys.stdout.write(text)
    sys.stdout.flush()


def _refuse(error: KnownError, language: Language, *, as_json: bool) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in error_lines(error, language)))
    sys.stderr.flush()
    if as_json:
        _print(Answer(error_json(error, language)), as_json=True)
    return LIBRARY_UNUSABLE if isinstance(error, LibraryUnusable) else REFUSED
