"""What starting the program costs, and what the locked versions must not bring back."""

import json
import subprocess
import sys

from tests.architecture.source import ROOT

HEAVY = ["sqlalchemy", "alembic", "reportlab", "PySide6", "yaml", "PIL", "platformdirs", "argparse"]


def _run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_entry_imports_nothing_heavy() -> None:
    loaded = json.loads(
        _run(
            "import json, sys, desktop.__main__, desktop.app;"
            "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
        )
    )
    assert set(HEAVY) & set(loaded) == set()
    assert "desktop" in loaded


def test_reading_a_command_line_imports_no_database_and_no_paper() -> None:
    loaded = json.loads(
        _run(
            "import json, sys\n"
            "from desktop import cli\n"
            "cli.grammar().read(['templates', '--json'])\n"
            "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
        )
    )
    assert {"sqlalchemy", "alembic", "reportlab", "PySide6", "PIL"} & set(loaded) == set()


def test_what_reads_signatures_comes_with_the_first_question() -> None:
    """And then it is all there: the words of a TypeError are what a fault is mended by."""
    said = _run(
        "import sys\n"
        "from desktop.views.loading import load_qt\n"
        "load_qt()\n"
        "from PySide6.QtCore import QPoint\n"
        "print('argparse' in sys.modules)\n"
        "try:\n"
        "    QPoint([])\n"
        "except TypeError as error:\n"
        "    print(error)\n"
        "import PySide6.support.signature.lib.enum_sig as later\n"
        "print(later.ExactEnumerator, __import__.__module__)"
    )
    assert said.startswith("False\n")
    assert "Supported signatures" in said
    assert "(xpos: int, ypos: int" in said
    assert said.endswith("ExactEnumerator'> builtins\n")


def test_qt_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 and older loses one with every call that returns nothing,
    until the process aborts; hence the version that is locked."""
    lost = int(
        _run(
            "import sys\n"
            "from PySide6.QtGui import QImage, QPainter, QPen\n"
            "image = QImage(8, 8, QImage.Format.Format_ARGB32)\n"
            "painter, pen = QPainter(image), QPen()\n"
            "before = sys.getrefcount(None)\n"
            "for _ in range(1000):\n"
            "    painter.setPen(pen)\n"
            "after = sys.getrefcount(None)\n"
            "painter.end()\n"
            "print(before - after)"
        )
    )
    assert lost < 100
