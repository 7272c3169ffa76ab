"""The right column: what is missing before the next step, and the one button that takes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.models.errors import Problem
from desktop.models.life import LifeEvent, RevisionLife
from desktop.views.pages.revisions.actions import next_command, withdrawn_by_choice
from desktop.views.pages.revisions.words import obstacle_words, step_words
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, LinkButton, PrimaryButton
from desktop.views.widgets.labels import Label
from desktop.views.widgets.marks import Mark

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.pages.revisions.actions import LifeActions

__all__ = ["NextStep"]

MOST_SHOWN = 12


class NextStep(QFrame):
    """`mend_wanted` leads to where an obstacle is mended; `command_wanted` is one of the life's."""

    mend_wanted = Signal(object)
    """Problem."""
    command_wanted = Signal(str)

    def __init__(self, desk: "Desk", actions: "LifeActions", parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Next step"))
        self._desk, self._actions = desk, actions
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.primary = PrimaryButton("", "", self)
        self.primary.clicked.connect(self._take)
        self._next = ""
        self._others = QVBoxLayout()
        self._others.setSpacing(px(6))
        foot = QVBoxLayout()
        foot.setContentsMargins(px(16), px(10), px(16), px(14))
        foot.setSpacing(px(6))
        foot.addWidget(self.primary)
        foot.addLayout(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self._buttons: list[Button] = []
        self._inside = False

    def show_record(
        self,
        record: "Record",
        life: RevisionLife,
        missing: Sequence[Problem] | None,
    ) -> None:
        """`missing` None: not known yet."""
        latest = life is record.life.latest
        content = QFrame(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(px(16), px(14), px(16), px(8))
        column.setSpacing(px(10))
        title = self.tr("Next step") if latest else self.tr("Read only")
        column.addWidget(Label(title, "section", "text", content))
        words = Label(self._sentence(record, life), "body", "text2", content, wrap=True)
        column.addWidget(words)
        returned = _returned(record, life)
        if returned is not None:
            told = self.tr("Returned for changes by {person} on {day}: {words}").format(
                person=returned.by, day=returned.day.isoformat(), words=returned.comment
            )
            column.addWidget(_line("warn", told, content))
        if latest:
            self._add_missing(column, content, record, missing)
        column.addStretch(1)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)  # on a panel or in a card, as it stands
        self._fit()
        self._show_buttons(record, life)

    def set_in_column(self, inside: bool) -> None:
        """Within the column of the record it is a card as high as what it says."""
        self.setProperty("role", "card" if inside else "panel")
        self.style().unpolish(self)
        self.style().polish(self)
        self._inside = inside
        self._fit()

    def _fit(self) -> None:
        content = self._scroll.widget()
        if self._inside and content is not None:
            high = content.heightForWidth(max(1, self.width() - 2))
            self._scroll.setFixedHeight(max(high, content.sizeHint().height()))
        else:
            self._scroll.setMinimumHeight(0)
            self._scroll.setMaximumHeight(16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    # -- what is missing -----------------------------------------------------------------------

    def _add_missing(
        self,
        column: QVBoxLayout,
        parent: QWidget,
        record: "Record",
        missing: Sequence[Problem] | None,
    ) -> None:
        problems = list(record.before_issue)
        if record.life.latest.is_open:
            if missing is None:
                waiting = self.tr("What is missing is being looked for…")
                column.addWidget(Label(waiting, "label", "text2", parent))
                return
            problems = [one for one in missing if one.place != "advice"]
            for one in missing:
                if one.place == "advice":
                    column.addWidget(_line("warn", obstacle_words(self._desk, one), parent))
            if record.life.latest.state == "draft":
                self._say_draft(column, parent, len(problems))
            elif not problems:
                column.addWidget(_line("ok", self.tr("Nothing is missing"), parent))
        if problems:
            head = self.tr("Missing before that")
            column.addWidget(Label(head, "strong", "text", parent))
        lines = self._grouped(problems)
        for words, one in lines[:MOST_SHOWN]:
            column.addWidget(self._obstacle(words, one, record, parent))
        if len(lines) > MOST_SHOWN:
            more = self.tr("… and %n more", "", len(lines) - MOST_SHOWN)
            column.addWidget(Label(more, "label", "text2", parent))

    def _say_draft(self, column: QVBoxLayout, parent: QWidget, count: int) -> None:
        """A draft may be submitted as it is; what the check says hinders approval."""
        if count:
            words = self.tr("It can be submitted now; before approval the check asks for:")
            column.addWidget(Label(words, "label", "text2", parent, wrap=True))
        else:
            column.addWidget(_line("ok", self.tr("The check has nothing to say"), parent))

    def _grouped(self, problems: Sequence[Problem]) -> list[tuple[str, Problem]]:
        """A line for each obstacle; one for all who have yet to sign in the same step."""
        waiting: dict[str, list[str]] = {}
        for one in problems:
            if one.code.startswith("life-person-short"):
                waiting.setdefault(one.place, []).append(str(one.facts["person"]))
        found: list[tuple[str, Problem]] = []
        for one in problems:
            people = waiting.get(one.place)
            if people is None or not one.code.startswith(("life-person-s", "life-opinions-s")):
                found.append((obstacle_words(self._desk, one), one))
            elif one.code.startswith("life-person-short") and people:
                words = self.tr("{step}, not signed yet: {people}")
                said = words.format(step=step_words(one.place), people="、".join(people))
                found.append((said, one))
                people.clear()
        return found

    def _obstacle(self, words: str, problem: Problem, record: "Record", parent: QWidget) -> QWidget:
        row = QWidget(parent)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        draft = record.life.latest.state == "draft"
        column.addWidget(_line("warn" if draft else "blocker", words, row))
        mend = self._mend_words(problem)
        if mend:
            button = LinkButton(mend, "", row)
            button.clicked.connect(lambda: self.mend_wanted.emit(problem))
            button.setEnabled(not self._desk.read_only)
            line = QHBoxLayout()
            line.setContentsMargins(px(12), 0, 0, 0)  # the link's own padding does the rest
            line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        return row

    def _mend_words(self, problem: Problem) -> str:
        code = problem.code
        if code.startswith(("life-opinions-short", "life-person-short")):
            return self.tr("Give an opinion…")
        if code.startswith("life-unanswered"):
            return self.tr("Answer…")
        if code in ("life-consultation-missing", "life-publicity-missing"):
            return self.tr("Record…")
        if problem.place.startswith("field:"):
            return self.tr("Go there")
        return ""

    # -- what can be done ----------------------------------------------------------------------

    def _sentence(self, record: "Record", life: RevisionLife) -> str:
        state = record.states[life.revision]
        facts = {"revision": life.revision}
        if life is not record.life.latest:
            return self._older_sentence(record, life, state)
        if state == "draft":
            words = self.tr(
                "{revision} is a draft. Once it is written, submit it: its text is "
                "locked while others give their opinion."
            )
        elif life.is_open:
            step = next((name for name, of in _STEP_OF.items() if of == life.state), "consult")
            facts["step"] = step_words(step)
            words = self.tr("{revision} has been submitted ({step}). Its text is locked.")
        elif state == "approved":
            words = self.tr("{revision} has been approved. It applies once it is issued.")
        elif state == "issued" and life.effective is not None:
            facts["day"] = life.effective.isoformat()
            words = self.tr("{revision} has been issued and applies from {day}.")
        elif state == "effective" and life.review_due is not None:
            facts["day"] = life.review_due.isoformat()
            words = self.tr("{revision} is in force. Its review is due on {day}.")
        elif state == "expired" and life.trial_until is not None:
            facts["day"] = life.trial_until.isoformat()
            words = self.tr("The trial of {revision} ended on {day}. Revise it or withdraw it.")
        else:
            words = self.tr("{revision} has been withdrawn. A new revision can be begun from it.")
        return words.format(**facts)

    def _older_sentence(self, record: "Record", life: RevisionLife, state: str) -> str:
        ended = record.life.ended(life.revision, state)
        if ended is not None and ended.by:
            words = self.tr("{revision} was replaced by {by} on {day}. It stays as it was.")
            return words.format(revision=life.revision, by=ended.by, day=ended.since.isoformat())
        if ended is not None:
            words = self.tr("{revision} has not applied since {day}. It stays as it was.")
            return words.format(revision=life.revision, day=ended.since.isoformat())
        if state == "effective":
            words = self.tr("{revision} is in force while {latest} is being prepared.")
            if not record.life.latest.is_open:
                words = self.tr("{revision} is in force until {latest} applies.")
            return words.format(revision=life.revision, latest=record.life.latest.revision)
        return self.tr("{revision} stays as it was.").format(revision=life.revision)

    def _show_buttons(self, record: "Record", life: RevisionLife) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        latest = life is record.life.latest
        self._next = next_command(record) if latest else "revision.read"
        self.primary.set_words(self._command_words(self._next, life.revision))
        why_not = self._actions.why_not(self._next) if latest else ""
        self.primary.setEnabled(not why_not)
        self.primary.set_tooltip(why_not)
        for command in self._secondary(record, latest):
            meant = withdrawn_by_choice(record) if command == "revision.withdraw" else life
            button = Button(self._command_words(command, meant.revision), "", self)
            button.clicked.connect(lambda _=False, one=command: self.command_wanted.emit(one))
            self._others.addWidget(button)
            self._buttons.append(button)

    def _secondary(self, record: "Record", latest: bool) -> list[str]:
        """What else can be done now; nothing that cannot."""
        if not latest:
            return ["file.print", "file.save_pdf"]
        wanted = ["revision.return", "revision.discard", "revision.withdraw"]
        life = record.life.latest
        if life.is_open and life.state != "draft":
            wanted = ["revision.approve", "revision.opinion", *wanted]
            wanted.remove("revision.withdraw")
        found = [one for one in wanted if one != self._next and self._actions.can(one)]
        return [*found, "revision.read"]

    def _command_words(self, command: str, revision: str) -> str:
        words = {
            "revision.submit": self.tr("Submit for consultation…"),
            "revision.opinion": self.tr("Give an opinion…"),
            "revision.answer": self.tr("Answer opinions…"),
            "revision.approve": self.tr("Approve…"),
            "revision.issue": self.tr("Issue {revision}…"),
            "revision.new": self.tr("New revision…"),
            "revision.return": self.tr("Return for changes…"),
            "revision.discard": self.tr("Discard {revision}…"),
            "revision.withdraw": self.tr("Withdraw {revision}…"),
            "revision.read": self.tr("Read the whole text"),
            "file.print": self.tr("Print {revision}…"),
            "file.save_pdf": self.tr("Save {revision} as PDF…"),
        }[command]
        return words.format(revision=revision)

    def _take(self) -> None:
        self.command_wanted.emit(self._next)

    def buttons(self) -> tuple[Button, ...]:
        """What can be done beside the next step."""
        return tuple(self._buttons)


_STEP_OF = {"consult": "consultation", "countersign": "countersign", "review": "review"}


def _returned(record: "Record", life: RevisionLife) -> LifeEvent | None:
    """Who gave the draft back, and why: None where it was never submitted or is again."""
    if life.state != "draft":
        return None
    events = [one for one in record.life.events if one.revision == life.revision]
    return next((one for one in reversed(events) if one.kind == "returned"), None)


def _line(severity: str, words: str, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    kind = "blocker" if severity == "blocker" else "warn" if severity == "warn" else "ok"
    mark = Mark(kind, words, row)  # type: ignore[arg-type]
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(words, "body", "text", row, wrap=True), 1)
    return row
