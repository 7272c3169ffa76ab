"""The cover: it fills its page, and nothing else stands on it."""

from desktop.documents.blocks import Cover
from desktop.writers.docx.drawings import picture_run
from desktop.writers.docx.grid import Cell, grid, row_of
from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import tag, twips
from desktop.writers.docx.tables import table
from desktop.writers.docx.text import field, paragraph, run
from desktop.writers.pdf.figure_picture import picture_size
from desktop.writers.pdf.style import MM, PAGE_HEIGHT
from desktop.writers.signature_form import signature_form

__all__ = ["COVER_BOTTOM", "COVER_TOP", "cover"]

COVER_TOP, COVER_BOTTOM = 26 * MM, 18 * MM
"""Margins of its page."""
_LOGO = (40 * MM, 14 * MM)
_FACT_ROW = 23.0
_FOOT = 22 * MM
_SLACK = 8.0
"""Word and others round heights: what the page has over."""


def cover(block: Cover, making: Making, pages: int) -> list[str]:
    """Company, title, facts, signatures at the foot. `pages`: how many our own paper has."""
    book, page = making.book, making.book.pages[False]
    parts: list[str] = []
    at = PAGE_HEIGHT - COVER_TOP
    if block.logo and (size := picture_size(block.logo)):
        scale = min(_LOGO[0] / size[0], _LOGO[1] / size[1])
        width, height = size[0] * scale, size[1] * scale
        made = making.picture(block.logo, size[2])
        picture = picture_run(making, made, width, height, "", block.company)
        left = (tag("w:spacing", {"w:after": 0}), '<w:jc w:val="left"/>')
        parts.append(paragraph(book.paragraph("figure"), picture, *left))
        at -= height + 3
    parts.append(paragraph(book.paragraph("cover-company"), run(block.company)))
    parts.append(paragraph(book.paragraph("cover-other"), run(block.company_other)))
    at -= 34
    signatures = signature_form(block.signatures, making.language)
    height = sum(row.minimum_height for row in signatures.rows) + 20
    title_at = PAGE_HEIGHT - max(74 * MM - max(0.0, height - 215), 56 * MM)
    style = book.role("cover-title", False)
    setter = making.setters[False]
    lines = setter.lines(setter.plain(block.title, style), style, page.width)
    before = tag("w:spacing", {"w:before": twips(max(12.0, at - title_at))})
    parts.append(paragraph(book.paragraph("cover-title"), run(block.title), before))
    at = min(at - 12, title_at) - 36 * len(lines)
    for words in (block.subtitle, block.title_other):
        if words:
            parts.append(paragraph(book.paragraph("cover-subtitle"), run(words)))
            at -= 20
    facts_at = min(at - 30, PAGE_HEIGHT - 110 * MM + max(0.0, height - 215))
    parts.append(_room(making, at - facts_at))
    rows = -(-len(block.facts) // 2)
    parts.append(_facts(block, making, page.width, pages))
    at = facts_at - _FACT_ROW * rows
    foot = _FOOT + 13.5 * _note_lines(block, making, page.width)
    start = max(foot + 8 * MM, at - 26 - height) + height
    start = min(at - 18, start, foot + 14 * MM + height)
    parts.append(_room(making, at - start))
    parts += table(signatures, making)[:-1]
    parts.append(_room(making, max(2.0, start - height - foot - _SLACK)))
    parts += [paragraph(book.paragraph("cover-note"), run(one)) for one in block.notes]
    return parts


def _note_lines(block: Cover, making: Making, width: float) -> int:
    style = making.book.role("cover-note", False)
    setter = making.setters[False]
    return sum(len(setter.lines(setter.plain(one, style), style, width)) for one in block.notes)


def _room(making: Making, height: float) -> str:
    """Empty room of that height, in pt."""
    exact = {"w:line": twips(max(2.0, height)), "w:lineRule": "exact"}
    return paragraph(making.book.paragraph("gap"), "", tag("w:spacing", exact))


def _facts(block: Cover, making: Making, width: float, pages: int) -> str:
    """Two pairs of label and value a row."""
    label = 67.0 if making.language == "zh" else 76.0
    left = width * 0.515
    widths = (label, left - label, label, width - left - label)
    rows = []
    for index in range(0, len(block.facts), 2):
        pair = [*block.facts[index : index + 2], ("", "")][:2]
        cells = []
        for side, (name, words) in enumerate(pair):
            cells.append(_fact(widths[2 * side], "cover-label", run(_spread(name)), making))
            cells.append(_fact(widths[2 * side + 1], "cover-value", _value(words, pages), making))
        height = {"w:val": twips(_FACT_ROW), "w:hRule": "atLeast"}
        rows.append(row_of(cells, tag("w:trHeight", height)))
    return grid("cover", widths, "".join(rows), making)


def _fact(width: float, role: str, inside: str, making: Making) -> Cell:
    return Cell(width, paragraph(making.book.paragraph(role), inside))


def _value(words: str, pages: int) -> str:
    before, slot, after = words.partition("{pages}")
    return run(before) + (field("NUMPAGES", str(pages or 1)) if slot else "") + run(after)


def _spread(label: str) -> str:
    """Two-character labels are as wide as four: 版　　次."""
    if len(label) == 2 and all("\u4e00" <= one <= "\u9fff" for one in label):
        return f"{label[0]}\u3000\u3000{label[1]}"
    return label
