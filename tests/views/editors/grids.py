"""Table editors for tests: real widgets, and a person's mouse and keyboard."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.snapshot import Policy
from desktop.views.editors.base import EditorContext
from desktop.views.editors.cells.edit import CellEdit
from desktop.views.editors.grid import GridEditor
from desktop.views.editors.grid_base import TableEditor
from desktop.views.editors.raci import RaciEditor
from tests import factories
from tests.views.editors.texts import no_error_in_an_event
from tests.views.screen import application, clean_window

__all__ = [
    "Hand",
    "Surroundings",
    "application",
    "clean_window",
    "no_error_in_an_event",
    "on_clipboard",
    "parsed",
]

MENTIONS = {"article:risk": "第十二条", "chapter:scope": "第二章"}


@dataclass
class Surroundings:
    """What a form gives an editor, with the widths that it keeps."""

    policy: Policy = field(default_factory=factories.policy)
    language: Language = "zh"
    kept: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def context(self) -> EditorContext:
        return EditorContext(
            policy=lambda: self.policy,
            language=self.language,
            window_language="zh",
            mention=lambda target: MENTIONS.get(target, ""),
            columns_kept=lambda name: self.kept.get(name, ()),
            keep_columns=self.kept.__setitem__,
        )


class Hand:
    """An editor between two other fields, and a person who uses it."""

    def __init__(
        self, definition: FieldDefinition, value: Json = None, around: Surroundings | None = None
    ) -> None:
        self.around = around or Surroundings()
        self.window = QWidget()
        self.before = QLineEdit(self.window)
        kind = RaciEditor if definition.kind == "raci" else GridEditor
        self.editor: TableEditor = kind(definition, self.around.context(), self.window)
        self.after = QLineEdit(self.window)
        box = QVBoxLayout(self.window)
        for widget in (self.before, self.editor, self.after):
            box.addWidget(widget)
        box.addStretch(1)
        self.edits = 0
        self.editor.edited.connect(self._count)
        self.editor.show_value(value)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()
        self.settle()
        self.view = self.editor.view
        self.cells = self.editor.cells

    def _count(self) -> None:
        self.edits += 1

    def settle(self) -> None:
        """Until nothing is left to be done in the background."""
        self.until(
            lambda: (
                not self.editor.cells.busy
                and not self.editor.cells.checks.busy
                and not self.editor.view.heights.busy
            )
        )
        QApplication.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        for _ in range(10_000):
            QApplication.processEvents()
            if done():
                return
        raise AssertionError("it never happened")

    def go(self, row: int, column: str) -> None:
        """The cursor into a cell, by the mouse."""
        place = self.cells.index(row, self.cells.column_of(column))
        self.view.scrollTo(place)
        QTest.mouseClick(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=self.view.visualRect(place).center(),
        )

    def double_click(self, row: int, column: str) -> None:
        self.go(row, column)
        place = self.view.visualRect(self.view.currentIndex()).center()
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key into whatever has the keyboard."""
        QTest.keyClick(self._focus(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
        QApplication.processEvents()

    def choose(self, command: str) -> None:
        """An entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = (one for one in menu.actions() if one.objectName() == command)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        self.until(lambda: QApplication.activePopupWidget() is None)
        self.window.activateWindow()
        self.until(lambda: QApplication.focusWidget() is not None)

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def open(self) -> CellEdit:
        assert self.view.open_editor is not None
        return self.view.open_editor

    @property
    def place(self) -> tuple[int, str]:
        """Row and column of the cursor."""
        index = self.view.currentIndex()
        return index.row(), self.cells.columns[index.column()].id

    def texts(self, column: str) -> list[str]:
        """What a column reads."""
        at = self.cells.column_of(column)
        return [str(self.cells.index(row, at).data() or "") for row in range(len(self.cells.rows))]

    def rows(self) -> list[dict[str, Json]]:
        raw = self.editor.raw()
        rows = raw["rows"] if isinstance(raw, dict) else raw
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def grab(self, row: int) -> QPoint:
        """The middle of a row's head."""
        head = self.view.row_head
        middle = head.sectionViewportPosition(row) + head.sectionSize(row) // 2
        return QPoint(head.width() // 2, middle)


def on_clipboard(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def parsed(raw: Json, definition: FieldDefinition) -> tuple[Json, list[str]]:
    """The canonical value of what an editor gave, and the places of what is wrong in it."""
    codes = frozenset(str(role.code) for role in factories.ROLES)
    intake = Intake(factories.BOTH, codes)
    value = field_kind(definition.kind).parse(raw, definition, intake, "f")
    return value, [problem.place for problem in intake.problems]
