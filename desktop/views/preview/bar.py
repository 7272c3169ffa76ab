"""The bar over the pages: which page, how large, in which language, and away with them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget
from shiboken6 import isValid

from desktop.views.preview.page_view import Fit
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import IconButton, QuietButton

__all__ = ["PreviewBar"]

HEIGHT = 38
PERCENTS = (75, 100, 125, 150, 200)


class PreviewBar(QFrame):
    """38 px high. Made by the preview; a page may put it into a header row of its own."""

    page_wanted = Signal(int)
    """From 0."""
    zoom_stepped = Signal(int)
    fit_wanted = Signal(str)
    percent_wanted = Signal(int)
    language_wanted = Signal(str)
    collapse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._page, self._pages = 0, 0
        self._busy = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._page_button = QuietButton("", "", self, small=True)
        self._page_button.clicked.connect(self._edit_page)
        self._page_field = QLineEdit(self)
        self._page_field.setProperty("density", "small")
        self._page_field.setAccessibleName(self.tr("Page number"))
        self._page_field.returnPressed.connect(self._go)
        self._page_field.installEventFilter(self)
        self._page_field.hide()
        self._smaller = IconButton("zoom-out", self.tr("Smaller"), self)
        self._smaller.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        self._zoom_button = QuietButton("", "", self, small=True)
        self._zoom_button.set_tooltip(self.tr("Size of the pages (Ctrl+mouse wheel)"))
        self._larger = IconButton("zoom-in", self.tr("Larger"), self)
        self._larger.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self._language = IconButton("languages", self.tr("Language of the pages"), self)
        self._language.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._language.hide()
        self._collapse = IconButton("panel-right", self.tr("Hide the pages (F9)"), self)
        self._collapse.clicked.connect(self.collapse_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.setSpacing(px(2))
        row.addStretch(1)
        for one in (
            self._page_button,
            self._page_field,
            self._smaller,
            self._zoom_button,
            self._larger,
            self._language,
            self._collapse,
        ):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._make_zoom_menu()
        self._make_language_menu()
        Theme.current().changed.connect(self._dress)
        self._dress()
        self._say_page()

    # -- what is shown -------------------------------------------------------------------------

    def show_page(self, page: int, pages: int) -> None:
        """`page` from 0; without pages nothing can be chosen."""
        self._page, self._pages = page, pages
        self._say_page()

    def show_busy(self, busy: bool) -> None:
        """Pages are being set and none is there yet."""
        self._busy = busy
        self._say_page()

    def show_zoom(self, percent: int, fit: Fit) -> None:
        if not isValid(self._zoom_button) or not all(map(isValid, self._fits.values())):
            return  # the pages say their size once more while the pane goes away
        self._zoom_button.set_words(self.tr("{percent} %").format(percent=percent))
        for name, action in self._fits.items():
            action.setChecked(name == fit)
        for value, action in self._percents.items():
            action.setChecked(fit == "free" and value == percent)

    def hide_collapse(self) -> None:
        """Where the pages are all there is, nothing puts them away."""
        self._collapse.hide()

    def show_languages(self, languages: Sequence[str], chosen: str) -> None:
        """The languages of the policy; with one there is nothing to choose."""
        for name, action in self._languages.items():
            action.setVisible(name in languages)
            action.setChecked(name == chosen)
        self._language.setVisible(len(languages) > 1)

    @property
    def page_text(self) -> str:
        return self._page_button.words()

    # -- inside --------------------------------------------------------------------------------

    def _make_zoom_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        # A choice that is no entry of the menu leaves all of them unticked.
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._fits: dict[Fit, QAction] = {
            "width": menu.addAction(self.tr("Fit &width")),
            "page": menu.addAction(self.tr("Whole &page")),
        }
        for name, action in self._fits.items():
            action.triggered.connect(lambda _on=False, name=name: self.fit_wanted.emit(name))
        menu.addSeparator()
        self._percents: dict[int, QAction] = {}
        for value in PERCENTS:
            action = menu.addAction(self.tr("{percent} %").format(percent=value))
            action.triggered.connect(lambda _on=False, value=value: self.percent_wanted.emit(value))
            self._percents[value] = action
        for action in (*self._fits.values(), *self._percents.values()):
            action.setCheckable(True)
            group.addAction(action)
        self._zoom_button.setMenu(menu)

    def _make_language_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._languages = {
            "zh": menu.addAction(self.tr("Chinese edition")),
            "en": menu.addAction(self.tr("English edition")),
        }
        for name, action in self._languages.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, name=name: self.language_wanted.emit(name))
        self._language.setMenu(menu)

    def _say_page(self) -> None:
        text = self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        if self._busy:
            text = self.tr("Setting the pages…")
        elif not self._pages:
            text = self.tr("No pages")
        self._page_button.set_words(text)
        self._page_button.set_tooltip(self.tr("Go to a page") if self._pages else "")
        for one in (self._page_button, self._smaller, self._zoom_button, self._larger):
            one.setEnabled(self._pages > 0)

    def _edit_page(self) -> None:
        self._page_field.setValidator(QIntValidator(1, max(1, self._pages), self._page_field))
        self._page_field.setText(str(self._page + 1))
        self._page_button.hide()
        self._page_field.show()
        self._page_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page_field.selectAll()

    def _go(self) -> None:
        page = int(self._page_field.text()) - 1  # the validator lets nothing else through
        self._close_field(give_focus=True)
        self.page_wanted.emit(page)

    def _close_field(self, *, give_focus: bool) -> None:
        self._page_button.show()
        if give_focus:
            self._page_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page_field.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._page_field and self._page_field.isVisible():
            escape = (
                event.type() == QEvent.Type.KeyPress
                and isinstance(event, QKeyEvent)
                and event.key() == Qt.Key.Key_Escape
            )
            if escape or event.type() == QEvent.Type.FocusOut:
                self._close_field(give_focus=escape)
                return escape
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        self._page_field.setFixedWidth(px(64))
