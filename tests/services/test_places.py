"""Where the program keeps things: on Linux found without platformdirs, at the same places."""

import sys
from pathlib import Path

import platformdirs
import pytest

from desktop.services.places import data_folder, state_folder


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("named", [None, "", "  ", "/somewhere/else", "relative"])
def test_folders_are_those_of_platformdirs(
    named: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYDESK_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    assert data_folder() == platformdirs.user_data_path("PolicyDesk", appauthor=False)
    assert state_folder() == platformdirs.user_state_path("PolicyDesk", appauthor=False)
