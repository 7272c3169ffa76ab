"""Sets the languages of a policy. The texts of one that is switched off stay in the library."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.i18n import Language
from desktop.models.identity import PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.policy_rules import checked_languages

__all__ = ["SetPolicyLanguages"]


@dataclass(frozen=True)
class SetPolicyLanguages(Command[None]):
    """`languages`: the leading one first."""

    name: ClassVar[str] = "set-policy-languages"

    policy_id: PolicyId
    languages: tuple[Language, ...]

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        checked_languages(self.languages)
        before = list(policy.languages)
        policy.languages = list(self.languages)
        inverse = SetPolicyLanguages(self.policy_id, tuple(before))
        return Applied(None, inverse, self.policy_id, before, policy.languages)
