"""A field in the form: label, editor, guidance beside it, the sample, what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language, catalogue
from desktop.models.definitions import Json
from desktop.models.errors import Problem
from desktop.models.snapshot import Field
from desktop.models.text_places import text_places
from desktop.views.editors import editor_for
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import IconButton, LinkButton
from desktop.views.widgets.chips import Chip, ChipLook
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.views.editors.base import EditorContext

__all__ = ["FieldRow"]

GUIDE_WIDTH = 176
WIDE_GUIDE_WIDTH = 208
FOLDED_BELOW = 560
"""Narrower than that, guidance folds to a “?” that opens it under the field."""


class FieldRow(QWidget):
    """`sample_wanted` and `empty_wanted` of the links and the menu; the page does them."""

    edited = Signal()
    edit_begun = Signal()
    entered = Signal()
    left = Signal()
    sample_wanted = Signal()
    empty_wanted = Signal()
    confirm_wanted = Signal()
    """The sample that stands there fits as it is."""
    field_wanted = Signal(str)
    """Another field that this one is made of."""

    def __init__(
        self, field: Field, context: "EditorContext", language: Language, parent: QWidget
    ) -> None:
        """`language`: of labels and guidance."""
        super().__init__(parent)
        self.field = field
        self._language = language
        self._stands_in: frozenset[Language] = frozenset()
        definition = field.definition
        title = definition.title.text(language)
        self.editor = editor_for(definition, context)
        self.editor.setParent(self)
        self.editor.setAccessibleName(title)
        self.editor.edited.connect(self.edited)
        self.editor.edit_begun.connect(self.edit_begun)
        self.editor.entered.connect(self.entered)
        self.editor.left.connect(self.left)
        # A table asks for the sample itself, a figure leads to the table it is drawn from.
        for name, signal in (
            ("sample_wanted", self.sample_wanted),
            ("table_wanted", self.field_wanted),
        ):
            wanted = getattr(self.editor, name, None)
            if wanted is not None:
                wanted.connect(signal)
        self._build(title)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _build(self, title: str) -> None:
        definition = self.field.definition
        guidance = definition.guidance.text(self._language)
        self._label = Label(title, "label", "text2", self)
        self._label.setBuddy(self.editor)
        self._star = Label("*", "label", "blocker", self)
        self._star.setToolTip(self.tr("Must be filled in"))
        self._star.setAccessibleName(self.tr("Must be filled in"))
        self._star.setVisible(definition.required)
        told = self.tr("Still reads as the template's sample: change it, or say that it fits.")
        self._still = Chip(ChipLook(self.tr("Sample"), "sparkles", "sugg", edge="sugg"), self)
        self._still.setToolTip(told)
        self._fits = LinkButton(self.tr("Fits us as it is"), "check")
        self._fits.setParent(self)
        self._fits.setToolTip(self.tr("Count this sample as your own words"))
        self._fits.clicked.connect(self.confirm_wanted)
        self._sample = LinkButton(self.tr("Insert sample"))
        self._sample.setParent(self)
        self._sample.clicked.connect(self.sample_wanted)
        self._fold = IconButton("help-circle", self.tr("Show guidance"), self, size=22)
        self._fold.setCheckable(True)
        self._fold.toggled.connect(lambda _: self._arrange())
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._label)
        head.addWidget(self._star)
        head.addWidget(self._still)
        head.addStretch(1)
        head.addWidget(self._fits)
        head.addWidget(self._sample)
        head.addWidget(self._fold)
        self._head = QWidget(self)
        self._head.setLayout(head)
        self._lacking = Label("", "label", "warn", self, wrap=True)
        self._lacking.hide()
        self._trouble = Label("", "label", "blocker", self, wrap=True)
        self._trouble.hide()
        self._under = Label(guidance, "label", "text2", self, wrap=True)
        self._under.hide()
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(4))
        for widget in (self._head, self.editor, self._lacking, self._trouble, self._under):
            left.addWidget(widget)
        left.addStretch(1)
        self._guide = self._make_guide(guidance)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._guide, 0)
        self._has_guidance = bool(guidance)
        self._folded = False
        self._has_sample = False
        self._sample.hide()
        self.mark_sample(False)

    def _make_guide(self, guidance: str) -> QFrame:
        guide = QFrame(self)
        guide.setProperty("role", "guide")
        words = Label(guidance, "label", "text2", guide, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(guide)
        column.setContentsMargins(px(12), 0, 0, 0)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        guide.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return guide

    # -- the value ------------------------------------------------------------------------------

    def show_field(self, field: Field, *, unread: Json = None) -> None:
        """Its value in the library, or what was typed and could not be read."""
        self.field = field
        self._say_lacking()
        self.editor.show_value(field.value if unread is None else unread)
        self._offer_sample()

    def took(self, field: Field) -> None:
        """What the editor holds is what the library holds now."""
        self.field = field
        self._say_lacking()
        self._offer_sample()

    @property
    def _is_empty(self) -> bool:
        return self.field.value is None

    def offer_sample(self, offered: bool) -> None:
        """Whether the template has a sample for the field; the link stands over empty ones."""
        self._has_sample = offered
        self._offer_sample()

    def _offer_sample(self) -> None:
        """An empty table offers its sample itself."""
        own = hasattr(self.editor, "sample_wanted")
        offered = self._is_empty and self._has_sample and self.editor.isEnabled()
        self._sample.setVisible(offered and not own)

    def stands_in(self, languages: frozenset[Language]) -> None:
        """In the sentences of these languages its value is printed, among words of theirs."""
        self._stands_in = languages
        self._say_lacking()

    def _say_lacking(self) -> None:
        """A quiet word where a sentence of the other language would have a hole."""
        kind = self.field.definition.kind
        texts = [place.text for place in text_places(self.field.value, kind)]
        lacking = {one for one in self._stands_in for text in texts if not text.get(one)}
        said = {
            "zh": self.tr("Its sentence is printed in Chinese, too: not written in Chinese yet"),
            "en": self.tr("Its sentence is printed in English, too: not written in English yet"),
        }
        self._lacking.setText("\n".join(said[one] for one in sorted(lacking)))
        self._lacking.setVisible(bool(lacking))

    def lacking(self) -> str:
        return self._lacking.text()

    def mark_sample(self, still: bool) -> None:
        """Whether the field still reads as the template's sample."""
        self._still.setVisible(still)
        self._fits.setVisible(still and self.editor.isEnabled())

    @property
    def is_sample(self) -> bool:
        return not self._still.isHidden()

    def say_problems(self, problems: tuple[Problem, ...], *, aloud: bool) -> None:
        """`aloud`: the person has left the field; while they type nothing turns red."""
        texts = catalogue("errors")
        said = [texts.say(one.code, self._language, **one.facts) for one in problems[:3]]
        if aloud or not problems:
            self._trouble.setText("\n".join(said))
            self._trouble.setVisible(bool(said))
            self._trouble.setAccessibleName("; ".join(said))
            prefix = self.field.id
            self.editor.mark_problem(
                frozenset(one.place.removeprefix(prefix).lstrip(".") for one in problems)
            )

    # -- looks ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        folded = self.editor.wide or self.width() < px(FOLDED_BELOW)
        if folded != self._folded:
            self._folded = folded
            self._arrange()
        self._guide.setFixedWidth(px(WIDE_GUIDE_WIDTH if self.width() > px(760) else GUIDE_WIDTH))

    def _arrange(self) -> None:
        self._guide.setVisible(not self._folded)
        self._fold.setVisible(self._folded and self._has_guidance)
        self._under.setVisible(self._folded and self._has_guidance and self._fold.isChecked())

    def _dress(self) -> None:
        self._row.setSpacing(px(16))
        self._head.setFixedHeight(px(24))
        self._arrange()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """On label and guidance; editors have menus of their own."""
        self.open_menu(event.globalPos())

    def open_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        sample = menu.addAction(
            self.tr("Insert sample") if self._is_empty else self.tr("Replace by the sample")
        )
        sample.setEnabled(self._has_sample and self.editor.isEnabled())
        sample.triggered.connect(self.sample_wanted)
        if self.is_sample:
            fits = menu.addAction(self.tr("Fits us as it is"))
            fits.setEnabled(self.editor.isEnabled())
            fits.triggered.connect(self.confirm_wanted)
        empty = menu.addAction(self.tr("Empty the field"))
        empty.setEnabled(not self._is_empty and self.editor.isEnabled())
        empty.triggered.connect(self.empty_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
