"""Sets a policy's role dictionary: roles come, go, change their titles and their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from desktop.models.canonical import canonical_json
from desktop.models.definitions import Phase as PhaseDefinition
from desktop.models.definitions import Role
from desktop.models.entities import Article, ChecklistItem, Field, Phase, Policy, PolicyRole
from desktop.models.errors import Problem, Refused
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_field, read_item, read_phase, roles_of
from desktop.services.finding import draft_policy
from desktop.services.policy_rules import checked_roles

__all__ = ["SetPolicyRoles"]


@dataclass(frozen=True)
class SetPolicyRoles(Command[None]):
    """`roles` whole, in their order; the code is what the policy's fields hold of a role.

    Refused where a code goes that is still used, with a problem for every place that uses it.
    """

    name: ClassVar[str] = "set-policy-roles"

    policy_id: PolicyId
    roles: tuple[Role, ...]

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        roles = checked_roles(self.roles)
        before = roles_of(work.session, self.policy_id)
        gone = frozenset(one.code for one in before) - {one.code for one in roles}
        if gone:
            problems = list(_uses(work, policy, frozenset(one.code for one in roles), gone))
            if problems:
                raise Refused("roles-in-use", problems, roles=", ".join(sorted(gone)))
        rows = {
            row.code: row
            for row in work.session.scalars(select(PolicyRole).filter_by(policy_id=policy.id))
        }
        for code in sorted(gone):
            work.session.delete(rows[code])
        for position, role in enumerate(roles):
            row = rows.get(role.code)
            if row is None:
                row = PolicyRole(policy_id=policy.id, code=role.code)
                work.session.add(row)
            row.position, row.definition = position, to_plain(role)
        inverse = SetPolicyRoles(self.policy_id, before)
        return Applied(None, inverse, self.policy_id, to_plain(before), to_plain(roles))


def _uses(
    work: Work, policy: Policy, codes: frozenset[str], gone: frozenset[str]
) -> Iterator[Problem]:
    """A problem for every place that names a role of `gone`; `codes` are those that stay."""
    for chapter_id, row in work.session.execute(
        select(Article.chapter_id, Field)
        .join(Article, (Article.policy_id == Field.policy_id) & (Article.id == Field.article_id))
        .where(Field.policy_id == policy.id)
        .order_by(Article.chapter_id, Article.position, Field.position)
    ):
        for code in sorted(_in_value(row, policy, codes, gone)):
            title = read_field(row.definition).title
            yield _problem(f"{chapter_id}.{row.id}", code, title, policy)
    for phase in work.session.scalars(select(Phase).filter_by(policy_id=policy.id)):
        definition: PhaseDefinition = read_phase(phase.definition, ())
        if definition.gate is not None and definition.gate.body in gone:
            yield _problem(phase.id, definition.gate.body, definition.gate.title, policy)
    items = select(ChecklistItem).filter_by(policy_id=policy.id)
    for each in work.session.scalars(items.order_by(ChecklistItem.code)):
        item = read_item(each.definition)
        if item.role in gone:
            yield _problem(f"{each.phase_id}.{each.code}", item.role, item.text, policy)


def _in_value(row: Field, policy: Policy, codes: frozenset[str], gone: frozenset[str]) -> set[str]:
    """Which roles of `gone` a value names: those that its kind would no longer take."""
    text = canonical_json(row.value)
    if not any(f'"{code}"' in text for code in gone):
        return set()
    definition = read_field(row.definition)
    intake = Intake(tuple(policy.languages), codes)
    field_kind(definition.kind).parse(row.value, definition, intake, "")
    return {str(one.facts.get("given")) for one in intake.problems} & gone


def _problem(place: str, code: str | None, title: Localised, policy: Policy) -> Problem:
    return Problem(place, "role-used", {"role": code, "title": title.text(policy.languages[0])})
