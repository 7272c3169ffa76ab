"""Tables and figures of any shape are set: nothing lost, nothing beyond the measure."""

import typing

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import blocks
from desktop.documents.blocks import (
    Box,
    Figure,
    RiskMatrix,
    SwimLanes,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.writers.pdf import layout
from desktop.writers.pdf.columns import ColumnNeed, share_width
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import geometry
from desktop.writers.pdf.table import lay_table
from tests.writers.test_pdf import text_of, words, written

NEEDS = st.lists(
    st.tuples(st.floats(0, 200), st.floats(0, 900)).map(
        lambda pair: ColumnNeed(min(pair), max(pair))
    ),
    min_size=1,
    max_size=14,
)


@given(NEEDS, st.floats(100, 700))
def test_columns_share_the_whole_width(needs: list[ColumnNeed], width: float) -> None:
    widths = share_width(needs, width)
    assert len(widths) == len(needs)
    assert abs(sum(widths) - width) < 0.1
    assert min(widths) >= 0


@given(st.lists(st.floats(9, 60), min_size=2, max_size=6))
def test_no_column_is_narrower_than_its_longest_word(least: list[float]) -> None:
    needs = [ColumnNeed(one, one * 9) for one in least]
    widths = share_width(needs, 432)
    assert all(width >= one - 0.01 for width, one in zip(widths, least, strict=True))


def test_fixed_columns_keep_their_width() -> None:
    widths = share_width([ColumnNeed(10, 50, fixed=80), ColumnNeed(10, 900)], 400)
    assert widths == [80, 320]


TEXTS = st.text("项目经理应当，。（）AB 5%\n", max_size=60)


@settings(max_examples=40)
@given(
    st.integers(1, 8),
    st.lists(st.lists(TEXTS, min_size=8, max_size=8), min_size=1, max_size=12),
    st.sampled_from(["reading", "matrix", "form"]),
)
def test_tables_of_any_shape_keep_their_text(
    columns: int, cells: list[list[str]], look: str
) -> None:
    heads = tuple(TableColumn(f"栏{'甲乙丙丁戊己庚辛'[index]}") for index in range(columns))
    rows = tuple(
        TableRow(tuple(TableCell((words(text),)) for text in row[:columns])) for row in cells
    )
    shown = text_of(written(Table(heads, rows, look=look)))
    for text in ("".join(text.split()) for row in cells for text in row[:columns]):
        # A cell's lines stand apart in the page's text: each character is there often enough.
        for character in set(text):
            assert shown.count(character) >= text.count(character)


def test_cells_that_span_rows_and_columns() -> None:
    rows = (
        TableRow((TableCell((words("甲"),), rows=3), TableCell((words("横跨"),), columns=2))),
        TableRow((TableCell((words("乙"),)), TableCell((words("丙"),)))),
        TableRow((TableCell((words("丁"),)), TableCell((words("戊"),)))),
    )
    columns = (TableColumn("一"), TableColumn("二"), TableColumn("三"))
    table = Table(columns, rows, look="form")
    laid = lay_table(table, Setter(geometry("zh")))
    # Head and the three rows that a cell spans stay together.
    assert [one.keep_next for one in laid.slices] == [True, True, True, False]
    assert all(one in text_of(written(table)) for one in "甲乙丙丁戊")


def test_rows_of_a_long_table_all_appear_once() -> None:
    rows = tuple(TableRow((TableCell((words(f"第{index:04d}行"),)),)) for index in range(900))
    result = written(Table((TableColumn("行"),), rows))
    shown = text_of(result)
    assert result.pages > 10
    assert all(shown.count(f"第{index:04d}行") == 1 for index in range(900))


@settings(max_examples=40)
@given(
    st.integers(1, 7),
    st.integers(1, 6),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), max_size=15),
)
def test_any_process_flow_is_drawn(
    lanes: int, bands: int, arrows: list[tuple[int, int, bool]]
) -> None:
    boxes = tuple(
        Box(f"{band}-{lane}", str(band * 7 + lane), "步骤\n说明", lane, band, 0, gate=lane == 3)
        for band in range(bands)
        for lane in range(0, lanes, 1 + band % 2)
    )
    flows = tuple(
        (
            boxes[start % len(boxes)].id,
            boxes[end % len(boxes)].id,
            "说明" if start % 2 else "",
            back,
        )
        for start, end, back in arrows
        if start % len(boxes) != end % len(boxes)
    )
    drawing = SwimLanes(
        tuple(f"角色{'一二三四五六七'[index]}" for index in range(lanes)),
        tuple(f"阶段{'一二三四五六'[index]}" for index in range(bands)),
        boxes,
        flows,
    )
    result = written(Figure(drawing, "图1　流程"))
    shown = text_of(result)
    assert shown.count("步骤") + shown.count("步") >= len(boxes)


def test_the_risk_matrix_names_every_score_and_level() -> None:
    bands = ((1, 4, "低", "green"), (5, 9, "中", "amber"), (10, 15, "高", "orange"))
    bands += ((16, 25, "极高", "red"),)
    none = ("",) * 5
    shown = text_of(written(Figure(RiskMatrix(bands, "概率", "影响", none, none))))
    for score in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25):
        assert str(score) in shown
    assert all(name in shown for name in ("低", "中", "高", "极高", "概率", "影响"))


def test_every_block_that_exists_can_be_set() -> None:
    known = {*typing.get_args(blocks.Block)}
    assert known == {*layout._SETTERS, blocks.Contents, blocks.PageBreak}
