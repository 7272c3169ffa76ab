"""Text into runs, with its links, tick boxes and revisions."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from desktop.documents.blocks import Change, Text, TickBox
from desktop.writers.docx.making import GONE, NEW, Making
from desktop.writers.docx.markup import characters, properties, tag, value
from desktop.writers.docx.styles import Look

__all__ = [
    "Piece",
    "field",
    "paragraph",
    "part_at_end",
    "pieces",
    "run",
    "runs",
    "tracked",
    "whole_change",
]

_EMPTY_BOX, _TICKED_BOX = "\u2610", "\u2611"
# Marks that Latin faces have, too: in Chinese text they are Han, and fill an em.
_BOTH = frozenset("“”‘’…—–·×÷±≥≤≠≈→←↑↓①②③④⑤⑥⑦⑧⑨⑩○△■□●§°")


class Piece(NamedTuple):
    """A stretch of text of one look. `style`: id of its character style or ""."""

    text: str
    style: str = ""
    link: str = ""
    change: Change = ""
    tick: bool | None = None


def pieces(text: Text, making: Making, change: Change = "") -> list[Piece]:
    """The pieces of `text`; a renumbered one becomes what went and what came. `change`: of all."""
    found: list[Piece] = []
    for one in text:
        if isinstance(one, TickBox):
            found.append(Piece("", making.book.mark("tick"), "", change, one.checked))
            if one.label:
                found.append(Piece(one.label, change=change))
            continue
        style = making.book.look(Look(one.bold, one.italic, one.face, one.tone))
        own: Change = change or one.change
        if own == "renumbered":
            own = "inserted" if making.tracking else ""
            if making.tracking:
                found.append(Piece(one.before, style, one.link, "deleted"))
        found.append(Piece(one.text, style, one.link, own))
    return found


def renumbered(now: str, before: str, style: str = "", change: Change = "") -> list[Piece]:
    """A label, number or caption: what it is, and what it was where that differs."""
    if not before or change:
        return [Piece(now, style, change=change)] if now else []
    return [Piece(before, style, change="deleted"), Piece(now, style, change="inserted")]


def runs(content: Iterable[Piece], making: Making) -> str:
    """Pieces as XML. Neighbours with the same change are one revision."""
    made: list[str] = []
    for link, linked in groupby(content, key=lambda one: one.link):
        target = making.target(link) if link else ""
        parts = []
        for change, same in groupby(linked, key=lambda one: one.change):
            inside = "".join(_run(one, making) for one in same)
            element = making.element(change)
            parts.append(making.revised(element, inside) if element else inside)
        inside = "".join(parts)
        if target and inside:
            inside = tag("w:hyperlink", {"w:anchor": target, "w:history": 1}, inside)
        made.append(inside)
    return "".join(made)


def _run(piece: Piece, making: Making) -> str:
    if piece.tick is not None:
        return _tick_box(piece, making)
    if making.language == "zh" and not _BOTH.isdisjoint(piece.text):
        hint = '<w:rFonts w:hint="eastAsia"/>'
    else:
        hint = ""
    style = piece.style
    if piece.change and not making.tracking:
        style = making.book.mark(f"shown-{piece.change}")
    return run(piece.text, style, gone=making.element(piece.change) == "del", more=hint)


def run(text: str, style: str = "", *, gone: bool = False, more: str = "") -> str:
    """One run of text; `more`: a further run property."""
    inside = characters(text, "w:delText" if gone else "w:t")
    if not inside:
        return ""
    look = properties("w:rPr", value("w:rStyle", style) if style else "", more)
    return f"<w:r>{look}{inside}</w:r>"


def _tick_box(piece: Piece, making: Making) -> str:
    """A box that Word ticks with a click; in a revision only its sign."""
    sign = run(
        _TICKED_BOX if piece.tick else _EMPTY_BOX,
        piece.style,
        gone=making.element(piece.change) == "del",
    )
    if piece.change:
        return sign
    state = (
        f'<w14:checked w14:val="{int(bool(piece.tick))}"/>'
        f'<w14:checkedState w14:val="{ord(_TICKED_BOX):X}" w14:font="Segoe UI Symbol"/>'
        f'<w14:uncheckedState w14:val="{ord(_EMPTY_BOX):X}" w14:font="Segoe UI Symbol"/>'
    )
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{making.id()}"/><w14:checkbox>{state}</w14:checkbox>'
        f"</w:sdtPr><w:sdtContent>{sign}</w:sdtContent></w:sdt>"
    )


def field(code: str, result: str) -> str:
    """A field and what it gave when the document was written."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str, *props: str, mark: str = "") -> str:
    """A paragraph. `props`: what it has beside its style; `mark`: revision of its mark."""
    about = properties(
        "w:pPr",
        value("w:pStyle", style) if style else "",
        *props,
        properties("w:rPr", mark) if mark else "",
    )
    return f"<w:p>{about}{content}</w:p>"


def tracked(
    making: Making,
    style: str,
    content: list[Piece],
    change: Change,
    *props: str,
    anchor: str = "",
    move: str = "",
    extra: str = "",
) -> str:
    """A paragraph that may have come, gone or moved as a whole; its mark goes with it.

    `move`: name of a move that has both ends; the pieces then have no change of their own.
    `extra`: XML that stands behind the text, outside any revision.
    """
    start, end = making.bookmark(anchor, gone=change in ("deleted", "moved-out"))
    if move:
        kind = "moveFrom" if change == "moved-out" else "moveTo"
        inside = "".join(run(_words(one), one.style) for one in content)
        moved = making.move_range(kind, move, making.revised(kind, inside))
        return paragraph(style, start + moved + extra + end, *props, mark=making.revision(kind))
    element = making.element(change)
    mark = making.revision(element) if element else ""
    inside = runs(content, making)
    part_at_end(content, mark, making)
    return paragraph(style, start + inside + extra + end, *props, mark=mark)


def part_at_end(content: list[Piece], mark: str, making: Making) -> None:
    """Behind a paragraph that ends with a revision but stays itself: `mark` is ""."""
    if not mark and content and making.element(content[-1].change):
        making.part_revisions()


def _words(piece: Piece) -> str:
    if piece.tick is None:
        return piece.text
    return _TICKED_BOX if piece.tick else _EMPTY_BOX


def whole_change(content: list[Piece]) -> Change:
    """The change of a paragraph all of whose words came, or all went."""
    changes = {one.change for one in content if one.text or one.tick is not None}
    if changes and changes <= NEW:
        return "inserted"
    return "deleted" if changes and changes <= GONE else ""
