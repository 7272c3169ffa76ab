"""The sentences of an article: what is printed around its fields, shown and rephrased.

A slot `{field_id}` is shown as 〔title of the field〕, so that a person can move it about.
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.sentence_slots import SLOT, units_of
from desktop.models.snapshot import Article
from desktop.models.wording import Localised
from desktop.views.places import Place
from desktop.views.theme import font, px
from desktop.views.widgets.buttons import LinkButton, QuietButton
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import Label

__all__ = ["SentenceBlock", "SentencesDialog", "rephrased", "shown_sentences", "slot_names"]

OPEN, CLOSE = "\u3014", "\u3015"
"""What a slot stands between on screen. Offices write years between them, too: what
names no field is left as it was written."""
_SHOWN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]+){CLOSE}")


def slot_names(article: Article, language: Language) -> dict[str, str]:
    """Field id → the name of its slot, each different: equal titles get a number."""
    names: dict[str, str] = {}
    for field in article.fields:
        title = field.definition.title.text(language).strip() or str(field.id)
        name, count = title, 1
        while name in names.values():
            count += 1
            name = f"{title} {count}"
        names[str(field.id)] = name
    return names


def shown_sentences(
    article: Article, language: Language, names: Mapping[str, str]
) -> tuple[str, ...]:
    """The sentences in that language, one line each."""

    return tuple(
        SLOT.sub(lambda found: _shown_slot(found, names), getattr(one, language)).replace("\n", " ")
        for one in article.patterns
    )


def _shown_slot(found: re.Match[str], names: Mapping[str, str]) -> str:
    return f"{OPEN}{names.get(found[1], found[1])}{CLOSE}"


def rephrased(
    article: Article, language: Language, names: Mapping[str, str], lines: tuple[str, ...]
) -> tuple[Localised, ...]:
    """The patterns that `lines` mean. A line that stayed keeps its text in the other language; so
    does one that was changed in its place."""
    ids = {name: field for field, name in names.items()}

    def slot(found: re.Match[str]) -> str:
        field = ids.get(found[1].strip())
        return f"{{{field}}}" if field is not None else found[0]

    before = shown_sentences(article, language, names)
    made: list[Localised] = []
    for kind, start, end, first, last in SequenceMatcher(
        None, before, lines, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            made += article.patterns[start:end]
            continue
        for offset, line in enumerate(lines[first:last]):
            known = article.patterns[start + offset] if start + offset < end else Localised()
            texts = known.to_json()
            texts[language] = _SHOWN.sub(slot, line.strip())
            made.append(Localised.from_json(texts))
    return tuple(one for one in made if one.zh.strip() or one.en.strip())


class SentenceBlock(QWidget):
    """Shows the sentences at the top of an article's card; `rephrase_wanted` of its link."""

    rephrase_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        caption = Label(self.tr("Sentences printed in this article"), "label", "text2", self)
        self._link = LinkButton(self.tr("Rephrase…"))
        self._link.setParent(self)
        self._link.clicked.connect(self.rephrase_wanted)
        self._words = Label("", "body", "text2", self, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(caption)
        head.addStretch(1)
        head.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self._words)
        self._article: Article | None = None
        self._language: Language = "zh"
        self._names: dict[str, str] = {}

    def show_article(self, article: Article, language: Language, *, writable: bool) -> None:
        """Hidden where the article has no sentence of its own."""
        names = slot_names(article, language)
        lines = shown_sentences(article, language, names)
        shown = "\n".join(one for one in lines if one)
        if shown != self._words.text():  # what is highlighted stays so
            self._words.setText(shown)
        self._article, self._language, self._names = article, language, names
        self._link.setVisible(writable)
        self.setVisible(any(lines))

    def words(self) -> str:
        return self._words.text()

    def highlight(self, place: Place | None) -> None:
        """The stretch of a sentence that `place` names, or the first occurrence of its words;
        None: nothing any more."""
        self._words.setSelection(0, 0)
        if place is None:
            return
        start, length = self._words.text().casefold().find(place.words.casefold()), 0
        if place.length and place.part.isdecimal():
            start, length = self._stretch(int(place.part), place.start, place.length)
        elif place.words:
            length = len(place.words)
        if start >= 0 and length:
            self._words.setSelection(start, length)

    def _stretch(self, position: int, start: int, length: int) -> tuple[int, int]:
        """Characters of a sentence, in which a slot is one, as they stand in all that is shown."""
        if self._article is None:
            return -1, 0
        lines = shown_sentences(self._article, self._language, self._names)
        if not (position < len(lines) and lines[position]):
            return -1, 0
        before = sum(len(one) + 1 for one in lines[:position] if one)
        units = [
            SLOT.sub(self._slot, one)
            for one in units_of(getattr(self._article.patterns[position], self._language))
        ]
        lead, found = units[:start], units[start : start + length]
        return before + len("".join(lead)), len("".join(found))

    def _slot(self, found: re.Match[str]) -> str:
        return _shown_slot(found, self._names)

    def highlighted(self) -> str:
        return self._words.selectedText()


class SentencesDialog(QDialog):
    """A line for each sentence; a button for each field puts its slot where the cursor is."""

    def __init__(self, article: Article, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rephrase the article"))
        self._article, self._language = article, language
        self._names = slot_names(article, language)
        self._text = QPlainTextEdit(self)
        self._text.setPlainText("\n".join(shown_sentences(article, language, self._names)))
        self._text.setAccessibleName(self.tr("Sentences"))
        self._text.setFont(font("policy"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumSize(px(560), px(180))
        told = self.tr(
            "Each line is one paragraph. What stands in 〔〕 is replaced by what the field holds."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(Label(told, "label", "text2", self, wrap=True))
        column.addWidget(self._text, 1)
        if self._names:
            slots = QWidget(self)
            flow = FlowLayout(slots)
            for name in self._names.values():
                button = QuietButton(name, "plus", slots, small=True)
                button.setToolTip(self.tr("Insert what this field holds"))
                button.clicked.connect(lambda _=False, one=name: self._insert(one))
                flow.addWidget(button)
            column.addWidget(slots)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def patterns(self) -> tuple[Localised, ...]:
        """The sentences as they are to be."""
        lines = tuple(one for one in self._text.toPlainText().split("\n") if one.strip())
        return rephrased(self._article, self._language, self._names, lines)

    def _insert(self, name: str) -> None:
        self._text.insertPlainText(f"{OPEN}{name}{CLOSE}")
        self._text.setFocus()
