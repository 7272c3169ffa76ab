"""The library's choice of paper: everybody who prints or shows a policy goes by it."""

import io
import random
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pypdf
import pytest

from desktop.documents.catalogue import PrintOrder
from desktop.i18n import LANGUAGES, Language
from desktop.models.paper_style import PaperFace, PaperMargins, PaperSize, PaperStyle
from desktop.services.library import Library
from desktop.services.live_pages import LivePages
from desktop.services.paper_sample import PaperSample, paper_sample
from desktop.services.preferences import changed_settings, preferences
from desktop.services.printing import print_document
from desktop.services.queries import policy_snapshot, refreshed_policy
from desktop.tasks.policy_parts import joined, parts_of
from tests.documents.edits import long_policy
from tests.factories import NOON
from tests.services.samples import new_policy

CHOSEN = PaperStyle("kai", "large", "binding", draft_mark=False)


def choose(library: Library, paper: PaperStyle) -> None:
    before = preferences(library)
    for command in changed_settings(before, replace(before, paper=paper)):
        library.run(command)


def text_of(path: Path) -> str:
    pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_print_goes_by_it_and_says_the_same(library: Library, tmp_path: Path) -> None:
    policy = new_policy(library)
    usual, chosen = tmp_path / "usual.pdf", tmp_path / "chosen.pdf"
    before = print_document(library, "policy-book", policy, usual)
    choose(library, CHOSEN)
    after = print_document(library, "policy-book", policy, chosen)
    assert after.content_hash == before.content_hash
    assert "草稿DRAFT" in text_of(usual)
    assert "草稿DRAFT" not in text_of(chosen)


def test_a_kept_snapshot_follows_it_and_keeps_the_rest(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    before = preferences(library)
    (command,) = changed_settings(before, replace(before, paper=CHOSEN))
    outcome = library.run(command)
    after = refreshed_policy(library, policy, outcome.changes)
    assert after == policy_snapshot(library, policy.id)
    assert after.paper == CHOSEN
    assert after.chapters is policy.chapters
    assert outcome.inverse is not None
    undone = library.run(outcome.inverse).changes
    assert refreshed_policy(library, after, undone).paper == PaperStyle()


def test_it_goes_to_the_paper_process_and_its_pages_follow() -> None:
    policy = long_policy(random.Random(3), chapters=3)
    chosen = replace(policy, paper=CHOSEN)
    sent = joined(parts_of(chosen, policy), policy)
    assert sent == chosen
    pages, anew = LivePages(), LivePages()
    pages.set(PrintOrder(policy, NOON))
    usual = pages.page_pdf(3)
    pages.set(PrintOrder(sent, NOON))
    anew.set(PrintOrder(chosen, NOON))
    assert pages.pages == anew.pages
    assert pages.page_pdf(3) == anew.page_pdf(3) != usual
    pages.set(PrintOrder(policy, NOON))
    assert pages.page_pdf(3) == usual


def places(sample: PaperSample) -> list[float]:
    return [place for one in sample.glyphs for place in one.places]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_set_as_the_page_would_be(language: Language) -> None:
    usual = paper_sample(language, PaperStyle())
    for face in get_args(PaperFace):
        sample = paper_sample(language, PaperStyle(face))
        assert all(one.file.is_file() for one in sample.glyphs)
        assert (sample.glyphs[-1].file == usual.glyphs[-1].file) == (
            face == "song" or (face == "kai" and language == "en")
        )
    for size in get_args(PaperSize):
        for margins in get_args(PaperMargins):
            sample = paper_sample(language, PaperStyle(size=size, margins=margins))
            assert sample.height == usual.height
            assert sample.glyphs[-1].baseline < sample.height
            assert sample.left - 0.01 <= min(places(sample)) < max(places(sample)) < sample.right
    assert usual.mark
    assert not paper_sample(language, PaperStyle(draft_mark=False)).mark
