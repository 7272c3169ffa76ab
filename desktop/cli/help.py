"""What `--help` prints, made from the grammar and the catalogue `cli`."""

from desktop.cli.grammar import GLOBAL_OPTIONS, Argument, Command, Grammar, Option
from desktop.cli.tables import aligned
from desktop.i18n import Language, catalogue

__all__ = ["command_help", "overview"]


def _usage(command: Command) -> str:
    words = ["policydesk", *command.words]
    words += [f"{one.name} …" if one.many else one.name for one in command.arguments]
    for option in command.options:
        shown = f"-{option.letter}" if option.letter else f"--{option.name}"
        shown += f" {option.value}" if option.value else ""
        shown += " …" if option.many else ""
        words.append(shown if option.required else f"[{shown}]")
    return " ".join(words)


def _argument_row(argument: Argument, language: Language) -> tuple[str, str]:
    words = catalogue("cli")
    return f"  {argument.name}", words.say(f"argument_{argument.name}", language)


def _option_row(option: Option, command: str, language: Language) -> tuple[str, str]:
    words = catalogue("cli")
    shown = f"--{option.name} {option.value}".rstrip()
    own = f"option_{command}_{option.name}"
    key = own if own in words.keys() else f"option_{option.name}"  # noqa: SIM118  (no mapping)
    return f"  {f'-{option.letter}, ' if option.letter else ''}{shown}", words.say(key, language)


def command_help(command: Command, language: Language) -> list[str]:
    words = catalogue("cli")
    name = "_".join(command.words)
    lines = [
        words.say("help_usage", language, usage=_usage(command)),
        "",
        words.say(f"command_{name}", language),
    ]
    rows = [_argument_row(one, language) for one in command.arguments]
    rows += [_option_row(one, name, language) for one in command.options]
    taken = {one.name for one in command.options}
    rows += [_option_row(one, "whole", language) for one in GLOBAL_OPTIONS if one.name not in taken]
    return [*lines, "", *aligned(rows)]


def overview(grammar: Grammar, language: Language, family: str = "") -> list[str]:
    """All commands with a line each; only those that begin with `family` where one is given."""
    words = catalogue("cli")
    shown = [one for one in grammar.commands if not family or one.words[0] == family]
    rows = [
        (f"  {one.name}", words.say(f"command_{'_'.join(one.words)}", language)) for one in shown
    ]
    usage = "policydesk [--library FILE|URL] [--language zh|en] [--json] COMMAND …"
    options = [_option_row(one, "whole", language) for one in GLOBAL_OPTIONS]
    return [
        words.say("help_usage", language, usage=usage),
        "",
        words.say("help_commands", language),
        *aligned(rows),
        "",
        words.say("help_options", language),
        *aligned(options),
        "",
        words.say("help_more", language),
    ]
