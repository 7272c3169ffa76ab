"""Starts a project under a policy: its checklists are copied as they are now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.models.definitions import ProjectClass
from desktop.models.errors import KnownError
from desktop.tasks.background import Task, in_background
from desktop.views import places
from desktop.views.desk import Desk
from desktop.views.dialogs.class_choice import ClassChoice
from desktop.views.dialogs.labelled import labelled
from desktop.views.places import Place
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.labels import Label
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.services.project_overviews import PolicyLists
    from desktop.views.main_window import MainWindow

__all__ = ["NewProject", "new_project"]


def new_project(window: "MainWindow") -> None:
    """Under the policy that is looked at, where one is."""
    if window.desk.library is None:
        return
    place = window.place()
    policy = place.id if place.page == places.POLICY else ""
    NewProject(window.desk, window, policy).open()


class NewProject(QDialog):
    def __init__(self, desk: Desk, parent: QWidget, policy: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New project"))
        self._desk = desk
        self._wanted = policy
        self._lists: dict[str, PolicyLists] = {}
        self._strip = InlineStrip(self)
        self.policy = QComboBox(self)
        self.policy.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.policy.currentIndexChanged.connect(self._show_policy)
        self.title_line = QLineEdit(self)
        self.title_line.setPlaceholderText(self.tr("As it stands in the contract or the order"))
        self.title_line.textChanged.connect(self._look)
        self.number_line = QLineEdit(self)
        self.number_line.setPlaceholderText(self.tr("May be left empty"))
        self.class_choice = ClassChoice(desk.language, self)
        self.class_choice.chosen.connect(self._look)
        self.under = Label("", "label", "text2", self, wrap=True)
        self.trial = QCheckBox("", self)
        self.trial.toggled.connect(self._choose_revision)
        self.trial.hide()  # until it is known that there is a draft
        self._count = Label("", "label", "text2", self)
        self.start = PrimaryButton(self.tr("Start the project"), "", self)
        self.start.clicked.connect(self._start)
        self.start.setDefault(True)
        cancel = Button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        form = labelled(
            (
                (self.tr("Policy"), self.policy),
                (self.tr("Project title"), self.title_line),
                (self.tr("Project number"), self.number_line),
                (self.tr("Project class"), self.class_choice),
            ),
            self,
        )
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._count, 1)
        foot.addWidget(self.start)
        foot.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(14))
        column.addWidget(self._strip)
        column.addLayout(form)
        column.addWidget(self.under)
        column.addWidget(self.trial)
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(px(640), px(350))
        self.title_line.setFocus()
        self._look()
        self._read()

    # -- the policies --------------------------------------------------------------------------

    def _read(self) -> None:
        library = self._desk.opened

        def work(_task: Task) -> "tuple[PolicyLists, ...]":
            from desktop.services.project_overviews import policy_lists

            return policy_lists(library)

        task = in_background(work, self)
        task.done.connect(self._take)
        task.failed.connect(self._say)

    def _take(self, found: "tuple[PolicyLists, ...]") -> None:
        self._lists = {str(one.id): one for one in found}
        self.policy.clear()
        for one in found:
            words = one.title.text(self._desk.language)
            known = " ".join(part for part in (one.number, one.revision) if part)
            draft = "" if one.in_force else self.tr(" (draft: a trial run)")
            self.policy.addItem(f"{words}  {known}{draft}", str(one.id))
        if self._wanted:
            self.policy.setCurrentIndex(max(0, self.policy.findData(self._wanted)))
        if not found:
            self._strip.say(
                "warn",
                self.tr("There is no policy with checklists yet. Create one first."),
                self.tr("New policy…"),
                closable=False,
            )
            self._strip.acted.connect(self._to_new_policy)
        elif self._desk.read_only:
            words = self.tr("The library can only be read now; no project can be started.")
            self._strip.say("warn", words, closable=False)
        self._show_policy()

    def _to_new_policy(self) -> None:
        self.reject()
        desk = self._desk
        QTimer.singleShot(0, lambda: desk.command_wanted.emit("file.new_policy"))

    def _show_policy(self) -> None:
        """Under which revision it would run, and whether the draft that follows can be tried."""
        whole = self._lists.get(str(self.policy.currentData() or ""))
        draft = whole.draft if whole is not None else None
        self.trial.setChecked(False)
        self.trial.setVisible(draft is not None)
        if draft is not None:
            words = self.tr("Try the draft {revision}").format(revision=draft.revision)
            self.trial.setText(words.replace("&", "&&"))
            self.trial.setAccessibleName(words)
        self._choose_revision()

    def _choose_revision(self) -> None:
        lists = self._chosen()
        self.class_choice.show_policy(lists)
        if lists is not None:
            words = (
                self.tr("Runs under {revision}, which is in force")
                if lists.in_force
                else self.tr("Runs under the draft {revision}: a trial run")
            )
            self.under.setText(words.format(revision=lists.revision))
        self._look()

    def _chosen(self) -> "PolicyLists | None":
        """The policy in the revision that the project would be run under."""
        whole = self._lists.get(str(self.policy.currentData() or ""))
        if whole is not None and whole.draft is not None and self.trial.isChecked():
            return whole.draft
        return whole

    # -- starting ------------------------------------------------------------------------------

    def _look(self, *_: object) -> None:
        lists = self._chosen()
        if lists is not None:
            self._count.setText(
                self.tr("{count} of {total} items apply").format(
                    count=lists.items[self.class_choice.letter], total=lists.total
                )
            )
        ready = lists is not None and bool(self.title_line.text().strip())
        writable = not self._desk.read_only
        self.start.setEnabled(ready and writable)
        self.start.setToolTip("" if ready or not writable else self.tr("The project needs a title"))

    def _start(self) -> None:
        from desktop.models.identity import PolicyId
        from desktop.services.commands.start_project import StartProject

        title = self.title_line.text().strip()
        letter: ProjectClass = self.class_choice.letter
        command = StartProject(
            PolicyId(str(self.policy.currentData())),
            title,
            letter,
            self.number_line.text(),
            self.trial.isChecked(),
        )
        label = self.tr("New project {title}").format(title=title)
        try:
            outcome = self._desk.push(command, label)
        except KnownError as error:
            self._say(error)
            return
        self.accept()
        self._desk.go_to(Place(places.PROJECT, id=outcome.result))

    def _say(self, error: KnownError) -> None:
        self._strip.say("blocker", self._desk.explain(error), closable=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.start.isEnabled():
            self._start()
        elif not enter:
            super().keyPressEvent(event)
