"""One article in order: which sentences, tables and figures stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.figures import FieldFinder, drawing_of
from desktop.documents.outline import (
    AnnexOutline,
    ArticleOutline,
    CardPiece,
    CardRow,
    Clause,
    FigurePiece,
    GridPiece,
    Piece,
)
from desktop.documents.words import end_marks, first_lower, form_number, words
from desktop.models.fields import field_kind
from desktop.models.fields.base import Cell, Content, Drawing, Grid, Prose, Reader, Scalar
from desktop.models.identity import ArticleId
from desktop.models.sentence_slots import SLOT
from desktop.models.snapshot import Article, Field
from desktop.models.wording import Inline, Reference, Run, plain, run

__all__ = ["ANNEXES_ARTICLE", "Surroundings", "arrange_article"]

# An article with this id lists the policy's annexes (its other fields stand before the list).
ANNEXES_ARTICLE = ArticleId("annexes")
UNFILLED = "____"

_LISTED = re.compile("[、，,]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article may look at outside of itself: `find` gives the fields of figures."""

    reader: Reader
    annexes: tuple[AnnexOutline, ...]
    policy_number: str
    find: FieldFinder


def arrange_article(article: Article, around: Surroundings) -> ArticleOutline:
    return _Arranger(article, around).outline()


class _Arranger:
    """Lays out one article."""

    def __init__(self, article: Article, around: Surroundings) -> None:
        self._article = article
        self._around = around
        self._reader = around.reader
        self._language = around.reader.language
        self._title = article.title.text(self._language)
        self._pieces: list[Piece] = []
        self._written = False  # holds a sentence of its own, not only a lead-in

    def outline(self) -> ArticleOutline:
        if self._article.layout == "card":
            self._card()
        else:
            self._prose()
        if self._article.id == ANNEXES_ARTICLE and self._around.annexes:
            self._annex_list(self._around.annexes)
        if not self._pieces:
            self._sentence("unwritten", run(words(self._language, "article.unwritten")))
        return ArticleOutline(self._article.id, self._title, tuple(self._pieces))

    # -- an article in sentences --------------------------------------------------------------

    def _prose(self) -> None:
        fields = {str(field.id): field for field in self._article.fields}
        named: set[str] = set()
        for position, pattern in enumerate(self._article.patterns, start=1):
            text = pattern.text(self._language)
            slots = dict.fromkeys(name for name in SLOT.findall(text) if name in fields)
            named.update(slots)
            sentence = tuple(_filled(text, fields, self._reader))
            if sentence:
                anchor = f"sentence:{self._article.id}/{position}"
                self._sentence(anchor, sentence, fields=tuple(slots))
                self._written = True
        for pattern in self._article.patterns:  # a slot of the other language is no stray field
            for text in (pattern.zh, pattern.en):
                named.update(name for name in SLOT.findall(text) if name in fields)
        for identity, field in fields.items():
            if identity not in named:
                for content in _contents(field, self._reader):
                    self._content(field, content)

    def _sentence(
        self, anchor: str, text: Inline, level: int = 0, fields: tuple[str, ...] = ()
    ) -> None:
        lead_in = plain(text).rstrip().endswith(("：", ":"))
        self._pieces.append(Clause(anchor, level, text, lead_in, fields))

    def _content(self, field: Field, content: Content) -> None:
        if isinstance(content, Scalar):
            title = field.definition.title.text(self._language)
            stated = words(self._language, "article.value", title=title)
            text = (*run(stated), *content.text)
            self._sentence(f"value:{field.id}", text, fields=(field.id,))
            self._written = True
        elif isinstance(content, Prose):
            self._parts(field, content)
        elif isinstance(content, Grid):
            self._grid(field, content)
        else:
            self._figure(field, content)

    def _parts(self, field: Field, prose: Prose) -> None:
        if prose.parts and prose.parts[0].level > 0 and not self._list_is_led_in():
            title = field.definition.title.text(self._language)
            lead = run(words(self._language, "lead.list", title=title))
            self._sentence(f"lead:{field.id}", lead, fields=(field.id,))
        texts = [part.text for part in prose.parts]
        if field.definition.kind == "list":
            texts = end_marks(texts, self._language)
        for part, text in zip(prose.parts, texts, strict=True):
            self._sentence(f"part:{field.id}/{part.id}", text, part.level, (field.id,))
        self._written = True

    def _list_is_led_in(self) -> bool:
        last = self._pieces[-1] if self._pieces else None
        return isinstance(last, Clause) and last.level == 0 and last.lead_in

    def _grid(self, field: Field, grid: Grid) -> None:
        definition = field.definition
        caption = (definition.caption.text(self._language)) or definition.title.text(self._language)
        anchor = f"table:{field.id}"
        title = definition.title.text(self._language)
        self._point_to(anchor, f"lead.{grid.look}", title, (field.id,))
        note = definition.note.text(self._language)
        self._pieces.append(GridPiece(anchor, str(field.id), caption, note, grid))

    def _figure(self, field: Field, content: Drawing) -> None:
        drawing = drawing_of(content, self._around.find, self._reader)
        if drawing is None:
            return  # its table is still empty: nothing to draw
        definition = field.definition
        title = definition.title.text(self._language)
        caption = content.caption or definition.caption.text(self._language) or title
        anchor = f"table:{field.id}"
        self._point_to(anchor, "lead.figure", title, (field.id,))
        note = definition.note.text(self._language)
        self._pieces.append(FigurePiece(anchor, str(field.id), caption, note, drawing))

    def _point_to(self, anchor: str, key: str, title: str, fields: tuple[str, ...] = ()) -> None:
        """An article is never a label and a bare table, and no table or figure stands there
        unannounced: a short sentence points to it unless the text above speaks of one."""
        if self._written and self._speaks_of("figure" if key == "lead.figure" else "table"):
            return
        if self._language == "en":
            title = first_lower(title)
        before, after = words(self._language, key, title=title, target="\0").split("\0")
        text = (*run(before), Reference(anchor), *run(after))
        self._sentence(f"lead:{anchor}", text, fields=fields)

    def _speaks_of(self, thing: str) -> bool:
        signs = words(self._language, f"lead.speaks_of_{thing}").split()
        return any(
            sign in plain(piece.text).lower()
            for piece in self._pieces
            if isinstance(piece, Clause) and not piece.anchor.startswith("lead:")
            for sign in signs
        )

    # -- a card -------------------------------------------------------------------------------

    def _card(self) -> None:
        anchor = f"card:{self._article.id}"
        self._point_to(anchor, "lead.card", self._title)
        rows = tuple(self._card_row(field) for field in self._article.fields)
        self._pieces.append(CardPiece(anchor, self._title, rows))

    def _card_row(self, field: Field) -> CardRow:
        lines: list[Inline] = []
        parts: list[str] = []
        for content in _contents(field, self._reader):
            if isinstance(content, Scalar):
                lines.append(content.text)
                parts.append("")
            elif isinstance(content, Prose):
                lines.extend(part.text for part in content.parts)
                parts.extend(part.id for part in content.parts)
            elif isinstance(content, Grid):
                lines.extend(self._card_line(row.cells) for row in content.rows)
                parts.extend(row.id for row in content.rows)
        title = field.definition.title.text(self._language)
        if not lines:
            return CardRow(str(field.id), title, (run(words(self._language, "card.unwritten")),))
        if len(lines) > 1:
            lines = [
                (*run(words(self._language, "card.item", number=position)), *line)
                for position, line in enumerate(lines, start=1)
            ]
        return CardRow(str(field.id), title, tuple(lines), tuple(parts))

    def _card_line(self, cells: tuple[Cell, ...]) -> Inline:
        """A table row in one line: the first cell, the others after it in brackets.

        What the first cell already says is not repeated (a form of the same name as its output).
        """
        texts = [
            tuple(one for paragraph in cell.paragraphs for one in paragraph)
            for cell in cells
            if any(plain(paragraph) for paragraph in cell.paragraphs)
        ]
        if not texts:
            return ()
        said = {one.strip().casefold() for one in _LISTED.split(plain(texts[0]))}
        others = [text for text in texts[1:] if plain(text).strip().casefold() not in said]
        line = list(texts[0])
        comma = words(self._language, "card.comma")
        for position, text in enumerate(others):
            line.append(Run(comma if position else words(self._language, "card.open")))
            line.extend(text)
        if others:
            line.append(Run(words(self._language, "card.close")))
        return tuple(line)

    # -- the list of annexes ------------------------------------------------------------------

    def _annex_list(self, annexes: tuple[AnnexOutline, ...]) -> None:
        if not self._list_is_led_in():
            self._sentence("lead:annexes", run(words(self._language, "lead.annexes")))
        for position, annex in enumerate(annexes, start=1):
            last = position == len(annexes)
            form = form_number(self._around.policy_number, position)
            named = words(self._language, "annex.form", form=form) if form else ""
            end = words(self._language, "annex.last" if last else "annex.next")
            gap = words(self._language, "annex.gap")
            self._sentence(
                f"listed:{annex.anchor}",
                (Reference(annex.anchor), Run(f"{gap}{annex.title}{named}{end}")),
                level=1,
            )


def _filled(text: str, fields: dict[str, Field], reader: Reader) -> Iterator[Run | Reference]:
    """The runs of a sentence pattern; an empty slot reads ____, an unknown one stays literal."""
    position = 0
    for slot in SLOT.finditer(text):
        field = fields.get(slot[1])
        if field is None:
            continue
        yield from run(text[position : slot.start()])
        yield from _inline(field, reader) or run(UNFILLED)
        position = slot.end()
    yield from run(text[position:])


def _contents(field: Field, reader: Reader) -> tuple[Content, ...]:
    return field_kind(field.definition.kind).contents(field.value, field.definition, reader)


def _inline(field: Field, reader: Reader) -> Inline:
    return field_kind(field.definition.kind).inline(field.value, field.definition, reader)
