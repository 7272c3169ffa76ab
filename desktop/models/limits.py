"""The limits that a template sets for numbers and amounts."""

from decimal import Decimal

from desktop.models.fields.base import Intake, Spec
from desktop.models.figures import canonical_number

__all__ = ["within"]


def within(number: Decimal, spec: Spec, intake: Intake, place: str) -> bool:
    """Whether `number` keeps the field's limits (inclusive); reports it where it does not."""
    given = canonical_number(number)
    if spec.minimum is not None and number < spec.minimum:
        intake.wrong(place, "number-too-small", given=given, limit=canonical_number(spec.minimum))
        return False
    if spec.maximum is not None and number > spec.maximum:
        intake.wrong(place, "number-too-large", given=given, limit=canonical_number(spec.maximum))
        return False
    return True
