"""Libraries to try things on, and a disk that is soon full."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.samples import library, new_policy


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a closed library with one policy, made once."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        with library(folder) as opened:
            new_policy(opened)
            path = opened.path
        return path.read_bytes()


@pytest.fixture
def filled(tmp_path: Path, filled_once: bytes) -> Path:
    """A closed library with one policy."""
    path = tmp_path / "library.policydesk"
    path.write_bytes(filled_once)
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB. Only an administrator can make one: elsewhere the test is skipped,
    and what stands beside it (a limit inside SQLite, a limit on the size of files) has to do."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs an administrator")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
