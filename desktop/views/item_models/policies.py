"""The list of policies, as the start page and the page of all policies show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop.views.when import distance_words, moment_words
from desktop.views.widgets.chips import state_chip

if TYPE_CHECKING:
    from desktop.services.overview import Filling
    from desktop.services.queries import PolicySummary
    from desktop.services.standings import Standing

__all__ = [
    "DATE",
    "DISTANCE",
    "NAME",
    "OPENED",
    "ROW",
    "STATE",
    "PolicyFilter",
    "PolicyModel",
    "PolicyRow",
    "state_words",
]

NAME, STATE, DATE, DISTANCE, OPENED = range(5)
ROW = Qt.ItemDataRole.UserRole + 1
"""Role of the whole `PolicyRow`."""
SORT = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_STATES = (
    "draft",
    "consultation",
    "countersign",
    "review",
    "approved",
    "issued",
    "effective",
    "expired",
    "superseded",
    "withdrawn",
)
_NOWHERE = QModelIndex()


def state_words(state: str) -> str:
    """A state of a policy in the window's language."""
    return state_chip(state).text


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """`filling` None: not known yet. `opened`: when the person last opened it. `standing`: which
    revision applies beside the one that is worked on."""

    summary: "PolicySummary"
    filling: "Filling | None" = None
    opened: datetime | None = None
    standing: "Standing | None" = None

    @property
    def review_due(self) -> date | None:
        """Of the revision that applies; where none does, as it is planned."""
        if self.standing is not None and self.standing.in_force:
            return self.standing.review_due
        return self.summary.review_due if self.summary.state != "withdrawn" else None

    @property
    def trial_until(self) -> date | None:
        """When the trial of what applies ends, or has ended."""
        standing = self.standing
        return None if standing is None else standing.trial_until or standing.expired_on

    @property
    def day(self) -> date | None:
        """The date that counts next: of its trial or review, or from which it is in force."""
        dates = [one for one in (self.trial_until, self.review_due) if one is not None]
        return min(dates) if dates else self.summary.effective

    @property
    def second_line(self) -> str:
        """Number and revision; where another one applies meanwhile, both."""
        summary, standing = self.summary, self.standing
        revision = summary.revision
        if standing is not None and standing.in_force not in ("", revision):
            words = QCoreApplication.translate(
                "Policies", "in force {force} · being revised {latest}"
            )
            if summary.state in ("approved", "issued"):
                words = QCoreApplication.translate(
                    "Policies", "in force {force} · to follow {latest}"
                )
            revision = words.format(force=standing.in_force, latest=revision)
        return " · ".join(filter(None, (summary.number, revision)))


class PolicyModel(QAbstractTableModel):
    """`set_rows` replaces them; the view keeps what is current by its policy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PolicyRow, ...] = ()
        self.now = datetime.now().astimezone()

    def set_rows(self, rows: Sequence[PolicyRow]) -> None:
        """Equal lists of policies are brought up to date in place: nothing jumps."""
        self.now = datetime.now().astimezone()
        same = [one.summary.id for one in rows] == [one.summary.id for one in self.rows]
        if same:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, OPENED))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else 5

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        tr = QCoreApplication.translate
        return (
            tr("Policies", "Name"),
            tr("Policies", "State"),
            tr("Policies", "Next date"),
            tr("Policies", "What then"),
            tr("Policies", "Last opened"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == SORT:
            return self._sorted_by(row, index.column())
        return None

    def _words(self, row: PolicyRow, column: int) -> str:
        if column == NAME:
            return row.summary.title
        if column == STATE:
            return state_words(row.summary.state)
        if column == DATE:
            return "—" if row.day is None else row.day.isoformat()
        if column == DISTANCE:
            return self.what_then(row)
        return "" if row.opened is None else moment_words(row.opened, self.now)

    def what_then(self, row: PolicyRow) -> str:
        """What happens on its next date, and how far that is."""
        tr = QCoreApplication.translate
        today = self.now.date()
        summary = row.summary
        if row.trial_until is not None and row.day == row.trial_until:
            distance = distance_words(row.trial_until, today)
            if row.trial_until < today:
                return tr("Policies", "Trial ended {distance}").format(distance=distance)
            return tr("Policies", "Trial ends {distance}").format(distance=distance)
        if row.review_due is not None:
            distance = distance_words(row.review_due, today)
            if row.review_due < today:
                return tr("Policies", "Review was due {distance}").format(distance=distance)
            return tr("Policies", "Review {distance}").format(distance=distance)
        if summary.effective is not None:
            distance = distance_words(summary.effective, today)
            if summary.effective <= today:
                return tr("Policies", "In force since {distance}").format(distance=distance)
            return tr("Policies", "In force {distance}").format(distance=distance)
        if row.filling is not None and row.filling.missing:
            return tr("Policies", "%n required fields empty", "", row.filling.missing)
        return ""

    def _spoken(self, row: PolicyRow, column: int) -> str:
        if column != NAME:
            return self._words(row, column)
        parts = [row.summary.title, row.second_line, state_words(row.summary.state)]
        if row.filling is not None:
            percent = round(100 * row.filling.fraction)
            parts.append(
                QCoreApplication.translate("Policies", "{percent} % filled in").format(
                    percent=percent
                )
            )
        return ", ".join(filter(None, parts))

    def _sorted_by(self, row: PolicyRow, column: int) -> Any:
        if column == NAME:
            return row.summary.title.casefold()
        if column == STATE:
            known = row.summary.state in _STATES
            return _STATES.index(row.summary.state) if known else len(_STATES)
        if column == OPENED:
            opened = row.opened or row.summary.created
            return opened.timestamp()
        return date.max.toordinal() if row.day is None else row.day.toordinal()


class PolicyFilter(QSortFilterProxyModel):
    """Those whose title, number or state holds every word of `words`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT)
        self.setSortLocaleAware(True)
        self._words: tuple[str, ...] = ()
        self._state = ""

    def set_words(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def set_state(self, state: str) -> None:
        """An empty one shows every state."""
        self._state = state
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        row: PolicyRow = self.sourceModel().index(source_row, 0, source_parent).data(ROW)
        summary = row.summary
        states = {summary.state}
        if row.standing is not None and row.standing.in_force:
            states.add("effective")  # what is under revision is in force still
        if self._state and self._state not in states:
            return False
        held = (summary.titles.zh, summary.titles.en, summary.number, state_words(summary.state))
        text = " ".join(held).casefold()
        return all(word in text for word in self._words)
