"""`project new`, `project list`, `project show`, `item`."""

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def project(office: Run) -> str:
    made = office("project", "new", "QP-PM-01", "--title", "平台建设", "--number", "QH-1", "--json")
    assert made.status == 0, made.err
    return str(made.data["project"])


def test_a_project_under_a_draft_is_a_trial_with_the_items_of_its_class(
    office: Run, project: str, policy: str
) -> None:
    (line,) = office("project", "list", "--json").data
    assert (line["project"], line["policy"], line["trial"]) == (project, policy, True)
    assert line["items"] == {"open": 113, "done": 0, "na": 0, "failed": 0}
    small = office("project", "new", policy, "--title", "小项目", "--class", "C", "--json")
    items = office("project", "show", small.data["project"], "--json").data["phases"]
    assert 0 < sum(len(phase["items"]) for phase in items) < 113


def test_an_item_is_recorded_with_who_when_and_evidence(
    office: Run, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    words = ("item", "QH-1", "IN-06", "done", "--by", "方允之", "--evidence", "a.pdf", "b.pdf")
    recorded = office(*words, "--json")
    assert recorded.status == 0, recorded.err
    assert recorded.data["evidence"] == ["a.pdf", "b.pdf"]
    assert recorded.data["at"].startswith("2026-09-2")
    shown = office("project", "show", project, "--json").data
    items = {item["id"]: item for phase in shown["phases"] for item in phase["items"]}
    assert items["IN-06"]["state"] == "done"
    assert items["IN-06"]["by"] == "方允之"
    assert items["IN-07"]["state"] == "open"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("IN-01", "na"), "IN-01"),
        (("IN-04", "na", "--note", "不需要"), "IN-04"),
        (("XX-01", "done"), "XX-01"),
        (("IN-01", "finished"), "finished"),
    ],
)
def test_a_record_that_is_not_allowed_is_refused(
    office: Run, project: str, words: tuple[str, ...], named: str
) -> None:
    before = office("project", "show", project, "--json").out
    result = office("item", project, *words)
    assert result.status == 2
    assert named in result.error_line
    assert office("project", "show", project, "--json").out == before


def test_an_unknown_project_is_refused(office: Run) -> None:
    for words in (("project", "show", "none"), ("item", "none", "IN-01", "done")):
        result = office(*words)
        assert result.status == 2
        assert "none" in result.error_line
