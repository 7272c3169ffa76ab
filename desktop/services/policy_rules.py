"""What a policy's languages, numbering, roles and phases must be before they are kept."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop.i18n import LANGUAGES
from desktop.models.definitions import Phase, Role
from desktop.models.errors import Refused
from desktop.services.words import checked_localised, checked_title

__all__ = ["checked_languages", "checked_numbering", "checked_phase", "checked_roles"]

NUMBERINGS = ("article", "decimal")
MOST_ROLES = 200
LONGEST_REVIEW_DAYS = 999
_ROLE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")


def checked_languages(languages: Sequence[str]) -> None:
    """One or two, each once."""
    known = set(languages) <= set(LANGUAGES)
    if not languages or not known or len(set(languages)) != len(languages):
        raise Refused("languages-wrong", given=", ".join(languages))


def checked_numbering(numbering: str) -> None:
    if numbering not in NUMBERINGS:
        raise Refused("numbering-unknown", given=numbering, allowed=", ".join(NUMBERINGS))


def checked_roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    """A role dictionary with checked texts. Refused for a code nobody could type, or one that
    comes twice, and for a deputy who is not in the dictionary."""
    if len(roles) > MOST_ROLES:
        raise Refused("roles-too-many", count=len(roles), most=MOST_ROLES)
    for one in roles:
        if not _ROLE_CODE.fullmatch(one.code):
            raise Refused("role-code-wrong", given=one.code[:40])
    for code, count in Counter(one.code for one in roles).items():
        if count > 1:
            raise Refused("role-code-twice", given=code)
    codes = {one.code for one in roles}
    for one in roles:
        if one.deputy is not None and one.deputy not in codes:
            raise Refused("role-unknown", place=one.code, given=one.deputy)
    return tuple(_checked_role(one) for one in roles)


def _checked_role(role: Role) -> Role:
    place = role.code
    return replace(
        role,
        title=checked_title(role.title, f"{place}.title"),
        department=checked_localised(role.department, f"{place}.department"),
        duties=tuple(
            checked_localised(one, f"{place}.duties[{n}]") for n, one in enumerate(role.duties, 1)
        ),
        authority=checked_localised(role.authority, f"{place}.authority"),
        appointed_by=checked_localised(role.appointed_by, f"{place}.appointed_by"),
        competence=checked_localised(role.competence, f"{place}.competence"),
    )


def checked_phase(phase: Phase, role_codes: frozenset[str]) -> Phase:
    """A phase with checked texts. Refused for a gate whose body is no role, or whose days are no
    number of days."""
    gate = phase.gate
    if gate is not None:
        if gate.body is not None and gate.body not in role_codes:
            raise Refused("role-unknown", place=phase.id, given=gate.body)
        if gate.days is not None and not 1 <= gate.days <= LONGEST_REVIEW_DAYS:
            raise Refused("gate-days-wrong", given=gate.days, most=LONGEST_REVIEW_DAYS)
        gate = replace(gate, title=checked_title(gate.title, f"{phase.id}.gate"))
    return replace(
        phase,
        title=checked_title(phase.title, f"{phase.id}.title"),
        goal=checked_localised(phase.goal, f"{phase.id}.goal"),
        gate=gate,
    )
