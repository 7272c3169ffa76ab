"""What a policy's template offers again: samples for its fields, items for its checklists.

A policy keeps its own copy of its template's fields without their samples, which belong to the
template alone; so the template is read again when samples are asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import ChecklistItem, FieldDefinition, Json
from desktop.models.errors import Refused
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import ArticleId, FieldId, PhaseId
from desktop.models.snapshot import Article, Field, Policy

__all__ = [
    "Samples",
    "SamplesLeft",
    "missing_items",
    "sample_value",
    "samples_for_empty",
    "template_samples",
]


@dataclass(frozen=True, slots=True)
class Samples:
    """What one template offers, by the ids of its fields. Empty where the template is gone."""

    definitions: Mapping[FieldId, FieldDefinition] = field(default_factory=dict)
    items: Mapping[PhaseId, tuple[ChecklistItem, ...]] = field(default_factory=dict)

    def offered(self, one: Field) -> bool:
        """Whether there is a sample for this field of a policy."""
        known = self.definitions.get(one.id)
        return known is not None and known.sample is not None and _alike(known, one)


def template_samples(policy: Policy) -> Samples:
    """The samples of the policy's template. Takes a tenth of a second or more: a file is read."""
    from desktop.services.templates import template_of

    try:
        template = template_of(policy.template)
    except Refused:
        return Samples()  # the person's own template, taken away or broken since
    return Samples(
        {one.id: one for chapter in template.chapters for one in chapter.fields},
        {phase.id: phase.items for phase in template.phases},
    )


def sample_value(policy: Policy, one: Field, samples: Samples) -> Json:
    """The sample for a field as a canonical value in the policy's languages; None for none.

    What the policy cannot take (a role that it no longer has, a choice that is not offered) is
    left out.
    """
    if not samples.offered(one):
        return None
    definition, kind = one.definition, field_kind(one.definition.kind)
    codes = frozenset(str(role.code) for role in policy.roles)
    intake = Intake(policy.languages, codes)
    value = kind.parse(samples.definitions[one.id].sample, definition, intake, one.id)
    value = _in_languages(value, policy.languages)
    return kind.parse(value, definition, Intake(policy.languages, codes), one.id)


class SamplesLeft:
    """Finds the fields that still read, word for word, as their template's sample, and of which
    nobody has said that it fits. Articles that did not change are not looked at again."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._surroundings: object = None
        self._wanted: dict[FieldId, Json] = {}
        self._articles: dict[ArticleId, tuple[Article, frozenset[FieldId]]] = {}

    def takes_long(self, policy: Policy) -> bool:
        """Whether every sample is to be read first: not in the window's thread."""
        return self._surroundings != _surroundings(policy)

    def of(self, policy: Policy) -> frozenset[FieldId]:
        if self.takes_long(policy):
            self._surroundings = _surroundings(policy)
            self._articles = {}
            self._wanted = {
                one.id: sample_value(policy, one, self._samples) for one in policy.fields
            }
        known, self._articles = self._articles, {}
        for chapter in policy.chapters:
            for article in chapter.articles:
                before = known.get(article.id)
                if before is None or before[0] is not article:
                    before = article, frozenset(filter(None, map(self._left, article.fields)))
                self._articles[article.id] = before
        return frozenset().union(*(left for _, left in self._articles.values()))

    def _left(self, one: Field) -> FieldId | None:
        wanted = self._wanted.get(one.id)
        if wanted is None or one.definition.confirmed or not _same_words(one.value, wanted):
            return None
        return one.id


def _surroundings(policy: Policy) -> object:
    """What the value of a sample depends on besides its field."""
    return policy.languages, frozenset(role.code for role in policy.roles)


def _same_words(value: Json, sample: Json) -> bool:
    """Equal but for the ids of parts, which are given anew each time."""
    if isinstance(value, dict) and isinstance(sample, dict):
        keys = value.keys() - {"id"}
        return keys == sample.keys() - {"id"} and all(
            _same_words(value[key], sample[key]) for key in keys
        )
    if isinstance(value, list) and isinstance(sample, list):
        return len(value) == len(sample) and all(map(_same_words, value, sample))
    return type(value) is type(sample) and value == sample


def samples_for_empty(
    policy: Policy, fields: Iterable[Field], samples: Samples
) -> dict[FieldId, Json]:
    """Samples for those of `fields` that count as not filled in and hold nothing."""
    found = {one.id: sample_value(policy, one, samples) for one in fields if one.value is None}
    return {name: value for name, value in found.items() if value is not None}


def missing_items(policy: Policy, phase_id: PhaseId, samples: Samples) -> tuple[ChecklistItem, ...]:
    """The items that the template has in a phase and the policy has nowhere, ready for
    AddChecklistItems: without a role or an article that the policy does not have."""
    codes = {item.code for phase in policy.phases for item in phase.items}
    roles = {role.code for role in policy.roles}
    articles = {one.id for chapter in policy.chapters for one in chapter.articles}
    return tuple(
        replace(
            one,
            role=one.role if one.role in roles else None,
            article=one.article if one.article in articles else None,
        )
        for one in samples.items.get(phase_id, ())
        if one.code not in codes
    )


def _alike(known: FieldDefinition, one: Field) -> bool:
    """A newer version of a template may have made another kind of a field."""
    return known.kind == one.definition.kind


def _in_languages(value: Json, languages: tuple[Language, ...]) -> Json:
    """A canonical value without the texts of other languages."""
    if isinstance(value, list):
        return [_in_languages(one, languages) for one in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= set(LANGUAGES):
        return {key: one for key, one in value.items() if key in languages}
    return {key: _in_languages(one, languages) for key, one in value.items()}
