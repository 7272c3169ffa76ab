"""Modules that come before they are wanted."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.views import ahead
from tests.views.screen import until


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "wanted_later.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(ahead, "QUIET_MILLISECONDS", 0)
    monkeypatch.setattr(ahead, "BETWEEN_MILLISECONDS", 0)
    monkeypatch.delitem(sys.modules, "wanted_later", raising=False)
    return "wanted_later"


def test_what_will_be_wanted_is_imported_in_a_turn_to_come(
    application: QApplication, module: str
) -> None:
    owner = QObject()
    made = ahead.Ahead((module,), owner)
    made.begin()
    assert module not in sys.modules
    until(lambda: module in sys.modules)


def test_nothing_is_imported_any_more_after_the_end(application: QApplication, module: str) -> None:
    owner = QObject()
    made = ahead.Ahead((module,), owner)
    made.begin()
    made.end()
    application.processEvents()
    assert module not in sys.modules
