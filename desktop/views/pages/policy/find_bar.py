"""Find and replace in the policy: a bar over the form, every hit one step away."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.models.snapshot import Policy
from desktop.tasks.background import in_background
from desktop.views.places import POLICY, Place
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, IconButton
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.services.commands.replace_text import ReplaceText
    from desktop.services.finding_text import Hit, TextFinder
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["FindBar"]

SLICE_SECONDS = 0.012
"""Of one turn of the event loop spent on looking."""


AT_ONCE = 20
"""So many are replaced without leaving the window's thread; more take longer than a blink."""


class FindBar(QFrame):
    """`place_wanted(Place)` leads to the hit; `save_wanted` comes before something is replaced."""

    place_wanted = Signal(object)
    form_wanted = Signal()
    """The bar has gone, and there is no hit to lead to: one writes on where one was."""
    save_wanted = Signal()

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._desk, self._in_hand = desk, in_hand
        self._language: Language = "zh"
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(300)
        self._again.timeout.connect(self._look)
        self._finder: TextFinder | None = None
        self._steps: Iterator[Sequence[Hit]] | None = None
        self._collected: list[Hit] = []
        self._going = False
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._go_on)
        self._build()

    def _build(self) -> None:
        self._query = SearchField(self.tr("Find in this policy"), self)
        self._query.escape_empties = False  # it closes the bar; the words stay for the next time
        self._query.searched.connect(lambda _: self._look(go=True))
        self._query.left_downwards.connect(lambda: self.step(1))
        self._case = QCheckBox(self.tr("Match case"), self)
        self._case.toggled.connect(lambda _: self._look(go=True))
        self._count = Label("", "label", "text2", self)
        back = IconButton("arrow-up", self.tr("Previous hit (Shift+F3)"), self)
        back.clicked.connect(lambda: self.step(-1))
        on = IconButton("arrow-down", self.tr("Next hit (F3)"), self)
        on.clicked.connect(lambda: self.step(1))
        close = IconButton("x", self.tr("Close (Esc)"), self)
        close.clicked.connect(self.close_bar)
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self._query, 1)
        for widget in (self._case, self._count, back, on, close):
            first.addWidget(widget)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("Replace with"))
        self._words.setAccessibleName(self.tr("Replace with"))
        self._words.returnPressed.connect(self._replace_one)
        self._one = Button(self.tr("Replace"), "", self)
        self._one.clicked.connect(self._replace_one)
        self._all = Button(self.tr("Replace all"), "replace", self)
        self._all.clicked.connect(self._replace_all)
        self._second = QWidget(self)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(px(8))
        second.addWidget(self._words, 1)
        second.addWidget(self._one)
        second.addWidget(self._all)
        self._where = ElidedLabel("", "label", "text2", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addLayout(first)
        column.addWidget(self._second)
        column.addWidget(self._where)
        before: QWidget = self._query  # what replaces follows what is looked for
        for stop in (self._words, self._one, self._all, self._case, back, on, close):
            QWidget.setTabOrder(before, stop)
            before = stop

    def open(self, *, replace: bool, language: Language) -> None:
        """Shows the bar with the cursor in it; what was looked for last is still there."""
        self._language = language
        self._second.setVisible(replace and not self._desk.read_only)
        self.show()
        self._query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._query.selectAll()
        self._look()

    def close_bar(self) -> None:
        self.hide()
        hit = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        if hit is not None:
            self.place_wanted.emit(_place(hit))
        else:
            self.form_wanted.emit()

    def policy_changed(self) -> None:
        """What was found may stand elsewhere now."""
        if self.isVisible() and self._query.text():
            self._again.start()

    def step(self, by: int) -> None:
        """The next or previous hit, around the end."""
        if not self.isVisible():
            self.open(replace=False, language=self._language)
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show_hit()

    def _look(self, *, go: bool = False) -> None:
        """Looks through the policy a moment at a time, so that a long one stops nobody."""
        from desktop.services.finding_text import TextFinder

        self._steps = None
        self._more.stop()
        query = self._query.text()
        if not query or self._in_hand.policy is None:
            self._found([], go=False)
            return
        if self._finder is None:
            self._finder = TextFinder()
        self._steps = self._finder.steps(
            self._in_hand.policy,
            query,
            language=self._language,
            match_case=self._case.isChecked(),
            whole_word=False,
        )
        self._collected = []
        self._going = go
        self._go_on()

    def _go_on(self) -> None:
        if self._steps is None:
            return
        until = perf_counter() + SLICE_SECONDS
        for found in self._steps:
            self._collected += found
            if perf_counter() > until:
                self._more.start()
                return
        self._steps = None
        self._found(self._collected, go=self._going)

    def _found(self, hits: "list[Hit]", *, go: bool) -> None:
        before, self._hits = self._at, tuple(hits)
        self._at = 0 if go else min(max(before, 0), len(self._hits) - 1)
        self._say()
        if go and self._hits:
            self._show_hit()

    def _say(self) -> None:
        if not self._query.text():
            self._count.setText("")
            self._where.setText("")
        elif not self._hits:
            self._count.setText(self.tr("Not found"))
            self._where.setText("")
        else:
            self._count.setText(
                self.tr("{number} of {total}").format(number=self._at + 1, total=len(self._hits))
            )
            hit = self._hits[self._at]
            text = self.tr("Properties, role {code}: {words}") if hit.role else "{words}"
            self._where.setText(text.format(code=hit.role, words=hit.snippet))
        if not self._hits and (self._one.hasFocus() or self._all.hasFocus()):
            self._query.setFocus()  # not with a button that can no longer be pressed
        for button in (self._one, self._all):
            button.setEnabled(bool(self._hits))

    def _show_hit(self) -> None:
        """Goes there while the cursor stays in the bar, so that Enter goes on to the next."""
        self._say()
        hit = self._hits[self._at]
        if not hit.role:  # the dictionary stands in the properties: no page to lead to
            self.place_wanted.emit(_place(hit))

    def focused(self) -> QWidget | None:
        """What has the keyboard in the bar; None where the person writes elsewhere."""
        focus = QApplication.focusWidget()
        return focus if focus is not None and self.isAncestorOf(focus) else None

    def _replace_one(self) -> None:
        if 0 <= self._at < len(self._hits):
            self._replace((self._hits[self._at],))

    def _replace_all(self) -> None:
        self._replace(self._hits)

    def _replace(self, hits: "tuple[Hit, ...]") -> None:
        from desktop.services.finding_text import replaceable, replacement

        self.save_wanted.emit()
        taken = replaceable(hits, self._words.text())
        count, left = len(taken), len(hits) - len(taken)
        policy, words = self._in_hand.current, self._words.text()
        if count > AT_ONCE:
            task = in_background(lambda _: replacement(policy, taken, words))
            task.done.connect(lambda command: self._replace_beside(hits, policy, command, count))
            task.failed.connect(self._desk.refuse)
            return
        try:
            command = replacement(policy, taken, words)
        except KnownError as error:
            self._desk.refuse(error)
            return
        if command is None:
            self._nothing_replaced(left)
            return
        label = self.tr("replace %n in the policy", "", count)
        if self._desk.attempt(command, label, stack=self._in_hand.stack) is not None:
            self._replaced(count, left)

    def _replace_beside(
        self, hits: "tuple[Hit, ...]", policy: Policy, command: "ReplaceText | None", count: int
    ) -> None:
        """Many, for which the command was made of `policy`."""
        if policy is not self._in_hand.policy:
            self._replace(hits)  # something was written meanwhile
        elif command is not None:
            label = self.tr("replace %n in the policy", "", count)
            task = self._desk.push_beside(command, label, stack=self._in_hand.stack)
            task.done.connect(lambda _: self._replaced(count, len(hits) - count))
            task.failed.connect(self._desk.refuse)
        else:
            self._nothing_replaced(len(hits) - count)

    def _nothing_replaced(self, left: int) -> None:
        same = self.tr("Nothing was replaced: it reads so already")
        self._desk.say(self._left_out(left) if left else same)

    def _replaced(self, count: int, left: int) -> None:
        told = self.tr("%n replaced", "", count)
        if left:
            told = self.tr("{done}; {left}").format(done=told, left=self._left_out(left))
        if count > 1 or left:
            self._desk.say(
                told, self.tr("Undo"), lambda: self._desk.command_wanted.emit("edit.undo")
            )
        self._look(go=count == 1)

    def _left_out(self, count: int) -> str:
        return self.tr("%n in fixed sentences left: braces cannot stand there", "", count)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._query.hasFocus():
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)


def _place(hit: "Hit") -> Place:
    part = "/".join(one for one in (hit.part, hit.column) if one)
    return Place(
        POLICY,
        chapter=hit.chapter,
        article=hit.article,
        field=hit.field,
        part=part,
        start=hit.start,
        length=hit.length,
        phase=hit.phase,
        item=hit.item,
    )
