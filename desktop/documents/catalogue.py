"""The printed documents: a file of this folder that offers `DOCUMENTS` is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Literal

from desktop.documents.blocks import Document
from desktop.i18n import Language, catalogue
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Refused
from desktop.models.life import PolicyLife, RevisionLife
from desktop.models.snapshot import Policy, Project
from desktop.models.wording import Localised
from desktop.registry import modules_of

__all__ = [
    "DocumentKind",
    "PrintOrder",
    "TargetKind",
    "document_kind",
    "documents",
    "split_target",
    "titled",
]

TargetKind = Literal["policy", "project", "phase"]
"""What a document is printed of. `phase` is a phase of a policy or project: `TARGET:P1`."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed, and when.

    `language`: default the policy's leading one. `project`: with its policy; None for blank
    forms. `phase`: for documents of one phase. `base`: the revision that `policy` is compared with;
    `notes`: anchor of a change → what its preparer says of it. `life`: what was done with the
    revisions, in the office's time. `finished`: language → the finished PDF of the policy book, as
    it is kept, where that is what applies.
    """

    policy: Policy
    printed: datetime
    language: Language | None = None
    project: Project | None = None
    phase: str = ""
    base: Policy | None = None
    notes: Mapping[str, ChangeNote] = field(default_factory=dict)
    life: PolicyLife | None = None
    finished: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def own_life(self) -> RevisionLife | None:
        """What was done with the revision that is printed; None for a blank form."""
        return None if self.life is None else self.life.revision(self.policy.facts.revision)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of printed document. `targets`: what its TARGET may be. `compares`: shows what is
    different from another revision (`PrintOrder.base`).

    `build` raises Refused where the order cannot be printed (no such phase, nothing to print).
    """

    name: str
    title: Localised
    targets: tuple[TargetKind, ...]
    build: Callable[[PrintOrder], Document]
    compares: bool = False


def titled(key: str) -> Localised:
    """A document's title in both languages, from print.yaml."""
    texts = catalogue("print")
    return Localised(texts.raw(f"document.{key}", "zh"), texts.raw(f"document.{key}", "en"))


@cache
def documents() -> tuple[DocumentKind, ...]:
    """Every printed document, in order of name."""
    found: list[DocumentKind] = []
    for module in modules_of("desktop.documents"):
        found.extend(getattr(module, "DOCUMENTS", ()))
    return tuple(sorted(found, key=lambda kind: kind.name))


def document_kind(name: str) -> DocumentKind:
    """The document of that name. Refused where there is none."""
    for kind in documents():
        if kind.name == name:
            return kind
    raise Refused("document-unknown", name=name, known=", ".join(kind.name for kind in documents()))


def split_target(target: str) -> tuple[str, str]:
    """`QP-PM-01:P1` → (`QP-PM-01`, `P1`); without a phase the second is ""."""
    name, colon, phase = target.rpartition(":")
    return (name, phase) if colon else (target, "")
