"""The life of the example's policy: consulted on, approved, issued, and under revision again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.documents.clause_names import clause_meant
from desktop.models.change_notes import ChangeNote
from desktop.models.definitions import Json
from desktop.models.identity import FieldId, PolicyId
from desktop.models.snapshot import Policy
from desktop.models.wording import Localised
from desktop.services.command import Command
from desktop.services.commands.answer_opinion import AnswerOpinion
from desktop.services.commands.approve_policy import ApprovePolicy
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.record_procedure import RecordProcedure
from desktop.services.commands.return_policy import ReturnPolicy
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.comparisons import comparison_of
from desktop.services.issuing import issue_revision
from desktop.services.library import Library
from desktop.services.life_queries import policy_life
from desktop.services.queries import policy_snapshot

__all__ = ["SampleAct", "SampleEdit", "SampleLife", "live", "parted"]


@dataclass(frozen=True, slots=True)
class SampleAct:
    """`act`: submit, opinion, answer, procedure, approve, issue, revise. `to`: the person whose
    last opinion is answered."""

    act: str
    day: date
    by: str
    step: str = ""
    opinion: str = ""
    clause: str = ""
    comment: str = ""
    to: str = ""
    outcome: str = ""
    procedure: str = ""
    held: date | None = None
    effective: date | None = None
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class SampleEdit:
    """What the next revision changes in a field: `number`, or text in each language as (old, new);
    and what its preparer says of it."""

    field: FieldId
    number: int | None = None
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    kind: str = "substantive"
    reason: Localised = Localised()


@dataclass(frozen=True, slots=True)
class SampleLife:
    """`resources/sample_company/life.yaml`."""

    format: str
    acts: tuple[SampleAct, ...]
    edits: tuple[SampleEdit, ...]


def parted(life: SampleLife) -> tuple[tuple[SampleAct, ...], tuple[SampleAct, ...]]:
    """The acts until the policy is in force, and those from its revision on."""
    at = next(place for place, one in enumerate(life.acts) if one.act == "revise")
    return life.acts[:at], life.acts[at:]


def live(
    library: Library,
    policy_id: PolicyId,
    acts: Iterable[SampleAct],
    edits: Iterable[SampleEdit],
    turn_to: Callable[[date], None],
) -> None:
    """Does the acts, each on its day. `edits` follow upon the act that begins a revision."""
    for act in acts:
        turn_to(act.day)
        if act.act == "issue":
            assert act.effective is not None  # the sample says it
            issue_revision(library, policy_id, act.by, act.effective, review_due=act.review_due)
            continue
        library.run(_command(library, policy_id, act), by=act.by)
        if act.act == "revise":
            _edit(library, policy_id, tuple(edits), act.by)


def _command(library: Library, policy_id: PolicyId, act: SampleAct) -> Command[object]:
    match act.act:
        case "submit":
            return SubmitPolicy(policy_id)
        case "opinion":
            clause = clause_meant(policy_snapshot(library, policy_id), act.clause)
            return GiveOpinion(policy_id, act.step, act.opinion, clause, act.comment)
        case "answer":
            opinions = policy_life(library, policy_id).latest.opinions
            number = [one.seq for one in opinions if one.by == act.to][-1]
            return AnswerOpinion(policy_id, number, act.outcome, act.comment)
        case "return":
            return ReturnPolicy(policy_id, act.comment)
        case "procedure":
            assert act.held is not None  # the sample says it
            return RecordProcedure(policy_id, act.procedure, act.held, act.comment)
        case "approve":
            return ApprovePolicy(policy_id)
        case "revise":
            return RevisePolicy(policy_id, act.comment)
        case _:
            raise ValueError(f"the sample knows no act {act.act!r}")


def _edit(library: Library, policy_id: PolicyId, edits: tuple[SampleEdit, ...], by: str) -> None:
    policy = policy_snapshot(library, policy_id)
    fields = {one.id: one for one in policy.fields}
    values: dict[FieldId, Json] = {
        one.field: _edited(fields[one.field].value, one) for one in edits
    }
    library.run(SetFieldValues(policy_id, values), by=by)
    articles = _articles(policy)
    changes = comparison_of(library, policy_id)[0].changes
    for edit in edits:
        note = ChangeNote("editorial" if edit.kind == "editorial" else "substantive", edit.reason)
        for change in changes:
            place = change.new or change.old
            if place is not None and place.article == articles[edit.field]:
                library.run(DescribeChange(policy_id, change.anchor, note), by=by)


def _articles(policy: Policy) -> Mapping[FieldId, str]:
    return {
        field.id: article.id
        for chapter in policy.chapters
        for article in chapter.articles
        for field in article.fields
    }


def _edited(value: Json, edit: SampleEdit) -> Json:
    if edit.number is not None:
        return edit.number
    edited = value
    for pair in (edit.zh, edit.en):
        if pair:
            edited = _replaced(edited, *pair)
    return edited


def _replaced(value: Json, old: str, new: str) -> Json:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replaced(one, old, new) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one, old, new) for key, one in value.items()}
    return value
