"""A table with everything around it: row menus, scroll bar, empty state, what is wrong, buttons."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from desktop.views.editors.cells.delegate import CellDelegate
from desktop.views.editors.grid_actions import GridActions
from desktop.views.editors.grid_heads import RowMenus
from desktop.views.editors.grid_sizes import MOST_ROWS
from desktop.views.editors.grid_view import GridView
from desktop.views.item_models.grid_model import GridModel
from desktop.views.theme import Theme, px, tokens
from desktop.views.widgets.buttons import Button, LinkButton
from desktop.views.widgets.labels import Label

__all__ = ["GridFrame"]


class GridFrame(QFrame):
    """`view` and `actions` in a hairline, with a foot for buttons (`foot`) and two lines below:
    what is wrong, and a quiet word about the current row."""

    sample_wanted = Signal()
    """The person wants the template's sample in the empty table."""
    problem_followed = Signal(str, str)
    """Row and column of the problem that was clicked."""

    def __init__(
        self,
        model: GridModel,
        delegate: CellDelegate,
        parent: QWidget,
        empty: str,
        view_class: type[GridView] = GridView,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.view = view_class(model, delegate, self)
        self.actions_of_rows = GridActions(self.view)
        self._notice = ""
        self._hint = ""
        self._problem: tuple[str, str] = ("", "")
        self.empty = _EmptyTable(empty, self)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.menus = RowMenus(self.view, self)
        self.add_button = LinkButton(self.tr("Add a row"), "plus", self)
        self.add_button.set_tooltip(self.tr("Add a row (Tab in the last cell)"))
        self._problem_line = _ProblemLine(self)
        self._hint_line = Label("", "label", "text3", self, wrap=True)
        self._hint_line.hide()
        self._lay_out()
        self._connect()
        self._rows_changed()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.menus)
        row.addWidget(self.bar)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(px(4), px(2), px(4), px(2))
        self.foot.setSpacing(px(8))
        self.foot.addWidget(self.add_button)
        self.foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.empty)
        box.addLayout(self.foot)
        box.addWidget(self._problem_line)
        self._hint_line.setContentsMargins(px(8), 0, px(8), px(6))
        box.addWidget(self._hint_line)

    def _connect(self) -> None:
        view, model = self.view, self.model
        own = view.verticalScrollBar()
        own.rangeChanged.connect(self._range_changed)
        own.valueChanged.connect(self.bar.setValue)
        self.bar.valueChanged.connect(own.setValue)
        self.bar.hide()
        view.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit_height())
        view.heights.settled.connect(self._fit_height)
        view.column_head.geometriesChanged.connect(self._fit_height)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._rows_changed)
        model.checks.changed.connect(self._say_problem)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._say_problem)
        self.menus.menu_wanted.connect(self.actions_of_rows.row_menu)
        self.add_button.clicked.connect(lambda: self.actions_of_rows.run("add"))
        self.empty.add.clicked.connect(lambda: self.actions_of_rows.run("add"))
        self.empty.sample.clicked.connect(self.sample_wanted)
        self.empty.clicked.connect(self.view.setFocus)
        self.actions_of_rows.noticed.connect(self.notice)
        self._problem_line.followed.connect(self._follow)
        Theme.current().changed.connect(self._theme_changed)

    # Sizes

    def _theme_changed(self) -> None:
        self.view.look_changed()
        self._fit_height()
        self.update()

    def _range_changed(self, low: int, high: int) -> None:
        own = self.view.verticalScrollBar()
        self.bar.setRange(low, high)
        self.bar.setPageStep(own.pageStep())
        self.bar.setSingleStep(own.singleStep())
        self.bar.setVisible(high > low and len(self.model.rows) > MOST_ROWS)

    def _fit_height(self) -> None:
        view = self.view
        wide = view.horizontalScrollBar()
        height = view.column_head.sizeHint().height() + view.heights.table_height()
        if wide.maximum() > wide.minimum():
            height += wide.sizeHint().height()
        if view.height() != height or view.minimumHeight() != height:
            view.setFixedHeight(height)
        self.menus.update()

    def _rows_changed(self) -> None:
        empty = not self.model.rows
        self.empty.setVisible(empty)
        self.add_button.setVisible(not empty)
        self.menus.setVisible(bool(self.model.columns))
        self._fit_height()

    # Words below

    def notice(self, text: str) -> None:
        """A sentence about what just happened; problems stand behind it."""
        self._notice = text
        self._say_problem()

    def hint(self, text: str) -> None:
        """A quiet word about the current row; "" for none."""
        if text != self._hint:
            self._hint = text
            self._hint_line.setText(text)
            self._hint_line.setVisible(bool(text))

    def _say_problem(self) -> None:
        found = self.model.checks.found()
        order = {str(row["id"]): at for at, row in enumerate(self.model.rows)} if found else {}
        columns = {column.id: at for at, column in enumerate(self.model.columns)}
        places = sorted(
            (order[row_id], columns[column_id], row_id, column_id)
            for row_id, of_row in found.items()
            for column_id in of_row
            if row_id in order and column_id in columns
        )
        text = self._notice
        if places:
            row, column, row_id, column_id = places[0]
            self._problem = (row_id, column_id)
            text = self.tr("Row {row}, “{column}”: {sentence}").format(
                row=row + 1,
                column=self.model.columns[column].title,
                sentence=found[row_id][column_id],
            )
            if len(places) > 1:
                text += " " + self.tr("({count} more like this)").format(count=len(places) - 1)
        self._problem_line.say(text, problem=bool(places))

    def _follow(self) -> None:
        self.problem_followed.emit(*self._problem)

    # Around

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The view leaves it to us, from mouse and keyboard alike."""
        view = self.view
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = view.currentIndex()
            place = view.viewport().mapToGlobal(view.visualRect(index).bottomLeft())
        else:
            place = event.globalPos()
            at = view.viewport().mapFromGlobal(place)
            index = view.indexAt(at)
            if index.isValid() and index not in view.selectedIndexes():
                view.setCurrentIndex(index)
            on_head = view.row_head.rect().contains(view.row_head.mapFromGlobal(place))
            if on_head and (row := view.rowAt(at.y())) >= 0:
                self.actions_of_rows.row_menu(row, place)
                return
        view.setFocus()
        self.actions_of_rows.cell_menu(place)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        painter.setPen(colours.line_strong)
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class _EmptyTable(QWidget):
    """What belongs here, and two ways to begin."""

    clicked = Signal()

    def __init__(self, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = Label(sentence, "label", "text2", self, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = Button(self.tr("Add a row"), "plus", self, small=True)
        self.sample = LinkButton(self.tr("Insert the sample"), "", self)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(16), px(16), px(16))
        box.setSpacing(px(8))
        box.addWidget(self.sentence)
        box.addLayout(buttons)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        self.clicked.emit()


class _ProblemLine(QWidget):
    """What is wrong, and where; a click goes there."""

    followed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Label("", "label", "blocker", self, wrap=True)
        self.mend = LinkButton(self.tr("Go there"), "", self)
        self.mend.clicked.connect(self.followed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(4), px(4))
        row.addWidget(self.words, 1)
        row.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, *, problem: bool) -> None:
        self.words.set_tone("blocker" if problem else "text2")
        self.words.setText(text)
        self.mend.setVisible(problem)
        self.setVisible(bool(text))
