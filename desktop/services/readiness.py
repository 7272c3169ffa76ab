"""The check that a revision has to pass before it is approved, and whose report is frozen with it.

What must be mended: required fields without content, references to what does not exist.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.documents.arrange import arrange
from desktop.documents.numbering import number
from desktop.models.completeness import missing_fields
from desktop.models.definitions import Json
from desktop.models.errors import Problem
from desktop.models.reference_check import targets_in
from desktop.models.snapshot import Policy
from desktop.services.samples import SamplesLeft, template_samples

__all__ = ["ADVICE", "Finding", "advice_in", "check_report", "faults_in"]

MOST_NAMED = 200
ADVICE = "advice"
"""The place of a problem that stands in nobody's way."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`severity`: E (must be mended before approval) or W. `code` and `facts` give the sentence
    in errors.yaml; `anchor`: `field:ID`, or "" for the policy as a whole."""

    code: str
    severity: str
    anchor: str
    facts: dict[str, str]


def check_report(policy: Policy) -> tuple[Finding, ...]:
    """Everything found, in the order of the text."""
    found = [*_missing(policy), *_broken(policy), *_control(policy), *_samples(policy)]
    return tuple(found[:MOST_NAMED])


def advice_in(report: Iterable[Finding]) -> tuple[Problem, ...]:
    """What an approver should know of the text, though it stands in nobody's way."""
    said = ("check-samples-left",)
    return tuple(Problem(ADVICE, one.code, dict(one.facts)) for one in report if one.code in said)


def faults_in(report: Iterable[Finding]) -> tuple[Problem, ...]:
    """What stands in the way of approval."""
    return tuple(
        Problem(one.anchor, one.code, dict(one.facts)) for one in report if one.severity == "E"
    )


def _missing(policy: Policy) -> Iterator[Finding]:
    language = policy.languages[0]
    for chapter in policy.chapters:
        for field in missing_fields(chapter):
            facts = {
                "chapter": chapter.title.text(language),
                "field": field.definition.title.text(language),
            }
            yield Finding("check-field-empty", "E", f"field:{field.id}", facts)


def _broken(policy: Policy) -> Iterator[Finding]:
    language = policy.languages[0]
    places = number(arrange(policy, language)).places
    for chapter in policy.chapters:
        for field in chapter.fields:
            targets = dict.fromkeys(target for _, target in _targets(field.value))
            for target in targets:
                if target not in places:
                    facts = {
                        "chapter": chapter.title.text(language),
                        "field": field.definition.title.text(language),
                        "target": target,
                    }
                    yield Finding("check-reference-broken", "E", f"field:{field.id}", facts)


def _targets(value: Json) -> Iterator[tuple[str, str]]:
    if value is not None:
        yield from targets_in(value)


def _control(policy: Policy) -> Iterator[Finding]:
    facts = policy.facts
    if not facts.number:
        yield Finding("check-number-missing", "W", "", {})
    if not (facts.owner_department.zh or facts.owner_department.en):
        yield Finding("check-owner-missing", "W", "", {})


def _samples(policy: Policy) -> Iterator[Finding]:
    """Words of the template that nobody has made their own, or said that they fit."""
    left = SamplesLeft(template_samples(policy)).of(policy)
    if left:
        first = next(one for one in policy.fields if one.id in left)
        facts = {
            "count": str(len(left)),
            "field": first.definition.title.text(policy.languages[0]),
        }
        yield Finding("check-samples-left", "W", "", facts)
