"""New texts in the place of matches, with looks and references where they were."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import ChecklistItem, Json, Role
from desktop.models.identity import ArticleId, ChapterId, FieldId
from desktop.models.inline_text import read_inline, to_json
from desktop.models.sentence_slots import units_of, without_slots
from desktop.models.snapshot import Article, Policy
from desktop.models.text_places import Path, put_text, text_places
from desktop.models.wording import Inline, Localised, Reference, Run
from desktop.services.commands.replace_text import ReplaceText
from desktop.services.finding_text import (
    ITEM_TEXTS,
    REFERENCE,
    ROLE_TEXTS,
    Hit,
    HitKind,
    Spot,
    characters_of,
    replaceable,
    text_of_item,
    texts_of_role,
)

__all__ = ["command_for", "replaced_inline"]

Span = tuple[int, int]
Name = TypeVar("Name", bound=str)


def command_for(policy: Policy, hits: Iterable[Hit], new: str) -> ReplaceText | None:
    """See `finding_text.replacement`."""
    edit = _Edit(replaceable(hits, new), new)
    chapters: dict[ChapterId, Localised] = {}
    sections: dict[ArticleId, Localised] = {}
    articles: dict[ArticleId, Localised] = {}
    sentences: dict[ArticleId, tuple[Localised, ...]] = {}
    values: dict[FieldId, Json] = {}
    for chapter in policy.chapters:
        edit.title("chapter", chapter.id, chapter.title, chapters)
        for article in chapter.articles:
            if article.section is not None:
                edit.title("section", article.id, article.section.title, sections)
            edit.title("article", article.id, article.title, articles)
            edited = edit.sentences(article)
            if edited != article.patterns:
                sentences[article.id] = edited
            for one in article.fields:
                value = edit.value(one.id, one.value, one.definition.kind)
                if value != one.value:
                    values[one.id] = value
    items = [(one, edit.item(one)) for phase in policy.phases for one in phase.items]
    roles = tuple(edit.role(one) for one in policy.roles)
    titles: dict[str, Localised] = {}
    edit.title("policy", "", policy.title, titles)
    command = ReplaceText(
        policy.id,
        titles.get(""),
        chapters,
        sections,
        articles,
        values,
        tuple(after for before, after in items if after is not before),
        sentences,
        () if roles == policy.roles else roles,
    )
    return None if command == ReplaceText(policy.id) else command


class _Edit:
    """The matches by the texts they stand in, and what comes into their place."""

    def __init__(self, hits: Iterable[Hit], new: str) -> None:
        self._new = new
        self._spans: dict[Spot, list[tuple[Span, str]]] = {}
        for hit in hits:
            span = (hit.start, hit.start + hit.length)
            self._spans.setdefault(hit.spot, []).append((span, hit.matched))
        self._touched = {(spot.kind, spot.id) for spot in self._spans}

    def title(
        self, kind: HitKind, name: Name, title: Localised, into: dict[Name, Localised]
    ) -> None:
        """Puts the new title into `into`, where there is one."""
        if (kind, name) in self._touched:
            after = self._localised(kind, name, (), title)
            if after != title:
                into[name] = after

    def sentences(self, article: Article) -> tuple[Localised, ...]:
        """The sentences around the article's fields."""
        name, before = article.id, article.patterns
        if ("sentence", name) not in self._touched:
            return before
        return tuple(
            Localised(
                self._around_slots(name, position, "zh", one.zh),
                self._around_slots(name, position, "en", one.en),
            )
            for position, one in enumerate(before)
        )

    def _around_slots(self, name: ArticleId, position: int, language: Language, text: str) -> str:
        """A sentence with its new words; each slot, one character to a match, where it was."""
        characters = without_slots(text, REFERENCE)
        units = units_of(text)
        for span in reversed(self._of("sentence", name, (position,), language, characters)):
            units[slice(*span)] = [self._new]
        return "".join(units)

    def item(self, item: ChecklistItem) -> ChecklistItem:
        """The item with its new texts; itself where they are the same."""
        if ("item", item.code) not in self._touched:
            return item
        texts: dict[str, Any] = {
            name: self._localised("item", item.code, (name,), text_of_item(item, name))
            for name in ITEM_TEXTS
        }
        after = replace(item, **texts)
        return item if after == item else after

    def role(self, role: Role) -> Role:
        """The role with its new texts; its code stays, which is what fields hold of it."""
        if ("role", role.code) not in self._touched:
            return role
        texts = {
            path: self._localised("role", role.code, path, text)
            for path, text in texts_of_role(role)
        }
        named: dict[str, Any] = {name: texts[name,] for name in ROLE_TEXTS}
        duties = tuple(texts["duties", position] for position in range(len(role.duties)))
        return replace(role, **named, duties=duties)

    def value(self, field_id: FieldId, value: Json, kind: str) -> Json:
        if ("field", field_id) not in self._touched:
            return value
        after = value
        for place in list(text_places(value, kind)):
            text: dict[str, Json] = dict(place.text)
            for language in LANGUAGES:
                inline = text.get(language)
                spans = self._of("field", field_id, place.path, language, characters_of(inline))
                if spans:
                    runs = read_inline({language: inline}, language)
                    text[language] = to_json(replaced_inline(runs, spans, self._new))
            if text != place.text:
                after = put_text(after, place.path, text)
        return after

    def _localised(self, kind: HitKind, name: str, path: Path, text: Localised) -> Localised:
        zh = self._replaced(text.zh, self._of(kind, name, path, "zh", text.zh))
        return Localised(zh, self._replaced(text.en, self._of(kind, name, path, "en", text.en)))

    def _replaced(self, text: str, spans: list[Span]) -> str:
        for start, end in reversed(spans):
            text = text[:start] + self._new + text[end:]
        return text

    def _of(
        self, kind: HitKind, name: str, path: Path, language: Language, text: str
    ) -> list[Span]:
        """The matches in a text, those left out that are no longer there (the text was edited
        since it was searched) and those that say the same already."""
        found = self._spans.get(Spot(kind, name, path, language), ())
        return sorted(
            (start, end)
            for (start, end), matched in found
            if text[start:end] == matched != self._new
        )


def replaced_inline(inline: Inline, spans: list[Span], new: str) -> Inline:
    """`inline` with `new` in the place of `spans`, which are in order and do not overlap. `new`
    looks as the first character that it replaces did."""
    runs: list[Run | Reference] = []
    at = 0
    for one in inline:
        if not isinstance(one, Run):
            runs.append(one)
            at += 1
            continue
        here, end = at, at + len(one.text)
        for start, stop in spans:
            if stop <= at or start >= end:
                continue
            if start >= at:
                runs.append(Run(one.text[here - at : start - at], one.bold, one.italic))
                runs.append(Run(new, one.bold, one.italic))
            here = min(stop, end)
        runs.append(Run(one.text[here - at :], one.bold, one.italic))
        at = end
    return tuple(runs)
