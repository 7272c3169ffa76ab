"""The working part of a project's page: phases, the list of one of them, details of an item."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from desktop.models.definitions import Phase
from desktop.models.snapshot import Policy, Project
from desktop.views import places
from desktop.views.desk import Desk
from desktop.views.dialogs.item_reason import ItemReason
from desktop.views.item_models.checklist import FILTERS, GROUPINGS, ChecklistModel, Grouping, Line
from desktop.views.pages.project.actions import ItemActions
from desktop.views.pages.project.detail import ItemPanel, Shown
from desktop.views.pages.project.filters import FilterBar
from desktop.views.pages.project.list_view import ChecklistView
from desktop.views.pages.project.name_strip import NameStrip
from desktop.views.pages.project.progress import PhaseProgress, phase_progress, records_of
from desktop.views.pages.project.sheet import ChecklistSheet
from desktop.views.pages.project.stepper import PhaseStepper, Step
from desktop.views.pages.project.words import article_title, phase_sentence, role_titles
from desktop.views.places import Place
from desktop.views.theme import icon, px

if TYPE_CHECKING:
    from desktop.views.project_in_hand import ProjectInHand

__all__ = ["ProjectBoard"]

_LOW = 330
_DETAILS, _GROUPING = "project-details", "project-grouping"


class ProjectBoard(QWidget):
    """Keeps the phase and, in each phase, the item that one was at."""

    moved = Signal()
    """Another phase, another item or another selection."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._held: ProjectInHand | None = None
        self._policy: Policy | None = None
        self._phase = ""
        self._items_at: dict[tuple[str, str], str] = {}
        self.recorder = ItemActions(desk, self)
        self.model = ChecklistModel(desk.language, self)
        self.model.set_grouping(self._kept_grouping())
        self._build()
        self._connect_list()
        self._connect_panel()

    def _build(self) -> None:
        self.name_strip = NameStrip(self)
        self.stepper = PhaseStepper(self)
        self.view = ChecklistView(self.model, parent=self)
        self.view.setAccessibleName(self.tr("Items of the phase"))
        self.filters = FilterBar(states=True, parent=self)
        self.filters.set_grouping(self.model.grouping)
        self.panel = ItemPanel(self.desk, self)
        self.sheet = ChecklistSheet(self.view, self.filters, self.panel, self)
        self.sheet.set_panel_wanted(self.desk.local.switches.get(_DETAILS, True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.name_strip, self.stepper):
            column.addWidget(widget)
        column.addWidget(self.sheet, 1)

    def _connect_list(self) -> None:
        view, filters, recorder = self.view, self.filters, self.recorder
        self.stepper.chosen.connect(self.show_phase)
        filters.kept_chosen.connect(lambda kept: self._filter(kept=kept))
        filters.searched.connect(lambda text: self._filter(text=text))
        filters.role_chosen.connect(lambda role: self._filter(role=role))
        filters.grouping_chosen.connect(self._group)
        filters.left_downwards.connect(self.enter_list)
        view.ticked.connect(recorder.tick)
        view.files_dropped.connect(recorder.add_evidence)
        view.evidence_wanted.connect(lambda _code: self.begin_evidence())
        view.note_wanted.connect(lambda _code: self._begin_note())
        view.details_wanted.connect(lambda _code: self._details())
        view.current_changed.connect(self._show_item)
        view.selection_changed.connect(self._selection_changed)
        view.menu_wanted.connect(self._context_menu)
        recorder.name_wanted.connect(self.name_strip.ask)
        self.name_strip.given.connect(self._name_given)
        self.name_strip.refused.connect(self._name_refused)

    def _connect_panel(self) -> None:
        panel = self.panel
        panel.state_wanted.connect(self.set_state)
        panel.evidence_added.connect(self.recorder.add_evidence)
        panel.evidence_removed.connect(self.recorder.remove_evidence)
        panel.note_written.connect(self._write_note)
        panel.article_wanted.connect(self._open_article)
        panel.closed.connect(self._close_panel)
        panel.left.connect(self._leave_panel)
        self.sheet.panel_toggled.connect(self._keep_panel)

    # -- which project -------------------------------------------------------------------------

    def take(self, in_hand: "ProjectInHand") -> None:
        """Another project."""
        self._held = in_hand
        self._policy = None
        self._phase = ""
        self.name_strip.hide()
        self.recorder.take(in_hand)

    def let_go(self) -> None:
        self._held = None
        self.name_strip.hide()

    def set_policy(self, policy: Policy | None) -> None:
        """The policy that names roles and articles; read later than the project."""
        self._policy = policy
        self.refresh()

    @property
    def project(self) -> Project | None:
        return self._held.project if self._held is not None else None

    @property
    def phase(self) -> Phase | None:
        project = self.project
        phases = project.phases if project else ()
        return next((one for one in phases if one.id == self._phase), None)

    @property
    def progress(self) -> PhaseProgress | None:
        project, phase = self.project, self.phase
        if project is None or phase is None:
            return None
        return phase_progress(phase, records_of(project))

    # -- where one is --------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """To a phase and an item; without them to where work goes on."""
        project = self.project
        if project is None:
            return
        known = {one.id for one in project.phases}
        of_item = {item.code: phase.id for phase in project.phases for item in phase.items}
        wanted = {str(code): phase for code, phase in of_item.items()}.get(place.item, "")
        named = place.phase if place.phase in known else ""
        self.show_phase(wanted or named or self._phase or self._phase_at_work(project))
        if place.item and not self.view.select_code(place.item):
            self.filters.set_kept("all")
            self.filters.search.clear()
            self._filter(kept="all", text="", role="")
            self.view.select_code(place.item)

    def _phase_at_work(self, project: Project) -> str:
        """The first phase with something mandatory open."""
        records = records_of(project)
        for phase in project.phases:
            progress = phase_progress(phase, records)
            if progress.open_gate or progress.open_mandatory:
                return phase.id
        return project.phases[0].id if project.phases else ""

    def show_phase(self, phase_id: str) -> None:
        self.panel.save()
        if phase_id == self._phase or not phase_id:
            self.refresh()
            return
        self._phase = phase_id
        self.model.show_lines(self._lines())
        self.refresh()
        kept = self._items_at.get((self._held.id if self._held else "", phase_id), "")
        if not kept or not self.view.select_code(kept):
            self.view.select_first()
        self.moved.emit()

    # -- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows again what may have changed; selection and scroll position stay."""
        project = self.project
        if project is None or not self._phase:
            return  # `go` comes first
        phase = self.phase
        if phase is None:
            self.show_phase(self._phase_at_work(project))
            return
        self.stepper.show_steps(self._steps(project), self._phase)
        current, selected = self.view.current_code, self.view.selected_codes
        self.model.update_lines(self._lines())
        if current and self.view.current_code != current:
            self.view.select_codes([current, *(one for one in selected if one != current)])
        self.filters.show_counts({one: self.model.count(one) for one in FILTERS})
        self.filters.show_roles(self.model.roles(), self.model.filter.role)
        title = self.tr("{phase} phase").format(phase=phase.title.text(self.desk.language))
        progress = phase_progress(phase, records_of(project))
        self.sheet.say(title, *phase_sentence(progress))
        self.view.rows.writable = not self.desk.read_only
        self.view.say_when_empty(
            self.tr("No item fits the filter.")
            if self.model.total
            else self.tr("No items apply to this class of project.")
        )
        self._show_item(self.view.current_code)

    def _steps(self, project: Project) -> list[Step]:
        language, records = self.desk.language, records_of(project)
        return [
            Step(
                one.id,
                one.title.text(language),
                len(one.items),
                phase_progress(one, records),
                one.gate.title.text(language) if one.gate else "",
            )
            for one in project.phases
        ]

    def _lines(self) -> list[Line]:
        project, phase = self.project, self.phase
        if project is None or phase is None:
            return []
        roles = role_titles(self._policy, self.desk.language)
        records = records_of(project)
        return [
            Line(one, records.get(one.code), roles.get(one.role or "", one.role or ""))
            for one in phase.items
        ]

    def _show_item(self, code: str) -> None:
        held, line = self._held, self.model.line(self.view.currentIndex())
        if held is None or line is None:
            return
        self._items_at[(held.id, self._phase)] = code
        title = article_title(self._policy, line.item.article, self.desk.language)
        self.panel.show_item(Shown(held.id, line, title, not self.desk.read_only))

    def _selection_changed(self) -> None:
        self.panel.show_selection(len(self.view.selected_codes))
        self.moved.emit()

    def _filter(self, **changes: str) -> None:
        current = self.view.current_code
        self.model.keep_filter(**changes)
        if not self.view.select_code(current):
            self.view.select_first()

    def _group(self, grouping: str) -> None:
        current = self.view.current_code
        self.model.set_grouping(self._known_grouping(grouping))
        self.view.select_code(current)
        self.desk.local.choices[_GROUPING] = grouping

    def _kept_grouping(self) -> Grouping:
        return self._known_grouping(self.desk.local.choices.get(_GROUPING, ""))

    @staticmethod
    def _known_grouping(name: str) -> Grouping:
        return next((one for one in GROUPINGS if one == name), GROUPINGS[0])

    # -- what is done --------------------------------------------------------------------------

    def save(self) -> None:
        if self.project is not None:
            self.panel.save()

    def tick(self) -> None:
        self.recorder.tick(self._chosen())

    def set_state(self, state: str) -> None:
        """Of all that is selected. What needs words is asked for."""
        codes = self._chosen()
        if state in ("na", "failed"):
            self.ask_reason(state)
        else:
            self.recorder.set_state(codes, state)

    def ask_reason(self, state: str) -> None:
        codes, project = self._chosen(), self.project
        line = self.model.line(self.view.currentIndex())
        if not codes or project is None or line is None:
            return
        self.panel.save()
        what = self.tr("{count} items").format(count=len(codes))
        note = ""
        if len(codes) == 1:
            what = f"{line.item.code} {line.item.text.text(self.desk.language)}"
            note = line.record.note if line.record else ""
        dialog = ItemReason(state, what, note, self.window())
        dialog.given.connect(lambda reason: self.recorder.set_state(codes, state, reason))
        # Else the keyboard falls to whichever button comes next: Space would mark something.
        dialog.finished.connect(lambda _result: self.view.setFocus())
        dialog.open()

    def _chosen(self) -> list[str]:
        current = self.view.current_code
        return self.view.selected_codes or ([current] if current else [])

    def begin_evidence(self) -> None:
        if self.view.current_code and not self.desk.read_only:
            self.sheet.show_panel()
            self.panel.begin_evidence()

    def _begin_note(self) -> None:
        if not self.desk.read_only:
            self.sheet.show_panel()
            self.panel.begin_note()

    def _details(self) -> None:
        if self.sheet.panel_shown:
            self.panel.begin_evidence()
        else:
            self.sheet.show_panel()

    def _write_note(self, code: str, note: str) -> None:
        error = self.recorder.write_note(code, note)
        self.panel.note_refused(self.desk.explain(error) if error else "")

    def _open_article(self, article: str) -> None:
        project = self.project
        if project is not None:
            self.desk.go_to(Place(places.POLICY, id=project.policy, article=article))

    def _name_given(self, name: str) -> None:
        self.recorder.name_given(name)
        self.enter_list()

    def _name_refused(self) -> None:
        self.recorder.name_not_given()
        self.enter_list()

    # -- panes and menu ------------------------------------------------------------------------

    def enter_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.select_first()

    def next_pane(self) -> None:
        """Phases, list, details, and again."""
        if self.view.hasFocus() and self.sheet.panel_shown:
            self.panel.begin_evidence()
        elif self.view.hasFocus() or self._focus_in_panel():
            self.stepper.focus_current()
        else:
            self.enter_list()

    def _focus_in_panel(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _leave_panel(self) -> None:
        if self.sheet.is_drawer:
            self.sheet.hide_panel()
        self.enter_list()

    def _close_panel(self) -> None:
        self.panel.save()
        self.sheet.hide_panel()
        self.enter_list()

    def _keep_panel(self, shown: bool) -> None:
        self.desk.local.switches[_DETAILS] = shown

    def _context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self.model.line(self.view.currentIndex())
        writable = not self.desk.read_only
        chosen = len(self.view.selected_codes)
        gate = chosen == 1 and line is not None and line.item.tag == "G"
        for words, name, enabled, act in (
            (self.tr("Mark as done"), "check", writable, lambda: self.set_state("done")),
            (self.tr("Reopen"), "rotate-ccw", writable, lambda: self.set_state("open")),
            (self.tr("Not applicable…"), "minus", writable and not gate, self._waive),
            (self.tr("Failed…"), "x", writable, lambda: self.ask_reason("failed")),
            (self.tr("Add evidence…"), "paperclip", writable, self.begin_evidence),
            (self.tr("Details"), "panel-right", True, self._details),
        ):
            menu.addAction(icon(name), words, act).setEnabled(enabled)
        menu.popup(place)

    def _waive(self) -> None:
        self.ask_reason("na")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.stepper.set_low(self.height() < px(_LOW))
