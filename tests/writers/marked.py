"""A document in which everything has changed in some way."""

from desktop.documents.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    Paragraph,
    Span,
    SwimLanes,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)

LANES = SwimLanes(("经理",), ("立项",), (Box("a", "1", "编制", 0, 0, 0),), ())


def row(text: str, **more: object) -> TableRow:
    return TableRow((TableCell(((Span(text),),)),), **more)  # type: ignore[arg-type]


MARKED: tuple[Block, ...] = (
    Heading(
        "chapter",
        "新章",
        "第二章",
        anchor="c",
        runs=(Span("旧", change="deleted"), Span("新", change="inserted"), Span("章")),
        number_before="第一章",
    ),
    Heading("chapter", "没了", "第三章", anchor="gone", change="deleted"),
    Paragraph(
        (Span("去处"),), label="第五条", anchor="m", change="moved-in", label_before="第三条"
    ),
    Paragraph((Span("来处"),), label="第三条", anchor="m", change="moved-out"),
    Paragraph((Span("见"), Span("第五条", link="m", change="renumbered", before="第三条"))),
    Paragraph((Span("删去的"), Span("项目", change="deleted"), Span("（一）", change="deleted"))),
    Paragraph((Span("全新"),), "item", marker="（一）", change="inserted"),
    Table(
        (TableColumn("列"),),
        (row("旧行", change="deleted"), row("新行", change="inserted")),
        caption="表2　新名",
        caption_before="表1　旧名",
    ),
    Table((TableColumn("列"),), (row("行"),), caption="表3　名", caption_before="表2　名"),
    Figure(LANES, "图1　流程", change="deleted"),
)
