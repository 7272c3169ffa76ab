"""Live pages against pages made from nothing: the same after any edits; what stands where."""

import random
from dataclasses import fields, is_dataclass, replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.blocks import Cover, Document
from desktop.documents.catalogue import PrintOrder
from desktop.documents.policy_book import policy_book
from desktop.i18n import Language
from desktop.models.canonical import digest
from desktop.models.errors import Cancelled, Refused
from desktop.models.snapshot import Policy
from desktop.services.live_pages import LivePages
from desktop.services.page_facts import Region
from desktop.writers.pdf.writer import write_pdf
from tests.documents.edits import edited, long_policy, with_field
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON


def order(policy: Policy, language: Language = "zh") -> PrintOrder:
    return PrintOrder(policy, NOON, language)


def pages_of(policy: Policy, language: Language = "zh") -> LivePages:
    live = LivePages()
    live.set(order(policy, language))
    return live


def text_of(pdf: bytes, page: int = 0) -> str:
    with pdfium.PdfDocument(pdf) as file:
        return file[page].get_textpage().get_text_range()


def targets(policy: Policy) -> list[str]:
    """Everything that can be looked for."""
    found = [f"field:{one.id}" for one in policy.fields]
    found += [f"chapter:{one.id}" for one in policy.chapters]
    found += [f"article:{one.id}" for chapter in policy.chapters for one in chapter.articles]
    found += [f"phase:{one.id}" for one in policy.phases]
    return found


def plain_hash(document: Document) -> str:
    """The content hash as it is defined, written down a second time."""

    def plain(value: object) -> object:
        if is_dataclass(value):
            first = [f.name for f in fields(value) if not f.metadata.get("late")]
            later = [f for f in fields(value) if f.metadata.get("late")]
            told = [plain(getattr(value, name)) for name in first]
            if any(getattr(value, f.name) != f.default for f in later):
                told += [[f.name, plain(getattr(value, f.name))] for f in later]
            return [type(value).__name__, *told]
        if isinstance(value, tuple):
            return [plain(one) for one in value]
        if isinstance(value, bytes):
            return value.hex()
        return repr(value) if isinstance(value, float) else value

    unstamped = [
        replace(one, notes=one.notes[:-1]) if isinstance(one, Cover) else one
        for one in document.blocks
    ]
    return digest([plain(one) for one in unstamped])


def same(live: LivePages, policy: Policy, language: Language, chance: random.Random) -> None:
    """Everything that can be asked of live pages, against pages from nothing."""
    fresh = pages_of(policy, language)
    assert live.page_set("key", 1) == fresh.page_set("key", 1)
    pages = {0, live.pages - 1, chance.randrange(live.pages), chance.randrange(live.pages)}
    for page in pages:
        assert live.page_pdf(page) == fresh.page_pdf(page)
    for target in (*chance.sample(targets(policy), 5), "field:none", "chapter:none"):
        assert live.regions(target) == fresh.regions(target)
    for _ in range(3):
        place = (chance.randrange(live.pages), chance.uniform(60, 500), chance.uniform(60, 800))
        assert live.look_at(*place) == fresh.look_at(*place)


@settings(max_examples=12)
@given(chance=st.randoms(use_true_random=False), language=st.sampled_from(["zh", "en"]))
def test_any_edits_give_the_pages_that_nothing_kept_would_give(
    chance: random.Random, language: Language
) -> None:
    policy = long_policy(chance, chapters=3)
    live = pages_of(policy, language)
    before = [policy]
    for _ in range(chance.randint(2, 6)):
        policy = chance.choice(before) if chance.random() < 0.2 else edited(policy, chance)
        before.append(policy)
        live.set(order(policy, language))
        same(live, policy, language, chance)


@settings(max_examples=5)
@given(chance=st.randoms(use_true_random=False), language=st.sampled_from(["zh", "en"]))
def test_a_page_says_what_it_says_in_the_whole_document(
    chance: random.Random, language: Language
) -> None:
    policy = long_policy(chance, chapters=2)
    live = pages_of(policy, language)
    whole = write_pdf(policy_book(order(policy, language)))
    assert live.pages == whole.pages
    for page in range(live.pages):
        assert text_of(live.page_pdf(page)) == text_of(whole.data, page)


@settings(max_examples=10)
@given(chance=st.randoms(use_true_random=False))
def test_the_hash_is_that_of_the_blocks(chance: random.Random) -> None:
    policy = edited(long_policy(chance, chapters=1), chance)
    document = policy_book(order(policy))
    assert document.content_hash == plain_hash(document)
    assert pages_of(policy).page_set("key", 1).content_hash == plain_hash(document)


# -- what stands where -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> LivePages:
    return pages_of(sample_policy())


def page_text(live: LivePages, region: Region) -> str:
    """What a reader finds inside a region."""
    with pdfium.PdfDocument(live.page_pdf(region.page)) as file:
        page = file[0]
        high = page.get_height()
        found = page.get_textpage().get_text_bounded(
            region.left, high - region.bottom, region.right, high - region.top
        )
    return "".join(found.split())


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("field:purpose", "为规范项目运营，制定本制度。"),
        ("field:days", "项目评审委员会在10个工作日内决定"),  # a slot of a sentence
        ("field:body", "项目评审委员会在10个工作日内决定"),
        ("field:empty", "自____起执行"),
        ("field:principles", "（一）先立项后投入"),
        ("field:raci", "职责分配矩阵"),
        ("field:decision_levels", "决策层级与时限"),
        ("field:chart", "全流程泳道图"),
        ("field:goal", "决定是否实施"),  # a row of a card
        ("part:decision_levels/l1", "L1"),
        ("article:limits", "第二条"),
        ("chapter:general", "第一章总则"),
        ("phase:P1", "附件1"),
        ("item:IN-02", "IN-02已完成"),
    ],
)
def test_a_target_is_found_where_it_is_read(sample: LivePages, target: str, says: str) -> None:
    regions = sample.regions(target)
    assert says in "".join(page_text(sample, one) for one in regions)


def test_a_field_is_found_alone(sample: LivePages) -> None:
    (goal,) = sample.regions("field:goal")
    assert page_text(sample, goal) == "目标决定是否实施"
    (row,) = sample.regions("part:decision_levels/l1")
    assert "L2" not in page_text(sample, row)
    assert (row.fields, row.part) == (("decision_levels",), "part:decision_levels/l1")
    (sentence,) = sample.regions("field:days")
    assert sentence.fields == ("body", "days", "empty")
    assert sentence.article == "limits"
    assert sentence.chapter == "general"


def test_a_chapter_is_a_region_on_each_of_its_pages(sample: LivePages) -> None:
    regions = sample.regions("chapter:process")
    pages = [one.page for one in regions]
    assert len(pages) > 1
    assert pages == list(range(pages[0], pages[0] + len(pages)))
    assert all(one.article == "" or len(regions) for one in regions)
    assert {"steps", "risk_bands", "goal"} <= {field for one in regions for field in one.fields}


def test_a_field_that_nothing_is_printed_of_leads_to_its_article(sample: LivePages) -> None:
    (region,) = sample.regions("field:none")
    assert (region.article, region.fields) == ("unwritten", ())
    assert "第" in page_text(sample, region)


@pytest.mark.parametrize("target", ["field:gone", "article:", "chapter:x", "part:a/b", "x", ""])
def test_what_is_not_there_is_not_found(sample: LivePages, target: str) -> None:
    assert sample.regions(target) == ()


def test_looking_at_a_region_finds_it(sample: LivePages) -> None:
    policy = sample_policy()
    parts = ["part:decision_levels/l1", "part:decision_levels/l2", "item:IN-01", "item:IN-03"]
    for target in (*targets(policy), *parts):
        kind, _, identity = target.partition(":")
        for region in sample.regions(target):
            middle = (region.top + region.bottom) / 2
            (seen,) = sample.look_at(region.page, region.left + 20, middle)
            if kind == "field" and region.fields:
                assert identity in seen.fields
            elif kind in ("article", "chapter", "phase"):
                assert getattr(seen, kind) == identity
            elif kind in ("part", "item"):
                assert seen.part == target


@pytest.mark.parametrize("place", [(-1, 100, 100), (999, 100, 100), (3, 100, 20), (3, -5, 200)])
def test_nothing_stands_outside_of_the_text(
    sample: LivePages, place: tuple[int, float, float]
) -> None:
    assert sample.look_at(*place) == ()


def test_between_two_paragraphs_the_nearer_one_is_meant(sample: LivePages) -> None:
    (heading, *_) = sample.regions("article:limits")
    (region,) = sample.look_at(heading.page, 300, heading.top - 1)
    assert region.chapter == "general"


# -- refusals --------------------------------------------------------------------------------------


def test_a_language_that_the_policy_has_not_is_refused_and_the_pages_stay() -> None:
    policy = sample_policy()
    live = pages_of(policy)
    before = live.page_set("key", 1)
    with pytest.raises(Refused) as refused:
        live.set(order(replace(policy, languages=("zh",)), "en"))
    assert refused.value.code == "language-not-in-policy"
    assert live.page_set("key", 1) == before


def test_a_state_that_was_stopped_leaves_the_one_before() -> None:
    policy = long_policy(random.Random(1))
    live = pages_of(policy)
    before, first = live.page_set("key", 1), live.page_pdf(2)
    changed = with_field(policy, "purpose", None)
    with pytest.raises(Cancelled):
        live.set(order(changed), lambda _done, _total: False)
    assert live.page_set("key", 1) == before
    assert live.page_pdf(2) == first
    live.set(order(changed))
    same(live, changed, "zh", random.Random(2))
