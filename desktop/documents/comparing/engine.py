"""Compares two revisions of a policy."""

from desktop.documents.comparing.annexes import annex_changes
from desktop.documents.comparing.chapters import chapter_changes
from desktop.documents.comparing.facts import fact_changes, role_changes
from desktop.documents.comparing.gathering import Gathering
from desktop.documents.comparing.renumbering import renumbered
from desktop.documents.comparing.results import Comparison, Summary
from desktop.documents.comparing.sides import Side, both_sides
from desktop.i18n import Language
from desktop.models.snapshot import Policy

__all__ = ["compare", "compare_sides"]


def compare(old: Policy, new: Policy, language: Language) -> Comparison:
    """What a person changed from `old` to `new`, clause by clause, in the words of `language`.

    Numbers are no change: a clause is the same wherever it stands, a reference the same as long as
    it leads to the same place.
    """
    return compare_sides(*both_sides(old, new, language))


def compare_sides(old: Side, new: Side) -> Comparison:
    gathered = Gathering(old, new)
    fact_changes(gathered)
    chapter_changes(gathered)
    annex_changes(gathered)
    role_changes(gathered)
    changes = tuple(gathered.changes)
    numbers = renumbered(old, new, {one.anchor for one in changes if one.moved})
    counts = {
        kind: sum(one.kind == kind for one in changes)
        for kind in ("changed", "inserted", "deleted")
    }
    summary = Summary(
        **counts,
        moved=sum(one.moved for one in changes),
        only_moved=sum(one.kind == "moved" for one in changes),
        renumbered=numbers.headings,
        first_renumbered=numbers.first,
        references=numbers.references,
    )
    return Comparison(
        new.language,
        old.policy.facts.revision,
        new.policy.facts.revision,
        changes,
        summary,
        tuple(gathered.redrawn),
    )
