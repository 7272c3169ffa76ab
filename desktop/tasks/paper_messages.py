"""What the window's process and the paper process say to each other. Plain data, no Qt."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.services.page_facts import PageSet, Region
from desktop.tasks.policy_parts import PolicyParts

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder
    from desktop.services.printing import Printout

__all__ = [
    "Cancel",
    "Draw",
    "DrawFile",
    "Drawn",
    "Forget",
    "Found",
    "JobDone",
    "JobDrawn",
    "JobFailed",
    "JobProgress",
    "Locate",
    "LookAt",
    "NotSet",
    "Reply",
    "Request",
    "Show",
    "Stop",
    "Want",
    "Write",
]

# -- to the paper process --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Show:
    """A document in a new state. `parts`: on top of the state that was sent before, if any."""

    key: str
    generation: int
    language: Language
    printed: datetime
    parts: PolicyParts


@dataclass(frozen=True, slots=True)
class Forget:
    key: str


@dataclass(frozen=True, slots=True)
class Want:
    key: str
    pages: tuple[int, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class Draw:
    key: str
    page: int
    scale: float


@dataclass(frozen=True, slots=True)
class Locate:
    request: int
    key: str
    target: str


@dataclass(frozen=True, slots=True)
class LookAt:
    request: int
    key: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Write:
    """`order` comes without its policy's chapters; `parts` has the whole policy."""

    job: int
    document: str
    order: "PrintOrder"
    parts: PolicyParts
    path: Path
    file_format: str


@dataclass(frozen=True, slots=True)
class DrawFile:
    """`source`: None means the same bytes as the last time."""

    job: int
    source: Path | bytes | None
    page: int
    scale: float


@dataclass(frozen=True, slots=True)
class Cancel:
    job: int


@dataclass(frozen=True, slots=True)
class Stop:
    pass


Request: TypeAlias = (
    Show | Forget | Want | Draw | Locate | LookAt | Write | DrawFile | Cancel | Stop
)

# -- from the paper process ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotSet:
    """A document that cannot be built. `fault`: the traceback where it is the program's fault."""

    key: str
    generation: int
    error: KnownError
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page; its picture (four bytes a pixel) follows as a message of its own."""

    key: str
    generation: int
    page: int
    scale: float
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Found:
    request: int
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class JobProgress:
    job: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class JobDone:
    job: int
    printout: "Printout"


@dataclass(frozen=True, slots=True)
class JobDrawn:
    """A page of a file; its picture follows as a message of its own."""

    job: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class JobFailed:
    job: int
    error: KnownError
    fault: str = ""


Reply: TypeAlias = PageSet | NotSet | Drawn | Found | JobProgress | JobDone | JobDrawn | JobFailed
