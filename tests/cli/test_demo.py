"""`demo`: the main job, start to end."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.models.errors import Cancelled
from desktop.services.demo import LIBRARY, make_demo
from tests.cli.conftest import Run, program


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `demo DIR --json` says, DIR being empty."""
    folder = tmp_path_factory.mktemp("example")
    home = str(tmp_path_factory.mktemp("home"))
    process = program("demo", folder, "--json", HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home)
    out, err = process.communicate()
    assert process.returncode == 0, err.decode("utf-8")
    assert b"policy-book.pdf" in err
    return dict(json.loads(out))


def test_everything_that_can_be_printed_is_there(example: dict[str, Any], run: Run) -> None:
    folder = Path(example["folder"])
    documents = {one["name"] for one in run("documents", "--json").data}
    printed = {(one["document"], Path(one["file"]).parent.name) for one in example["files"]}
    assert {name for name, _ in printed} == documents
    assert {language for _, language in printed} == {"zh", "en"}
    files = set(folder.rglob("*.pdf"))
    assert files == {Path(one["file"]) for one in example["files"]}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)
    book = next(one for one in example["files"] if one["file"].endswith("zh/policy-book.pdf"))
    assert book["pages"] >= 45


def test_nothing_is_missing_from_the_pages(example: dict[str, Any]) -> None:
    assert {one["file"]: one["substitutes"] for one in example["files"] if one["substitutes"]} == {}
    assert [one["file"] for one in example["files"] if one["broken_references"]] == []


def test_the_library_is_sound_and_complete(example: dict[str, Any], run: Run) -> None:
    office = ("--library", example["library"])
    shown = run(*office, "show", example["policy"], "--json").data
    assert [one["id"] for one in shown["chapters"] if not one["complete"]] == []
    assert len(shown["chapters"]) == 16
    (project,) = run(*office, "project", "list", "--json").data
    settled = project["items"]["done"] + project["items"]["na"]
    assert 0.4 < settled / sum(project["items"].values()) < 0.6
    assert project["items"]["failed"] > 0
    assert run(*office, "doctor").status == 0


def test_a_second_example_is_refused_naming_the_mend(example: dict[str, Any], run: Run) -> None:
    result = run("demo", example["folder"])
    assert result.status == 2
    assert example["folder"] in result.error_line
    assert "delete" in result.error_line


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert run("demo", tmp_path).status == 2
    assert run("demo", tmp_path / "letter.txt").status == 2
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".txt"] == ["letter.txt"]


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    seen = []

    def stop(done: int, total: int, file: str) -> bool:
        seen.append(file)
        return done < 1

    folder = tmp_path / "example"
    with pytest.raises(Cancelled):
        make_demo(folder, stop)
    assert len(seen) == 2
    assert list(tmp_path.iterdir()) == []
    assert not (folder / LIBRARY).exists()


def test_the_policy_went_the_real_way(example: dict[str, Any], run: Run) -> None:
    office = ("--library", example["library"])
    found = run(*office, "revisions", example["policy"], "--json").data
    first, second = found["revisions"]
    assert found["in_force"] == "A/0"
    assert (first["state"], second["state"]) == ("effective", "draft")
    assert [one["answer"]["outcome"] for one in first["opinions"] if one["answer"]] == [
        "rejected",
        "adopted",
    ]
    assert [one["by"] for one in second["opinions"] if one["open"]] == ["方允之"]
    (project,) = run(*office, "project", "list", "--json").data
    shown = run(*office, "project", "show", project["project"], "--json").data
    assert (shown["revision"], shown["trial"]) == ("A/0", False)
    kept = {one["sha256"] for one in first["files"]}
    books = [one for one in example["files"] if one["file"].endswith("/policy-book.pdf")]
    assert {one["sha256"] for one in books} == kept


def test_each_edit_of_the_revision_has_its_reason(
    example: dict[str, Any], run: Run, tmp_path: Path
) -> None:
    words = ("compare", example["policy"], "A/0", "A/1", "-o", tmp_path / "t.md")
    found = run("--library", example["library"], *words, "--what", "table", "--json").data
    assert [one["weight"] for one in found["changes"]].count("editorial") == 1
    assert len(found["changes"]) == 4
    assert all(one["reason"]["zh"] for one in found["changes"])
