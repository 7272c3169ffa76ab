"""Title, number and class of a project, kept as one step of undo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.models.errors import KnownError
from desktop.models.identity import ProjectId
from desktop.models.snapshot import Project
from desktop.tasks.background import Task, in_background
from desktop.views.desk import LIBRARY, Desk
from desktop.views.dialogs.class_choice import ClassChoice
from desktop.views.dialogs.labelled import labelled
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.strip import InlineStrip

__all__ = ["ProjectProperties"]


class ProjectProperties(QDialog):
    """Another class brings its items in and takes others out; what is recorded stays."""

    def __init__(self, desk: Desk, project: str, parent: QWidget, stack: str = LIBRARY) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Project properties"))
        self._desk = desk
        self._id = ProjectId(project)
        self._stack = stack
        self._before: Project | None = None
        self._strip = InlineStrip(self)
        self.title_line = QLineEdit(self)
        self.title_line.textChanged.connect(self._look)
        self.number_line = QLineEdit(self)
        self.class_choice = ClassChoice(desk.language, self)
        self.keep = PrimaryButton(self.tr("Keep"), "", self)
        self.keep.clicked.connect(self._keep)
        self.keep.setDefault(True)
        cancel = Button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        form = labelled(
            (
                (self.tr("Project title"), self.title_line),
                (self.tr("Project number"), self.number_line),
                (self.tr("Project class"), self.class_choice),
            ),
            self,
        )
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(14))
        column.addWidget(self._strip)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(px(640), px(260))
        self._look()
        self._read()

    def _read(self) -> None:
        library, project = self._desk.opened, self._id

        def work(_task: Task) -> object:
            from desktop.services.project_overviews import policy_lists
            from desktop.services.project_queries import project_snapshot

            return project_snapshot(library, project), policy_lists(library)

        task = in_background(work, self)
        task.done.connect(self._take)
        task.failed.connect(self._say)

    def _take(self, found: tuple[Project, tuple[object, ...]]) -> None:
        from desktop.services.project_overviews import PolicyLists

        project, lists = found
        self._before = project
        self.title_line.setText(project.title)
        self.number_line.setText(project.number)
        self.class_choice.choose(project.project_class)
        for one in lists:
            if isinstance(one, PolicyLists) and one.id == project.policy:
                self.class_choice.show_policy(one)
        self.title_line.selectAll()
        self.title_line.setFocus()
        self._look()

    def _look(self, *_: object) -> None:
        self.keep.setEnabled(self._before is not None and bool(self.title_line.text().strip()))

    def _keep(self) -> None:
        from desktop.services.commands.edit_project import EditProject

        title = self.title_line.text().strip()
        command = EditProject(self._id, title, self.number_line.text(), self.class_choice.letter)
        label = self.tr("Properties of {title}").format(title=title)
        try:
            self._desk.push(command, label, stack=self._stack)
        except KnownError as error:
            self._say(error)
            return
        self.accept()

    def _say(self, error: KnownError) -> None:
        self._strip.say("blocker", self._desk.explain(error), closable=False)
