"""A library with the search index of thousands of chapters."""

import random
import re
from pathlib import Path

from sqlalchemy import text

from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.library import Library
from desktop.storage.search_index import Document, put, unspaced
from tests.benchmarks.policies import TITLE, source_template

__all__ = ["make_index"]

_SENTENCE = re.compile("[^。；\n]*[。；\n]?")


def make_index(folder: Path, chapters: int) -> dict[str, str | int]:
    """One policy through the services; then its indexed texts again and again under other owners,
    each time another choice of sentences, until there are `chapters` chapters."""
    path = folder / "search.policydesk"
    template = source_template()
    each = len(template.chapters)
    with Library.open(path, create=True) as library:
        library.run(CreatePolicy(template, Localised(TITLE), samples=True))
        documents = _documents(library)
        with library.file.writing() as session:
            for copy in range(1, chapters // each):
                put(session, _copy(documents, copy), ())
    return {"library": str(path), "chapters": chapters // each * each, "documents": len(documents)}


def _documents(library: Library) -> list[Document]:
    with library.read() as session:
        rows = session.execute(
            text(
                "SELECT entry.kind, entry.owner, entry.anchor, search_text.title, search_text.body"
                " FROM search_text JOIN search_entry AS entry ON entry.id = search_text.rowid"
            )
        ).all()
    return [
        Document(kind, owner, anchor, unspaced(title), unspaced(body))
        for kind, owner, anchor, title, body in rows
    ]


def _copy(documents: list[Document], copy: int) -> list[Document]:
    """About half of the sentences; a chapter is about as long as one that was written by hand."""
    chance = random.Random(copy)
    return [
        Document(
            one.kind,
            f"{one.owner}-{copy}",
            one.anchor,
            one.title,
            "".join(part for part in _SENTENCE.findall(one.body) if chance.random() < 0.5),
        )
        for one in documents
    ]
