"""Libraries to work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from tests.services.samples import library as opened_library
from tests.services.samples import new_policy, ticking


@pytest.fixture(scope="session")
def empty_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a closed library with nothing in it, made once."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        with opened_library(folder) as opened:
            path = opened.path
        return path.read_bytes()


@pytest.fixture(scope="session")
def stocked_once(tmp_path_factory: pytest.TempPathFactory, empty_once: bytes) -> bytes:
    """The file of a closed library with a policy and a project under it, made once."""
    folder = tmp_path_factory.mktemp("made")
    path = folder / "library.policydesk"
    path.write_bytes(empty_once)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        with Library.open(path, clock=ticking()) as opened:
            opened.run(StartProject(new_policy(opened), "项目一"))
    return path.read_bytes()


@pytest.fixture
def stocked(tmp_path: Path, stocked_once: bytes) -> Iterator[Library]:
    """An open library with a policy and a project under it."""
    path = tmp_path / "stocked.policydesk"
    path.write_bytes(stocked_once)
    with Library.open(path, clock=ticking(), daily_backup=False) as opened:
        yield opened


@pytest.fixture
def library(tmp_path: Path, empty_once: bytes) -> Iterator[Library]:
    """An open library with nothing in it."""
    path = tmp_path / "library.policydesk"
    path.write_bytes(empty_once)
    with Library.open(path, clock=ticking()) as opened:
        yield opened
