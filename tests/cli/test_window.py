"""No command, or `gui`: the window, or one line where there can be none."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from desktop.views import display
from tests.cli.conftest import Run

LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there always is a screen"
)


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@LINUX
@pytest.mark.parametrize("words", [(), ("gui",), ("--language", "zh"), ("gui", "--json")])
def test_without_a_screen_it_says_what_works(
    run: Run, no_screen: None, words: tuple[str, ...]
) -> None:
    result = run(*words)
    assert result.status == 2
    assert "policydesk demo" in result.error_line
    if "--json" in words:
        assert result.data["error"]["code"] == "no-display"


@LINUX
def test_a_screen_that_does_not_answer_is_none(
    run: Run, no_screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":59999")
    assert "policydesk demo" in run().error_line


@LINUX
def test_what_qt_cannot_load_is_said_before_qt_aborts(
    run: Run, no_screen: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(display, "_x11_answers", lambda _: True)
    monkeypatch.setattr(QLibraryInfo, "path", lambda _: str(tmp_path))
    for words in ((), ("gui",)):
        result = run(*words)
        assert result.status == 2
        assert "libqxcb.so" in result.error_line
        assert "run.py" in result.error_line
