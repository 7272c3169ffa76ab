"""The entries of the audit log, page by page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.views.dialogs.audit_places import place_of_entry
from desktop.views.dialogs.audit_words import command_words

if TYPE_CHECKING:
    from desktop.services.audit_names import AuditNames
    from desktop.services.log_queries import AuditRecord

__all__ = ["RECORD", "AuditModel"]

RECORD = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
OF_WHAT = 4
_NOWHERE = QModelIndex()


class AuditModel(QAbstractTableModel):
    """`names`: of what the entries tell of. More is asked for as one scrolls down."""

    more_wanted = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.records: list[AuditRecord] = []
        self.names: AuditNames | None = None
        self.complete = True

    def begin(self) -> None:
        self.beginResetModel()
        self.records, self.complete = [], True
        self.endResetModel()

    def add(self, records: "Sequence[AuditRecord]", *, complete: bool) -> None:
        self.complete = complete
        if records:
            at = len(self.records)
            self.beginInsertRows(QModelIndex(), at, at + len(records) - 1)
            self.records.extend(records)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and not self.complete

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        self.complete = True  # until the answer says otherwise
        self.more_wanted.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else 5

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        tr = QCoreApplication.translate
        return (
            tr("Audit", "No."),
            tr("Audit", "When"),
            tr("Audit", "Who"),
            tr("Audit", "What"),
            tr("Audit", "Of what"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.records[index.row()]
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == OF_WHAT:
            return f"{self.cells(record)[OF_WHAT]}\n{record.target}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(record)[index.column()]
        return None

    def cells(self, record: "AuditRecord") -> tuple[str, ...]:
        """What a row says, column by column."""
        return (
            str(record.seq),
            f"{record.at.astimezone():%Y-%m-%d %H:%M:%S}",
            record.by or "—",
            command_words(record.command),
            record.target if self.names is None else place_of_entry(record, self.names),
        )
