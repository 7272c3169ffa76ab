"""Where the parts of a checklist's row stand, by the width there is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from desktop.views.theme import px

__all__ = ["GROUP_HEIGHT", "ROW_HEIGHT", "TALL_ROW_HEIGHT", "RowColumns", "row_columns"]

ROW_HEIGHT, TALL_ROW_HEIGHT, GROUP_HEIGHT = 37, 50, 31
_BOX, _LEFT, _GAP = 16, 15, 12
_CODE, _ROLE, _WHEN, _EVIDENCE = 48, 112, 152, 196
_WIDE, _MIDDLE, _NARROW = 860, 660, 460


@dataclass(frozen=True, slots=True)
class RowColumns:
    """Parts that have no room are empty rectangles."""

    box: QRect
    code: QRect
    text: QRect
    tag: QRect
    role: QRect
    when: QRect
    evidence: QRect


def row_columns(row: QRect, *, ticks: bool, tag: int) -> RowColumns:
    """`ticks`: whether the row has a box to tick (a policy's own list has none). `tag`: how wide
    the widest chip of a tag is."""
    width = row.width()
    wide = width >= px(_WIDE)
    wanted = [
        ("tag", tag + px(_GAP), True),
        ("role", px(_ROLE), width >= px(_MIDDLE)),
        ("when", px(_WHEN), wide),
        ("evidence", px(_EVIDENCE if wide else _EVIDENCE - 40), width >= px(_NARROW)),
    ]
    right = row.right() + 1 - px(_GAP)
    places: dict[str, QRect] = {}
    for name, size, shown in reversed(wanted):
        if not shown:
            places[name] = QRect()
            continue
        right -= size
        places[name] = QRect(right, row.top(), size - px(_GAP), row.height())
    left = row.left() + px(_LEFT)
    box = QRect()
    if ticks:
        side = px(_BOX)
        box = QRect(left, row.top() + (row.height() - side) // 2, side, side)
        left += side + px(_GAP)
    code = QRect(left, row.top(), px(_CODE), row.height())
    left = code.right() + 1 + px(4)
    text = QRect(left, row.top(), max(0, right - px(_GAP) - left), row.height())
    return RowColumns(box, code, text, **places)
