"""Makes the cards of a chapter and their fields, a moment at a time, near the screen first."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.models.identity import FieldId
from desktop.models.snapshot import Article
from desktop.registry import modules_of
from desktop.views import editors
from desktop.views.pages.policy.article_card import ArticleCard
from desktop.views.pages.policy.field_row import FieldRow
from desktop.views.theme import px
from desktop.views.widgets.focus_chain import tab_stops

if TYPE_CHECKING:
    from desktop.views.editors.base import EditorContext

__all__ = ["Making"]

SLICE_SECONDS = 0.008
"""Of one turn of the event loop spent on making fields; then the window may paint."""
CARDS_AT_ONCE = 2
"""Made before the form is painted first: about what one sees."""
AHEAD = 900
"""Pixels below the visible part that are made beforehand."""


class Making(QObject):
    """The cards of the chapter that `area` shows, and what is still to be made of them.

    `add_card(article)` puts an empty card into the form; its fields come here.
    """

    done = Signal()
    """Everything that one sees is there, and the card that was wanted first."""

    def __init__(self, area: QScrollArea, add_card: Callable[[Article], ArticleCard]) -> None:
        super().__init__(area)
        self.cards: dict[str, ArticleCard] = {}
        self.wanted = ""
        """Id of the article whose fields are made before all others."""
        self._area, self._add_card = area, add_card
        self._articles: tuple[Article, ...] = ()
        self._context: EditorContext | None = None
        self._first: QWidget = area
        self._leaving: list[ArticleCard] = []
        self._steps: Iterator[None] | None = None
        self._importing: Iterator[object] | None = modules_of(editors.__name__)
        """At first: one module of editors after the other, like the fields themselves."""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._make_more)
        # Not `start` itself: it would take how far one has scrolled for milliseconds.
        area.verticalScrollBar().valueChanged.connect(lambda _value: self._turn.start())

    @property
    def busy(self) -> bool:
        """Whether more is made in the next turn of the event loop."""
        return self._turn.isActive()

    def row(self, field_id: FieldId) -> FieldRow | None:
        """The field's row, where it is made already."""
        for card in self.cards.values():
            if field_id in card.rows:
                return card.rows[field_id]
        return None

    def rows(self) -> Iterator[FieldRow]:
        """All rows that are made."""
        for card in self.cards.values():
            yield from card.rows.values()

    def begin(
        self, articles: tuple[Article, ...], context: "EditorContext", first: QWidget
    ) -> None:
        """A card for each article; Tab comes to their fields from `first`."""
        self._articles, self._context, self._first = articles, context, first
        for article in articles[:CARDS_AT_ONCE]:
            self.cards[article.id] = self._add_card(article)
        self._turn.start()

    def take(self, articles: tuple[Article, ...]) -> None:
        """The same articles in a new state: cards that are still to come show that."""
        self._articles = articles

    def go_on(self) -> None:
        """Something else may be near the screen now."""
        self._turn.start()

    def clear(self) -> tuple[ArticleCard, ...]:
        """Nothing is to be made; gives the cards there were, which go a few at a time."""
        self._steps = None
        self._articles, self._context = (), None
        self.wanted = ""
        gone = tuple(self.cards.values())
        self.cards = {}
        for card in gone:
            card.hide()
        self._leaving += gone
        return gone

    def stop(self) -> None:
        """Makes nothing until there is another chapter."""
        self._turn.stop()

    def _make_more(self) -> None:
        """Makes fields near the screen for a moment, then lets the window go on."""
        until = perf_counter() + SLICE_SECONDS
        for gone in self._leaving[:CARDS_AT_ONCE]:
            gone.deleteLater()  # the end of a hundred fields takes as long as their beginning
        del self._leaving[:CARDS_AT_ONCE]
        while perf_counter() < until:
            if not self._make_one():
                self.done.emit()
                if self._leaving:
                    self._turn.start()
                return
        self._turn.start()

    def _make_one(self) -> bool:
        """One step further; False where nothing is left to do."""
        if self._importing is not None:
            if next(self._importing, None) is None:
                self._importing = None
            return True
        if len(self.cards) < len(self._articles):
            missing = self._articles[len(self.cards)]
            self.cards[missing.id] = self._add_card(missing)
            return True
        if self._steps is None:
            card = self._next_card()
            if card is None or self._context is None:
                return False
            self._steps = self._make(card, self._context)
        try:
            next(self._steps)
        except StopIteration:
            self._steps = None
        return True

    def _make(self, card: ArticleCard, context: "EditorContext") -> Iterator[None]:
        """Tab goes from article to article as they stand, whichever was made first."""
        yield from card.make(context)
        cards = list(self.cards.values())
        above = reversed(cards[: cards.index(card)])
        before: QWidget = next(
            (stops[-1] for one in above if (stops := tab_stops(one))), self._first
        )
        yield
        for stop in tab_stops(card):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _next_card(self) -> ArticleCard | None:
        bar = self._area.verticalScrollBar()
        top = bar.value() - px(AHEAD) // 3
        bottom = bar.value() + self._area.viewport().height() + px(AHEAD)
        for card in self.cards.values():
            if card.made:
                continue
            if card.article.id == self.wanted:
                return card
            if card.y() < bottom and card.y() + card.height() > top:
                return card
        return None
