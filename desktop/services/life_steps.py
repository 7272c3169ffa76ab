"""What every act in a policy's life begins with and ends with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.models.definitions import Json
from desktop.models.entities import LifeEvent as EventRow
from desktop.models.entities import Policy
from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import Kind, LifeEvent, PolicyLife
from desktop.models.life_rules import LifeRules, day_order
from desktop.models.plain import to_plain
from desktop.models.snapshot import PolicyFacts
from desktop.services.clock import local_time
from desktop.services.command import Applied, FinalStep, Work
from desktop.services.finding import any_policy
from desktop.services.life_reading import life_of, rules_of
from desktop.services.people import taken_up
from desktop.services.policy_reading import facts_of

__all__ = ["LifeStep", "begin_step", "refuse_for"]


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A policy, its life until now, and the day on which a person adds to it."""

    work: Work
    row: Policy
    life: PolicyLife
    rules: LifeRules
    day: date

    @property
    def policy_id(self) -> PolicyId:
        return PolicyId(self.row.id)

    @property
    def facts(self) -> PolicyFacts:
        return facts_of(self.row)

    def set_facts(self, facts: PolicyFacts) -> None:
        self.row.facts = to_plain(facts)

    def record(self, kind: Kind, revision: str = "", **said: Any) -> LifeEvent:
        """Adds an event and takes its person up into the directory."""
        event = LifeEvent(
            seq=len(self.life.events) + 1,
            revision=revision or self.life.latest.revision,
            at=self.work.now,
            day=self.day,
            by=self.work.by,
            kind=kind,
            **said,
        )
        row = EventRow(policy_id=self.row.id, seq=event.seq, event=to_plain(event))
        self.work.session.add(row)
        taken_up(self.work, self.work.by)
        return event

    def applied(self, event: LifeEvent, before: str) -> Applied[LifeEvent]:
        """What the audit log is told. None of it can be undone: a person has signed for it."""
        told: Json = {"state": self.row.state, "event": to_plain(event)}
        return Applied(event, FinalStep(), self.policy_id, {"state": before}, told)


def begin_step(work: Work, policy_id: str) -> LifeStep:
    """Refused where there is no such policy, nobody acts, or the calendar runs backwards."""
    row = any_policy(work, policy_id)
    if not work.by:
        raise Refused("person-missing")
    day = local_time(work.now).date()
    life = life_of(work.session, policy_id)
    refuse_for("life-refused", day_order(life, day), row)
    return LifeStep(work, row, life, rules_of(work.session), day)


def refuse_for(code: str, obstacles: Iterable[Problem], row: Policy) -> None:
    """Refused where anything stands in the way, naming all of it."""
    problems = tuple(obstacles)
    if problems:
        facts = facts_of(row)
        raise Refused(code, problems, policy=row.id, revision=facts.revision)
