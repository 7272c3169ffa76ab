"""How a responsibility matrix looks and answers to keys."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QMenu, QTableView

from desktop.views.editors.cells.delegate import CellDelegate
from desktop.views.editors.grid_heads import ColumnHead
from desktop.views.editors.grid_view import GridView
from desktop.views.item_models.grid_model import Index
from desktop.views.item_models.raci_columns import (
    LETTERS,
    NOTE,
    LetterColumn,
    letter_after,
    role_of,
)
from desktop.views.theme import font, px, tokens

__all__ = ["RaciDelegate", "RaciHead", "RaciView"]

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class RaciDelegate(CellDelegate):
    """Letters as marks: A filled as on paper, R tinted, C and I quiet."""

    def paint_content(
        self, painter: QPainter, rect: QRect, index: Index, *, selected: bool
    ) -> None:
        column = index.model().columns[index.column()]  # type: ignore[attr-defined]
        if column.style != "letter":
            if column.id == NOTE and not selected:
                self._paint_note(painter, rect, index)
                return
            super().paint_content(painter, rect, index, selected=selected)
            return
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if text:
            self._paint_letter(painter, rect, text)

    def _paint_letter(self, painter: QPainter, rect: QRect, text: str) -> None:
        colours = tokens()
        box = QRectF(0, 0, px(34 if len(text) > 1 else 24), px(20))
        box.moveCenter(QRectF(rect.left(), rect.top(), rect.width(), px(30)).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("label", weight=600))
        if text in ("A", "A/R"):
            ground, edge, ink = colours.accent, colours.accent, colours.on_accent
        elif text == "R":
            ground, edge, ink = colours.accent_soft, colours.accent_soft, colours.accent_text
        elif text in ("C", "I"):
            ground, edge, ink = colours.surface, colours.line_strong, colours.text2
        else:
            painter.setPen(colours.blocker)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            return
        painter.setPen(
            QPen(edge, 1, Qt.PenStyle.DashLine if text == "I" else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_note(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setFont(font("label"))
        painter.setPen(tokens().warn)
        line = QRect(rect.left() + px(8), rect.top(), rect.width() - px(10), px(30))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), text)


_PAD = 3
_CODE = 18
"""Height in px of the line with a role's code."""
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWrapAnywhere
)
_WRAPPED_AT_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


class RaciHead(ColumnHead):
    """The code of a role over its name, which is never cut: the head is as high as the longest
    name needs in the width of its column."""

    menu_wanted = Signal(int, QPoint)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._height = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._fit)
        self.sectionResized.connect(lambda *_: self._again.start())
        self.sectionCountChanged.connect(lambda *_: self._again.start())

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), max(px(46), self._height))

    def _fit(self) -> None:
        """Asks for another height where the names need one."""
        names = [
            self._name_height(column.title, self.sectionSize(section))
            for section, column in enumerate(self.model().columns)  # type: ignore[attr-defined]
            if isinstance(column, LetterColumn) and not self.isSectionHidden(section)
        ]
        height = px(_CODE) + max(names, default=0) + 3 * px(_PAD)
        if height != self._height:
            self._height = height
            self.updateGeometry()
            self.geometriesChanged.emit()

    def _name_height(self, name: str, width: int) -> int:
        room = QRect(0, 0, max(1, width - 2 * px(_PAD)), 1_000)
        metrics = QFontMetrics(font("label"))
        return metrics.boundingRect(room, _wrapping(metrics, name, room.width()), name).height()

    def paint_title(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self.model().columns[section]  # type: ignore[attr-defined]
        if not isinstance(column, LetterColumn):
            super().paint_title(painter, rect, section)
            return
        colours = tokens()
        room = rect.adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        upper = QRect(room.left(), room.top(), room.width(), px(_CODE))
        lower = room.adjusted(0, px(_CODE), 0, 0)
        painter.setFont(font("label", weight=600))
        painter.setPen(colours.text)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignCenter), column.code)
        painter.setFont(font("label"))
        painter.setPen(colours.text2)
        how = _wrapping(painter.fontMetrics(), column.title, lower.width())
        painter.drawText(lower, how, column.title)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_wanted.emit(section, event.globalPos())


def _wrapping(metrics: QFontMetrics, name: str, width: int) -> int:
    """At words, unless one of them is wider than its column."""
    words = name.split()
    fits = all(metrics.horizontalAdvance(one) <= width for one in words)
    return _WRAPPED_AT_WORDS if len(words) > 1 and fits else _WRAPPED


class RaciView(GridView):
    """Letters are set by their keys, and from a small list."""

    head_class = RaciHead

    role_moved = Signal(str, int)
    """Code of the role, to the left (-1) or right (1)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        if not index.isValid() or not self._is_letter(index):
            super().keyPressEvent(event)
            return
        key = event.key()
        plain = event.modifiers() in _PLAIN
        letter = event.text().upper()
        if plain and letter in ("R", "A", "C", "I"):
            self.set_letter(letter_after(self._letter(index), letter))
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.letter_menu()
        elif self._moves(event):
            code = role_of(self.cells.columns[index.column()].id)
            self.role_moved.emit(code, -1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _moves(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)

    def is_own_key(self, event: QKeyEvent) -> bool:
        return super().is_own_key(event) or self._moves(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_letter(index):
            self.letter_menu()
        else:
            super().mouseDoubleClickEvent(event)

    def set_letter(self, letter: str) -> None:
        """Into every selected cell of a role; "" empties."""
        self.cells.write(
            {
                (row, column): letter
                for row, column in self.chosen_cells()
                if self.cells.columns[column].style == "letter"
            }
        )

    def letter_menu(self) -> None:
        """What can stand in the current cell, in words."""
        index = self.currentIndex()
        menu = QMenu(self)
        said = {
            "R": self.tr("&R  does the work"),
            "A": self.tr("&A  is accountable"),
            "C": self.tr("&C  is asked before"),
            "I": self.tr("&I  is told after"),
            "AR": self.tr("A/R  does it and is accountable"),
        }
        for letter in LETTERS:
            action = menu.addAction(said[letter])
            action.setCheckable(True)
            action.setChecked(self._letter(index) == letter)
            action.triggered.connect(lambda _checked, one=letter: self.set_letter(one))
        menu.addSeparator()
        menu.addAction(self.tr("Empty"), lambda: self.set_letter(""))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _is_letter(self, index: Index) -> bool:
        return self.cells.columns[index.column()].style == "letter"

    def _letter(self, index: Index) -> str:
        return str(self.cells.rows[index.row()].get(self.cells.columns[index.column()].id) or "")
