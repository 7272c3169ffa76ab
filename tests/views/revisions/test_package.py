"""The revision package, made from the window in one act."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.views.programs import until
from tests.views.revisions.conftest import Office


def test_the_package_is_made_where_it_is_wanted(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "package.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    office.window.command("revision.package")
    until(wanted.is_file, "no package was made")
    with ZipFile(wanted) as package:
        assert any(one.endswith(".pdf") for one in package.namelist())
