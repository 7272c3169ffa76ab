"""Printed numbers and what a reference reads like, both from position (domain brief §1.2).

Two profiles. *Article*: 第一章, 第一节 (per chapter), 第一条 running through the policy, paragraphs
without a number, （一）, 1． — in English Chapter 1, Section 1, Article 1, (1), a). *Decimal*:
1, 1.1, 1.1.1, paragraphs numbered only where an article has at least two, a), 1). A level of the
decimal profile exists only if it has at least two members.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from desktop.documents.numerals import capital, chinese, letter
from desktop.documents.outline import (
    DISTRIBUTION,
    HISTORY,
    ArticleOutline,
    CardPiece,
    ChapterOutline,
    Clause,
    FigurePiece,
    GridPiece,
    Outline,
    SectionOutline,
    counted_in,
    titles_in,
)
from desktop.i18n import Catalogue, Language, catalogue
from desktop.models.definitions import NumberingProfile

__all__ = ["KeptNumbers", "Numbers", "number"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is printed where.

    printed: anchor → number at its place; "" where the level does not exist.
    mentions: target → how a reference to it reads in text.
    places: target → anchor in the document that a link leads to.
    levels: anchor of a heading → its depth in the outline, from 1.
    titles: target → its title, for references that stand alone in a table's cell.
    """

    language: Language
    profile: NumberingProfile
    printed: Mapping[str, str]
    mentions: Mapping[str, str]
    places: Mapping[str, str]
    levels: Mapping[str, int]
    titles: Mapping[str, str]

    @property
    def run_in(self) -> bool:
        """The article's number runs into its first paragraph (第一条【目的】…)."""
        return self.profile == "article" and self.language == "zh"

    def known(self, target: str) -> bool:
        return target in self.mentions

    def mention(self, target: str) -> str:
        """How a reference reads in text; 〔引用失效：…〕 where there is no such place."""
        known = self.mentions.get(target)
        if known is not None:
            return known
        return catalogue("print").say("reference.broken", self.language, target=target)


def number(outline: Outline) -> Numbers:
    return KeptNumbers().number(outline)


class KeptNumbers:
    """Numbers one outline after the other, all in one language and profile.

    What is inside an article is counted again only where the article is another object or begins
    with other numbers. Where nothing changed at all the same `Numbers` come back.
    """

    def __init__(self) -> None:
        self._outline: Outline | None = None
        self._articles: dict[str, _Inside] = {}
        self._last: Numbers | None = None

    def number(self, outline: Outline) -> Numbers:
        if self._last is None or self._outline is None or not self._same_frame(outline):
            made = self._count(outline)
            if made != self._last:
                self._last = made
        elif outline.chapters != self._outline.chapters:
            self._last = self._renamed(outline, self._outline, self._last)
        self._outline = outline
        return self._last

    def _same_frame(self, outline: Outline) -> bool:
        """Whether all that is numbered is in its old place; titles may differ."""
        before = self._outline
        return (
            before is not None
            and before.language == outline.language
            and before.profile == outline.profile
            and len(before.chapters) == len(outline.chapters)
            and [one.anchor for one in before.annexes] == [one.anchor for one in outline.annexes]
            and all(
                old is new or _frame(old) == _frame(new)
                for old, new in zip(before.chapters, outline.chapters, strict=True)
            )
        )

    def _renamed(self, outline: Outline, before: Outline, last: Numbers) -> Numbers:
        """The same numbers with the titles of `outline`."""
        titles = dict(last.titles)
        for old, new in zip(before.chapters, outline.chapters, strict=True):
            if old is new:
                continue
            titles[new.anchor] = new.title
            for article in new.articles:
                kept = self._articles[article.id]
                if kept.article is not article:
                    for target in kept.titles:
                        titles.pop(target, None)
                    kept = replace(kept, article=article, titles=titles_in(article))
                    titles.update(kept.titles)
                    self._articles[article.id] = kept
        return last if titles == last.titles else replace(last, titles=MappingProxyType(titles))

    def _count(self, outline: Outline) -> Numbers:
        counter = _Counter(outline.language, outline.profile, before=self._articles)
        counter.table(HISTORY)
        counter.table(DISTRIBUTION)
        for index, chapter in enumerate(outline.chapters, start=1):
            counter.titles[chapter.anchor] = chapter.title
            if outline.profile == "article":
                _chapter_by_articles(counter, index, chapter)
            else:
                _chapter_by_decimals(counter, index, chapter)
        for index, annex in enumerate(outline.annexes, start=1):
            if outline.profile == "decimal":
                name = counter.say("number.lettered_annex", number=capital(index))
            else:
                name = counter.say("number.annex", number=index)
            counter.put(annex.anchor, name, name)
        self._articles = counter.inside
        return Numbers(
            outline.language,
            outline.profile,
            MappingProxyType(counter.printed),
            MappingProxyType(counter.mentions),
            MappingProxyType(counter.places),
            MappingProxyType(counter.levels),
            MappingProxyType(counter.titles),
        )


def _frame(chapter: ChapterOutline) -> list[object]:
    """Everything in a chapter that has a number, in order."""
    found: list[object] = [chapter.anchor]
    for section in chapter.sections:
        found.append(section.anchor)
        for article in section.articles:
            found += [article.id, counted_in(article)]
    return found


@dataclass(slots=True)
class _Counter:
    language: Language
    profile: NumberingProfile
    printed: dict[str, str] = field(default_factory=dict)
    mentions: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    articles: int = 0
    tables: int = 0
    figures: int = 0
    texts: Catalogue = field(default_factory=lambda: catalogue("print"))
    before: Mapping[str, "_Inside"] = field(default_factory=dict)
    inside: dict[str, "_Inside"] = field(default_factory=dict)

    def say(self, key: str, **facts: object) -> str:
        return self.texts.say(key, self.language, **facts)

    def numeral(self, value: int) -> str:
        return chinese(value) if self.language == "zh" else str(value)

    def put(self, anchor: str, printed: str, mention: str, place: str = "") -> None:
        self.printed[anchor] = printed
        self.mentions[anchor] = mention
        self.places[anchor] = place or anchor

    def heading(self, anchor: str, printed: str, mention: str, level: int) -> None:
        self.put(anchor, printed, mention)
        self.levels[anchor] = level

    def table(self, anchor: str) -> str:
        self.tables += 1
        name = self.say("number.table", number=self.tables)
        self.put(anchor, name, name)
        return name

    def figure(self, anchor: str) -> str:
        self.figures += 1
        name = self.say("number.figure", number=self.figures)
        self.put(anchor, name, name)
        return name

    def count_inside(self, article: ArticleOutline, number: str, mention: str) -> None:
        """Clauses, tables, figures and titles of an article, as before where nothing changed."""
        begin = (number, mention, self.tables, self.figures)
        kept = self.before.get(article.id)
        if kept is None or kept.article is not article or kept.begin != begin:
            inner = _Counter(self.language, self.profile, tables=self.tables, figures=self.figures)
            if self.profile == "article":
                _count_clauses(inner, article, number)
            else:
                _count_decimal_clauses(inner, article, number, mention)
            _count_captions(inner, article)
            kept = _Inside(article, begin, inner, titles_in(article))
        self.inside[article.id] = kept
        self.printed.update(kept.counter.printed)
        self.mentions.update(kept.counter.mentions)
        self.places.update(kept.counter.places)
        self.titles.update(kept.titles)
        self.tables, self.figures = kept.counter.tables, kept.counter.figures


@dataclass(frozen=True, slots=True)
class _Inside:
    """What was counted inside an article that began with these numbers."""

    article: ArticleOutline
    begin: tuple[str, str, int, int]
    counter: _Counter
    titles: Mapping[str, str]


def _chapter_by_articles(counter: _Counter, index: int, chapter: ChapterOutline) -> None:
    name = counter.say("number.chapter", number=counter.numeral(index))
    counter.heading(chapter.anchor, name, name, 1)
    sections = 0
    for section in chapter.sections:
        level = 2
        if section.id:
            sections += 1
            printed = counter.say("number.section", number=counter.numeral(sections))
            mention = counter.say("mention.section", chapter=name, section=printed)
            counter.heading(section.anchor, printed, mention, 2)
            level = 3
        for article in section.articles:
            counter.articles += 1
            printed = counter.say("number.article", number=counter.numeral(counter.articles))
            counter.heading(article.anchor, printed, printed, level)
            counter.count_inside(article, printed, printed)


def _count_clauses(counter: _Counter, article: ArticleOutline, article_name: str) -> None:
    """Paragraphs without printed number, items from 1 in each paragraph, sub-items in each item."""
    several = sum(one.level == 0 for one in article.clauses) > 1
    run_in = counter.language == "zh"
    paragraph = item = subitem = 0
    above = article_name
    in_item = above
    for clause in article.clauses:
        place = article.anchor if run_in and clause is article.clauses[0] else clause.anchor
        if clause.level == 0:
            paragraph, item, subitem = paragraph + 1, 0, 0
            above = in_item = article_name
            if several:
                number = counter.numeral(paragraph)
                above = in_item = counter.say(
                    "mention.paragraph", article=article_name, number=number
                )
            counter.put(clause.anchor, "", above, place)
        elif clause.level == 1:
            item, subitem = item + 1, 0
            printed = counter.say("number.item", number=counter.numeral(item))
            in_item = counter.say("mention.item", above=above, number=printed)
            counter.put(clause.anchor, printed, in_item, place)
        else:
            subitem += 1
            own = str(subitem) if counter.language == "zh" else letter(subitem)
            printed = counter.say("number.subitem", number=own)
            mention = counter.say("mention.subitem", above=in_item, number=own)
            counter.put(clause.anchor, printed, mention, place)


def _chapter_by_decimals(counter: _Counter, index: int, chapter: ChapterOutline) -> None:
    number = str(index)
    mention = counter.say("mention.decimal_chapter", number=number)
    counter.heading(chapter.anchor, number, mention, 1)
    members: list[SectionOutline | ArticleOutline] = []
    for section in chapter.sections:
        if section.id:
            members.append(section)
        else:
            members.extend(section.articles)
    _count_members(counter, members, number, mention, 2)


def _count_members(
    counter: _Counter,
    members: list[SectionOutline | ArticleOutline],
    above: str,
    above_mention: str,
    level: int,
) -> None:
    """A single member has no number of its own: it is cited by what holds it."""
    single = len(members) == 1
    for position, member in enumerate(members, start=1):
        own = above if single else f"{above}.{position}"
        mention = above_mention if single else own
        counter.heading(member.anchor, "" if single else own, mention, level)
        if isinstance(member, SectionOutline):
            inner: list[SectionOutline | ArticleOutline] = list(member.articles)
            _count_members(counter, inner, own, mention, level + 1)
        else:
            counter.count_inside(member, own, mention)


def _count_decimal_clauses(
    counter: _Counter, article: ArticleOutline, article_number: str, article_mention: str
) -> None:
    several = sum(one.level == 0 for one in article.clauses) > 1
    paragraph = item = subitem = 0
    above = in_item = article_mention
    for clause in article.clauses:
        if clause.level == 0:
            paragraph, item, subitem = paragraph + 1, 0, 0
            printed = f"{article_number}.{paragraph}" if several else ""
            above = in_item = printed or article_mention
            counter.put(clause.anchor, printed, above)
        elif clause.level == 1:
            item, subitem = item + 1, 0
            printed = counter.say("number.list", number=letter(item))
            in_item = counter.say("mention.list", above=above, number=printed)
            counter.put(clause.anchor, printed, in_item)
        else:
            subitem += 1
            printed = counter.say("number.list", number=subitem)
            mention = counter.say("mention.sublist", above=in_item, number=printed)
            counter.put(clause.anchor, printed, mention)


def _count_captions(counter: _Counter, article: ArticleOutline) -> None:
    """Tables and figures are numbered through the whole policy; rows are cited by position."""
    for piece in article.pieces:
        if isinstance(piece, Clause):
            continue
        if isinstance(piece, FigurePiece):
            counter.figure(piece.anchor)
            continue
        name = counter.table(piece.anchor)
        if isinstance(piece, GridPiece):
            for position, row in enumerate(piece.grid.rows, start=1):
                mention = counter.say("mention.row", table=name, number=position)
                counter.put(f"part:{piece.field}/{row.id}", "", mention)
        else:
            _count_card(counter, piece, name)


def _count_card(counter: _Counter, card: CardPiece, name: str) -> None:
    for row in card.rows:
        anchor = f"table:{row.field}"
        mention = counter.say("mention.card_row", table=name, title=row.title)
        counter.put(anchor, "", mention)
        for position, part in enumerate(row.parts, start=1):
            if part:
                one = counter.say("mention.card_part", row=mention, number=position)
                counter.put(f"part:{row.field}/{part}", "", one, anchor)
