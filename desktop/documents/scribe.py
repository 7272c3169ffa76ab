"""Writes inline text of the policy as text of a document: references get numbers and links."""

from dataclasses import replace

from desktop.documents.blocks import Span, Text
from desktop.documents.numbering import Numbers
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.wording import Inline, Reference, Run

__all__ = ["Scribe", "span"]


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
            elif self.numbers.known(one.target):
                spans.append(
                    Span(self.numbers.mention(one.target), link=self.numbers.places[one.target])
                )
            else:
                self._missing[one.target] = None
                spans.append(Span(self.numbers.mention(one.target), bold=True))
        return tuple(spans)

    def cell_text(self, inline: Inline) -> Text:
        """Text of a table's cell: a reference that stands there alone also says its title."""
        text = self.text(inline)
        if len(inline) != 1 or not isinstance(inline[0], Reference):
            return text
        target = inline[0].target
        title = self.numbers.titles.get(target, "")
        if not title or not isinstance(text[0], Span):
            return text
        kind = target.partition(":")[0]
        full = self.say(f"reference.titled_{kind}", number=text[0].text, title=title)
        return (replace(text[0], text=full),)

    def number(self, anchor: str) -> str:
        return self.numbers.printed.get(anchor, "")

    def caption(self, anchor: str, title: str) -> str:
        """`表4　职责分配矩阵`: number and title."""
        return self.say("caption", number=self.number(anchor), title=title).rstrip()
