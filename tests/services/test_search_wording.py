"""The search index follows the program that words it, without asking anybody."""

import hashlib
from pathlib import Path

import pytest

from desktop.models.wording import Localised
from desktop.services import search_documents
from desktop.services.care import doctor, refresh_search
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from desktop.services.search import search
from desktop.services.search_documents import WORDING
from desktop.services.templates import template_of
from desktop.storage.search_index import contents
from tests.services.samples import new_policy

WORDED = {"1": "e255d7807d3f3b34", "3": "e255d7807d3f3b34"}
"""Version of the wording → what it makes of the sample policy."""


KINDS_SOUGHT = {"矩阵": "raci", "RACI": "raci", "指标": "kpi", "KPI": "kpi", "流程图": "diagram"}


@pytest.mark.parametrize(("words", "kind"), KINDS_SOUGHT.items())
def test_a_field_is_found_by_what_it_is_even_while_it_is_empty(
    tmp_path: Path, words: str, kind: str
) -> None:
    with Library.open(tmp_path / "library.policydesk", create=True) as library:
        policy = library.run(CreatePolicy(template_of("comprehensive"), Localised("制度"))).result
        kinds = {
            f"field:{field.id}": field.definition.kind
            for field in policy_snapshot(library, policy).fields
        }
        assert kind in {kinds.get(one.anchor) for one in search(library, words)}


def test_an_index_that_an_older_program_has_worded_is_made_anew_once(tmp_path: Path) -> None:
    path = tmp_path / "library.policydesk"
    with Library.open(path, create=True) as library:
        new_policy(library)
        with library.file.plain() as connection:
            connection.execute("DELETE FROM search_text WHERE rowid = 1")
            connection.commit()
    assert not doctor(path).ok
    with Library.open(path) as library:
        assert refresh_search(library)
        assert not refresh_search(library)
    assert doctor(path).ok
    with Library.open(path, read_only=True) as library:
        assert not refresh_search(library)


def test_who_words_the_index_otherwise_says_so(tmp_path: Path) -> None:
    """Where this fails, `search_documents` words something otherwise: count WORDING up and note
    the new fingerprint here; libraries then make their index anew."""
    with Library.open(tmp_path / "library.policydesk", create=True) as library:
        library.run(StartProject(new_policy(library), "园区二期"))
        with library.read() as session:
            held = sorted((one.kind, one.anchor, one.title, one.body) for one in contents(session))
    assert WORDED[WORDING] == hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def test_a_second_new_wording_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library.policydesk", create=True) as opened:
        for wording in ("later", "still later"):
            monkeypatch.setattr(search_documents, "WORDING", wording)
            assert refresh_search(opened)
            assert not refresh_search(opened)
