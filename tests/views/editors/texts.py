"""Editors of text and simple values for tests: a stage with real widgets and real events."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.snapshot import Policy
from desktop.views.editors import editor_for
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.parts_edit import PartsEdit
from tests import factories
from tests.models.kinds import definition

MENTIONS = {
    "chapter:c1": "第一章",
    "article:purpose": "第一条",
    "article:risk": "第二条",
    "table:levels": "表3",
    "annex:P1": "附件1",
    "part:why/p1": "第一条第一款",
}


def a_policy(**more: Any) -> Policy:
    """Two articles, a table and an annex that can be cited."""
    why = factories.field("why", "rich", [{"zh": "为了规范项目管理。"}])
    levels = factories.field("levels", "table", columns=(factories.column("a"),))
    return factories.policy(
        factories.chapter(
            "c1",
            factories.article("purpose", why, title=factories.words("目的", "Purpose")),
            factories.article("risk", levels, title=factories.words("风险评估", "Risk")),
        ),
        **more,
    )


@pytest.fixture(autouse=True)
def no_error_in_an_event() -> Iterator[None]:
    """An error inside an event handler fails the test."""
    failed: list[BaseException] = []

    def note(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        failed.append(error)

    before, sys.excepthook = sys.excepthook, note
    yield
    sys.excepthook = before
    if failed:
        raise failed[0]


@dataclass
class Stage:
    """One editor between two other fields, in a window that is shown."""

    kind: str
    value: Json = None
    language: Language = "zh"
    spec: dict[str, Any] = field(default_factory=dict)
    mentions: dict[str, str] = field(default_factory=lambda: dict(MENTIONS))
    policy: Policy = field(default_factory=a_policy)
    edits: int = 0

    def __post_init__(self) -> None:
        self.definition: FieldDefinition = definition(self.kind, **self.spec)
        context = EditorContext(
            lambda: self.policy,
            self.language,
            "zh",
            lambda target: self.mentions.get(target, ""),
            lambda _name: (),
            lambda _name, _widths: None,
        )
        self.window = QWidget()
        self.window.resize(600, 480)
        layout = QVBoxLayout(self.window)
        self.before, self.after = QLineEdit(), QLineEdit()
        self.editor: FieldEditor = editor_for(self.definition, context)
        layout.addWidget(self.before)
        layout.addWidget(self.editor)
        layout.addWidget(self.after)
        layout.addStretch(1)
        self.editor.edited.connect(self._count)
        self.show(self.value)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def _count(self) -> None:
        self.edits += 1

    def show(self, value: Json) -> None:
        """`value` is in the shape that `fill` takes, or canonical."""
        self.canonical = self.parse(value)
        self.editor.show_value(self.canonical)

    def parse(self, raw: Json) -> Json:
        roles = frozenset(str(one.code) for one in self.policy.roles)
        intake = Intake(("zh", "en"), roles)
        value = field_kind(self.kind).parse(raw, self.definition, intake, "f")
        assert [(one.place, one.code) for one in intake.problems] == []
        return value

    def now(self) -> Json:
        """The canonical value of what stands in the editor."""
        return self.parse(self.editor.raw())

    @property
    def edit(self) -> PartsEdit:
        found = self.editor.findChild(PartsEdit)
        assert isinstance(found, PartsEdit)
        return found

    def focus(self) -> None:
        self.editor.setFocus()
        QApplication.processEvents()

    def texts(self) -> list[str]:
        """The text of every part, references as their targets in brackets."""
        return [
            "".join(getattr(one, "text", "") or f"[{one.target}]" for one in part.runs)
            for part in self.edit.parts()
        ]

    def ids(self) -> list[str]:
        return [part.id for part in self.edit.parts()]

    def levels(self) -> list[int]:
        return [part.level for part in self.edit.parts()]

    def put_cursor(self, part: int, column: int, *, to: tuple[int, int] | None = None) -> None:
        document = self.edit.document()
        cursor = self.edit.textCursor()
        cursor.setPosition(document.findBlockByNumber(part).position() + column)
        if to is not None:
            end = document.findBlockByNumber(to[0]).position() + to[1]
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.edit.setFocus()
        self.edit.setTextCursor(cursor)

    def type(self, text: str) -> None:
        """Letters by keys where they have one, others as an input method writes them."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._focused(), letter)
            else:
                compose(self._focused(), "", letter)

    def press(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self._focused(), key, held)
        QApplication.processEvents()

    def _focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def copied(self) -> QMimeData:
        return QGuiApplication.clipboard().mimeData()


def compose(widget: QWidget, composing: str, committed: str = "") -> None:
    """What an input method sends: letters that are being composed, letters that are done."""
    event = QInputMethodEvent(composing, [])
    if committed:
        event.setCommitString(committed)
    QApplication.sendEvent(widget, event)


def put_on_clipboard(html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
