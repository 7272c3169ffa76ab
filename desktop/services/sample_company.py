"""The sample company to try the program with: a library of its own, made on demand, thrown away
at will. The person's own library is never touched by it.

Asked for its path before anything is open: what makes it is imported when it is made.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.services.places import LIBRARY_SUFFIX, data_folder

if TYPE_CHECKING:
    from desktop.services.demo import Demo

__all__ = ["is_sample", "make_sample", "sample_library", "throw_sample_away"]


def sample_library() -> Path:
    """Where the sample company's library lies, or would."""
    return data_folder() / "sample" / f"demo{LIBRARY_SUFFIX}"


def is_sample(path: Path) -> bool:
    return path.absolute() == sample_library().absolute()


def make_sample(go_on: Callable[[], bool]) -> "Demo":
    """Makes the sample company's library, whole or not at all. Cancelled where `go_on` says so;
    Refused where there is one."""
    from desktop.services.demo import make_demo

    folder = sample_library().parent
    return make_demo(folder, lambda _done, _total, _what: go_on(), printed=False)


def throw_sample_away() -> None:
    """Removes the sample company with its backups. It must not be open."""
    folder = sample_library().parent
    if folder.is_dir():
        shutil.rmtree(folder)
