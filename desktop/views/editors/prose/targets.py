"""What can be cited in a policy: chapters, articles, tables, annexes, and their parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.i18n import Language
from desktop.models.definitions import Json
from desktop.models.inline_text import read_inline
from desktop.models.snapshot import Article, Field, Policy
from desktop.models.wording import Inline, Localised, Run

__all__ = ["CitedPlace", "Places", "titled"]

MOST_FOUND = 60
_CAPTIONED = ("table", "measure", "kpi", "raci", "diagram")
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class CitedPlace:
    """`target` as references keep it, how it reads at present, and the title of what is there.

    `number`: position among its like, from 1 on, as digits: 12 finds 第十二条.
    """

    target: str
    mention: str
    title: str
    number: str = ""
    other_title: str = ""

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What it is found by: the titles in both languages."""
        return (self.title.casefold(), self.other_title.casefold())


class Places:
    """The places of one snapshot that can be cited, in order of the text."""

    def __init__(self, policy: Policy, language: Language, mention: Callable[[str], str]) -> None:
        self._policy = policy
        self._language = language
        self._mention = mention

    def found(self, query: str, near: str = "") -> list[CitedPlace]:
        """At most 60 places whose reading, number or title holds `query` (in either language),
        best first.

        Parts of articles and tables come only when they are asked for by words. `near`: the field
        that is being written; without words the articles around it come first.
        """
        words = query.strip().casefold()
        if not words:
            return self._around(near)
        ranked: list[tuple[int, int, CitedPlace]] = []
        for order, one in enumerate(self.main):
            rank = _rank(one, words)
            if rank is not None:
                ranked.append((rank, order, one))
        ranked.extend(self._parts_with(words, len(ranked)))
        ranked.sort(key=lambda entry: entry[:2])
        return [one for _, _, one in ranked[:MOST_FOUND]]

    def _parts_with(self, words: str, found: int) -> Iterator[tuple[int, int, CitedPlace]]:
        """Parts that hold the words. There can be tens of thousands: an entry is made only of
        those that will be shown."""
        for order, (target, title, folded) in enumerate(self._parts, len(self.main)):
            if found >= 2 * MOST_FOUND:
                return
            mention = self._mention(target)
            if mention and (words in folded or words in mention.casefold()):
                found += 1
                place = CitedPlace(target, mention, title)
                rank = _rank(place, words)
                yield 3 if rank is None else rank, order, place

    def _around(self, near: str) -> list[CitedPlace]:
        main = [one for one in self.main if one.mention]
        home = next(
            (
                f"article:{article.id}"
                for chapter in self._policy.chapters
                for article in chapter.articles
                if any(field.id == near for field in article.fields)
            ),
            "",
        )
        at = next((index for index, one in enumerate(main) if one.target == home), 0)
        start = max(0, min(at - 3, len(main) - MOST_FOUND))
        return main[start : start + MOST_FOUND]

    @cached_property
    def main(self) -> tuple[CitedPlace, ...]:
        """Chapters, articles, tables and annexes."""
        return tuple(self._main())

    def _main(self) -> Iterator[CitedPlace]:
        articles = 0
        for position, chapter in enumerate(self._policy.chapters, 1):
            yield self._place(f"chapter:{chapter.id}", chapter.title, position)
            for article in chapter.articles:
                articles += 1
                yield self._place(f"article:{article.id}", article.title, articles)
                yield from self._tables(article)
        for position, phase in enumerate((one for one in self._policy.phases if one.items), 1):
            yield self._place(f"annex:{phase.id}", phase.title, position)

    def _tables(self, article: Article) -> Iterator[CitedPlace]:
        for field in article.fields:
            if field.definition.kind in _CAPTIONED or article.layout == "card":
                definition = field.definition
                named = definition.caption if definition.caption != Localised() else None
                yield self._place(f"table:{field.id}", named or definition.title, 0)

    @cached_property
    def _parts(self) -> list[tuple[str, str, str]]:
        """Target, first words, and the same without capitals, of paragraphs, items and rows."""
        return [
            (f"part:{field.id}/{part}", words, words.casefold())
            for field in self._policy.fields
            for part, words in _parts(field, self._language)
            if words
        ]

    def _place(self, target: str, title: Localised, number: int) -> CitedPlace:
        own = title.text(self._language)
        other = title.en if self._language == "zh" else title.zh
        return CitedPlace(target, self._mention(target), own, str(number or ""), other)


def titled(policy: Policy, language: Language, target: str) -> str:
    """The title of what a reference leads to; "" where there is no such place."""
    kind, _, name = target.partition(":")
    if kind == "chapter":
        return next((c.title.text(language) for c in policy.chapters if c.id == name), "")
    if kind == "annex":
        return next((p.title.text(language) for p in policy.phases if p.id == name), "")
    if kind == "article":
        articles = (one for chapter in policy.chapters for one in chapter.articles)
        return next((one.title.text(language) for one in articles if one.id == name), "")
    field_id, _, part = name.partition("/")
    field = next((one for one in policy.fields if one.id == field_id), None)
    if field is None:
        return ""
    if kind == "table":
        definition = field.definition
        return definition.caption.text(language) or definition.title.text(language)
    return next((words for one, words in _parts(field, language) if one == part), "")


def _rank(one: CitedPlace, words: str) -> int | None:
    """0 for exactly this place, then by how the words begin; None where they are not in it."""
    if not one.mention:
        return None
    mention = one.mention.casefold()
    if words in (mention, one.number):
        return 0
    if mention.startswith(words):
        return 1
    if any(title.startswith(words) for title in one.titles):
        return 2
    if words in mention or any(words in title for title in one.titles):
        return 3
    return None


def _parts(field: Field, language: Language) -> Iterator[tuple[str, str]]:
    """Id and first words of each part of a value."""
    value = field.value
    if isinstance(value, dict):
        rows = value.get("rows")
        value = rows if isinstance(rows, list) else None
    if not isinstance(value, list):
        return
    for one in value:
        if isinstance(one, dict) and "id" in one:
            yield str(one["id"]), _first_words(one, language)


def _first_words(part: dict[str, Json], language: Language) -> str:
    for key, one in part.items():
        if key in ("id", "level") or not isinstance(one, dict):
            continue
        own = one.get(language)
        words = own if isinstance(own, str) else _letters(read_inline(one, language))
        if words:
            return words[:_LONGEST_TITLE] + ("…" if len(words) > _LONGEST_TITLE else "")
    return ""


def _letters(text: Inline) -> str:
    return "".join(one.text if isinstance(one, Run) else "…" for one in text)
