"""The next revision of a policy with a known number of changes, for tests and benchmarks that ask
whether a comparison names exactly these."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.models.definitions import Json
from desktop.models.snapshot import Article, Chapter, Field, Policy

__all__ = ["Revised", "revised"]

_MOST = 3
"""So far at least a part is moved: of two neighbours that changed places either may be the one."""


@dataclass(frozen=True, slots=True)
class Revised:
    """The new revision, and the anchors of what was done to it."""

    policy: Policy
    edited: frozenset[str]
    moved: frozenset[str]
    rows: frozenset[str]


def revised(policy: Policy, chance: random.Random, edits: int, moves: int, rows: int) -> Revised:
    """`edits` paragraphs and items that say something else, `moves` articles and items that stand
    elsewhere (half each), `rows` rows of tables with another cell; fewer where it has no more."""
    values = {str(one.id): one.value for one in policy.fields}
    articles = [one for chapter in policy.chapters for one in chapter.articles]
    prose = [one for one in articles if one.layout == "prose"]
    movable = [one.id for one in articles if not one.section]
    chosen = chance.sample(movable, min(moves - moves // 2, len(movable)))
    moved = {f"article:{one}" for one in chosen}
    items = [
        field
        for article in prose
        for field in article.fields
        if field.definition.kind == "list" and len(_parts(field)) > _MOST + 1
    ]
    for field in chance.sample(items, min(moves // 2, len(items))):
        parts = list(_parts(field))
        part = parts.pop(0)
        parts.insert(chance.randrange(_MOST, len(parts) + 1), part)
        values[field.id] = [*parts]
        moved.add(f"part:{field.id}/{part['id']}")
    texts = _pick(chance, _places(prose, ("rich", "list"), ("text",)), edits, moved)
    cells = _pick(chance, _places(prose, ("table",), None), rows, set())
    for field_id, part_id, key in (*texts, *cells):
        values[field_id] = _with(values[field_id], part_id, key)
    made = _with_values(policy, values)
    return Revised(
        _with_articles_moved(made, chosen),
        frozenset(f"part:{field}/{part}" for field, part, _ in texts),
        frozenset(moved),
        frozenset(f"part:{field}/{part}" for field, part, _ in cells),
    )


_Place = tuple[str, str, str]


def _pick(
    chance: random.Random, places: Iterator[_Place], most: int, without: set[str]
) -> list[_Place]:
    found = {
        (field, part): key for field, part, key in places if f"part:{field}/{part}" not in without
    }
    some = chance.sample(sorted(found), min(most, len(found)))
    return [(*one, found[one]) for one in some]


def _parts(field: Field) -> list[dict[str, Json]]:
    value = field.value if isinstance(field.value, list) else []
    return [one for one in value if isinstance(one, dict)]


def _places(
    articles: list[Article], kinds: tuple[str, ...], keys: tuple[str, ...] | None
) -> Iterator[_Place]:
    """(field, part, key) of plain Chinese texts in parts and rows."""
    for article in articles:
        for field in article.fields:
            if field.definition.kind not in kinds:
                continue
            for part in _parts(field):
                for key in keys or part:
                    said = part.get(key)
                    if isinstance(said, dict) and isinstance(said.get("zh"), str):
                        yield str(field.id), str(part["id"]), key


def _with(value: Json, part_id: str, key: str) -> Json:
    """With other words in the middle of one text, in both languages."""
    assert isinstance(value, list)
    return [
        {**one, key: {name: _other(text) for name, text in one[key].items()}}
        if isinstance(one, dict) and one["id"] == part_id and isinstance(one[key], dict)
        else one
        for one in value
    ]


def _other(text: Json) -> Json:
    if not isinstance(text, str):
        return text
    half = len(text) // 2
    return f"{text[:half]}（已改）{text[half:]}"


def _with_values(policy: Policy, values: dict[str, Json]) -> Policy:
    def field(one: Field) -> Field:
        return one if values[one.id] is one.value else replace(one, value=values[one.id])

    def article(one: Article) -> Article:
        return replace(one, fields=tuple(map(field, one.fields)))

    def chapter(one: Chapter) -> Chapter:
        return replace(one, articles=tuple(map(article, one.articles)))

    return replace(policy, chapters=tuple(map(chapter, policy.chapters)))


def _with_articles_moved(policy: Policy, chosen: list[str]) -> Policy:
    """Each to the end of the chapter after its own, the last chapter's to the first one."""
    wanted = set(chosen)
    taken: list[list[Article]] = []
    kept: list[list[Article]] = []

    for chapter in policy.chapters:
        taken.append([one for one in chapter.articles if one.id in wanted])
        kept.append([one for one in chapter.articles if one.id not in wanted])
    chapters = tuple(
        replace(chapter, articles=(*kept[at], *taken[at - 1]))
        for at, chapter in enumerate(policy.chapters)
    )
    return replace(policy, chapters=chapters)
