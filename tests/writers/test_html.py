"""HTML as a browser gets it: whole, well-formed, nothing of it run or fetched, all text there."""

import dataclasses
import io
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest

from desktop.documents.blocks import (
    Contents,
    FillLine,
    Heading,
    Paragraph,
    Seal,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    TickBox,
)
from desktop.documents.catalogue import PrintOrder, document_kind, documents
from desktop.i18n import LANGUAGES, Language
from desktop.models.errors import Cancelled
from desktop.writers.html.writer import write_html
from tests.documents.golden import agrees_with_golden
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.marked import MARKED
from tests.writers.said import in_order, squeezed
from tests.writers.test_pdf import document, words

XHTML = "{http://www.w3.org/1999/xhtml}"
VOID = {"meta", "br", "col", "img"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</style></title></textarea><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    '" onclick="x" \'',
    "]]> <!-- --> <![CDATA[",
    "a\x00b\x08c\x0c\x1b\x85\ufffe",
    "\u202eevil\u2066\u202d",
    "line\nline\r\nline\u2028line",
    "  two  blanks  ",
    "𫖯㛃😀",
]


class Reader(HTMLParser):
    """Text, links and ids; complains where an element is not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()
        if tag == "br":
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open[:4]):
            self.text.append(data)


def read(data: bytes) -> Reader:
    reader = Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    assert reader.open == []
    return reader


def body(data: bytes) -> str:
    """The article, without the head and what stands around it."""
    text = data.decode("utf-8")
    return text[text.index("<article>") : text.index("</article>")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [one.name for one in documents()])
def test_every_document_says_all_its_text_in_order(kind: str, language: Language) -> None:
    policy = sample_policy()
    order = PrintOrder(policy, NOON, language, phase="P1", base=policy)
    made = document_kind(kind).build(order)
    data = write_html(made)
    ElementTree.parse(io.BytesIO(data))  # well-formed: raises where it is not
    reader = read(data)
    assert in_order(made, "".join(reader.text)) == []
    assert len(reader.ids) == len(set(reader.ids))
    assert data == write_html(document_kind(kind).build(order))
    assert f'lang="{"zh-CN" if language == "zh" else "en-GB"}"'.encode() in data
    # Nothing runs, nothing is fetched, and every link of the document leads somewhere in it.
    assert not reader.tags & {"script", "link", "iframe", "object", "form", "base"}
    assert not [one for one in reader.attributes if one.startswith("on")]
    assert not re.search(rb"@import|url\(", data)
    anchors = {one.replace("%40", "@") for one in reader.links}
    assert anchors <= {f"#{one}" for one in reader.ids}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["text", "title", "cell", "label", "header", "anchor", "answer"])
def test_what_a_person_wrote_is_never_markup(text: str, place: str) -> None:
    blocks = (
        Heading("chapter", text if place == "title" else "t", "1", anchor="a"),
        Paragraph(
            words(text if place == "text" else "p"),
            label=text if place == "label" else "",
            anchor=text if place == "anchor" else "",
        ),
        Table(
            (TableColumn(text if place == "cell" else "c"),),
            (TableRow((TableCell((words(text if place == "cell" else "c"),)),)),),
        ),
        FillLine((("f", text if place == "answer" else "a", 1.0),)),
        Contents("目录"),
    )
    made = document(*blocks, title=text if place == "header" else "t")
    data = write_html(made)
    plain = write_html(document(*blocks, title="t"))
    ElementTree.parse(io.BytesIO(data))
    reader = read(data)
    assert "script" not in reader.tags
    assert "img" not in reader.tags
    assert reader.tags - {"br", "bdi"} <= read(plain).tags
    assert "onclick" not in reader.attributes
    if place in ("text", "cell", "label", "answer") and text.isprintable():
        assert squeezed(text) in squeezed("".join(reader.text))


def test_hostile_words_in_the_margins_stay_words() -> None:
    made = document(Paragraph(words("p")))
    frame = dataclasses.replace(made.furniture, header_left='"} body{display:none} </style>')
    data = write_html(dataclasses.replace(made, furniture=frame)).decode("utf-8")
    sheet = data[data.index("<style>") : data.index("</style>")]
    assert "body{" not in sheet
    assert '"}' not in sheet
    assert data.count("</style>") == 1


def test_direction_ends_where_the_text_ends() -> None:
    data = write_html(document(Paragraph((Span("\u202eabc"), Span("def")))))
    assert "<bdi>\u202eabc</bdi>def" in data.decode("utf-8")


def test_our_numbers_stand_in_lists_that_count_nothing() -> None:
    blocks = (
        Paragraph(words("一"), "item", marker="（一）"),
        Paragraph(words("一点一"), "subitem", marker="1．"),
        Paragraph(words("一点二"), "subitem", marker="2．"),
        Paragraph(words("二"), "item", marker="（二）"),
        Paragraph(words("完")),
    )
    root = ElementTree.fromstring(write_html(document(*blocks)))
    outer, inner = root.findall(f".//{XHTML}ol")
    assert len(outer.findall(f"{XHTML}li")) == 2
    assert len(inner.findall(f"{XHTML}li")) == 2
    assert ["".join(one.itertext()) for one in inner] == ["1．一点一", "2．一点二"]
    assert root.find(f".//{XHTML}article/{XHTML}p") is not None


def test_sections_nest_as_headings_do() -> None:
    blocks = (
        Heading("chapter", "甲", level=1, anchor="a"),
        Heading("section", "乙", level=2, anchor="b"),
        Heading("chapter", "丙", level=1, anchor="c"),
    )
    root = ElementTree.fromstring(write_html(document(Contents("目录"), *blocks)))
    article = root.find(f".//{XHTML}article")
    assert article is not None
    tops = article.findall(f"{XHTML}section")
    assert [one.get("id") for one in tops] == ["a", "c"]
    assert [one.get("id") for one in tops[0].findall(f"{XHTML}section")] == ["b"]
    links = [one.get("href") for one in root.findall(f".//{XHTML}nav//{XHTML}a")]
    assert links == ["#a", "#b", "#c"]


def test_heads_of_a_table_name_what_they_head() -> None:
    columns = (TableColumn("甲"), TableColumn("乙", group="组"), TableColumn("丙", group="组"))
    rows = (
        TableRow((TableCell((words("带"),), columns=3, head=True),)),
        TableRow((TableCell((words("1"),), head=True, rows=2), TableCell(), TableCell())),
        TableRow((TableCell(columns=2),)),
    )
    root = ElementTree.fromstring(write_html(document(Table(columns, rows, caption="表1"))))
    scopes = [(one.get("scope"), "".join(one.itertext())) for one in root.iter(f"{XHTML}th")]
    assert scopes == [
        ("col", "甲"),
        ("colgroup", "组"),
        ("col", "乙"),
        ("col", "丙"),
        ("rowgroup", "带"),
        ("row", "1"),
    ]
    assert [one.text for one in root.iter(f"{XHTML}caption")] == ["表1"]


def test_tick_boxes_and_seals_can_be_heard() -> None:
    made = document(Paragraph((TickBox(True, "是"), TickBox(False, "否"))), Seal("启航公司"))
    root = ElementTree.fromstring(write_html(made))
    ticks = [one for one in root.iter(f"{XHTML}span") if one.get("class") == "tick"]
    assert [(one.text, one.get("aria-label")) for one in ticks] == [
        ("☑", "已勾选"),
        ("☐", "未勾选"),
    ]
    assert "启航公司" in "".join(root.itertext())


def test_a_figure_is_drawn_and_told() -> None:
    made = document_kind("policy-book").build(PrintOrder(sample_policy(), NOON))
    root = ElementTree.fromstring(write_html(made))
    drawn = root.findall(f".//{XHTML}figure/{XHTML}svg")
    assert len(drawn) == 2
    for one in drawn:
        title, told = one[0], one[1]
        assert title.tag == f"{XHTML}title"
        assert one.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    flow = "".join(drawn[0][1].itertext())
    assert "立项评审（关口）" in flow
    assert "2（通过）" in flow
    assert "1（退回，5日）" in flow
    assert len(drawn[0].findall(f"{XHTML}polygon")) >= 1  # the gate's diamond


def test_changes_are_marked_and_not_by_colour_alone() -> None:
    data = write_html(document(*MARKED))
    text = body(data)
    assert '<del class="deleted" title="删除">旧</del>' in text
    assert '<ins class="inserted" title="新增">新</ins>' in text
    assert '<ins class="moved-in" title="移至此处">' in text
    assert '<del class="moved-out" title="已移至他处">' in text
    assert '<tr class="deleted"><td class="left"><del' in text
    assert '<span class="renumbered" title="原为：第一章">第二章</span>' in text
    assert "表1　旧名</del>" in text
    assert "表2　名</del>" not in text  # only its number is another
    assert re.search(r"<del[^>]*><figure>", text)
    root = ElementTree.fromstring(data)
    (moved,) = [one for one in root.iter() if one.get("id") == "m"]
    assert "去处" in "".join(moved.itertext())  # links lead to where it is now
    sheet = data.decode("utf-8")
    assert "del { color: var(--red); text-decoration: line-through" in sheet
    assert "ins { color: var(--blue); text-decoration: underline" in sheet


@pytest.mark.parametrize("state", ["草稿　DRAFT", ""])
def test_what_is_not_in_force_says_so_first(state: str) -> None:
    made = document(Paragraph(words("正文")))
    made = dataclasses.replace(made, furniture=dataclasses.replace(made.furniture, watermark=state))
    reader = read(write_html(made))
    assert ("草稿" in squeezed("".join(reader.text)).partition("正文")[0]) == bool(state)


def test_cancel_stops_and_gives_nothing() -> None:
    with pytest.raises(Cancelled):
        write_html(document(Paragraph(words("a"))), lambda _done, _total: False)


@pytest.mark.parametrize("name", ["raci", "kpi"])
def test_single_pages_are_what_the_golden_files_say(name: str) -> None:
    made = document_kind(name).build(PrintOrder(sample_policy(), NOON))
    lines = body(write_html(made)).replace("><", ">\n<").splitlines()
    agrees_with_golden(f"{name}.html", lines)
