"""The policy book: its words in both languages and both profiles, its states, its hash."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.blocks import (
    Cover,
    Document,
    Figure,
    Heading,
    Paragraph,
    Span,
    SwimLanes,
    Table,
)
from desktop.documents.catalogue import PrintOrder
from desktop.documents.policy_book import policy_book
from desktop.i18n import Language
from desktop.models.definitions import NumberingProfile
from desktop.models.errors import Refused
from desktop.models.fields import field_kinds
from desktop.models.snapshot import Policy
from tests import factories as make
from tests.documents.golden import agrees_with_golden
from tests.documents.plain_blocks import lines, plain
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON, words


def book(policy: Policy, language: Language = "zh", **more) -> Document:
    return policy_book(PrintOrder(policy, NOON, language, **more))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("profile", ["article", "decimal"])
def test_the_book_says_what_the_golden_file_says(
    profile: NumberingProfile, language: Language
) -> None:
    document = book(replace(sample_policy(), numbering=profile), language)
    agrees_with_golden(f"policy-book-{profile}-{language}", lines(document.blocks))


def test_the_sample_uses_every_field_kind() -> None:
    used = {field.definition.kind for field in sample_policy().fields}
    assert used == {kind.name for kind in field_kinds()}


def test_equal_policies_give_equal_blocks_and_equal_hashes() -> None:
    first, second = book(sample_policy()), book(sample_policy())
    assert first == second
    assert {hash(block) for block in first.blocks} == {hash(block) for block in second.blocks}
    assert len(first.content_hash) == 64


def test_the_hash_is_of_the_content_not_of_the_time_of_printing() -> None:
    policy = sample_policy()
    later = policy_book(PrintOrder(policy, NOON + timedelta(days=1), "zh"))
    assert later.content_hash == book(policy).content_hash
    assert later.furniture.evidence != book(policy).furniture.evidence
    changed = replace(policy, title=words("另一制度", "Another policy"))
    assert book(changed).content_hash != book(policy).content_hash


def test_the_hash_stands_on_every_page_and_on_the_cover() -> None:
    document = book(sample_policy())
    short = document.content_hash[:8].upper()
    cover = document.blocks[0]
    assert isinstance(cover, Cover)
    assert document.furniture.evidence == (
        f"内容校验{short}　•　打印2026-01-16 10:24　•　"
        "未盖受控章的打印件为非受控文件，以文控系统现行版为准"
    )
    assert cover.notes[-1] == f"内容校验SHA-256：{short}　　打印：2026-01-16 10:24"


def test_the_cover_states_the_facts_of_the_document() -> None:
    cover = book(sample_policy()).blocks[0]
    assert isinstance(cover, Cover)
    assert cover.facts == (
        ("发文字号", "启航信发〔2026〕12号"),
        ("体系编号", "QP-PM-01"),
        ("版次", "A/0"),
        ("密级", "内部"),
        ("发布日期", "2026年1月16日"),
        ("生效日期", "2026年2月1日"),
        ("归口部门", "项目管理办公室"),
        ("下次评审", "2027年1月15日"),
        ("替代文件", "启航信发〔2023〕8号"),
        ("页数", "共{pages}页"),
    )
    assert [row.name for row in cover.signatures.rows] == ["林知远", "周以宁", "沈　佩", "秦望川"]
    assert cover.title_other == "Project Operations Process Policy"


def test_a_policy_without_facts_prints_dashes_and_rows_to_sign() -> None:
    bare = replace(make.FACTS, number="", issue_number="", issued=None, signatories=())
    cover = book(make.policy(facts=bare)).blocks[0]
    assert isinstance(cover, Cover)
    facts = dict(cover.facts)
    assert (facts["发文字号"], facts["体系编号"], facts["发布日期"]) == ("—", "—", "—")
    assert [row.step for row in cover.signatures.rows] == ["编制", "审核", "会签", "批准"]


# -- states ------------------------------------------------------------------------------------

FOOTERS = {
    "draft": ("草稿　未经批准　不得执行", "QP-PM-01　A/0草稿", "草稿　DRAFT"),
    "consultation": ("征求意见稿　未经批准　不得执行", "QP-PM-01　A/0征求意见稿", "草稿　DRAFT"),
    "approved": ("已批准　尚未发布　不得执行", "QP-PM-01　A/0未发布", "草稿　DRAFT"),
    "issued": ("已发布　非受控打印件", "QP-PM-01　A/0", ""),
    "effective": ("现行有效　非受控打印件", "QP-PM-01　A/0", ""),
    "superseded": ("已被新版替代　作废", "QP-PM-01　A/0", "作废　OBSOLETE"),
    "withdrawn": ("已废止　作废", "QP-PM-01　A/0", "作废　OBSOLETE"),
}


@pytest.mark.parametrize("state", FOOTERS)
def test_header_footer_and_watermark_tell_the_state(state: str) -> None:
    furniture = book(replace(sample_policy(), state=state)).furniture
    found = (furniture.footer_centre, furniture.header_right, furniture.watermark)
    assert found == FOOTERS[state]


def test_only_what_is_in_force_prints_without_a_watermark() -> None:
    states = "draft consultation countersign review approved issued effective superseded withdrawn"
    clean = [
        state for state in states.split() if not book(make.policy(state=state)).furniture.watermark
    ]
    assert clean == ["issued", "effective"]


def test_the_other_languages_book_says_which_text_prevails() -> None:
    sentence = "the Chinese text prevails"
    assert sentence in book(sample_policy(), "en").furniture.evidence
    assert "以中文为准" not in book(sample_policy(), "zh").furniture.evidence
    english = replace(sample_policy(), languages=("en",))
    assert sentence not in book(english, "en").furniture.evidence
    leading_english = replace(sample_policy(), languages=("en", "zh"))
    assert "以英文为准" in book(leading_english, "zh").furniture.evidence


def test_the_leading_language_is_the_default_and_a_foreign_one_is_refused() -> None:
    english = replace(sample_policy(), languages=("en",))
    assert policy_book(PrintOrder(english, NOON)).language == "en"
    with pytest.raises(Refused) as refused:
        book(english, "zh")
    assert refused.value.code == "language-not-in-policy"


# -- content -----------------------------------------------------------------------------------


def one_article(*fields, **more) -> list[str]:
    policy = make.policy(make.chapter("c", make.article("a", *fields, **more)), phases=())
    printed = lines(book(policy).blocks)
    return printed[printed.index("# 第一章 c章") + 1 : printed.index("# 签署页") - 1]


def test_references_lead_to_their_places_and_broken_ones_are_reported() -> None:
    document = book(sample_policy())
    links = [
        (span.text, span.link)
        for block in document.blocks
        if isinstance(block, Paragraph)
        for span in block.text
        if isinstance(span, Span) and span.link
    ]
    assert ("附件1", "annex:P1") in links
    assert ("表6第2行", "part:decision_levels/l2") in links
    assert document.broken_references == ("article:gone",)
    assert "〔引用失效：article:gone〕" in "\n".join(lines(document.blocks))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("profile", ["article", "decimal"])
def test_every_link_has_a_place_to_lead_to(profile: NumberingProfile, language: Language) -> None:
    document = book(replace(sample_policy(), numbering=profile), language)
    places = {getattr(block, "anchor", "") for block in document.blocks}
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for block in document.blocks:
        if isinstance(block, Table):
            places |= {row.anchor for row in block.rows}
            texts += [text for row in block.rows for cell in row.cells for text in cell.paragraphs]
    links = {span.link for text in texts for span in text if isinstance(span, Span) and span.link}
    assert links
    assert links <= places


def test_anchors_are_unique() -> None:
    anchors = [
        one for block in book(sample_policy()).blocks if (one := getattr(block, "anchor", ""))
    ]
    assert len(anchors) == len(set(anchors))


def test_an_article_is_never_a_label_and_a_bare_table() -> None:
    for language in ("zh", "en"):
        blocks = book(sample_policy(), language).blocks
        for above, below in pairwise(blocks):
            if isinstance(below, Table | Figure) and below.anchor and "@" not in below.anchor:
                assert not isinstance(above, Heading), below


def test_a_list_without_introduction_gets_one_and_closing_marks() -> None:
    items = [{"zh": "甲", "en": "one"}, {"zh": "乙", "en": "two"}]
    found = one_article(make.field("list", "list", items, title=words("原则")))
    assert found == ["body: 第一条【a条】｜原则如下：", "item: （一）甲；", "item: （二）乙。"]


def test_a_list_follows_a_sentence_that_ends_with_a_colon() -> None:
    items = [{"zh": "甲；", "en": "one;"}, {"zh": "乙。", "en": "two."}]
    found = one_article(make.field("list", "list", items), text=[words("遵守下列原则：")])
    assert found == ["body: 第一条【a条】｜遵守下列原则：", "item: （一）甲；", "item: （二）乙。"]


def test_a_table_that_the_text_does_not_speak_of_is_announced() -> None:
    grid = make.field(
        "grid", "table", [{"x": {"zh": "一", "en": "1"}}], columns=(make.column("x"),),
        title=words("权限"),
    )  # fmt: skip
    announced = one_article(grid, text=[words("按照权限办理。")])
    assert announced[:2] == ["body: 第一条【a条】｜按照权限办理。", "body: 权限见表3。"]
    spoken_of = one_article(grid, text=[words("按照下表办理。")])
    assert spoken_of[1] == "table (reading): 表3　权限"


def test_numbers_of_a_column_have_equal_decimals() -> None:
    rows = [{"n": "0.5"}, {"n": "10"}, {"n": "1200.25"}]
    grid = make.field("grid", "table", rows, columns=(make.column("n", "number"),))
    assert one_article(grid)[3:] == ["  0.50", "  10.00", "  1200.25"]


def test_busy_processes_share_lanes() -> None:
    roles = tuple(
        replace(make.ROLES[0], code=f"R{at}", title=words(f"角色{at}")) for at in range(10)
    )
    columns = (make.column("no"), make.column("phase"), make.column("name"), make.column("role"))
    rows = [
        {name: {"zh": text, "en": text} for name, text in row.items()}
        for row in (
            {"no": str(at), "phase": "甲", "name": f"步{at}", "role": f"角色{at}"}
            for at in range(10)
        )
    ]
    policy = make.policy(
        make.chapter(
            "c",
            make.article(
                "a",
                make.field("steps", "table", rows, columns=columns),
                make.field("chart", "diagram", {}, diagram="swimlane", source="steps"),
            ),
        ),
        roles=roles,
    )
    figure = next(block for block in book(policy).blocks if isinstance(block, Figure))
    assert isinstance(figure.drawing, SwimLanes)
    assert len(figure.drawing.lanes) == 7
    places = [(box.lane, box.band, box.slot) for box in figure.drawing.boxes]
    assert len(set(places)) == len(places) == 10


def test_a_figure_without_its_table_is_left_out() -> None:
    found = one_article(
        make.field("chart", "diagram", {}, diagram="swimlane", source="nowhere"),
        text=[words("流程另行规定。")],
    )
    assert found == ["body: 第一条【a条】｜流程另行规定。"]


HOSTILE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["C"])
    | st.sampled_from("<>&{}[]%/\\'\""),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() == text)


@given(HOSTILE)
def test_user_text_stays_literal_everywhere(text: str) -> None:
    inner = {"zh": text, "en": text}
    policy = make.policy(
        make.chapter(
            "c",
            make.article(
                "a",
                make.field("rich", "rich", [inner]),
                make.field("grid", "table", [{"x": inner}], columns=(make.column("x"),)),
                title=words(text),
            ),
            title=words(text),
        ),
        title=words(text),
    )
    document = book(policy)
    paragraphs = [one for one in document.blocks if isinstance(one, Paragraph)]
    assert plain(paragraphs[0].text) == text
    assert paragraphs[0].label == f"第一条【{text}】"
    table = next(one for one in document.blocks if getattr(one, "anchor", "") == "table:grid")
    assert isinstance(table, Table)
    assert plain(table.rows[0].cells[0].paragraphs[0]) == text
    assert document.title == text
