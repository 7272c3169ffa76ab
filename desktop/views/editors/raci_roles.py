"""Which roles of the policy's role dictionary have a column in the matrix."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.definitions import Role
from desktop.views.theme import px
from desktop.views.widgets.labels import Label

__all__ = ["RolePicker"]

_MOST_SHOWN = 12


class RolePicker(QFrame):
    """A list to tick, below a button. Ticked roles come first, in the order of their columns;
    Alt+Up and Alt+Down change it."""

    chosen = Signal(list)
    """Codes of the ticked roles, in order; after every change."""

    def __init__(
        self, roles: Sequence[Role], codes: Sequence[str], language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "raised")
        self.list = _RoleList(self)
        self.list.setAccessibleName(self.tr("Roles with a column"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setUniformItemSizes(True)
        known = {str(role.code): role for role in roles}
        rest = [code for code in known if code not in codes]
        for code in (*codes, *rest):
            role = known.get(code)
            name = role.title.text(language) if role else self.tr("not in the role dictionary")
            item = QListWidgetItem(f"{code}  {name}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = code in codes
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.shifted.connect(self._move)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.model().rowsMoved.connect(lambda *_: self._tell())
        hint = Label(
            self.tr("Space ticks a role. Drag, or Alt+↑ ↓, for the order."), "label", "text3", self
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(px(8), px(8), px(8), px(8))
        box.setSpacing(px(6))
        box.addWidget(self.list)
        box.addWidget(hint)
        rows = min(self.list.count(), _MOST_SHOWN)
        self.list.setFixedHeight(max(rows, 2) * max(self.list.sizeHintForRow(0), px(28)) + 4)
        self.list.setMinimumWidth(px(280))

    def show_below(self, widget: QWidget) -> None:
        """Below the widget; above it where the screen ends."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.blockSignals(True)
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
            self.list.blockSignals(False)
            self._tell()

    def _tell(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        self.chosen.emit(
            [
                str(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() == Qt.CheckState.Checked
            ]
        )


class _RoleList(QListWidget):
    """The list keeps Alt+Up and Alt+Down from walking."""

    shifted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
