"""Chapters and articles as blocks, in both numbering profiles and both languages."""

from collections.abc import Iterator

from desktop.documents.blocks import Block, Figure, Heading, Note, Paragraph
from desktop.documents.outline import (
    ArticleOutline,
    CardPiece,
    ChapterOutline,
    Clause,
    FigurePiece,
    Outline,
)
from desktop.documents.scribe import Scribe, span
from desktop.documents.tables import card_table, grid_blocks

__all__ = ["chapter_blocks", "outline_blocks"]

_ROLES = ("body", "item", "subitem")
_DECIMAL_ROLES = ("body", "hang-1", "hang-2")
# A level stands in the table of contents completely or not at all.
_DECIMAL_CONTENTS_LEVEL = 2


def outline_blocks(outline: Outline, scribe: Scribe) -> Iterator[Block]:
    for chapter in outline.chapters:
        yield from chapter_blocks(chapter, scribe)


def chapter_blocks(chapter: ChapterOutline, scribe: Scribe) -> Iterator[Block]:
    yield _heading(scribe, "chapter", chapter.anchor, chapter.title, in_contents=True)
    for section in chapter.sections:
        if section.id:
            yield _heading(scribe, "section", section.anchor, section.title, in_contents=True)
        for article in section.articles:
            yield from _article_blocks(article, scribe)
    if not chapter.articles:
        yield Paragraph(span(scribe.say("chapter.unwritten"), tone="secondary"))


def _heading(scribe: Scribe, role: str, anchor: str, title: str, *, in_contents: bool) -> Heading:
    level = scribe.numbers.levels[anchor]
    number = scribe.number(anchor)
    if scribe.numbers.profile == "decimal":
        in_contents = bool(number) and level <= _DECIMAL_CONTENTS_LEVEL
        role = f"decimal-{level}"
    return Heading(role, title, number, level, anchor, in_contents)


def _article_blocks(article: ArticleOutline, scribe: Scribe) -> Iterator[Block]:
    run_in = scribe.numbers.run_in
    if not run_in:
        yield _heading(scribe, "article", article.anchor, article.title, in_contents=False)
    label = _label(article, scribe) if run_in else ""
    for piece in article.pieces:
        if isinstance(piece, Clause):
            anchor = article.anchor if label else _place(piece)
            yield _clause(piece, scribe, label, anchor)
            label = ""
        elif isinstance(piece, FigurePiece):
            caption = scribe.caption(piece.anchor, piece.caption)
            yield Figure(piece.drawing, caption, piece.anchor)
            if piece.note:
                yield Note(span(piece.note))
        elif isinstance(piece, CardPiece):
            yield card_table(piece, scribe)
        else:
            yield from grid_blocks(piece, scribe)


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
