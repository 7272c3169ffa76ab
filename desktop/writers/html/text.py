"""Text as HTML: whatever a person wrote is text and nothing else."""

from urllib.parse import quote

from desktop.documents.blocks import Change, Span, Text, TickBox
from desktop.i18n import Language, catalogue
from desktop.writers.places import Places
from desktop.writers.signs import TURNING, readable

__all__ = ["Hand", "attribute", "escaped", "style_string"]

_TAGS = {"inserted": "ins", "moved-in": "ins", "deleted": "del", "moved-out": "del"}
_UNMARKED = frozenset({"", "renumbered"})


def escaped(text: str) -> str:
    """As content of an element. Controls of direction end where the text ends."""
    made = readable(text)
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br/>")):
        if sign in made:
            made = made.replace(sign, written)
    return f"<bdi>{made}</bdi>" if TURNING.search(made) else made


def attribute(text: str) -> str:
    """As a value between double quotes."""
    made = readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return made.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def style_string(text: str) -> str:
    """As a string of a style sheet (CSS Syntax 3, 4.3.7), with its quotes."""
    signs = [
        one if one.isalnum() or one in " .:·-" else f"\\{ord(one):x} "
        for one in TURNING.sub("", readable(text))
    ]
    return f'"{"".join(signs)}"'


class Hand:
    """Writes texts of one document: its language, and the places that links may lead to."""

    def __init__(self, language: Language, places: Places) -> None:
        self.language: Language = language
        self.places = places

    def say(self, key: str, **facts: object) -> str:
        """Words that the format adds."""
        return escaped(catalogue("formats").say(key, self.language, **facts))

    def begin(self, anchor: str, change: str = "") -> str:
        """The attribute that makes this the place, with a space before it; or ""."""
        name = self.places.begin(anchor, change)
        return f' id="{attribute(_name(name))}"' if name else ""

    def linked(self, inner: str, anchor: str) -> str:
        """`inner` leading to a place; as it is where the document has no such place."""
        if anchor not in self.places:
            return inner
        return f'<a href="#{quote(_name(anchor), safe=":/-._~")}">{inner}</a>'

    def changed(self, inner: str, change: Change) -> str:
        """`inner` as inserted, deleted or moved, with what happened as its title."""
        if change in _UNMARKED or not inner:
            return inner
        tag = _TAGS[change]
        title = attribute(catalogue("formats").say(change, self.language))
        return f'<{tag} class="{change}" title="{title}">{inner}</{tag}>'

    def formerly(self, inner: str, before: str) -> str:
        """A number as it is now, saying what it was."""
        if not before:
            return inner
        title = attribute(catalogue("formats").say("formerly", self.language, text=before))
        return f'<span class="renumbered" title="{title}">{inner}</span>'

    def caption(self, text: str, before: str) -> str:
        """A caption; where its words (not its number alone) are others now, with what they were."""
        if not before or _words(before) == _words(text):
            return self.formerly(escaped(text), before)
        return self.reworded(text, before)

    def reworded(self, text: str, before: str) -> str:
        """A plain text; where it reads otherwise now, with what it was."""
        if not before or before == text:
            return escaped(text)
        gone = self.changed(escaped(before), "deleted")
        return f"{gone} {self.changed(escaped(text), 'inserted')}"

    def runs(self, text: Text) -> str:
        """Spans and tick boxes as they follow each other."""
        return "".join(
            [self._span(one) if isinstance(one, Span) else self._tick(one) for one in text]
        )

    def _span(self, span: Span) -> str:
        made = escaped(span.text)
        if not made:
            return ""
        if span.bold:
            made = f"<strong>{made}</strong>"
        if span.italic:
            made = f"<em>{made}</em>"
        looks = [one for one in (span.face, span.tone) if one in _LOOKS]
        if looks:
            made = f'<span class="{" ".join(looks)}">{made}</span>'
        if span.link:
            made = self.linked(made, span.link)
        if span.change == "renumbered":
            return self.formerly(made, span.before)
        return self.changed(made, span.change)

    def _tick(self, box: TickBox) -> str:
        sign, key = ("☑", "ticked") if box.checked else ("☐", "unticked")
        label = attribute(catalogue("formats").say(key, self.language))
        tick = f'<span class="tick" role="img" aria-label="{label}">{sign}</span>'
        return f'<span class="choice">{tick}{escaped(box.label)}</span>'


_LOOKS = frozenset({"sans", "answer", "secondary", "blue"})


def _name(anchor: str) -> str:
    """A name may hold everything but blanks (HTML, 3.2.6)."""
    return "_".join(readable(anchor).split()) or "_"


def _words(caption: str) -> str:
    """A caption without its number: `表4　职责分配矩阵`."""
    for gap in ("\u3000", "\u2003"):
        if gap in caption:
            return caption.partition(gap)[2]
    return caption
