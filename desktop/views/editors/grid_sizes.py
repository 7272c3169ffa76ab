"""How wide the columns of a table are, and how high its rows."""

from collections.abc import Iterable
from functools import lru_cache
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from desktop.views.editors.cells.delegate import text_height
from desktop.views.item_models.grid_columns import CellColumn
from desktop.views.item_models.grid_model import GridModel
from desktop.views.theme import font, px, zoom

__all__ = ["MOST_ROWS", "ColumnWidths", "RowHeights"]

MOST_ROWS = 12
"""A table of more rows scrolls inside itself."""
_SLICE_SECONDS = 0.004
_LOOKED_AT = 60
_REMEMBERED, _FONTS = 4096, 6
_NARROWEST, _WIDEST = 56, 340
_NARROWEST_TEXT = 92


class _Letters:
    """Texts measured in a font, and remembered: a form that is laid out asks for the same ones
    again and again."""

    def __init__(self, of: QFont) -> None:
        metrics = QFontMetrics(of)
        self.width = lru_cache(_REMEMBERED)(metrics.horizontalAdvance)

        @lru_cache(_REMEMBERED)
        def height(text: str, width: int) -> int:
            return text_height(text, width, metrics)

        self.height = height


_known: dict[str, _Letters] = {}


def _letters(of: QFont) -> _Letters:
    """Fonts change with the zoom and the language: old ones are forgotten by and by."""
    key = of.key()
    if key not in _known:
        while len(_known) >= _FONTS:
            del _known[next(iter(_known))]
        _known[key] = _Letters(of)
    return _known[key]


class RowHeights(QObject):
    """Gives rows the height of their text: at once to those that are seen, soon to the rest."""

    settled = Signal()
    """The table may have become higher or lower."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._waiting: dict[int, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def measure(self, rows: Iterable[int] | None = None) -> None:
        """Measures these rows (None: all)."""
        wanted = range(len(self._model.rows)) if rows is None else rows
        self._waiting.update(dict.fromkeys(wanted))
        self._now(self._seen())
        self._slice() if len(self._waiting) <= MOST_ROWS else self._timer.start()

    def start_anew(self) -> None:
        """Rows have moved: what was to be measured stands elsewhere."""
        self._waiting.clear()
        self.measure()

    def table_height(self) -> int:
        """Of all rows, up to twelve."""
        head = self._view.verticalHeader()
        count = min(len(self._model.rows), MOST_ROWS)
        height = sum(head.sectionSize(row) for row in range(count))
        if len(self._model.rows) > MOST_ROWS:
            return min(height, px(30) * (MOST_ROWS + 6))
        return height

    def _seen(self) -> range:
        first = max(0, self._view.rowAt(0))
        last = self._view.rowAt(self._view.viewport().height() - 1)
        end = last + 1 if last >= 0 else first + MOST_ROWS
        return range(first, min(end, first + 3 * MOST_ROWS, len(self._model.rows)))

    def _now(self, rows: Iterable[int]) -> None:
        letters = _letters(font("body"))
        for row in rows:
            if row in self._waiting:
                del self._waiting[row]
                self._measure(row, letters)

    def _slice(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        letters = _letters(font("body"))
        while self._waiting and perf_counter() < end:
            row = next(iter(self._waiting))
            del self._waiting[row]
            self._measure(row, letters)
        if self._waiting:
            self._timer.start()
        self.settled.emit()

    def _measure(self, row: int, letters: _Letters) -> None:
        if row >= len(self._model.rows):
            return
        cells, view = self._model.rows[row], self._view
        height = px(30)
        for place, column in enumerate(self._model.columns):
            if column.style == "letter" or view.isColumnHidden(place):
                continue
            text = column.shown_in(cells)
            if text:
                width = view.columnWidth(place)
                if self._model.checks.sentence(str(cells["id"]), column.id):
                    width -= px(16)
                height = max(height, letters.height(text, width))
        if view.rowHeight(row) != height:
            view.setRowHeight(row, height)


class ColumnWidths(QObject):
    """Fits the columns into the table's width by what stands in them, unless the person has
    chosen widths."""

    chosen = Signal(tuple)
    """The person dragged a column's edge: widths of all visible columns."""
    fitted = Signal()

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._kept: tuple[int, ...] = ()
        self._fitting = False
        head = view.horizontalHeader()
        head.sectionResized.connect(self._resized)

    def keep(self, widths: tuple[int, ...]) -> None:
        """Widths that the person chose at some time; () for none."""
        self._kept = widths

    def forget(self) -> None:
        """Back to widths that fit."""
        self._kept = ()
        self.fit()
        self.chosen.emit(())

    def fit(self) -> None:
        """Gives every visible column its width."""
        places = self._visible()
        if not places:
            return
        self._fitting = True
        widths = self._chosen_widths(places) or self._fitting_widths(places)
        for place, width in zip(places, widths, strict=True):
            if self._view.columnWidth(place) != width:
                self._view.setColumnWidth(place, width)
        self._fitting = False
        self.fitted.emit()

    def _visible(self) -> list[int]:
        places = range(len(self._model.columns))
        return [place for place in places if not self._view.isColumnHidden(place)]

    def _chosen_widths(self, places: list[int]) -> list[int]:
        kept = list(self._kept)
        if len(kept) == len(places) + 1:
            kept.pop()  # the column of remarks is away
        elif len(kept) == len(places) - 1 and self._model.columns[places[-1]].style == "words":
            kept.append(_NARROWEST + 16)
        if len(kept) != len(places):
            return []
        widths = [px(max(width, 32)) for width in kept]
        widths[-1] += max(0, self._view.viewport().width() - sum(widths))
        return widths

    def _fitting_widths(self, places: list[int]) -> list[int]:
        columns = [self._model.columns[place] for place in places]
        room = self._view.viewport().width()
        wishes = [self._wish(column) for column in columns]
        least = [
            min(wish, self._least(column)) for wish, column in zip(wishes, columns, strict=True)
        ]
        if sum(wishes) > room:
            give = [wish - low for wish, low in zip(wishes, least, strict=True)]
            share = min(1.0, (sum(wishes) - room) / max(1, sum(give)))
            wishes = [wish - int(one * share) for wish, one in zip(wishes, give, strict=True)]
        over = room - sum(wishes)
        if over > 0:
            return self._spread(wishes, columns, over)
        if -len(wishes) <= over:
            wishes[-1] += over  # rounded up, each a little
        return wishes

    def _spread(self, widths: list[int], columns: list[CellColumn], over: int) -> list[int]:
        """What is left over goes to the columns with words."""
        wordy = [
            column.style in ("text", "lines", "words") and column.align == "left"
            for column in columns
        ]
        takers = wordy if any(wordy) else [True] * len(columns)
        whole = sum(width for width, takes in zip(widths, takers, strict=True) if takes)
        spread = [
            width + (over * width // whole if takes else 0)
            for width, takes in zip(widths, takers, strict=True)
        ]
        last = max(place for place, takes in enumerate(takers) if takes)
        spread[last] += over - (sum(spread) - sum(widths))
        return spread

    def _wish(self, column: CellColumn) -> int:
        if column.style == "letter":
            return max(px(64), self._longest_word(column) + px(8))
        letters = _letters(font("body"))
        texts = (column.shown_in(row) for row in self._model.rows[:_LOOKED_AT])
        lines = (line for text in texts for line in text.split("\n")[:20])
        widest = max((letters.width(line[:80]) for line in lines), default=0)
        body = min(widest + px(22), px(_WIDEST))
        return max(body, self._head_width(column), px(_NARROWEST))

    def _least(self, column: CellColumn) -> int:
        if column.style == "letter":
            return max(px(40), self._longest_word(column) + px(8))
        words = column.style in ("text", "lines", "words")
        return max(
            px(_NARROWEST_TEXT if words else _NARROWEST), min(self._head_width(column), px(132))
        )

    def _longest_word(self, column: CellColumn) -> int:
        """Of a title in words with spaces: Chinese can be parted anywhere."""
        letters = _letters(font("label"))
        words = column.title.split() if column.title.isascii() else []
        return max((letters.width(one) for one in words), default=0)

    def _head_width(self, column: CellColumn) -> int:
        return _letters(font("label", weight=500)).width(column.head) + px(20)

    def _resized(self, _place: int, _old: int, _new: int) -> None:
        if self._fitting or not self._view.isVisible():
            return
        ratio = zoom()
        widths = tuple(round(self._view.columnWidth(place) / ratio) for place in self._visible())
        self._kept = widths
        self.chosen.emit(widths)
