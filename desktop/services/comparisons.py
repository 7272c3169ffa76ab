"""Two revisions beside each other: what changed, and the papers that show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.blocks import Document, PageBreak
from desktop.documents.catalogue import DocumentKind, PrintOrder, document_kind
from desktop.documents.comparing.engine import compare
from desktop.documents.comparing.results import Comparison
from desktop.documents.frame import Sheet, chosen_language
from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Refused
from desktop.models.suggestions import unknown_name
from desktop.services.library import Library
from desktop.services.printing import Printout, policy_order, write_order
from desktop.writers.catalogue import Progress

__all__ = [
    "BOTH",
    "PAPERS",
    "Compared",
    "change_meant",
    "compared",
    "comparison_of",
    "write_comparison",
]

TABLE, MARKED = "comparison", "marked-up"
PAPERS = {"table": TABLE, "marked": MARKED, "tracked": MARKED}
"""What can be had of a comparison by itself. Tracked changes are the marked-up copy as a file that
a word processor accepts or rejects them in."""


@dataclass(frozen=True, slots=True)
class Compared:
    """`comparison` in the language of `printout`; `notes`: what was said of its changes."""

    comparison: Comparison
    notes: Mapping[str, ChangeNote]
    printout: Printout


def write_comparison(
    library: Library,
    reference: str,
    old: str,
    new: str,
    path: Path,
    *,
    what: str = "",
    language: Language | None = None,
    file_format: str = "pdf",
    progress: Progress | None = None,
) -> Compared:
    """`what`: a name of PAPERS, or "" for the table and then the marked-up text in one file.

    Refused where there are no such revisions, and for tracked changes in any format but docx.
    """
    if what == "tracked" and file_format != "docx":
        raise Refused("tracked-needs-docx", path=path)
    order = replace(policy_order(library, reference, revision=new, base=old), language=language)
    kind = document_kind(PAPERS[what]) if what else BOTH
    printout = write_order(kind, order, path, file_format=file_format, progress=progress)
    return Compared(compared(order), order.notes, printout)


def compared(order: PrintOrder) -> Comparison:
    """Refused where the order has no base."""
    if order.base is None:
        raise Refused("nothing-to-compare", revision=order.policy.facts.revision)
    return compare(order.base, order.policy, chosen_language(order.policy, order.language))


def comparison_of(
    library: Library, reference: str, language: Language | None = None
) -> tuple[Comparison, Mapping[str, ChangeNote]]:
    """The revision that is worked on and the one that it was begun from."""
    order = replace(policy_order(library, reference), language=language)
    return compared(order), order.notes


def change_meant(comparison: Comparison, given: str) -> str:
    """The anchor of the change that a person names: by its anchor, or by the place as either
    revision prints it. Refused naming near ones."""
    names: dict[str, str] = {one.anchor: one.anchor for one in comparison.changes}
    for one in comparison.changes:
        for place in (one.new, one.old):
            if place is not None:
                names.setdefault("".join(place.label.split()).casefold(), one.anchor)
    found = names.get(given) or names.get("".join(given.split()).casefold())
    if found is not None:
        return found
    labels = [place.label for one in comparison.changes if (place := one.new or one.old)]
    code, facts = unknown_name("change-unknown", given, [*labels, *names.values()])
    raise Refused(code, (), **facts)


def _both(order: PrintOrder) -> Document:
    """The table, and from a new page the whole text with its marks."""
    table = document_kind(TABLE).build(order)
    marked = document_kind(MARKED).build(order)
    blocks = (*table.blocks, PageBreak(), *marked.blocks)
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    whole = sheet.finish(TABLE, blocks, title=table.title, of_revision=False)
    return replace(whole, broken_references=marked.broken_references)


BOTH = DocumentKind(TABLE, document_kind(TABLE).title, ("policy",), _both, compares=True)
"""Not among the documents that are offered: it is two of them."""
