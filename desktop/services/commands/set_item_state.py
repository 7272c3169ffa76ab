"""Ticks an item of a project's checklist, or says why not; and takes that back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select

from desktop.models.definitions import Json
from desktop.models.entities import Person, ProjectItem
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, ProjectId
from desktop.models.snapshot import ItemRecord
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_item
from desktop.services.finding import project_of, record_of
from desktop.services.people import Newcomer, is_known, taken_up
from desktop.services.words import checked_line, checked_text

__all__ = [
    "LONGEST_NOTE",
    "MOST_EVIDENCE",
    "RestoreItemRecord",
    "SetItemState",
    "kept_record",
    "told_record",
    "write_record",
]

STATES = ("open", "done", "na", "failed")
LONGEST_NOTE = 20_000
MOST_EVIDENCE = 200


@dataclass(frozen=True)
class SetItemState(Command[None]):
    """`state`: open, done, na (not applicable: needs a note, refused for gate items), failed.

    `by` who did or judged it; empty takes the person on whose behalf the command runs. A name
    that the people directory does not have is added to it. `evidence`: names of files or papers.
    """

    name: ClassVar[str] = "set-item-state"

    project_id: ProjectId
    code: ItemCode
    state: str
    note: str = ""
    by: str = ""
    evidence: tuple[str, ...] = ()

    def apply(self, work: Work) -> Applied[None]:
        project_of(work, self.project_id)
        row = record_of(work, self.project_id, self.code)
        if self.state not in STATES:
            raise Refused("item-state-unknown", given=self.state[:40], allowed=", ".join(STATES))
        note = checked_text(self.note, f"{self.code}.note", LONGEST_NOTE).strip()
        if self.state == "na":
            if read_item(row.definition).tag == "G":
                raise Refused("gate-item-applies", item=self.code)
            if not note:
                raise Refused("note-missing", item=self.code)
        if len(self.evidence) > MOST_EVIDENCE:
            raise Refused("evidence-too-much", item=self.code, most=MOST_EVIDENCE)
        evidence = [
            checked_line(one, f"{self.code}.evidence[{place}]")
            for place, one in enumerate(self.evidence, 1)
        ]
        by = checked_line(self.by, f"{self.code}.by") or work.by
        before = kept_record(row)
        newcomer = taken_up(work, by)
        after = ItemRecord(
            self.code, self.state, note, by, work.now, tuple(one for one in evidence if one)
        )
        write_record(row, after)
        inverse = RestoreItemRecord(self.project_id, before, removed=newcomer)
        return Applied(
            None,
            inverse,
            _target(self.project_id, self.code),
            told_record(before),
            told_record(after),
        )


@dataclass(frozen=True)
class RestoreItemRecord(Command[None]):
    """Puts back what was recorded of an item, and takes the person who came with it out of the
    directory again (or puts them in), unless another record names them by now."""

    name: ClassVar[str] = "restore-item-record"

    project_id: ProjectId
    record: ItemRecord
    removed: Newcomer | None = None
    added: Newcomer | None = None

    def apply(self, work: Work) -> Applied[None]:
        project_of(work, self.project_id)
        row = record_of(work, self.project_id, self.record.code)
        before = kept_record(row)
        write_record(row, self.record)
        work.session.flush()
        removed = self._remove(work)
        added = self._add(work)
        inverse = RestoreItemRecord(self.project_id, before, removed=added, added=removed)
        target = _target(self.project_id, self.record.code)
        return Applied(None, inverse, target, told_record(before), told_record(self.record))

    def _remove(self, work: Work) -> Newcomer | None:
        if self.removed is None:
            return None
        person = work.session.get(Person, self.removed.id)
        used = work.session.scalars(
            select(ProjectItem.code).filter_by(by_name=self.removed.name).limit(1)
        ).first()
        if person is None or used is not None:
            return None
        work.session.delete(person)
        return self.removed

    def _add(self, work: Work) -> Newcomer | None:
        if self.added is None or is_known(work, self.added.name):
            return None
        work.session.add(Person(id=self.added.id, name=self.added.name))
        return self.added


def kept_record(row: ProjectItem) -> ItemRecord:
    at: datetime | None = row.at
    return ItemRecord(ItemCode(row.code), row.state, row.note, row.by_name, at, tuple(row.evidence))


def write_record(row: ProjectItem, record: ItemRecord) -> None:
    row.state = record.state
    row.note = record.note
    row.by_name = record.by
    row.at = record.at
    row.evidence = list(record.evidence)


def told_record(record: ItemRecord) -> Json:
    return {
        "state": record.state,
        "note": record.note,
        "by": record.by,
        "at": record.at.isoformat() if record.at else None,
        "evidence": list(record.evidence),
    }


def _target(project_id: ProjectId, code: ItemCode) -> str:
    return f"{project_id}/item:{code}"
