"""The pane with the pages of a policy as the printer will give them, while it is written."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.services.page_facts import PageSet
from desktop.views.desk import Desk
from desktop.views.preview.anchor import Anchor, target_of
from desktop.views.preview.bar import PreviewBar
from desktop.views.preview.hovering import Hovering, place_of
from desktop.views.preview.live import LivePages, Regions
from desktop.views.preview.page_view import PageView
from desktop.views.theme import dress
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.tasks.paper import DrawnPage
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["PreviewPane"]

PATIENCE_MILLISECONDS = 400
"""Before that no progress is shown: most documents are set sooner."""
COPY_SCALE = 200 / 72
"""Pixels a pt of a page that is copied as a picture."""
ZOOM_CHOICE = "preview.zoom"


class PreviewPane(QWidget):
    """`show_policy` once, then it follows the policy by itself; `follow` says what is written now.

    `bar` stands on top; a page may move it into a header row of its own. While the pane is hidden
    it asks nothing of the paper process.
    """

    place_clicked = Signal(object)
    """Place: the person clicked on what is written there."""
    collapse_wanted = Signal()
    language_changed = Signal(str)
    """The person chose another edition of a bilingual policy."""
    page_changed = Signal(int, int)
    """(page from 0, pages)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._in_hand: PolicyInHand | None = None
        self._language: Language = "zh"
        self._live: LivePages | None = None
        self._anchor: Anchor | None = None
        self._hovering: Hovering | None = None
        self._target = ""
        self._reveal = False
        self._behind = False
        self._copied = -1
        self.bar = PreviewBar(self)
        self.view = PageView(self)
        self._notice = EmptyState("file-text", "", parent=self, button_icon="refresh-cw")
        self._strip = InlineStrip(self)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Setting the pages…"))
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self._progress.show)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self._progress, self._strip, self._stack):
            column.addWidget(widget)
        self.setFocusProxy(self.view)
        self._connect()
        self._take_zoom_choice()
        self._show_nothing()

    def _connect(self) -> None:
        view, bar = self.view, self.bar
        view.page_changed.connect(self._say_page)
        view.zoom_changed.connect(self._keep_zoom)
        view.scrolled.connect(self._show_zoom)
        view.point_clicked.connect(self._click)
        view.menu_wanted.connect(self._open_menu)
        view.pages_wanted.connect(self._want)
        bar.page_wanted.connect(lambda page: view.go_to_page(page, glide=True))
        bar.zoom_stepped.connect(view.zoom)
        bar.fit_wanted.connect(view.set_fit)
        bar.percent_wanted.connect(view.set_percent)
        bar.language_wanted.connect(self._choose_language)
        bar.collapse_wanted.connect(self.collapse_wanted)
        self._notice.button_clicked.connect(self._try_again)
        self._strip.acted.connect(self._try_again)
        self._desk.library_closed.connect(self.close_policy)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        return self._language

    def show_policy(self, in_hand: "PolicyInHand", language: Language) -> None:
        """Shows that policy from now on, as soon as it has been read."""
        if in_hand is self._in_hand:
            self._change_language(language)
            return
        self.close_policy()
        self._in_hand, self._language = in_hand, language
        in_hand.ready.connect(self._begin)
        in_hand.changed.connect(self._changed)
        in_hand.gone.connect(self.close_policy)
        in_hand.failed.connect(self._cannot)
        self._wait()
        if in_hand.policy is not None:
            self._begin()

    def close_policy(self) -> None:
        """Shows nothing."""
        in_hand, self._in_hand = self._in_hand, None
        if in_hand is not None:
            in_hand.ready.disconnect(self._begin)
            in_hand.changed.disconnect(self._changed)
            in_hand.gone.disconnect(self.close_policy)
            in_hand.failed.disconnect(self._cannot)
        if self._live is not None:
            self._live.close()
        self._target = ""
        self._show_nothing()

    def follow(self, target: str) -> None:
        """Marks what is written now (`field:ID`, `article:ID`, `part:FIELD/ROW`; a `chapter:ID`
        is only gone to) and scrolls to it unless it can be seen. "" follows nothing."""
        self._target = target
        if not target:
            self.view.mark(())
        elif self._live is not None and self.view.pages and self.isVisible():
            self._live.locate(target, partial(self._followed, target, True))
        else:
            self._reveal = True

    # -- zoom, for the window's commands -------------------------------------------------------

    def zoom_in(self) -> None:
        self.view.zoom(1)

    def zoom_out(self) -> None:
        self.view.zoom(-1)

    def zoom_reset(self) -> None:
        """The size of paper."""
        self.view.set_percent(100)

    # -- inside: the document ------------------------------------------------------------------

    def _begin(self) -> None:
        if self._in_hand is None or self._in_hand.policy is None:
            return
        if not self.isVisible():
            self._behind = True
            return
        self._behind = False
        policy = self._in_hand.current
        if self._language not in policy.languages:
            self._language = policy.languages[0]
        self.bar.show_languages(policy.languages, self._language)
        live = self._live_pages()
        self._forget_places()
        self._reveal = bool(self._target)
        live.show(policy, self._language)

    def _live_pages(self) -> LivePages:
        if self._live is None:
            live = self._live = LivePages(self._desk.paper, self)
            live.pages_set.connect(self._pages_set)
            live.page_drawn.connect(self._drawn)
            live.failed.connect(self._cannot)
            self._anchor = Anchor(self.view, live)
            self._hovering = Hovering(self.view, live)
        return self._live

    def _changed(self, _changes: object, _origin: object) -> None:
        if self._in_hand is None or self._in_hand.policy is None:
            return
        policy = self._in_hand.current
        if not self.isVisible():
            self._behind = True
        elif self._language not in policy.languages:
            self._wait()
            self._begin()
        else:
            self.bar.show_languages(policy.languages, self._language)
            self._live_pages().update(policy)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._behind:
            if self.view.pages:
                self._behind = False
                self._changed(None, None)
            else:
                self._begin()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.view.setFocus(event.reason())

    def _choose_language(self, language: Language) -> None:
        if self._in_hand is not None and language != self._language:
            self._change_language(language)
            self.language_changed.emit(language)

    def _change_language(self, language: Language) -> None:
        if language != self._language:
            self._language = language
            self._wait()
            self._begin()

    def _try_again(self, _action: int = 0) -> None:
        if self._in_hand is None or self._in_hand.policy is None:
            return
        if self.view.pages:
            self._strip.clear()
            self._live_pages().update(self._in_hand.current)
        else:
            self._wait()
            self._begin()

    # -- inside: what comes back ---------------------------------------------------------------

    def _pages_set(self, pages: PageSet) -> None:
        self._patience.stop()
        self._progress.hide()
        self._strip.clear()
        self._stack.setCurrentWidget(self.view)
        self.bar.show_busy(False)
        self.view.set_pages(pages.pages, pages.size)
        self._say_page()
        if self._hovering is not None:
            self._hovering.forget()
        if self._anchor is not None:
            self._anchor.settle()
        if self._target and self._live is not None:
            reveal, self._reveal = self._reveal, False
            self._live.locate(self._target, partial(self._followed, self._target, reveal))

    def _followed(self, target: str, reveal: bool, found: Regions) -> None:
        if target != self._target:
            return
        self.view.mark(() if target.startswith("chapter:") else found)
        if not found:
            return
        if reveal and not any(self.view.in_view(one) for one in found):
            self.view.reveal(found[0])
        if self._anchor is not None and (self.view.moving or self.view.in_view(found[0])):
            self._anchor.hold(target, found[0])

    def _want(self, pages: tuple[int, ...], scale: float) -> None:
        if self._live is None:
            return
        self._live.want(pages, scale)
        # What was drawn once and forgotten here since then comes again only when it is asked for.
        for page in reversed(pages):
            if not self.view.has_picture(page, scale):
                self._live.draw(page, scale)

    def _drawn(self, page: "DrawnPage") -> None:
        if page.page == self._copied and page.scale == COPY_SCALE:
            self._copied = -1
            QGuiApplication.clipboard().setImage(page.image)
            said = self.tr("Page {page} is in the clipboard").format(page=page.page + 1)
            self._desk.say(said)
        else:
            self.view.take(page.page, page.scale, page.image)

    def _cannot(self, error: KnownError) -> None:
        self._patience.stop()
        self._progress.hide()
        self.bar.show_busy(False)
        why = self._desk.explain(error)
        if self.view.pages:
            self._strip.say("warn", why, self.tr("Try again"), closable=False)
        else:
            self.view.clear()
            self._notice.set_icon("triangle-alert")
            self._notice.set_texts(why, self.tr("Try again"))
            self._stack.setCurrentWidget(self._notice)

    # -- inside: states ------------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self._forget_places()
        self._patience.stop()
        self._progress.hide()
        self._strip.clear()
        self.view.clear()
        self.bar.show_busy(False)
        self._notice.set_icon("file-text")
        self._notice.set_texts(
            self.tr("Open a policy: its pages stand here as they will be printed.")
        )
        self._stack.setCurrentWidget(self._notice)
        self._say_page()

    def _wait(self) -> None:
        """The pages are being set and none is there yet."""
        self._strip.clear()
        self.view.wait()
        self._stack.setCurrentWidget(self.view)
        self.bar.show_busy(True)
        self._patience.start()
        self._say_page()

    def _forget_places(self) -> None:
        self.view.mark(())
        if self._anchor is not None:
            self._anchor.drop()
        if self._hovering is not None:
            self._hovering.forget()

    def _say_page(self) -> None:
        page, pages = self.view.page, self.view.pages
        self.bar.show_page(page, pages)
        said = self.tr("Printed pages")
        if pages:
            said = self.tr("Printed pages: page {page} of {pages}").format(
                page=page + 1, pages=pages
            )
        self.view.setAccessibleName(said)
        self.page_changed.emit(page, pages)

    # -- inside: zoom, clicks, menu ------------------------------------------------------------

    def _take_zoom_choice(self) -> None:
        chosen = self._desk.local.choices.get(ZOOM_CHOICE, "width")
        if chosen in ("width", "page"):
            self.view.set_fit("page" if chosen == "page" else "width")
        elif chosen.isdecimal():
            self.view.set_percent(int(chosen))

    def _keep_zoom(self) -> None:
        fit = self.view.fit
        self._desk.local.choices[ZOOM_CHOICE] = str(self.view.percent) if fit == "free" else fit
        self._show_zoom()

    def _show_zoom(self) -> None:
        self.bar.show_zoom(self.view.percent, self.view.fit)

    def _click(self, page: int, x: float, y: float) -> None:
        if self._live is not None and self._in_hand is not None:
            self._live.look_at(page, x, y, partial(self._clicked, self._in_hand.id))

    def _clicked(self, policy_id: str, found: Regions) -> None:
        if found and target_of(found[0]):
            self.place_clicked.emit(place_of(policy_id, found[0]))

    def _copy(self, page: int) -> None:
        if self._live is not None:
            self._copied = page
            self._live.draw(page, COPY_SCALE)

    def _open_menu(self, where: QPoint, page: int, x: float, y: float) -> None:
        if not self.view.pages:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field = menu.addAction(self.tr("&Go to this field"), lambda: self._click(page, x, y))
        field.setEnabled(page >= 0)
        menu.addSeparator()
        shown = page if page >= 0 else self.view.page
        copy = menu.addAction(self.tr("&Copy page as picture"), lambda: self._copy(shown))
        dress(copy, "copy")
        menu.addSeparator()
        for words, icon, command in (
            (self.tr("&Print…"), "printer", "file.print"),
            (self.tr("Save as P&DF…"), "download", "file.save_pdf"),
        ):
            action = menu.addAction(words, partial(self._desk.command_wanted.emit, command))
            dress(action, icon)
        menu.popup(where)
