"""Places of a policy by name: as paper prints them, and as people write them."""

from dataclasses import replace

import pytest

from desktop.documents.clause_names import ClauseNames, clause_meant
from desktop.models.errors import Refused
from tests.documents.sample_policy import sample_policy


@pytest.mark.parametrize(
    ("given", "anchor"),
    [
        ("第二条", "article:limits"),
        ("第2条", "article:limits"),
        (" 第 二 条 ", "article:limits"),
        ("article 2", "article:limits"),
        ("第三条第（一）项", "part:principles/p1"),
        ("decision_levels", "table:decision_levels"),
        ("field:decision_levels", "table:decision_levels"),
        ("days", "article:limits"),
        ("chart", "article:flow"),
        ("IN-02", "item:IN-02"),
        ("article:limits", "article:limits"),
        ("", ""),
    ],
)
def test_what_a_person_writes_means_a_place(given: str, anchor: str) -> None:
    assert clause_meant(sample_policy(), given) == anchor


def test_decimal_numbers_are_understood() -> None:
    policy = replace(sample_policy(), numbering="decimal")
    numbers = ClauseNames(policy, "zh").numbers
    written = numbers.printed["article:limits"]
    assert written.count(".") >= 1
    assert clause_meant(policy, written) == "article:limits"


@pytest.mark.parametrize(("given", "near"), [("第九十条", "第十条"), ("purpos", "purpose")])
def test_an_unknown_place_is_refused_naming_near_ones(given: str, near: str) -> None:
    with pytest.raises(Refused) as refused:
        clause_meant(sample_policy(), given)
    assert near in str(refused.value.facts["allowed"])


@pytest.mark.parametrize(
    ("anchor", "zh", "en"),
    [
        ("", "", ""),
        ("article:limits", "第二条", "Article 2"),
        ("field:name", "第二条第二款“名称”", "Article 2, paragraph 2, “Name”"),
        ("item:IN-02", "附件1 IN-02", "Annex 1, IN-02"),
        ("part:gone/p1", "现文本已无此条款", "no longer in the text"),
        ("field:gone", "现文本已无此条款", "no longer in the text"),
    ],
)
def test_places_are_named_as_paper_prints_them(anchor: str, zh: str, en: str) -> None:
    policy = sample_policy()
    assert ClauseNames(policy, "zh").label(anchor) == zh
    assert ClauseNames(policy, "en").label(anchor) == en
