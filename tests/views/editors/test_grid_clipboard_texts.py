"""Blocks of cells as spreadsheets and text processors put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.views.item_models.grid_texts import (
    Block,
    block_of_html,
    block_of_text,
    html_of_block,
    text_of_block,
)

CELLS = st.text(
    st.one_of(st.sampled_from('\t\n" 甲,;'), st.characters(exclude_categories=("Cc", "Cs"))),
    max_size=8,
)
BLOCKS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(
        st.lists(CELLS, min_size=wide, max_size=wide), min_size=1, max_size=5
    ).filter(lambda rows: rows != [[""]])
)


@given(BLOCKS)
def test_a_block_survives_the_clipboard(block: Block) -> None:
    assert block_of_text(text_of_block(block)) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("甲", [["甲"]]),
        ("甲\r\n", [["甲"]]),
        ("甲\t乙\r\n丙\t\r\n", [["甲", "乙"], ["丙", ""]]),
        ('"一行\n二行"\t乙\r\n', [["一行\n二行", "乙"]]),
        ('"他说""好"""\t"Tab\t里"\r\n', [['他说"好"', "Tab\t里"]]),
        # A quote inside a cell, or one that is never closed, is a letter.
        ('5" 管\t乙\r\n', [['5" 管', "乙"]]),
        ('"没有结束\t乙\r\n丙\t丁\r\n', [['"没有结束', "乙"], ["丙", "丁"]]),
        ("甲\r乙", [["甲"], ["乙"]]),
        ("甲\n\n乙\n", [["甲"], [""], ["乙"]]),
        ("甲\t乙\n丙\n", [["甲", "乙"], ["丙", ""]]),
    ],
)
def test_what_spreadsheets_write(text: str, block: Block) -> None:
    assert block_of_text(text) == block


def test_a_table_of_a_text_processor_with_spans() -> None:
    html = """<html><head><style>td {color:red}</style></head><body>
    <p>前文</p><table><tr><td rowspan=2>甲</td><td colspan="2"><p>乙一</p><p>乙二</p></td></tr>
    <tr><td>丙&nbsp;</td><td>  丁 &amp;
    戊<br>己</td></tr></table><table><tr><td>另一张</td></tr></table></body></html>"""
    assert block_of_html(html) == [["甲", "乙一\n乙二", ""], ["", "丙", "丁 & 戊\n己"]]


def test_html_without_a_table_is_nothing() -> None:
    assert block_of_html("<p>甲</p>") == []


def test_a_huge_span_does_not_fill_memory() -> None:
    (row,) = block_of_html('<table><tr><td colspan="999999999">甲</td></tr></table>')
    assert len(row) == 1000


TIDY = st.text(st.sampled_from("甲乙<&>\"' x"), max_size=6).map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(TIDY, min_size=2, max_size=2), min_size=1, max_size=4))
def test_the_html_that_is_written_can_be_read(block: Block) -> None:
    assert block_of_html(html_of_block(block)) == block
