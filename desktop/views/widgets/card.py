"""A card: a white surface with, if wanted, a head of 38 px and a body below it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.labels import ElidedLabel, Label

__all__ = ["Card", "Panel"]


class Card(QFrame):
    """`body` is where the content goes. Without a title there is no head until `head` is asked."""

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        padding: int = 14,
        dashed: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop" if dashed else "card")
        self._padding = padding
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self._head = _CardHead(self)
        self._head.hide()
        self._outer.addWidget(self._head)
        self._holder = QWidget(self)
        self.body = QVBoxLayout(self._holder)
        self._outer.addWidget(self._holder)
        if title:
            self.set_title(title)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_title(self, title: str) -> None:
        """The words of the head; also the card's accessible name."""
        self._head.title.setText(title)
        self._head.show()
        self.setAccessibleName(title)

    def title(self) -> str:
        return self._head.title.text()

    def set_note(self, note: str, tone: str = "text3") -> None:
        """Muted words beside the title: a count, a verdict."""
        self._head.note.setText(note)
        self._head.note.set_tone(tone)
        self._head.note.setVisible(bool(note))
        self._head.show()

    def add_beside_title(self, widget: QWidget) -> None:
        """A chip or a mark right after the title and its note."""
        self._head.row.insertWidget(self._head.row.indexOf(self._head.note) + 1, widget)
        self._head.show()

    def add_to_head(self, widget: QWidget) -> None:
        """A button at the right end of the head."""
        self._head.row.addWidget(widget)
        self._head.show()

    def set_body_padding(self, padding: int) -> None:
        """0 for a table that reaches the card's edges."""
        self._padding = padding
        self._dress()

    def _dress(self) -> None:
        side = px(self._padding)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(px(8))


class _CardHead(QFrame):
    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self.setProperty("role", "card-head")
        self.row = QHBoxLayout(self)
        self.title = ElidedLabel("", "card", "text", self)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.note = Label("", "label", "text3", self)
        self.note.hide()
        self.row.addWidget(self.title)
        self.row.addWidget(self.note)
        self.row.addStretch(1)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(px(38))
        self.row.setContentsMargins(px(14), 0, px(8), 0)
        self.row.setSpacing(px(8))


class Panel(QFrame):
    """A side panel: the panel colour, `body` inside without margins, an optional head of 38 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
