"""The evidence of an item: names of files and papers, dropped, chosen or written."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.views.editors.base import leave_undo_to_window
from desktop.views.theme import Theme, pixmap, px
from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.chips import Token
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import Label

__all__ = ["EvidenceBox"]


class EvidenceBox(QWidget):
    """Only the names are kept; the files stay where they are."""

    added = Signal(object)
    """list[str] of names."""
    removed = Signal(str)
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._writable = True
        self._tokens = QWidget(self)
        self._flow = FlowLayout(self._tokens, spacing=4)
        self._drop = _DropPlace(self)
        self._drop.dropped.connect(self.added)
        self._drop.choosing.connect(self._choose_files)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Or write its name or number, Enter adds it"))
        self.line.setAccessibleName(self.tr("Name or number of the evidence"))
        self.line.returnPressed.connect(self._take_line)
        leave_undo_to_window(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._tokens, self._drop, self.line):
            column.addWidget(widget)
        self._column = column
        self._dress()
        Theme.current().changed.connect(self._dress)

    def show_names(self, names: tuple[str, ...], *, writable: bool) -> None:
        if (names, writable) == (self._names, self._writable) and self._flow.count():
            return
        self._names, self._writable = names, writable
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in names:
            token = Token(name, "paperclip", self._tokens, removable=writable)
            token.setToolTip(name)
            token.removed.connect(lambda one=name: self.removed.emit(one))
            self._flow.addWidget(token)
            token.show()
        self._tokens.setVisible(bool(names))
        self._drop.setVisible(writable)
        self.line.setVisible(writable)

    def begin(self) -> None:
        """The keyboard goes where a name is written."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self) -> None:
        """What stands in the line is evidence, too: before another item is shown."""
        self._take_line()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take_line(self) -> None:
        name = self.line.text().strip()
        self.line.clear()
        if name:
            self.added.emit([name])

    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Choose evidence"))
        if paths:
            self.added.emit([Path(one).name for one in paths])

    def _dress(self) -> None:
        self._column.setSpacing(px(8))


class _DropPlace(QFrame):
    dropped = Signal(object)
    choosing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self._sign = Label("", parent=self)
        words = Label(self.tr("Drop files here, or"), "label", "text2", self)
        choose = LinkButton(self.tr("choose files"), "", self)
        choose.clicked.connect(self.choosing)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(words)
        self._row.addWidget(choose)
        self._row.addStretch(1)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        names = [one.fileName() or one.toString() for one in event.mimeData().urls()]
        if names:
            event.acceptProposedAction()
            self.dropped.emit(names)

    def _dress(self) -> None:
        self._sign.setPixmap(pixmap("paperclip", 16, "text2", self.devicePixelRatioF()))
        self._row.setContentsMargins(px(12), px(4), px(8), px(4))
        self._row.setSpacing(px(6))
