"""From draft to force and on to the next revision: who may do what when, and what stays."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop.documents.comparing.engine import compare
from desktop.models.change_notes import ChangeNote
from desktop.models.entities import Field, FrozenRevision, LifeEvent, Policy
from desktop.models.errors import Refused
from desktop.models.identity import FieldId, PolicyId
from desktop.models.life_rules import LifeRules
from desktop.models.snapshot import PolicyFacts, Signatory
from desktop.services.command import FinalStep
from desktop.services.commands.answer_opinion import AnswerOpinion
from desktop.services.commands.approve_policy import ApprovePolicy
from desktop.services.commands.confirm_samples import ConfirmSamples
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.commands.discard_revision import DiscardRevision
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.issue_policy import IssuePolicy
from desktop.services.commands.record_procedure import RecordProcedure
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.return_policy import ReturnPolicy
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_life_rules import SetLifeRules
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.start_project import StartProject
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.commands.withdraw_policy import WithdrawPolicy
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.life_queries import (
    approval_obstacles,
    change_notes,
    frozen_report,
    in_force_snapshot,
    policy_life,
    revision_snapshot,
)
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.services.readiness import advice_in, check_report, faults_in
from desktop.services.templates import template_of
from tests.services.samples import new_policy, words


class Calendar:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def to(self, year: int, month: int, day: int) -> None:
        self.now = datetime(year, month, day, 8, 0, tzinfo=UTC)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def library(tmp_path: Path, calendar: Calendar):  # type: ignore[no-untyped-def]
    path = tmp_path / "library.policydesk"
    with Library.open(path, create=True, clock=calendar, daily_backup=False) as opened:
        yield opened


@pytest.fixture
def policy(library: Library) -> PolicyId:
    return new_policy(library)


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in error.value.problems} or {error.value.code}


def agree(library: Library, policy: PolicyId, step: str, by: str) -> None:
    library.run(GiveOpinion(policy, step, "agree"), by=by)


def to_approval(library: Library, policy: PolicyId, preparer: str = "王敏") -> None:
    library.run(SubmitPolicy(policy), by=preparer)
    agree(library, policy, "consult", "陈建国")
    agree(library, policy, "countersign", "赵颖")
    agree(library, policy, "review", "周明华")


def to_issue(library: Library, policy: PolicyId, effective: date) -> None:
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    library.run(IssuePolicy(policy, effective), by="文控")


def state(library: Library) -> tuple[str, str]:
    (one,) = policy_summaries(library)
    return one.state, one.revision


def test_the_whole_way(library: Library, policy: PolicyId, calendar: Calendar) -> None:
    assert state(library) == ("draft", "A/0")
    library.run(SubmitPolicy(policy), by="王敏")
    assert state(library) == ("consultation", "A/0")
    agree(library, policy, "consult", "陈建国")
    agree(library, policy, "countersign", "赵颖")
    assert state(library) == ("countersign", "A/0")
    agree(library, policy, "review", "周明华")
    assert state(library) == ("review", "A/0")
    outcome = library.run(ApprovePolicy(policy), by="孙立")
    assert isinstance(outcome.inverse, FinalStep)
    assert state(library) == ("approved", "A/0")
    library.run(IssuePolicy(policy, date(2026, 2, 1)), by="文控")
    assert state(library) == ("issued", "A/0")
    assert in_force_snapshot(library, policy) is None
    calendar.to(2026, 2, 1)
    assert state(library) == ("effective", "A/0")
    facts = policy_snapshot(library, policy).facts
    assert (facts.prepared, facts.approved, facts.issued) == (date(2026, 1, 16),) * 3
    assert (facts.effective, facts.review_due) == (date(2026, 2, 1), date(2027, 2, 1))
    (entry,) = policy_snapshot(library, policy).history
    assert (entry.revision, entry.author, entry.reviewer, entry.approver) == (
        "A/0",
        "王敏",
        "周明华",
        "孙立",
    )


def test_nothing_of_an_approved_revision_can_change(library: Library, policy: PolicyId) -> None:
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    before = canonical_dump(library)
    for command in (
        RenamePolicy(policy, words("别的")),
        SetFieldValues(policy, {"purpose": [{"zh": "别的"}]}),  # type: ignore[dict-item]
        SetPolicyFacts(policy, PolicyFacts(number="X")),
        RemovePolicy(policy),
    ):
        with pytest.raises(Refused):
            library.run(command)
    assert canonical_dump(library) == before


def rewrite(library: Library, kind: type[Any], name: str, value: object) -> None:
    """As no command would: the rows themselves."""
    with library.file.writing() as session:
        setattr(session.scalars(select(kind)).first(), name, value)
        session.flush()


def test_what_is_frozen_cannot_change_below_the_commands(
    library: Library, policy: PolicyId
) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    for kind, name, value in (
        (Field, "value", [{"zh": "改"}]),
        (Policy, "title", {"zh": "改", "en": ""}),
        (Policy, "facts", {"number": "别的"}),
    ):
        with pytest.raises(Refused):
            rewrite(library, kind, name, value)
    for kind, name in ((FrozenRevision, "content_hash"), (LifeEvent, "event")):
        with pytest.raises(IntegrityError, match="kept for ever"):
            rewrite(library, kind, name, "0")


def test_steps_are_not_skipped(library: Library, policy: PolicyId) -> None:
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-not-submitted"}
    library.run(SubmitPolicy(policy), by="王敏")
    with pytest.raises(Refused) as error:
        agree(library, policy, "review", "周明华")
    assert codes(error) == {"life-opinions-short-consult", "life-opinions-short-countersign"}
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert {"life-opinions-short-review"} < codes(error)
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(policy, date(2026, 2, 1)), by="文控")
    assert codes(error) == {"life-not-approved"}


def test_the_preparer_never_approves(library: Library, policy: PolicyId) -> None:
    to_approval(library, policy)
    for name in ("王敏", " 王 敏 "):
        with pytest.raises(Refused) as error:
            library.run(ApprovePolicy(policy), by=name)
        assert "life-preparer-approves" in codes(error)
        assert [one.code for one in approval_obstacles(library, policy, name)] == [
            "life-preparer-approves"
        ]


def test_a_disagreement_has_to_be_answered(library: Library, policy: PolicyId) -> None:
    library.run(SubmitPolicy(policy), by="王敏")
    event = library.run(
        GiveOpinion(policy, "consult", "disagree", "article:purpose", "时限太短"), by="陈建国"
    ).result
    agree(library, policy, "countersign", "赵颖")
    agree(library, policy, "review", "周明华")
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-unanswered-disagree"}
    with pytest.raises(Refused):
        library.run(AnswerOpinion(policy, event.seq, "rejected"), by="王敏")
    library.run(AnswerOpinion(policy, event.seq, "rejected", "依合同约定"), by="王敏")
    library.run(ApprovePolicy(policy), by="孙立")


def test_who_agrees_afterwards_has_been_answered(library: Library, policy: PolicyId) -> None:
    library.run(SubmitPolicy(policy), by="王敏")
    library.run(GiveOpinion(policy, "consult", "disagree", "", "不妥"), by="陈建国")
    agree(library, policy, "consult", "陈建国")
    assert policy_life(library, policy).latest.unanswered() == ()


def test_a_returned_text_is_countersigned_and_reviewed_again(
    library: Library, policy: PolicyId
) -> None:
    to_approval(library, policy)
    library.run(ReturnPolicy(policy, "改第一条"), by="周明华")
    assert state(library) == ("draft", "A/0")
    library.run(RenamePolicy(policy, words("改后制度")))
    library.run(SubmitPolicy(policy), by="王敏")
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-opinions-short-countersign", "life-opinions-short-review"}
    agree(library, policy, "countersign", "赵颖")
    agree(library, policy, "review", "周明华")
    library.run(ApprovePolicy(policy), by="孙立")


def test_all_named_approvers_approve(library: Library, policy: PolicyId) -> None:
    facts = policy_snapshot(library, policy).facts
    named = tuple(
        Signatory(step, words("岗位"), name)
        for step, name in (("approved", "孙立"), ("approved", "钱进"), ("countersigned", "赵颖"))
    )
    library.run(SetPolicyFacts(policy, PolicyFacts(number=facts.number, signatories=named)))
    to_approval(library, policy)
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="路人")
    assert codes(error) == {"life-approver-not-named"}
    library.run(ApprovePolicy(policy), by="孙立")
    assert state(library) == ("review", "A/0")
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-approved-already"}
    library.run(ApprovePolicy(policy), by="钱进")
    assert state(library) == ("approved", "A/0")


def test_what_labour_law_asks_for(library: Library, policy: PolicyId) -> None:
    library.run(SetPolicyFacts(policy, PolicyFacts(touches_employees=True)))
    to_approval(library, policy)
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-consultation-missing"}
    library.run(
        RecordProcedure(policy, "consultation", date(2026, 1, 10), "职工代表大会纪要"), by="工会"
    )
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(policy, date(2026, 2, 1)), by="文控")
    assert codes(error) == {"life-publicity-missing"}
    library.run(RecordProcedure(policy, "publicity", date(2026, 1, 16), "公告栏照片"), by="人事")
    library.run(IssuePolicy(policy, date(2026, 2, 1)), by="文控")


def test_the_next_revision(library: Library, policy: PolicyId, calendar: Calendar) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    calendar.to(2026, 3, 1)
    project = library.run(StartProject(policy, "项目一")).result
    old = revision_snapshot(library, policy, "A/0")
    library.run(RevisePolicy(policy, "缩短时限"), by="王敏")
    assert state(library) == ("draft", "A/1")
    library.run(RenamePolicy(policy, words("新制度")))
    assert revision_snapshot(library, policy, "A/0") == old
    assert in_force_snapshot(library, policy) == old
    second = library.run(StartProject(policy, "项目二")).result
    trial = library.run(StartProject(policy, "项目三", trial=True)).result
    seen = [project_snapshot(library, one) for one in (project, second, trial)]
    assert [(one.revision, one.trial) for one in seen] == [
        ("A/0", False),
        ("A/0", False),
        ("A/1", True),
    ]
    to_issue(library, policy, date(2026, 4, 1))
    assert revision_snapshot(library, policy, "A/0").state == "effective"
    calendar.to(2026, 4, 1)
    assert revision_snapshot(library, policy, "A/0").state == "superseded"
    assert state(library) == ("effective", "A/1")
    library.run(WithdrawPolicy(policy, "不再适用"), by="孙立")
    assert state(library) == ("withdrawn", "A/1")
    assert revision_snapshot(library, policy, "A/0").state == "superseded"
    with pytest.raises(Refused):
        library.run(StartProject(policy, "项目四"))
    assert frozen_report(library, policy, "A/1") is not None


def test_a_revision_that_is_given_up(library: Library, policy: PolicyId) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    before = policy_snapshot(library, policy)
    library.run(RevisePolicy(policy, "试试"), by="王敏")
    library.run(RenamePolicy(policy, words("新制度")))
    library.run(SetFieldValues(policy, {"scope": {"zh": "别的范围"}}))  # type: ignore[dict-item]
    library.run(SubmitPolicy(policy), by="王敏")
    library.run(DiscardRevision(policy, "不改了"), by="王敏")
    assert policy_snapshot(library, policy) == before
    library.run(RevisePolicy(policy, "再来"), by="王敏")
    assert state(library) == ("draft", "A/1")
    assert policy_life(library, policy).latest.opinions == ()


def test_a_trial_expires(library: Library, policy: PolicyId, calendar: Calendar) -> None:
    library.run(SetPolicyFacts(policy, PolicyFacts(trial=True)))
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(policy, date(2026, 2, 1), trial_until=date(2028, 1, 1)), by="文控")
    assert codes(error) == {"life-trial-wrong"}
    library.run(IssuePolicy(policy, date(2026, 2, 1)), by="文控")
    calendar.to(2027, 2, 1)
    assert state(library) == ("effective", "A/0")
    calendar.to(2027, 2, 2)
    assert state(library) == ("expired", "A/0")
    assert in_force_snapshot(library, policy) is None


def test_days_do_not_run_backwards(library: Library, policy: PolicyId, calendar: Calendar) -> None:
    library.run(SubmitPolicy(policy), by="王敏")
    calendar.to(2026, 1, 1)
    with pytest.raises(Refused) as error:
        agree(library, policy, "consult", "陈建国")
    assert codes(error) == {"life-day-before"}


def test_dates_of_issue(library: Library, policy: PolicyId) -> None:
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(policy, date(2026, 1, 15), review_due=date(2026, 1, 10)), by="文控")
    assert codes(error) == {"life-effective-early", "life-review-early"}


def test_steps_that_the_library_does_not_ask_for(library: Library, policy: PolicyId) -> None:
    rules = LifeRules(consult=0, countersign=0, review=0, amendments=1, style="version")
    library.run(SetLifeRules(rules))
    library.run(SubmitPolicy(policy), by="王敏")
    library.run(ApprovePolicy(policy), by="孙立")
    library.run(IssuePolicy(policy, date(2026, 1, 16)), by="文控")
    labels = ["A/0"]
    for number in (1, 2):
        library.run(RevisePolicy(policy), by="王敏")
        labels.append(state(library)[1])
        library.run(SubmitPolicy(policy), by="王敏")
        library.run(ApprovePolicy(policy), by="孙立")
        library.run(IssuePolicy(policy, date(2026, 1, 16 + number)), by="文控")
    assert labels == ["A/0", "A/1", "B/0"]
    other = new_policy(library)
    assert policy_snapshot(library, other).facts.revision == "V1.0"


def test_somebody_has_to_do_it(library: Library, policy: PolicyId) -> None:
    with pytest.raises(Refused) as error:
        library.run(SubmitPolicy(policy))
    assert codes(error) == {"person-missing"}


def test_an_editorial_revision_goes_straight_to_approval(
    library: Library, policy: PolicyId
) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    library.run(RevisePolicy(policy, "改标点"), by="王敏")
    value: Any = next(one.value for one in policy_snapshot(library, policy).fields)
    name = value[0]["id"]
    comma = [{"id": name, "zh": "为规范运营,制定本制度。"}]
    library.run(SetFieldValues(policy, {FieldId("purpose"): comma}))  # type: ignore[dict-item]
    event = library.run(SubmitPolicy(policy), by="王敏").result
    assert not event.substantive
    library.run(ApprovePolicy(policy), by="孙立")
    assert policy_snapshot(library, policy).history[-1].revision == "A/1"


def test_a_substantive_change_is_told_in_the_history(library: Library, policy: PolicyId) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    library.run(RevisePolicy(policy, "缩小范围"), by="王敏")
    library.run(SetFieldValues(policy, {"scope": {"zh": "交付类项目"}}))  # type: ignore[dict-item]
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    entry = policy_snapshot(library, policy).history[-1]
    assert entry.summary.zh == "修改1处"
    assert entry.reason.zh == "缩小范围"
    assert "第二条" in entry.clauses.zh


def test_what_the_preparer_says_of_a_change_counts(library: Library, policy: PolicyId) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    library.run(RevisePolicy(policy, "措辞"), by="王敏")
    library.run(SetFieldValues(policy, {"scope": {"zh": "所有项目"}}))  # type: ignore[dict-item]
    base = revision_snapshot(library, policy, "A/0")
    (change,) = compare(base, policy_snapshot(library, policy), "zh").changes
    assert change.suggested == "substantive"
    library.run(DescribeChange(policy, change.anchor, ChangeNote("editorial", words("同义"))))
    event = library.run(SubmitPolicy(policy), by="王敏").result
    assert (event.substantive, event.softened) == (False, 1)
    with pytest.raises(Refused) as error:  # somebody else has to see it so, too
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-opinions-short-review"}
    agree(library, policy, "review", "周明华")
    library.run(ApprovePolicy(policy), by="孙立")
    assert change_notes(library, policy, "A/1")[change.anchor].reason.zh == "同义"


def test_an_issue_number_is_given_once(library: Library, policy: PolicyId) -> None:
    number = "启航信发〔2026〕12号"
    to_approval(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    library.run(IssuePolicy(policy, date(2026, 2, 1), issue_number=number), by="文控")
    other = new_policy(library, "另一制度")
    to_approval(library, other)
    library.run(ApprovePolicy(other), by="孙立")
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(other, date(2026, 2, 1), issue_number=number), by="文控")
    assert codes(error) == {"issue-number-taken"}


def test_an_approver_is_told_of_the_templates_own_words(library: Library) -> None:
    policy = library.run(CreatePolicy(template_of("mechanism"), words("办法"), samples=True)).result
    report = check_report(policy_snapshot(library, policy))
    assert faults_in(report) == ()
    (advice,) = advice_in(report)
    assert advice.code == "check-samples-left"
    fields = {one.id: True for one in policy_snapshot(library, policy).fields}
    library.run(ConfirmSamples(policy, fields))
    assert advice_in(check_report(policy_snapshot(library, policy))) == ()
