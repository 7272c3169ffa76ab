"""The small toolbar over a rich text. Its buttons leave focus and selection in the text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from desktop.views.editors.prose.parts_edit import PartsEdit
from desktop.views.theme import Theme, dress, font, px, tokens
from desktop.views.widgets.buttons import IconButton

__all__ = ["TextToolbar"]


class TextToolbar(QWidget):
    """Level of the paragraph, bold, italic, deeper and higher, cite."""

    def __init__(self, edit: PartsEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 8, 4)
        self._row.setSpacing(4)
        self.level = QToolButton(self)
        self.level.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.level.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.level.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.level.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.level.setToolTip(self.tr("Level of the paragraph"))
        self._menu = QMenu(self.level)
        self._choices = [self._choice(at) for at in range(3)]
        self.level.setMenu(self._menu)
        self._row.addWidget(self.level)
        self._row.addWidget(_Divider(self))
        self.bold = self._button("bold", self.tr("Bold"), "Ctrl+B", checkable=True)
        self.italic = self._button("italic", self.tr("Italic"), "Ctrl+I", checkable=True)
        self._row.addWidget(_Divider(self))
        self.higher = self._button("outdent", self.tr("One level up"), "Ctrl+[")
        self.deeper = self._button("indent", self.tr("One level down"), "Ctrl+]")
        self._row.addWidget(_Divider(self))
        self.cite = QToolButton(self)
        self.cite.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.cite.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(self.cite)
        self._row.addStretch(1)
        self.bold.clicked.connect(lambda: self._toggle(bold=True))
        self.italic.clicked.connect(lambda: self._toggle(italic=True))
        self.higher.clicked.connect(lambda: edit.set_levels(lambda level: level - 1))
        self.deeper.clicked.connect(lambda: edit.set_levels(lambda level: level + 1))
        self.cite.clicked.connect(self._cite)
        edit.cursorPositionChanged.connect(self._follow)
        edit.currentCharFormatChanged.connect(lambda _look: self._follow())
        Theme.current().changed.connect(self._dress)
        self._dress()
        self._follow()

    def _button(self, icon: str, name: str, keys: str, *, checkable: bool = False) -> IconButton:
        button = IconButton(icon, name, self, size=26, checkable=checkable)
        button.setToolTip(f"{name} ({_shown(keys)})")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(button)
        return button

    def _choice(self, level: int) -> QAction:
        # Made here, not by the menu: Python's hold on a part that Qt made can end before the part.
        action = QAction(self._menu)
        self._menu.addAction(action)
        action.setCheckable(True)
        action.triggered.connect(lambda: self._edit.set_levels(lambda _: level))
        return action

    def _names(self) -> list[str]:
        """The levels, with the numbers that their parts will bear."""
        item, subitem = self._edit.first_numbers()
        return [
            self.tr("Paragraph"),
            self.tr("Item {number}").format(number=item),
            self.tr("Sub-item {number}").format(number=subitem),
        ]

    def _toggle(self, *, bold: bool = False, italic: bool = False) -> None:
        self._edit.toggle(bold=bold, italic=italic)
        self._follow()

    def _cite(self) -> None:
        self._edit.setFocus()
        self._edit.citing.begin()

    def _follow(self) -> None:
        """Shows what holds at the cursor."""
        if not isValid(self._choices[0]):
            return  # the field goes: the menu went before the text, which tells of its own end
        self.bold.setChecked(self._edit.is_bold())
        self.italic.setChecked(self._edit.is_italic())
        level = self._edit.level()
        for at, (action, name) in enumerate(zip(self._choices, self._names(), strict=True)):
            action.setText(name)
            action.setChecked(at == level)
        name = self._choices[level].text()
        self.level.setText(name)
        self.level.setAccessibleName(self.tr("Level of the paragraph: {level}").format(level=name))
        self.higher.setEnabled(level > 0)
        self.deeper.setEnabled(level < 2)

    def _dress(self) -> None:
        self.level.setFont(font("label"))
        self.cite.setFont(font("label"))
        for button in (self.level, self.cite):
            button.setIconSize(QSize(px(14), px(14)))
            button.setFixedHeight(px(26))
        dress(self.level, "chevron-down", size=14)
        dress(self.cite, "link", size=14)
        name = self.tr("Cite")
        self.cite.setText(name)
        self.cite.setAccessibleName(self.tr("Cite an article, a table or an annex"))
        self.cite.setToolTip(
            self.tr("Cite an article, a table or an annex ({keys}, or type @)").format(
                keys=_shown("Ctrl+Shift+K")
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        colours = tokens()
        painter.fillRect(self.rect(), colours.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)


class _Divider(QWidget):
    """A short hairline between groups of buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(9)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        middle, inset = self.width() // 2, px(6)
        painter = QPainter(self)
        painter.fillRect(middle, inset, 1, self.height() - 2 * inset, tokens().line)


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
