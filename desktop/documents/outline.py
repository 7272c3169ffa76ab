"""The order of a policy's content before it has numbers: articles as pieces in a row.

Every piece has a place of its own (its anchor); numbers and references are rendered from the
positions in this outline by `numbering`.
"""

from dataclasses import dataclass
from typing import TypeAlias

from desktop.documents.blocks import RiskMatrix, SwimLanes
from desktop.i18n import Language
from desktop.models.definitions import NumberingProfile, Phase
from desktop.models.fields.base import Grid
from desktop.models.wording import Inline, plain

__all__ = [
    "DISTRIBUTION",
    "HISTORY",
    "AnnexOutline",
    "ArticleOutline",
    "CardPiece",
    "CardRow",
    "ChapterOutline",
    "Clause",
    "FigurePiece",
    "GridPiece",
    "Outline",
    "Piece",
    "SectionOutline",
    "counted_in",
    "titles_in",
]

# The two tables that stand before the chapters and take the first table numbers.
HISTORY = "table:@history"
DISTRIBUTION = "table:@distribution"


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph (level 0, 款), an item (1, 项) or a sub-item (2, 目) of an article.

    `fields`: whose text it is; a sentence has all that its slots name.
    """

    anchor: str
    level: int
    text: Inline
    lead_in: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridPiece:
    """A table with its caption; a row's anchor is `part:FIELD/ROW`."""

    anchor: str
    field: str
    caption: str
    note: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class FigurePiece:
    anchor: str
    field: str
    caption: str
    note: str
    drawing: SwimLanes | RiskMatrix


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of a card: a field's title and what it holds, line by line.

    `parts` are the ids of the lines that can be cited, in their order ("" for a line without).
    """

    field: str
    title: str
    lines: tuple[Inline, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPiece:
    anchor: str
    caption: str
    rows: tuple[CardRow, ...]


Piece: TypeAlias = Clause | GridPiece | FigurePiece | CardPiece


@dataclass(frozen=True, slots=True)
class ArticleOutline:
    id: str
    title: str
    pieces: tuple[Piece, ...]

    @property
    def anchor(self) -> str:
        return f"article:{self.id}"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(one for one in self.pieces if isinstance(one, Clause))


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """Articles that stand together. Without an id: those before the first 节 of a chapter."""

    id: str
    title: str
    articles: tuple[ArticleOutline, ...]

    @property
    def anchor(self) -> str:
        return f"section:{self.id}"


@dataclass(frozen=True, slots=True)
class ChapterOutline:
    id: str
    title: str
    sections: tuple[SectionOutline, ...]

    @property
    def anchor(self) -> str:
        return f"chapter:{self.id}"

    @property
    def articles(self) -> tuple[ArticleOutline, ...]:
        return tuple(article for section in self.sections for article in section.articles)


@dataclass(frozen=True, slots=True)
class AnnexOutline:
    phase: Phase
    title: str

    @property
    def anchor(self) -> str:
        return f"annex:{self.phase.id}"


@dataclass(frozen=True, slots=True)
class Outline:
    language: Language
    profile: NumberingProfile
    chapters: tuple[ChapterOutline, ...]
    annexes: tuple[AnnexOutline, ...]

    @property
    def articles(self) -> tuple[ArticleOutline, ...]:
        return tuple(article for chapter in self.chapters for article in chapter.articles)


def counted_in(article: ArticleOutline) -> list[object]:
    """All of an article that its numbers and mentions depend on."""
    found: list[object] = []
    for piece in article.pieces:
        found.append((type(piece), piece.anchor))
        if isinstance(piece, Clause):
            found.append(piece.level)
        elif isinstance(piece, GridPiece):
            found += [(piece.field, row.id) for row in piece.grid.rows]
        elif isinstance(piece, CardPiece):
            found += [(row.field, row.title, row.parts) for row in piece.rows]
    return found


def titles_in(article: ArticleOutline) -> dict[str, str]:
    """What can be cited by name beside its number: the article, the rows of its tables (by their
    first words). Target → title."""
    found = {article.anchor: article.title}
    for piece in article.pieces:
        if isinstance(piece, GridPiece):
            found.update(_row_titles(piece))
    return found


def _row_titles(piece: GridPiece) -> dict[str, str]:
    titles: dict[str, str] = {}
    for row in piece.grid.rows:
        texts = (plain(one) for cell in row.cells[:1] for one in cell.paragraphs)
        title = next((text for text in texts if text), "")
        if row.id and title:
            titles[f"part:{piece.field}/{row.id}"] = title
    return titles
