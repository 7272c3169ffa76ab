"""Qt's own dialogs speak the window's language throughout."""

import re

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton, QWidget

from desktop.views.texts import set_window_language


def test_the_file_dialog_is_chinese_in_a_chinese_window(application: QApplication) -> None:
    set_window_language(application, "zh")
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    said: list[str] = []
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton | QToolButton):
            said += [widget.text(), widget.toolTip()]
    said = [one for one in said if one]
    assert len(said) > 5
    assert [one for one in said if not re.search("[\u4e00-\u9fff]", one)] == []
    set_window_language(application, "en")
