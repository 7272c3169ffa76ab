"""What of a library can be found: the documents of the search index, kept with every change."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, inspect, or_, select
from sqlalchemy.orm import Session

from desktop.i18n import catalogue
from desktop.models.builtin_columns import word
from desktop.models.canonical import canonical_json
from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Content,
    Field,
    Policy,
    Project,
    ProjectItem,
)
from desktop.models.errors import Problem
from desktop.models.fields import plain_text
from desktop.models.fields.base import Reader
from desktop.models.plain import from_plain
from desktop.models.sentence_slots import without_slots
from desktop.models.snapshot import PolicyFacts
from desktop.models.wording import Localised
from desktop.services.definitions_kept import read_field, read_item, role_names
from desktop.services.touched import Touched
from desktop.storage.search_index import Document, contents, empty, put, spaced

__all__ = ["WORDING", "Documents", "faults", "rebuild", "update"]

WORDING = "3"
"""Another one whenever `Documents` words anything otherwise: older indexes are then made anew."""

# kind of row → kind of document; its anchor is `<kind>:<id>`, for the owner itself empty.
ANCHORS: dict[type[Content], str] = {
    Policy: "",
    Chapter: "chapter",
    Article: "article",
    Field: "field",
    ChecklistItem: "item",
    Project: "",
    ProjectItem: "item",
}
SLOT_SHOWN = "…"
"""What stands in a sentence for the value of a field, which is found by itself."""


def update(session: Session, touched: Touched) -> None:
    """Brings the index up to date with the rows that were touched, in the same transaction."""
    documents = Documents(session)
    made: list[Document] = []
    gone: list[tuple[str, str]] = []
    for kind in ANCHORS:
        for key, row in touched.rows(kind).items():
            gone.append((str(key[0]), anchor_of(kind, key)))
            if row is not None:
                made.extend(documents.of(row))
    for row in _reworded(session, touched):
        gone.append((row.policy_id, anchor_of(Field, (row.policy_id, row.id))))
        made.extend(documents.of(row))
    put(session, made, gone)


def _reworded(session: Session, touched: Touched) -> Iterator[Field]:
    """Fields that are as they were, but the languages or role names they read in are not."""
    already = touched.keys(Field)
    statements = [
        select(Field).filter_by(policy_id=policy_id)
        for policy_id in sorted(touched.other_languages)
    ]
    for policy_id, codes in sorted(touched.renamed_roles.items()):
        if policy_id not in touched.other_languages:
            # A value names a role by its code, a text of its own in the stored JSON.
            named = [func.instr(Field.value, canonical_json(code)) > 0 for code in sorted(codes)]
            statements.append(select(Field).filter_by(policy_id=policy_id).where(or_(*named)))
    for statement in statements:
        for row in session.scalars(statement):
            if (row.policy_id, row.id) not in already:
                yield row


def rebuild(session: Session) -> None:
    """Empties the index and makes it from everything there is."""
    empty(session)
    put(session, _all(session), ())


def faults(session: Session) -> list[Problem]:
    """Where the index does not hold what it would hold if it were made now."""
    wanted = {(one.owner, one.anchor): one for one in _all(session)}
    found: dict[tuple[str, str], Document] = {}
    for one in contents(session):
        found[one.owner, one.anchor] = one
    return [
        Problem(f"{owner}/{anchor}", "search-index-differs", {"owner": owner, "anchor": anchor})
        for owner, anchor in sorted({*wanted, *found})
        if not _alike(wanted.get((owner, anchor)), found.get((owner, anchor)))
    ]


def _alike(wanted: Document | None, found: Document | None) -> bool:
    if wanted is None or found is None:
        return False
    same = (wanted.kind, spaced(wanted.title), spaced(wanted.body))
    return same == (found.kind, found.title, found.body)


def _all(session: Session) -> list[Document]:
    documents = Documents(session)
    return [
        document
        for kind in ANCHORS
        for row in session.scalars(select(kind).order_by(*inspect(kind).primary_key))
        for document in documents.of(row)
    ]


def anchor_of(kind: type[Content], key: tuple[Any, ...]) -> str:
    return f"{ANCHORS[kind]}:{key[1]}" if ANCHORS[kind] else ""


class Documents:
    """Makes documents of rows; remembers what it has read of their policies."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._readers: dict[str, tuple[Reader, ...]] = {}

    def of(self, row: Content) -> Iterator[Document]:
        """The document of a row; none where it holds no words."""
        found = self._of(row)
        if found is not None and (found.title or found.body):
            yield found

    def _of(self, row: Content) -> Document | None:
        match row:
            case Policy():
                facts = from_plain(PolicyFacts, row.facts)
                body = "\n".join(filter(None, (facts.number, facts.issue_number)))
                return Document("policy", row.id, "", _both(row.title), body)
            case Chapter():
                return Document("chapter", row.policy_id, f"chapter:{row.id}", _both(row.title))
            case Article():
                sentences = "\n".join(_both(one) for one in row.patterns)
                body = without_slots(sentences, SLOT_SHOWN)
                return Document(
                    "article", row.policy_id, f"article:{row.id}", _both(row.title), body
                )
            case Field():
                return self._field(row)
            case ChecklistItem():
                item = read_item(row.definition)
                body = "\n".join(filter(None, (_words(item.text), _words(item.evidence))))
                return Document("item", row.policy_id, f"item:{row.code}", row.code, body)
            case Project():
                return Document("project", row.id, "", row.title, row.number)
            case ProjectItem():
                return _record(row)
        return None

    def _field(self, row: Field) -> Document | None:
        definition = read_field(row.definition)
        texts = [
            plain_text(row.value, definition, reader) for reader in self._of_policy(row.policy_id)
        ]
        body = "\n".join(dict.fromkeys(filter(None, (_kind_words(definition.kind), *texts))))
        if not body:
            return None
        title = _words(definition.title)
        return Document("field", row.policy_id, f"field:{row.id}", title, body)

    def _of_policy(self, policy_id: str) -> tuple[Reader, ...]:
        if policy_id not in self._readers:
            policy = self._session.get_one(Policy, policy_id)
            names = role_names(self._session, policy_id)
            self._readers[policy_id] = tuple(
                Reader(language, names) for language in policy.languages
            )
        return self._readers[policy_id]


def _record(row: ProjectItem) -> Document | None:
    """Only what was written into the project: the item's own words are found in the policy."""
    body = "\n".join(filter(None, (row.note, *row.evidence)))
    if not body:
        return None
    return Document("record", row.project_id, f"item:{row.code}", row.code, body)


def _kind_words(kind: str) -> str:
    """What a matrix or a flow is looked for as, even while nothing is in it; "" for plain kinds."""
    key, words = f"kind_{kind}", catalogue("fields").keys()
    return _words(word(key)) if key in words else ""


def _both(title: dict[str, str]) -> str:
    return _words(Localised.from_json(title))


def _words(text: Localised) -> str:
    return " ".join(dict.fromkeys(filter(None, (text.zh, text.en))))
