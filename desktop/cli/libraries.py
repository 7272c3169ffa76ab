"""The library that a command line works on, opened for the length of one command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.messages import problem_line
from desktop.cli.request import Request
from desktop.models.errors import Refused

if TYPE_CHECKING:
    from desktop.services.library import Library

__all__ = ["library_path", "opened", "opened_to_read"]


def library_path(request: Request) -> Path:
    """What `--library` names, else POLICYDESK_LIBRARY, else the user's own in the data folder."""
    from desktop.services.library import default_library

    if request.library is None:
        return default_library()
    if "://" in request.library:
        raise Refused("library-url", given=request.library)
    return Path(request.library).expanduser()


@contextmanager
def opened(request: Request, *, create: bool = False) -> "Iterator[Library]":
    """The library to write to. LibraryUnusable where it is missing (and not to be made), is
    being written by another program, or cannot be written."""
    yield from _open(request, create=create, read_only=False)


@contextmanager
def opened_to_read(request: Request) -> "Iterator[Library]":
    """The library to read from; another program may be writing to it."""
    yield from _open(request, create=False, read_only=True)


def _open(request: Request, *, create: bool, read_only: bool) -> "Iterator[Library]":
    from desktop.services.library import Library

    path = library_path(request)
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    with Library.open(path, create=create, read_only=read_only) as library:
        for warning in library.warnings:
            sys.stderr.write(problem_line(warning, request.language) + "\n")
        yield library
