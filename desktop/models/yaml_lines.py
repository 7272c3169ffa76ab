"""Strict reading of YAML, in which every value knows its line.

The notation is a plain part of YAML 1.2: mappings, lists and texts. Anchors, aliases, tags and
several documents in one file are refused, a key that comes twice is reported. Of unquoted words
only `true`/`false`, `null`/`~` and whole numbers mean something else than their letters: `no`
and `on` stay words, `0.95` and `2026-02-01` stay exactly as they were written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from desktop.models.definitions import Json
from desktop.models.errors import Problem
from desktop.models.text_rules import fault_of, normalise_line_ends, shown

if TYPE_CHECKING:
    import yaml

__all__ = ["Node", "node_at", "plain", "read_yaml"]

Value: TypeAlias = "bool | int | str | list[Node] | dict[str, Node] | None"

_DEEPEST = 40
_MOST_NODES = 1_000_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUES = frozenset({"true", "True", "TRUE"})
_FALSES = frozenset({"false", "False", "FALSE"})
# Other spellings of numbers (007, 1_000, 0x10) keep their letters: a version or a code.
_WHOLE = re.compile(r"-?[1-9][0-9]{0,17}|0", re.ASCII)
_EAST_ASIAN = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(slots=True)
class Node:
    """A value and the line on which it begins, counted from 1.

    `key_line`: where it is the value of a key, the line of the key.
    """

    value: Value
    line: int
    key_line: int = 0


def read_yaml(text: str, problems: list[Problem]) -> Node | None:
    """The one document of `text`; adds what is wrong to `problems`.

    None where the text cannot be read to its end. Empty text is a null.
    """
    import yaml

    text = normalise_line_ends(text.removeprefix("\ufeff"))
    fault = fault_of(text)
    if fault is not None:
        code, character, position = fault
        line = text.count("\n", 0, position - 1) + 1
        problems.append(Problem("", f"file-{code}", {"character": character}, line))
        return None
    try:
        return _Builder(text, problems).build()
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error, text))
        return None


class _TooMuch(Exception):
    """The file is deeper or larger than any template or policy can be."""


# Key of an entry that is not kept; no text can hold this character.
_DROPPED = "\0"


class _Builder:
    """Builds nodes from the parser's events, without recursion and without following aliases."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self._text = text
        self._lines: list[str] = []
        self._problems = problems
        self._documents: list[Node] = []

    def build(self) -> Node | None:
        import yaml

        # The C parser where PyYAML was built with it; both give the same events.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._take(yaml.parse(self._text, Loader=loader))
        except _TooMuch:
            return None
        if len(self._documents) > 1:
            self._wrong("yaml-documents", self._documents[1].line)
        return self._documents[0] if self._documents else Node(None, 1)

    def _take(self, events: "Iterator[yaml.Event]") -> None:
        """One pass over the events; every template passes here, so it does no more than needed.

        `target` is the list or mapping that is open; `key` the key whose value comes next, None
        where a key comes next.
        """
        import yaml

        target: list[Node] | dict[str, Node] = self._documents
        key: str | None = None
        key_line = 0
        above: list[tuple[list[Node] | dict[str, Node], str | None]] = []
        for count, event in enumerate(events):
            line = event.start_mark.line + 1 if event.start_mark else 1
            wants_key = key is None and isinstance(target, dict)
            if isinstance(event, yaml.ScalarEvent):
                text = self._text_of(event, line)
                if wants_key:
                    key, key_line = self._key(text, target, line), line
                    continue
                node = Node(_resolved(text) if event.implicit[0] else text, line, key_line)
            elif isinstance(event, yaml.CollectionEndEvent):
                if isinstance(target, dict):
                    target.pop(_DROPPED, None)
                target, key = above.pop()
                continue
            elif isinstance(event, yaml.NodeEvent):
                node = Node(self._begun(event, line), line, key_line)
            else:
                continue
            if wants_key:
                self._wrong("yaml-key-not-text", line)
                key, key_line = _DROPPED, line
            elif isinstance(target, list):
                target.append(node)
            elif key is not None:
                target[key], key = node, None
            if isinstance(node.value, (list, dict)):
                above.append((target, key))
                target, key = node.value, None
                self._within_limits(len(above), count, line)

    def _begun(self, event: "yaml.NodeEvent", line: int) -> Value:
        """The value that a list, mapping or alias begins with."""
        import yaml

        if isinstance(event, yaml.AliasEvent):
            self._wrong("yaml-alias", line, given=shown(event.anchor))
            return None
        self._refuse_decorations(event, line)
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _text_of(self, event: "yaml.ScalarEvent", line: int) -> str:
        if event.anchor is not None or event.tag is not None:
            self._refuse_decorations(event, line)
        text: str = event.value
        last = event.end_mark.line + 1 if event.end_mark else line
        if last == line or event.style == "|":
            return text
        self._lines = self._lines or self._text.split("\n")
        return _without_fold_spaces(text, self._lines[line - 1 : last])

    def _key(self, text: str, target: list[Node] | dict[str, Node], line: int) -> str:
        if isinstance(target, dict) and text in target:
            first = target[text].key_line
            self._wrong("yaml-key-twice", line, given=shown(text), first=first)
            return _DROPPED
        return text

    def _refuse_decorations(self, event: "yaml.NodeEvent", line: int) -> None:
        if event.anchor is not None:
            self._wrong("yaml-anchor", line, given=shown(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._wrong("yaml-tag", line, given=shown(tag))

    def _within_limits(self, depth: int, count: int, line: int) -> None:
        if depth > _DEEPEST:
            self._wrong("yaml-too-deep", line, limit=_DEEPEST)
            raise _TooMuch
        if count > _MOST_NODES:
            self._wrong("yaml-too-large", line, limit=_MOST_NODES)
            raise _TooMuch

    def _wrong(self, code: str, line: int, **facts: object) -> None:
        self._problems.append(Problem("", code, facts, line))


def _resolved(word: str) -> bool | int | str | None:
    if word in _NULLS:
        return None
    if word in _TRUES:
        return True
    if word in _FALSES:
        return False
    return int(word) if _WHOLE.fullmatch(word) else word


def _without_fold_spaces(text: str, lines: list[str]) -> str:
    """Takes out the spaces that line ends inside Chinese text have left.

    YAML folds a line end into a space; between Chinese characters there is none. Spaces that
    were written inside a line stay.
    """
    if not _EAST_ASIAN.search(text):
        return text
    position = 0
    for before, after in pairwise(lines):
        tail, head = before.rstrip()[-1:], after.lstrip()[:4]
        if not tail or not head:
            continue
        # A closing quote or bracket of the notation may stand in `head`: try shorter ones.
        for length in range(len(head), 0, -1):
            found = text.find(f"{tail} {head[:length]}", position)
            if found >= 0:
                if _EAST_ASIAN.match(tail) or _EAST_ASIAN.match(head):
                    text = text[: found + 1] + text[found + 2 :]
                position = found + 1
                break
    return text


_SYNTAX = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-colon-missing"),
    ("while parsing a flow", "yaml-flow"),
    ("while scanning a quoted scalar", "yaml-quote-open"),
    ("escape", "yaml-escape"),
    ("hexdecimal", "yaml-escape"),
    ("while scanning an anchor", "yaml-quote-needed"),
    ("while scanning an alias", "yaml-quote-needed"),
    ("while scanning a tag", "yaml-quote-needed"),
    ("did not find expected", "yaml-indentation"),
)


def _syntax_problem(error: "yaml.MarkedYAMLError", text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    words = f"{error.context or ''} {error.problem or ''}"
    lines = text.split("\n")
    if "cannot start any token" in words and mark is not None and mark.line < len(lines):
        character = lines[mark.line][mark.column : mark.column + 1]
        code = "yaml-tab" if character == "\t" else "yaml-quote-needed"
        return Problem("", code, {"given": shown(lines[mark.line])}, line)
    # An open quote or bracket is found at the end of the file, but it was written where it began.
    code = next((code for part, code in _SYNTAX if part in words), "yaml-syntax")
    if (
        code in ("yaml-quote-open", "yaml-flow", "yaml-colon-missing")
        and error.context_mark is not None
    ):
        line = error.context_mark.line + 1
    given = shown(lines[line - 1]) if line <= len(lines) else ""
    return Problem("", code, {"given": given, "detail": words.strip()}, line)


def plain(node: Node) -> Json:
    """The values without their lines. Depth is limited by the reader."""
    value = node.value
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


def node_at(node: Node, place: str) -> tuple[Node, int]:
    """The node at a place such as `budget_lines[3].tolerance` below `node`, and its line.

    Goes as far down as there is something: of a missing key, its parent is given.
    """
    line = node.key_line or node.line
    for index, key in _steps(place):
        value = node.value
        if index and isinstance(value, list) and 0 < index <= len(value):
            node = value[index - 1]
            line = node.line
        elif key and isinstance(value, dict) and key in value:
            node = value[key]
            line = node.key_line
        else:
            break
    return node, line


def _steps(place: str) -> Iterator[tuple[int, str]]:
    for found in _STEP.finditer(place):
        yield int(found[1] or 0), found[2] or ""
