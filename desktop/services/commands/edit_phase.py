"""Rewrites a phase: its title, its goal and the gate that ends it. Its items stay."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select

from desktop.models.definitions import Phase as PhaseDefinition
from desktop.models.entities import PolicyRole
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import kept_phase, read_phase
from desktop.services.finding import draft_policy, phase_of
from desktop.services.policy_rules import checked_phase

__all__ = ["EditPhase"]


@dataclass(frozen=True)
class EditPhase(Command[None]):
    """`phase` whole, as it is to be; its items are not looked at. The ids of phase and gate stay,
    and so does whether it runs by the calendar."""

    name: ClassVar[str] = "edit-phase"

    policy_id: PolicyId
    phase: PhaseDefinition

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        row = phase_of(work, self.policy_id, self.phase.id)
        before = read_phase(row.definition, ())
        codes = work.session.scalars(select(PolicyRole.code).filter_by(policy_id=self.policy_id))
        after = checked_phase(replace(self.phase, items=()), frozenset(codes))
        gates = [None if one.gate is None else one.gate.id for one in (before, after)]
        if gates[0] != gates[1] or before.calendar != after.calendar:
            raise Refused("phase-fixed", phase=before.id)
        old, row.definition = row.definition, kept_phase(after)
        return Applied(
            None,
            EditPhase(self.policy_id, before),
            f"{self.policy_id}/phase:{before.id}",
            old,
            row.definition,
        )
