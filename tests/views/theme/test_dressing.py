"""A living window with many widgets takes a new look while it goes on answering."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.views.theme import Theme, font
from desktop.views.theme.dressing import AT_ONCE
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label
from tests.views.programs import activate
from tests.views.screen import until


class Crowd(QWidget):
    """A window with more widgets than are dressed at once, in cards within each other."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[QLineEdit] = []
        outer = QVBoxLayout(self)
        for number in range(AT_ONCE // 6):
            card = Card(f"Article {number}", self)
            inner = Card("Inside", card)
            card.body.addWidget(inner)
            inner.body.addWidget(Label("Guidance", "label", "text2", inner))
            field = QLineEdit(inner)
            self.fields.append(field)
            inner.body.addWidget(field)
            inner.body.addWidget(Button("Sample", "plus", inner))
            outer.addWidget(card)
        self.resize(900, 4_000)
        self.show()
        activate(self)


class Polishings(QObject):
    """Counts how often each widget hears of another style."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.heard: dict[QObject, int] = {}
        for one in (window, *window.findChildren(QWidget)):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.StyleChange:
            self.heard[watched] = self.heard.get(watched, 0) + 1
        return False


def picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def test_each_widget_is_dressed_once_and_other_events_come_in_between(
    application: QApplication,
) -> None:
    window = Crowd()
    polishings = Polishings(window)
    told = QSignalSpy(Theme.current().changed)
    turns: list[int] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: turns.append(len(polishings.heard)))
    timer.start(0)
    Theme.current().set_choice("dark")
    assert told.count() == 0, "not at once: the window would stand still"
    assert not window.updatesEnabled(), "nobody sees half a theme"
    until(lambda: told.count() == 1)
    until(window.updatesEnabled)
    assert set(polishings.heard.values()) == {1}
    assert turns, "the loop went on"


def test_the_look_is_that_of_a_window_made_in_it() -> None:
    theme = Theme.current()
    window = Crowd()
    light = picture(window)
    theme.set_choice("dark")
    theme.set_zoom(1.2)
    until(window.updatesEnabled)
    window.hide()
    fresh = Crowd()
    wanted = picture(fresh)
    fresh.hide()
    window.show()
    activate(window)
    until(lambda: picture(window) == wanted, "the picture is another one")
    assert wanted != light


def test_what_is_typed_meanwhile_stays_with_caret_and_undo() -> None:
    window = Crowd()
    field = window.fields[3]
    field.setFocus()
    until(field.hasFocus)
    QTest.keyClicks(field, "before ")
    Theme.current().set_zoom(1.5)
    assert not window.updatesEnabled()
    QTest.keyClicks(field, "and after")
    until(window.updatesEnabled)
    assert field.text() == "before and after"
    assert field.hasFocus()
    assert field.cursorPosition() == len(field.text())
    assert field.isUndoAvailable()
    assert field.font().pixelSize() == font("body").pixelSize()


def test_the_last_of_several_looks_holds_and_is_told() -> None:
    window = Crowd()
    theme = Theme.current()
    told = QSignalSpy(theme.changed)
    for zoom in (1.1, 1.2, 1.3):
        theme.set_zoom(zoom)
    until(window.updatesEnabled)
    assert told.count() >= 1
    button = window.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.font().pixelSize() == font("body").pixelSize()


def test_a_widget_that_goes_meanwhile_does_no_harm() -> None:
    window = Crowd()
    Theme.current().set_choice("dark")
    for card in window.findChildren(Card, options=Qt.FindChildOption.FindDirectChildrenOnly)[4:]:
        card.deleteLater()
    QApplication.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete)
    until(window.updatesEnabled)
    assert Theme.current().dark


def test_a_few_widgets_are_dressed_before_the_call_returns() -> None:
    window = QWidget()
    label = Label("x", parent=window)
    window.show()
    Theme.current().set_zoom(2.0)
    assert label.font().pixelSize() == 26
    assert window.updatesEnabled()
