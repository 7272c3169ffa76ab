"""The window's texts: English in the code, Chinese in `resources/window/zh/*.json`.

Flat files {English: Chinese} instead of compiled ones: they can be read, reviewed and changed like
the program's other texts, and they load in a few milliseconds before the first paint.
"""

import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from desktop.i18n import Language
from desktop.resource_files import resource_path

__all__ = ["PLURALS", "chinese_texts", "set_window_language"]

OF_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
    QT_TRANSLATE_NOOP("QPrintSettingsOutput", "Page &Set:"),
    QT_TRANSLATE_NOOP("QPrintSettingsOutput", "Duplex Printing"),
    QT_TRANSLATE_NOOP("QPrintSettingsOutput", "Long side"),
    QT_TRANSLATE_NOOP("QPrintSettingsOutput", "Short side"),
    QT_TRANSLATE_NOOP("QShortcut", "Up"),
    QT_TRANSLATE_NOOP("QShortcut", "Down"),
)
"""Of Qt's own dialogs of files and printers: what the Chinese that comes with it leaves out; and
the arrow keys, whose names there are words that stand on no key."""
PLURALS = "en"
"""Folder of the English texts that differ by number: {"%n chapters": ["%n chapter", …]}."""


@cache
def chinese_texts() -> dict[str, str]:
    """Every English source with its Chinese."""
    found: dict[str, str] = {}
    for path in sorted(_folder("zh").glob("*.json")):
        found.update(json.loads(path.read_text("utf-8")))
    return found


@cache
def _english_plurals() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(_folder(PLURALS).glob("*.json")):
        found.update(json.loads(path.read_text("utf-8")))
    return found


def _folder(name: str) -> Path:
    return resource_path("window") / name


class _WindowTexts(QTranslator):
    """Answers `tr`; the context does not matter, equal English is equal Chinese."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._chinese = chinese_texts() if language == "zh" else {}
        self._plurals = _english_plurals() if language == "en" else {}

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        found = self._chinese.get(source)
        if found is None and n >= 0 and source in self._plurals:
            one, many = self._plurals[source]
            return one if n == 1 else many
        return found  # None: the next translator is asked


_installed: list[QTranslator] = []


def set_window_language(application: QCoreApplication, language: Language) -> None:
    """Texts, Qt's own dialogs, numbers and dates in `language` from now on."""
    for one in _installed:
        application.removeTranslator(one)
    _installed.clear()
    locale = QLocale("zh_CN" if language == "zh" else "en_GB")
    QLocale.setDefault(locale)
    own_of_qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own_of_qt.load(locale, "qtbase", "_", folder):
        _installed.append(own_of_qt)
    _installed.append(_WindowTexts(language, application))
    for one in _installed:
        application.installTranslator(one)
