"""Room for what is said of a change: as high as it needs, never more than half of what there is."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

__all__ = ["NoteArea"]


class NoteArea(QScrollArea):
    """In a low window the fields scroll, so that the text above keeps its room."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        """`parent`: whose height is shared."""
        super().__init__(parent)
        self._content, self._whole = content, parent
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        content.installEventFilter(self)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._content.minimumSizeHint().width(), 0)

    def _fit(self) -> None:
        width = self.viewport().width()
        wanted = self._content.heightForWidth(width)
        if wanted < 0:
            wanted = self._content.sizeHint().height()
        self.setFixedHeight(min(wanted, self._whole.height() // 2))
