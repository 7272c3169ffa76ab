"""The changes as a list by chapter, and what of them is wanted."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.views.pages.compare.runs import snippet
from desktop.views.pages.compare.words import (
    group_words,
    kind_words,
    label_of,
    moved_words,
    weight_words,
)

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, TextRun
    from desktop.services.revision_comparing import Compared

__all__ = ["ROW", "ChangeModel", "ChangeRow", "Wanted"]

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WITHOUT_REASON = "without-reason"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are shown. "" is all; `weight` is substantive, editorial or without-reason;
    `words` all of them somewhere in place, texts or reason."""

    kind: str = ""
    weight: str = ""
    words: str = ""

    def takes(self, compared: "Compared", change: "ClauseChange") -> bool:
        if self.kind == "moved" and not change.moved:
            return False
        if self.kind not in ("", "moved", change.kind):
            return False
        note = compared.notes.get(change.anchor)
        reason = "" if note is None else note.reason.zh + note.reason.en
        if self.weight == WITHOUT_REASON and reason:
            return False
        if self.weight in ("substantive", "editorial") and self.weight != compared.weight(change):
            return False
        if not self.words:
            return True
        places = [one.label for one in (change.old, change.new) if one is not None]
        said = "\n".join((*places, change.old_text, change.new_text, reason)).casefold()
        return all(one in said for one in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A heading (`at` is -1) or a change by its place in the comparison."""

    title: str
    at: int = -1
    count: int = 0
    kind: str = ""
    weight: str = ""
    reason: str = ""
    runs: tuple["TextRun", ...] = ()


class ChangeModel(QAbstractListModel):
    """`rows` as they are shown; `order` the places of the changes among them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ChangeRow, ...] = ()
        self.order: tuple[int, ...] = ()
        self._row_of: dict[int, int] = {}

    def show_changes(self, compared: "Compared | None", wanted: Wanted) -> None:
        rows: list[ChangeRow] = []
        groups: dict[str, list[ChangeRow]] = {}
        if compared is not None and compared.comparison is not None:
            for at, change in enumerate(compared.comparison.changes):
                if wanted.takes(compared, change):
                    group = group_words(change, compared.chapters)
                    groups.setdefault(group, []).append(_row(compared, change, at))
        for title, members in groups.items():
            rows += [ChangeRow(title, count=len(members)), *members]
        self.beginResetModel()
        self.rows = tuple(rows)
        self.order = tuple(one.at for one in rows if one.at >= 0)
        self._row_of = {one.at: row for row, one in enumerate(rows) if one.at >= 0}
        self.endResetModel()

    def refresh(self, compared: "Compared") -> None:
        """What was said of the changes is different; which are shown stays."""
        comparison = compared.comparison
        if comparison is None:
            return
        self.rows = tuple(
            one if one.at < 0 else _noted(one, compared, comparison.changes[one.at])
            for one in self.rows
        )
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def index_of(self, at: int) -> QModelIndex:
        """The row of a change; invalid where it is not shown."""
        row = self._row_of.get(at)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].at < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole and row.at >= 0:
            return _spoken(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row) if row.at >= 0 else row.title
        return None


def _noted(row: ChangeRow, compared: "Compared", change: "ClauseChange") -> ChangeRow:
    weight, reason = compared.weight(change), _reason(compared, change)
    same = (row.weight, row.reason) == (weight, reason)
    return row if same else replace(row, weight=weight, reason=reason)


def _reason(compared: "Compared", change: "ClauseChange") -> str:
    """In the language of the comparison, or else the other one."""
    note = compared.notes.get(change.anchor)
    if note is None:
        return ""
    own = note.reason.en if compared.pair.language == "en" else note.reason.zh
    return own or note.reason.zh or note.reason.en


def _row(compared: "Compared", change: "ClauseChange", at: int) -> ChangeRow:
    from desktop.documents.comparing.results import TextRun

    runs = snippet(change)
    if change.kind == "moved":
        runs = (TextRun(moved_words(change)),)
    return ChangeRow(
        label_of(change),
        at,
        kind=change.kind,
        weight=compared.weight(change),
        reason=_reason(compared, change),
        runs=runs,
    )


def _spoken(row: ChangeRow) -> str:
    """All of a row in words: what the eye has from colours and lines."""
    words = "".join(one.text for one in row.runs)
    said = QCoreApplication.translate("Compare", "{kind}: {place}")
    first = said.format(kind=kind_words()[row.kind], place=row.title)
    lines = [first, weight_words()[row.weight], words]
    if row.reason:
        reason = QCoreApplication.translate("Compare", "Reason: {place}")
        lines.append(reason.format(place=row.reason))
    return "\n".join(lines)
