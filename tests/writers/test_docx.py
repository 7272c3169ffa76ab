"""The Word file as a reader gets it: text, places, styles, pages, pictures; hostile text; same
bytes; and nothing lost where LibreOffice opens and saves it."""

import io
import random
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2 as pdfium
import pytest

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Cover,
    Document,
    Figure,
    FillLine,
    FormHead,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    RiskMatrix,
    Seal,
    SignatureRow,
    SignatureTable,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    TickBox,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, documents
from desktop.i18n import Language
from desktop.models.errors import Cancelled, Refused
from desktop.writers.catalogue import writer
from desktop.writers.docx.writer import write_docx
from tests.documents.edits import edited
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.docx_reading import W, body_of, lines_of, part, parts, text_of
from tests.writers.office import converted, needs_office
from tests.writers.test_pdf import HOSTILE, document, words

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BAND = ((1, 4, "低", "green"), (5, 25, "高", "red"))
MATRIX = RiskMatrix(BAND, "可能性", "影响", ("",) * 5, ("",) * 5)
SIGNERS = SignatureTable(
    (SignatureRow("编制", "经理", "沈佩"),), opinions=True, notes=(words("注"),)
)
COVER = Cover(
    "启航", "Qihang", "制度", "Policy", "", (("页数", "共 {pages} 页"),), SIGNERS, ("须知",)
)
TABLE = Table(
    (
        TableColumn("活动"),
        TableColumn("项目经理", "centre", upright=True, code="PM", group="角色"),
        TableColumn("财务", "centre", upright=True, code="FIN", group="角色", tint="amber"),
    ),
    (
        TableRow((TableCell((words("立项"),), columns=3, head=True),)),
        TableRow((TableCell((words("预算"),), rows=2), TableCell((words("A/R"),), "raci-A/R"))),
        TableRow((TableCell((words("R"),), "raci-R"), TableCell((words("G"),), "tag-G"))),
    ),
    look="matrix",
    caption="表1　职责",
    anchor="table:raci",
)
EVERYTHING: tuple[Block, ...] = (
    COVER,
    Heading("title", "说明", anchor="about", in_contents=False),
    Contents("目录"),
    PageBreak(),
    Heading("chapter", "总则", "第一章", anchor="chapter:one"),
    Heading("section", "目的", "第一节", 2, "section:one"),
    Paragraph(
        (Span("见"), Span("附件1", link="annex:1"), Span("、"), Span("无处", link="gone")),
        label="第一条【目的】",
        anchor="article:one",
    ),
    Paragraph(words("分项。", bold=True), "item", marker="（一）", lead_in=True),
    TABLE,
    Note(words("注：空白表示不参与。")),
    Figure(MATRIX, "图1　风险矩阵", "figure:risk"),
    Heading("sign-off", "签署", in_contents=False),
    SIGNERS,
    Seal("启航信息技术有限公司"),
    AnnexHead("附件1", "检查清单", "版次：A/0", "annex:1"),
    FillLine((("项目名称", "示例", 2.0), ("编号", "", 1.0))),
    Paragraph((TickBox(True, "是"), Span(" "), TickBox(False, "否"))),
    FormHead("回执", "QR-01"),
)


def everything() -> Document:
    return document(*EVERYTHING)


def built(kind: DocumentKind, language: Language) -> Document:
    for phase in ("", "P1"):
        try:
            order = PrintOrder(sample_policy(), NOON, language, phase=phase)
            if kind.compares:
                order = replace(order, base=edited(sample_policy(), random.Random(1)))
            return kind.build(order)
        except Refused:
            continue
    pytest.skip(f"{kind.name} is not printed of a policy alone")


# What the schema says of order (ECMA-376-1, annex A), as far as we write it.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs overflowPunct "
    "snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs strike color sz szCs u bdr shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd textDirection vAlign",
    "tcBorders": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "sectPr": "headerReference footerReference type pgSz pgMar cols",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "sdtPr": "id checkbox",
}


def check_file(data: bytes) -> None:
    """What makes Word call a file damaged."""
    files = parts(data)
    for name, raw in files.items():
        if name.endswith((".xml", ".rels")):
            root = ElementTree.fromstring(raw)
            for element in root.iter():
                order = ORDERS.get(element.tag.rpartition("}")[2], "").split()
                names = [one.tag.rpartition("}")[2] for one in element]
                if order:
                    places = [order.index(one) for one in names]
                    assert places == sorted(places), (name, element.tag, names)
    document_part = part(data, "word/document.xml")
    _check_ids(document_part)
    known = {one.get(f"{W}styleId") for one in part(data, "word/styles.xml").iter(f"{W}style")}
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn"):
        for root in (document_part, part(data, "word/styles.xml")):
            assert {one.get(f"{W}val") for one in root.iter(f"{W}{name}")} <= known
    links = part(data, "word/_rels/document.xml.rels")
    assert {f"word/{one.get('Target')}" for one in links} <= set(files)
    relations = {one.get("Id") for one in links}
    used = set(re.findall(r'r:(?:id|embed)="([^"]+)"', files["word/document.xml"].decode()))
    assert used <= relations
    for cell in document_part.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    for table in document_part.iter(f"{W}tbl"):
        columns = len(list(table.iter(f"{W}gridCol")))
        for row in table.findall(f"{W}tr"):
            spans = [one.find(f"{W}tcPr/{W}gridSpan") for one in row.findall(f"{W}tc")]
            assert (
                sum(1 if one is None else int(one.get(f"{W}val", "")) for one in spans) == columns
            )


def _check_ids(root: ElementTree.Element) -> None:
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    assert starts == list(dict.fromkeys(starts))
    assert sorted(starts) == sorted(one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd"))
    names = [str(one.get(f"{W}name")) for one in root.iter(f"{W}bookmarkStart")]
    assert max(Counter(names).values(), default=1) == 1
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", one) for one in names)
    assert {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} <= set(names)
    shapes = [one.get("id") for one in root.iter(f"{WP}docPr")]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", documents(), ids=lambda kind: kind.name)
def test_every_document_is_a_sound_file_with_all_its_text(
    kind: DocumentKind, language: Language
) -> None:
    made = built(kind, language)
    data = writer("docx").write(made, lambda _done, _total: True).data
    check_file(data)
    shown = "".join("".join(lines_of(body_of(data))).split())
    for block in made.blocks:
        for text in texts_of(block):
            assert "".join(text.split()) in shown, text


def texts_of(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.number, block.text]
    if isinstance(block, Paragraph | Note):
        return ["".join(one.text for one in block.text if isinstance(one, Span) and not one.before)]
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        spans = [one for cell in cells for text in cell.paragraphs for one in text]
        heads = [one.title for one in block.columns if block.show_head]
        return [block.caption, *heads, *(one.text for one in spans if isinstance(one, Span))]
    return []


def test_every_block_makes_a_sound_file() -> None:
    check_file(write_docx(everything()))


def test_headings_are_known_to_words_navigation() -> None:
    data = write_docx(everything())
    bases = {
        one.get(f"{W}styleId"): one.find(f"{W}basedOn")
        for one in part(data, "word/styles.xml").iter(f"{W}style")
    }
    found = {}
    for paragraph in body_of(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        base = bases.get(style.get(f"{W}val")) if style is not None else None
        if base is not None and str(base.get(f"{W}val")).startswith("Heading"):
            found[text_of(paragraph).replace("\t", "　")] = base.get(f"{W}val")
    assert found["第一章　总则"] == "Heading1"
    assert found["第一节　目的"] == "Heading2"
    assert found["附件1　检查清单"] == "Heading1"


def test_the_contents_are_a_field_with_entries_and_pages() -> None:
    body = body_of(write_docx(everything()))
    codes = [one.text or "" for one in body.iter(f"{W}instrText")]
    assert any(one.strip().startswith("TOC ") for one in codes)
    names = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    targets = {one.split()[1] for one in codes if "PAGEREF" in one}
    assert len(targets) == 3
    assert targets <= names
    entries = [one for one in lines_of(body) if re.search(r"\t[0-9]+$", one)]
    assert [one.split("\t")[0] for one in entries] == [
        "第一章　总则",
        "第一节　目的",
        "附件1　检查清单",
    ]
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_links_lead_only_to_places_that_exist() -> None:
    body = body_of(write_docx(everything()))
    linked = [text_of(one) for one in body.iter(f"{W}hyperlink")]
    assert "附件1" in linked
    assert not any("无处" in one for one in linked)


def test_each_page_says_what_it_is_and_a_draft_that_it_is_one() -> None:
    files = parts(write_docx(everything()))
    headers = [raw.decode() for name, raw in files.items() if name.startswith("word/header")]
    footers = [raw.decode() for name, raw in files.items() if name.startswith("word/footer")]
    assert len(headers) == len(footers) == 3  # cover, text, forms
    assert all('string="草稿　DRAFT"' in one for one in headers)
    assert sum("QP-PM-01" in one for one in headers) == 2
    assert (
        sum(" PAGE " in one and " NUMPAGES " in one and "内容校验" in one for one in footers) == 2
    )


def test_tables_span_repeat_their_head_and_keep_their_marks() -> None:
    data = write_docx(everything())
    table = next(one for one in body_of(data).iter(f"{W}tbl") if "预算" in "".join(lines_of(one)))
    rows = table.findall(f"{W}tr")
    heads = [one for one in rows if one.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [["".join(lines_of(cell)) for cell in row] for row in heads] == [
        ["", "活动", "角色"],
        ["", "", "项目经理PM", "财务FIN"],
    ]
    merges = [str(one.get(f"{W}val")) for one in table.iter(f"{W}vMerge")]
    assert merges == ["restart", "continue", "restart", "continue"]
    styles = {one.get(f"{W}val") for one in table.iter(f"{W}rStyle")}
    assert {"PdBadgeRaciA", "PdBadgeRaciR", "PdBadgeTagG"} <= styles


def test_tick_boxes_can_be_ticked() -> None:
    body = body_of(write_docx(everything()))
    states = [one.get(f"{W14}val") for one in body.iter(f"{W14}checked")]
    assert states[:3] == ["0", "0", "0"]
    assert states[-2:] == ["1", "0"]
    assert any("☑是" in one and "☐否" in one for one in lines_of(body))


def test_a_figure_is_a_picture_that_can_be_heard() -> None:
    data = write_docx(everything())
    (about,) = [one for one in body_of(data).iter(f"{WP}docPr") if one.get("title")]
    assert about.get("title") == "图1　风险矩阵"
    assert "25 高" in str(about.get("descr"))
    (name,) = [one for one in parts(data) if one.startswith("word/media/")]
    picture = parts(data)[name]
    assert picture.startswith(b"\x89PNG")
    size = body_of(data).find(f".//{WP}inline/{WP}extent")
    assert size is not None
    dots = int.from_bytes(picture[16:20], "big") / (int(size.get("cx", "")) / 914_400)
    assert dots >= 200


def test_the_file_says_title_author_language_and_when_it_was_printed() -> None:
    data = write_docx(document(Paragraph(words("文")), keywords=("甲", "乙"), subject="QP 制度"))
    said = {one.tag.rpartition("}")[2]: one.text for one in part(data, "docProps/core.xml")}
    assert said["title"] == "制度"
    assert said["creator"] == "启航"
    assert said["subject"] == "QP 制度"
    assert said["keywords"] == "甲, 乙"
    assert said["created"] == "2026-01-01T00:00:00Z"
    language = part(data, "word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert language is not None
    assert language.get(f"{W}eastAsia") == "zh-CN"


NASTY = f'{HOSTILE} &amp; ]]> =1+1 {{HYPERLINK "x"}} \x00\x07\x1b\ud800\ufffe'


@pytest.mark.parametrize("place", ["paragraph", "cell", "heading", "title", "frame", "figure"])
def test_user_text_is_never_markup_nor_a_field(place: str) -> None:
    table = Table((TableColumn(NASTY),), (TableRow((TableCell((words(NASTY),)),)),), caption=NASTY)
    frame = everything().furniture.__class__(*[NASTY] * 5, "{page}", NASTY, NASTY)
    data = {
        "paragraph": lambda: write_docx(document(Paragraph(words(NASTY)))),
        "cell": lambda: write_docx(document(table)),
        "heading": lambda: write_docx(
            document(Contents(NASTY), Heading("chapter", NASTY, "第一章", anchor=NASTY))
        ),
        "title": lambda: write_docx(
            document(Paragraph(words("文")), title=NASTY, author=NASTY, keywords=(NASTY,))
        ),
        "frame": lambda: write_docx(document(Paragraph(words("文")), furniture=frame)),
        "figure": lambda: write_docx(document(Figure(MATRIX, NASTY))),
    }[place]()
    check_file(data)
    everywhere = " ".join(
        raw.decode() for name, raw in parts(data).items() if name.endswith((".xml", ".rels"))
    )
    assert "&lt;img src=&quot;/etc/passwd&quot;/&gt;" in everywhere
    assert "\ufffd" in everywhere
    codes = re.findall(r"<w:instrText[^>]*>([^<]*)", everywhere)
    assert all(re.match(r" (PAGE|NUMPAGES|TOC|PAGEREF)\b", one) for one in codes)


def test_line_ends_and_tabs_stay() -> None:
    body = body_of(write_docx(document(Paragraph(words("甲\n乙\t丙\r\n丁\v戊")))))
    assert lines_of(body)[0] == "甲\n乙\t丙\n丁\n戊"


def test_equal_documents_give_equal_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.writers.test_docx import *\n"
        "print(hashlib.sha256(write_docx(everything())).hexdigest())"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": "", "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]
    assert run[0] == run[1] != ""


def test_the_packed_files_bear_the_time_of_printing() -> None:
    made = document(Paragraph(words("文")), printed=datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(write_docx(made))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2026, 3, 4, 5, 6, 8)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_cancel_stops_and_gives_nothing() -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        calls.append((done, total))
        return len(calls) < 3

    with pytest.raises(Cancelled):
        write_docx(document(*[Paragraph(words("文。")) for _ in range(500)]), progress)
    assert len(calls) == 3


def test_progress_only_grows() -> None:
    seen: list[float] = []

    def progress(done: int, total: int) -> bool:
        seen.append(done / total)
        return True

    write_docx(
        document(Contents("目录"), *[Paragraph(words("文。")) for _ in range(800)]), progress
    )
    assert len(seen) > 5
    assert seen == sorted(seen)
    assert seen[-1] <= 1


def test_a_list_of_formats_imports_nothing_heavy() -> None:
    code = (
        "import sys; from desktop.writers.catalogue import writers\n"
        "assert 'docx' in [one.name for one in writers()]\n"
        "print(sorted({'reportlab', 'pypdfium2', 'PIL', 'desktop.writers.docx.writer'} "
        "& set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


@needs_office
def test_libreoffice_opens_saves_and_loses_nothing(tmp_path: Path) -> None:
    data = write_docx(everything())
    saved = converted(data, "docx", tmp_path)
    before, after = body_of(data), body_of(saved)
    ours, theirs = (
        [one for one in map(str.strip, lines_of(body)) if one] for body in (before, after)
    )
    assert Counter(ours) - Counter(theirs) == Counter()
    assert len(list(after.iter(f"{W}tbl"))) == len(list(before.iter(f"{W}tbl")))
    names = [
        {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")} for body in (before, after)
    ]
    assert names[0] <= names[1]
    links = [len(list(body.iter(f"{W}hyperlink"))) for body in (before, after)]
    assert links[0] == links[1]
    everywhere = "".join(raw.decode() for name, raw in parts(saved).items() if "xml" in name)
    for words_ in (
        "QP-PM-01",
        "密级：内部",
        "NUMPAGES",
        "草稿　DRAFT",
        "w:outlineLvl",
        "PolicyDesk 章",
    ):
        assert words_ in everywhere


@needs_office
def test_libreoffice_prints_as_many_pages_as_there_are(tmp_path: Path) -> None:
    with pdfium.PdfDocument(converted(write_docx(everything()), "pdf", tmp_path)) as file:
        pages = [file[index].get_textpage().get_text_range() for index in range(len(file))]
    assert len(pages) == 7  # cover, front matter, contents, two of text, annex, form
    assert "检查清单" in pages[5]
    assert "第6页" in "".join(pages[5].split())
