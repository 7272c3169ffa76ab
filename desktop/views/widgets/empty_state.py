"""What stands where nothing is yet: one sentence, one button, one link."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.views.theme import Theme, pixmap, px
from desktop.views.widgets.buttons import Button, LinkButton
from desktop.views.widgets.labels import Label

__all__ = ["EmptyState"]


class EmptyState(QWidget):
    """Centred in its place. Without `button` or `link` these are left out."""

    button_clicked = Signal()
    link_clicked = Signal()

    def __init__(
        self,
        icon: str,
        sentence: str,
        button: str = "",
        link: str = "",
        parent: QWidget | None = None,
        *,
        button_icon: str = "plus",
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = Label(sentence, "body", "text2", self, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(button, button_icon, self)
        self._button.clicked.connect(self.button_clicked)
        self._link = LinkButton(link, "", self)
        self._link.clicked.connect(self.link_clicked)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._picture)
        self._column.addWidget(self._sentence)
        self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)
        self.set_texts(sentence, button, link)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_texts(self, sentence: str, button: str = "", link: str = "") -> None:
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for one, words in ((self._button, button), (self._link, link)):
            one.set_words(words)
            one.setVisible(bool(words))

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._dress()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(320), super().sizeHint().height())

    def _dress(self) -> None:
        drawn = pixmap(self._icon_name, 32, "text3", self.devicePixelRatioF())
        self._picture.setPixmap(drawn)
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(10))
