"""Asks for a title: of a chapter, an article, in every language of the policy."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.wording import Localised
from desktop.views.theme import px

__all__ = ["TitleDialog", "ask_title"]


class TitleDialog(QDialog):
    """One line a language. OK needs the leading one."""

    def __init__(
        self, caption: str, languages: tuple[Language, ...], title: Localised, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(caption)
        self._before = title
        self._lines: dict[Language, QLineEdit] = {}
        names = {"zh": self.tr("Title in Chinese"), "en": self.tr("Title in English")}
        form = QFormLayout()
        form.setVerticalSpacing(px(10))
        for language in languages:
            line = QLineEdit(getattr(title, language), self)
            line.setMinimumWidth(px(340))
            line.setMaxLength(200)
            line.textChanged.connect(self._check)
            self._lines[language] = line
            words = names[language] if len(languages) > 1 else self.tr("Title")
            line.setAccessibleName(words)
            form.addRow(words, line)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(16))
        column.addLayout(form)
        column.addWidget(buttons)
        self._check()
        next(iter(self._lines.values())).selectAll()

    def title(self) -> Localised:
        """What was written; languages the policy does not have stay as they were."""
        texts = self._before.to_json()
        texts.update({name: line.text().strip() for name, line in self._lines.items()})
        return Localised.from_json(texts)

    def _check(self) -> None:
        first = next(iter(self._lines.values()))
        self._ok.setEnabled(bool(first.text().strip()))


def ask_title(
    parent: QWidget, caption: str, languages: tuple[Language, ...], title: Localised
) -> Localised | None:
    """The new title, or None where the person thought better of it."""
    dialog = TitleDialog(caption, languages, title, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return dialog.title()
