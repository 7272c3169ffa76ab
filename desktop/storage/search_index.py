"""The full text index: how text goes in, and how a person's query comes out as FTS5's.

Every Han character and kana stands alone (a separator that FTS5 skips goes between them), so
that a query from one character on is found as a phrase: exact substrings, without a dictionary
that would cut words differently from the reader. Latin words are found by their beginnings.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from desktop.models.entities import SearchEntry

__all__ = [
    "Document",
    "Found",
    "Mark",
    "contents",
    "empty",
    "find",
    "put",
    "query_of",
    "spaced",
    "unspaced",
]

# Han with all extensions and compatibility forms, kana, bopomofo, 々〆〇.
_ALONE = re.compile(
    "([\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_SEPARATOR = "\x1f"
_BEGIN, _END = "\x02", "\x03"
_SNIPPET_TOKENS = 40
_FEW = 200
_TITLE_WEIGHT, _BODY_WEIGHT = 4.0, 1.0
"""A match in a title counts four times one in a text."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found. `kind`: policy, chapter, article, field, item, project, record."""

    kind: str
    owner: str
    anchor: str
    title: str
    body: str = ""


Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """`snippet`: some words around the match; `marks`: where in it the matches stand."""

    kind: str
    owner: str
    anchor: str
    title: str
    snippet: str
    marks: tuple[Mark, ...]


def spaced(words: str) -> str:
    """`words` as they are indexed. What FTS5 or the marks of a snippet would trip over goes."""
    words = words.replace("\x00", " ")
    for control in (_SEPARATOR, _BEGIN, _END):
        words = words.replace(control, " ")
    # Split and joined: a substitution fills in a template for each character, four times as slow.
    return _SEPARATOR.join(_ALONE.split(words)).replace(_SEPARATOR * 2, _SEPARATOR)


def unspaced(words: str) -> str:
    return words.replace(_SEPARATOR, "")


def query_of(words: str) -> str | None:
    """The FTS5 query for what a person typed: every word, each as a phrase, the last characters
    of a Latin word open. None where there is nothing to look for. Nothing in `words` is syntax.
    """
    phrases = []
    for word in words.split():
        inside = spaced(word.encode("utf-8", "replace").decode("utf-8")).replace('"', " ").strip()
        if any(one.isalnum() for one in inside):
            phrases.append(f'"{inside}"*')
    return " AND ".join(phrases) or None


def put(session: Session, documents: Iterable[Document], gone: Iterable[tuple[str, str]]) -> None:
    """Takes the documents (owner, anchor) `gone` out of the index and puts `documents` in.

    A document whose place is already in the index takes the other's place.
    """
    documents = list(documents)
    places = {*gone, *((one.owner, one.anchor) for one in documents)}
    _take_out(session, places)
    if not documents:
        return
    first = session.scalars(select(func.coalesce(func.max(SearchEntry.id), 0))).one() + 1
    numbered = list(enumerate(documents, first))
    session.execute(
        insert(SearchEntry),
        [
            {"id": row, "kind": one.kind, "owner": one.owner, "anchor": one.anchor}
            for row, one in numbered
        ],
    )
    session.execute(
        text("INSERT INTO search_text (rowid, title, body) VALUES (:id, :title, :body)"),
        [
            {"id": row, "title": spaced(one.title), "body": spaced(one.body)}
            for row, one in numbered
        ],
    )


def _take_out(session: Session, places: set[tuple[str, str]]) -> None:
    owners = sorted({owner for owner, _ in places})
    statement = select(SearchEntry.id, SearchEntry.owner, SearchEntry.anchor)
    statement = statement.where(SearchEntry.owner.in_(owners))
    if len(places) <= _FEW:
        # An edit touches a field or two of an owner that has thousands of entries.
        anchors = sorted({anchor for _, anchor in places})
        statement = statement.where(SearchEntry.anchor.in_(anchors))
    found = session.execute(statement)
    rows = [{"id": row} for row, owner, anchor in found if (owner, anchor) in places]
    if rows:
        session.execute(text("DELETE FROM search_text WHERE rowid = :id"), rows)
        session.execute(text("DELETE FROM search_entry WHERE id = :id"), rows)


def empty(session: Session) -> None:
    """Takes everything out of the index."""
    session.execute(text("DELETE FROM search_text"))
    session.execute(text("DELETE FROM search_entry"))


def contents(session: Session) -> Iterator[Document]:
    """Everything in the index as it stands there, its texts spaced; also what has lost its row
    on one side (then without kind or without words)."""
    rows = session.execute(
        text(
            "SELECT entry.kind, entry.owner, entry.anchor, words.title, words.body"
            " FROM search_entry AS entry LEFT JOIN search_text AS words ON words.rowid = entry.id"
            " UNION ALL SELECT '', '', 'row:' || words.rowid, words.title, words.body"
            " FROM search_text AS words"
            " WHERE words.rowid NOT IN (SELECT id FROM search_entry)"
        )
    )
    for kind, owner, anchor, title, body in rows:
        yield Document(kind, owner, anchor, title or "", body or "")


def find(session: Session, words: str, limit: int = 50) -> list[Found]:
    """What `words` find, best first. Any query is safe."""
    query = query_of(words)
    if query is None:
        return []
    # The words around a match are looked for inside the ranked and limited query: asked outside,
    # the index would be searched a second time.
    rows = session.execute(
        text(
            "SELECT entry.kind, entry.owner, entry.anchor, best.title, best.around FROM ("
            "SELECT rowid AS id, title,"
            " snippet(search_text, -1, char(2), char(3), '…', :tokens) AS around,"
            " bm25(search_text, :title_weight, :body_weight) AS score"
            " FROM search_text WHERE search_text MATCH :query"
            " ORDER BY score, rowid LIMIT :most) AS best"
            " CROSS JOIN search_entry AS entry ON entry.id = best.id"
            " ORDER BY best.score, best.id"
        ),
        {
            "query": query,
            "tokens": _SNIPPET_TOKENS,
            "title_weight": _TITLE_WEIGHT,
            "body_weight": _BODY_WEIGHT,
            "most": limit,
        },
    )
    return [_found(*row) for row in rows]


def _found(kind: str, owner: str, anchor: str, title: str, marked: str) -> Found:
    words, marks, begin = "", [], 0
    for piece in re.split(f"([{_BEGIN}{_END}])", unspaced(marked)):
        if piece == _BEGIN:
            begin = len(words)
        elif piece == _END:
            marks.append((begin, len(words)))
        else:
            words += piece
    return Found(kind, owner, anchor, unspaced(title), words, tuple(marks))
