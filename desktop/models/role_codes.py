"""Role codes in values: they must stand in the policy's role dictionary."""

from desktop.models.definitions import Json
from desktop.models.fields.base import Intake
from desktop.models.parts import is_blank
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import fault_of, shown

__all__ = ["role_code"]

_LONGEST_CODE = 20


def role_code(raw: Json, intake: Intake, place: str) -> str | None:
    """The code of a role that exists; None for nothing and, reported, for anything else."""
    if is_blank(raw):
        return None
    code = raw.strip() if isinstance(raw, str) else ""
    if not code or len(code) > _LONGEST_CODE or not code.isprintable() or fault_of(code):
        intake.wrong(place, "expected-role", given=shown(raw))
        return None
    if intake.role_codes is not None and code not in intake.role_codes:
        error, facts = unknown_name("unknown-role", code, sorted(intake.role_codes))
        intake.wrong(place, error, **facts)
        return None
    return code
