"""Tree, form and pages side by side, and how they give way where the window is narrow.

From 1120 px on all three stand beside each other; below, form and pages share one place (F9 swaps
them); below 840 px the tree is a drawer over the form (Ctrl+1).
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.services.local_state import LocalState
from desktop.views.theme import px

__all__ = ["Panes"]

BESIDE = 1120
DRAWER = 840
TREE_WIDTH, PREVIEW_WIDTH = 228, 428
SIZES = "policy.panes"
PREVIEW_SHOWN = "policy.preview"


class Panes(QWidget):
    """`changed` when a pane came or went."""

    changed = Signal()

    def __init__(
        self,
        tree: QWidget,
        centre: QWidget,
        pages: QWidget,
        local: LocalState,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.tree, self.centre, self.pages = tree, centre, pages
        self._local = local
        self._width = 0
        self._swapped = False  # narrow: the pages are shown in the form's place
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for widget in (tree, centre, pages):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        tree.setMinimumWidth(px(180))
        centre.setMinimumWidth(px(320))
        pages.setMinimumWidth(px(280))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self._note = QTimer(self)
        self._note.setSingleShot(True)
        self._note.setInterval(400)
        self._note.timeout.connect(self._keep_sizes)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange_now)
        self.splitter.splitterMoved.connect(lambda *_: self._note.start())
        tree.installEventFilter(self)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def beside(self) -> bool:
        return self._width >= px(BESIDE)

    @property
    def has_drawer(self) -> bool:
        return self._width < px(DRAWER)

    @property
    def preview_shown(self) -> bool:
        return not self.pages.isHidden()

    def toggle_preview(self) -> None:
        if self.beside:
            shown = not self._local.switches.get(PREVIEW_SHOWN, True)
            self._local.switches[PREVIEW_SHOWN] = shown
        else:
            self._swapped = not self._swapped
        self._arrange()

    def show_preview(self) -> None:
        if not self.preview_shown:
            self.toggle_preview()

    def show_form(self) -> None:
        """The form, where the pages have taken its place."""
        if self._swapped and not self.beside:
            self._swapped = False
            self._arrange()

    def open_tree(self) -> None:
        """The tree comes to the front, also where it is a drawer."""
        if self.has_drawer:
            self.tree.setParent(self)
            self.tree.setGeometry(0, 0, px(TREE_WIDTH + 40), self.height())
            self.tree.show()
            self.tree.raise_()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawer(self) -> None:
        if self.has_drawer:
            self.tree.hide()

    @property
    def drawer_open(self) -> bool:
        return self.has_drawer and not self.tree.isHidden()

    # -- how it is arranged ---------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        before, self._width = self._width, event.size().width()
        if before == 0:
            self._arrange()
        elif self._kind(before) != self._kind(self._width):
            # In a turn of its own: each pane that comes or goes lays out the form anew. What
            # stands there is shown until then.
            self.setUpdatesEnabled(False)
            self._soon.start()
        if self.drawer_open:
            self.tree.resize(self.tree.width(), self.height())

    def _arrange_now(self) -> None:
        self._arrange()
        self.setUpdatesEnabled(True)

    def _kind(self, width: int) -> tuple[bool, bool]:
        return width >= px(BESIDE), width < px(DRAWER)

    def _arrange(self) -> None:
        if self.has_drawer:
            if self.tree.parent() is self.splitter:
                self.tree.setParent(self)
            self.tree.hide()
        else:
            if self.tree.parent() is not self.splitter:
                self.splitter.insertWidget(0, self.tree)
            self.tree.show()
        if self.beside:
            self._swapped = False
            self.pages.setVisible(self._local.switches.get(PREVIEW_SHOWN, True))
            self.centre.show()
        else:
            self.pages.setVisible(self._swapped)
            self.centre.setVisible(not self._swapped)
        self._restore_sizes()
        self.changed.emit()

    def _restore_sizes(self) -> None:
        tree, pages = self._local.splitters.get(SIZES, [px(TREE_WIDTH), px(PREVIEW_WIDTH)])[:2]
        if not self.beside:
            pages = self._width - tree if self._swapped else 0
        tree = max(px(180), min(tree, px(360)))
        pages = max(px(280), min(pages, max(px(280), self._width - tree - px(420))))
        sizes = [] if self.has_drawer else [tree]
        rest = self._width - sum(sizes)
        sizes += [rest - pages if self.preview_shown and self.beside else rest, pages]
        self.splitter.setSizes(sizes)

    def _keep_sizes(self) -> None:
        if self.beside and self.preview_shown:
            self._local.splitters[SIZES] = [self.tree.width(), self.pages.width()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.drawer_open
        ):
            self.close_drawer()
            self.centre.setFocus()
            return True
        return super().eventFilter(watched, event)
