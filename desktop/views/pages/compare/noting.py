"""Says of changes how much they weigh and why they were made, as steps of undo."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.models.change_notes import ChangeNote
from desktop.views.desk import Desk
from desktop.views.pages.compare.words import label_of

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange
    from desktop.services.revision_comparing import Compared

__all__ = ["describe", "describe_others", "others_of", "why_not"]

_SUBMITTED = ("consultation", "countersign", "review")


def why_not(desk: Desk, compared: "Compared") -> str | None:
    """Why nothing can be said of the changes, in words; None where it can."""
    tr = QCoreApplication.translate
    if compared.draft:
        return None
    if desk.read_only:
        return tr("Compare", "The library is open for reading only.")
    if not compared.latest:
        return tr("Compare", "Reasons are written for the newest revision, against an earlier one.")
    if compared.choices[-1].state in _SUBMITTED:
        return tr("Compare", "Submitted: reasons can be changed once it has been returned.")
    said = tr("Compare", "{revision} is fixed: its reasons stay as they are.")
    return said.format(revision=compared.pair.new)


def others_of(
    compared: "Compared | None", change: "ClauseChange | None"
) -> "Sequence[ClauseChange]":
    """The other changes of the article that a change stands in."""
    if compared is None or compared.comparison is None or change is None:
        return ()
    article = _article(change)
    return [
        one
        for one in compared.comparison.changes
        if article and one.anchor != change.anchor and _article(one) == article
    ]


def describe(
    desk: Desk,
    compared: "Compared",
    change: "ClauseChange",
    note: ChangeNote | None,
    origin: object,
) -> bool:
    """Whether it was kept; a refusal is said by the window."""
    from desktop.models.identity import PolicyId
    from desktop.services.commands.describe_change import DescribeChange

    command = DescribeChange(PolicyId(compared.policy), change.anchor, note)
    text = QCoreApplication.translate("Compare", "Reason: {place}")
    label = text.format(place=label_of(change))
    return desk.attempt(command, label, stack=compared.policy, origin=origin) is not None


def describe_others(
    desk: Desk, compared: "Compared", change: "ClauseChange", origin: object
) -> Mapping[str, ChangeNote]:
    """The reason of a change for the others of its article, which keep their weight. Gives what
    was said, by anchor: nothing where it was refused."""
    from desktop.models.identity import PolicyId
    from desktop.services.commands.describe_change import DescribeChange
    from desktop.services.commands.describe_changes import DescribeChanges

    tr = QCoreApplication.translate
    note = compared.notes.get(change.anchor)
    if note is None:
        return {}
    notes = {
        one.anchor: ChangeNote(
            "editorial" if compared.weight(one) == "editorial" else "substantive", note.reason
        )
        for one in others_of(compared, change)
    }
    policy = PolicyId(compared.policy)
    steps = tuple(DescribeChange(policy, anchor, one) for anchor, one in notes.items())
    label = tr("Compare", "Same reason for %n changes", "", len(steps))
    command = DescribeChanges(policy, steps)
    if desk.attempt(command, label, stack=policy, origin=origin) is None:
        return {}
    desk.say(label, tr("Compare", "Undo"), desk.stack(policy).undo)
    return notes


def _article(change: "ClauseChange") -> str:
    place = change.new or change.old
    return place.article if place is not None else ""
