"""Sets the sentences of an article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import FieldDefinition
from desktop.models.errors import Problem, Refused
from desktop.models.fields import field_kind
from desktop.models.identity import ArticleId, FieldId, PolicyId
from desktop.models.sentence_slots import slots_of, stray_brace
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import one_line, shown
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_field
from desktop.services.finding import article_of, draft_policy, fields_of
from desktop.services.words import checked_text

__all__ = ["SetArticlePatterns"]


@dataclass(frozen=True)
class SetArticlePatterns(Command[None]):
    """`patterns` whole, in their order, a paragraph each; those without words are left out.

    `{field_id}` is a slot: Refused where it names no simple field of the article, with a problem
    for each, and for every other brace. A field that no slot names follows after the sentences.
    """

    name: ClassVar[str] = "set-article-patterns"

    policy_id: PolicyId
    article_id: ArticleId
    patterns: tuple[Localised, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        article = article_of(work, self.policy_id, self.article_id)
        rows = fields_of(work, self.policy_id, [self.article_id])
        fields = {FieldId(row.id): read_field(row.definition) for row in rows}
        place = f"{self.article_id}.text"
        sentences = [
            Localised(
                _checked(one.zh, f"{place}[{number}].zh"), _checked(one.en, f"{place}[{number}].en")
            )
            for number, one in enumerate(self.patterns, 1)
        ]
        problems = list(_problems(sentences, fields, place))
        if problems:
            raise Refused("sentences-refused", problems, count=len(problems))
        before = article.patterns
        article.patterns = [one.to_json() for one in sentences if one.zh or one.en]
        patterns = tuple(Localised.from_json(one) for one in before)
        return Applied(
            None,
            SetArticlePatterns(self.policy_id, self.article_id, patterns),
            f"{self.policy_id}/article:{self.article_id}",
            before,
            article.patterns,
        )


def _checked(text: str, place: str) -> str:
    """A paragraph, as a template's are read: of any length, in one line."""
    return one_line(checked_text(text, place)).strip()


def _problems(
    sentences: Sequence[Localised], fields: Mapping[FieldId, FieldDefinition], place: str
) -> Iterator[Problem]:
    simple = [name for name, one in fields.items() if field_kind(one.kind).simple]
    for number, sentence in enumerate(sentences, 1):
        where = f"{place}[{number}]"
        for slot in dict.fromkeys((*slots_of(sentence.zh), *slots_of(sentence.en))):
            if slot not in fields:
                code, facts = unknown_name("sentence-slot-unknown", slot, simple)
                yield Problem(where, code, {"number": number, **facts})
            elif slot not in simple:
                title = fields[slot].title
                given = title.zh or title.en
                facts = {"given": shown(given), "allowed": ", ".join(simple) or "—"}
                yield Problem(where, "sentence-slot-not-simple", {"number": number, **facts})
        if stray_brace(sentence.zh) or stray_brace(sentence.en):
            yield Problem(where, "sentence-brace", {"number": number})
