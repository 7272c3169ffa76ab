"""An article in the form: its fields in a card, made when they come near the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.i18n import Language
from desktop.models.identity import FieldId
from desktop.models.sentence_slots import slots_of
from desktop.models.snapshot import Article, Field
from desktop.views.pages.policy.field_row import FieldRow
from desktop.views.pages.policy.sentences import SentenceBlock
from desktop.views.theme import px
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.card import Card

if TYPE_CHECKING:
    from desktop.views.editors.base import EditorContext

__all__ = ["ArticleCard"]

ROW_GUESS = 86
"""Height in px that a field takes until it is made."""


class ArticleCard(Card):
    """`row_made(FieldRow)` for every field that comes to be; `menu_wanted(article, point)`."""

    row_made = Signal(object)
    menu_wanted = Signal(str, QPoint)
    rephrase_wanted = Signal(str)

    def __init__(self, article: Article, words: str, language: Language, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.article = article
        self.rows: dict[FieldId, FieldRow] = {}
        self._language = language
        self._made = False
        more = IconButton("more-horizontal", self.tr("More about this article"), self)
        more.clicked.connect(
            lambda: self.menu_wanted.emit(
                self.article.id, more.mapToGlobal(QPoint(0, more.height()))
            )
        )
        self.add_to_head(more)
        self.sentences = SentenceBlock(self)
        self.sentences.rephrase_wanted.connect(lambda: self.rephrase_wanted.emit(self.article.id))
        self.body.addWidget(self.sentences)
        self._room = QWidget(self)
        self._room.setFixedHeight(px(ROW_GUESS) * max(1, len(article.fields)))
        self.body.addWidget(self._room)
        self.body.setSpacing(px(14))

    @property
    def made(self) -> bool:
        return self._made

    def make(self, context: "EditorContext") -> Iterator[None]:
        """Makes the fields, one a step, so that the window can breathe in between."""
        if self._made:
            return
        self._made = True
        for field in self.article.fields:
            row = FieldRow(field, context, self._language, self)
            yield  # a table takes as long to be made as to be laid out and painted
            row.stands_in(self._languages_with(field, context.policy().languages))
            row.show_field(field)
            if self.rows:
                line = QFrame(self)
                line.setProperty("role", "hairline")
                line.setFixedHeight(1)
                self.body.insertWidget(self.body.count() - 1, line)
            self.rows[field.id] = row
            self.body.insertWidget(self.body.count() - 1, row)
            left = len(self.article.fields) - len(self.rows)
            self._room.setFixedHeight(px(ROW_GUESS) * left)
            self.row_made.emit(row)
            yield
        self._room.hide()

    def _languages_with(self, field: Field, languages: tuple[Language, ...]) -> frozenset[Language]:
        """The languages of the policy in whose sentences the field's value is printed."""
        return frozenset(
            one
            for one in languages
            for sentence in self.article.patterns
            if field.id in slots_of(getattr(sentence, one))
        )

    def take(self, article: Article) -> tuple[Field, ...]:
        """The article in a new state; gives the fields whose value is another object now."""
        before = {one.id: one for one in self.article.fields}
        self.article = article
        return tuple(one for one in article.fields if before.get(one.id) is not one)
