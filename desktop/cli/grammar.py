"""The grammar of the command line: what a command takes, and how a line of words is read by it.

An own reader instead of argparse: its messages speak the person's language, options of the whole
program stand before or after the command, and reading a line imports nothing heavy.
"""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.cli.request import Answer, Request, Values
from desktop.models.errors import Refused

__all__ = ["GLOBAL_OPTIONS", "Argument", "Command", "Grammar", "Line", "Option"]


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that stands at its place, e.g. POLICY. `many`: one or more words, last of all."""

    name: str
    many: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """`--name VALUE`, or a switch where `value` is empty. `many`: may be given more than once,
    and takes several words where all arguments have been given."""

    name: str
    value: str = ""
    letter: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are what a person types (`project new`); `run` does it."""

    words: tuple[str, ...]
    run: "Callable[[Request], Answer]"
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def name(self) -> str:
        return " ".join(self.words)


GLOBAL_OPTIONS = (
    Option("library", "FILE"),
    Option("language", "zh|en", choices=("zh", "en")),
    Option("json"),
    Option("help", letter="h"),
    Option("version"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: the command (None: no command was given) and its values."""

    command: Command | None
    values: Values
    whole: Values
    """Values of the options of the whole program."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far of the words after the command."""

    values: dict[str, "str | bool | tuple[str, ...]"] = field(default_factory=dict)
    whole: dict[str, "str | bool | tuple[str, ...]"] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All commands."""

    commands: tuple[Command, ...]

    def read(self, words: Sequence[str]) -> Line:
        """Reads a line. Raises Refused with one of the codes `usage-…`."""
        reading = _Reading()
        rest = self._read_whole(list(words), reading)
        if not rest:
            return Line(None, {}, reading.whole)
        command, rest = self._find(rest, helped=self._asks_for_help(reading, rest))
        if command is None:
            return Line(None, {"topic": tuple(rest)}, {**reading.whole, "help": True})
        self._read_rest(command, rest, reading)
        if not (reading.whole.get("help") or reading.whole.get("version")):
            _place(command, reading)
        return Line(command, reading.values, reading.whole)

    def spoken_language(self, words: Sequence[str]) -> str | None:
        """The language that the line asks messages to be in, even where the line is wrong."""
        waiting = list(words)
        own = False
        while waiting:
            word = waiting.pop(0)
            if word == "new":
                own = True  # `new … --language` is the policy's
            name, separator, value = word.partition("=")
            if name == "--language" and not own:
                return value if separator else (waiting[0] if waiting else None)
        return None

    def _asks_for_help(self, reading: _Reading, rest: Sequence[str]) -> bool:
        return bool(reading.whole.get("help")) or "--help" in rest or "-h" in rest

    def _read_whole(self, words: list[str], reading: _Reading) -> list[str]:
        """Options before the command; gives the words from the command on."""
        while words and words[0].startswith("-") and len(words[0]) > 1:
            option, value = _option(words.pop(0), GLOBAL_OPTIONS, "")
            reading.whole[option.name] = _value(option, value, words, GLOBAL_OPTIONS)
        return words

    def _find(self, words: list[str], *, helped: bool) -> tuple[Command | None, list[str]]:
        by_words = {command.words: command for command in self.commands}
        for length in (2, 1):
            if (command := by_words.get(tuple(words[:length]))) and len(words) >= length:
                return command, words[length:]
        family = sorted(one.name for one in self.commands if one.words[0] == words[0])
        if family and helped:
            return None, words[:1]
        known = family or sorted({one.words[0] for one in self.commands})
        tried = " ".join(words[:2] if family else words[:1])
        raise Refused(
            "usage-which-command" if family and len(words) == 1 else "usage-unknown-command",
            command=tried,
            known=", ".join(difflib.get_close_matches(tried, known) or known),
        )

    def _read_rest(self, command: Command, words: list[str], reading: _Reading) -> None:
        own = {option.name for option in command.options}
        options = (*command.options, *(one for one in GLOBAL_OPTIONS if one.name not in own))
        only_places = False
        while words:
            word = words.pop(0)
            if word == "--" and not only_places:
                only_places = True
            elif only_places or not word.startswith("-") or word == "-":
                reading.places.append(word)
            else:
                option, given = _option(word, options, command.name)
                value = _value(option, given, words, options)
                target = reading.values if option.name in own else reading.whole
                if option.many:
                    more = _more_values(command, reading, words)
                    target[option.name] = (*_several(target.get(option.name)), str(value), *more)
                else:
                    target[option.name] = value


def _several(value: str | bool | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _more_values(command: Command, reading: _Reading, words: list[str]) -> list[str]:
    """Further words of `--evidence FILE …`, where no argument is waited for any more."""
    more: list[str] = []
    if len(reading.places) >= len(command.arguments):
        while words and not words[0].startswith("-"):
            more.append(words.pop(0))
    return more


def _option(word: str, options: Sequence[Option], command: str) -> tuple[Option, str | None]:
    """The option that `word` names and the value that is joined to it (`--a=b`, `-ab`)."""
    if word.startswith("--"):
        name, separator, value = word[2:].partition("=")
        for option in options:
            if option.name == name:
                return option, value if separator else None
    else:
        for option in options:
            if option.letter and word[1] == option.letter:
                return option, word[2:] or None
    known = [f"--{option.name}" for option in options]
    near = difflib.get_close_matches(word.partition("=")[0], known) or known
    raise Refused("usage-unknown-option", option=word, known=", ".join(near), command=command)


def _value(
    option: Option, joined: str | None, words: list[str], options: Sequence[Option]
) -> str | bool:
    if not option.value:
        if joined is not None:
            raise Refused("usage-takes-no-value", option=f"--{option.name}")
        return True
    names = {f"--{one.name}" for one in options}
    names |= {f"-{one.letter}" for one in options if one.letter}
    if joined is None:
        if not words or words[0].partition("=")[0] in names:
            raise Refused("usage-needs-value", option=f"--{option.name}", value=option.value)
        joined = words.pop(0)
    if option.choices and joined not in option.choices:
        raise Refused(
            "usage-not-a-choice",
            place=f"--{option.name}",
            value=joined,
            choices=", ".join(option.choices),
        )
    return joined


def _place(command: Command, reading: _Reading) -> None:
    """Gives the words at their places their names; says what is missing or too much."""
    words = list(reading.places)
    for argument in command.arguments:
        if not words:
            raise Refused("usage-missing", command=command.name, missing=argument.name)
        if argument.many:
            reading.values[argument.name] = tuple(words)
            words = []
            continue
        word = words.pop(0)
        if argument.choices and word not in argument.choices:
            raise Refused(
                "usage-not-a-choice",
                place=argument.name,
                value=word,
                choices=", ".join(argument.choices),
            )
        reading.values[argument.name] = word
    if words:
        raise Refused("usage-too-many", command=command.name, word=words[0])
    for option in command.options:
        if option.required and option.name not in reading.values:
            missing = f"--{option.name} {option.value}".strip()
            raise Refused("usage-missing", command=command.name, missing=missing)
