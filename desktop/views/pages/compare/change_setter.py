"""Sets changes into a text document: merged into one column, or the old beside the new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from desktop.views.pages.compare.change_delegate import TONES, run_font
from desktop.views.pages.compare.runs import merged_runs
from desktop.views.pages.compare.words import formerly, label_of, marks, moved_words
from desktop.views.theme import font, px, tokens

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, TextRun
    from desktop.services.revision_comparing import Context

__all__ = ["ChangeSetter", "Layout", "Spot"]

Layout = Literal["merged", "beside"]
_TITLED = ("chapter", "section", "article")
Words = tuple[str, str] | None


@dataclass(frozen=True)
class Spot:
    """Where a change stands in the document: from the first to the last character. `table` is
    None where it is merged."""

    at: int
    first: int
    last: int
    table: QTextTable | None = None


class ChangeSetter:
    """Writes one change after the other at the end of a document. Everything goes in as plain
    text, character by character."""

    def __init__(self, document: QTextDocument, layout: Layout, zoom: float) -> None:
        self._cursor = QTextCursor(document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._layout: Layout = layout
        self._zoom = zoom
        self._begun = False

    def begin(self) -> None:
        self._cursor.beginEditBlock()

    def end(self) -> None:
        self._cursor.endEditBlock()

    def note(self, words: str) -> None:
        """A muted line between changes."""
        self._block(above=8, below=8)
        self._cursor.insertText(words, self._format("text2", "label"))

    def change(self, at: int, change: "ClauseChange", contexts: "tuple[Context, Context]") -> Spot:
        first = self._heading(change)
        moved = moved_words(change)
        if moved:
            self._block()
            self._cursor.insertText(f"⇄ {moved}", self._format("accent_text", "label"))
        table = None
        if self._layout == "beside":
            table = self._beside(change, contexts)
        else:
            self._merged(change, contexts[0] if change.new is None else contexts[1])
        return Spot(at, first, self._cursor.position(), table)

    def _heading(self, change: "ClauseChange") -> int:
        self._block(above=18, below=4)
        cursor = self._cursor
        first = cursor.position()
        mark = self._format("text", "label")
        mark.setBackground(QBrush(tokens().sunken))
        cursor.insertText(f"\u00a0{marks()[change.kind]}\u00a0", mark)
        cursor.insertText(f"\u2002{label_of(change)}", self._format("text", "section"))
        before = formerly(change)
        if before:
            cursor.insertText(f"\u2002{before}", self._format("text2", "label"))
        return first

    # -- one column ------------------------------------------------------------------------------

    def _merged(self, change: "ClauseChange", context: "Context") -> None:
        self._neighbour(context.before)
        self._block()
        self._title(change)
        self._runs(merged_runs(change))
        self._neighbour(context.after)

    def _neighbour(self, said: Words) -> None:
        if said is not None:
            self._block()
            self._context(said)

    # -- two columns -----------------------------------------------------------------------------

    def _beside(self, change: "ClauseChange", contexts: "tuple[Context, Context]") -> QTextTable:
        old, new = contexts
        rows: list[tuple[Words, Words] | None] = [None]
        if old.before is not None or new.before is not None:
            rows.insert(0, (old.before, new.before))
        if old.after is not None or new.after is not None:
            rows.append((old.after, new.after))
        self._block()
        table = self._cursor.insertTable(len(rows), 2, self._table_format())
        tr = QCoreApplication.translate
        for number, row in enumerate(rows):
            if row is None:
                nothing, gone = tr("Compare", "(none)"), tr("Compare", "(deleted)")
                self._cell(table, number, 0, change, change.old_runs if change.old else nothing)
                self._cell(table, number, 1, change, change.new_runs if change.new else gone)
                continue
            for column, said in enumerate(row):
                if said is not None:
                    self._enter(table, number, column)
                    self._context(said)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        return table

    def _cell(
        self,
        table: QTextTable,
        row: int,
        column: int,
        change: "ClauseChange",
        said: "Sequence[TextRun] | str",
    ) -> None:
        self._enter(table, row, column)
        if isinstance(said, str):
            self._cursor.insertText(said, self._format("text2"))
        else:
            self._title(change)
            self._runs(said)

    def _enter(self, table: QTextTable, row: int, column: int) -> None:
        self._cursor = table.cellAt(row, column).firstCursorPosition()
        self._cursor.setBlockFormat(self._block_format())

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        made.setColumnWidthConstraints([half, half])
        made.setCellPadding(px(6))
        made.setCellSpacing(0)
        made.setBorder(1)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(tokens().line_strong))
        made.setBorderCollapse(True)
        return made

    # -- words -----------------------------------------------------------------------------------

    def _title(self, change: "ClauseChange") -> None:
        """A heading that changed is not taken for a clause."""
        if change.thing in _TITLED and change.kind in ("changed", "moved"):
            said = QCoreApplication.translate("Compare", "Title: ")
            self._cursor.insertText(said, self._format("text2"))

    def _runs(self, runs: "Iterable[TextRun]") -> None:
        for run in runs:
            made = self._format(*TONES.get(run.state, ("text", ""))[:1])
            background = TONES.get(run.state, ("", ""))[1]
            if background:
                made.setBackground(QBrush(tokens().colour(background)))
                made.setFont(run_font(run.state, made.font()))
            for number, line in enumerate(run.text.split("\n")):
                if number:
                    self._cursor.insertBlock(self._block_format())
                self._cursor.insertText(line, made)

    def _context(self, said: tuple[str, str]) -> None:
        place, words = said
        if place:
            self._cursor.insertText(f"{place}\u2002", self._format("text2", "label"))
        self._cursor.insertText(words.replace("\n", " "), self._format("text2", "label"))

    def _block(self, above: int = 0, below: int = 0) -> None:
        if self._begun or self._cursor.position():
            self._cursor.insertBlock(self._block_format(above, below))
        else:
            self._cursor.setBlockFormat(self._block_format(0, below))
        self._begun = True

    def _block_format(self, above: int = 0, below: int = 0) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setTopMargin(px(above))
        made.setBottomMargin(px(below))
        made.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return made

    def _format(
        self, tone: str, role: Literal["policy", "label", "section"] = "policy"
    ) -> QTextCharFormat:
        sizes = {"policy": 14.0, "label": 12.0, "section": 14.0}
        made = QTextCharFormat()
        face: QFont = font(role, size=sizes[role] * self._zoom)
        made.setFont(face)
        made.setForeground(QBrush(tokens().colour(tone)))
        return made
