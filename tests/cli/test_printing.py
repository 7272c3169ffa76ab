"""`print`, `documents`, `document`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_book_is_printed(office: Run, tmp_path: Path, language: str) -> None:
    book = tmp_path / "制度.pdf"
    result = office("print", "QP-PM-01", "-o", book, "--in", language, "--json")
    assert result.status == 0, result.err
    assert result.data["file"] == str(book)
    assert result.data["pages"] > 10
    assert book.read_bytes().startswith(b"%PDF-")
    assert result.err == ""


def test_the_same_content_at_the_same_time_is_the_same_file(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for target in (first, second):
        assert office("document", "signature-page", "QP-PM-01", "-o", target).status == 0
    assert first.read_bytes() == second.read_bytes()


def test_every_document_prints_of_each_of_its_targets(office: Run, tmp_path: Path) -> None:
    office("project", "new", "QP-PM-01", "--title", "平台建设", "--number", "QH-1")
    targets = {"policy": "QP-PM-01", "project": "QH-1", "phase": "QH-1:P1"}
    listed = office("documents", "--json").data
    assert {one["name"] for one in listed} >= {"policy-book", "checklist", "checklists"}
    for document in listed:
        assert document["title"]["zh"]
        assert document["title"]["en"]
        if document["name"] == "policy-book" or document["compares"]:
            continue  # printed above; nothing to compare a first revision with
        for kind in document["targets"]:
            file = tmp_path / f"{document['name']}-{kind}.pdf"
            result = office("document", document["name"], targets[kind], "-o", file)
            assert result.status == 0, result.err
            assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("document", "nothing", "QP-PM-01"), "policy-book"),
        (("document", "checklist", "QP-PM-01"), "P1"),
        (("document", "checklist", "QP-PM-01:P9"), "P9"),
        (("document", "policy-book", "none"), "none"),
        (("print", "none"), "none"),
        (("print", "QP-PM-01", "--format", "odt"), "pdf"),
        (("print", "QP-PM-01", "--revision", "B/3"), "A/0"),
        (("print", "QP-PM-01", "--profile", "redhead"), "controlled"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    office: Run, tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    target = tmp_path / "out.pdf"
    result = office(*words, "-o", target)
    assert result.status == 2
    assert named in result.error_line
    assert not target.exists()


def test_a_file_that_cannot_be_written_leaves_the_old_one(office: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    result = office("document", "signature-page", "QP-PM-01", "-o", folder)
    assert result.status == 2
    assert "folder.pdf" in result.error_line
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("-part")] == []
    missing = office("document", "signature-page", "QP-PM-01", "-o", tmp_path / "no" / "a.pdf")
    assert missing.status == 2


def test_the_library_is_never_printed_over(office: Run, library: Path) -> None:
    before = library.read_bytes()
    result = office("print", "QP-PM-01", "-o", library)
    assert result.status == 2
    assert "library" in result.error_line
    assert library.read_bytes() == before
