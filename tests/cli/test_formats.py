"""`--format`: documents in every format, by name or as the file is called."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

STARTS = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "md": b"---\ntitle: ", "docx": b"PK"}


@pytest.mark.parametrize("file_format", STARTS)
def test_a_document_is_written_in_the_format_that_is_named(
    office: Run, tmp_path: Path, file_format: str
) -> None:
    target = tmp_path / "out.bin"
    words = ("document", "signature-page", "QP-PM-01", "-o", target, "--format", file_format)
    result = office(*words, "--json")
    assert result.status == 0, result.err
    assert target.read_bytes().startswith(STARTS[file_format])
    assert result.data["content_hash"]


@pytest.mark.parametrize("file_format", STARTS)
def test_a_files_name_says_its_format(office: Run, tmp_path: Path, file_format: str) -> None:
    target = tmp_path / f"out.{file_format.upper()}"
    assert office("document", "signature-page", "QP-PM-01", "-o", target).status == 0
    assert target.read_bytes().startswith(STARTS[file_format])


@pytest.mark.parametrize("file_format", ["html", "md"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_book_is_printed_in_either_language(
    office: Run, tmp_path: Path, file_format: str, language: str
) -> None:
    target = tmp_path / "book"
    words = ("print", "QP-PM-01", "-o", target, "--format", file_format, "--in", language)
    assert office(*words).status == 0
    text = target.read_text("utf-8")
    assert ("第一条" in text) == (language == "zh")


def test_what_is_named_goes_before_what_the_file_is_called(office: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    words = ("document", "signature-page", "QP-PM-01", "-o", target, "--format", "md")
    assert office(*words).status == 0
    assert target.read_bytes().startswith(STARTS["md"])
