"""The two revisions of a comparison, arranged and numbered; what is equal is one object in both."""

from dataclasses import dataclass, field, replace

from desktop.documents.arrange import KeptOutlines, reader_of
from desktop.documents.blocks import Span, Text
from desktop.documents.comparing.tokens import Cited
from desktop.documents.numbering import KeptNumbers, Numbers
from desktop.documents.outline import ArticleOutline, ChapterOutline, Clause, Outline, Piece
from desktop.documents.scribe import Scribe
from desktop.i18n import Language
from desktop.models.definitions import ChecklistItem, Phase
from desktop.models.snapshot import Chapter, Policy
from desktop.models.wording import Inline, Reference

__all__ = ["CitingScribe", "Side", "both_sides", "paired_sentences"]


class CitingScribe(Scribe):
    """Writes references so that they still say what they lead to."""

    def text(self, inline: Inline) -> Text:
        spans = super().text(inline)
        if not any(isinstance(one, Reference) for one in inline):
            return spans
        shown = [one for one in inline if isinstance(one, Reference) or one.text]
        return tuple(
            Cited(
                one.text, one.bold, one.italic, one.face, one.link, one.tone, target=source.target
            )
            if isinstance(source, Reference) and isinstance(one, Span)
            else one
            for one, source in zip(spans, shown, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One revision in one language. `articles`, `pieces`, `phases`: by anchor; `homes`: anchor of
    an article, a section or a piece → anchor of what it stands in; `items`: checklist items by
    their code, each with its phase; `movable`: anchors of the pieces that have an id of their own;
    `lists`: ids of the fields that are lists; `named`: those that name roles, with their codes."""

    policy: Policy
    language: Language
    outline: Outline
    scribe: CitingScribe
    chapters: dict[str, ChapterOutline] = field(default_factory=dict)
    articles: dict[str, ArticleOutline] = field(default_factory=dict)
    pieces: dict[str, Piece] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    items: dict[str, tuple[ChecklistItem, Phase]] = field(default_factory=dict)
    movable: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def numbers(self) -> Numbers:
        return self.scribe.numbers

    def fill(self) -> "Side":
        for chapter in self.outline.chapters:
            self.chapters[chapter.anchor] = chapter
            for section in chapter.sections:
                if section.id:
                    self.homes[section.anchor] = chapter.anchor
                for article in section.articles:
                    self.articles[article.anchor] = article
                    self.homes[article.anchor] = chapter.anchor
                    for piece in article.pieces:
                        self.pieces[piece.anchor] = piece
                        self.homes[piece.anchor] = article.anchor
        self.movable.update(one for one in self.pieces if one.startswith(_MOVABLE))
        for annex in self.outline.annexes:
            for item in annex.phase.items:
                self.items[f"item:{item.code}"] = (item, annex.phase)
        for one in self.policy.fields:
            if one.definition.kind == "list":
                self.lists.add(one.id)
            elif one.definition.kind == "role":
                codes = one.value if isinstance(one.value, list) else [one.value]
                self.named[one.id] = tuple(code for code in codes if isinstance(code, str))
        return self

    def titles(self, chapter: ChapterOutline) -> list[str]:
        """Anchors of the sections and articles of a chapter, in their order."""
        found: list[str] = []
        for section in chapter.sections:
            if section.id:
                found.append(section.anchor)
            found += [article.anchor for article in section.articles]
        return found

    def end_mark(self, piece: Clause) -> str:
        """The mark that the list, not its author, put at the end of an item."""
        last = piece.text[-1] if len(piece.text) > 1 else None
        if last is None or isinstance(last, Reference) or len(last.text) != 1:
            return ""
        listed = piece.anchor.startswith("part:") and any(one in self.lists for one in piece.fields)
        return last.text if listed and last.text in _END_MARKS else ""


_END_MARKS = "；。;."
_MOVABLE = ("part:", "table:", "value:", "card:")


def both_sides(old: Policy, new: Policy, language: Language) -> tuple[Side, Side]:
    same_reader = old.roles == new.roles
    if same_reader:
        new = _sharing(new, old)
    outlines = KeptOutlines(reader_of(old, language))
    numbers = KeptNumbers()
    first = outlines.arrange(old)
    before = Side(old, language, first, CitingScribe(numbers.number(first)))
    if not same_reader:
        outlines = KeptOutlines(reader_of(new, language))
    second = outlines.arrange(new)
    after = Side(new, language, second, CitingScribe(numbers.number(second)))
    return before.fill(), after.fill()


def _sharing(new: Policy, old: Policy) -> Policy:
    """The same policy; chapters and articles that are equal in `old` are the objects of `old`."""
    chapters = {one.id: one for one in old.chapters}
    articles = {one.id: one for chapter in old.chapters for one in chapter.articles}

    def shared(chapter: Chapter) -> Chapter:
        other = chapters.get(chapter.id)
        if other == chapter:
            return other
        return replace(
            chapter,
            articles=tuple(
                known if (known := articles.get(one.id)) == one and known is not None else one
                for one in chapter.articles
            ),
        )

    return replace(new, chapters=tuple(map(shared, new.chapters)))


def paired_sentences(old: ArticleOutline, new: ArticleOutline) -> dict[str, str]:
    """Old anchors of an article's sentences → the new anchors of the same sentences.

    A sentence has no id of its own: the same words are the same sentence, then the same fields
    inside it, then the same place among those that are left.
    """
    left, right = _sentences(old), _sentences(new)
    if [one.anchor for one in left] == [one.anchor for one in right] and left == right:
        return {one.anchor: one.anchor for one in left}
    found: dict[str, str] = {}
    for alike in (_same_words, _same_fields, _same_place):
        for one in left:
            if one.anchor in found:
                continue
            other = next(
                (each for each in right if each.anchor not in found.values() and alike(one, each)),
                None,
            )
            if other is not None:
                found[one.anchor] = other.anchor
    return found


def _sentences(article: ArticleOutline) -> list[Clause]:
    return [one for one in article.clauses if one.anchor.startswith("sentence:")]


def _same_words(one: Clause, other: Clause) -> bool:
    return one.text == other.text


def _same_fields(one: Clause, other: Clause) -> bool:
    return bool(one.fields) and one.fields == other.fields


def _same_place(one: Clause, other: Clause) -> bool:
    return one.anchor == other.anchor
