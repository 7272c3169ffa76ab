"""The marks of a marked-up copy on paper: strokes, tints, and what they leave alone."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Document,
    Figure,
    FillLine,
    Furniture,
    Heading,
    Note,
    Paragraph,
    RiskMatrix,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.writers.pdf.marks import said_otherwise
from desktop.writers.pdf.style import COLOURS
from desktop.writers.pdf.writer import write_pdf

PLAIN = Furniture("", "", "", "", "", "{page}/{pages}", "")
RED, BLUE, TINT = f"{COLOURS['red']} RG", f"{COLOURS['blue']} RG", f"{COLOURS['blue-tint']} rg"


def written(*blocks: Block) -> tuple[str, str]:
    """The text of the pages, and their operators."""
    made = Document(
        "test", "zh", "制度", "", "", (), PLAIN, blocks, "0" * 64, datetime(2026, 1, 16, tzinfo=UTC)
    )
    data = write_pdf(made).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = pdfium.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    codes = (one.get_contents() for one in reader.pages)
    return text, "".join(one.get_data().decode("latin-1") for one in codes if one is not None)


def marks(*blocks: Block) -> tuple[int, int, int]:
    """How many red strokes, blue strokes and tints are drawn."""
    _, code = written(*blocks)
    return code.count(RED), code.count(BLUE), code.count(TINT)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("", (0, 0, 0)),
        ("renumbered", (0, 0, 0)),
        ("deleted", (1, 0, 0)),
        ("inserted", (0, 1, 1)),
        ("moved-in", (0, 1, 0)),
        ("moved-out", (1, 0, 0)),
    ],
)
def test_each_change_has_its_mark(change: str, seen: tuple[int, int, int]) -> None:
    text = (Span("前文"), Span("改动之处", change=change, before="旧"), Span("后文"))  # type: ignore[arg-type]
    assert marks(Paragraph(text)) == seen
    said, _ = written(Paragraph(text))
    assert "前文改动之处后文" in said


def test_what_was_moved_says_so_in_the_margin() -> None:
    here = Paragraph((Span("移动的一款。"),), change="moved-in", remark="〔由第二条移来〕")
    red, blue, tint = marks(here)
    assert (red, tint) == (0, 0)
    assert blue == 2  # the line below and the triangle
    assert "由第二条移来" in written(here)[0]


def test_marks_stand_in_headings_tables_and_forms() -> None:
    runs = (Span("旧", change="deleted"), Span("新", change="inserted"), Span("标题"))
    assert marks(Heading("chapter", "新标题", "第一章", runs=runs)) == (1, 1, 1)
    row = TableRow((TableCell(((Span("甲"),),)), TableCell(((Span("乙"),),))))
    columns = (TableColumn("栏"), TableColumn("目"))
    gone = Table(columns, (replace(row, change="deleted"), row))
    assert marks(gone) == (2, 0, 0)
    came = Table(columns, (replace(row, change="inserted"),), caption="表1　新表")
    assert marks(came) == (0, 3, 3)  # two cells and the caption
    assert marks(AnnexHead("附件1", "清单", "表单", change="deleted")) == (3, 0, 0)
    assert marks(FillLine((("项目", "", 1.0),), change="inserted")) == (0, 1, 1)
    assert marks(Note((Span("注", change="deleted"),))) == (1, 0, 0)


def test_a_code_on_its_colour_stays_legible() -> None:
    """No tint comes between the letter and its box."""
    cell = TableCell(((Span("A"),),), mark="raci-A")
    table = Table((TableColumn("项目经理"),), (TableRow((cell,), change="inserted"),))
    assert marks(table) == (0, 1, 0)


def test_a_figure_that_went_is_struck_out() -> None:
    matrix = RiskMatrix(((1, 25, "低", "green"),), "概率", "影响", ("",) * 5, ("",) * 5)
    before = marks(Figure(matrix))
    after = marks(Figure(matrix, change="deleted"))
    assert after[0] == before[0] + 2


def test_a_number_alone_is_no_change_and_a_title_is() -> None:
    assert said_otherwise("", "第三条【范围】", "【") == (Span("第三条【范围】"),)
    assert said_otherwise("第二条【范围】", "第三条【范围】", "【") == (Span("第三条【范围】"),)
    titled = said_otherwise("第二条【范围】", "第三条【适用范围】", "【")
    assert titled == (
        Span("第三条【"),
        Span("范围", change="deleted"),
        Span("适用范围", change="inserted"),
        Span("】"),
    )
    assert said_otherwise("旧", "新", "\0") == (
        Span("旧", change="deleted"),
        Span("新", change="inserted"),
    )
    label = Paragraph((Span("正文。"),), label="第三条【适用范围】", label_before="第二条【范围】")
    assert marks(label) == (1, 1, 1)
