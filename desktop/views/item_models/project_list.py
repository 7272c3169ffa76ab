"""The list of projects: rows to sort and to filter, and how they are painted."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.i18n import Language
from desktop.views.theme import Role, font, px, tokens
from desktop.views.when import moment_words
from desktop.views.widgets.chips import ChipLook, chip_size, paint_chip

if TYPE_CHECKING:
    from desktop.services.project_overviews import PhaseCount, ProjectOverview

__all__ = ["OVERVIEW_ROLE", "ProjectDelegate", "ProjectFilter", "ProjectsModel"]

Index = QModelIndex | QPersistentModelIndex
OVERVIEW_ROLE = Qt.ItemDataRole.UserRole + 1
_SORT_ROLE = Qt.ItemDataRole.UserRole + 2
TITLE, CLASS, POLICY, PROGRESS, CHANGED = range(5)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ProjectsModel(QAbstractTableModel):
    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._rows: tuple[ProjectOverview, ...] = ()

    def show_projects(self, rows: "tuple[ProjectOverview, ...]") -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def projects(self) -> "tuple[ProjectOverview, ...]":
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else 5

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        say = QCoreApplication.translate
        return (
            say("Projects", "Project"),
            say("Projects", "Project class"),
            say("Projects", "Runs under"),
            say("Projects", "Progress"),
            say("Projects", "Last change"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == OVERVIEW_ROLE:
            return row
        if role == _SORT_ROLE:
            return self._sort_key(row, index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == PROGRESS:
            return "\n".join(
                f"{one.title.text(self._language)} {one.settled}/{one.total}" for one in row.phases
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(row, index.column())
        return None

    def words(self, row: "ProjectOverview", column: int) -> str:
        summary = row.summary
        if column == TITLE:
            return " ".join(one for one in (summary.title, summary.number) if one)
        if column == CLASS:
            return summary.project_class
        if column == POLICY:
            return f"{row.policy_title.text(self._language)} {summary.revision}"
        if column == PROGRESS:
            return f"{row.settled}/{row.total}"
        return moment_words(row.changed, datetime.now(UTC))

    def _sort_key(self, row: "ProjectOverview", column: int) -> object:
        if column == CHANGED:
            return row.changed.timestamp()
        if column == PROGRESS:
            return row.settled / row.total if row.total else 0.0
        return self.words(row, column)


class ProjectFilter(QSortFilterProxyModel):
    """`text` in title, number or policy; `letter` of the class and `policy` by id, "" for any."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSortRole(_SORT_ROLE)
        self.setSortLocaleAware(True)
        self._text = self._letter = self._policy = ""

    def set_text(self, text: str) -> None:
        self._text = text
        self.invalidate()

    def set_letter(self, letter: str) -> None:
        self._letter = letter
        self.invalidate()

    def set_policy(self, policy: str) -> None:
        self._policy = policy
        self.invalidate()

    def overview(self, index: Index) -> "ProjectOverview | None":
        found = index.data(OVERVIEW_ROLE) if index.isValid() else None
        return found if found is None else cast("ProjectOverview", found)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        model = self.sourceModel()
        assert isinstance(model, ProjectsModel)
        one = model.projects[row]
        if self._letter and one.summary.project_class != self._letter:
            return False
        if self._policy and one.summary.policy != self._policy:
            return False
        words = f"{model.words(one, TITLE)} {one.policy_number} {model.words(one, POLICY)}"
        return all(part in words.casefold() for part in self._text.casefold().split())


class ProjectDelegate(QStyledItemDelegate):
    """Title over number; the class as a chip; the phases as a bar in as many parts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(px(80), px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(OVERVIEW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, cell = tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = colours.sel if selected else colours.panel if hovered else colours.surface
        painter.fillRect(cell, ground)
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), colours.line)
        tone = "sel_text" if selected else "text"
        quiet = "sel_text" if selected else "text2"
        room = cell.adjusted(px(14 if index.column() == TITLE else 9), 0, -px(8), 0)
        said = str(index.data(Qt.ItemDataRole.DisplayRole))
        if index.column() == TITLE:
            _paint_title(painter, room, row, tone, quiet)
        elif index.column() == CLASS:
            paint_chip(painter, room, ChipLook(said, "", tone, "", "text2"))
        elif index.column() == PROGRESS:
            _paint_progress(painter, room, row, quiet)
        else:
            _write(painter, room, said, "body", quiet)
        painter.restore()


def _paint_title(
    painter: QPainter, room: QRect, row: "ProjectOverview", tone: str, quiet: str
) -> None:
    summary = row.summary
    top = room.top() + px(6 if summary.number else 16)
    upper = QRect(room.left(), top, room.width(), px(20))
    trial = ChipLook(
        QCoreApplication.translate("Projects", "Trial"), "", "warn", "warn_bg", height=18
    )
    needed = chip_size(trial).width() + px(8) if summary.trial else 0
    taken = _write(painter, upper.adjusted(0, 0, -needed, 0), summary.title, "strong", tone)
    if summary.trial:
        paint_chip(painter, upper.adjusted(taken + px(8), 0, 0, 0), trial)
    lower = QRect(room.left(), room.top() + px(27), room.width(), px(18))
    _write(painter, lower, summary.number, "label", quiet)


def _paint_progress(painter: QPainter, room: QRect, row: "ProjectOverview", tone: str) -> None:
    label = px(52)
    bars = room.adjusted(0, 0, -label, 0)
    gap = px(3)
    count = max(1, len(row.phases))
    width = (bars.width() - gap * (count - 1)) / count
    for at, phase in enumerate(row.phases):
        place = QRectF(bars.left() + at * (width + gap), bars.center().y() - px(2), width, px(5))
        _paint_phase(painter, place, phase)
    said = f"{row.settled}/{row.total}"
    _write(
        painter,
        QRect(room.right() - label + px(8), room.top(), label, room.height()),
        said,
        "label",
        tone,
    )


def _paint_phase(painter: QPainter, place: QRectF, phase: "PhaseCount") -> None:
    colours = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.line_strong)
    painter.drawRoundedRect(place, px(2), px(2))
    if not phase.settled or not phase.total:
        return
    done = QRectF(place)
    done.setWidth(max(place.height(), place.width() * phase.settled / phase.total))
    whole = phase.settled == phase.total
    painter.setBrush(colours.ok_fill if whole else colours.accent)
    painter.drawRoundedRect(done, px(2), px(2))


def _write(painter: QPainter, place: QRect, text: str, role: Role, tone: str) -> int:
    chosen = font(role)
    metrics = QFontMetrics(chosen)
    painter.setFont(chosen)
    painter.setPen(tokens().colour(tone))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width()))
    painter.drawText(place, _LEFT, shown)
    return metrics.horizontalAdvance(shown)
