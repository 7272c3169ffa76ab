"""The items of one checklist in groups, filtered, as a tree of two levels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.i18n import Language
from desktop.models.definitions import ChecklistItem
from desktop.models.identity import ItemCode
from desktop.models.snapshot import ItemRecord

__all__ = [
    "FILTERS",
    "GROUPINGS",
    "GROUP_ROLE",
    "LINE_ROLE",
    "ChecklistModel",
    "Group",
    "Grouping",
    "ItemFilter",
    "Kept",
    "Line",
]

Index = QModelIndex | QPersistentModelIndex
Grouping = Literal["tag", "role", "paper"]
"""`paper`: in the order of the printed list."""
GROUPINGS: tuple[Grouping, ...] = ("tag", "role", "paper")
Kept = Literal["all", "open", "mandatory", "gate", "failed", "na"]
FILTERS: tuple[Kept, ...] = ("all", "open", "mandatory", "gate", "failed", "na")
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Line of an item; None of a group."""
GROUP_ROLE = Qt.ItemDataRole.UserRole + 2
"""Group of a group's row; None of an item."""
_TAG_ORDER = ("G", "M", "O")


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is shown. `record` is None in a policy's own list, where nothing is ticked."""

    item: ChecklistItem
    record: ItemRecord | None
    role: str = ""

    @property
    def state(self) -> str:
        return "" if self.record is None else self.record.state


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What is shown: `text` in any word of the item, `role` by its code, "" for any."""

    kept: Kept = "all"
    text: str = ""
    role: str = ""
    project_class: str = ""

    def takes(self, line: Line, language: Language) -> bool:
        return (
            (not self.role or line.item.role == self.role)
            and (not self.project_class or self.project_class in line.item.classes)
            and kept_by(self.kept, line)
            and self._has_text(line, language)
        )

    def _has_text(self, line: Line, language: Language) -> bool:
        if not self.text:
            return True
        item, record = line.item, line.record
        words = [
            item.code,
            item.text.text(language),
            item.evidence.text(language),
            item.due.text(language),
            line.role,
        ]
        if record is not None:
            words += [record.note, record.by, *record.evidence]
        together = "\n".join(words).casefold()
        return all(one in together for one in self.text.casefold().split())


def kept_by(kept: Kept, line: Line) -> bool:
    if kept == "all":
        return True
    if kept == "mandatory":
        return line.item.tag == "M"
    if kept == "gate":
        return line.item.tag == "G"
    if kept == "open":
        return line.state in ("open", "failed")
    return line.state == kept


@dataclass(slots=True)
class Group:
    """`lines` are those that are shown; `total` and `settled` are of all in the group."""

    key: str
    title: str
    lines: list[Line] = field(default_factory=list)
    total: int = 0
    settled: int = 0


class ChecklistModel(QAbstractItemModel):
    """An item that no longer fits the filter after it was ticked stays until the filter is set
    again: rows do not run away from under the hand."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._lines: tuple[Line, ...] = ()
        self._groups: list[Group] = []
        self._grouping: Grouping = "tag"
        self._filter = ItemFilter()

    # -- what is shown -------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        return self._language

    @property
    def filter(self) -> ItemFilter:
        return self._filter

    @property
    def grouping(self) -> Grouping:
        return self._grouping

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Another list."""
        self._lines = tuple(lines)
        self._arrange()

    def update_lines(self, lines: Sequence[Line]) -> None:
        """The same list in its new state: rows stay where they are. Another one where items have
        come, gone or moved."""
        if [one.item for one in lines] != [one.item for one in self._lines]:
            self.show_lines(lines)
            return
        self._lines = tuple(lines)
        new: Mapping[ItemCode, Line] = {one.item.code: one for one in lines}
        for row, group in enumerate(self._groups):
            self._count(group)
            for place, line in enumerate(group.lines):
                if new[line.item.code] != line:
                    group.lines[place] = new[line.item.code]
                    changed = self.index(place, 0, self.index(row, 0))
                    self.dataChanged.emit(changed, changed)
            head = self.index(row, 0)
            self.dataChanged.emit(head, head)

    def set_filter(self, wanted: ItemFilter) -> None:
        self._filter = wanted
        self._arrange()

    def keep_filter(self, **changes: str) -> None:
        """The filter with some of its parts changed."""
        self.set_filter(replace(self._filter, **changes))  # type: ignore[arg-type]  # by name

    def set_grouping(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self._arrange()

    def count(self, kept: Kept) -> int:
        """How many of the list that filter keeps, whatever else is filtered."""
        return sum(kept_by(kept, one) for one in self._lines)

    @property
    def shown(self) -> int:
        return sum(len(group.lines) for group in self._groups)

    def shown_lines(self) -> list[Line]:
        """In the order in which they stand."""
        return [line for group in self._groups for line in group.lines]

    @property
    def total(self) -> int:
        return len(self._lines)

    def roles(self) -> dict[str, str]:
        """Code → title of the roles that answer for items of the list."""
        return {one.item.role: one.role for one in self._lines if one.item.role}

    # -- places --------------------------------------------------------------------------------

    def line(self, index: Index) -> Line | None:
        found = index.data(LINE_ROLE) if index.isValid() else None
        return found if isinstance(found, Line) else None

    def index_of(self, code: str) -> QModelIndex:
        """The row of that item; an invalid index where it is not shown."""
        for row, group in enumerate(self._groups):
            for place, line in enumerate(group.lines):
                if line.item.code == code:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def first(self, wanted: Callable[[Line], bool] = lambda _line: True) -> QModelIndex:
        """The first row of an item that is `wanted`."""
        for group in self._groups:
            for line in group.lines:
                if wanted(line):
                    return self.index_of(line.item.code)
        return QModelIndex()

    # -- the model -----------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._groups) else QModelIndex()
        if parent.internalId() != 0 or row >= len(self._groups[parent.row()].lines):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].lines) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if index.internalId() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
            | Qt.ItemFlag.ItemIsDropEnabled
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._group_data(self._groups[index.row()], role)
        return self._line_data(self._groups[index.internalId() - 1].lines[index.row()], role)

    def _group_data(self, group: Group, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.title} {group.settled}/{group.total}"
        return group if role == GROUP_ROLE else None

    def _line_data(self, line: Line, role: int) -> object:
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.item.text.text(self._language)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line, self._language)
        return None

    # -- groups --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.beginResetModel()
        groups = {key: Group(key, title) for key, title in self._headings()}
        for line in self._lines:
            group = groups[self._key(line)]
            if self._filter.takes(line, self._language):
                group.lines.append(line)
        self._groups = [one for one in groups.values() if one.lines]
        for group in self._groups:
            self._count(group)
        self.endResetModel()

    def _count(self, group: Group) -> None:
        members = [one for one in self._lines if self._key(one) == group.key]
        group.total = len(members)
        group.settled = sum(one.state in ("done", "na") for one in members)

    def _key(self, line: Line) -> str:
        if self._grouping == "tag":
            return line.item.tag
        if self._grouping == "role":
            return line.item.role or ""
        return "period" if line.item.period else "project"

    def _headings(self) -> list[tuple[str, str]]:
        if self._grouping == "tag":
            return [(tag, tag_group(tag)) for tag in _TAG_ORDER]
        say = QCoreApplication.translate
        if self._grouping == "role":
            found = {one.item.role or "": one.role for one in self._lines}
            nobody = say("Checklist", "Without a role")
            return [(key, title or key or nobody) for key, title in found.items()]
        periods = {one.item.period for one in self._lines}
        once = say("Checklist", "Once a project") if True in periods else say("Checklist", "Items")
        return [("project", once), ("period", say("Checklist", "Every period"))]


def tag_group(tag: str) -> str:
    say = QCoreApplication.translate
    return {
        "G": say("Checklist", "Gate items"),
        "M": say("Checklist", "Mandatory items"),
        "O": say("Checklist", "Optional items"),
    }[tag]


def state_word(state: str) -> str:
    say = QCoreApplication.translate
    return {
        "open": say("Checklist", "Not done"),
        "done": say("Checklist", "Done"),
        "na": say("Checklist", "Not applicable"),
        "failed": say("Checklist", "Failed"),
    }[state]


def spoken(line: Line, language: Language) -> str:
    """The whole row in words, for a screen reader."""
    item, record = line.item, line.record
    words = [item.code, item.text.text(language), tag_group(item.tag)]
    if record is not None:
        words.insert(1, state_word(record.state))
    words += [line.role, item.due.text(language)]
    if record is not None:
        words += [*record.evidence, record.by, record.note]
    return ", ".join(one for one in words if one)
