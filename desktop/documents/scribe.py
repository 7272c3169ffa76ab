"""Writes inline text of the policy as text of a document: references get numbers and links."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from desktop.documents.blocks import Span, Text
from desktop.documents.numbering import Numbers
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.wording import Inline, Reference, Run

__all__ = ["Answer", "Question", "Scribe", "span"]

Question: TypeAlias = tuple[str, str]
"""(mention, title, level or number; of which target)."""
Answer: TypeAlias = tuple[str, str]
"""How it reads, and for a mention the place it leads to ("" where there is none)."""


def span(text: str, *, bold: bool = False, face: str = "serif", tone: str = "ink") -> Text:
    """One plain stretch of text; () for none."""
    return (Span(text, bold=bold, face=face, tone=tone),) if text else ()


class Scribe:
    """Knows the numbers, and remembers which references led nowhere.

    `missing`: the broken targets in order of appearance, each once.
    """

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self._missing: dict[str, None] = {}
        self._heard: dict[Question, Answer] = {}

    @property
    def language(self) -> Language:
        return self.numbers.language

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(self._missing)

    def say(self, key: str, **facts: object) -> str:
        return words(self.language, key, **facts)

    def text(self, inline: Inline) -> Text:
        """User text goes in character by character: nothing in it is ever read as markup."""
        spans: list[Span] = []
        for one in inline:
            if isinstance(one, Run):
                if one.text:
                    spans.append(Span(one.text, bold=one.bold, italic=one.italic))
                continue
            mention, place = self._ask("mention", one.target)
            if place:
                spans.append(Span(mention, link=place))
            else:
                self._missing[one.target] = None
                spans.append(Span(mention, bold=True))
        return tuple(spans)

    def cell_text(self, inline: Inline) -> Text:
        """Text of a table's cell: a reference that stands there alone also says its title."""
        text = self.text(inline)
        if len(inline) != 1 or not isinstance(inline[0], Reference):
            return text
        target = inline[0].target
        title = self._ask("title", target)[0]
        if not title or not isinstance(text[0], Span):
            return text
        kind = target.partition(":")[0]
        full = self.say(f"reference.titled_{kind}", number=text[0].text, title=title)
        return (replace(text[0], text=full),)

    def number(self, anchor: str) -> str:
        return self._ask("number", anchor)[0]

    def level(self, anchor: str) -> int:
        """Depth of a heading in the outline, from 1."""
        return int(self._ask("level", anchor)[0])

    def caption(self, anchor: str, title: str) -> str:
        """`表4　职责分配矩阵`: number and title."""
        return self.say("caption", number=self.number(anchor), title=title).rstrip()

    # -- what was written once and still holds ------------------------------------------------

    def listen(self) -> dict[Question, Answer]:
        """From now on, what is looked up is written into what this gives."""
        self._heard = {}
        return self._heard

    def holds(self, heard: Mapping[Question, Answer]) -> bool:
        """Whether all that was heard then would be the same now: its text need not be written
        again."""
        return all(self._answer(*question) == answer for question, answer in heard.items())

    def remember(self, missing: Iterable[str]) -> None:
        """References that led nowhere, in text that was not written again."""
        for target in missing:
            self._missing[target] = None

    def _ask(self, kind: str, target: str) -> Answer:
        answer = self._heard[kind, target] = self._answer(kind, target)
        return answer

    def _answer(self, kind: str, target: str) -> Answer:
        numbers = self.numbers
        if kind == "mention":  # an empty place: there is no such target
            return numbers.mention(target), numbers.places.get(target, "")
        if kind == "title":
            return numbers.titles.get(target, ""), ""
        if kind == "level":
            return str(numbers.levels[target]), ""
        return numbers.printed.get(target, ""), ""
