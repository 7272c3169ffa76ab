"""Chosen things as tokens in a box, with a line in which the next one is typed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.views.editors.simple.frame import FieldFrame
from desktop.views.editors.simple.option_list import Option, OptionList
from desktop.views.editors.simple.typed import BareLine
from desktop.views.theme import Theme, font, paint_icon, px, tokens
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.flow_layout import FlowLayout

__all__ = ["Chosen", "Token", "TokenBox"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a token shows. `known`: what it stands for exists."""

    words: str
    tooltip: str
    known: bool = True


class TokenBox(FieldFrame):
    """`options(words)`: what can be chosen for what was typed; `describe(key)`: how a chosen key
    looks. `many`: several; otherwise the next takes the place of the one before."""

    changed = Signal()
    """The person chose, took away, moved, or typed."""

    def __init__(
        self,
        options: Callable[[str], list[Option]],
        describe: Callable[[str], Chosen],
        *,
        icon: str,
        many: bool,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._describe = describe
        self._icon = icon
        self._many = many
        self._keys: list[str] = []
        self._tokens: list[Token] = []
        self.placeholder = ""
        self.line = BareLine(name, self)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list = OptionList(self.line, name)
        self._held = QWidget(self)
        self._flow = FlowLayout(self._held, spacing=6, row_spacing=4)
        self._flow.addWidget(self.line)
        self.arrow = IconButton("chevron-down", self.tr("Show the choices"), self, size=26)
        self.arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 3, 3)
        row.setSpacing(2)
        row.addWidget(self._held, 1)
        side = QVBoxLayout()
        side.addWidget(self.arrow)
        side.addStretch(1)
        row.addLayout(side)
        self.setFocusProxy(self.line)
        self.arrow.clicked.connect(self._toggle_list)
        self.line.textEdited.connect(self._typed)
        self.line.stepped.connect(self._step)
        self.line.went.connect(self._line_left)
        self.line.installEventFilter(self)
        self.list.taken.connect(self.take)
        Theme.current().changed.connect(self._dress)
        self._dress()

    # -- what is chosen ------------------------------------------------------------------------

    def keys(self) -> list[str]:
        return list(self._keys)

    def typed(self) -> str:
        """What was typed and stands for nothing yet."""
        return self.line.text().strip()

    def set_keys(self, keys: list[str]) -> None:
        """Shows these; what is being typed stays."""
        self._keys = list(keys)
        self._show()

    def refresh(self) -> None:
        """What the chosen ones stand for may have changed."""
        self._show()

    def take(self, key: str) -> None:
        """The person chose this one."""
        if not self._many:
            self._keys = [key]
        elif key not in self._keys:
            self._keys.append(key)
        self.line.clear()
        self.list.hide()
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_away(self, at: int) -> None:
        had_focus = self._tokens[at].hasFocus()
        del self._keys[at]
        self._show()
        if had_focus and self._tokens:
            self._tokens[min(at, len(self._tokens) - 1)].setFocus()
        elif had_focus:
            self.line.setFocus()
        self.changed.emit()

    def move_token(self, at: int, step: int) -> None:
        to = at + step
        if 0 <= to < len(self._keys):
            self._keys[at], self._keys[to] = self._keys[to], self._keys[at]
            self._show()
            self._tokens[to].setFocus()
            self.changed.emit()

    def _show(self) -> None:
        shown = [self._describe(key) for key in self._keys]
        while len(self._tokens) > len(shown):
            token = self._tokens.pop()
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        while len(self._tokens) < len(shown):
            token = Token(self._icon, self._held)
            self._flow.insert_widget(len(self._tokens), token)
            token.show()
            self._tokens.append(token)
            token.wished.connect(self._wish)
        for token, one in zip(self._tokens, shown, strict=True):
            token.show_chosen(one)
        more = self._many or not self._keys
        self.line.setPlaceholderText(self.placeholder if more else "")
        self.line.setMinimumWidth(px(90 if more else 16))
        self._fit()

    def _wish(self, token: "Token", wish: str) -> None:
        at = self._tokens.index(token)
        match wish:
            case "away":
                self.take_away(at)
            case "left" | "right":
                to = at + (-1 if wish == "left" else 1)
                if to >= len(self._tokens):
                    self.line.setFocus()
                elif to >= 0:
                    self._tokens[to].setFocus()
            case "earlier" | "later":
                self.move_token(at, -1 if wish == "earlier" else 1)

    # -- typing --------------------------------------------------------------------------------

    def _typed(self, _text: str) -> None:
        self._filter()
        self.changed.emit()

    def _filter(self) -> None:
        found = [one for one in self._options(self.typed()) if one.key not in self._keys]
        self.list.show_options(found, self)

    def open_list(self) -> None:
        """Shows what can be chosen."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filter()

    def _toggle_list(self) -> None:
        if self.list.isVisible():
            self.list.hide()
        else:
            self.open_list()

    def _step(self, count: int) -> None:
        if self.list.isVisible():
            self.list.step(-count)
        else:
            self._filter()

    def _line_left(self) -> None:
        """Somebody who typed a whole name has chosen it."""
        self.list.hide()
        words = self.typed().casefold()
        if words:
            for one in self._options(self.typed()):
                if words in (one.key.casefold(), one.words.casefold()):
                    focus = self.window().focusWidget()
                    self.take(one.key)
                    if focus is not None:
                        focus.setFocus()
                    return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is not self.line:
            return False
        if event.type() == QEvent.Type.MouseButtonPress and not self.list.isVisible():
            self._filter()
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.list.isVisible()
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the box took the key."""
        key, open_list = event.key(), self.list.isVisible()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and open_list:
            self.list.hide()
            return True
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        takes = enter or (key == Qt.Key.Key_Tab and bool(self.typed()))
        if plain == Qt.KeyboardModifier.NoModifier and open_list and takes:
            return self.list.take_current()
        if (key == Qt.Key.Key_Down and plain == Qt.KeyboardModifier.AltModifier) or (
            key == Qt.Key.Key_F4
        ):
            self._filter()
            return True
        at_start = self.line.cursorPosition() == 0 and not self.line.hasSelectedText()
        if at_start and self._tokens and plain == Qt.KeyboardModifier.NoModifier:
            if key == Qt.Key.Key_Backspace and not self.line.text():
                self.take_away(len(self._tokens) - 1)
                return True
            if key == Qt.Key.Key_Left:
                self._tokens[-1].setFocus()
                return True
        return False

    # -- size ----------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.line.setFixedHeight(px(24))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self.contentsMargins()
        inner = self.width() - 6 - 3 - 2 - self.arrow.width() - margins.left() - margins.right()
        height = self._flow.heightForWidth(max(inner, px(120)))
        self.setFixedHeight(max(px(32), height + 8))


class Token(QWidget):
    """One chosen thing. Delete takes it away, arrows go along, Alt with arrows moves it."""

    wished = Signal(object, str)

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._chosen = Chosen("", "")
        self._over_cross = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chosen(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self.setAccessibleName(chosen.words)
        self.setToolTip(
            self.tr("{what}\nDelete takes it away").format(what=chosen.tooltip or chosen.words)
        )
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        return self._chosen.words

    def sizeHint(self) -> QSize:  # noqa: N802
        self.setFont(font("body"))
        width = self.fontMetrics().horizontalAdvance(self._chosen.words)
        return QSize(width + px(52), px(24))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(60), px(24))

    def cross(self) -> QRect:
        side = px(20)
        return QRect(self.width() - side, 0, side, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known, enabled = self._chosen.known, self.isEnabled()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = colours.accent_soft if known else colours.blocker_bg
        painter.setBrush(ground if enabled else colours.sunken)
        ring = QPen(colours.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen
        painter.setPen(ring)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        ink = colours.accent_text if known else colours.blocker
        side = px(14)
        top = (self.height() - side) / 2
        tone = "accent_text" if known else "blocker"
        paint_icon(painter, QRectF(px(6), top, side, side), self._icon, tone)
        painter.setPen(ink if enabled else colours.text2)
        painter.setFont(font("body"))
        room = self.rect().adjusted(px(25), 0, -px(20), 0)
        words = painter.fontMetrics().elidedText(
            self._chosen.words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        if enabled:
            small = px(12)
            place = QRectF(self.cross()).center() - QRectF(0, 0, small, small).center()
            cross_tone = "text" if self._over_cross else tone
            paint_icon(painter, QRectF(place.x(), place.y(), small, small), "x", cross_tone)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        over = self.cross().contains(event.position().toPoint())
        if over != self._over_cross:
            self._over_cross = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._over_cross = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        on_cross = self.cross().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and on_cross:
            self.wished.emit(self, "away")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        moved = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.wished.emit(self, "away")
            case Qt.Key.Key_Left:
                self.wished.emit(self, "earlier" if moved else "left")
            case Qt.Key.Key_Right:
                self.wished.emit(self, "later" if moved else "right")
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()
