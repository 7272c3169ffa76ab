"""Markdown as a CommonMark reader gets it: the same text, and nothing of it taken for markup."""

import dataclasses

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.documents.blocks import (
    AnnexHead,
    Contents,
    FillLine,
    Heading,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)
from desktop.documents.catalogue import PrintOrder, document_kind, documents
from desktop.i18n import LANGUAGES, Language
from desktop.models.errors import Cancelled
from desktop.writers.markdown.writer import write_markdown
from desktop.writers.signs import readable
from tests.documents.golden import agrees_with_golden
from tests.documents.plain_blocks import plain
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.marked import MARKED
from tests.writers.said import in_order
from tests.writers.test_pdf import FRAME, document, words

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
QUIET = dataclasses.replace(FRAME, watermark="")


def parts(data: bytes) -> tuple[str, str]:
    """Front matter and text."""
    _, front, text = data.decode("utf-8").split("---\n", 2)
    return front, text


def tokens(data: bytes) -> list[Token]:
    return [one for one in READER.parse(parts(data)[1]) if one.type == "inline"]


def text_of(token: Token) -> str:
    said = []
    for one in token.children or ():
        if one.type == "text":
            said.append(one.content)
        elif one.type == "html_inline" and one.content == "<br>":
            said.append("\n")
        else:
            assert one.type != "softbreak"
            assert one.type in ("html_inline",) or one.nesting or one.tag, one
    return "".join(said)


def texts(data: bytes) -> list[str]:
    return [text_of(one) for one in tokens(data)]


def middle(*blocks: object) -> list[str]:
    """What a reader finds between title and foot."""
    made = document(*blocks, furniture=QUIET)  # type: ignore[arg-type]
    return texts(write_markdown(made))[2:-2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [one.name for one in documents()])
def test_every_document_says_all_its_text_in_order(kind: str, language: Language) -> None:
    policy = sample_policy()
    order = PrintOrder(policy, NOON, language, phase="P1", base=policy)
    made = document_kind(kind).build(order)
    data = write_markdown(made)
    assert in_order(made, "\n".join(texts(data))) == []
    assert data == write_markdown(document_kind(kind).build(order))
    front = yaml.safe_load(parts(data)[0])
    assert front["title"] == made.title
    assert front["revision"] == "A/0"
    assert front["state"] == made.furniture.footer_centre
    assert front["content_hash"] == f"sha256:{made.content_hash}"


SIGNS = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()#+-.!|<>~&;=:\"'$@/ \t\n\r0129ab甲乙，。（）【】“”　\u00a0"),
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\x00\x0b\x85\u2028\u202e\u2066\ufeff\U0002b7ef"),
    ),
    min_size=1,
    max_size=24,
)
SPANS = st.builds(
    Span,
    SIGNS,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(("", "", "here", "nowhere")),
    change=st.sampled_from(("", "", "", "inserted", "deleted", "moved-in", "moved-out")),
)
TEXTS = st.lists(SPANS, min_size=1, max_size=4).map(tuple)


@given(TEXTS, SIGNS, SIGNS)
@example((Span("0", link="here"),), "0", "!")
def test_any_text_reads_back_as_it_is(text: Text, other: str, marker: str) -> None:
    cell = TableCell((text, words(other)))
    found = middle(
        Heading("chapter", other, marker, anchor="here"),
        Paragraph(text),
        Paragraph(words(other), label=f"第{marker}条"),
        Paragraph(text, "item", marker=marker),
        Paragraph(words(other), "subitem", marker=marker),
        Table((TableColumn(other), TableColumn("x")), (TableRow((cell, TableCell((text,)))),)),
        AnnexHead("附件1", other),
    )
    written, said, numbered = readable(plain(text)), readable(other), readable(marker)
    assert found == [
        f"{numbered} {said}",
        written,
        f"第{numbered}条 {said}",
        numbered + written,
        numbered + said,
        said,
        "x",
        f"{written}\n{said}",
        written,
        f"附件1 {said}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "1. list",
        "12) list",
        "- list",
        "+ list",
        "* list",
        "> quotation",
        "---",
        "===",
        "    code",
        "\tcode",
        "```",
        "~~~",
        "| a | b |",
        "<script>alert(1)</script>",
        "<!-- comment -->",
        "[link](http://x)",
        "![picture](x)",
        "[ref]: /x",
        "**bold** _it_ ~~gone~~ `code`",
        "&amp; &#60; &nbsp;",
        "back\\slash\\",
        "two  \nlines",
        "$x$",
    ],
)
def test_signs_that_mean_something_elsewhere_are_text(text: str) -> None:
    made = document(Paragraph(words(text)), furniture=QUIET)
    (token,) = tokens(write_markdown(made))[2:-2]
    assert text_of(token) == text
    assert {one.type for one in token.children or ()} <= {"text", "html_inline"}
    kinds = [one.type for one in READER.parse(parts(write_markdown(made))[1])]
    assert kinds.count("paragraph_open") == 4
    assert not {"fence", "code_block", "html_block", "blockquote_open"} & set(kinds)


def test_it_stays_good_to_read() -> None:
    made = document(
        Heading("chapter", "总则", "第一章", anchor="c"),
        Paragraph(
            (Span("见"), Span("QR_PM_01", link="c"), Span("（2026）。")), label="第一条【目的】"
        ),
        Paragraph(words("先立项"), "item", marker="（一）"),
        Paragraph(words("后投入"), "subitem", marker="1．"),
        Paragraph((TickBox(True, "是"), Span(" "), TickBox(False, "否"))),
        FillLine((("编号", "", 1.0), ("名称", "甲", 1.0))),
        Contents("目录"),
        furniture=QUIET,
    )
    assert parts(write_markdown(made))[1] == "\n".join(
        [
            "",
            "# 制度",
            "",
            "启航　·　QP-PM-01　A/0　·　密级：内部",
            "",
            '## <a id="c"></a>第一章 总则',
            "",
            "**第一条【目的】** 见[QR_PM_01](#c)（2026）。",
            "",
            "- （一）先立项",
            "  - 1．后投入",
            "",
            "☑是 ☐否",
            "",
            "编号 \\_\\_\\_\\_\\_\\_\\_\\_　名称 甲",
            "",
            "## 目录",
            "",
            "- [第一章 总则](#c)",
            "",
            "---",
            "",
            "草稿",
            "",
            "内容校验",
            "",
        ]
    )


def test_a_span_over_places_stands_in_the_first_of_them() -> None:
    columns = (TableColumn("甲"), TableColumn("乙", "centre"), TableColumn("丙", "right"))
    rows = (
        TableRow((TableCell((words("带"),), columns=3, head=True),)),
        TableRow((TableCell((words("高"),), rows=2), TableCell((words("1"),)), TableCell())),
        TableRow((TableCell((words("2"),)), TableCell((words("a"), words("b"))))),
    )
    text = parts(write_markdown(document(Table(columns, rows))))[1]
    assert (
        "\n".join(
            [
                "| 甲 | 乙 | 丙 |",
                "| --- | :-: | --: |",
                "| **带** |  |  |",
                "| 高 | 1 |  |",
                "|  | 2 | a<br>b |",
            ]
        )
        in text
    )


def test_a_process_is_written_step_by_step() -> None:
    made = document_kind("policy-book").build(PrintOrder(sample_policy(), NOON))
    text = parts(write_markdown(made))[1]
    assert "| 步骤 | 名称 | 阶段 | 角色 | 下一步 | 退回 |" in text
    assert "| G1 | 立项评审（关口） | 立项 |" in text
    assert "| 2（通过） | 1（退回，5日） |" in text


def test_changes_are_struck_and_underlined() -> None:
    data = write_markdown(document(*MARKED, furniture=QUIET))
    text = parts(data)[1]
    assert "第二章 ~~旧~~<ins>新</ins>章" in text
    assert '## <a id="gone"></a>~~第三章 没了~~' in text
    # Beside a bracket ~~ would strike nothing: a tag does.
    assert "<del>项目（一）</del>" in text
    assert '<ins title="移至此处">**第五条** 去处</ins>' in text
    assert '<del title="已移至他处">**第三条** 来处</del>' in text
    assert "见[第五条](#m)" in text
    assert "| ~~旧行~~ |" in text
    assert "| <ins>新行</ins> |" in text
    assert "~~表1　旧名~~ <ins>表2　新名</ins>" in text
    assert "**表3　名**" in text
    assert text.count('<a id="m"></a>') == 1
    struck = [
        text_of(token)
        for token in tokens(data)
        if any(one.type == "s_open" for one in token.children or ())
    ]
    assert (
        struck
        == ["第二章 旧新章", "第三章 没了", "旧行", "表1　旧名 表2　新名", "1", "编制"][
            : len(struck)
        ]
        or len(struck) >= 4
    )


def test_cancel_stops_and_gives_nothing() -> None:
    with pytest.raises(Cancelled):
        write_markdown(document(Paragraph(words("a"))), lambda _done, _total: False)


@pytest.mark.parametrize("name", ["raci", "signature-page"])
def test_single_pages_are_what_the_golden_files_say(name: str) -> None:
    made = document_kind(name).build(PrintOrder(sample_policy(), NOON))
    agrees_with_golden(f"{name}.md", write_markdown(made).decode("utf-8").splitlines())
