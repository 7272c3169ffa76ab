"""Chapters and articles as blocks, in both numbering profiles and both languages."""

from collections.abc import Iterator

from desktop.documents.blocks import Block, Figure, Heading, Note, Paragraph
from desktop.documents.origin import Origin, Origined
from desktop.documents.outline import (
    ArticleOutline,
    CardPiece,
    ChapterOutline,
    Clause,
    FigurePiece,
    GridPiece,
    SectionOutline,
)
from desktop.documents.scribe import Scribe, span
from desktop.documents.tables import card_table, grid_blocks

__all__ = ["article_blocks", "chapter_heading", "section_heading", "unwritten"]

_ROLES = ("body", "item", "subitem")
_DECIMAL_ROLES = ("body", "hang-1", "hang-2")
# A level stands in the table of contents completely or not at all.
_DECIMAL_CONTENTS_LEVEL = 2


def chapter_heading(chapter: ChapterOutline, scribe: Scribe) -> Iterator[Origined]:
    heading = _heading(scribe, "chapter", chapter.anchor, chapter.title, in_contents=True)
    yield Origined(heading, Origin(chapter.id))


def section_heading(section: SectionOutline, scribe: Scribe, chapter: str) -> Iterator[Origined]:
    heading = _heading(scribe, "section", section.anchor, section.title, in_contents=True)
    yield Origined(heading, Origin(chapter))


def unwritten(chapter: ChapterOutline, scribe: Scribe) -> Iterator[Origined]:
    """What stands in a chapter without articles."""
    said = Paragraph(span(scribe.say("chapter.unwritten"), tone="secondary"))
    yield Origined(said, Origin(chapter.id))


def article_blocks(article: ArticleOutline, scribe: Scribe, chapter: str) -> Iterator[Origined]:
    """The article with its heading or run-in label. What it says depends on the outline and on
    what the scribe is asked, on nothing else. `chapter`: id of where it stands."""
    run_in = scribe.numbers.run_in
    own = Origin(chapter, article.id)
    if not run_in:
        heading = _heading(scribe, "article", article.anchor, article.title, in_contents=False)
        yield Origined(heading, own)
    label = _label(article, scribe) if run_in else ""
    for piece in article.pieces:
        if isinstance(piece, Clause):
            part = _place(piece)
            clause = _clause(piece, scribe, label, article.anchor if label else part)
            yield Origined(clause, Origin(chapter, article.id, piece.fields, part))
            label = ""
        elif isinstance(piece, CardPiece):
            fields = tuple(row.field for row in piece.rows)
            origin = Origin(chapter, article.id, fields, by_rows=True)
            yield Origined(card_table(piece, scribe), origin)
        else:
            origin = Origin(chapter, article.id, (piece.field,))
            for block in _table_or_figure(piece, scribe):
                yield Origined(block, origin)


def _table_or_figure(piece: GridPiece | FigurePiece, scribe: Scribe) -> Iterator[Block]:
    if isinstance(piece, GridPiece):
        yield from grid_blocks(piece, scribe)
        return
    yield Figure(piece.drawing, scribe.caption(piece.anchor, piece.caption), piece.anchor)
    if piece.note:
        yield Note(span(piece.note))


def _heading(scribe: Scribe, role: str, anchor: str, title: str, *, in_contents: bool) -> Heading:
    level = scribe.level(anchor)
    number = scribe.number(anchor)
    if scribe.numbers.profile == "decimal":
        in_contents = bool(number) and level <= _DECIMAL_CONTENTS_LEVEL
        role = f"decimal-{level}"
    return Heading(role, title, number, level, anchor, in_contents)


def _label(article: ArticleOutline, scribe: Scribe) -> str:
    number = scribe.number(article.anchor)
    if not article.title:
        return number
    return scribe.say("article.label", number=number, title=article.title)


def _place(clause: Clause) -> str:
    """Only what a reference can name is a place to lead to."""
    return clause.anchor if clause.anchor.startswith("part:") else ""


def _clause(clause: Clause, scribe: Scribe, label: str, anchor: str) -> Paragraph:
    number = scribe.number(clause.anchor)
    text = scribe.text(clause.text)
    role = (_DECIMAL_ROLES if scribe.numbers.profile == "decimal" else _ROLES)[clause.level]
    if clause.level > 0:
        return Paragraph(text, role, label, number, anchor, clause.lead_in)
    if number:  # a numbered clause of the decimal profile; an only paragraph (段) has no number
        role = "plain"
    return Paragraph(text, role, label or number, anchor=anchor, lead_in=clause.lead_in)
