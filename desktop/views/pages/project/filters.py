"""Above a checklist: which items are shown, how they are grouped, what is searched for."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from desktop.views.item_models.checklist import FILTERS, GROUPINGS, Grouping, Kept
from desktop.views.theme import Theme, px
from desktop.views.widgets.search_field import SearchField
from desktop.views.widgets.segmented import Segmented

__all__ = ["FilterBar"]

_WIDE = 800


class FilterBar(QFrame):
    """`kept` of a project: all, open, mandatory …; of a policy's own list only those that do not
    speak of states."""

    kept_chosen = Signal(str)
    searched = Signal(str)
    role_chosen = Signal(str)
    """Code of the role, "" for all."""
    grouping_chosen = Signal(str)
    left_downwards = Signal()

    def __init__(self, *, states: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = states
        self._kept: tuple[Kept, ...] = FILTERS if states else ("all", "mandatory", "gate")
        self._counts: Mapping[str, int] = {}
        self._roles: tuple[Mapping[str, str], str] | None = None
        self._words = {
            "all": self.tr("All"),
            "open": self.tr("Not done"),
            "mandatory": self.tr("Mandatory"),
            "gate": self.tr("Gate"),
            "failed": self.tr("Failed"),
            "na": self.tr("Not applicable"),
        }
        self.segments = Segmented(
            [(one, self._words[one]) for one in self._kept], self.tr("Items to show"), self
        )
        self.segments.chosen.connect(self._choose_kept)
        self._narrow = QComboBox(self)
        self._narrow.setAccessibleName(self.tr("Items to show"))
        for one in self._kept:
            self._narrow.addItem(self._words[one], one)
        self._narrow.activated.connect(self._choose_narrow)
        self._narrow.hide()
        self._role = QComboBox(self)
        self._role.setAccessibleName(self.tr("Responsible role"))
        self._role.setToolTip(self.tr("Only items of one role"))
        self._role.activated.connect(self._choose_role)
        self._grouping = QComboBox(self)
        self._grouping.setAccessibleName(self.tr("Grouping"))
        self._grouping.setToolTip(self.tr("How the items are grouped"))
        titles = {
            "tag": self.tr("By tag"),
            "role": self.tr("By role"),
            "paper": self.tr("As on paper"),
        }
        for grouping in GROUPINGS:
            self._grouping.addItem(titles[grouping], grouping)
        self._grouping.activated.connect(self._choose_grouping)
        self.search = SearchField(self.tr("Filter items"), self)
        self.search.searched.connect(self.searched)
        self.search.left_downwards.connect(self.left_downwards)
        for box in (self._narrow, self._role, self._grouping):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._row = QHBoxLayout(self)
        for widget in (self.segments, self._narrow, self._grouping, self._role):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        self.show_roles({}, "")
        self._dress()
        Theme.current().changed.connect(self._dress)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many items each part of the filter keeps."""
        self._counts = counts
        for at, one in enumerate(self._kept):
            words = f"{self._words[one]} {counts.get(one, 0)}"
            self.segments.set_text(one, words)
            self._narrow.setItemText(at, words)

    def show_roles(self, roles: Mapping[str, str], chosen: str) -> None:
        """Code → title of the roles that there are items of."""
        wanted = ({**roles}, chosen)
        if wanted == self._roles:
            return
        self._roles = wanted
        self._role.clear()
        self._role.addItem(self.tr("All roles"), "")
        for code, title in sorted(roles.items(), key=lambda one: one[1]):
            self._role.addItem(title or code, code)
        self._role.setCurrentIndex(max(0, self._role.findData(chosen)))

    def set_kept(self, kept: str) -> None:
        self.segments.set_key(kept)
        self._narrow.setCurrentIndex(self._narrow.findData(kept))

    def set_grouping(self, grouping: Grouping) -> None:
        self._grouping.setCurrentIndex(self._grouping.findData(grouping))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The drop-down takes the place of the segments: they do not keep the window wide."""
        return QSize(px(240), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for the segments, a drop-down says the same."""
        needed = self.segments.sizeHint().width() + px(430)
        wide = self.width() >= max(needed, px(_WIDE) if len(self._kept) > 3 else 0)
        self.segments.setVisible(wide)
        self._narrow.setVisible(not wide)
        self._grouping.setVisible(self._states and self.width() >= px(560))

    def _choose_kept(self, kept: str) -> None:
        self._narrow.setCurrentIndex(self._narrow.findData(kept))
        self.kept_chosen.emit(kept)

    def _choose_narrow(self) -> None:
        self.segments.set_key(self._narrow.currentData())
        self.kept_chosen.emit(self._narrow.currentData())

    def _choose_role(self) -> None:
        self.role_chosen.emit(self._role.currentData())

    def _choose_grouping(self) -> None:
        self.grouping_chosen.emit(self._grouping.currentData())

    def _dress(self) -> None:
        self._row.setContentsMargins(px(14), px(2), px(14), px(8))
        self._row.setSpacing(px(8))
        self.search.setMaximumWidth(px(220))
        self.search.setMinimumWidth(px(110))
        self._role.setMaximumWidth(px(150))
        self._fit()
