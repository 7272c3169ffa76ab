"""Errors as sentences for a terminal: one line each, with file, place and what mends it."""

import unicodedata
from collections.abc import Mapping

from desktop.i18n import Language, catalogue
from desktop.models.definitions import Json
from desktop.models.errors import KnownError, Problem

__all__ = ["error_json", "error_lines", "one_line", "problem_json", "problem_line"]


def one_line(text: str) -> str:
    """`text` without anything that would move the cursor: user text may stand in a message."""
    return "".join(
        " " if letter in "\r\n\t\x0b\x0c\x85\u2028\u2029"
        else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in ("Cc", "Cs")
        else letter
        for letter in text
    )  # fmt: skip


def _sentence(code: str, language: Language, facts: Mapping[str, object]) -> str:
    """With the command that mends it, where there is one; the window has buttons instead."""
    sentence = one_line(catalogue("errors").say(code, language, **facts))
    words, mend = catalogue("cli"), f"mend-{code}"
    if mend not in words.keys():  # noqa: SIM118  (a catalogue is no mapping)
        return sentence
    return words.say("mended-by", language, sentence=sentence, commands=words.raw(mend, language))


_NAMES_ITS_PLACE = ("life-", "check-")
"""Problems whose sentences say where in words; their places are for programs (`--json`)."""


def problem_line(problem: Problem, language: Language) -> str:
    """`line 12, initiation.gate1_days: …`"""
    words = catalogue("cli")
    where = []
    if problem.line is not None:
        where.append(words.say("at_line", language, line=problem.line))
    if problem.place and not problem.code.startswith(_NAMES_ITS_PLACE):
        where.append(one_line(problem.place))
    sentence = _sentence(problem.code, language, problem.facts)
    if not where:
        return sentence
    return words.say("at_place", language, place=" ".join(where), sentence=sentence)


def error_lines(error: KnownError, language: Language) -> list[str]:
    """One line for the error and its only problem; with more problems, a line for each."""
    head = _sentence(error.code, language, error.facts)
    problems = [problem_line(problem, language) for problem in error.problems]
    if len(problems) == 1:
        joined = catalogue("cli").say(
            "error_with_problem", language, error=head, problem=problems[0]
        )
        return [joined]
    return [head, *(f"  {problem}" for problem in problems)]


def problem_json(problem: Problem, language: Language) -> Json:
    return {
        "place": problem.place,
        "line": problem.line,
        "code": problem.code,
        "message": _sentence(problem.code, language, problem.facts),
    }


def error_json(error: KnownError, language: Language) -> Json:
    """What `--json` prints for an error: `{error: {code, message, problems}}`."""
    return {
        "error": {
            "code": error.code,
            "message": _sentence(error.code, language, error.facts),
            "problems": [problem_json(problem, language) for problem in error.problems],
        }
    }
