"""Folders that appear whole or not at all."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.whole_files import flush_folder

__all__ = ["made_beside"]


@contextmanager
def made_beside(folder: Path) -> Iterator[Path]:
    """A new folder that takes the name of `folder` at the end; on an error it is gone again.

    `folder` is new or empty; whoever calls has seen to it.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = folder.with_name(f".{folder.name[:80]}.{secrets.token_hex(6)}.policydesk-part")
    place.mkdir()
    try:
        yield place
        if folder.is_dir():
            folder.rmdir()
        place.rename(folder)
        flush_folder(folder.parent)
    finally:
        if place.exists():
            shutil.rmtree(place)
