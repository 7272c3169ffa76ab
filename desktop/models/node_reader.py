"""Reading a mapping of a template file key by key; every fault goes to one report with its line."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.models.errors import Problem
from desktop.models.figures import read_number
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import LONGEST_TEXT, fault_of, normalise_line_ends, one_line, shown
from desktop.models.wording import Localised
from desktop.models.yaml_lines import Node

__all__ = ["Entry", "Report", "has_chinese", "read_localised"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


class Report:
    """Collects what is wrong. `file` stands before every place, where there is more than one."""

    def __init__(self, problems: list[Problem], file: str = "") -> None:
        self.problems = problems
        self.file = file

    def wrong(self, place: str, code: str, line: int, /, **facts: object) -> None:
        where = f"{self.file}: {place}" if self.file else place
        self.problems.append(Problem(where, code, facts, line))


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None


class Entry:
    """One mapping: knows its place, its line, and which keys have a meaning in it."""

    def __init__(self, node: Node, place: str, report: Report, keys: Iterable[str]) -> None:
        self.node = node
        self.place = place
        self.line = node.line
        self.report = report
        self._values: dict[str, Node] = {}
        known = tuple(keys)
        if not isinstance(node.value, dict):
            report.wrong(place, "expected-mapping", node.line, given=shown(node.value))
            return
        for key, value in node.value.items():
            if key in known:
                self._values[key] = value
            else:
                code, facts = unknown_name("unknown-key", key, known)
                report.wrong(f"{place}.{shown(key)}", code, value.key_line, **facts)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> Node | None:
        """The value of a key; None where there is none, or null."""
        node = self._values.get(key)
        return None if node is None or node.value is None else node

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def wrong(self, key: str, code: str, /, **facts: object) -> None:
        node = self._values.get(key)
        place = self.at(key) if key else self.place
        line = node.key_line or node.line if node is not None else self.line
        self.report.wrong(place, code, line, **facts)

    def missing(self, key: str) -> None:
        self.report.wrong(self.at(key), "key-missing", self.line, key=key)

    def string(self, key: str, *, required: bool = False) -> str:
        """A short word such as a kind or a code."""
        node = self.get(key)
        if node is None:
            if required:
                self.missing(key)
            return ""
        if isinstance(node.value, bool) or not isinstance(node.value, (str, int)):
            self.wrong(key, "expected-word", given=shown(node.value))
            return ""
        return str(node.value).strip()

    def identifier(self, key: str = "id", *, required: bool = True) -> str:
        """An id of small letters, digits and `_`."""
        name = self.string(key, required=required)
        if name and not _ID.fullmatch(name):
            self.wrong(key, "bad-id", given=shown(name))
        return name

    def one_of(self, key: str, allowed: Iterable[str], default: str = "") -> str:
        """One of the words that are allowed here."""
        word = self.string(key)
        names = tuple(allowed)
        if not word:
            return default
        if word not in names:
            code, facts = unknown_name("unknown-word", word, names)
            self.wrong(key, code, **facts)
            return default
        return word

    def flag(self, key: str) -> bool:
        node = self.get(key)
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.wrong(key, "expected-flag", given=shown(node.value))
            return False
        return node.value

    def number(self, key: str) -> Decimal | None:
        node = self.get(key)
        if node is None:
            return None
        number = read_number(node.value)
        if number is None:
            self.wrong(key, "expected-number", given=shown(node.value))
        return number

    def whole(self, key: str, default: int | None = None, *, least: int = 0) -> int | None:
        """A whole number from `least` on."""
        node = self.get(key)
        if node is None:
            return default
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.wrong(key, "expected-whole", given=shown(value), least=least)
            return default
        return value

    def text(self, key: str, *, required: bool = False) -> Localised:
        """A text for people in both languages."""
        node = self.get(key)
        if node is None:
            if required:
                self.missing(key)
            return Localised()
        return read_localised(node, self.at(key), self.report)

    def items(self, key: str) -> Iterator[tuple[Node, str]]:
        """The entries of a list with their places, counted from 1."""
        node = self.get(key)
        if node is None:
            return
        if not isinstance(node.value, list):
            self.wrong(key, "expected-list", given=shown(node.value))
            return
        for position, one in enumerate(node.value, 1):
            yield one, f"{self.at(key)}[{position}]"

    def words(self, key: str) -> Iterator[tuple[str, int, str]]:
        """A list of ids or codes: word, line and place."""
        for node, place in self.items(key):
            if isinstance(node.value, bool) or not isinstance(node.value, (str, int)):
                self.report.wrong(place, "expected-word", node.line, given=shown(node.value))
            else:
                yield str(node.value), node.line, place

    def texts(self, key: str) -> tuple[Localised, ...]:
        """One text or a list of texts."""
        node = self.get(key)
        if node is not None and isinstance(node.value, dict):
            return (read_localised(node, self.at(key), self.report),)
        return tuple(read_localised(one, place, self.report) for one, place in self.items(key))


def read_localised(node: Node, place: str, report: Report) -> Localised:
    """`{zh: …, en: …}`; a word without Chinese, such as `%`, serves both languages."""
    value = node.value
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        text = _checked(str(value), place, report, node.line)
        if has_chinese(text):
            report.wrong(place, "text-needs-both", node.line, given=shown(text))
        return Localised(text, text)
    if not isinstance(value, dict):
        report.wrong(place, "expected-both-languages", node.line, given=shown(value))
        return Localised()
    texts = {"zh": "", "en": ""}
    for key, one in value.items():
        if key not in texts:
            where = f"{place}.{shown(key)}"
            # {zh: 甲, 乙} is what an unquoted comma makes of a text.
            code, facts = unknown_name("unknown-language", key, texts)
            if one.value is None:
                code = "unquoted-comma"
            report.wrong(where, code, one.key_line, **facts)
        elif isinstance(one.value, (str, int)) and not isinstance(one.value, bool):
            texts[key] = _checked(str(one.value), f"{place}.{key}", report, one.line)
        elif one.value is not None:
            report.wrong(f"{place}.{key}", "expected-text", one.line, given=shown(one.value))
    for language, text in texts.items():
        if not text and not (language in value and _faulty(value[language])):
            report.wrong(f"{place}.{language}", f"text-missing-{language}", node.line)
    return Localised(texts["zh"], texts["en"])


def _faulty(node: Node) -> bool:
    """Already reported for what it holds."""
    return node.value is not None and node.value != ""


def _checked(raw: str, place: str, report: Report, line: int) -> str:
    text = one_line(normalise_line_ends(raw)).strip()
    fault = fault_of(text)
    if fault is not None:
        code, character, position = fault
        report.wrong(place, code, line, character=character, position=position)
        return ""
    if len(text) > LONGEST_TEXT:
        report.wrong(place, "text-too-long", line, length=len(text), limit=LONGEST_TEXT)
        return ""
    return text
