"""The PDF as a reader gets it: text, fonts, places, pages; hostile text; cancel; same bytes."""

import dataclasses
import io
import itertools
import subprocess
import sys
from datetime import UTC, datetime

import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Document,
    Furniture,
    Heading,
    PageBreak,
    Paragraph,
    SignatureRow,
    SignatureTable,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)
from desktop.models.errors import Cancelled
from desktop.writers.pdf.writer import PdfResult, write_pdf

FRAME = Furniture(
    "启航",
    "制度",
    "QP-PM-01　A/0",
    "密级：内部",
    "草稿",
    "第{page}页　共{pages}页",
    "内容校验",
    "草稿　DRAFT",
)


def words(text: str, **look: object) -> Text:
    return (Span(text, **look),)  # type: ignore[arg-type]


def document(*blocks: Block, **changes: object) -> Document:
    base = Document(
        "test",
        "zh",
        "制度",
        "启航",
        "",
        (),
        FRAME,
        blocks,
        "0" * 64,
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


def written(*blocks: Block, **changes: object) -> PdfResult:
    return write_pdf(document(*blocks, **changes))


def text_of(result: PdfResult) -> str:
    """All text, without the spaces and line ends that a reader guesses from positions."""
    with pdfium.PdfDocument(result.data) as file:
        pages = [file[index].get_textpage().get_text_range() for index in range(len(file))]
    return "".join("".join(page.split()) for page in pages)


def test_text_comes_back_with_its_rare_characters() -> None:
    result = written(Paragraph(words("负责人𫖯、㛃与𬍛：“项目”——（2026）……é")))
    assert "负责人𫖯、㛃与𬍛：“项目”——（2026）……é" in text_of(result)
    assert result.substitutes == {}


def test_every_font_is_embedded_with_a_unicode_map() -> None:
    result = written(
        Heading("chapter", "总则", "第一章", anchor="c"),
        Paragraph(words("正文", bold=True) + words("答案", face="answer") + words("☑😀")),
    )
    fonts = {}
    for page in pypdf.PdfReader(io.BytesIO(result.data)).pages:
        fonts.update(page["/Resources"]["/Font"])
    assert len(fonts) >= 5
    for font in fonts.values():
        child = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in child["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font.get_object()
    assert result.substitutes == {
        "☑": "NotoSansSymbols2-Regular.ttf",
        "😀": "NotoEmoji-Regular.ttf",
    }


HOSTILE = (
    '<b>粗</b> & <img src="/etc/passwd"/> <a href="javascript:1">x</a> (\\) ]>> {page} %PDF &lt;'
)


@pytest.mark.parametrize("place", ["paragraph", "cell", "heading", "title"])
def test_user_text_is_never_markup(place: str) -> None:
    table = Table((TableColumn(HOSTILE),), (TableRow((TableCell((words(HOSTILE),)),)),))
    result = {
        "paragraph": lambda: written(Paragraph(words(HOSTILE))),
        "cell": lambda: written(table),
        "heading": lambda: written(Heading("chapter", HOSTILE, anchor="c")),
        "title": lambda: written(Paragraph(words(HOSTILE)), title=HOSTILE, author=HOSTILE),
    }[place]()
    assert "".join(HOSTILE.split()) in text_of(result)
    assert "root:" not in text_of(result)


def test_a_paragraph_of_200_000_characters_is_set_whole() -> None:
    text = "项目经理应当每周提交报告。" * 15_400
    result = written(Paragraph(words(text)))
    assert result.pages > 150
    shown = text_of(result)
    assert shown.count("项目经理应当每周提交报告。") > 15_000


def test_a_cell_longer_than_a_page_splits_and_repeats_the_head() -> None:
    long = "这一格的文字超过一页，应当逐行断开并在下一页重复表头。" * 120
    rows = (
        TableRow((TableCell((words("甲"),)), TableCell((words(long),)))),
        TableRow((TableCell((words("乙"),)), TableCell((words("短"),)))),
    )
    columns = (TableColumn("事项"), TableColumn("说明文字"))
    result = written(Table(columns, rows, caption="表1　测试"))
    shown = text_of(result)
    assert result.pages >= 2
    assert shown.count("说明文字") == result.pages
    assert shown.count("表1测试（续）") == result.pages - 1
    assert "乙短" in shown


def test_contents_give_the_pages_where_chapters_begin() -> None:
    chapters = [
        [
            PageBreak(),
            Heading("chapter", f"第{name}部分", f"第{name}章", anchor=f"c{name}"),
            *[Paragraph(words("内容。" * 60)) for _ in range(7 * index)],
        ]
        for index, name in enumerate("一二三四", 1)
    ]
    annex = AnnexHead("附件1", "检查清单", anchor="annex:P1")
    result = written(Contents("目录"), *itertools.chain(*chapters), annex)
    reader = pypdf.PdfReader(io.BytesIO(result.data))
    starts = {item.title: reader.get_destination_page_number(item) + 1 for item in reader.outline}
    with pdfium.PdfDocument(result.data) as file:
        listed = file[0].get_textpage().get_text_range().splitlines()
    entries = ["".join(line.split()) for line in listed]
    assert len(starts) == 5
    for title, page in starts.items():
        assert f"{''.join(title.split())}{page}" in "".join(entries), (title, page, entries)
    assert len(reader.pages) == result.pages
    last = reader.pages[-1].extract_text()
    assert f"第{result.pages}页　共{result.pages}页" in last.replace(" ", "")


def test_links_lead_only_to_places_that_exist() -> None:
    result = written(
        Paragraph((Span("见", link=""), Span("第二条", link="article:b"), Span("无", link="gone"))),
        Paragraph(words("正文"), anchor="article:b"),
    )
    page = pypdf.PdfReader(io.BytesIO(result.data)).pages[0]
    assert len(page["/Annots"]) == 1


def test_a_signature_table_is_never_split() -> None:
    rows = tuple(SignatureRow("会签", f"{name}部门", "沈佩") for name in "甲乙丙丁戊己庚辛壬")
    for lines in (20, 24, 31):
        filler = [Paragraph(words("一行。")) for _ in range(lines)]
        result = written(*filler, SignatureTable(rows, opinions=True))
        with pdfium.PdfDocument(result.data) as file:
            pages = [file[index].get_textpage().get_text_range() for index in range(len(file))]
        assert sum("甲部门" in page for page in pages) == 1
        assert [page for page in pages if "甲部门" in page] == [
            page for page in pages if "壬部门" in page
        ]


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    for lines in range(26, 33):
        filler = [Paragraph(words("一行。")) for _ in range(lines)]
        body = Paragraph(words("标题之后的第一款，长到占两行以上。" * 4))
        result = written(*filler, Heading("section", "小节标题", "第一节", 2, "s"), body)
        with pdfium.PdfDocument(result.data) as file:
            pages = [
                "".join(file[index].get_textpage().get_text_range().split())
                for index in range(len(file))
            ]
        (page,) = [one for one in pages if "小节标题" in one]
        assert "标题之后的第一款" in page


def test_equal_documents_give_equal_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.writers.test_pdf import *\n"
        "r = written(Heading('chapter', '总则', '第一章', anchor='c'), Paragraph(words('正文☑')))\n"
        "print(hashlib.sha256(r.data).hexdigest())"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert run[0] == run[1] != ""


def test_cancel_stops_and_gives_nothing() -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        calls.append((done, total))
        return len(calls) < 3

    with pytest.raises(Cancelled):
        write_pdf(document(*[Paragraph(words("文。")) for _ in range(500)]), progress)
    assert len(calls) == 3


def test_progress_only_grows() -> None:
    seen: list[float] = []

    def progress(done: int, total: int) -> bool:
        seen.append(done / total)
        return True

    write_pdf(document(*[Paragraph(words("文。" * 40)) for _ in range(800)]), progress)
    assert len(seen) > 5
    assert seen == sorted(seen)
    assert seen[-1] <= 1


def test_tick_boxes_are_drawn_not_typed() -> None:
    result = written(Paragraph((TickBox(True, "是"), Span(" "), TickBox(False, "否"))))
    assert result.substitutes == {}
    assert "是否" in text_of(result)


def test_metadata_names_title_language_and_program() -> None:
    reader = pypdf.PdfReader(io.BytesIO(written(Paragraph(words("文"))).data))
    assert reader.metadata is not None
    assert reader.metadata.title == "制度"
    assert reader.metadata.author == "启航"
    assert reader.metadata.creation_date == datetime(2026, 1, 1, tzinfo=UTC)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


@pytest.mark.parametrize("level", [1, 2])
def test_a_number_as_wide_as_the_page_leaves_the_title_in_the_contents_its_room(level: int) -> None:
    heading = Heading("chapter", "总则", number="第一章" * 30, level=level, anchor="a")
    result = written(Contents("目录"), heading, Paragraph((Span("正文。"),)))
    assert "总则" in text_of(result)
