"""What an office chooses of its paper is what the file holds: faces, sizes, margins, watermark."""

import io
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, get_args

import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.documents.blocks import Furniture, Paragraph, Table, TableCell, TableColumn, TableRow
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.documents.kept_book import KeptBook
from desktop.i18n import LANGUAGES, Language
from desktop.models.paper_style import PaperFace, PaperMargins, PaperSize, PaperStyle
from desktop.models.snapshot import Policy
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import MM, PAGE_WIDTH, geometry
from desktop.writers.pdf.table import lay_table
from desktop.writers.pdf.typesetter import Typesetter
from tests.documents.edits import long_policy
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.test_pdf import words, written
from tests.writers.test_typesetter import go_on, placements

ALL = [
    PaperStyle(*one)
    for one in itertools.product(*map(get_args, (PaperFace, PaperSize, PaperMargins)))
]
CHINESE = "为规范项目运营活动明确各方职责制定本制度" * 15  # a mark at the end would hang over
ENGLISH = "This Policy governs how projects are run and who decides. " * 12
BARE = Furniture("", "", "", "", "", "", "", "")
TEXT: dict[Language, str] = {"zh": CHINESE, "en": ENGLISH}


class Glyph(NamedTuple):
    """Left and right edge of a character's advance, and its size, in pt."""

    left: float
    right: float
    size: float


def printed(paper: PaperStyle, language: Language = "zh", **look: object) -> bytes:
    block = Paragraph(words(TEXT[language], **look))
    return written(block, language=language, paper=paper, furniture=BARE).data


def faces(data: bytes) -> set[str]:
    """The PostScript names of the file's fonts."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].split("+")[1])
    return found


def glyphs(data: bytes) -> Iterator[Glyph]:
    """Of the first page."""
    with pdfium.PdfDocument(data) as file:
        text = file[0].get_textpage()
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index, loose=True)
            if text.get_text_range(index, 1).strip():
                yield Glyph(left, right, pdfium.raw.FPDFText_GetFontSize(text.raw, index))


@pytest.mark.parametrize(
    ("face", "language", "text", "bold", "italic"),
    [
        ("song", "zh", "NotoSerifSC-Regular", "NotoSerifSC-Bold", "LXGWWenKai-Regular"),
        ("kai", "zh", "LXGWWenKai-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Regular"),
        ("hei", "zh", "NotoSansSC-Regular", "NotoSansSC-Bold", "LXGWWenKai-Regular"),
        ("song", "en", "NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic"),
        ("kai", "en", "NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic"),
        ("hei", "en", "NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Italic"),
    ],
)
def test_text_is_set_in_the_chosen_face(
    face: PaperFace, language: Language, text: str, bold: str, italic: str
) -> None:
    def of_text(**look: object) -> set[str]:
        return faces(printed(PaperStyle(face), language, **look))

    assert of_text() == {text}
    assert of_text(bold=True) == {bold}
    assert of_text(italic=True) == {italic}


@pytest.mark.parametrize(
    ("language", "sizes"), [("zh", (10.5, 12, 14)), ("en", (9.5, 10.5, 12))], ids=LANGUAGES
)
def test_text_has_the_chosen_size(language: Language, sizes: tuple[float, ...]) -> None:
    for size, points in zip(get_args(PaperSize), sorted(sizes), strict=True):
        found = [one.size for one in glyphs(printed(PaperStyle(size=size), language))]
        assert found == pytest.approx([points] * len(found))


@pytest.mark.parametrize("size", get_args(PaperSize))
@pytest.mark.parametrize(
    ("margins", "left", "right"),
    [("standard", 30, 27.6), ("binding", 38, 27.6), ("narrow", 20, 20)],
)
def test_text_keeps_within_the_chosen_margins(
    size: PaperSize, margins: PaperMargins, left: float, right: float
) -> None:
    found = list(glyphs(printed(PaperStyle(size=size, margins=margins))))
    em = found[0].size
    begins, ends = min(one.left for one in found), max(one.right for one in found)
    assert left * MM - 0.1 <= begins
    assert right * MM - 0.16 * em <= PAGE_WIDTH - ends
    # Not more than an em is given away, and lines are of whole ems.
    assert begins - left * MM + PAGE_WIDTH - ends - right * MM < em
    assert (ends - begins) / em == pytest.approx(round((ends - begins) / em), abs=0.02)


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stay_above_the_text_and_tables_below(language: Language, form: bool) -> None:
    for paper in ALL:
        page = geometry(language, paper, form=form)
        roles = page.roles
        assert roles["body"].size == page.size
        assert roles["chapter"].size > roles["section"].size > page.size > roles["cell"].size
        assert roles["cell"].size > roles["note"].size > 6.5
        assert all(one.pitch > 1.2 * one.size for one in roles.values())
        assert page.left >= 20 * MM - 0.01
        assert PAGE_WIDTH - page.right >= 19.9 * MM


def test_binding_moves_the_left_edge_of_every_page_by_eight_millimetres() -> None:
    for language, form in itertools.product(LANGUAGES, (False, True)):
        usual = geometry(language, form=form)
        bound = geometry(language, PaperStyle(margins="binding"), form=form)
        assert bound.left - usual.left == pytest.approx(8 * MM)
        assert bound.right <= usual.right + 0.01


def test_the_choice_that_is_made_for_everybody_changes_nothing() -> None:
    assert geometry("zh", PaperStyle()) == geometry("zh")
    assert printed(PaperStyle()) == written(Paragraph(words(CHINESE)), furniture=BARE).data


@pytest.mark.parametrize(
    "paper", [PaperStyle("kai", "large", "binding"), PaperStyle("hei", "small")]
)
def test_every_document_prints_and_says_the_same(paper: PaperStyle) -> None:
    usual = sample_policy()
    for language in LANGUAGES:
        plain, chosen = (
            document_kind("policy-book").build(PrintOrder(one, NOON, language))
            for one in (usual, replace(usual, paper=paper))
        )
        assert chosen.blocks == plain.blocks
        assert chosen.content_hash == plain.content_hash
        settled = Typesetter().set(chosen, go_on)
        assert not settled.missing


def test_a_table_gives_way_before_its_words_are_cut() -> None:
    """Eight columns that just fit the usual page fit the bound one with large text, too."""
    word = "Communication"
    row = TableRow(tuple(TableCell((words(word),)) for _ in range(6)))
    table = Table(tuple(TableColumn("X") for _ in range(6)), (row,))
    heights = set()
    for paper in (PaperStyle(), PaperStyle(size="large", margins="binding")):
        setter = Setter(geometry("en", paper))
        heights.add(
            lay_table(table, setter).slices[-1].height < 2 * setter.page.roles["cell"].pitch
        )
    assert heights == {True}  # every word on one line


def test_the_draft_mark_can_be_left_out_and_nothing_else() -> None:
    def mark(policy: Policy, draft_mark: bool) -> str:
        policy = replace(policy, paper=PaperStyle(draft_mark=draft_mark))
        return document_kind("policy-book").build(PrintOrder(policy, NOON)).furniture.watermark

    draft, over = (replace(sample_policy(), state=one) for one in ("draft", "superseded"))
    assert mark(draft, True)
    assert not mark(draft, False)
    assert mark(over, False) == mark(over, True) != ""


def test_a_typesetter_that_remembers_follows_the_choice() -> None:
    policy = long_policy(random.Random(5), chapters=3)
    book, typesetter = KeptBook(), Typesetter()
    for paper in (PaperStyle(), PaperStyle("kai"), PaperStyle("kai", "large"), PaperStyle()):
        order = PrintOrder(replace(policy, paper=paper), NOON)
        settled = typesetter.set(book.build(order).document, go_on)
        anew = Typesetter().set(KeptBook().build(order).document, go_on)
        assert placements(settled) == placements(anew)
        assert settled.document == anew.document
