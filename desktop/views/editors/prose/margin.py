"""What is painted beside the text of parts, and what lies under the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor

from desktop.models.wording import Run
from desktop.views.editors.prose.document import part_id_of, part_of, target_at
from desktop.views.theme import px, tokens

if TYPE_CHECKING:
    from desktop.views.editors.prose.parts_edit import PartsEdit

__all__ = ["block_at", "box_of", "line_of", "paint_margin", "reference_at"]


def box_of(edit: "PartsEdit", block: QTextBlock) -> QRectF:
    """Where a block stands, over the whole width, in the viewport."""
    box = edit.document().documentLayout().blockBoundingRect(block)
    return QRectF(0, box.top(), edit.viewport().width(), box.height())


def line_of(edit: "PartsEdit", block: QTextBlock) -> QRectF:
    """Where the first line of a block stands, over the whole width, in the viewport."""
    box = box_of(edit, block)
    box.setHeight(edit.spacing.line)
    return box


def block_at(edit: "PartsEdit", y: float) -> QTextBlock:
    """The block at that height of the viewport; the last one below the text."""
    block = edit.document().firstBlock()
    while block.next().isValid() and box_of(edit, block).bottom() <= y:
        block = block.next()
    return block


def paint_margin(edit: "PartsEdit", clip: QRect, wrong: frozenset[str]) -> None:
    """Numbers of items, bars of faults, and in empty parts what helps to fill them."""
    painter = QPainter(edit.viewport())
    painter.setFont(edit.font())
    block = edit.document().firstBlock()
    while block.isValid():
        line = line_of(edit, block)
        if line.top() > clip.bottom():
            break
        _paint(edit, painter, block, line, wrong)
        block = block.next()


def _paint(
    edit: "PartsEdit", painter: QPainter, block: QTextBlock, line: QRectF, wrong: frozenset[str]
) -> None:
    colours = tokens()
    outer = edit.document().documentMargin()
    margin = outer + block.blockFormat().leftMargin()
    number = edit.number_of(block) if edit.shape != "line" else ""
    if number:
        painter.setPen(colours.text2 if edit.isEnabled() else colours.disabled)
        place = QRectF(0, line.top(), margin - px(4), line.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags), number)
    if part_id_of(block) and part_id_of(block) in wrong:
        height = box_of(edit, block).height()
        painter.fillRect(QRectF(0, line.top(), px(3), height), colours.blocker_fill)
    words = _ghost(edit, block) if block.length() == 1 and not edit.composing else ""
    if words:
        painter.setPen(colours.text3)
        place = line.adjusted(margin, 0, -outer, 0)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags), shown)


def _ghost(edit: "PartsEdit", block: QTextBlock) -> str:
    """What the empty part says in the other language, or what the field is for."""
    others = part_of(block).others
    if others:
        return "".join(one.text if isinstance(one, Run) else "…" for one in others[0][1])
    alone = edit.document().blockCount() == 1
    return edit.placeholder if alone and edit.isEnabled() else ""


def reference_at(edit: "PartsEdit", position: QPoint) -> QTextCursor | None:
    """The reference under a point of the viewport, selected."""
    layout = edit.document().documentLayout()
    at = layout.hitTest(position.toPointF(), Qt.HitTestAccuracy.ExactHit)
    for first in (at, at - 1):
        if first < 0:
            continue
        cursor = QTextCursor(edit.document())
        cursor.setPosition(first)
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        if target_at(cursor.charFormat()) and _covers(edit, cursor, position):
            return cursor
    return None


def _covers(edit: "PartsEdit", cursor: QTextCursor, position: QPoint) -> bool:
    start, end = QTextCursor(cursor), QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    end.setPosition(cursor.selectionEnd())
    left, right = edit.cursorRect(start), edit.cursorRect(end)
    return QRect(left.topLeft(), right.bottomRight()).contains(position)
