"""A new policy from a template, with its own copy of everything the template gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from desktop.i18n import Language
from desktop.models.definitions import Json, NumberingProfile, Template
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
from desktop.models.errors import Problem
from desktop.models.identity import FieldId, PolicyId, new_policy_id
from desktop.models.plain import to_plain
from desktop.models.snapshot import PolicyFacts
from desktop.models.suggestions import unknown_name
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.definitions_kept import kept_field, kept_phase
from desktop.services.life_reading import rules_of
from desktop.services.policy_rules import checked_languages, checked_numbering
from desktop.services.values import Wanted, parse_values
from desktop.services.words import checked_line, checked_title

__all__ = ["CreatePolicy"]


@dataclass(frozen=True)
class CreatePolicy(Command[PolicyId]):
    """languages: the leading one first. `numbering` None takes the template's. `samples` fills
    every field with the template's sample; `values` (in the shape that `fill` takes) go over it.
    """

    name: ClassVar[str] = "create-policy"

    template: Template
    title: Localised
    languages: tuple[Language, ...] = ("zh",)
    numbering: NumberingProfile | None = None
    number: str = ""
    samples: bool = False
    values: Mapping[FieldId, Json] = field(default_factory=dict)

    def apply(self, work: Work) -> Applied[PolicyId]:
        title = checked_title(self.title, "title")
        checked_languages(self.languages)
        numbering = self.numbering or self.template.numbering
        checked_numbering(numbering)
        values = self._parsed()
        policy_id = new_policy_id()
        facts = PolicyFacts(
            number=checked_line(self.number, "number"),
            revision_style=rules_of(work.session).style,
        )
        policy = Policy(
            id=policy_id,
            created=work.now,
            title=title.to_json(),
            languages=list(self.languages),
            numbering=numbering,
            template=self.template.id,
            template_fingerprint=self.template.fingerprint,
            state="draft",
            facts=to_plain(facts),
            history=[],
        )
        work.session.add(policy)
        work.session.add_all(self._chapters(policy_id, values))
        work.session.add_all(self._checklists(policy_id))
        work.session.flush()
        after: Json = {
            "title": to_plain(title),
            "number": facts.number,
            "languages": list(self.languages),
            "numbering": numbering,
            "template": self.template.id,
            "template_fingerprint": self.template.fingerprint,
            "samples": self.samples,
            "values": {name: values[name] for name in self.values},
        }
        return Applied(policy_id, RemovePolicy(policy_id), policy_id, None, after)

    def to_json(self) -> Json:
        """The template by name and fingerprint: its content is a file of its own."""
        short = replace(self.template, chapters=(), phases=(), roles=())
        return {"command": self.name, **_object(to_plain(replace(self, template=short)))}

    def _parsed(self) -> dict[FieldId, Json]:
        definitions = {
            one.id: (f"{chapter.id}.{one.id}", one)
            for chapter in self.template.chapters
            for one in chapter.fields
        }
        problems = []
        for name in self.values:
            if name not in definitions:
                code, facts = unknown_name("field-unknown-name", name, definitions)
                problems.append(Problem(name, code, facts))
        wanted = {}
        for name, (place, one) in definitions.items():
            if name in self.values:
                wanted[name] = Wanted(one, self.values[name], place)
            elif self.samples:
                wanted[name] = Wanted(one, one.sample, place)
        role_codes = frozenset(role.code for role in self.template.roles)
        return parse_values(wanted, self.languages, role_codes, tuple(problems))

    def _chapters(self, policy_id: PolicyId, values: Mapping[FieldId, Json]) -> list[Content]:
        rows: list[Content] = []
        for position, chapter in enumerate(self.template.chapters):
            rows.append(
                Chapter(
                    policy_id=policy_id,
                    id=chapter.id,
                    position=position,
                    title=chapter.title.to_json(),
                    code=chapter.code,
                    guidance=chapter.guidance.to_json(),
                    required=chapter.required,
                )
            )
            for place, article in enumerate(chapter.articles):
                rows.append(
                    Article(
                        policy_id=policy_id,
                        id=article.id,
                        chapter_id=chapter.id,
                        position=place,
                        title=article.title.to_json(),
                        patterns=[one.to_json() for one in article.patterns],
                        layout=article.layout,
                        section=to_plain(article.section),
                    )
                )
                rows.extend(
                    Field(
                        policy_id=policy_id,
                        id=one.id,
                        article_id=article.id,
                        position=at,
                        definition=kept_field(one),
                        value=values.get(one.id),
                    )
                    for at, one in enumerate(article.fields)
                )
        return rows

    def _checklists(self, policy_id: PolicyId) -> list[Content]:
        rows: list[Content] = [
            PolicyRole(
                policy_id=policy_id, code=role.code, position=position, definition=to_plain(role)
            )
            for position, role in enumerate(self.template.roles)
        ]
        for position, phase in enumerate(self.template.phases):
            rows.append(
                Phase(
                    policy_id=policy_id,
                    id=phase.id,
                    position=position,
                    definition=kept_phase(phase),
                )
            )
            rows.extend(
                ChecklistItem(
                    policy_id=policy_id,
                    code=item.code,
                    phase_id=phase.id,
                    position=at,
                    definition=to_plain(item),
                )
                for at, item in enumerate(phase.items)
            )
        return rows


def _object(raw: Json) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError(f"a dataclass is an object in JSON: {raw!r}")
    return raw
