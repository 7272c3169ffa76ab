"""Sets what a library asks for before a revision is approved and issued."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import Setting
from desktop.models.errors import Refused
from desktop.models.life_rules import RULE_RANGES, RULE_STYLES, LifeRules
from desktop.models.plain import to_plain
from desktop.services.command import Applied, Command, Work
from desktop.services.life_reading import LIFE_RULES, rules_of

__all__ = ["SetLifeRules"]


@dataclass(frozen=True)
class SetLifeRules(Command[None]):
    """`rules` None takes the setting out, so that what the program suggests holds again."""

    name: ClassVar[str] = "set-life-rules"

    rules: LifeRules | None

    def apply(self, work: Work) -> Applied[None]:
        if self.rules is not None:
            _check(self.rules)
        row = work.session.get(Setting, LIFE_RULES)
        before = None if row is None else rules_of(work.session)
        plain = to_plain(self.rules)
        if self.rules is None:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.session.add(Setting(key=LIFE_RULES, value=plain))
        else:
            row.value = plain
        inverse = SetLifeRules(before)
        return Applied(None, inverse, f"setting:{LIFE_RULES}", to_plain(before), plain)


def _check(rules: LifeRules) -> None:
    for name, (least, most) in RULE_RANGES.items():
        value = getattr(rules, name)
        if not least <= value <= most:
            code = f"life-rule-{name.replace('_', '-')}"
            raise Refused(code, given=value, least=least, most=most)
    if rules.style not in RULE_STYLES:
        raise Refused(
            "revision-style-unknown", given=rules.style[:40], allowed=", ".join(RULE_STYLES)
        )
