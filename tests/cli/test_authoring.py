"""`new`, `fill`, `show`, `list`, `search`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def _fields(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {chapter["id"]: chapter["fields"] for chapter in shown["chapters"]}


def test_new_makes_the_library_and_gives_the_policy(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "folder" / "new.policydesk"
    made = run("--library", library, "new", "governance", "--title", "项目治理规定", "--json")
    assert made.status == 0, made.err
    shown = run("--library", library, "show", made.data["policy"], "--json").data
    assert (shown["title"], shown["state"], shown["revision"]) == ("项目治理规定", "draft", "A/0")
    assert shown["languages"] == ["zh"]
    assert not any(chapter["complete"] for chapter in shown["chapters"] if chapter["fields"])


@pytest.mark.parametrize(
    ("language", "languages"), [("zh", ["zh"]), ("en", ["en"]), ("both", ["zh", "en"])]
)
def test_samples_complete_every_chapter(
    run: Run, tmp_path: Path, language: str, languages: list[str]
) -> None:
    program = ("--library", tmp_path / "a.policydesk")
    made = run(
        *program,
        "new",
        "mechanism",
        "--title",
        "制度",
        "--samples",
        "--language",
        language,
        "--json",
    )
    shown = run(*program, "--json", "show", "制度").data
    assert shown["policy"] == made.data["policy"]
    assert shown["languages"] == languages
    assert [one["id"] for one in shown["chapters"] if not one["complete"]] == []


def test_the_list_names_every_policy(office: Run, policy: str) -> None:
    (line,) = office("list", "--json").data
    assert line == {
        "policy": policy,
        "title": "项目流程管理制度",
        "number": "QP-PM-01",
        "state": "draft",
        "revision": "A/0",
        "in_force": None,
        "effective": None,
        "review_due": None,
    }
    assert policy in office("list").out


def test_what_show_gives_fill_takes(office: Run, tmp_path: Path) -> None:
    before = office("show", "QP-PM-01", "--json")
    given = tmp_path / "shown.json"
    given.write_text(before.out, encoding="utf-8")
    filled = office("fill", "QP-PM-01", given, "--json")
    assert filled.status == 0, filled.err
    assert filled.data["changed"] == []
    assert filled.data["set"] == sum(len(one) for one in _fields(before.data).values())
    assert office("show", "QP-PM-01", "--json").out == before.out


def test_the_plain_form_of_show_can_be_filled_too(office: Run, tmp_path: Path) -> None:
    given = tmp_path / "shown.txt"
    given.write_text(office("show", "QP-PM-01").out, encoding="utf-8")
    assert office("fill", "QP-PM-01", given).status == 0


def test_fill_sets_values_from_yaml(office: Run, tmp_path: Path) -> None:
    given = tmp_path / "mine.yaml"
    given.write_text(
        "general:\n  scope_exclusions:\n    - {zh: 单次技术服务, en: single services}\n",
        encoding="utf-8",
    )
    filled = office("fill", "QP-PM-01", given, "--json")
    assert (filled.status, filled.data["set"]) == (0, 1), filled.err
    assert filled.data["changed"] == ["scope_exclusions"]
    entries = _fields(office("show", "QP-PM-01", "--json").data)["general"]["scope_exclusions"]
    assert "单次技术服务" in json.dumps(entries, ensure_ascii=False)


def test_fill_is_all_or_nothing_and_names_every_bad_value(office: Run, tmp_path: Path) -> None:
    before = office("show", "QP-PM-01", "--json").out
    given = tmp_path / "bad.yaml"
    given.write_text(
        "general:\n"
        "  scope_exclusions: [{zh: 好, en: good}]\n"
        "  employee_interests: perhaps\n"
        "  porpuse: []\n"
        "  steps: []\n"
        "nowhere:\n"
        "  purpose: []\n",
        encoding="utf-8",
    )
    result = office("fill", "QP-PM-01", given)
    assert result.status == 2
    assert result.out == ""
    head, *problems = result.err.splitlines()
    assert "bad.yaml" in head
    assert "4" in head
    named = {(3, "employee_interests"), (4, "purpose"), (5, "steps"), (6, "nowhere")}
    found = {
        (line, word)
        for line, word in named
        if any(f"line {line}" in one and word in one for one in problems)
    }
    assert found == named, result.err
    assert office("show", "QP-PM-01", "--json").out == before


def test_errors_are_json_too_where_json_is_asked_for(office: Run, tmp_path: Path) -> None:
    given = tmp_path / "bad.yaml"
    given.write_text("general: {employee_interests: perhaps}\n", encoding="utf-8")
    result = office("--json", "fill", "QP-PM-01", given)
    assert result.status == 2
    (problem,) = result.data["error"]["problems"]
    assert problem["line"] == 1
    assert problem["place"].startswith("general.employee_interests")


def test_a_broken_file_is_named_with_its_line(office: Run, tmp_path: Path) -> None:
    given = tmp_path / "broken.yaml"
    given.write_text('general:\n  purpose: "open\n', encoding="utf-8")
    result = office("fill", "QP-PM-01", given)
    assert result.status == 2
    assert "broken.yaml" in result.error_line
    assert "line 2" in result.error_line
    given.write_bytes(b"general: \xff\xfe")
    assert office("fill", "QP-PM-01", given).status == 2


@pytest.mark.parametrize("title", ["", "   ", "a\x00b", "\ud800"])
def test_a_title_that_cannot_be_kept_is_refused(run: Run, tmp_path: Path, title: str) -> None:
    library = tmp_path / "a.policydesk"
    result = run("--library", library, "new", "mechanism", "--title", title)
    assert result.status == 2
    assert "title" in result.error_line
    assert json.loads(run("--library", library, "list", "--json").out) == []


def test_user_text_is_never_markup_nor_control(run: Run, tmp_path: Path) -> None:
    title = "<b>&amp;%s{x}' OR 1=1 --"
    library = tmp_path / "a.policydesk"
    made = run("--library", library, "new", "mechanism", "--title", title)
    assert made.status == 0
    assert title in run("--library", library, "list").out
    assert run("--library", library, "show", title, "--json").data["title"] == title


def test_search_finds_a_single_character(office: Run, policy: str) -> None:
    hits = office("search", "责", "--limit", "3", "--json").data
    assert len(hits) == 3
    for hit in hits:
        assert set(hit) == {"kind", "id", "anchor", "title", "snippet"}
        assert hit["id"] == policy
    assert office("search", "麒麟阁", "--json").data == []


@pytest.mark.parametrize("query", ['"', "a AND", "*", "NEAR(", "';--", "%", "\x00"])
def test_any_query_is_safe(office: Run, query: str) -> None:
    assert office("search", query).status == 0


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "99999999999999999999"])
def test_a_limit_is_a_whole_number(office: Run, limit: str) -> None:
    result = office("search", "责", "--limit", limit)
    assert result.status == 2
    assert "limit" in result.error_line


def test_an_unknown_policy_is_refused(office: Run) -> None:
    result = office("show", "QP-PM-99")
    assert result.status == 2
    assert "QP-PM-99" in result.error_line


def test_a_title_that_two_policies_have_is_refused_with_both(office: Run, policy: str) -> None:
    title = office("show", policy, "--json").data["title"]
    other = office("new", "governance", "--title", title, "--json").data["policy"]
    result = office("show", title)
    assert result.status == 2
    assert policy in result.error_line
    assert other in result.error_line
