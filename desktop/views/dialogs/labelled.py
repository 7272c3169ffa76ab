"""Labels beside widgets, as the dialogs of a few lines have them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.views.theme import px
from desktop.views.widgets.labels import Label

__all__ = ["labelled"]


def labelled(rows: Sequence[tuple[str, QWidget]], parent: QWidget) -> QFormLayout:
    """A row for each (words, widget); the words are the widget's accessible name, too."""
    form = QFormLayout()
    form.setHorizontalSpacing(px(16))
    form.setVerticalSpacing(px(12))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for words, widget in rows:
        label = Label(words, "label", "text2", parent)
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        form.addRow(label, widget)
    return form
