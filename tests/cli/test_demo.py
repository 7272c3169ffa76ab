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
