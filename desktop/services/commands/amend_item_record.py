"""Writes the note and the evidence of an item; who judged it and when stays as it was."""

from dataclasses import dataclass, replace
from typing import ClassVar

from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, ProjectId
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.set_item_state import (
    LONGEST_NOTE,
    MOST_EVIDENCE,
    RestoreItemRecord,
    kept_record,
    told_record,
    write_record,
)
from desktop.services.finding import project_of, record_of
from desktop.services.words import checked_line, checked_text

__all__ = ["AmendItemRecord"]


@dataclass(frozen=True)
class AmendItemRecord(Command[None]):
    """`note` and `evidence` (names of files or papers) as they are to be, whole."""

    name: ClassVar[str] = "amend-item-record"

    project_id: ProjectId
    code: ItemCode
    note: str = ""
    evidence: tuple[str, ...] = ()

    def apply(self, work: Work) -> Applied[None]:
        project_of(work, self.project_id)
        row = record_of(work, self.project_id, self.code)
        before = kept_record(row)
        note = checked_text(self.note, f"{self.code}.note", LONGEST_NOTE).strip()
        if before.state == "na" and not note:
            raise Refused("note-missing", item=self.code)
        if len(self.evidence) > MOST_EVIDENCE:
            raise Refused("evidence-too-much", item=self.code, most=MOST_EVIDENCE)
        evidence = [
            checked_line(one, f"{self.code}.evidence[{place}]")
            for place, one in enumerate(self.evidence, 1)
        ]
        after = replace(before, note=note, evidence=tuple(one for one in evidence if one))
        write_record(row, after)
        return Applied(
            None,
            RestoreItemRecord(self.project_id, before),
            f"{self.project_id}/item:{self.code}",
            told_record(before),
            told_record(after),
        )
