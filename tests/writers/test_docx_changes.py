"""Revisions in Word files: all accepted they are the new text, all rejected the old."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.accepting import accepted as blocks_accepted
from desktop.documents.accepting import rejected as blocks_rejected
from desktop.documents.blocks import (
    Block,
    Change,
    Contents,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.writers.docx.writer import write_docx
from tests.documents.edits import edited as edited_policy
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.docx_reading import W, accepted, body_of, lines_of, part, rejected, text_of
from tests.writers.office import needs_office, revised
from tests.writers.settling import without_pages, worded
from tests.writers.test_pdf import document, words

OLD, NEW, BOTH = "old", "new", "both"
COLUMNS = (TableColumn("甲"), TableColumn("乙"))
GONE: dict[str, Change] = {OLD: "deleted", NEW: "inserted", BOTH: ""}
Version = tuple[Block, ...]
Trio = tuple[Version, Version, Version]
"""Marked up, new, old."""


def row(*cells: str, change: Change = "") -> TableRow:
    return TableRow(tuple(TableCell((words(one),)) for one in cells), change=change)


def paragraph(state: str, text: str) -> Trio:
    marked = Paragraph(words(text), change=GONE[state])
    return _whole(state, marked, Paragraph(words(text)))


def heading(state: str, text: str) -> Trio:
    anchor = f"h{text}"
    marked = Heading("chapter", text, "第一章", anchor=anchor, change=GONE[state])
    return _whole(state, marked, Heading("chapter", text, "第一章", anchor=anchor))


def table(state: str, text: str) -> Trio:
    rows = tuple(row(f"{text}{one}", "行", change=GONE[state]) for one in "一二")
    plain = tuple(row(f"{text}{one}", "行") for one in "一二")
    return _whole(
        state, Table(COLUMNS, rows, caption=f"表{text}"), Table(COLUMNS, plain, caption=f"表{text}")
    )


def _whole(state: str, marked: Block, plain: Block) -> Trio:
    return (marked,), (() if state == OLD else (plain,)), (() if state == NEW else (plain,))


def edited(state: str, text: str) -> Trio:
    """A paragraph whose words, number and reference are others now."""
    marked = Paragraph(
        (
            Span("前"),
            Span(f"旧{text}", change="deleted"),
            Span(f"新{text}", change="inserted"),
            Span("第三条", change="renumbered", before="第二条"),
            Span("。"),
        ),
        label="第九条",
        label_before="第八条",
    )
    new = Paragraph(words(f"前新{text}第三条。"), label="第九条")
    old = Paragraph(words(f"前旧{text}第二条。"), label="第八条")
    return (marked,), (new,), (old,)


def edited_table(state: str, text: str) -> Trio:
    """A table of which rows came and went, words of a cell changed, and its number."""
    cell = TableCell(((Span("旧", change="deleted"), Span("新", change="inserted")),))
    marked = Table(
        COLUMNS,
        (
            row(text, "留"),
            row(text, "去", change="deleted"),
            row(text, "来", change="inserted"),
            TableRow((cell, TableCell((words("末"),)))),
        ),
        caption="表2",
        caption_before="表1",
    )
    new = Table(COLUMNS, (row(text, "留"), row(text, "来"), row("新", "末")), caption="表2")
    old = Table(COLUMNS, (row(text, "留"), row(text, "去"), row("旧", "末")), caption="表1")
    return (marked,), (new,), (old,)


def edited_heading(state: str, text: str) -> Trio:
    runs = (Span("旧", change="deleted"), Span("新", change="inserted"), Span(text))
    anchor = f"e{text}"
    marked = Heading("chapter", f"新{text}", "第二章", 1, anchor, True, "", runs, "第一章")
    new = Heading("chapter", f"新{text}", "第二章", 1, anchor)
    old = Heading("chapter", f"旧{text}", "第一章", 1, anchor)
    return (marked,), (new,), (old,)


def together(parts: Sequence[Trio]) -> Trio:
    """All of them between a table of contents and a last line that is always there."""
    first: Version = (Contents("目录"),)
    last: Version = (
        Paragraph(words("移走。"), anchor="m", change="moved-out"),
        Heading("chapter", "附则", "第十章", anchor="last"),
    )
    marked = first + tuple(one for part in parts for one in part[0]) + last
    new = first + tuple(one for part in parts for one in part[1]) + last[1:]
    old = first + tuple(one for part in parts for one in part[2])
    end = Paragraph(words("移走。"), anchor="m")
    moved = Paragraph(words("移走。"), anchor="m", change="moved-in")
    foot = Paragraph(words("末。"))
    return (*marked, moved, foot), (*new, end, foot), (*old, end, last[1], foot)


MAKERS: tuple[Callable[[str, str], Trio], ...] = (
    paragraph,
    heading,
    table,
    edited,
    edited_table,
    edited_heading,
)
STATES = (OLD, NEW, BOTH)


def some_of_all() -> Trio:
    made = []
    for number, maker in enumerate((*MAKERS, *reversed(MAKERS))):
        made += [maker(state, f"{number}{state}") for state in STATES]
    return together(made)


def written(blocks: Version) -> bytes:
    return write_docx(document(*blocks, title="标题", tracked=True))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(MAKERS), st.sampled_from(STATES), st.integers(1, 9)),
        max_size=12,
        unique_by=lambda one: (one[0].__name__, one[2]),
    )
)
def test_accepted_it_is_the_new_text_and_rejected_the_old(
    chosen: list[tuple[Callable[[str, str], Trio], str, int]],
) -> None:
    marked, new, old = together([maker(state, f"{n}") for maker, state, n in chosen])
    data = written(marked)
    assert said(accepted(data)) == said(body_of(written(new)))
    assert said(rejected(data)) == said(body_of(written(old)))


def said(body: Element) -> list[str]:
    """Every line, empty ones too, but the room around tables."""
    room = {f"{W}val": "PdGap"}
    shown = (one for one in body.iter(f"{W}p") if not _style_is(one, room))
    return without_pages([text_of(one) for one in shown])


def _style_is(paragraph: Element, wanted: dict[str, str]) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.attrib == wanted


@needs_office
@pytest.mark.parametrize("command", ["Accept", "Reject"])
def test_libreoffice_accepts_and_rejects_to_the_same_texts(command: str, tmp_path: Path) -> None:
    marked, new, old = some_of_all()
    shown = revised(written(marked), f"{command}AllTrackedChanges", tmp_path)
    expected = revised(written(new if command == "Accept" else old), "", tmp_path)
    lines, wanted = without_pages(shown.splitlines()), without_pages(expected.splitlines())
    assert list(filter(None, lines)) == list(filter(None, wanted))
    assert len(wanted) > 60


def test_every_revision_says_who_and_when_and_has_a_number_of_its_own() -> None:
    marked, _, _ = some_of_all()
    names = ("ins", "del", "moveFrom", "moveTo")
    found = [one for name in names for one in body_of(written(marked)).iter(f"{W}{name}")]
    assert {one.tag.removeprefix(W) for one in found} == set(names)
    assert {one.get(f"{W}author") for one in found} == {"启航"}
    times = {"2026-01-01T00:00:00Z", "2025-12-31T23:58:00Z"}
    assert {one.get(f"{W}date") for one in found} == times
    numbers = [one.get(f"{W}id") for one in found]
    assert len(set(numbers)) == len(numbers) > 50


def test_deleted_text_is_said_to_be_deleted() -> None:
    body = body_of(written(some_of_all()[0]))
    for one in body.iter(f"{W}del"):
        assert one.find(f".//{W}t") is None
    inside = {id(text) for one in body.iter(f"{W}del") for text in one.iter(f"{W}delText")}
    assert {id(text) for text in body.iter(f"{W}delText")} == inside != set()


def test_a_document_without_changes_has_no_revision() -> None:
    data = written(some_of_all()[1])
    text = part(data, "word/document.xml")
    assert [one for name in ("ins", "del") for one in text.iter(f"{W}{name}")] == []


def test_a_move_without_its_other_end_is_a_deletion_or_an_insertion() -> None:
    gone = Paragraph(words("走了。"), anchor="a", change="moved-out")
    came = Paragraph(words("来了。"), anchor="b", change="moved-in")
    data = written((gone, came, Paragraph(words("末。"))))
    assert list(body_of(data).iter(f"{W}moveFrom")) == list(body_of(data).iter(f"{W}moveTo")) == []
    assert lines_of(accepted(data)) == ["来了。", "末。"]
    assert lines_of(rejected(data)) == ["走了。", "末。"]


@pytest.mark.parametrize("change", ["inserted", "deleted"])
def test_a_change_at_the_very_end_leaves_no_line_of_its_text(change: Change) -> None:
    data = written((Paragraph(words("头。")), Paragraph(words("尾。"), change=change)))
    gone = accepted(data) if change == "deleted" else rejected(data)
    assert [one for one in lines_of(gone) if one] == ["头。"]


def marked_book(seed: int) -> tuple[Version, Version, Version]:
    """The chapters and annexes of a policy's next revision, with all kinds of edits."""
    old = sample_policy()
    chance = random.Random(seed)
    new = old
    for _ in range(12):
        new = edited_policy(new, chance)
    made = document_kind("marked-up").build(PrintOrder(new, NOON, "zh", base=old))
    blocks = made.blocks
    return blocks, blocks_accepted(blocks), blocks_rejected(blocks)


@pytest.mark.parametrize("seed", range(6))
def test_a_marked_up_policy_gives_its_new_and_its_old_text(seed: int) -> None:
    marked, new, old = marked_book(seed)
    assert new != old
    data = written(marked)
    assert text_lines(accepted(data)) == text_lines(body_of(written(new)))
    assert text_lines(rejected(data)) == text_lines(body_of(written(old)))


@needs_office
@pytest.mark.parametrize("command", ["Accept", "Reject"])
def test_libreoffice_makes_either_text_of_a_marked_up_policy(command: str, tmp_path: Path) -> None:
    marked, new, old = marked_book(4)
    shown = revised(written(marked), f"{command}AllTrackedChanges", tmp_path)
    expected = revised(written(new if command == "Accept" else old), "", tmp_path)
    assert worded(shown.splitlines()) == worded(expected.splitlines())
    assert len(worded(shown.splitlines())) > 150


def text_lines(body: Element) -> list[str]:
    return worded(lines_of(body))


# -- ends of paragraphs ------------------------------------------------------------------------

ENDS: tuple[Trio, ...] = (
    paragraph(BOTH, "甲。"),
    (
        (Paragraph((Span("乙"), Span("。", change="deleted"), Span("；", change="inserted"))),),
        (Paragraph(words("乙；")),),
        (Paragraph(words("乙。")),),
    ),
    paragraph(NEW, "丙。"),
    (
        (Paragraph((Span("丁"), Span("末", change="inserted"))),),
        (Paragraph(words("丁末")),),
        (Paragraph(words("丁")),),
    ),
    (
        (Paragraph((Span("首", change="inserted"), Span("戊"))),),
        (Paragraph(words("首戊")),),
        (Paragraph(words("戊")),),
    ),
    (
        (Paragraph((Span("己"), Span("末", change="deleted"))),),
        (Paragraph(words("己")),),
        (Paragraph(words("己末")),),
    ),
    paragraph(OLD, "庚。"),
    paragraph(BOTH, "辛。"),
)
"""Revisions that touch across an end of a paragraph that is none."""


@needs_office
@pytest.mark.parametrize("command", ["Accept", "Reject"])
def test_libreoffice_leaves_the_ends_of_paragraphs_that_stay(command: str, tmp_path: Path) -> None:
    marked, new, old = (tuple(one for trio in ENDS for one in trio[at]) for at in range(3))
    shown = revised(written(marked), f"{command}AllTrackedChanges", tmp_path)
    wanted = lines_of(body_of(written(new if command == "Accept" else old)))
    assert shown.splitlines() == wanted


def test_revisions_on_both_sides_of_an_end_that_stays_are_of_other_minutes() -> None:
    marked = tuple(one for trio in ENDS for one in trio[0])
    paragraphs = list(body_of(written(marked)).iter(f"{W}p"))
    dates = [[one.get(f"{W}date") for one in found.iter(f"{W}ins")] for found in paragraphs]
    assert dates[1][-1] != dates[2][0] == dates[2][-1]
    assert dates[3][-1] != dates[4][0]


# -- marks that are only there to be seen ------------------------------------------------------


def test_marks_of_a_document_that_is_not_tracked_are_styles() -> None:
    row = TableRow((TableCell(((Span("旧", change="deleted"), Span("新", change="inserted")),)),))
    data = write_docx(document(Table((TableColumn("列"),), (row,))))
    text = part(data, "word/document.xml")
    assert not any(list(text.iter(f"{W}{name}")) for name in ("ins", "del", "delText"))
    assert lines_of(accepted(data)) == lines_of(rejected(data))
    assert "旧新" in lines_of(accepted(data))
    styles = {one.get(f"{W}val") for one in text.iter(f"{W}rStyle")}
    assert styles == {"PdShownDeleted", "PdShownInserted"}


def test_samples_in_a_legend_are_no_revisions() -> None:
    legend = Note((Span("删", change="deleted"), Span("为删去", change="")), sample=True)
    change = Paragraph((Span("甲"), Span("乙", change="inserted")))
    data = written((legend, change))
    assert lines_of(accepted(data)) == ["删为删去", "甲乙"]
    assert lines_of(rejected(data)) == ["删为删去", "甲"]


@pytest.mark.parametrize(("was", "now"), [("R", "A"), ("A", "R"), ("A", "")])
def test_a_code_that_changed_leaves_its_box_with_it(was: str, now: str) -> None:
    def cell(code: str) -> TableCell:
        return TableCell((words(code),) if code else (), f"raci-{code}" if code else "")

    def table_of(one: TableCell) -> Version:
        return (Table(COLUMNS, (TableRow((TableCell((words("立项"),)), one)),)),)

    both = tuple(
        Span(code, change=change) for code, change in ((was, GONE[OLD]), (now, GONE[NEW])) if code
    )
    marked = TableCell((both,), f"raci-{now}" if now else "", mark_before=f"raci-{was}")
    data = written(table_of(marked))
    for settled, code in ((accepted(data), now), (rejected(data), was)):
        plain = body_of(written(table_of(cell(code))))
        assert said(settled) == said(plain)
        boxes = [
            [one.get(f"{W}val") for one in body.iter(f"{W}rStyle")] for body in (settled, plain)
        ]
        assert boxes[0] == boxes[1]
