"""The entries of the audit log, page by page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.views.dialogs.audit_words import command_words

if TYPE_CHECKING:
    from desktop.services.log_queries import AuditRecord

__all__ = ["RECORD", "AuditModel"]

RECORD = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class AuditModel(QAbstractTableModel):
    """`names`: id of a policy or project → its title. More is asked for as one scrolls down."""

    more_wanted = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.records: list[AuditRecord] = []
        self.names: Mapping[str, str] = {}
        self.complete = True

    def begin(self, names: Mapping[str, str]) -> None:
        self.beginResetModel()
        self.records, self.names, self.complete = [], names, True
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
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (
            str(record.seq),
            f"{record.at.astimezone():%Y-%m-%d %H:%M:%S}",
            record.by or "—",
            command_words(record.command),
            self.name_of(record.target),
        )[index.column()]

    def name_of(self, target: str) -> str:
        """A target with the title of its policy or project, where that is still there."""
        owner, _, rest = target.partition("/")
        name = self.names.get(owner)
        if name is None:
            return target
        return f"{name} · {rest.partition(':')[2] or rest}" if rest else name
