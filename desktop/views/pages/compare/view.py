"""Two revisions of a policy compared: changes at the left, their text and reason at the right."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import Task, in_background
from desktop.views.desk import Desk
from desktop.views.pages.compare.change_pane import ChangePane
from desktop.views.pages.compare.change_setter import Layout
from desktop.views.pages.compare.change_text import LARGEST, SMALLEST, ChangeText
from desktop.views.pages.compare.choice_bar import ChoiceBar
from desktop.views.pages.compare.copying import as_table
from desktop.views.pages.compare.note_area import NoteArea
from desktop.views.pages.compare.note_editor import NoteEditor
from desktop.views.pages.compare.noting import describe, describe_others, others_of, why_not
from desktop.views.pages.compare.places import place_of_change
from desktop.views.pages.compare.words import state_words
from desktop.views.places import Place
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.labels import ElidedLabel
from desktop.views.widgets.separators import HorizontalLine

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange
    from desktop.services.command import Changes
    from desktop.services.revision_comparing import Compared, Pair

__all__ = ["CompareView"]

LAYOUT, PERCENT = "compare.layout", "compare.percent"
LOW = 360
"""Where there is less height, the list has the room of some of its filters."""
SOON_MILLISECONDS = 700
"""After the last change of the text: whoever writes on is not compared at every word."""


class CompareView(QWidget):
    """Compares as soon as it is made. `compared` is None until the first answer."""

    shown = Signal()
    """Another answer is shown, or another change is chosen."""

    def __init__(
        self,
        desk: Desk,
        policy_id: str,
        old: str = "",
        new: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.policy_id = policy_id
        self.compared: Compared | None = None
        self._task: Task | None = None
        self._closed = False
        self._stale = False
        self._make_parts()
        self._lay_out()
        self._make_keys()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MILLISECONDS)
        self._soon.timeout.connect(self._again)
        desk.changed.connect(self._changed)
        self.compare(old, new)

    def _make_parts(self) -> None:
        self.choices = ChoiceBar(self)
        self.choices.pair_chosen.connect(self._choose_pair)
        self.choices.layout_chosen.connect(self._choose_layout)
        self.choices.zoom_wanted.connect(self.zoom)
        self.changes = ChangePane(self)
        self.changes.shown_changed.connect(self._show_text)
        self.changes.change_chosen.connect(self._choose_change)
        self.changes.entered.connect(self._enter_note)
        self.text = ChangeText(self)
        self.text.change_chosen.connect(self.changes.choose)
        self.text.zoom_wanted.connect(self.zoom)
        self.heads = ElidedLabel("", "label", "text2", self)
        self.note = NoteEditor(self)
        self.note.noted.connect(self._noted)
        self.note.spread.connect(self._spread)
        self.note.place_wanted.connect(self.go_to_clause)
        self.busy = Busy(self, can_cancel=True)
        self.busy.cancelled.connect(self._cancel)
        self.nothing = EmptyState("git-commit-horizontal", "", parent=self)
        self.nothing.button_clicked.connect(self._again)
        kept = self.desk.local.choices
        layout: Layout = "beside" if kept.get(LAYOUT) == "beside" else "merged"
        self.choices.layouts.set_key(layout)
        self.text.set_layout(layout)
        self._percent = _percent(kept.get(PERCENT, ""))
        self.text.set_percent(self._percent)

    def _lay_out(self) -> None:
        right = QFrame(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heads.setContentsMargins(px(16), px(6), px(16), px(2))
        column.addWidget(self.heads)
        column.addWidget(self.text, 1)
        column.addWidget(HorizontalLine(right))
        self._note_area = NoteArea(self.note, right)
        column.addWidget(self._note_area)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        self.changes.setMinimumWidth(px(220))
        right.setMinimumWidth(px(320))
        parts.addWidget(self.changes)
        parts.addWidget(right)
        parts.setStretchFactor(1, 1)
        parts.setSizes([px(340), px(900)])
        waiting = QWidget(self)
        middle = QVBoxLayout(waiting)
        middle.addStretch(1)
        middle.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._stack = QStackedWidget(self)
        self._parts, self._waiting = parts, waiting
        for widget in (waiting, self.nothing, parts):
            self._stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.choices)
        whole.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.changes.set_low(event.size().height() < px(LOW))

    def _make_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=context)
            shortcut.activated.connect(lambda by=step: self.changes.step(by))

    # -- comparing -------------------------------------------------------------------------------

    def compare(self, old: str = "", new: str = "", language: Language | None = None) -> None:
        """Compares another pair; "" as in `Pair`."""
        from desktop.services.revision_comparing import Pair

        self.note.save()
        self._stack.setCurrentWidget(self._waiting)
        self.busy.start(self.tr("Comparing the two revisions…"))
        self._read(Pair(old, new, language))

    def _choose_pair(self) -> None:
        old, new, language = self.choices.pair
        self.compare(old, new, "en" if language == "en" else "zh")

    def _again(self) -> None:
        """The same pair, as its texts are now. What is shown stays until the answer comes."""
        from desktop.services.revision_comparing import Pair

        self._soon.stop()
        self._stale = False
        if self.compared is None or self._stack.currentWidget() is self.nothing:
            pair = self.compared.pair if self.compared is not None else Pair()
            self.compare(pair.old, pair.new, pair.language)
        else:
            self._read(self.compared.pair)

    def _read(self, pair: "Pair") -> None:
        from desktop.services.revision_comparing import compare_revisions

        self._cancel()
        library, policy, known = self.desk.opened, self.policy_id, self.compared

        def work(task: Task) -> "Compared":
            return compare_revisions(library, policy, pair, task.report, known)

        task = self._task = in_background(work)
        task.progressed.connect(self.busy.set_progress)
        task.done.connect(lambda found: self._take(task, found))
        task.failed.connect(lambda error: self._cannot(task, error))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _cannot(self, task: Task, error: KnownError) -> None:
        if self._closed or task is not self._task:
            return
        self._task = None
        self.busy.stop()
        if isinstance(error, Cancelled):
            said = self.tr("Comparing was stopped.")
        else:
            said = self.desk.explain(error)
        self._say_nothing(said, self.tr("Compare again"))

    def _say_nothing(self, said: str, button: str = "") -> None:
        self.nothing.set_texts(said, button)
        self._stack.setCurrentWidget(self.nothing)
        self.shown.emit()

    def _take(self, task: Task, compared: "Compared") -> None:
        if self._closed or task is not self._task:
            return
        self._task = None
        self.busy.stop()
        self.note.save()
        before, self.compared = self.compared, compared
        self.choices.show_choices(compared)
        if compared.comparison is None:
            if len(compared.choices) < 2:
                only = self.tr(
                    "{revision} is the only revision so far. Once a new one is begun, "
                    "the two can be compared."
                )
                self._say_nothing(only.format(revision=compared.pair.new))
            else:
                self._say_nothing(self.tr("The two revisions have no language in common."))
            return
        if not compared.comparison:
            self._say_nothing(self.tr("Both revisions say the same."))
            return
        self._stack.setCurrentWidget(self._parts)
        self._say_heads()
        if before is not None and before.comparison is compared.comparison:
            self.changes.refresh(compared)
            self._choose_change(self.changes.chosen)
        else:
            self.changes.show_changes(compared, self._same_change(before, compared))
            focus = QApplication.focusWidget()
            if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
                self.changes.view.setFocus()
        self.shown.emit()

    def _same_change(self, before: "Compared | None", now: "Compared") -> int:
        """Where the change that was looked at stands in the new answer; -1 where it is gone."""
        at = self.changes.chosen
        if before is None or before.comparison is None or now.comparison is None or at < 0:
            return -1
        anchor = before.comparison.changes[at].anchor
        found = (n for n, one in enumerate(now.comparison.changes) if one.anchor == anchor)
        return next(found, -1)

    def _changed(self, changes: "Changes", origin: object) -> None:
        """Somebody has changed the policy: what is shown may be another text now."""
        if self._closed or origin is self or self.policy_id not in changes.all_policies:
            return
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def look_again(self) -> None:
        """It is shown again: what has changed meanwhile is compared."""
        if self._stale:
            self._again()

    def close_policy(self) -> None:
        """Nothing of the library is asked for after this."""
        self.note.save()
        self._closed = True
        self._soon.stop()
        self._cancel()
        self.desk.changed.disconnect(self._changed)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def change(self) -> "ClauseChange | None":
        """The chosen one."""
        at = self.changes.chosen
        if self.compared is None or self.compared.comparison is None or at < 0:
            return None
        return self.compared.comparison.changes[at]

    def _say_heads(self) -> None:
        compared = self.compared
        assert compared is not None
        states = {one.revision: state_words(one.state) for one in compared.choices}
        if self.choices.layouts.key() == "beside":
            said = self.tr("Left {old} ({old_state}), right {new} ({new_state})")
        else:
            said = self.tr("From {old} ({old_state}) to {new} ({new_state})")
        pair = compared.pair
        self.heads.setText(
            said.format(
                old=pair.old,
                old_state=states.get(pair.old, ""),
                new=pair.new,
                new_state=states.get(pair.new, ""),
            )
        )

    def _show_text(self) -> None:
        self.text.show_changes(self.compared, self.changes.order)

    def _choose_layout(self, layout: str) -> None:
        self.desk.local.choices[LAYOUT] = layout
        self.text.set_layout("beside" if layout == "beside" else "merged")
        if self.compared is not None and self.compared.comparison:
            self._say_heads()

    def zoom(self, step: int) -> None:
        """The words of the changes larger or smaller, in per cent; 0 is back to 100."""
        percent = self._percent + step if step else 100
        self._percent = max(SMALLEST, min(LARGEST, percent))
        self.desk.local.choices[PERCENT] = str(self._percent)
        self.text.set_percent(self._percent)

    def _choose_change(self, at: int) -> None:
        self.text.choose(at)
        change, compared = self.change, self.compared
        note = None
        if change is not None and compared is not None:
            note = compared.notes.get(change.anchor)
        self.note.show_change(
            change,
            note,
            compared.reasons if compared is not None else (),
            writable=why_not(self.desk, compared) if compared is not None else None,
            others=len(others_of(compared, change)),
        )
        place = self._place()
        self.note.to_place.setEnabled(place is not None)
        self.note.to_place.set_tooltip(
            self.tr("Show it where it is written")
            if place is not None
            else self.tr("It does not stand in the text that is worked on.")
        )
        self.shown.emit()

    def _place(self) -> Place | None:
        if self.change is None or self.compared is None:
            return None
        return place_of_change(self.compared, self.change)

    def go_to_clause(self) -> None:
        place = self._place()
        if place is not None:
            self.note.save()
            self.desk.go_to(place)

    def copy_list(self) -> None:
        """The changes that are shown as a table, for a spreadsheet."""
        if self.compared is None or not self.changes.order:
            return
        QGuiApplication.clipboard().setText(as_table(self.compared, self.changes.order))
        self.desk.say(self.tr("Copied %n changes as a table", "", len(self.changes.order)))

    # -- what is said of a change ----------------------------------------------------------------

    def _enter_note(self) -> None:
        field = self.note.focus_reason()
        if field is not None:
            self._note_area.ensureWidgetVisible(field)

    def _noted(self, change: "ClauseChange", note: ChangeNote | None) -> None:
        compared = self.compared
        if compared is None or not compared.draft:
            return
        if describe(self.desk, compared, change, note, self):
            self._keep_notes({change.anchor: note})
        else:
            self._again()  # what could not be kept is not shown either

    def _spread(self) -> None:
        """The reason of the chosen change for the others of its article."""
        change, compared = self.change, self.compared
        if change is not None and compared is not None and compared.draft:
            self._keep_notes(dict(describe_others(self.desk, compared, change, self)))

    def _keep_notes(self, said: dict[str, ChangeNote | None]) -> None:
        """What was written is shown at once. (Another change may have been chosen by now.)"""
        assert self.compared is not None
        notes = {k: v for k, v in self.compared.notes.items() if k not in said}
        notes |= {anchor: note for anchor, note in said.items() if note is not None}
        self.compared = replace(self.compared, notes=notes)
        self.changes.refresh(self.compared)
        self._choose_change(self.changes.chosen)


def _percent(kept: str) -> int:
    return max(SMALLEST, min(LARGEST, int(kept))) if kept.isdecimal() else 100
