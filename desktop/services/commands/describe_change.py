"""Says of a change since the revision before whether it is substantive, and why it was made."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.change_notes import ChangeNote
from desktop.models.entities import ChangeNote as NoteRow
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.plain import from_plain, to_plain
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.policy_reading import facts_of
from desktop.services.words import checked_line, checked_localised

__all__ = ["DescribeChange"]


@dataclass(frozen=True)
class DescribeChange(Command[None]):
    """`note` None takes back what was said, so that what the program suggests holds again."""

    name: ClassVar[str] = "describe-change"

    policy_id: PolicyId
    anchor: str
    note: ChangeNote | None

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        anchor = checked_line(self.anchor, "anchor")
        if not anchor:
            raise Refused("anchor-missing")
        revision = facts_of(policy).revision
        row = work.session.get(NoteRow, (self.policy_id, revision, anchor))
        before = None if row is None else from_plain(ChangeNote, row.note)
        after = None if self.note is None else _checked(self.note, anchor)
        if after is None:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.session.add(
                NoteRow(
                    policy_id=self.policy_id,
                    revision=revision,
                    anchor=anchor,
                    note=to_plain(after),
                )
            )
        else:
            row.note = to_plain(after)
        inverse = DescribeChange(self.policy_id, anchor, before)
        target = f"{self.policy_id}/{anchor}"
        return Applied(None, inverse, target, to_plain(before), to_plain(after))


def _checked(note: ChangeNote, anchor: str) -> ChangeNote:
    if note.kind not in ("substantive", "editorial"):
        raise Refused(
            "change-kind-unknown", given=str(note.kind)[:40], allowed="substantive, editorial"
        )
    return ChangeNote(note.kind, checked_localised(note.reason, f"{anchor}.reason"))
