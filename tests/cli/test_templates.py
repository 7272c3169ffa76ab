"""`templates`, `templates show`, `templates check`."""

from pathlib import Path

from desktop.resource_files import resource_path
from tests.cli.conftest import Run

FIVE = {"lifecycle", "mechanism", "governance", "framework", "comprehensive"}


def test_the_list_has_the_five_templates(run: Run) -> None:
    result = run("templates", "--json")
    assert result.status == 0
    assert {one["id"] for one in result.data} == FIVE
    for one in result.data:
        assert set(one) >= {"id", "title", "source", "chapters"}
        assert one["title"]["zh"]
        assert one["title"]["en"]
        assert one["chapters"] > 0


def test_a_template_is_shown_whole(run: Run) -> None:
    shown = run("--json", "templates", "show", "comprehensive").data
    assert shown["id"] == "comprehensive"
    assert len(shown["chapters"]) == 16
    for chapter in shown["chapters"]:
        assert set(chapter) >= {"id", "title", "required", "fields"}
        for field in chapter["fields"]:
            assert set(field) >= {"id", "kind", "title", "required", "guidance", "sample"}
            if field["kind"] in ("choice", "multi"):
                assert field["choices"]
            if field["kind"] == "table":
                assert field["columns"]
    items = [item for phase in shown["phases"] for item in phase["items"]]
    assert len(items) == 113
    assert {item["tag"] for item in items} == {"M", "O", "G"}
    assert all(set(item) >= {"id", "text", "tag", "evidence", "role"} for item in items)


def test_an_unknown_template_is_refused_with_the_known_ones(run: Run) -> None:
    result = run("templates", "show", "mechanisms")
    assert result.status == 2
    assert result.out == ""
    assert "mechanism" in result.error_line


def test_a_good_template_passes(run: Run) -> None:
    result = run("templates", "check", resource_path("templates", "mechanism.yaml"), "--json")
    assert (result.status, result.data) == (0, {"ok": True, "problems": []})


def test_every_problem_has_its_line(run: Run, tmp_path: Path) -> None:
    text = resource_path("templates", "mechanism.yaml").read_text(encoding="utf-8")
    lines = text.split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("numbering:"))
    lines[place] = "numbering: roman"
    lines.insert(place, "nubmering: article")
    mine = tmp_path / "mine.yaml"
    mine.write_text("\n".join(lines), encoding="utf-8")
    result = run("templates", "check", mine, "--json")
    assert result.status == 1
    assert result.data["ok"] is False
    assert {one["line"] for one in result.data["problems"]} == {place + 1, place + 2}
    plain = run("templates", "check", mine)
    assert plain.status == 1
    assert all(line.startswith(str(mine)) for line in plain.out.splitlines())


def test_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("templates", "check", tmp_path / "none.yaml")
    assert result.status == 2
    assert "none.yaml" in result.error_line


def test_own_templates_are_offered_and_bad_ones_are_named(run: Run, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path))
    folder = tmp_path / "templates"
    folder.mkdir()
    text = resource_path("templates", "mechanism.yaml").read_text(encoding="utf-8")
    mine = text.replace("id: mechanism", "id: our_own", 1)
    (folder / "mine.yaml").write_text(mine, encoding="utf-8")
    (folder / "same.yaml").write_text(text, encoding="utf-8")
    (folder / "torn.yaml").write_text("format: [", encoding="utf-8")
    result = run("templates", "--json")
    assert {one["id"] for one in result.data} == FIVE | {"our_own"}
    assert [Path(line.split(": ")[0]).name for line in result.err.splitlines()] == [
        "same.yaml",
        "torn.yaml",
    ]
    made = run("new", "our_own", "--title", "规定", "--library", tmp_path / "a.policydesk")
    assert made.status == 0
