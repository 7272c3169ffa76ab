"""The editor of a list: an item a line, moved by its grip, removed by the cross beside it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.models.identity import new_part_id
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.document import block_format
from desktop.views.editors.prose.margin import block_at, box_of, line_of
from desktop.views.editors.prose.model import TextPart
from desktop.views.editors.prose.part_editor import PartEditor
from desktop.views.editors.prose.parts_edit import PartsEdit
from desktop.views.theme import paint_icon, px, tokens
from desktop.views.widgets.buttons import IconButton, LinkButton

__all__ = ["EDITORS", "ItemsEdit", "ListEditor"]

_GRIP = 16
_CROSS = 24


class ItemsEdit(PartsEdit):
    """Items with a grip at the left of the one under the mouse and a cross at its right."""

    def __init__(self, context: EditorContext, field: str, parent: QWidget | None = None) -> None:
        self._hovered = -1
        self._dragged = -1
        self._dropped_before = -1
        super().__init__("list", context, field, parent)
        self.cross = IconButton("x", self.tr("Remove this item"), self.viewport(), size=22)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setCursor(Qt.CursorShape.ArrowCursor)
        self.cross.hide()
        self.cross.clicked.connect(self._remove_shown)
        self.cursorPositionChanged.connect(self._place_cross)
        self.document().documentLayout().documentSizeChanged.connect(self._place_cross)
        self._keep_room_for_cross()

    def _keep_room_for_cross(self) -> None:
        root = self.document().rootFrame()
        look = root.frameFormat()
        look.setRightMargin(px(_CROSS))
        root.setFrameFormat(look)

    # -- grip ----------------------------------------------------------------------------------

    def _on_grip(self, place: QPointF) -> bool:
        return place.x() < px(_GRIP) and self.document().blockCount() > 1 and not self.isReadOnly()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position()
        if self._dragged >= 0:
            self._dropped_before = self._gap_at(place.y())
            self.viewport().update()
            return
        self._hover(block_at(self, place.y()).blockNumber())
        shape = Qt.CursorShape.OpenHandCursor if self._on_grip(place) else None
        self.viewport().setCursor(shape or Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._on_grip(event.position()):
            block = block_at(self, event.position().y())
            self._dragged = block.blockNumber()
            cursor = QTextCursor(block)
            self.setTextCursor(cursor)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._dragged < 0:
            super().mouseReleaseEvent(event)
            return
        before, self._dragged, self._dropped_before = self._dropped_before, -1, -1
        if before >= 0:
            self.move_to(before)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.viewport().update()

    def _gap_at(self, y: float) -> int:
        """Before which item something dropped at that height comes."""
        block = block_at(self, y)
        return block.blockNumber() + (y > box_of(self, block).center().y())

    # -- what is under the mouse -----------------------------------------------------------------

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self._place_cross()
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_cross()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and hasattr(self, "cross"):
            self._place_cross()

    def _shown_block(self) -> QTextBlock | None:
        """The item that the grip and the cross belong to: under the mouse, else at the cursor."""
        number = self._hovered
        if number < 0 and self.hasFocus():
            number = self.textCursor().blockNumber()
        block = self.document().findBlockByNumber(number) if number >= 0 else None
        return block if block is not None and block.isValid() else None

    def _place_cross(self, *_size: object) -> None:
        block = self._shown_block()
        alone = self.document().blockCount() == 1
        if block is None or not self.isEnabled() or (alone and block.length() == 1):
            self.cross.hide()
            return
        line = line_of(self, block)
        side = self.cross.height()
        left = self.viewport().width() - side - px(2)
        self.cross.move(left, round(line.top() + (line.height() - side) / 2))
        self.cross.show()

    def _remove_shown(self) -> None:
        block = self._shown_block()
        if block is not None:
            self.remove_item(block.blockNumber())
            self._hovered = -1
            self._place_cross()

    def remove_item(self, number: int) -> None:
        """Takes the item out, with what it says in the other language."""
        parts = [one for at, one in enumerate(self.parts()) if at != number]
        if not parts:
            parts = [TextPart(new_part_id(), 1, ())]
        self.show_parts(parts)
        self.changed_by_person.emit()

    def add_item(self) -> None:
        """An empty item at the end, with the cursor in it."""
        last = self.document().lastBlock()
        cursor = QTextCursor(last)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if last.length() > 1:
            part = TextPart(new_part_id(), 1, ())
            cursor.insertBlock(block_format(part, self.spacing))
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        block = self._shown_block()
        painter = QPainter(self.viewport())
        if block is not None and self.document().blockCount() > 1 and self.isEnabled():
            line = line_of(self, block)
            side = px(14)
            top = line.top() + (line.height() - side) / 2
            paint_icon(painter, QRectF(px(2), top, side, side), "grip-vertical", "text3")
        if self._dragged >= 0 and self._dropped_before >= 0:
            self._paint_gap(painter)

    def _paint_gap(self, painter: QPainter) -> None:
        document = self.document()
        last = self._dropped_before >= document.blockCount()
        block = document.lastBlock() if last else document.findBlockByNumber(self._dropped_before)
        box = box_of(self, block)
        y = (box.bottom() if last else box.top()) - px(2)
        painter.fillRect(QRectF(px(_GRIP), y, box.width() - px(_GRIP), 2), tokens().accent)


class ListEditor(PartEditor):
    """A list of items, each one line."""

    shape = "list"

    def text_widget(self) -> PartsEdit:
        return ItemsEdit(self.context, str(self.definition.id), self.frame)

    def build(self, edit: PartsEdit) -> None:
        edit.placeholder = self.tr("First item")
        self.box.addWidget(edit)
        self.add = LinkButton(self.tr("Add an item"), "plus", self.frame)
        self.add.setToolTip(self.tr("Enter begins the next item, too"))
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 4)
        row.addWidget(self.add)
        row.addStretch(1)
        self.box.addLayout(row)
        if isinstance(edit, ItemsEdit):
            self.add.clicked.connect(edit.add_item)


EDITORS: dict[str, type[FieldEditor]] = {"list": ListEditor}
