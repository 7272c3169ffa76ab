"""A change in one line: what was struck out and what was put in, with a little of what stays."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme import Theme, font, px, tokens

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, TextRun

__all__ = ["ChangeLine", "change_text", "kind_word", "merged"]

AROUND = 14
"""Characters that are shown of what stays the same, on either side."""
Piece = tuple[str, str]
"""(state, text): same, deleted or inserted."""


def kind_word(change: "ClauseChange") -> str:
    """Of a badge."""
    return {
        "changed": QCoreApplication.translate("Changes", "Changed"),
        "inserted": QCoreApplication.translate("Changes", "Added"),
        "deleted": QCoreApplication.translate("Changes", "Removed"),
        "moved": QCoreApplication.translate("Changes", "Moved"),
    }[change.kind]


def change_text(change: "ClauseChange") -> str:
    """How the place reads now; of what was removed, how it read."""
    runs = change.new_runs or change.old_runs
    return " ".join("".join(one.text for one in runs).split())


def merged(change: "ClauseChange") -> list[Piece]:
    """Old and new text as one: what was struck out stands before what took its place."""
    old, new = list(_letters(change.old_runs)), list(_letters(change.new_runs))
    found: list[Piece] = []
    left = right = 0
    while left < len(old) or right < len(new):
        if left < len(old) and (old[left][0] == "deleted" or right >= len(new)):
            _add(found, "deleted", old[left][1])
            left += 1
        elif right < len(new) and (new[right][0] == "inserted" or left >= len(old)):
            _add(found, "inserted", new[right][1])
            right += 1
        else:
            _add(found, "same", new[right][1])
            left, right = left + 1, right + 1
    return found


def shortened(pieces: list[Piece]) -> list[Piece]:
    """Of what stays the same only the words around the changes."""
    found: list[Piece] = []
    for at, (state, text) in enumerate(pieces):
        if state != "same" or len(text) <= 2 * AROUND:
            found.append((state, text))
        elif at == 0:
            found.append((state, "…" + text[-AROUND:]))
        elif at == len(pieces) - 1:
            found.append((state, text[:AROUND] + "…"))
        else:
            found.append((state, f"{text[:AROUND]}…{text[-AROUND:]}"))
    return found


def _letters(runs: "Iterable[TextRun]") -> Iterable[Piece]:
    return ((run.state, letter) for run in runs for letter in run.text)


def _add(found: list[Piece], state: str, letter: str) -> None:
    letter = " " if letter == "\n" else letter
    if found and found[-1][0] == state:
        found[-1] = (state, found[-1][1] + letter)
    else:
        found.append((state, letter))


class ChangeLine(QWidget):
    """One line: struck out in red, put in underlined in blue; what has no room ends in …."""

    def __init__(self, change: "ClauseChange", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if change.kind == "moved":
            self._pieces = [("same", self._moved_words(change))]
        else:
            self._pieces = shortened(merged(change))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = {
            "deleted": self.tr("struck out: {text}"),
            "inserted": self.tr("put in: {text}"),
            "same": "{text}",
        }
        self.setAccessibleName(
            "; ".join(said[state].format(text=text) for state, text in self._pieces)
        )
        self.setToolTip("".join(text for _, text in self._pieces)[:600])
        Theme.current().changed.connect(self.update)

    def _moved_words(self, change: "ClauseChange") -> str:
        """Only the place is another."""
        old = change.old.label if change.old is not None else ""
        new = change.new.label if change.new is not None else ""
        return self.tr("{old} → {new}").format(old=old, new=new)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(200), px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, room = 0.0, float(self.width())
        for state, text in self._pieces:
            if left >= room:
                break
            left += self._paint(painter, state, text, left, room - left)

    def _paint(self, painter: QPainter, state: str, text: str, left: float, room: float) -> float:
        colours, face = tokens(), QFont(font("body"))
        face.setStrikeOut(state == "deleted")
        face.setUnderline(state == "inserted")
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(shown), room)
        box = QRectF(left, (self.height() - px(20)) / 2, width, px(20))
        if state != "same":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.blocker_bg if state == "deleted" else colours.sugg_bg)
            painter.drawRoundedRect(box, px(3), px(3))
        tone = {"deleted": colours.blocker, "inserted": colours.sugg, "same": colours.text}[state]
        painter.setPen(tone)
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        return width + (px(2) if state != "same" else 0)
