"""What every printed document has: the words on each page, the hash, the state it is in."""

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.documents.arrange import arrange
from desktop.documents.blocks import Block, Cover, Document, Furniture
from desktop.documents.content_hash import content_hash, short_hash
from desktop.documents.numbering import number
from desktop.documents.outline import Outline
from desktop.documents.scribe import Scribe
from desktop.documents.words import date_in_table, words
from desktop.i18n import Language
from desktop.models.errors import Refused
from desktop.models.snapshot import Policy

__all__ = ["Sheet", "chosen_language"]

_TIME = "%Y-%m-%d %H:%M"
# The states whose content may be carried out; everything else is printed as a draft.
_IN_FORCE = frozenset({"issued", "effective"})
_OVER = frozenset({"superseded", "withdrawn", "expired"})


def chosen_language(policy: Policy, language: Language | None) -> Language:
    """The language of a document. `language`: default the policy's leading one; Refused where the
    policy has no such."""
    chosen = language or policy.languages[0]
    if chosen not in policy.languages:
        raise Refused(
            "language-not-in-policy", language=chosen, languages=", ".join(policy.languages)
        )
    return chosen


@dataclass(slots=True)
class Sheet:
    """One document in the making: a policy in one language, numbered, at a time of printing.

    The hash is taken before it is printed on the cover itself.
    """

    policy: Policy
    language: Language
    printed: datetime
    outline: Outline
    scribe: Scribe

    @classmethod
    def begin(cls, policy: Policy, language: Language | None, printed: datetime) -> "Sheet":
        """Refused where the policy has no such language."""
        chosen = chosen_language(policy, language)
        outline = arrange(policy, chosen)
        return cls(policy, chosen, printed, outline, Scribe(number(outline)))

    def say(self, key: str, **facts: object) -> str:
        return words(self.language, key, **facts)

    @property
    def title(self) -> str:
        return self.policy.title.text(self.language)

    @property
    def company(self) -> str:
        return self.policy.organisation.name.text(self.language)

    @property
    def classification(self) -> str:
        return self.say(f"classification.{self.policy.facts.classification}")

    @property
    def form_revision(self) -> str:
        return self.policy.facts.revision

    def precedence(self) -> str:
        """Which text prevails, on every book but that of the leading language."""
        leading = self.policy.languages[0]
        return "" if self.language == leading else self.say(f"precedence.{leading}")

    def precedence_sentence(self) -> str:
        """The same as a sentence, for the cover."""
        leading = self.policy.languages[0]
        return "" if self.language == leading else self.say(f"precedence.{leading}_sentence")

    def evidence(self, hash_text: str) -> str:
        facts = [
            self.say("evidence.hash", hash=short_hash(hash_text)),
            self.say("evidence.printed", time=self.printed.strftime(_TIME)),
            self.say("evidence.uncontrolled"),
            self.precedence(),
        ]
        return self.say("evidence.joint").join(fact for fact in facts if fact)

    def finish(
        self,
        name: str,
        blocks: tuple[Block, ...],
        *,
        title: str = "",
        state: str = "",
        known_hash: str = "",
        of_revision: bool = True,
        watermark: bool = True,
    ) -> Document:
        """The document. `title`: default the policy's. `state`: in the middle of the footer.
        `known_hash`: that of the blocks, where the caller has it already. `of_revision`: it says
        nothing but what the revision says, so that all that is printed of an approved one bears
        the hash that it was approved with. `watermark`: whether it is a draft while the revision
        is one, and obsolete with it; a record of what was done is neither."""
        full = self.policy.frozen if of_revision else ""
        full = full or known_hash or content_hash(blocks)
        stamp = self.say("cover.evidence", hash=short_hash(full), time=self.printed.strftime(_TIME))
        if blocks and isinstance(cover := blocks[0], Cover):  # a cover comes first
            blocks = (replace(cover, notes=(*cover.notes, stamp)), *blocks[1:])
        facts = self.policy.facts
        heading = title or self.title
        return Document(
            name=name,
            language=self.language,
            title=heading,
            author=self.company,
            subject=" ".join(one for one in (facts.number, facts.revision, self.title) if one),
            keywords=tuple(
                one for one in (facts.number, facts.issue_number, self.classification) if one
            ),
            furniture=self._furniture(full, state, watermark),
            blocks=blocks,
            content_hash=full,
            printed=self.printed,
            broken_references=self.scribe.missing,
            paper=self.policy.paper,
            number=facts.number,
            revision=facts.revision,
        )

    def _furniture(self, full: str, state: str, marked: bool) -> Furniture:
        own_state = self.policy.state
        revision = self.policy.facts.revision
        if own_state not in _IN_FORCE and own_state not in _OVER:
            revision = self.say("header.revision", revision=revision, state=self._state("short"))
        right = [one for one in (self.policy.facts.number, revision) if one]
        watermark = ""
        if not marked:
            pass
        elif own_state in _OVER:
            watermark = self.say("watermark.over")
        elif own_state not in _IN_FORCE and self.policy.paper.draft_mark:
            watermark = self.say("watermark.draft")
        return Furniture(
            header_left=self.company,
            header_centre=self.title,
            header_right=self.say("header.joint").join(right),
            footer_left=self.say("footer.classification", classification=self.classification),
            footer_centre=state or self._state("footer"),
            page_pattern=self.say("footer.page"),
            evidence=self.evidence(full),
            watermark=watermark,
        )

    def _state(self, place: str) -> str:
        ended = self.policy.ended
        if place == "footer" and ended is not None:
            day = date_in_table(ended.since)
            return self.say(f"state.{self.policy.state}.since", revision=ended.by, day=day)
        return self.say(f"state.{self.policy.state}.{place}")
