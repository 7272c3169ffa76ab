"""Two blocks, rows or texts as one with marks. What cannot be marked inside stands twice: the old
one deleted, the new one inserted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Change,
    Figure,
    FillLine,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableRow,
    Text,
    TickBox,
)
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.tokens import uncited
from desktop.documents.comparing.wording import differences, marked

__all__ = ["flagged", "merged", "settled"]

_NUMBERED = re.compile(r"\d{1,2}(?:．|\. )")
_GONE: frozenset[Change] = frozenset(("deleted", "moved-out"))


def merged(old: Block, new: Block, old_mark: str = "", new_mark: str = "") -> list[Block]:
    """A block that is in both. The marks are what a list put at the ends of its items."""
    if old == new:
        return [new]
    made: Block | None = None
    if isinstance(old, Heading) and isinstance(new, Heading):
        made = _heading(old, new)
    elif isinstance(old, Paragraph) and isinstance(new, Paragraph):
        made = _paragraph(old, new, old_mark, new_mark)
    elif isinstance(old, Table) and isinstance(new, Table):
        made = _table(old, new)
    elif isinstance(old, Note) and isinstance(new, Note):
        made = Note(_text(old.text, new.text)) if _boxes(old.text) == _boxes(new.text) else None
    elif isinstance(old, Figure) and isinstance(new, Figure):
        if old.drawing == new.drawing:
            made = replace(new, caption_before=_before(old.caption, new.caption))
    elif isinstance(old, AnnexHead) and isinstance(new, AnnexHead):
        made = _annex_head(old, new)
    return [made] if made is not None else [flagged(old, "deleted"), flagged(new, "inserted")]


def flagged(block: Block, change: Change) -> Block:
    """The whole block came or went. What went is no place to lead to, and not in the contents."""
    gone = change in _GONE
    match block:
        case Heading():
            made = replace(block, change=change)
            return replace(made, anchor="", in_contents=False) if gone else made
        case Paragraph():
            text = _without_links(block.text) if gone else block.text
            return replace(block, change=change, text=text, anchor="" if gone else block.anchor)
        case Table():
            rows = tuple(_flagged_row(one, change) for one in block.rows)
            return replace(block, rows=rows, anchor="" if gone else block.anchor)
        case Note():
            return Note(_flagged_text(block.text, change))
        case Figure() | AnnexHead():
            return replace(block, change=change, anchor="" if gone else block.anchor)
        case FillLine():
            return replace(block, change=change)
        case _:
            return block


def _flagged_row(row: TableRow, change: Change) -> TableRow:
    gone = change in _GONE
    cells = row.cells
    if gone:
        cells = tuple(
            replace(one, paragraphs=tuple(map(_without_links, one.paragraphs))) for one in cells
        )
    return replace(row, cells=cells, change=change, anchor="" if gone else row.anchor)


def _flagged_text(text: Text, change: Change) -> Text:
    marked_spans = (replace(one, change=change) if isinstance(one, Span) else one for one in text)
    return _without_links(tuple(marked_spans)) if change in _GONE else tuple(marked_spans)


def _without_links(text: Text) -> Text:
    return tuple(
        replace(one, link="") if isinstance(one, Span) and one.link else one for one in text
    )


def settled(block: Block) -> Block:
    """The block with ordinary spans only."""
    match block:
        case Paragraph():
            return replace(block, text=_plain_spans(block.text))
        case Note():
            return Note(_plain_spans(block.text))
        case Table():
            return replace(block, rows=tuple(map(_settled_row, block.rows)))
        case _:
            return block


def _plain_spans(text: Text) -> Text:
    return tuple(map(uncited, text))


def _settled_row(row: TableRow) -> TableRow:
    return replace(
        row,
        cells=tuple(
            replace(one, paragraphs=tuple(map(_plain_spans, one.paragraphs))) for one in row.cells
        ),
    )


# -- single blocks -----------------------------------------------------------------------------


def _before(old: str, new: str) -> str:
    return old if old != new else ""


def _can_say(old: str, new: str) -> bool:
    """Whether `before` can say it: "" there means that nothing is different."""
    return bool(old) or not new


def _heading(old: Heading, new: Heading) -> Heading | None:
    if not _can_say(old.number, new.number):
        return None
    runs: Text = ()
    if old.text != new.text:
        runs = marked(differences((Span(old.text),), (Span(new.text),)))
    return replace(new, runs=runs, number_before=_before(old.number, new.number))


def _paragraph(old: Paragraph, new: Paragraph, old_mark: str, new_mark: str) -> Paragraph | None:
    if old.role != new.role or _boxes(old.text) != _boxes(new.text):
        return None
    if not (_can_say(old.label, new.label) and _can_say(old.marker, new.marker)):
        return None
    if old_mark and new_mark and old_mark != new_mark:
        text = (
            *_text(old.text[:-1], new.text[:-1]),
            Span(new_mark, change="renumbered", before=old_mark),
        )
    else:
        text = _text(old.text, new.text)
    return replace(
        new,
        text=text,
        label_before=_before(old.label, new.label),
        marker_before=_before(old.marker, new.marker),
    )


def _annex_head(old: AnnexHead, new: AnnexHead) -> AnnexHead | None:
    if not all(
        _can_say(*one)
        for one in ((old.number, new.number), (old.title, new.title), (old.form, new.form))
    ):
        return None
    return replace(
        new,
        number_before=_before(old.number, new.number),
        title_before=_before(old.title, new.title),
        form_before=_before(old.form, new.form),
    )


# -- texts -------------------------------------------------------------------------------------


def _text(old: Text, new: Text) -> Text:
    """Old links lead to where things were: what went has none."""
    if old == new:
        return new
    return tuple(
        replace(one, link="") if isinstance(one, Span) and one.change == "deleted" else one
        for one in marked(differences(old, new))
    )


def _boxes(text: Text) -> list[TickBox]:
    return [one for one in text if isinstance(one, TickBox)]


def _texts(old: Sequence[Text], new: Sequence[Text]) -> Iterator[Text]:
    """Paragraphs of a cell. Their numbers are not what a person wrote."""
    names = [_bare(one) for one in old], [_bare(one) for one in new]
    matcher = SequenceMatcher(None, *names, autojunk=False)
    for _, i, k, j, m in matcher.get_opcodes():
        both = min(k - i, m - j)
        for at in range(both):
            yield _numbered_text(old[i + at], new[j + at])
        for one in old[i + both : k]:
            yield _flagged_text(one, "deleted")
        for one in new[j + both : m]:
            yield _flagged_text(one, "inserted")


def _number(text: Text) -> str:
    first = text[0] if len(text) > 1 else None
    if isinstance(first, Span) and _NUMBERED.fullmatch(first.text):
        return first.text
    return ""


def _bare(text: Text) -> Text:
    return text[1:] if _number(text) else text


def _numbered_text(old: Text, new: Text) -> Text:
    before, now = _number(old), _number(new)
    if not (before and now) or before == now:
        return _text(old, new)
    number = Span(now, change="renumbered", before=before)
    return (number, *_text(old[1:], new[1:]))


# -- tables ------------------------------------------------------------------------------------


def _table(old: Table, new: Table) -> Table | None:
    """None where the columns differ, or a table without rows has to come or go."""
    if old.columns != new.columns or not (old.rows and new.rows):
        return None
    if not _can_say(old.caption, new.caption):
        return None
    left, right = _keyed(old.rows), _keyed(new.rows)
    rows: list[TableRow] = []
    for key, change in weave([*left], [*right], left, right):
        if change == "":
            rows += _row(left[key], right[key])
        else:
            row = left[key] if change in _GONE else right[key]
            rows.append(_flagged_row(row, change))
    return replace(new, rows=tuple(rows), caption_before=_before(old.caption, new.caption))


def _keyed(rows: Iterable[TableRow]) -> dict[str, TableRow]:
    """Rows by their anchors; a band by its words, a row of a small form by its place."""
    found: dict[str, TableRow] = {}
    for position, row in enumerate(rows):
        key = row.anchor
        if not key:
            band = len(row.cells) == 1
            key = f"band {_plain(row)}" if band else f"row {position}"
        while key in found:
            key += "+"
        found[key] = row
    return found


def _plain(row: TableRow) -> str:
    return "".join(
        getattr(one, "text", "") for cell in row.cells for text in cell.paragraphs for one in text
    )


def _row(old: TableRow, new: TableRow) -> list[TableRow]:
    if old == new:
        return [new]
    cells: list[TableCell] = []
    if len(old.cells) == len(new.cells):
        item = new.anchor.startswith("item:")
        for place, (was, now) in enumerate(zip(old.cells, new.cells, strict=True)):
            cell = _cell(was, now, position=item and place == 0)
            if cell is None:
                break
            cells.append(cell)
    if len(cells) < len(new.cells) or len(old.cells) != len(new.cells):
        return [_flagged_row(old, "deleted"), _flagged_row(new, "inserted")]
    return [replace(new, cells=tuple(cells))]


def _cell(old: TableCell, new: TableCell, *, position: bool) -> TableCell | None:
    """None where no mark can say what is different: colours, ticks. `position`: holds nothing but
    the place in the list."""
    if old == new:
        return new
    if replace(old, paragraphs=(), mark="") != replace(new, paragraphs=(), mark=""):
        return None
    if old.mark != new.mark:
        if not all(one.startswith("raci-") or not one for one in (old.mark, new.mark)):
            return None
        code = (
            *(one for text in old.paragraphs for one in _flagged_text(text, "deleted")),
            *(one for text in new.paragraphs for one in _flagged_text(text, "inserted")),
        )
        return replace(new, paragraphs=(code,), mark_before=old.mark or "none")
    if [_boxes(one) for one in old.paragraphs if _boxes(one)] != [
        _boxes(one) for one in new.paragraphs if _boxes(one)
    ]:
        return None
    if position and len(old.paragraphs) == len(new.paragraphs) == 1:
        was, now = old.paragraphs[0][0], new.paragraphs[0][0]
        if isinstance(was, Span) and isinstance(now, Span):
            now = replace(now, change="renumbered", before=was.text)
            return replace(new, paragraphs=((now,),))
    return replace(new, paragraphs=tuple(_texts(old.paragraphs, new.paragraphs)))
