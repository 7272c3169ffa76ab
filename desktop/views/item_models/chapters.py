"""The chapter tree: chapters with their articles, and below them the checklists."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.documents.headings import heading_numbers
from desktop.i18n import Language
from desktop.models.completeness import ChapterProgress, Progress, progress_by_chapter
from desktop.models.identity import FieldId
from desktop.models.snapshot import Chapter, Policy

__all__ = ["CAPTION", "CHAPTER", "CLAUSE", "PHASE", "ChapterTreeModel", "Row"]

Index = QModelIndex | QPersistentModelIndex

CHAPTER = "chapter"
CLAUSE = "article"
CAPTION = "caption"
PHASE = "phase"


@dataclass(slots=True)
class Row:
    """A row of the tree. `number` as printed (3.2); `progress` of what is to be filled in;
    `samples` are as many of its fields as still read as the template's."""

    kind: str
    id: str
    number: str
    title: str
    progress: Progress | None = None
    count: int = 0
    samples: int = 0
    above: "Row | None" = None
    below: "list[Row]" = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The number as a narrow column has room for it: 3 for Chapter 3."""
        return self.number.rpartition(" ")[2] if self.number.isascii() else self.number

    @property
    def words(self) -> str:
        return f"{self.number} {self.title}".strip()


class ChapterTreeModel(QAbstractItemModel):
    """Shows a snapshot. `show_policy` tells of changed texts without a reset where the shape is the
    same, so that nothing closes or scrolls while one is typing."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, checklists: str, parent: QObject | None = None) -> None:
        """`checklists`: the caption above the phases."""
        super().__init__(parent)
        self._caption = checklists
        self._rows: list[Row] = []
        self._policy: Policy | None = None
        self._samples: Collection[FieldId] = ()
        self._language: Language = "zh"

    def show_policy(self, policy: Policy, language: Language) -> None:
        old = self._policy
        progress = progress_by_chapter(policy)
        if old is not None and language == self._language and self._same_shape(old, policy):
            for index, (before, after) in enumerate(
                zip(old.chapters, policy.chapters, strict=True)
            ):
                if before is not after:
                    self._refresh_chapter(index, after, progress[after.id])
            self._refresh_phases(policy)
            self._policy = policy
            return
        self.beginResetModel()
        self._policy, self._language = policy, language
        numbers = heading_numbers(policy, language).printed
        self._rows = [
            _chapter_row(one, progress[one.id], numbers, language) for one in policy.chapters
        ]
        phases = [
            Row(PHASE, one.id, "", one.title.text(language), count=len(one.items))
            for one in policy.phases
            if one.items
        ]
        if phases:
            self._rows += [Row(CAPTION, "", "", self._caption), *phases]
        self._count_samples()
        self.endResetModel()

    def show_samples(self, fields: Collection[FieldId]) -> None:
        """These fields still read as samples."""
        self._samples = fields
        before = [[one.samples for one in (row, *row.below)] for row in self._rows]
        self._count_samples()
        for place, row in enumerate(self._rows):
            if before[place] != [one.samples for one in (row, *row.below)]:
                here = self.index(place, 0)
                self.dataChanged.emit(here, here)
                if row.below:
                    last = self.index(len(row.below) - 1, 0, here)
                    self.dataChanged.emit(self.index(0, 0, here), last)

    def _count_samples(self) -> None:
        counts = {
            str(article.id): sum(one.id in self._samples for one in article.fields)
            for chapter in (self._policy.chapters if self._policy is not None else ())
            for article in chapter.articles
        }
        for row in self._rows:
            for below in row.below:
                below.samples = counts.get(below.id, 0)
            row.samples = sum(below.samples for below in row.below)

    def _same_shape(self, old: Policy, new: Policy) -> bool:
        if old.numbering != new.numbering or _shown_phases(old) != _shown_phases(new):
            return False
        if [one.id for one in old.chapters] != [one.id for one in new.chapters]:
            return False
        return all(
            before is after or _shape(before) == _shape(after)
            for before, after in zip(old.chapters, new.chapters, strict=True)
        )

    def _refresh_chapter(self, index: int, chapter: Chapter, progress: ChapterProgress) -> None:
        row = self._rows[index]
        row.title, row.progress = chapter.title.text(self._language), progress.whole
        here = self.index(index, 0, QModelIndex())
        self.dataChanged.emit(here, here)
        for below, article in zip(row.below, chapter.articles, strict=True):
            below.title = article.title.text(self._language)
            below.progress = progress.articles[article.id]
        if row.below:
            first = self.index(0, 0, here)
            last = self.index(len(row.below) - 1, 0, here)
            self.dataChanged.emit(first, last)

    def _refresh_phases(self, policy: Policy) -> None:
        if self._policy is None or self._policy.phases is policy.phases:
            return
        phases = {str(one.id): one for one in policy.phases}
        for place, row in enumerate(self._rows):
            if row.kind == PHASE:
                phase = phases[row.id]
                row.title, row.count = phase.title.text(self._language), len(phase.items)
                here = self.index(place, 0)
                self.dataChanged.emit(here, here)

    # -- finding -------------------------------------------------------------------------------

    def row_at(self, index: Index) -> Row | None:
        return index.internalPointer() if index.isValid() else None

    def chapters(self) -> list[Row]:
        return [one for one in self._rows if one.kind == CHAPTER]

    def place_of(self, kind: str, identity: str) -> QModelIndex:
        """The index of a chapter, article or phase; an invalid one where there is none."""
        for position, row in enumerate(self._rows):
            if row.kind == kind and row.id == identity:
                return self.createIndex(position, 0, row)
            if kind == CLAUSE:
                for inner, below in enumerate(row.below):
                    if below.id == identity:
                        return self.createIndex(inner, 0, below)
        return QModelIndex()

    # -- the model -----------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        rows = self._below(parent)
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        row = self.row_at(index)
        if row is None or row.above is None:
            return QModelIndex()
        return self.createIndex(self._rows.index(row.above), 0, row.above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 1

    def _below(self, parent: Index) -> list[Row]:
        row = self.row_at(parent)
        return self._rows if row is None else row.below

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == self.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _told(self, row: Row) -> str:
        if not row.samples:
            return row.words
        return f"{row.words}\n{self._said_of_samples(row)}"

    def _said_of_samples(self, row: Row) -> str:
        return self.tr("%n still read as the sample", "", row.samples)

    def _spoken(self, row: Row) -> str:
        """Rings and marks are mute: this says what they show."""
        progress = row.progress
        if progress is None or not progress.total:
            return row.words
        said = self.tr("{title}, {filled} of {total} filled in").format(
            title=row.words, filled=progress.filled, total=progress.total
        )
        return f"{said}, {self._said_of_samples(row)}" if row.samples else said

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or row.kind == CAPTION:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.kind != PHASE:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction


def _chapter_row(
    chapter: Chapter, progress: ChapterProgress, numbers: Mapping[str, str], language: Language
) -> Row:
    number = numbers[f"chapter:{chapter.id}"]
    row = Row(CHAPTER, chapter.id, number, chapter.title.text(language), progress.whole)
    row.below = [
        Row(
            CLAUSE,
            one.id,
            numbers[f"article:{one.id}"],
            one.title.text(language),
            progress.articles[one.id],
            above=row,
        )
        for one in chapter.articles
    ]
    return row


def _shown_phases(policy: Policy) -> list[str]:
    return [one.id for one in policy.phases if one.items]


def _shape(chapter: Chapter) -> list[tuple[str, object]]:
    return [(one.id, one.section) for one in chapter.articles]
