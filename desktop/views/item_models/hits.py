"""What a search has found, as rows that lead somewhere: a list model and its delegate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.places import POLICY, PROJECT, Place
from desktop.views.theme import font, paint_icon, px, tokens

if TYPE_CHECKING:
    from desktop.services.library import Library
    from desktop.services.search import Found

__all__ = ["HIT", "Hit", "HitDelegate", "HitModel", "found_hits", "nothing_words"]

HIT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ICONS = {
    "policy": "book-open",
    "chapter": "list-tree",
    "article": "file-text",
    "field": "pen-line",
    "item": "square-check",
    "project": "folder-kanban",
    "record": "clipboard-check",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """`title`; `detail` with `marks`, the stretches of it that match; where it leads: a place or a
    command. `note`: muted words at the right (a shortcut, the policy's title)."""

    title: str
    detail: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    note: str = ""
    icon: str = ""
    place: Place | None = None
    command: str = ""


def found_hits(library: "Library", query: str, limit: int) -> tuple[Hit, ...]:
    """What the library holds of `query`, best first. For a thread beside the window."""
    from desktop.services.project_queries import project_summaries
    from desktop.services.queries import policy_summaries
    from desktop.services.search import search

    found = search(library, query, limit)
    names: dict[str, str] = {one.id: one.title for one in policy_summaries(library)}
    names |= {one.id: one.title for one in project_summaries(library)}
    return tuple(_hit(one, names.get(one.owner, "")) for one in found)


def _hit(one: "Found", owner: str) -> Hit:
    itself = one.kind in ("policy", "project")
    return Hit(
        one.title,
        one.snippet.replace("\n", " ").replace("\t", " "),  # as long as before: marks count
        one.marks,
        "" if itself else owner,
        _ICONS.get(one.kind, "file-text"),
        _place(one),
    )


def _place(one: "Found") -> Place:
    _, _, name = one.anchor.partition(":")
    if one.kind in ("project", "record"):
        return Place(PROJECT, one.owner, item=name)
    if one.kind == "item":
        return Place(POLICY, one.owner, item=name)
    if one.kind == "chapter":
        return Place(POLICY, one.owner, chapter=name)
    if one.kind == "article":
        words = one.snippet[slice(*one.marks[0])] if one.marks else ""
        return Place(POLICY, one.owner, article=name, words=words)
    if one.kind == "field":
        return Place(POLICY, one.owner, field=name)
    return Place(POLICY, one.owner)


class HitModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return hit.detail or hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (hit.title, hit.note, hit.detail)))
        return None


class HitDelegate(QStyledItemDelegate):
    """Two lines where there is a detail, one where there is none."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        hit: Hit = index.data(HIT)
        return QSize(px(200), px(46 if hit.detail else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        colours = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(4), 1, -px(4), -1)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.sel if selected else colours.hover)
            painter.drawRoundedRect(box, px(4), px(4))
        side = px(16)
        icon = QRectF(box.left() + px(8), box.center().y() - side / 2, side, side)
        paint_icon(painter, icon, hit.icon or "file-text", "sel_text" if selected else "text2")
        area = box.adjusted(px(34), px(3), -px(8), -px(3))
        first = QRectF(area)
        if hit.detail:
            first.setHeight(area.height() / 2)
        muted = colours.sel_text if selected else colours.text2
        small, strong = QFontMetricsF(font("label")), QFontMetricsF(font("strong"))
        note = small.elidedText(hit.note, Qt.TextElideMode.ElideRight, area.width() * 0.4)
        room = small.horizontalAdvance(note) + px(8) if note else 0
        painter.setFont(font("label"))
        painter.setPen(muted)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(first, right, note)
        painter.setFont(font("strong"))
        painter.setPen(colours.sel_text if selected else colours.text)
        title = strong.elidedText(hit.title, Qt.TextElideMode.ElideRight, first.width() - room)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        if hit.detail:
            second = QRectF(area.left(), first.bottom(), area.width(), area.height() / 2)
            self._marked(painter, second, hit, selected)
        painter.restore()

    def _marked(self, painter: QPainter, area: QRectF, hit: Hit, selected: bool) -> None:
        """The detail with what matches on a marker's yellow; it begins near the first match."""
        colours = tokens()
        metrics = QFontMetricsF(font("label"))
        painter.setFont(font("label"))
        painter.setClipRect(area)
        begin = max(0, hit.marks[0][0] - 24) if hit.marks else 0
        text = ("…" if begin else "") + hit.detail[begin:]
        shift = begin - (1 if begin else 0)
        for start, end in hit.marks:
            left = area.left() + metrics.horizontalAdvance(text[: max(0, start - shift)])
            width = metrics.horizontalAdvance(text[max(0, start - shift) : max(0, end - shift)])
            if not selected and left < area.right():
                spot = QRectF(left, area.top() + px(2), width, area.height() - px(4))
                painter.fillRect(spot, colours.warn_bg)
        painter.setPen(colours.sel_text if selected else colours.text2)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


def nothing_words(query: str) -> str:
    """What stands in place of hits where there are none."""
    text = QCoreApplication.translate("Hits", "Nothing found for “{query}”.")
    return text.format(query=query)
