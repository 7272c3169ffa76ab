"""Text as GitHub flavoured Markdown: whatever a person wrote reads back as the same text.

CommonMark 0.31 and the GFM tables and strikethrough. Signs are escaped only where they would mean
something, so that the file stays good to read as it is.
"""

import re
from urllib.parse import quote

from desktop.documents.blocks import Change, Span, Text, TickBox
from desktop.i18n import Language, catalogue
from desktop.writers.places import Places
from desktop.writers.signs import TURNING, readable

__all__ = ["Hand", "attribute", "bold", "cell_line", "escaped", "heading_line", "line"]

_SPECIAL = re.compile(r"[\\`*\[\]<>|~$]|_|&(?=[#A-Za-z])|!(?=\[|\Z)")
_BLOCK_START = re.compile(r"(?=[#+\-])|(?P<digits>[0-9]{1,9})(?=[.)])")
_TAGS = {"inserted": "ins", "moved-in": "ins", "deleted": "del", "moved-out": "del"}


def escaped(text: str) -> str:
    """Inside a line. Line ends become <br>, controls of direction and outer blanks entities."""
    made = readable(text)
    if _SPECIAL.search(made):
        made = _SPECIAL.sub(_escape, made)
    if "\n" in made:
        made = made.replace("\n", "<br>")
    if TURNING.search(made):
        made = TURNING.sub(lambda found: f"&#{ord(found.group())};", made)
    return made


def _escape(found: "re.Match[str]") -> str:
    sign = found.group()
    if sign == "_":  # between letters it is a letter: QR_01
        around = found.string[max(0, found.start() - 1) : found.end() + 1]
        if len(around) == 3 and around[0].isalnum() and around[2].isalnum():
            return sign
    return f"\\{sign}"


def line(made: str) -> str:
    """Escaped text as a line of its own: nothing at its beginning starts a heading, a list, a
    quotation or code, and nothing is cut off its ends."""
    if not made:
        return made
    start = len(made) - len(made.lstrip())
    end = len(made.rstrip())
    if start >= end:
        return _blanks(made)
    body = made[start:end]
    found = _BLOCK_START.match(body)
    if found and not start:
        digits = found.group("digits") or ""
        body = f"{digits}\\{body[len(digits) :]}"
    return _blanks(made[:start]) + body + _blanks(made[end:])


def heading_line(made: str) -> str:
    """The same after the signs of a heading; a # at its end would close it."""
    found = re.search(r"#+$", made)
    if found:
        made = made[: found.start()] + "\\#" * len(found.group())
    return _outer(made)


def cell_line(made: str) -> str:
    """As a cell of a table: readers cut blanks off its ends."""
    return _outer(made)


def _outer(made: str) -> str:
    start, end = len(made) - len(made.lstrip()), len(made.rstrip())
    if start >= end:
        return _blanks(made)
    return _blanks(made[:start]) + made[start:end] + _blanks(made[end:])


def _blanks(blanks: str) -> str:
    return "".join(f"&#{ord(one)};" for one in blanks)


def attribute(text: str) -> str:
    """As a value between double quotes of an HTML tag."""
    made = readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = made.replace('"', "&quot;").replace("|", "&#124;")
    return " ".join(made.split())


class Hand:
    """Writes texts of one document: its language, and the places that links may lead to."""

    def __init__(self, language: Language, places: Places) -> None:
        self.language: Language = language
        self.places = places

    def say(self, key: str, **facts: object) -> str:
        return catalogue("formats").say(key, self.language, **facts)

    def begin(self, anchor: str, change: str = "", *, if_cited: bool = False) -> str:
        """The mark of a place, or "". `if_cited`: only where a text of the document leads there,
        so that ordinary clauses stay good to read."""
        if if_cited and anchor not in self.places.cited:
            return ""
        name = self.places.begin(anchor, change)
        return f'<a id="{attribute(_name(name))}"></a>' if name else ""

    def linked(self, inner: str, anchor: str) -> str:
        if anchor not in self.places or not inner:
            return inner
        return f"[{inner}](#{quote(_name(anchor), safe='/-._~')})"

    def changed(self, inner: str, change: Change, before: str = "") -> str:
        """`inner` as inserted, deleted or moved; `before` is what stands left of it."""
        if change in ("", "renumbered") or not inner:
            return inner
        tag = _TAGS[change]
        if change.startswith("moved"):
            return f'<{tag} title="{attribute(self.say(change))}">{inner}</{tag}>'
        if tag == "del":
            return _between(inner, "~~", "del", before)
        return f"<ins>{inner}</ins>"

    def caption(self, text: str, before: str) -> str:
        """A caption in bold; where its words changed, with what they were."""
        if not before or _words(before) == _words(text):
            return bold(escaped(text))
        return self.reworded(text, before)

    def reworded(self, text: str, before: str) -> str:
        """A plain text; where it reads otherwise now, with what it was."""
        if not before or before == text:
            return escaped(text)
        gone = self.changed(escaped(before), "deleted")
        return f"{gone} {self.changed(escaped(text), 'inserted')}"

    def runs(self, text: Text, before: str = "") -> str:
        """Spans and tick boxes as they follow each other. `before`: what stands left of them."""
        made = before
        for one in _joined(text):
            if isinstance(one, TickBox):
                made += f"{'☑' if one.checked else '☐'}{escaped(one.label)}"
            else:
                made += self._span(one, made)
        return made[len(before) :]

    def _span(self, span: Span, before: str) -> str:
        made = escaped(span.text)
        if not made:
            return ""
        if span.bold:
            made = _between(made, "**", "strong", before)
        if span.italic:
            made = _between(made, "*", "em", before)
        if span.link:
            made = self.linked(made, span.link)
        return self.changed(made, span.change, before)


def _between(inner: str, sign: str, tag: str, before: str) -> str:
    """`inner` between signs where every reader takes them for what they are, else between tags:
    beside a Chinese bracket `**` opens or closes nothing (CommonMark 6.2)."""
    clear = inner[0].isalnum() and inner[-1].isalnum() and before[-1:] not in ("*", "~", "\\")
    return f"{sign}{inner}{sign}" if clear else f"<{tag}>{inner}</{tag}>"


def bold(inner: str) -> str:
    """What stands alone, or before a blank: there ** closes whatever its last sign is."""
    made = _outer(inner)
    return f"**{made}**" if made and "*" not in made else inner


def _joined(text: Text) -> list[Span | TickBox]:
    """Neighbours of one look as one."""
    found: list[Span | TickBox] = []
    for one in text:
        last = found[-1] if found else None
        if isinstance(one, Span) and isinstance(last, Span) and _look(one) == _look(last):
            found[-1] = Span(
                last.text + one.text, last.bold, last.italic, "", last.link, "", last.change
            )
        else:
            found.append(one)
    return found


def _look(span: Span) -> tuple[bool, bool, str, str]:
    return span.bold, span.italic, span.link, "" if span.change == "renumbered" else span.change


def _name(anchor: str) -> str:
    return "_".join(readable(anchor).split()) or "_"


def _words(caption: str) -> str:
    """A caption without its number: `表4　职责分配矩阵`."""
    for gap in ("\u3000", "\u2003"):
        if gap in caption:
            return caption.partition(gap)[2]
    return caption
