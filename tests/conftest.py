"""What holds for every test: no clock limits, no user's own folders, no screen."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Two cores are shared by many: how long one example takes says nothing about the program.
settings.register_profile(
    "policydesk",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("policydesk")

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """The tester's library, settings and logs are never touched, whatever a test forgets."""
    home: Path = tmp_path_factory.mktemp("home")
    for name, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "LOCALAPPDATA": "local",
        "APPDATA": "roaming",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    for name in ("POLICYDESK_DATA", "POLICYDESK_LIBRARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
