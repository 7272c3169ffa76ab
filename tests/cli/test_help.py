"""Help: every command can be asked, in both languages, and no help text has lost its command."""

import pytest

from desktop.cli import grammar
from desktop.cli.grammar import GLOBAL_OPTIONS
from desktop.cli.tables import aligned, width
from desktop.i18n import LANGUAGES, catalogue
from tests.cli.conftest import Run

COMMANDS = grammar().commands
CONTRACT = {
    "demo", "templates", "templates show", "templates check", "new", "fill", "show", "list",
    "print", "documents", "document", "project new", "project list", "project show", "item",
    "backup", "restore", "doctor", "search", "gui", "submit", "review", "answer", "return",
    "procedure", "approve", "issue", "withdraw", "revise", "discard", "revisions", "compare",
    "change", "package", "life-rules",
}  # fmt: skip


def test_every_command_of_the_contract_is_there() -> None:
    assert {command.name for command in COMMANDS} >= CONTRACT
    assert len({command.words for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself(run: Run, command, language: str) -> None:
    result = run("--language", language, *command.words, "--help")
    assert (result.status, result.err) == (0, "")
    assert f"policydesk {command.name}" in result.out
    for argument in command.arguments:
        assert argument.name in result.out
    for option in command.options:
        assert f"--{option.name}" in result.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_lists_every_command(run: Run, language: str) -> None:
    out = run("--help", "--language", language).out
    assert all(f"  {command.name} " in out for command in COMMANDS)
    family = run("project", "--help", "--language", language).out
    assert "project new" in family
    assert "backup" not in family


def test_no_help_text_is_left_over() -> None:
    used = {f"command_{'_'.join(command.words)}" for command in COMMANDS}
    used |= {f"argument_{one.name}" for command in COMMANDS for one in command.arguments}
    used |= {f"option_{one.name}" for command in COMMANDS for one in command.options}
    used |= {
        f"option_{'_'.join(command.words)}_{one.name}"
        for command in COMMANDS
        for one in command.options
    }
    used |= {f"option_whole_{one.name}" for one in GLOBAL_OPTIONS}
    kept = {
        key
        for key in catalogue("cli").keys()  # noqa: SIM118  (no mapping)
        if key.startswith(("command_", "argument_", "option_"))
    }
    assert kept - used == set()


def test_columns_are_even_for_chinese_and_latin() -> None:
    lines = aligned([("a", "x"), ("制度", "y"), ("e\u0301", "z")])
    assert {width(line) for line in lines} == {7}
    assert [line[-1] for line in lines] == ["x", "y", "z"]
    assert aligned([]) == []
    assert aligned([("a\nb\x1b[2J", "c")]) == ["a b\ufffd[2J  c"]
