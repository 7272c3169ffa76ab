"""How far a phase is: counts and the state of its gate, from its items and their records."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.definitions import Phase
from desktop.models.identity import ItemCode
from desktop.models.snapshot import ItemRecord, Project
from desktop.views.widgets.marks import Gate

__all__ = ["PhaseProgress", "phase_progress", "records_of"]


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """`settled`: done, or not applicable with a reason. `open_gate`, `open_mandatory`: items of
    that tag that are not settled; `without_evidence`: of these two tags, settled as done and
    without any evidence. `gate`: passed where all gate items are done and nothing mandatory is
    open; `ready` where only gate items are."""

    total: int
    settled: int
    failed: int
    open_gate: int
    open_mandatory: int
    without_evidence: int
    begun: bool

    @property
    def fraction(self) -> float:
        return self.settled / self.total if self.total else -1.0

    @property
    def ready(self) -> bool:
        """The gate can be reviewed: what is mandatory is done or justified."""
        return self.total > 0 and not self.open_mandatory and self.open_gate > 0

    @property
    def gate(self) -> Gate:
        if self.failed:
            return "conditional"
        if self.total and not self.open_gate and not self.open_mandatory:
            return "passed"
        return "pending" if self.begun else "unreached"


def records_of(project: Project) -> Mapping[ItemCode, ItemRecord]:
    return {one.code: one for one in project.records}


def phase_progress(phase: Phase, records: Mapping[ItemCode, ItemRecord]) -> PhaseProgress:
    settled = failed = open_gate = open_mandatory = without_evidence = 0
    begun = False
    for item in phase.items:
        record = records.get(item.code, ItemRecord(item.code))
        begun = begun or record.state != "open"
        settled += record.state in ("done", "na")
        if item.tag == "O":
            continue
        failed += record.state == "failed"
        without_evidence += record.state == "done" and not record.evidence
        if record.state in ("open", "failed"):
            open_gate += item.tag == "G"
            open_mandatory += item.tag == "M"
    return PhaseProgress(
        len(phase.items), settled, failed, open_gate, open_mandatory, without_evidence, begun
    )
