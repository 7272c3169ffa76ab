"""Writes an item of a policy's checklist: what is to be done, by whom, shown by what."""

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.definitions import ChecklistItem, Phase, ProjectClass, Tag
from desktop.models.errors import KnownError
from desktop.models.identity import ArticleId, ItemCode, RoleCode
from desktop.models.snapshot import Policy
from desktop.models.wording import Localised
from desktop.views.desk import Desk
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented
from desktop.views.widgets.strip import InlineStrip

__all__ = ["ItemDialog", "next_code"]

_CLASSES: tuple[ProjectClass, ...] = ("A", "B", "C")
_TAGS: tuple[Tag, ...] = ("G", "M", "O")


def next_code(phase: Phase, taken: Sequence[str]) -> str:
    """A code in the manner of the phase's others that nobody has: IN-21 after IN-20."""
    prefix, width, highest = f"{phase.id}-", 2, 0
    for item in phase.items:
        if found := re.fullmatch(r"(.*?)(\d+)", item.code):
            prefix, width = found[1], max(width, len(found[2]))
            highest = max(highest, int(found[2]))
    number = highest + 1
    while f"{prefix}{number:0{width}d}" in taken:
        number += 1
    return f"{prefix}{number:0{width}d}"


class _Words(QWidget):
    """A text in each language of the policy; the other language's stays as it is."""

    def __init__(
        self, languages: Sequence[Language], name: str, parent: QWidget, *, long: bool = False
    ) -> None:
        super().__init__(parent)
        self._before = Localised()
        self._edits: dict[Language, QLineEdit | QPlainTextEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for language in languages:
            edit: QLineEdit | QPlainTextEdit
            edit = QPlainTextEdit(self) if long else QLineEdit(self)
            if isinstance(edit, QPlainTextEdit):
                edit.setFixedHeight(px(58))
                edit.setTabChangesFocus(True)
            own = self.tr("Chinese") if language == "zh" else self.tr("English")
            edit.setAccessibleName(name if len(languages) == 1 else f"{name}, {own}")
            if len(languages) > 1:
                edit.setPlaceholderText(own)
            self._edits[language] = edit
            column.addWidget(edit)
        self.setFocusProxy(next(iter(self._edits.values())))

    def show_words(self, words: Localised) -> None:
        self._before = words
        for language, edit in self._edits.items():
            text = words.zh if language == "zh" else words.en
            if isinstance(edit, QPlainTextEdit):
                edit.setPlainText(text)
            else:
                edit.setText(text)

    def words(self) -> Localised:
        now = self._before.to_json()
        for language, edit in self._edits.items():
            text = edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()
            now[language] = " ".join(text.split())
        return Localised.from_json(now)


class ItemDialog(QDialog):
    """`item` None writes a new one. `carry_out(item)` keeps it and gives back why not."""

    kept = Signal(object)
    """ChecklistItem: to be kept; call `refuse` where that fails, else `accept`."""

    def __init__(
        self, desk: Desk, policy: Policy, phase: Phase, item: ChecklistItem | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._language = desk.language
        taken = [one.code for each in policy.phases for one in each.items]
        new = ChecklistItem(ItemCode(next_code(phase, taken)), Localised(), "M", Localised(), None)
        self._item = item or new
        self.setWindowTitle(
            self.tr("New item") if item is None else self.tr("Item {code}").format(code=item.code)
        )
        self._make_fields(policy, phase)
        self.code.setReadOnly(item is not None)
        self._make_frame(new=item is None)
        self._show(self._item)
        self.text.setFocus()

    def _make_fields(self, policy: Policy, phase: Phase) -> None:
        languages = policy.languages
        self._strip = InlineStrip(self)
        self.code = QLineEdit(self)
        self.text = _Words(languages, self.tr("What is to be done"), self)
        self.tag = Segmented(
            [("G", self.tr("Gate")), ("M", self.tr("Mandatory")), ("O", self.tr("Optional"))],
            self.tr("Tag"),
            self,
        )
        self.classes = {one: QCheckBox(one, self) for one in _CLASSES}
        self.role = QComboBox(self)
        self.role.addItem(self.tr("Without a role"), "")
        for one in policy.roles:
            self.role.addItem(f"{one.title.text(self._language)} ({one.code})", str(one.code))
        self.evidence = _Words(languages, self.tr("Evidence"), self)
        self.due = _Words(languages, self.tr("Due"), self)
        self.guidance = _Words(languages, self.tr("How it is judged"), self, long=True)
        self.article = QComboBox(self)
        self.article.addItem(self.tr("No article"), "")
        for chapter in policy.chapters:
            for article in chapter.articles:
                self.article.addItem(article.title.text(self._language), str(article.id))
        self.article.setMaxVisibleItems(20)
        self.period = QCheckBox(self.tr("Comes again every period"), self)
        self.period.setVisible(phase.calendar)

    def _make_frame(self, *, new: bool) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        classes = QWidget(self)
        row = QHBoxLayout(classes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        for letter, box in self.classes.items():
            box.setAccessibleName(self.tr("Class {letter}").format(letter=letter))
            row.addWidget(box)
        row.addStretch(1)
        for words, widget in (
            (self.tr("Code"), self.code),
            (self.tr("What is to be done"), self.text),
            (self.tr("Tag"), self.tag),
            (self.tr("Classes"), classes),
            (self.tr("Responsible role"), self.role),
            (self.tr("Evidence"), self.evidence),
            (self.tr("Due"), self.due),
            (self.tr("How it is judged"), self.guidance),
            (self.tr("Article"), self.article),
        ):
            label = Label(words, "label", "text2", self)
            label.setBuddy(widget)
            if not widget.accessibleName():
                widget.setAccessibleName(words)
            form.addRow(label, widget)
        form.addRow("", self.period)
        self.keep = PrimaryButton(self.tr("Add the item") if new else self.tr("Keep"), "", self)
        self.keep.clicked.connect(self._keep)
        cancel = Button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._strip)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(px(580), self.sizeHint().height())

    def _show(self, item: ChecklistItem) -> None:
        self.code.setText(item.code)
        self.text.show_words(item.text)
        self.tag.set_key(item.tag)
        for letter, box in self.classes.items():
            box.setChecked(letter in item.classes)
        self.role.setCurrentIndex(max(0, self.role.findData(item.role or "")))
        self.evidence.show_words(item.evidence)
        self.due.show_words(item.due)
        self.guidance.show_words(item.guidance)
        self.article.setCurrentIndex(max(0, self.article.findData(item.article or "")))
        self.period.setChecked(item.period)

    def item(self) -> ChecklistItem:
        """As it is written now."""
        role, article = str(self.role.currentData()), str(self.article.currentData())
        return replace(
            self._item,
            code=ItemCode(self.code.text().strip()),
            text=self.text.words(),
            tag=next(one for one in _TAGS if one == self.tag.key()),
            classes=tuple(one for one in _CLASSES if self.classes[one].isChecked()),
            role=RoleCode(role) if role else None,
            evidence=self.evidence.words(),
            due=self.due.words(),
            guidance=self.guidance.words(),
            article=ArticleId(article) if article else None,
            period=self.period.isChecked(),
        )

    def refuse(self, error: KnownError) -> None:
        """It was not kept: says why and stays open."""
        self._strip.say("blocker", self._desk.explain(error), closable=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        self._strip.clear()
        self.kept.emit(self.item())
