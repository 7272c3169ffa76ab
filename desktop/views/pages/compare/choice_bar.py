"""Which two revisions are compared, in which language, and how they are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from desktop.views.pages.compare.words import state_words
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.revision_comparing import Compared

__all__ = ["ChoiceBar"]


class ChoiceBar(QFrame):
    """`pair_chosen` when another pair or language is wanted: see `pair`."""

    pair_chosen = Signal()
    layout_chosen = Signal(str)
    zoom_wanted = Signal(int)
    """Per cent more or less; 0 is back to 100 %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._shown = ("", "")
        self.old = self._revisions(self.tr("Earlier revision"))
        self.new = self._revisions(self.tr("Later revision"))
        self.swap = IconButton("arrow-left-right", self.tr("Swap the two revisions"), self)
        self.swap.clicked.connect(self._swap)
        self.language = Segmented(
            (("zh", "中文"), ("en", "English")), self.tr("Language that is compared"), self
        )
        self.language.chosen.connect(lambda _key: self.pair_chosen.emit())
        layouts = (("merged", self.tr("Merged")), ("beside", self.tr("Side by side")))
        self.layouts = Segmented(layouts, self.tr("How the changes are shown"), self)
        self.layouts.chosen.connect(self.layout_chosen)
        self.smaller = IconButton("zoom-out", self.tr("Smaller words (Ctrl+wheel)"), self)
        self.smaller.clicked.connect(lambda: self.zoom_wanted.emit(-10))
        self.larger = IconButton("zoom-in", self.tr("Larger words (Ctrl+wheel)"), self)
        self.larger.clicked.connect(lambda: self.zoom_wanted.emit(10))
        self._flow = FlowLayout(self, row_spacing=6)
        for widget in (
            self.old,
            self.swap,
            self.new,
            self.language,
            self.layouts,
            self.smaller,
            self.larger,
        ):
            self._flow.addWidget(widget)
        self.setTabOrder(self.old, self.swap)
        self.setTabOrder(self.swap, self.new)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _revisions(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _at: self._chosen())
        return box

    @property
    def pair(self) -> tuple[str, str, str]:
        """Old, new, language; as chosen."""
        old, new = self.old.currentData(), self.new.currentData()
        return str(old or ""), str(new or ""), self.language.key()

    def show_choices(self, compared: "Compared") -> None:
        """What can be chosen, and what is."""
        self._shown = (compared.pair.old, compared.pair.new)
        for box, own in zip((self.old, self.new), self._shown, strict=True):
            with QSignalBlocker(box):
                box.clear()
                for one in reversed(compared.choices):
                    words = self.tr("{revision} ({state})").format(
                        revision=one.revision, state=state_words(one.state)
                    )
                    box.addItem(words, one.revision)
                box.setCurrentIndex(box.findData(own))
        for widget in (self.old, self.new, self.swap):
            widget.setEnabled(len(compared.choices) > 1)
        self.language.setVisible(len(compared.languages) > 1)
        if compared.pair.language is not None:
            self.language.set_key(compared.pair.language)

    def _chosen(self) -> None:
        """Where the revision of the other side is chosen, the two change places."""
        old, new, _language = self.pair
        if old == new:
            self._swap()
        else:
            self._shown = (old, new)
            self.pair_chosen.emit()

    def _swap(self) -> None:
        self._shown = (self._shown[1], self._shown[0])
        for box, own in zip((self.old, self.new), self._shown, strict=True):
            box.setCurrentIndex(box.findData(own))
        self.pair_chosen.emit()

    def _dress(self) -> None:
        self._flow.setContentsMargins(px(16), px(6), px(16), px(7))
