"""The formats that documents are written in: a module of this folder that offers `WRITER`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from desktop.documents.blocks import Document
from desktop.models.errors import Refused
from desktop.models.wording import Localised
from desktop.registry import modules_of

__all__ = ["Progress", "Writer", "Written", "format_of", "writer", "writers"]

Progress = Callable[[int, int], bool]
"""Told (steps done, steps in all); gives False to stop."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file in memory. `pages` is 0 where the format has none.

    `substitutes`: character → font file that stood in for the document's own face.
    """

    data: bytes
    pages: int
    substitutes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format. `name` is what `--format` takes, `suffix` the usual end of its files."""

    name: str
    suffix: str
    title: Localised
    write: Callable[[Document, Progress], Written]


@cache
def writers() -> tuple[Writer, ...]:
    """Every format, in order of name."""
    found = [module.WRITER for module in modules_of("desktop.writers") if hasattr(module, "WRITER")]
    return tuple(sorted(found, key=lambda one: one.name))


def format_of(file_name: str, otherwise: str = "pdf") -> str:
    """Name of the format that a file's name ends like; `otherwise` where it ends like none."""
    ending = file_name.casefold()
    return next((one.name for one in writers() if ending.endswith(one.suffix)), otherwise)


def writer(name: str) -> Writer:
    """The format of that name. Refused where there is none."""
    for one in writers():
        if one.name == name:
            return one
    raise Refused("unknown-format", name=name, known=", ".join(one.name for one in writers()))
