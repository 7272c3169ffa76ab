"""Icons: line drawings (Lucide) in the colours of the theme, sharp at every scale of the screen.

`icon("printer")` gives the icon in the colours of now. What keeps an icon (a button, an action)
is dressed with `dress(target, "printer")` instead, and then follows the theme by itself.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from desktop.resource_files import resource_path
from desktop.views.theme.present import present, px, tokens

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

__all__ = ["dress", "forget_tints", "icon", "paint_icon", "pixmap", "redress"]

_ALIASES = {
    "home": "house",
    "more-horizontal": "ellipsis",
    "more-vertical": "ellipsis-vertical",
    "help-circle": "circle-question-mark",
    "indent": "indent-increase",
    "outdent": "indent-decrease",
    "alert-triangle": "triangle-alert",
    "alert-circle": "circle-alert",
    "check-circle": "circle-check",
    "edit": "pencil",
}
_tinted: dict[tuple[str, int, str, float], QPixmap] = {}
_icons: dict[tuple[str, str, str, int, int], QIcon] = {}
_dressed: "WeakKeyDictionary[QObject, tuple[str, str, str, int, int]]" = WeakKeyDictionary()


def icon(name: str, tone: str = "text2", tone_on: str = "", size: int = 16, gap: int = 0) -> QIcon:
    """An icon in the colours of now; disabled it is grey.

    `tone_on`: the tone while checked. `gap`: empty px at its right (below 0 at its left), for a
    button whose words would stand too near.
    """
    key = (name, tone, tone_on, size, gap)
    found = _icons.get(key)
    if found is None:
        found = QIcon()
        for ratio in _ratios():
            plain = _with_gap(pixmap(name, size, tone, ratio), gap)
            grey = _with_gap(pixmap(name, size, "disabled", ratio), gap)
            for state in (QIcon.State.Off, QIcon.State.On):
                found.addPixmap(grey, QIcon.Mode.Disabled, state)
            _add(found, plain, QIcon.State.Off)
            if tone_on:
                _add(found, _with_gap(pixmap(name, size, tone_on, ratio), gap), QIcon.State.On)
        _icons[key] = found
    return found


def _with_gap(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    extra = round(abs(px(gap)) * ratio)
    wide = QPixmap(drawn.width() + extra, drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QPointF(extra / ratio if gap < 0 else 0, 0), drawn)
    painter.end()
    return wide


def _ratios() -> set[float]:
    """Pixels a px of every screen there is: drawn for each, an icon is sharp on each."""
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}


def _add(one: QIcon, drawn: QPixmap, state: QIcon.State) -> None:
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        one.addPixmap(drawn, mode, state)


def pixmap(name: str, size: int = 16, tone: str = "text2", ratio: float = 1.0) -> QPixmap:
    """The drawing `size` px square at 100 % zoom, for a screen of `ratio` pixels a px."""
    side = px(size)
    key = (name, side, tone, ratio)
    found = _tinted.get(key)
    if found is None:
        found = _tinted[key] = _draw(name, side, tone, ratio)
    return found


def paint_icon(painter: QPainter, rect: QRectF, name: str, tone: str = "text2") -> None:
    """Paints the drawing into `rect`, as sharp as the device allows. For delegates and chips."""
    ratio = painter.device().devicePixelRatioF()
    side = round(rect.width())
    key = (name, side, tone, ratio)
    found = _tinted.get(key)
    if found is None:
        found = _tinted[key] = _draw(name, side, tone, ratio)
    # On whole pixels of the screen, or the thin lines would be smeared over two of them.
    left, top = (round(value * ratio) / ratio for value in (rect.left(), rect.top()))
    painter.drawPixmap(QPointF(left, top), found)


def dress(
    target: QAbstractButton | QAction,
    name: str,
    tone: str = "text2",
    tone_on: str = "",
    size: int = 16,
    gap: int = 0,
) -> None:
    """Gives a button or an action its icon, and gives it anew whenever the theme changes."""
    _dressed[target] = (name, tone, tone_on, size, gap)
    target.setIcon(icon(name, tone, tone_on, size, gap))


def redress() -> Iterator[None]:
    """Gives every dressed button and action its icon in the colours of now, one a step."""
    for target, wanted in list(_dressed.items()):
        if isValid(target) and isinstance(target, (QAbstractButton, QAction)):
            target.setIcon(icon(*wanted))
        yield


def forget_tints() -> None:
    """Before the colours or the zoom change."""
    _tinted.clear()
    _icons.clear()


def _draw(name: str, side: int, tone: str, ratio: float) -> QPixmap:
    pixels = max(1, round(side * ratio))
    drawn = QPixmap(QSize(pixels, pixels))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    colour = tokens().colour(tone).name()
    _renderer(name, colour, _stroke(side)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _stroke(side: int) -> float:
    """Width of the line in the drawing's own 24 units, so that it comes out 1.4 px thick."""
    return min(2.2, max(1.5, 1.4 * present.zoom * 24 / side))


def _renderer(name: str, colour: str, stroke: float) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # loads a library: not before the first icon

    drawing = _drawing(_ALIASES.get(name, name)).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke:.2f}"')
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _drawing(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text("utf-8")
