"""How a line of words is read, and that every line that is wrong is refused in plain words."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cli import grammar
from desktop.cli.grammar import Argument, Command, Grammar, Option
from desktop.cli.messages import error_lines
from desktop.cli.request import Answer
from desktop.i18n import LANGUAGES
from desktop.models.errors import Refused


def _nothing(_request: object) -> Answer:
    return Answer(None)


TICK = Command(
    ("item",),
    _nothing,
    (Argument("PROJECT"), Argument("STATE", choices=("done", "open"))),
    (
        Option("note", "T"),
        Option("evidence", "FILE", many=True),
        Option("output", "FILE", letter="o"),
    ),
)
SMALL = Grammar(
    (
        TICK,
        Command(("new",), _nothing, (), (Option("language", "L", choices=("zh", "en", "both")),)),
        Command(("project", "list"), _nothing),
        Command(("project", "new"), _nothing, (), (Option("title", "T", required=True),)),
        Command(("import",), _nothing, (Argument("FILE", many=True),)),
    )
)


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--library", "a b", "item", "p", "done"],
        ["item", "--json", "p", "--library", "a b", "done"],
        ["item", "p", "done", "--library=a b", "--json"],
    ],
)
def test_options_of_the_program_stand_before_or_after_the_command(words: Sequence[str]) -> None:
    line = SMALL.read(words)
    assert line.command is TICK
    assert line.whole == {"json": True, "library": "a b"}
    assert line.values == {"PROJECT": "p", "STATE": "done"}


def test_values_may_look_like_anything() -> None:
    line = SMALL.read(["item", "p", "done", "--note", "-5 °C", "-oout.pdf"])
    assert (line.values["note"], line.values["output"]) == ("-5 °C", "out.pdf")
    assert SMALL.read(["item", "p", "done", "--note=--json"]).values["note"] == "--json"
    assert SMALL.read(["item", "--", "--p", "done"]).values["PROJECT"] == "--p"


def test_evidence_takes_several_files_where_no_argument_is_waited_for() -> None:
    after = SMALL.read(["item", "p", "done", "--evidence", "a", "b", "--evidence", "c"])
    assert after.values["evidence"] == ("a", "b", "c")
    before = SMALL.read(["item", "--evidence", "a", "p", "done"])
    assert before.values == {"evidence": ("a",), "PROJECT": "p", "STATE": "done"}


def test_the_last_argument_may_be_many() -> None:
    assert SMALL.read(["import", "a", "b"]).values == {"FILE": ("a", "b")}


def test_commands_may_be_two_words() -> None:
    assert SMALL.read(["project", "list"]).command is SMALL.commands[2]


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (["itme"], "usage-unknown-command", "item"),
        (["project"], "usage-which-command", "project list"),
        (["project", "lits"], "usage-unknown-command", "project list"),
        (["item", "p"], "usage-missing", "STATE"),
        (["item", "p", "gone"], "usage-not-a-choice", "done, open"),
        (["item", "p", "done", "x"], "usage-too-many", "x"),
        (["item", "p", "done", "--noet", "x"], "usage-unknown-option", "--note"),
        (["item", "p", "done", "-x"], "usage-unknown-option", "-x"),
        (["item", "p", "done", "--note"], "usage-needs-value", "--note"),
        (["item", "p", "done", "--note", "--json"], "usage-needs-value", "--note"),
        (["--json=1", "item"], "usage-takes-no-value", "--json"),
        (["--language", "fr", "item"], "usage-not-a-choice", "zh, en"),
        (["project", "new"], "usage-missing", "--title T"),
    ],
)
def test_a_wrong_line_is_refused_naming_what_mends_it(
    words: Sequence[str], code: str, named: str
) -> None:
    with pytest.raises(Refused) as refused:
        SMALL.read(words)
    assert refused.value.code == code
    for language in LANGUAGES:
        (sentence,) = error_lines(refused.value, language)
        assert named in sentence


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["--language", "zh", "list"], "zh"),
        (["list", "--language=en"], "en"),
        (["new", "--language", "en"], None),
        (["--language", "zh", "new", "--language", "en"], "zh"),
        (["list", "--language"], None),
        ([], None),
    ],
)
def test_the_language_of_messages_is_known_before_the_line_is_read(
    words: Sequence[str], language: str | None
) -> None:
    assert SMALL.spoken_language(words) == language


_WORDS = st.lists(
    st.sampled_from(
        [word for command in grammar().commands for word in command.words]
        + [f"--{option.name}" for command in grammar().commands for option in command.options]
        + ["--json", "--library", "--language", "--help", "-o", "--", "-", "", "zh", "x=y", "完成"]
    )
    | st.text(max_size=5),
    max_size=6,
)


@given(_WORDS)
def test_any_line_is_read_or_refused_in_one_sentence(words: list[str]) -> None:
    try:
        line = grammar().read(words)
    except Refused as refused:
        for language in LANGUAGES:
            (sentence,) = error_lines(refused, language)
            assert sentence.strip()
            assert "\n" not in sentence
    else:
        assert set(line.whole) <= {"library", "language", "json", "help", "version"}
