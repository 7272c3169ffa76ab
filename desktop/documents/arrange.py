"""From a frozen policy to its outline: which sentences, tables and figures stand in what order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from desktop.documents.figures import FieldFinder, drawing_of
from desktop.documents.outline import (
    AnnexOutline,
    ArticleOutline,
    CardPiece,
    CardRow,
    ChapterOutline,
    Clause,
    FigurePiece,
    GridPiece,
    Outline,
    Piece,
    SectionOutline,
)
from desktop.documents.words import end_marks, first_lower, form_number, words
from desktop.i18n import Language
from desktop.models.fields import field_kind
from desktop.models.fields.base import Cell, Content, Drawing, Grid, Prose, Reader, Scalar
from desktop.models.identity import ArticleId, ChapterId
from desktop.models.snapshot import Article, Chapter, Field, Policy
from desktop.models.wording import Inline, Reference, Run, plain, run

__all__ = ["KeptOutlines", "arrange", "reader_of"]

# An article with this id lists the policy's annexes (its other fields stand before the list).
ANNEXES_ARTICLE = ArticleId("annexes")
UNFILLED = "____"

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LISTED = re.compile("[、，,]")


def reader_of(policy: Policy, language: Language) -> Reader:
    return Reader(language, {role.code: role.title for role in policy.roles})


def arrange(policy: Policy, language: Language) -> Outline:
    """The outline of `policy` in `language`; phases without items give no annex."""
    return KeptOutlines(reader_of(policy, language)).arrange(policy)


class KeptOutlines:
    """Arranges one state of a policy after the other, all for one reader.

    The outline of an article is made again only where the article is another object, where a
    field that its figures are drawn from is, or where it lists the annexes and they changed. An
    outline that reads the same stays the same object.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[ChapterId, _KeptChapter] = {}
        self._listed: object = None

    def arrange(self, policy: Policy) -> Outline:
        language = self._reader.language
        annexes = tuple(
            AnnexOutline(
                phase, words(language, "checklist.title", phase=phase.title.text(language))
            )
            for phase in policy.phases
            if phase.items
        )
        listed = (annexes, policy.facts.number)
        list_changed, self._listed = listed != self._listed, listed
        before, self._kept = self._kept, {}
        around = _Surroundings(policy, self._reader, annexes, _touched(policy, before))
        chapters: list[ChapterOutline] = []
        for chapter in policy.chapters:
            kept = before.get(chapter.id)
            lists = list_changed and any(one.id == ANNEXES_ARTICLE for one in chapter.articles)
            if (
                kept is None
                or kept.chapter is not chapter
                or lists
                or not around.holds(kept.sources)
            ):
                kept = self._arranged(chapter, around, kept, lists)
            self._kept[chapter.id] = kept
            chapters.append(kept.outline)
        return Outline(language, policy.numbering, tuple(chapters), annexes)

    def _arranged(
        self, chapter: Chapter, around: "_Surroundings", before: "_KeptChapter | None", lists: bool
    ) -> "_KeptChapter":
        articles: dict[ArticleId, _KeptArticle] = {}
        for article in chapter.articles:
            kept = before.articles.get(article.id) if before is not None else None
            anew = lists and article.id == ANNEXES_ARTICLE
            if (
                kept is None
                or kept.article is not article
                or anew
                or not around.holds(kept.sources)
            ):
                kept = _arranged_article(article, around, kept)
            articles[article.id] = kept
        outline = _chapter_outline(chapter, articles, self._reader.language)
        if before is not None and before.outline == outline:
            outline = before.outline
        sources = tuple(chain.from_iterable(one.sources for one in articles.values()))
        return _KeptChapter(chapter, outline, articles, sources)


def _chapter_outline(
    chapter: Chapter, articles: "Mapping[ArticleId, _KeptArticle]", language: Language
) -> ChapterOutline:
    sections: list[SectionOutline] = []
    identity = title = ""
    held: list[ArticleOutline] = []

    def close() -> None:
        if held or identity:
            sections.append(SectionOutline(identity, title, tuple(held)))
        held.clear()

    for article in chapter.articles:
        if article.section is not None:
            close()
            identity = f"{chapter.id}/{article.section.id}"
            title = article.section.title.text(language)
        held.append(articles[article.id].outline)
    close()
    return ChapterOutline(chapter.id, chapter.title.text(language), tuple(sections))


def _touched(policy: Policy, before: "Mapping[ChapterId, _KeptChapter]") -> frozenset[str]:
    """The fields of all chapters that came, went or are other objects now."""
    present = {id(chapter) for chapter in policy.chapters}
    known = {id(kept.chapter) for kept in before.values()}
    gone = (kept.chapter for kept in before.values() if id(kept.chapter) not in present)
    new = (chapter for chapter in policy.chapters if id(chapter) not in known)
    return frozenset(field.id for chapter in (*gone, *new) for field in chapter.fields)


Sources: TypeAlias = tuple[tuple[str, Field | None], ...]
"""Fields that were looked at elsewhere: id → what was there."""


@dataclass(frozen=True, slots=True)
class _KeptArticle:
    article: Article
    outline: ArticleOutline
    sources: Sources


@dataclass(frozen=True, slots=True)
class _KeptChapter:
    chapter: Chapter
    outline: ChapterOutline
    articles: Mapping[ArticleId, _KeptArticle]
    sources: Sources


class _Surroundings:
    """What an article may look at outside of itself. `touched`: fields that may have changed."""

    def __init__(
        self,
        policy: Policy,
        reader: Reader,
        annexes: tuple[AnnexOutline, ...],
        touched: frozenset[str],
    ) -> None:
        self.reader = reader
        self.annexes = annexes
        self.policy_number = policy.facts.number
        self._policy = policy
        self._touched = touched
        self._fields: dict[str, Field] = {}

    def find(self, field_id: str) -> Field | None:
        """The first field of that id."""
        if not self._fields:
            for field in self._policy.fields:
                self._fields.setdefault(field.id, field)
        return self._fields.get(field_id)

    def holds(self, sources: Sources) -> bool:
        """Whether the fields are what they were."""
        return all(
            field_id not in self._touched or self.find(field_id) is field
            for field_id, field in sources
        )


def _arranged_article(
    article: Article, around: _Surroundings, before: _KeptArticle | None
) -> _KeptArticle:
    sources: dict[str, Field | None] = {}

    def find(field_id: str) -> Field | None:
        sources[field_id] = around.find(field_id)
        return sources[field_id]

    outline = _Arranger(article, around, find).outline()
    if before is not None and before.outline == outline:
        outline = before.outline
    return _KeptArticle(article, outline, tuple(sources.items()))


class _Arranger:
    """Lays out one article."""

    def __init__(self, article: Article, around: _Surroundings, find: FieldFinder) -> None:
        self._article = article
        self._around = around
        self._find = find
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
            slots = dict.fromkeys(name for name in _SLOT.findall(text) if name in fields)
            named.update(slots)
            sentence = tuple(_filled(text, fields, self._reader))
            if sentence:
                anchor = f"sentence:{self._article.id}/{position}"
                self._sentence(anchor, sentence, fields=tuple(slots))
                self._written = True
        for pattern in self._article.patterns:  # a slot of the other language is no stray field
            for text in (pattern.zh, pattern.en):
                named.update(name for name in _SLOT.findall(text) if name in fields)
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
        drawing = drawing_of(content, self._find, self._reader)
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
    for slot in _SLOT.finditer(text):
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
