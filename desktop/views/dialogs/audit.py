"""The audit trail: who changed what and when, what it was before, and whether the log is whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.audit_places import only_ids, place_of_value
from desktop.views.dialogs.audit_words import differing, path_words
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.item_models.audit import OF_WHAT, RECORD, AuditModel
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label
from desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.models.errors import Problem
    from desktop.services.audit_names import AuditNames
    from desktop.services.log_queries import AuditPage, AuditRecord
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["AuditDialog", "audit_trail"]

PAGE = 100
_FILLED = 40
"""Entries that fill the dialog: where a filter leaves fewer of a page, the next one is read."""
_DAYS = {"all": 0, "today": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class _Read:
    """`owners` and `people`, for the filters, come with the first answer."""

    turn: int
    page: "AuditPage"
    names: "AuditNames"
    owners: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()


def audit_trail(window: "MainWindow") -> None:
    if window.desk.library is not None:
        show_once(window, AuditDialog, lambda: AuditDialog(window, window.desk))


class AuditDialog(Frame):
    """The newest entries first, a hundred at a time; below, what the chosen one has changed."""

    def __init__(self, window: QWidget, desk: "Desk") -> None:
        super().__init__(window, desk, self.tr("Audit trail"), QSize(980, 640))
        self._library = desk.opened
        self._owners: tuple[tuple[str, str], ...] | None = None
        self._named: set[str] = set()
        self._round = 0
        self._oldest: int | None = None
        self.model = AuditModel(self)
        self.model.more_wanted.connect(self._read_more)
        self.body.addLayout(self._filters())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        upper, lower = Card(padding=0), Card(padding=0)
        upper.body.addWidget(self._entries())
        lower.body.addWidget(self._details())
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setSizes([px(360), px(160)])
        self.body.addWidget(splitter, 1)
        self.chain = Label("", "label", "text2")
        self._busy = Busy(self)
        self.foot.insertWidget(0, self.chain)
        self.foot.insertWidget(1, self._busy)
        self.add_close()
        self._begin()
        self._check_chain()

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.of_what = QComboBox()
        self.of_what.addItem(self.tr("All policies and projects"), "")
        self.of_what.setAccessibleName(self.tr("Of what"))
        self.of_what.setMaximumWidth(px(320))
        self.who = QComboBox()
        self.who.addItem(self.tr("Everybody"), None)
        self.who.setAccessibleName(self.tr("Who"))
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("Period"))
        for key, words in (
            ("all", self.tr("At any time")),
            ("today", self.tr("Today")),
            ("week", self.tr("The last 7 days")),
            ("month", self.tr("The last month")),
            ("year", self.tr("The last year")),
        ):
            self.period.addItem(words, key)
        for box in (self.of_what, self.who, self.period):
            row.addWidget(box)
            box.activated.connect(lambda _at: self._begin())
        self.words = SearchField(self.tr("Filter by what, chapter, field or item"))
        self.words.searched.connect(lambda _words: self._begin())
        row.addWidget(self.words, 1)
        self._total = Label("", "label", "text2")
        row.addWidget(self._total)
        return row

    def _entries(self) -> QTableView:
        table = QTableView()
        table.setProperty("role", "cells")
        table.setAccessibleName(self.tr("Entries"))
        table.setModel(self.model)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # whose and what, not what is between
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(28))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((56, 148, 84, 196)):
            head.resizeSection(column, px(width))
        table.selectionModel().currentRowChanged.connect(self._show_details)
        self.table = table
        return table

    def _details(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("What the entry has changed"))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels([self.tr("Where"), self.tr("Before"), self.tr("After")])
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        tree.setWordWrap(True)
        self.details = tree
        return tree

    # -- reading ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        """From the newest entry on, with the filters as they are."""
        self._round += 1
        self._oldest = None
        self.model.begin()
        self.details.clear()
        self._read()

    def _read_more(self) -> None:
        self._read()

    def _read(self) -> None:
        library, turn, language = self._library, self._round, self.desk.language
        before, first, named = self._oldest, self._owners is None, frozenset(self._named)
        target, by = str(self.of_what.currentData() or ""), self.who.currentData()
        days = _DAYS[str(self.period.currentData())]
        since = None
        if days:
            midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0)
            since = midnight - timedelta(days=days - 1)

        def work(_task: Task) -> "_Read":
            from desktop.services.audit_names import audit_names
            from desktop.services.log_queries import audit_page, audit_people
            from desktop.services.project_queries import project_summaries
            from desktop.services.queries import policy_summaries

            page = audit_page(library, before=before, limit=PAGE, target=target, by=by, since=since)
            owners = {one.target.partition("/")[0] for one in page.entries} - named
            names = audit_names(library, sorted(owners), language)
            if not first:
                return _Read(turn, page, names)
            policies = [(one.id, one.title) for one in policy_summaries(library)]
            projects = [(one.id, one.title) for one in project_summaries(library)]
            return _Read(turn, page, names, (*policies, *projects), audit_people(library))

        task = in_background(work)
        task.done.connect(self._take)
        task.failed.connect(self.say_wrong)

    def _take(self, found: "_Read") -> None:
        if self._owners is None:
            self._owners = found.owners
            for owner, title in found.owners:
                self.of_what.addItem(title, owner)
            for person in found.people:
                self.who.addItem(person, person)
        self._keep_names(found.names)
        if found.turn != self._round:
            return
        page = found.page
        self._named |= {one.target.partition("/")[0] for one in page.entries}
        complete = len(page.entries) < PAGE
        self._oldest = page.entries[-1].seq if page.entries else self._oldest
        first = not self.model.records
        wanted = [one for one in page.entries if self._is_wanted(one)]
        self.model.add(wanted, complete=complete)
        self._total.setText(self.tr("%n entries in all", "", page.total))
        if first and wanted:
            self.table.selectRow(0)
        if not complete and len(self.model.records) < _FILLED:
            self.model.complete = True  # until the answer says otherwise
            self._read()

    def _keep_names(self, found: "AuditNames") -> None:
        known = self.model.names
        if known is None:
            self.model.names = found
            return
        known.titles.update(found.titles)
        known.gone.update(found.gone)
        known.places.update(found.places)

    def _is_wanted(self, record: "AuditRecord") -> bool:
        said = "\n".join(self.model.cells(record)).casefold()
        return all(one in said for one in self.words.text().casefold().split())

    def _show_details(self, index: QModelIndex) -> None:
        self.details.clear()
        record, names = index.data(RECORD), self.model.names
        if record is None or names is None:
            return
        lines = differing(record.before, record.after)
        speaking = [one for one in lines if not only_ids(one[0])]
        for path, before, after in speaking or lines:
            where = place_of_value(record, path, names) or index.siblingAtColumn(OF_WHAT).data()
            line = QTreeWidgetItem([where, before, after])
            line.setToolTip(0, f"{where}\n{path_words(path)}".strip())
            self.details.addTopLevelItem(line)

    def _check_chain(self) -> None:
        library = self._library
        self._busy.start(self.tr("The log is checked…"))

        def work(_task: Task) -> "tuple[Problem, ...]":
            from desktop.services.care import audit_problems

            return audit_problems(library)

        task = in_background(work)
        task.done.connect(self._show_chain)
        task.failed.connect(self.say_wrong)

    def _show_chain(self, problems: "tuple[Problem, ...]") -> None:
        self._busy.stop()
        if not problems:
            self.chain.set_tone("ok")
            self.chain.setText(self.tr("The chain of entries is intact"))
            return
        from desktop.i18n import catalogue

        say = catalogue("errors").say
        sentences = [say(one.code, self.desk.language, **one.facts) for one in problems[:5]]
        self.strip.say("blocker", "\n".join(sentences))
