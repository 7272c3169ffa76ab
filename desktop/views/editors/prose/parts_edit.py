"""The text widget of the editors: parts as paragraphs, with numbers, references and a height
that follows what is written."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QToolTip, QWidget

from desktop.views.editors.base import EditorContext, leave_undo_to_window
from desktop.views.editors.prose import part_moves
from desktop.views.editors.prose.citing import Citing
from desktop.views.editors.prose.clipboard import (
    OWN_FORMAT,
    clipped,
    pasted,
    pasted_plain,
    without_refused,
)
from desktop.views.editors.prose.document import (
    REFERENCE,
    Spacing,
    block_of,
    blocks,
    level_of,
    part_id_of,
    part_of,
    set_level,
    show_parts,
    target_at,
    units,
)
from desktop.views.editors.prose.margin import paint_margin, reference_at
from desktop.views.editors.prose.model import Shape, TextPart
from desktop.views.editors.prose.numbering import printed_numbers
from desktop.views.editors.prose.part_keys import PartKeys
from desktop.views.editors.prose.reference_object import ReferenceObject
from desktop.views.editors.prose.targets import Places, titled
from desktop.views.editors.simple.readable import keep_readable
from desktop.views.theme import Role, Theme, font, line_height, px

__all__ = ["PartsEdit"]


class PartsEdit(QTextEdit):
    """Shows parts and gives them back. `shape` says which levels and how many parts there are."""

    changed_by_person = Signal()
    part_entered = Signal(str)

    def __init__(
        self, shape: Shape, context: EditorContext, field: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shape: Shape = shape
        self._context = context
        self._role: Role = "body" if shape == "line" else "policy"
        self._showing = False
        self._composing = False
        self._pending: tuple[TextPart, ...] | None = None
        self._entered = ""
        self._wrong: frozenset[str] = frozenset()
        self._mentions: dict[str, str] = {}
        self._places: Places | None = None
        self._numbers: list[str] | None = None
        self.placeholder = ""
        self._prepare_box()
        self.reference_object = ReferenceObject(self, self.reads)
        self.document().documentLayout().registerHandler(REFERENCE, self.reference_object)
        self.citing = Citing(self, self.places, field)
        self._keys = PartKeys(self)
        leave_undo_to_window(self)
        keep_readable(self)
        self.document().contentsChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._follow_cursor)
        Theme.current().changed.connect(self._dress)
        self._dress()
        self.show_parts(())

    def _prepare_box(self) -> None:
        self.setProperty("role", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(self.wordWrapMode().WrapAtWordBoundaryOrAnywhere)
        self.viewport().setMouseTracking(True)

    # -- value ---------------------------------------------------------------------------------

    def show_parts(self, parts: Sequence[TextPart]) -> None:
        """Shows other parts; while an input method composes, as soon as it has ended."""
        if self._composing:
            self._pending = tuple(parts)
            return
        self._pending = None
        wanted = list(parts)
        if not wanted:
            first = part_of(self.document().firstBlock())
            wanted = [TextPart(first.id, 1 if self.shape == "list" else 0, ())]
        self._showing = True
        show_parts(self.document(), wanted, self.spacing)
        self._showing = False
        self._numbers = None
        self.refresh_references()
        self._fit()
        self.viewport().update()

    def parts(self) -> tuple[TextPart, ...]:
        return tuple(part_of(block) for block in blocks(self.document()))

    @property
    def composing(self) -> bool:
        return self._composing

    def _changed(self) -> None:
        self._numbers = None
        if not self._showing:
            self.viewport().update()
            if not self._composing:
                self.changed_by_person.emit()

    # -- references ----------------------------------------------------------------------------

    def reads(self, target: str) -> tuple[str, bool]:
        """What a reference reads like, and whether its place exists."""
        words = self._mentions.get(target)
        if words is None:
            words = self._mentions[target] = self._context.mention(target)
        return (words, True) if words else (self.tr("place is gone"), False)

    def refresh_references(self) -> None:
        """Asks again what references read like (numbers may have changed) and lays out anew."""
        changed = {one: self._context.mention(one) for one in self._mentions}
        if changed != self._mentions:
            self._mentions = changed
            self._lay_out_anew()
        self.citing.refresh()

    def places(self) -> Places:
        return Places(self._context.policy(), self._context.language, self._context.mention)

    def _explained(self, target: str) -> str:
        words, known = self.reads(target)
        if not known:
            return self.tr("The place this refers to is gone. Click to choose another one.")
        title = titled(self._context.policy(), self._context.language, target)
        return f"{words} {title}" if title else words

    # -- looks ---------------------------------------------------------------------------------

    @property
    def spacing(self) -> Spacing:
        if self.shape == "rich":
            return Spacing(line_height("policy"), px(4), (0, px(46), px(76)))
        if self.shape == "list":
            return Spacing(line_height("policy"), px(4), (px(50), px(50), px(50)))
        return Spacing(line_height("body"), 0, (0, 0, 0))

    def _dress(self) -> None:
        self._showing = True
        made = font(self._role)
        self.setFont(made)
        self.document().setDefaultFont(made)
        self.document().setDocumentMargin(px(6 if self.shape == "line" else 8))
        for block in blocks(self.document()):
            set_level(block, level_of(block), self.spacing)
        self._showing = False
        self._lay_out_anew()
        self._fit()

    def _lay_out_anew(self) -> None:
        """References or letters have other widths; nobody has changed the text."""
        self._showing = True
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
        self._showing = False
        self.viewport().update()

    def _fit(self) -> None:
        """As high as what is written."""
        height = ceil(self.document().size().height())
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def number_of(self, block: QTextBlock) -> str:
        """The printed number of an item; "" for a paragraph."""
        if self._numbers is None:
            levels = [level_of(one) for one in blocks(self.document())]
            profile = self._context.policy().numbering
            self._numbers = printed_numbers(levels, profile, self._context.language)
        number = block.blockNumber()
        return self._numbers[number] if number < len(self._numbers) else ""

    def first_numbers(self) -> tuple[str, str]:
        """How the first item and the first sub-item are numbered in this policy."""
        profile = self._context.policy().numbering
        _, item, subitem = printed_numbers((0, 1, 2), profile, self._context.language)
        return item, subitem

    def numbers_of(self, first: int, count: int) -> list[str]:
        document = self.document()
        return [self.number_of(document.findBlockByNumber(first + n)) for n in range(count)]

    def mark_problem(self, parts: frozenset[str]) -> None:
        self._wrong = parts
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        paint_margin(self, event.rect(), self._wrong)

    # -- keyboard, mouse, input method ---------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keys.wants(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.isReadOnly() or not self._keys.press(event):
            super().keyPressEvent(event)
            if event.text().isprintable() and event.text():
                self.citing.after_typing()

    def leave(self, forwards: bool) -> None:
        """The focus goes on to what comes behind (or before) this text."""
        QWidget.focusNextPrevChild(self, forwards)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        cursor = self.textCursor()
        if cursor.hasSelection() and (event.preeditString() or event.commitString()):
            part_moves.remove_selection(cursor, self.spacing)
            self.setTextCursor(cursor)
        self._composing = bool(event.preeditString())
        if not self._composing and self._pending is not None:
            super().inputMethodEvent(QInputMethodEvent())
            self.show_parts(self._pending)
        super().inputMethodEvent(event)
        if event.commitString():
            self.changed_by_person.emit()
            self.citing.after_typing()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._keys.focus_came(event.reason())
        self._entered = ""
        self._follow_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.citing.close()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.citing.close()
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.citing.close()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.isReadOnly():
            return
        reference = reference_at(self, event.position().toPoint())
        if reference is not None and not self.textCursor().hasSelection():
            self.setTextCursor(reference)
            if not self.reads(target_at(reference.charFormat()))[1]:
                self.citing.begin()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            reference = reference_at(self, event.pos())
            if reference is not None:
                words = self._explained(target_at(reference.charFormat()))
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    def _follow_cursor(self) -> None:
        if self._showing or not self.hasFocus():
            return
        part = part_id_of(self.textCursor().block())
        if part != self._entered:
            self._entered = part
            self.part_entered.emit(part)
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inner = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inner is not None:
            place = self.viewport().mapTo(inner, self.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, px(40))

    def go_to(self, part: str, start: int, length: int) -> None:
        """Selects a stretch (in characters; a reference is one) of a part and takes the focus."""
        document = self.document()
        block = block_of(document, part) if part else document.firstBlock()
        if block is not None:
            plain = block.text()
            first = block.position() + units(plain[:start])
            cursor = QTextCursor(document)
            cursor.setPosition(first)
            last = first + units(plain[start : start + length])
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- look of characters, level of parts ----------------------------------------------------

    def is_bold(self) -> bool:
        return self.currentCharFormat().fontWeight() > QFont.Weight.Medium

    def is_italic(self) -> bool:
        return self.currentCharFormat().fontItalic()

    def toggle(self, *, bold: bool = False, italic: bool = False) -> None:
        look = QTextCharFormat()
        if bold:
            look.setFontWeight(QFont.Weight.Normal if self.is_bold() else QFont.Weight.Bold)
        if italic:
            look.setFontItalic(not self.is_italic())
        self.mergeCurrentCharFormat(look)

    def level(self) -> int:
        return level_of(self.textCursor().block())

    def selected_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        found = []
        while block.isValid() and block.position() <= cursor.selectionEnd():
            found.append(block)
            block = block.next()
        return found

    def set_levels(self, choose: Callable[[int], int]) -> None:
        """Gives every part that the selection touches the level that `choose` makes of its own."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block in self.selected_blocks():
            level = max(0, min(2, choose(level_of(block))))
            if level != level_of(block):
                set_level(block, level, self.spacing)
        cursor.endEditBlock()
        self.cursorPositionChanged.emit()

    def move_to(self, before: int) -> None:
        """Moves the parts of the selection to stand before part number `before`."""
        cursor = self.textCursor()
        part_moves.move_blocks(cursor, self.spacing, before)
        self.setTextCursor(cursor)

    # -- clipboard -----------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        cursor = self.textCursor()
        parts = part_moves.selected_parts(cursor)
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        numbers = self.numbers_of(first, len(parts))
        return clipped(parts, numbers, self._context.mention, self._context.language)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return source.hasText() or source.hasHtml() or source.hasFormat(OWN_FORMAT)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        self.insert(pasted(source, self._context.language))

    def paste_plain(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.insert(pasted_plain(QGuiApplication.clipboard().text()))

    def insert(self, parts: Sequence[TextPart]) -> None:
        """Puts parts where the cursor is, in this text's shape."""
        from dataclasses import replace

        clean = without_refused(tuple(parts))
        if self.shape == "line":
            line = part_moves.in_one_line(clean, " ")
            clean = (TextPart("", 0, line),) if line else ()
        elif self.shape == "list":
            clean = tuple(replace(one, level=1) for one in clean)
        cursor = self.textCursor()
        part_moves.insert_parts(cursor, clean, self.spacing)
        self.setTextCursor(cursor)
