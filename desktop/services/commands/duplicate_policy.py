"""Makes another policy from one: a draft with everything in it, and a history of its own."""

from dataclasses import dataclass, replace
from typing import ClassVar

from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Content,
    Field,
    Phase,
    Policy,
    PolicyRole,
)
from desktop.models.entities.base import NOT_SEALED
from desktop.models.identity import PolicyId, new_policy_id
from desktop.models.plain import to_plain
from desktop.models.snapshot import PolicyFacts
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.finding import any_policy
from desktop.services.policy_reading import facts_of
from desktop.services.rows import belonging
from desktop.services.words import checked_line, checked_title

__all__ = ["DuplicatePolicy"]


@dataclass(frozen=True)
class DuplicatePolicy(Command[PolicyId]):
    """Gives the new policy's id. `number`: its document number. The ids inside it are those of
    the original, so that references and checklists go on meaning the same."""

    name: ClassVar[str] = "duplicate-policy"

    policy_id: PolicyId
    title: Localised
    number: str = ""

    def apply(self, work: Work) -> Applied[PolicyId]:
        original = any_policy(work, self.policy_id)
        title = checked_title(self.title, "title")
        facts = _begun(facts_of(original), checked_line(self.number, "number"))
        policy_id = new_policy_id()
        work.session.add(
            Policy(
                id=policy_id,
                created=work.now,
                title=title.to_json(),
                languages=original.languages,
                numbering=original.numbering,
                template=original.template,
                template_fingerprint=original.template_fingerprint,
                state="draft",
                facts=to_plain(facts),
                history=[],
            )
        )
        for kind in (PolicyRole, Chapter, Article, Field, Phase, ChecklistItem):
            rows = belonging(work.session, kind, policy_id=self.policy_id)
            work.session.add_all([_copy(row, policy_id) for row in rows])
        after = {"from": self.policy_id, "title": to_plain(title), "number": facts.number}
        return Applied(policy_id, RemovePolicy(policy_id), policy_id, None, after)


def _begun(facts: PolicyFacts, number: str) -> PolicyFacts:
    """What a new document takes over of another one's control data: who it is for, who signs and
    what its text asks for, but no date, no number, no edition, and nobody who only happened to take
    a step in the life of the other."""
    return PolicyFacts(
        number=number,
        classification=facts.classification,
        owner_department=facts.owner_department,
        distribution=facts.distribution,
        signatories=tuple(
            replace(one, name="", filled_in=False) if one.filled_in else one
            for one in facts.signatories
            if one.post != Localised() or not one.filled_in
        ),
        trial=facts.trial,
        touches_employees=facts.touches_employees,
        revision_style=facts.revision_style,
    )


def _copy(row: Content, policy_id: PolicyId) -> Content:
    values = {
        column.key: getattr(row, column.key)
        for column in row.__table__.columns
        if column.key not in NOT_SEALED
    }
    return type(row)(**{**values, "policy_id": policy_id})
