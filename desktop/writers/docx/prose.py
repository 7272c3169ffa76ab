"""Headings, paragraphs and notes."""

from desktop.documents.blocks import Heading, Note, Paragraph
from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import tag, twips
from desktop.writers.docx.text import Piece, pieces, renumbered, tracked, whole_change

__all__ = ["heading", "heading_pieces", "note", "prose"]

_IDEOGRAPHIC, _EM, _EN = "\u3000", "\u2003", "\u2002"


def heading(block: Heading, making: Making, *props: str) -> str:
    """A heading, in a style of its role."""
    style = making.book.heading(block.role, block.level, making.form, block.in_contents)
    content = heading_pieces(block, making, wide=block.role == "title")
    return tracked(
        making,
        style,
        content,
        block.change,
        *props,
        anchor=block.anchor,
        move=making.move(block),
    )


def heading_pieces(block: Heading, making: Making, *, wide: bool = False) -> list[Piece]:
    """Number and words of a heading, here and in the table of contents."""
    made = renumbered(block.number, block.number_before, change=block.change)
    if made:
        role = making.book.role(block.role, making.form)
        if making.language == "zh":
            gap = _IDEOGRAPHIC
        else:
            gap = _EM if role.gap > 0.7 * role.size else _EN
        made.append(Piece(gap, change=block.change))
    if block.runs and not block.change:
        return made + pieces(block.runs, making)
    text = spread(block.text) if wide else block.text
    return [*made, Piece(text, change=block.change)]


def spread(text: str) -> str:
    """A title of two or three Han is set wide: 目　录."""
    if 2 <= len(text) <= 3 and all("\u4e00" <= one <= "\u9fff" for one in text):
        return (_IDEOGRAPHIC * 2 if len(text) == 2 else _IDEOGRAPHIC).join(text)
    return text


def prose(block: Paragraph, making: Making, *props: str) -> str:
    """Body text with its run-in label or its item number."""
    role = making.book.role(block.role, making.form)
    style = making.book.paragraph(block.role, making.form)
    change = block.change
    content: list[Piece] = []
    if block.label or block.label_before:
        content += renumbered(block.label, block.label_before, making.book.mark("label"), change)
        content += _label_gap(block, making)
    if block.marker or block.marker_before:
        content += renumbered(block.marker, block.marker_before, change=change)
        if role.left > role.first:  # the number hangs left of the text
            content.append(Piece("\t", change=change))
    content += pieces(block.text, making, change)
    first = block.label and block.role == "plain" and role.first
    about = [
        *props,
        "<w:keepNext/>" if block.lead_in else "",
        tag("w:ind", {"w:firstLineChars": 0, "w:firstLine": 0}) if first else "",
        _close(role.after) if block.lead_in else "",
    ]
    move = making.move(block)
    return tracked(making, style, content, change, *about, anchor=block.anchor, move=move)


def _close(after: float) -> str:
    """A lead-in stands close to its list."""
    return tag("w:spacing", {"w:after": twips(2.0)}) if after > 2 else ""


def _label_gap(block: Paragraph, making: Making) -> list[Piece]:
    """A closing bracket brings half an em of its own. Where there was another label, or comes
    one, its room came or went with it."""

    def room(label: str) -> str:
        if not label or (making.language == "zh" and label.endswith(("】", "）", "》"))):
            return ""
        return _IDEOGRAPHIC if making.language == "zh" else _EN

    now, before = room(block.label), room(block.label_before or block.label)
    if now == before or block.change:
        return [Piece(now, change=block.change)]
    return [Piece(before, change="deleted"), Piece(now, change="inserted")]


def note(block: Note, making: Making, *props: str) -> str:
    """Small print under a table or figure."""
    style = making.book.paragraph("note", making.form)
    content = pieces(block.text, making)
    return tracked(making, style, content, whole_change(content), *props)
