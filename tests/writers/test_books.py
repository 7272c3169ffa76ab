"""Every built-in template, filled with its own samples, as a printed book in both languages."""

import io
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.documents.blocks import Paragraph, Span
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.i18n import Language
from desktop.models.template_reader import builtin_template_paths, load_template
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.library import Library
from desktop.services.printing import print_document
from desktop.services.queries import policy_snapshot
from desktop.writers.pdf import setter as setters
from desktop.writers.pdf.lines import Line, break_lines
from desktop.writers.pdf.writer import write_pdf

TEMPLATES = builtin_template_paths()
NEVER_FIRST = "，。、；：！？）》〉」』】〕”’％"
NEVER_LAST = "（《〈「『【〔“‘"
HELD = datetime(2026, 1, 16, 10, 24, tzinfo=UTC)


@pytest.fixture(scope="module", params=TEMPLATES, ids=lambda path: path.stem)
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A library with one policy of the template, filled with its samples; and the policy."""
    file = tmp_path_factory.mktemp("book") / "library.policydesk"
    with Library.open(file, create=True, clock=lambda: HELD) as library:
        create = CreatePolicy(
            load_template(request.param), Localised("制度", "Policy"), ("zh", "en"), samples=True
        )
        policy = library.run(create, by="林知远").result
    return file, policy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_book_prints_the_same_bytes_after_reopening(
    book: tuple[Path, str], language: Language, tmp_path: Path
) -> None:
    file, policy = book
    printed = []
    for number in (1, 2):
        with Library.open(file, clock=lambda: HELD) as library:
            path = tmp_path / f"{number}.pdf"
            made = print_document(library, "policy-book", policy, path, language=language)
            assert made.broken_references == ()
            assert made.substitutes == {}
            printed.append(path.read_bytes())
    assert printed[0] == printed[1]
    reader = pypdf.PdfReader(io.BytesIO(printed[0]))
    assert len(reader.pages) == made.pages > 20
    for font in reader.pages[0]["/Resources"]["/Font"].values():  # all pages share them
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor.get_object()


def test_no_line_of_a_book_begins_or_ends_with_a_forbidden_mark(
    book: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sins: list[tuple[str, str]] = []

    def watched(made: list, width: float, first: float = 0.0, **more: bool) -> list[Line]:
        lines = break_lines(made, width, first, **more)
        shown = ["".join(one.piece.text for one in line.stretches) for line in lines]
        for above, below in pairwise(shown):
            if below[:1] in NEVER_FIRST or above[-1:] in NEVER_LAST:
                sins.append((above, below))
        return lines

    monkeypatch.setattr(setters, "break_lines", watched)
    with Library.open(book[0], read_only=True) as library:
        snapshot = policy_snapshot(library, book[1])
    document = document_kind("policy-book").build(PrintOrder(snapshot, HELD))
    result = write_pdf(document)
    assert sins == []
    with pdfium.PdfDocument(result.data) as file:
        pages = [file[index].get_textpage().get_text_range() for index in range(len(file))]
    shown = "".join("".join(page.split()) for page in pages)
    paragraphs = [one for one in document.blocks if isinstance(one, Paragraph)]
    assert len(paragraphs) > 50
    for paragraph in paragraphs:
        opening = "".join(one.text for one in paragraph.text if isinstance(one, Span))
        assert "".join(opening.split())[:20] in shown
