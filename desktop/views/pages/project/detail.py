"""Everything about one item, at the right of the list: what is asked, what was given, by whom."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.desk import Desk
from desktop.views.item_models.checklist import Line, state_word
from desktop.views.pages.project.evidence import EvidenceBox
from desktop.views.pages.project.history import ItemHistory
from desktop.views.pages.project.note import NoteField
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button, IconButton, LinkButton
from desktop.views.widgets.chips import TagChip
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.separators import HorizontalLine

__all__ = ["ItemPanel", "Shown"]

_TAGS = {"M": "mandatory", "O": "optional", "G": "gate"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows of an item. `article`: title of the article it rests on."""

    project: str
    line: Line
    article: str
    writable: bool


class ItemPanel(QFrame):
    """Tells what the person wants; the page does it."""

    state_wanted = Signal(str)
    evidence_added = Signal(str, object)
    evidence_removed = Signal(str, str)
    note_written = Signal(str, str)
    article_wanted = Signal(str)
    closed = Signal()
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Details of the item"))
        self.setAutoFillBackground(True)
        self._desk = desk
        self._shown: Shown | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._make_head()
        self._make_body()
        self._make_foot()
        self._dress()
        Theme.current().changed.connect(self._dress)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def code(self) -> str:
        return self._shown.line.item.code if self._shown else ""

    def show_item(self, shown: Shown) -> None:
        other = self._shown is None or (shown.project, shown.line.item.code) != (
            self._shown.project,
            self._shown.line.item.code,
        )
        if other:
            self.save()
        self._shown = shown
        item, record, language = shown.line.item, shown.line.record, self._desk.language
        self._tag.set_tag(_TAGS[item.tag])  # type: ignore[arg-type]  # the table's own three
        self._code.setText(item.code)
        self._title.setText(item.text.text(language))
        self._set_row("role", shown.line.role)
        self._set_row("due", item.due.text(language))
        self._set_row("classes", ", ".join(item.classes))
        self._article.set_words(shown.article)
        self._article.setVisible(bool(shown.article))
        self._heads["article"].setVisible(bool(shown.article))
        self._guidance.setText(item.guidance.text(language))
        for widget in (self._guidance, self._guidance_head):
            widget.setVisible(bool(item.guidance.text(language)))
        if record is None:
            return
        wanted = item.evidence.text(language)
        self._wanted.setText(self.tr("Wanted: {evidence}").format(evidence=wanted))
        self._wanted.setVisible(bool(wanted))
        self._given.setText(self.tr("{count} given").format(count=len(record.evidence)))
        self.evidence.show_names(record.evidence, writable=shown.writable)
        if other:
            self._scroll.verticalScrollBar().setValue(0)
            self.note.show_other(record.note)
            self._trouble.hide()
        else:
            self.note.show_note(record.note)
        self.note.setReadOnly(not shown.writable)
        self._history.show_item(shown.project, item.code)
        self._show_state(shown)

    def show_selection(self, count: int) -> None:
        """How many items the buttons below are for."""
        self._several.setText(self.tr("For the {count} selected items").format(count=count))
        self._several.setVisible(count > 1)

    def note_refused(self, sentence: str) -> None:
        """Why the note that stands there was not kept."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        if sentence and self._shown and self._shown.line.record:
            self.note.not_kept(self._shown.line.record.note)

    def save(self) -> None:
        """What is being written goes to the item that is shown."""
        if self._shown is not None and self._shown.line.record is not None:
            self.evidence.take()
            self.note.save()

    def begin_evidence(self) -> None:
        self._scroll.ensureWidgetVisible(self.evidence)
        self.evidence.begin()

    def begin_note(self) -> None:
        self._scroll.ensureWidgetVisible(self.note)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- its parts -----------------------------------------------------------------------------

    def _make_head(self) -> None:
        head = QWidget(self)
        self._head_grid = QGridLayout(head)
        self._tag = TagChip("mandatory", head)
        self._code = Label("", "body", "text2", head)
        self._close = IconButton("x", self.tr("Hide the details"), head)
        self._close.clicked.connect(self.closed)
        self._title = Label("", "section", "text", head, wrap=True)
        self._head_grid.addWidget(self._tag, 0, 0)
        self._head_grid.addWidget(self._code, 0, 1)
        self._head_grid.addWidget(self._close, 0, 3)
        self._head_grid.addWidget(self._title, 1, 0, 1, 4)
        self._head_grid.setColumnStretch(2, 1)
        self._column.addWidget(head)
        self._column.addWidget(HorizontalLine(self))

    def _make_body(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QFrame(self._scroll)
        body.setProperty("role", "panel")
        self._body = QVBoxLayout(body)
        self._make_facts(body)
        self._body.addWidget(HorizontalLine(body))
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Evidence"), "strong", "text", body))
        head.addStretch(1)
        self._given = Label("", "label", "text2", body)
        head.addWidget(self._given)
        self._body.addLayout(head)
        self._wanted = Label("", "label", "text2", body, wrap=True)
        self._body.addWidget(self._wanted)
        self.evidence = EvidenceBox(body)
        self.evidence.added.connect(lambda names: self.evidence_added.emit(self.code, names))
        self.evidence.removed.connect(lambda name: self.evidence_removed.emit(self.code, name))
        self.evidence.left.connect(self.left)
        self._body.addWidget(self.evidence)
        self._guidance_head = Label(self.tr("How it is judged"), "strong", "text", body)
        self._guidance = Label("", "label", "text2", body, wrap=True)
        self._body.addWidget(self._guidance_head)
        self._body.addWidget(self._guidance)
        self._body.addWidget(Label(self.tr("Remark"), "strong", "text", body))
        self.note = NoteField(body)
        self.note.written.connect(lambda text: self.note_written.emit(self.code, text))
        self.note.left.connect(self.left)
        self._body.addWidget(self.note)
        self._trouble = Label("", "label", "blocker", body, wrap=True)
        self._trouble.hide()
        self._body.addWidget(self._trouble)
        self._body.addWidget(Label(self.tr("Record"), "strong", "text", body))
        self._history = ItemHistory(self._desk, body)
        self._body.addWidget(self._history)
        self._body.addStretch(1)
        self._scroll.setWidget(body)
        self._column.addWidget(self._scroll, 1)

    def _make_facts(self, body: QWidget) -> None:
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        titles = {
            "role": self.tr("Responsible role"),
            "due": self.tr("Due"),
            "classes": self.tr("Classes"),
            "article": self.tr("Article"),
        }
        self._heads: dict[str, Label] = {}
        self._values: dict[str, Label] = {}
        for row, (key, title) in enumerate(titles.items()):
            self._heads[key] = Label(title, "label", "text2", body)
            self._facts.addWidget(self._heads[key], row, 0, Qt.AlignmentFlag.AlignTop)
            if key != "article":
                self._values[key] = Label("", "body", "text", body, wrap=True)
                self._facts.addWidget(self._values[key], row, 1)
        self._article = LinkButton("", "", body)
        self._article.clicked.connect(self._open_article)
        link = QHBoxLayout()
        link.addSpacing(-px(9))  # the words stand in line, not the button
        link.addWidget(self._article)
        link.addStretch(1)
        self._facts.addLayout(link, 3, 1)
        self._body.addLayout(self._facts)

    def _make_foot(self) -> None:
        self._foot = QFrame(self)
        self._foot.setProperty("role", "panel")
        self._foot_column = QVBoxLayout(self._foot)
        self._state = ElidedLabel("", "label", "text2", self._foot)
        self._several = Label("", "label", "accent_text", self._foot)
        self._several.hide()
        buttons = QWidget(self._foot)
        row = FlowLayout(buttons, spacing=8)
        self._done = Button(self.tr("Mark as done"), "", buttons, role="primary")
        self._reopen = Button(self.tr("Reopen"), "", buttons)
        self._waive = Button(self.tr("Not applicable…"), "", buttons)
        self._fail = Button(self.tr("Failed…"), "", buttons)
        for button, state in (
            (self._done, "done"),
            (self._reopen, "open"),
            (self._waive, "na"),
            (self._fail, "failed"),
        ):
            button.clicked.connect(lambda _on=False, one=state: self.state_wanted.emit(one))
            row.addWidget(button)
        self._foot_column.addWidget(self._several)
        self._foot_column.addWidget(self._state)
        self._foot_column.addWidget(buttons)
        self._column.addWidget(HorizontalLine(self))
        self._column.addWidget(self._foot)

    def _set_row(self, key: str, text: str) -> None:
        self._values[key].setText(text)
        for widget in (self._values[key], self._heads[key]):
            widget.setVisible(bool(text))

    def _show_state(self, shown: Shown) -> None:
        record = shown.line.record
        if record is None:
            return
        said = state_word(record.state)
        if record.state != "open" and record.at is not None:
            when = f"{record.at.astimezone():%Y-%m-%d %H:%M}"
            said = " · ".join(one for one in (said, record.by, when) if one)
        self._state.setText(said)
        gate = shown.line.item.tag == "G"
        for button, state in (
            (self._done, "done"),
            (self._waive, "na"),
            (self._fail, "failed"),
        ):
            button.setVisible(record.state != state)
            button.setEnabled(shown.writable)
        self._reopen.setVisible(record.state != "open")
        self._reopen.setEnabled(shown.writable)
        self._waive.setEnabled(shown.writable and not gate)
        self._waive.set_tooltip(self.tr("A gate item always applies") if gate else "")

    def _open_article(self) -> None:
        if self._shown is not None and self._shown.line.item.article:
            self.article_wanted.emit(self._shown.line.item.article)

    def _dress(self) -> None:
        side = px(16)
        self._head_grid.setContentsMargins(side, px(10), px(8), px(12))
        self._head_grid.setHorizontalSpacing(px(8))
        self._head_grid.setVerticalSpacing(px(6))
        self._body.setContentsMargins(side, px(12), side, px(12))
        self._body.setSpacing(px(8))
        self._facts.setHorizontalSpacing(px(12))
        self._facts.setVerticalSpacing(px(4))
        self._foot_column.setContentsMargins(side, px(10), side, px(12))
        self._foot_column.setSpacing(px(6))
