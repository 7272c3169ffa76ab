"""Reading JSON so that every value knows its line, as strictly as YAML is read.

Numbers with a fraction or exponent stay the text they were written as, so that 0.95 stays 0.95.
"""

import re
from json import JSONDecodeError, JSONDecoder

from desktop.models.errors import Problem
from desktop.models.text_rules import shown
from desktop.models.yaml_lines import Node

__all__ = ["looks_like_json", "read_json_lines"]

_START = re.compile(r"\ufeff?\s*[\[{]\s*[\"\[{\]}]")
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_STRINGS = JSONDecoder()
_DEEPEST = 40
_LONGEST_NUMBER = 200


def looks_like_json(text: str) -> bool:
    """Whether a text begins like a JSON object or list."""
    return _START.match(text) is not None


class _Broken(Exception):
    """The text is no JSON from here on."""

    def __init__(self, position: int, code: str = "json-syntax") -> None:
        super().__init__(position, code)
        self.position = position
        self.code = code


def read_json_lines(text: str, problems: list[Problem]) -> Node | None:
    """The value of `text`; adds what is wrong to `problems`. None where it is no JSON."""
    reader = _Reader(text.removeprefix("\ufeff"), problems)
    try:
        return reader.whole()
    except _Broken as broken:
        line = reader.line_of(broken.position)
        given = shown(reader.text[broken.position : broken.position + 40])
        problems.append(Problem("", broken.code, {"given": given, "limit": _DEEPEST}, line))
        return None


class _Reader:
    def __init__(self, text: str, problems: list[Problem]) -> None:
        self.text = text
        self._problems = problems
        self._counted_to = 0
        self._line = 1

    def line_of(self, position: int) -> int:
        """The line of a position; positions are asked for mostly in rising order."""
        if position < self._counted_to:
            return self.text.count("\n", 0, position) + 1
        self._line += self.text.count("\n", self._counted_to, position)
        self._counted_to = position
        return self._line

    def whole(self) -> Node:
        node, position = self._value(self._skip(0), 0)
        if self._skip(position) != len(self.text):
            raise _Broken(self._skip(position))
        return node

    def _skip(self, position: int) -> int:
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def _value(self, position: int, depth: int) -> tuple[Node, int]:
        if depth > _DEEPEST:
            raise _Broken(position, "json-too-deep")
        line = self.line_of(position)
        match self.text[position : position + 1]:
            case "{":
                return self._object(position + 1, depth, line)
            case "[":
                return self._list(position + 1, depth, line)
            case '"':
                text, end = self._string(position)
                return Node(text, line), end
        for word, value in _WORDS.items():
            if self.text.startswith(word, position):
                return Node(value, line), position + len(word)
        number = _NUMBER.match(self.text, position)
        if number is None:
            raise _Broken(position)
        written = number.group()
        exact = number[1] is None and number[2] is None and len(written.lstrip("-")) <= 18
        return Node(int(written) if exact else written[:_LONGEST_NUMBER], line), number.end()

    def _string(self, position: int) -> tuple[str, int]:
        try:
            text, end = _STRINGS.raw_decode(self.text, position)
        except JSONDecodeError as error:
            raise _Broken(error.pos) from error
        return str(text), end

    def _object(self, position: int, depth: int, line: int) -> tuple[Node, int]:
        entries: dict[str, Node] = {}
        node = Node(entries, line)
        position = self._skip(position)
        if self.text.startswith("}", position):
            return node, position + 1
        while True:
            if not self.text.startswith('"', position):
                raise _Broken(position)
            key_line = self.line_of(position)
            key, position = self._string(position)
            position = self._skip(position)
            if not self.text.startswith(":", position):
                raise _Broken(position)
            value, position = self._value(self._skip(position + 1), depth + 1)
            if key in entries:
                facts = {"given": shown(key), "first": entries[key].key_line}
                self._problems.append(Problem("", "yaml-key-twice", facts, key_line))
            else:
                value.key_line = key_line
                entries[key] = value
            position = self._skip(position)
            if self.text.startswith("}", position):
                return node, position + 1
            if not self.text.startswith(",", position):
                raise _Broken(position)
            position = self._skip(position + 1)

    def _list(self, position: int, depth: int, line: int) -> tuple[Node, int]:
        entries: list[Node] = []
        position = self._skip(position)
        if self.text.startswith("]", position):
            return Node(entries, line), position + 1
        while True:
            value, position = self._value(position, depth + 1)
            entries.append(value)
            position = self._skip(position)
            if self.text.startswith("]", position):
                return Node(entries, line), position + 1
            if not self.text.startswith(",", position):
                raise _Broken(position)
            position = self._skip(position + 1)
