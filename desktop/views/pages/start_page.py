"""Where one begins: recent policies, new ones from templates, the sample company, my day."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.tasks.background import in_background
from desktop.views.desk import Desk
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.policy_actions import PolicyActions, keep_local
from desktop.views.pages.policy_table import PolicyTable
from desktop.views.pages.start.card_grid import CardGrid
from desktop.views.pages.start.cards import SampleCard, TemplateCard, WaitingCard
from desktop.views.pages.start.dropped import dropped_file, take_dropped
from desktop.views.pages.start.first_steps import FirstSteps
from desktop.views.pages.start.library_strips import LibraryStrips
from desktop.views.pages.start.my_day import MyDay
from desktop.views.pages.start.outlines import TemplatesRead, read_template_outlines
from desktop.views.pages.start.reading import Overview, OverviewReader
from desktop.views.pages.start.sample import SampleTrial
from desktop.views.places import POLICIES, START, Place
from desktop.views.theme import zoom
from desktop.views.when import long_day_words
from desktop.views.widgets.buttons import Button, LinkButton, PrimaryButton
from desktop.views.widgets.labels import Label
from desktop.views.widgets.separators import VerticalLine

__all__ = ["StartPage"]

MOST_RECENT = 6
NARROW = 1120
TEMPLATES_WAITING = 5


class StartPage(Page):
    """Its skeleton stands at once; what the library holds comes when it is open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Start"))
        self._actions = PolicyActions(desk, self)
        self.sample = SampleTrial(desk, self)
        self.reader = OverviewReader(desk, self)
        self._templates: TemplatesRead | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._main_column(), 1)
        self._line = VerticalLine()
        row.addWidget(self._line)
        self.my_day = MyDay(desk.language)
        self.my_day.place_wanted.connect(desk.go_to)
        self.my_day.back_up_wanted.connect(lambda: desk.command_wanted.emit("library.back_up"))
        row.addWidget(self.my_day)
        self.reader.read.connect(self._show)
        self.sample.busy_changed.connect(lambda _busy: self._show_sample())
        desk.library_opened.connect(self._on_library)
        desk.library_closed.connect(self._show_waiting)
        self._show_waiting()
        if desk.library is not None:
            self._on_library()

    # -- the page --------------------------------------------------------------------------------

    def _main_column(self) -> QWidget:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(12)
        self.strips = LibraryStrips(self.desk, self.sample)
        column.addWidget(self.strips)
        recent = QHBoxLayout()
        recent.addWidget(Label(self.tr("Recent policies"), "section"), 1)
        self.all_policies = LinkButton(self.tr("All policies"))
        self.all_policies.clicked.connect(lambda: self.desk.go_to(Place(POLICIES)))
        recent.addWidget(self.all_policies)
        column.addLayout(recent)
        column.addSpacing(6)
        column.addWidget(self._recent_card())
        self.first_steps = FirstSteps()
        self.first_steps.person_named.connect(self._name_person)
        self.first_steps.organisation_named.connect(self._name_organisation)
        self.first_steps.new_policy_wanted.connect(self.new_policy)
        self.first_steps.sample_wanted.connect(self.sample.open)
        column.addWidget(self.first_steps)
        column.addSpacing(24)
        column.addWidget(Label(self.tr("New from a template"), "section"))
        column.addSpacing(12)
        self.cards = CardGrid()
        self.sample_card = SampleCard()
        self.sample_card.clicked.connect(self.sample.open)
        waiting = [WaitingCard() for _ in range(TEMPLATES_WAITING)]
        self.cards.set_cards([*waiting, self.sample_card])
        column.addWidget(self.cards)
        column.addStretch(1)
        self._scroll.setWidget(body)
        return self._scroll

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.greeting = Label("", "greeting")
        row.addWidget(self.greeting)
        self._day = Label("", "body", "text2")
        row.addWidget(self._day)
        row.addStretch(1)
        project = Button(self.tr("New project"), "folder-kanban")
        project.clicked.connect(lambda: self.desk.command_wanted.emit("file.new_project"))
        row.addWidget(project)
        self.new_button = PrimaryButton(self.tr("New policy"), "file-plus")
        self.new_button.clicked.connect(self.new_policy)
        row.addWidget(self.new_button)
        return row

    def _recent_card(self) -> QWidget:
        self._recent = QFrame()
        self._recent.setProperty("role", "card")
        inside = QVBoxLayout(self._recent)
        inside.setContentsMargins(1, 1, 1, 1)
        self.table = PolicyTable()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(self.table)
        self.table.opened.connect(self._actions.open)
        self.table.properties_wanted.connect(self._actions.properties)
        self.table.duplicate_wanted.connect(self._actions.duplicate)
        self.table.print_wanted.connect(self._actions.print)
        self.table.delete_wanted.connect(self._actions.delete)
        self.table.selectionModel().currentChanged.connect(lambda *_: self.commands_changed.emit())
        return self._recent

    # -- what is shown ---------------------------------------------------------------------------

    def _greet(self) -> None:
        now = datetime.now().astimezone()
        if 5 <= now.hour < 11:
            words = self.tr("Good morning")
        elif 11 <= now.hour < 13:
            words = self.tr("Good day")
        elif 13 <= now.hour < 18:
            words = self.tr("Good afternoon")
        else:
            words = self.tr("Good evening")
        if self.desk.person:
            words = self.tr("{greeting}, {name}").format(greeting=words, name=self.desk.person)
        self.greeting.setText(words)
        self._day.setText(long_day_words(now.date()))

    def _show_waiting(self) -> None:
        """Before the library is open: the frame of what comes."""
        self._greet()
        self.strips.clear()
        self.table.set_rows(())
        self._fit_table(MOST_RECENT)
        self._recent.show()
        self.first_steps.hide()
        self.all_policies.hide()
        self.commands_changed.emit()
        self.status_changed.emit()

    def _on_library(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)  # another library is read from its top
        self._show_sample()
        self.strips.show_library()
        if self._templates is None:
            language = self.desk.language
            task = in_background(lambda _task: read_template_outlines(language))
            task.done.connect(self._show_templates)
            task.failed.connect(self.desk.refuse)

    def _show(self, overview: Overview) -> None:
        self._greet()
        rows = overview.rows[:MOST_RECENT]
        self.table.set_rows(rows)
        self._fit_table(len(rows))
        self._recent.setVisible(bool(rows))
        self.first_steps.setVisible(not rows)
        self.new_button.setVisible(bool(rows))  # the first steps have their own filled button
        self.first_steps.show_names(self.desk.person, overview.organisation)
        self.first_steps.set_organisation_open(not self.desk.read_only)
        self.all_policies.setVisible(len(overview.rows) > 1)
        self.all_policies.set_words(self.tr("All %n policies", "", len(overview.rows)))
        self.my_day.show_agenda(overview.agenda, overview.backup, overview.today)
        self.commands_changed.emit()
        self.status_changed.emit()

    def _fit_table(self, rows: int) -> None:
        self.table.setFixedHeight(self.table.height_of(rows))

    def _show_templates(self, read: TemplatesRead) -> None:
        self._templates = read
        cards: list[QWidget] = []
        for outline in read.outlines:
            card = TemplateCard(outline)
            card.outline_wanted.connect(self.look_at_template)
            card.use_wanted.connect(self.new_policy)
            cards.append(card)
        self.cards.set_cards([*cards, self.sample_card])

    def _show_sample(self) -> None:
        busy = self.sample.busy
        self.sample_card.setEnabled(not busy)
        if busy:
            words = self.tr("The sample is being made…")
        elif self.sample.is_open:
            words = self.tr("This is the sample")
            self.sample_card.setEnabled(False)
        else:
            words = self.tr("Open the sample")
        self.sample_card.set_action(words)

    # -- what is done ----------------------------------------------------------------------------

    def new_policy(self, template: object = "") -> None:
        """`template`: id of one; anything else (a click's state) leaves the choice open."""
        from desktop.views.dialogs.new_policy import new_policy_from

        chosen = template if isinstance(template, str) else ""
        new_policy_from(self.window(), self.desk, chosen)

    def look_at_template(self, template: str) -> None:
        from desktop.views.dialogs.template_outline import look_at_template

        if self._templates is not None:
            outline = next(one for one in self._templates.outlines if one.id == template)
            look_at_template(self.window(), self.desk, outline)

    def _name_person(self, name: str) -> None:
        if name != self.desk.person:
            self.desk.local.person = name
            keep_local(self.desk)
            self._greet()

    def _name_organisation(self, name: str) -> None:
        from desktop.views.dialogs.settings_parts.organisation import name_organisation

        if self.desk.library is not None:
            name_organisation(self.desk, name)

    # -- drag and drop ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        data: QMimeData = event.mimeData()
        path = dropped_file(data)
        if path is not None:
            event.acceptProposedAction()
            take_dropped(self.window(), self.desk, Path(path))

    # -- the window ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = self.window().width() >= NARROW * zoom()
        self.my_day.setVisible(wide)
        self._line.setVisible(wide)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._greet()

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        def on(act: Callable[[str], None]) -> Callable[[], None]:
            return lambda: act(self.table.current_policy())

        return {
            "file.properties": on(self._actions.properties),
            "file.duplicate": on(self._actions.duplicate),
            "file.delete": on(self._actions.delete),
            "file.print": on(self._actions.print),
        }

    def can(self, command: str) -> bool:
        if not self.table.current_policy():
            return False
        return command == "file.print" or not self.desk.read_only

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack()

    def status(self) -> tuple[StatusPart, ...]:
        library, seen = self.desk.library, self.reader.latest
        if library is None:
            return ()
        parts = [
            StatusPart(
                self.tr("Library: {path}").format(path=library.path),
                "archive",
                command="library.show_folder",
            )
        ]
        if seen is not None:
            counts = (
                self.tr("%n policies", "", len(seen.rows)),
                self.tr("%n projects", "", seen.projects),
            )
            parts.append(StatusPart(" · ".join(counts)))
        kept = self.tr("No network needed: everything stays on this computer.")
        parts.append(StatusPart(kept, "check", "ok", right=True))
        return tuple(parts)

    def place(self) -> Place:
        return Place(START)

    def entered(self) -> None:
        self.reader.read_now()
        if self.table.model().rowCount():
            self.table.setFocus()
        elif self.new_button.isVisible():
            self.new_button.setFocus()
