"""The one style sheet of the window: boxes only. Text colours come from the palette.

`@name` is a token, `13px` a size of the look at 100 % zoom (1px and 2px stay what they are).
Text colour is set here only for buttons, menus and tabs: on a line edit it would pale the
placeholder.
"""

import re

from desktop.resource_files import resource_path
from desktop.views.theme.present import px
from desktop.views.theme.tokens import Tokens

__all__ = ["style_sheet"]


def style_sheet(tokens: Tokens) -> str:
    """The sheet in these colours at the zoom of now."""
    names = {**tokens.names(), "controls": _controls_folder(tokens), **_radio_sizes()}
    text = "".join((_BUTTONS, _FIELDS, _CHOICES, _MENUS, _FRAMES, _VIEWS, _SCROLLING))
    text = re.sub(r"(\d+)px", lambda found: f"{px(int(found[1]))}px", text)
    return re.sub(r"@([a-z_0-9]+)", lambda found: names[found[1]], text)


def _radio_sizes() -> dict[str, str]:
    """A radius beyond half the side is no circle for Qt: it must follow the rounding of zoom."""
    side = px(14) + 2
    return {"radio_radius": f"{side // 2}px", "radio_dot": f"{side - 2 * px(5)}px"}


_BUTTONS = """
QPushButton {
  background: @surface; color: @text; border: 1px solid @line_strong; border-radius: 4px;
  padding: 0 12px; min-height: 28px; outline: none;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @accent_soft; }
QPushButton:disabled { background: @sunken; color: @disabled; border-color: @line; }
QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[role="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[role="primary"]:pressed { background: @accent_press; border-color: @accent_press; }
QPushButton[role="primary"]:disabled {
  background: @sunken; color: @disabled; border-color: @sunken;
}
QPushButton[role="danger"] { color: @blocker; border-color: @blocker_fill; }
QPushButton[role="danger"]:hover, QPushButton[role="danger"]:pressed { background: @blocker_bg; }
QPushButton[role="outline"] { color: @accent_text; border-color: @accent; }
QPushButton[role="quiet"], QPushButton[role="link"] {
  background: transparent; border-color: transparent; padding: 0 8px; color: @text2;
}
QPushButton[role="link"] { color: @accent_text; padding: 0 4px; }
QPushButton[role="quiet"]:hover, QPushButton[role="link"]:hover { background: @hover; }
QPushButton[role="quiet"]:pressed, QPushButton[role="link"]:pressed { background: @accent_soft; }
QPushButton[role="quiet"]:checked { background: @accent_soft; color: @accent_text; }
QPushButton[role="quiet"]:disabled, QPushButton[role="link"]:disabled,
QPushButton[role="danger"]:disabled, QPushButton[role="outline"]:disabled { color: @disabled; }
QPushButton[role="quiet"]:disabled, QPushButton[role="link"]:disabled {
  background: transparent; border-color: transparent;
}
QPushButton[density="small"] { min-height: 24px; padding: 0 9px; }
QPushButton[role="segment"] {
  border-left-width: 0; border-radius: 0; padding: 0 13px; min-height: 26px;
}
QPushButton[role="segment"][place="first"], QPushButton[role="segment"][place="only"] {
  border-left-width: 1px; border-top-left-radius: 4px; border-bottom-left-radius: 4px;
}
QPushButton[role="segment"][place="last"], QPushButton[role="segment"][place="only"] {
  border-top-right-radius: 4px; border-bottom-right-radius: 4px;
}
QPushButton[role="segment"]:checked { background: @accent_soft; color: @accent_text; }
QPushButton[role="segment"]:checked:disabled { background: @sunken; color: @disabled; }
QPushButton[ring="true"]:focus { border: 2px solid @focus; padding: 0 11px; min-height: 26px; }
QPushButton[ring="true"][role="quiet"]:focus { padding: 0 7px; }
QPushButton[ring="true"][role="link"]:focus { padding: 0 3px; }
QPushButton[ring="true"][density="small"]:focus { padding: 0 8px; min-height: 22px; }
QPushButton[ring="true"][role="segment"]:focus { padding: 0 12px; min-height: 24px; }
QToolButton {
  background: transparent; color: @text2; border: 1px solid transparent; border-radius: 4px;
  padding: 3px; outline: none;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: @accent_soft; }
QToolButton:disabled { color: @disabled; background: transparent; }
QToolButton[ring="true"]:focus { border: 2px solid @focus; padding: 2px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit {
  background: @surface; border: 1px solid @line_strong; border-bottom-color: @field_edge;
  border-radius: 4px; selection-background-color: @sel; selection-color: @sel_text;
}
QLineEdit, QAbstractSpinBox, QComboBox { padding: 0 8px; min-height: 30px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QTextEdit:focus, QPlainTextEdit:focus {
  border: 2px solid @focus;
}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { padding: 0 7px; min-height: 28px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QTextEdit:disabled,
QPlainTextEdit:disabled, QLineEdit:read-only, QTextEdit:read-only, QPlainTextEdit:read-only {
  background: @panel; border-color: @line;
}
QLineEdit[state="invalid"], QAbstractSpinBox[state="invalid"], QComboBox[state="invalid"],
QTextEdit[state="invalid"], QPlainTextEdit[state="invalid"] { border-color: @blocker_fill; }
QLineEdit[density="small"], QComboBox[density="small"], QAbstractSpinBox[density="small"] {
  min-height: 24px;
}
QLineEdit[role="bare"], QTextEdit[role="bare"], QPlainTextEdit[role="bare"] {
  border: 0; background: transparent; padding: 0; min-height: 0;
}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {
  border: 0; padding: 0; min-height: 0; background: transparent;
}
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit, QTimeEdit QLineEdit { padding-left: 7px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 26px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("@controls/chevron-down.svg"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  border: 0; background: transparent; width: 20px; subcontrol-origin: border;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 3px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 3px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url("@controls/chevron-up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow {
  image: url("@controls/chevron-down.svg"); width: 12px; height: 12px;
}
QDateEdit::drop-down { border: 0; width: 26px; subcontrol-position: center right; }
QDateEdit::down-arrow { image: url("@controls/calendar.svg"); width: 14px; height: 14px; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing: 8px; background: transparent; outline: none; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: 14px; height: 14px; border: 1px solid @field_edge; border-radius: 3px;
  background: @surface;
}
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid @field_edge; border-radius: @radio_radius;
  background: @surface;
}
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: @accent; border-color: @accent; image: url("@controls/check.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: @accent; border-color: @accent; image: url("@controls/minus.svg");
}
QRadioButton::indicator:checked {
  border: 5px solid @accent; width: @radio_dot; height: @radio_dot;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: @sunken; border-color: @line_strong;
}
QCheckBox::indicator:checked:disabled, QCheckBox::indicator:indeterminate:disabled {
  background: @disabled; border-color: @disabled;
}
QRadioButton::indicator:checked:disabled { border-color: @disabled; }
QCheckBox[ring="true"]::indicator:focus, QRadioButton[ring="true"]::indicator:focus {
  border: 2px solid @focus; width: 12px; height: 12px;
}
QCheckBox[ring="true"]::indicator:checked:focus { border-color: @text; }
QRadioButton[ring="true"]::indicator:checked:focus {
  border: 5px solid @text; width: @radio_dot; height: @radio_dot;
}
"""

_MENUS = """
QMenuBar { background: @window; border: 0; padding: 3px 8px; spacing: 2px; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenuBar::item:pressed { background: @accent_soft; }
QMenu { background: @raised; border: 1px solid @line_strong; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 10px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: @sel; color: @sel_text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenu::icon { left: 6px; top: 1px; }
QMenu::icon:checked { background: @accent_soft; border-radius: 3px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; top: 1px; }
QMenu::indicator:checked { image: url("@controls/tick.svg"); }
QMenu::right-arrow { image: url("@controls/chevron-right.svg"); width: 12px; height: 12px; }
QToolTip {
  background: @raised; color: @text; border: 1px solid @line_strong; padding: 4px 6px;
}
"""

_FRAMES = """
QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: 6px; }
QFrame[role="panel"] { background: @panel; border: 0; }
QFrame[role="bar"] { background: @panel; border: 0; border-bottom: 1px solid @line; }
QFrame[role="card-head"] { background: transparent; border: 0; border-bottom: 1px solid @line; }
QFrame[role="raised"] { background: @raised; border: 1px solid @line_strong; border-radius: 6px; }
QFrame[role="drop"] { background: @panel; border: 1px dashed @line_strong; border-radius: 6px; }
QFrame[role="strip-warn"] { background: @warn_bg; border: 0; border-radius: 4px; }
QFrame[role="strip-blocker"] { background: @blocker_bg; border: 0; border-radius: 4px; }
QFrame[role="strip-ok"] { background: @ok_bg; border: 0; border-radius: 4px; }
QFrame[role="strip-info"] { background: @sugg_bg; border: 0; border-radius: 4px; }
QFrame[role="line"], QFrame[role="hairline"], QFrame[role="status-line"] {
  background: @line; border: 0;
}
QFrame[role="status-line"] { margin: 0 12px; }
QFrame[role="guide"] { border: 0; border-left: 2px solid @line; }
QFrame[role="status"] { background: @window; border: 0; border-top: 1px solid @line; }
QWidget[role="rail"] { background: @rail; border-right: 1px solid @line; }
QLabel { background: transparent; }
QGroupBox { border: 0; margin-top: 24px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }
QSplitter::handle { background: @line; }
QStatusBar { background: @window; border-top: 1px solid @line; }
QStatusBar::item { border: 0; }
QProgressBar { background: @sunken; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: @text2; border: 0; border-bottom: 2px solid transparent;
  padding: 0 8px; margin-right: 8px; min-height: 34px; outline: none;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent_text; border-bottom-color: @accent; }
QTabBar::tab:focus {
  border: 2px solid @focus; border-radius: 4px; padding: 0 6px; min-height: 32px;
}
"""

_VIEWS = """
QAbstractItemView { background: @surface; border: 0; outline: 0; }
QComboBox QAbstractItemView, QAbstractItemView[role="popup"] {
  background: @raised; border: 1px solid @line_strong; padding: 3px;
}
QComboBox QAbstractItemView::item { min-height: 28px; border-radius: 4px; padding: 0 6px; }
QComboBox QAbstractItemView::item:selected { background: @sel; color: @sel_text; }
QTreeView, QListView { show-decoration-selected: 1; }
QTreeView[role="panel"], QListView[role="panel"] { background: @panel; }
QTableView { gridline-color: @line; selection-background-color: @sel; selection-color: @sel_text; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section {
  background: @panel; color: @text2; border: 0; border-bottom: 1px solid @line;
  border-right: 1px solid @line; padding: 0 8px; min-height: 27px; font-weight: 400;
  font-size: 12px;
}
QTableWidget::item, QTreeWidget::item, QTableView[role="cells"]::item { padding: 0 5px; }
QHeaderView::section:vertical { padding: 0 4px; min-height: 0; }
QTableCornerButton::section { background: @panel; border: 0; border-bottom: 1px solid @line; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @raised; }
QCalendarWidget QAbstractItemView {
  background: @raised; selection-background-color: @accent; selection-color: @on_accent;
}
QCalendarWidget QSpinBox { min-height: 22px; }
"""

_SCROLLING = """
QScrollArea, QAbstractScrollArea[role="bare"] { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[role="page"] { background: @window; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: @line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @field_edge; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def _controls_folder(tokens: Tokens) -> str:
    """Where the drawings of arrows and ticks are that a style sheet can only take from files."""
    shade = "dark" if tokens.window.lightness() < 128 else "light"
    return resource_path("icons", "controls", shade).as_posix()
