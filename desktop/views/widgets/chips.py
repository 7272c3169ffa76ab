"""Chips: the state of a policy, the tags of a checklist item, names that were picked.

Each is a widget and, for delegates, two functions: `paint_chip` and `chip_size`.
"""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme import Theme, font, paint_icon, px, tokens

__all__ = [
    "Chip",
    "ChipLook",
    "State",
    "StateChip",
    "Tag",
    "TagChip",
    "Token",
    "chip_size",
    "count_chip",
    "note_chip",
    "paint_chip",
    "state_chip",
    "tag_chip",
]

State = Literal[
    "draft",
    "consultation",
    "countersign",
    "review",
    "approval",
    "approved",
    "issued",
    "effective",
    "expired",
    "superseded",
    "withdrawn",
]
"""`issued`: its day has not come yet; `effective`: the revision in force."""

Tag = Literal["mandatory", "optional", "gate", "waived", "overdue", "due"]


@dataclass(frozen=True)
class ChipLook:
    """What a chip shows. Tones are names of tokens; an empty one is not painted."""

    text: str
    icon: str = ""
    tone: str = "text2"
    background: str = ""
    edge: str = ""
    dashed: bool = False
    struck: bool = False
    strong: bool = True
    height: int = 20
    radius: int = 4


_STATES: dict[str, tuple[str, str]] = {
    "draft": ("circle-dashed", "st_draft"),
    "consultation": ("message-square", "st_consult"),
    "countersign": ("pen-line", "st_review"),
    "review": ("eye", "st_review"),
    "approval": ("eye", "st_review"),
    "approved": ("check", "st_approved"),
    "effective": ("file-check", "st_issued"),
    "issued": ("calendar", "st_approved"),
    "expired": ("clock", "st_withdrawn"),
    "superseded": ("ban", "st_withdrawn"),
    "withdrawn": ("ban", "st_withdrawn"),
}


def state_chip(state: str) -> ChipLook:
    """The chip of a policy's state."""
    icon, tone = _STATES[state]
    return ChipLook(_state_word(state), icon, tone, f"{tone}_bg")


def _state_word(state: str) -> str:
    return {
        "draft": QCoreApplication.translate("Chips", "Draft"),
        "consultation": QCoreApplication.translate("Chips", "In consultation"),
        "countersign": QCoreApplication.translate("Chips", "Being countersigned"),
        "review": QCoreApplication.translate("Chips", "In review"),
        "approval": QCoreApplication.translate("Chips", "Awaiting approval"),
        "approved": QCoreApplication.translate("Chips", "Approved"),
        "effective": QCoreApplication.translate("Chips", "In force"),
        "issued": QCoreApplication.translate("Chips", "Issued"),
        "expired": QCoreApplication.translate("Chips", "Trial over"),
        "superseded": QCoreApplication.translate("Chips", "Superseded"),
        "withdrawn": QCoreApplication.translate("Chips", "Withdrawn"),
    }[state]


def tag_chip(tag: Tag, *, days: int | None = None, text: str = "") -> ChipLook:
    """The tag of a checklist item.

    `days`: how many overdue, or how many left until due (0 is today). `text` replaces the word.
    """
    word = text or _tag_word(tag, days)
    looks: dict[Tag, ChipLook] = {
        "mandatory": ChipLook(word, "", "text", "", "text2"),
        "optional": ChipLook(word, "", "text2", "", "field_edge", dashed=True, strong=False),
        "gate": ChipLook(word, "diamond-filled", "st_review", "st_review_bg"),
        "waived": ChipLook(word, "", "text3", "sunken", struck=True, strong=False),
        "overdue": ChipLook(word, "clock", "blocker", "blocker_bg"),
        "due": ChipLook(word, "calendar", "warn", "warn_bg"),
    }
    return _small(looks[tag])


def _small(look: ChipLook) -> ChipLook:
    return replace(look, height=18, radius=3)


def _tag_word(tag: Tag, days: int | None) -> str:
    if tag == "overdue" and days is not None:
        return QCoreApplication.translate("Chips", "%n days overdue", "", days)
    if tag == "due" and days is not None:
        if days == 0:
            return QCoreApplication.translate("Chips", "Due today")
        return QCoreApplication.translate("Chips", "%n days left", "", days)
    return {
        "mandatory": QCoreApplication.translate("Chips", "Mandatory"),
        "optional": QCoreApplication.translate("Chips", "Optional"),
        "gate": QCoreApplication.translate("Chips", "Gate"),
        "waived": QCoreApplication.translate("Chips", "Waived"),
        "overdue": QCoreApplication.translate("Chips", "Overdue"),
        "due": QCoreApplication.translate("Chips", "Due soon"),
    }[tag]


def note_chip(text: str, icon: str = "", tone: str = "text2") -> ChipLook:
    """A neutral chip: a file of evidence, a class, a count of files."""
    return ChipLook(text, icon, tone, "sunken", strong=False)


def count_chip(count: int) -> ChipLook:
    """A number beside a title or on a tab."""
    return ChipLook(str(count), "", "text2", "sunken", height=18, radius=9)


def chip_size(look: ChipLook) -> QSize:
    """How much room the chip takes at the zoom of now."""
    metrics = QFontMetrics(_font(look))
    width = 2 * px(_PADDING) + metrics.horizontalAdvance(look.text)
    if look.icon:
        width += px(_ICON) + px(_GAP)
    return QSize(max(width, px(look.height)), px(look.height))


_PADDING, _ICON, _GAP = 7, 12, 4


def _font(look: ChipLook) -> QFont:
    made = font("label", weight=500 if look.strong else 400)
    made.setStrikeOut(look.struck)
    return made


def paint_chip(painter: QPainter, rect: QRect, look: ChipLook) -> int:
    """Paints the chip at the left of `rect`, upright in its middle; the width it took.

    Where `rect` is too narrow the words are cut with …; the painter's state stays as it was.
    """
    size = chip_size(look)
    width = min(size.width(), rect.width())
    top = rect.top() + (rect.height() - size.height()) / 2
    box = QRectF(rect.left(), round(top), width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_box(painter, box, look)
    left = box.left() + px(_PADDING)
    if look.icon:
        side = px(_ICON)
        place = QRectF(left, box.top() + (box.height() - side) / 2, side, side)
        if look.icon == "diamond-filled":
            _paint_diamond(painter, place, tokens().colour(look.tone))
        else:
            paint_icon(painter, place, look.icon, look.tone)
        left += side + px(_GAP)
    chosen = _font(look)
    painter.setFont(chosen)
    painter.setPen(tokens().colour(look.tone))
    room = QRectF(left, box.top(), max(0.0, box.right() - px(_PADDING) - left) + 1, box.height())
    text = QFontMetrics(chosen).elidedText(
        look.text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
    return width


def _paint_box(painter: QPainter, box: QRectF, look: ChipLook) -> None:
    painter.setBrush(tokens().colour(look.background) if look.background else QColor(0, 0, 0, 0))
    if look.edge:
        pen = QPen(tokens().colour(look.edge), 1)
        if look.dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    radius = min(px(look.radius), box.height() / 2)
    painter.drawRoundedRect(box, radius, radius)


def _paint_diamond(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.save()
    painter.translate(place.center())
    painter.rotate(45)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = place.width() * 0.32
    painter.drawRect(QRectF(-half, -half, 2 * half, 2 * half))
    painter.restore()


class Chip(QWidget):
    """A chip as a widget; what it says is its accessible name."""

    def __init__(self, look: ChipLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_look(look)
        Theme.current().changed.connect(self._dress)

    def look(self) -> ChipLook:
        return self._look

    def set_look(self, look: ChipLook) -> None:
        self._look = look
        self.setAccessibleName(look.text)
        self._dress()

    def sizeHint(self) -> QSize:  # noqa: N802
        return chip_size(self._look)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(self._look.height), px(self._look.height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_chip(QPainter(self), self.rect(), self._look)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class StateChip(Chip):
    """The state of a policy, in the window's language."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        self._state = state
        super().__init__(state_chip(state), parent)

    def state(self) -> str:
        return self._state

    def set_state(self, state: str) -> None:
        self._state = state
        self.set_look(state_chip(state))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.set_look(state_chip(self._state))


class TagChip(Chip):
    """The tag of a checklist item, in the window's language."""

    def __init__(
        self, tag: Tag, parent: QWidget | None = None, *, days: int | None = None, text: str = ""
    ) -> None:
        self._tag: Tag = tag
        self._days = days
        self._text = text
        super().__init__(tag_chip(tag, days=days, text=text), parent)

    def set_tag(self, tag: Tag, *, days: int | None = None, text: str = "") -> None:
        self._tag, self._days, self._text = tag, days, text
        self.set_look(tag_chip(tag, days=days, text=text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.set_look(tag_chip(self._tag, days=self._days, text=self._text))


class Token(Chip):
    """A picked name (a role) with a cross: a click on it, Delete or Backspace takes it away."""

    removed = Signal()
    opened = Signal()
    """Enter, or a click on the words."""

    def __init__(
        self,
        text: str,
        icon: str = "users",
        parent: QWidget | None = None,
        *,
        removable: bool = True,
    ) -> None:
        self._removable = removable
        look = ChipLook(text, icon, "accent_text", "accent_soft", height=24, strong=False)
        super().__init__(look, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._over_cross = False

    def sizeHint(self) -> QSize:  # noqa: N802
        size = chip_size(self.look())
        return size + QSize(px(_ICON) + px(_GAP) if self._removable else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().accent_soft)
        painter.drawRoundedRect(edge, px(4), px(4))
        words = self.rect()
        if self._removable:
            words.setRight(round(self._cross().left()) + px(_PADDING) - px(_GAP))
        paint_chip(painter, words, self.look())
        if self._removable:
            paint_icon(
                painter, self._cross(), "x", "blocker" if self._over_cross else "accent_text"
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens().focus, 2))
            painter.drawRoundedRect(edge.adjusted(1, 1, -1, -1), px(4), px(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        over = self._removable and event.position().x() >= self._cross().left() - px(3)
        if over != self._over_cross:
            self._over_cross = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._over_cross = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        if self._removable and event.position().x() >= self._cross().left() - px(3):
            self.removed.emit()
        else:
            self.opened.emit()

    def _cross(self) -> QRectF:
        side = px(_ICON)
        return QRectF(
            self.width() - px(_PADDING) - side + px(1), (self.height() - side) / 2, side, side
        )
