"""The list of templates: miniature, title, what it holds and whom it suits."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.views.pages.start.miniature import paint_miniature
from desktop.views.pages.start.outlines import TemplateOutline
from desktop.views.theme import Role, Theme, font, line_height, px, tokens

__all__ = ["TemplateList", "counts_of"]

_OUTLINE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


def counts_of(outline: TemplateOutline) -> str:
    """What a template holds, in numbers."""
    tr = QCoreApplication.translate
    counts = [
        tr("StartPage", "%n chapters", "", len(outline.chapters)),
        tr("StartPage", "%n fields", "", outline.fields),
    ]
    if outline.items:
        counts.append(tr("StartPage", "%n checklist items", "", outline.items))
    return " · ".join(counts)


class TemplateList(QListWidget):
    """Arrows choose; `chosen` tells of every choice."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(QCoreApplication.translate("StartPage", "Templates"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "panel")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._delegate = _TemplateDelegate(self)
        self.setItemDelegate(self._delegate)
        self.currentItemChanged.connect(self._tell)
        Theme.current().changed.connect(self.doItemsLayout)

    def set_outlines(self, outlines: Sequence[TemplateOutline], chosen: str = "") -> None:
        """`chosen`: id of the one to begin with, the first where it is not there."""
        self.clear()
        for outline in outlines:
            item = QListWidgetItem(outline.title)
            item.setData(_OUTLINE, outline)
            item.setToolTip(outline.description)
            spoken = f"{outline.title}, {counts_of(outline)}. {outline.suits}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        at = next((n for n, one in enumerate(outlines) if one.id == chosen), 0)
        if outlines:
            self.setCurrentRow(at)

    def current(self) -> TemplateOutline | None:
        found = self.currentIndex().data(_OUTLINE)
        return found if isinstance(found, TemplateOutline) else None

    def _tell(self) -> None:
        outline = self.current()
        if outline is not None:
            self.chosen.emit(outline)


class _TemplateDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(px(200), px(84))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        outline: TemplateOutline = index.data(_OUTLINE)
        colours = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(px(6), px(2), -px(6), -px(2))
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.sel if selected else colours.hover)
            painter.drawRoundedRect(area, px(4), px(4))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(4), px(4))
        sheet = QRectF(area.left() + px(8), area.top() + px(6), px(52), area.height() - px(12))
        paint_miniature(painter, sheet, [one.title for one in outline.chapters])
        text = area.adjusted(sheet.width() + px(20), px(8), -px(8), -px(6))
        self._line(painter, text, 0, outline.title, "strong", selected)
        self._line(painter, text, 1, counts_of(outline), "label", selected)
        self._line(painter, text, 2, outline.suits, "label", selected)
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRectF, at: int, words: str, role: Role, selected: bool
    ) -> None:
        made = font(role)
        painter.setFont(made)
        colours = tokens()
        painter.setPen(colours.sel_text if selected else colours.text if at == 0 else colours.text2)
        step = line_height("body")
        line = QRectF(area.left(), area.top() + at * step, area.width(), step)
        shown = QFontMetricsF(made).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
