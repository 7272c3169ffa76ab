"""The form of a chapter: a card for each article, made as far as one can see."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.i18n import Language
from desktop.models.completeness import ChapterProgress, chapter_progress
from desktop.models.errors import Problem
from desktop.models.identity import FieldId
from desktop.models.snapshot import Article, Chapter, Field
from desktop.views.pages.policy.article_card import ArticleCard
from desktop.views.pages.policy.field_row import FieldRow
from desktop.views.pages.policy.holding import Holding
from desktop.views.pages.policy.keeper import FieldKeeper
from desktop.views.pages.policy.making import Making
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from desktop.documents.numbering import Numbers
    from desktop.views.editors.base import EditorContext
    from desktop.views.places import Place

__all__ = ["ChapterForm"]


class ChapterForm(QScrollArea):
    """Shows one chapter. Edits go to the keeper; what one does with articles goes to the page."""

    field_entered = Signal(str, str)
    """(article id, field id): the person writes there now."""
    article_menu_wanted = Signal(str, QPoint)
    sample_wanted = Signal(str)
    empty_wanted = Signal(str)
    confirm_wanted = Signal(str)
    next_empty_wanted = Signal()
    field_wanted = Signal(str)
    rephrase_wanted = Signal(str)
    """Article id: its sentences are to be written differently."""
    add_article_wanted = Signal()

    def __init__(self, keeper: FieldKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Form"))
        self._keeper = keeper
        self._context: EditorContext | None = None
        self._chapter: Chapter | None = None
        self._language: Language = "zh"
        self._heads: tuple[Numbers, ChapterProgress] | None = None
        self._goal: Place | None = None
        self._keeps: QWidget | None = None
        self._read_only = False
        self._offers: Callable[[Field], bool] = lambda _field: False
        self._samples: Collection[FieldId] = ()
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self.field = FieldId("")
        keeper.problems_found.connect(self._say_problems)
        self._build()
        self._holding = Holding(self, self._inside)
        self._making = Making(self, self._add_card)
        self._making.done.connect(self._reach_goal)
        Theme.current().about_to_change.connect(self._stay)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        inside = self._inside = QWidget(self)
        self._title = ElidedLabel("", "chapter", "text", inside)
        self._count = Label("", "label", "text2", inside)
        self._next = LinkButton(self.tr("Next empty field"), "arrow-right", trailing=True)
        self._next.setToolTip(self.tr("Next empty required field (Ctrl+Enter)"))
        self._next.clicked.connect(self.next_empty_wanted)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._next)
        self._head = head
        self._guidance = Label("", "label", "text2", inside, wrap=True)
        self._nothing = EmptyState(
            "file-text", self.tr("This chapter has no article yet."), self.tr("Add an article")
        )
        self._nothing.setParent(inside)
        self._nothing.button_clicked.connect(self.add_article_wanted)
        self._column = QVBoxLayout(inside)
        self._column.addLayout(head)
        self._column.addWidget(self._guidance)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(inside)

    # -- the chapter ----------------------------------------------------------------------------

    def show_chapter(
        self,
        chapter: Chapter,
        numbers: "Numbers",
        context: "EditorContext",
        language: Language,
        *,
        read_only: bool,
    ) -> None:
        """Another chapter, or the same one in another shape. `language` of labels."""
        self._clear()
        self._chapter, self._context, self._language = chapter, context, language
        self._read_only = read_only
        self._guidance.setText(chapter.guidance.text(language))
        self._guidance.setVisible(bool(self._guidance.text()))
        self._nothing.setVisible(not chapter.articles)
        self.show_heads(chapter, numbers)
        self._making.begin(chapter.articles, context, self._next)
        self.verticalScrollBar().setValue(0)

    def _add_card(self, article: Article) -> ArticleCard:
        card = ArticleCard(article, "", self._language, self._inside)
        card.row_made.connect(self._row_made)
        card.menu_wanted.connect(self.article_menu_wanted)
        card.rephrase_wanted.connect(self.rephrase_wanted)
        self._column.insertWidget(self._column.count() - 1, card)
        self._show_head(card, article)
        return card

    def show_heads(self, chapter: Chapter, numbers: "Numbers") -> None:
        """Titles, numbers and counts of the chapter as it is now."""
        assert self._context is not None
        written = self._context.language
        self._title.setText(_words(numbers, f"chapter:{chapter.id}", chapter.title.text(written)))
        progress = chapter_progress(chapter)
        self._heads = numbers, progress
        whole = progress.whole
        told = self.tr("{filled} of {total} filled in").format(
            filled=whole.filled, total=whole.total
        )
        self._count.setText(" · ".join((told, *self._said_of_samples(chapter))))
        for article in chapter.articles:
            card = self._making.cards.get(article.id)
            if card is not None:
                self._show_head(card, article)

    def _show_head(self, card: ArticleCard, article: Article) -> None:
        assert self._context is not None
        assert self._heads is not None
        numbers, progress = self._heads
        written = self._context.language
        card.set_title(_words(numbers, f"article:{article.id}", article.title.text(written)))
        card.sentences.show_article(article, written, writable=not self._read_only)
        own = progress.articles[article.id]
        missing = own.required_total - own.required_filled
        notes = [self.tr("%n to fill in", "", missing)] if missing else []
        card.set_note(" · ".join((*notes, *self._said_of_samples(article))))

    def _said_of_samples(self, part: Chapter | Article) -> tuple[str, ...]:
        count = sum(one.id in self._samples for one in part.fields)
        return (self.tr("%n still read as the sample", "", count),) if count else ()

    def take(self, chapter: Chapter, numbers: "Numbers", origin: object) -> None:
        """The same articles in a new state: editors show what they have not written themselves."""
        self._chapter = chapter
        self._making.take(chapter.articles)
        for article in chapter.articles:
            card = self._making.cards.get(article.id)
            if card is None:
                continue  # it comes to be in the new state
            for field in card.take(article):
                row = card.rows.get(field.id)
                if row is None:
                    continue
                if origin is self._keeper or self._keeper.holds(field.id):
                    row.took(field)  # what was typed meanwhile comes after the change
                else:
                    row.show_field(field)
                    row.say_problems((), aloud=True)
        self.show_heads(chapter, numbers)

    def show_samples(self, offers: Callable[[Field], bool]) -> None:
        """Which fields the template has a sample for: known a moment after the form is shown."""
        self._offers = offers
        for row in self._making.rows():
            row.offer_sample(offers(row.field))

    def mark_samples(self, fields: Collection[FieldId]) -> None:
        """These fields of the policy still read as the template's samples."""
        self._samples = fields
        for row in self._making.rows():
            row.mark_sample(row.field.id in fields)
        if self._chapter is not None and self._heads is not None:
            self.show_heads(self._chapter, self._heads[0])

    def refresh_references(self) -> None:
        """Numbers have changed: fields show again how their references read."""
        for row in self._making.rows():
            if row.editor.isVisible() and not row.editor.composing:
                refresh = getattr(row.editor, "refresh_references", None)
                if callable(refresh):
                    refresh()

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that the form shows; their cards come a few at a time."""
        return tuple(one.id for one in self._chapter.articles) if self._chapter else ()

    def close_chapter(self) -> None:
        """Shows nothing any more, and makes nothing."""
        self._clear()
        self._chapter = self._context = None
        self._making.stop()

    def _clear(self) -> None:
        self._holding.let_go()
        self._goal = None
        self.field = FieldId("")
        focus = QApplication.focusWidget()
        if focus is not None and self._inside.isAncestorOf(focus):
            self.setFocus()  # else it would wander through the fields that go
        for card in self._making.clear():
            for field_id in card.rows:
                self._keeper.forget(field_id)
            self._column.removeWidget(card)

    # -- fields ---------------------------------------------------------------------------------

    def _row_made(self, row: FieldRow) -> None:
        field_id = row.field.id
        row.edited.connect(lambda: self._keeper.edited(row.editor))
        row.edit_begun.connect(lambda: self._keeper.edited(row.editor))
        row.entered.connect(lambda: self._entered(row))
        row.left.connect(lambda: self._left(row))
        row.sample_wanted.connect(lambda: self.sample_wanted.emit(field_id))
        row.field_wanted.connect(self.field_wanted)
        row.empty_wanted.connect(lambda: self.empty_wanted.emit(field_id))
        row.confirm_wanted.connect(lambda: self.confirm_wanted.emit(field_id))
        row.editor.setEnabled(not self._read_only)
        row.offer_sample(self._offers(row.field))
        row.mark_sample(field_id in self._samples)
        unread = self._keeper.unread(field_id)
        if unread is not None:
            row.show_field(row.field, unread=unread)
            self._keeper.edited(row.editor)
        row.edited.connect(self._holding.let_go)

    def _entered(self, row: FieldRow) -> None:
        article = next(
            (
                one.article.id
                for one in self._making.cards.values()
                if row is one.rows.get(row.field.id)
            ),
            None,
        )
        if article is None:
            return  # of a chapter that is being left
        self.field = row.field.id
        self.field_entered.emit(article, row.field.id)

    def _left(self, row: FieldRow) -> None:
        """Leaving a field keeps it, and says what is wrong with it."""
        self._keeper.save()
        row.say_problems(self._problems.get(row.field.id, ()), aloud=True)

    # -- problems -------------------------------------------------------------------------------

    def _say_problems(self, field_id: str, problems: tuple[Problem, ...]) -> None:
        """In red only where the person does not write just now."""
        row = self.row(FieldId(field_id))
        self._problems[field_id] = problems
        if row is not None:
            row.say_problems(problems, aloud=not row.editor.has_focus_inside)

    # -- going somewhere ------------------------------------------------------------------------

    def row(self, field_id: FieldId) -> FieldRow | None:
        """The field's row, where it is made already."""
        return self._making.row(field_id)

    def go_to(self, place: "Place", keep: QWidget | None = None) -> None:
        """Shows an article, or puts the cursor into a field; made first where it is not yet.
        `keep` has the keyboard afterwards, as before."""
        self._goal, self._keeps = place, keep
        self._making.wanted = place.article
        self._making.go_on()

    def _reach_goal(self) -> None:
        place, self._goal = self._goal, None
        self._making.wanted = ""
        if place is None or place.article not in self._making.cards:
            return
        card = self._making.cards[place.article]
        row = card.rows.get(FieldId(place.field)) if place.field else None
        if row is None:
            self._holding.hold(card, px(12))
            for one in self._making.cards.values():
                one.sentences.highlight(place if one is card else None)
            return
        self._holding.show(row)
        row.editor.go_to(place.part, place.start, place.length)
        keeps = self._keeps
        if keeps is not None and isValid(keeps) and keeps.isVisible():  # it may have gone
            keeps.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self) -> None:
        """Everything is about to get another size: what one reads stays where one reads it."""
        edge = self.verticalScrollBar().value()
        if edge == 0:
            return
        for card in self._making.cards.values():
            if card.geometry().bottom() > edge:
                parts: list[QWidget] = [card] if card.y() >= edge else [*card.rows.values(), card]
                self._holding.stay(next(one for one in parts if self._bottom_of(one) > edge))
                return

    def _bottom_of(self, part: QWidget) -> int:
        return part.mapTo(self._inside, part.rect().bottomLeft()).y()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self._holding.let_go()
        super().wheelEvent(event)

    def focus_first(self) -> None:
        """Where writing begins: the first field of the chapter."""
        for article in self._chapter.articles if self._chapter is not None else ():
            if article.fields:
                from desktop.views.places import POLICY, Place

                self.go_to(Place(POLICY, article=article.id, field=article.fields[0].id))
                return

    def shown_article(self) -> str:
        """The article at the top of what one sees: what the tree marks while scrolling."""
        edge = self.verticalScrollBar().value() + px(80)
        found = ""
        for identity, card in self._making.cards.items():
            if card.y() <= edge or not found:
                found = identity
        return found

    def _dress(self) -> None:
        self._column.setContentsMargins(px(20), px(14), px(20), px(24))
        self._column.setSpacing(px(12))
        self._head.setSpacing(px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._making.go_on()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._making.go_on()


def _words(numbers: "Numbers", anchor: str, title: str) -> str:
    return f"{numbers.printed.get(anchor, '')} {title}".strip()
