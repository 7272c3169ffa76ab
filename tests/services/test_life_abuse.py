"""Ways round the rules of a policy's life, each tried and closed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from desktop.documents.comparing.engine import compare
from desktop.models.entities import Field, Policy
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life import name_key
from desktop.models.life_rules import LifeRules, months_after
from desktop.models.snapshot import Organisation, PolicyFacts, Signatory
from desktop.services.care import doctor
from desktop.services.commands import read_command
from desktop.services.commands.approve_policy import ApprovePolicy
from desktop.services.commands.duplicate_policy import DuplicatePolicy
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.issue_policy import IssuePolicy
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.return_policy import ReturnPolicy
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.set_setting import SetSetting
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.commands.withdraw_policy import WithdrawPolicy
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.life_queries import (
    approval_obstacles,
    in_force_snapshot,
    life_rules,
    policy_life,
    revision_snapshot,
)
from desktop.services.queries import policy_snapshot
from tests.services.samples import new_policy, words


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def to(self, month: int, day: int) -> None:
        self.now = datetime(2026, month, day, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock):  # type: ignore[no-untyped-def]
    path = tmp_path / "library.policydesk"
    with Library.open(path, create=True, clock=clock, daily_backup=False) as opened:
        yield opened


@pytest.fixture
def policy(library: Library) -> PolicyId:
    return new_policy(library)


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in error.value.problems} or {error.value.code}


def to_review(library: Library, policy: PolicyId, preparer: str = "王敏") -> None:
    library.run(SubmitPolicy(policy), by=preparer)
    for step, name in (("consult", "陈建国"), ("countersign", "赵颖"), ("review", "周明华")):
        library.run(GiveOpinion(policy, step, "agree"), by=name)


def to_issue(library: Library, policy: PolicyId, effective: date) -> None:
    to_review(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    library.run(IssuePolicy(policy, effective), by="文控")


def set_facts(library: Library, policy: PolicyId, **changed: Any) -> None:
    facts = policy_snapshot(library, policy).facts
    library.run(SetPolicyFacts(policy, replace(facts, **changed)))


@pytest.mark.parametrize(
    "other", ["Ｗａｎｇ Min", "WANG\u3000MIN", "wang\u200bmin", "Wang\xa0Min", "Wang·Min"]
)
def test_another_spelling_is_no_other_person(
    library: Library, policy: PolicyId, other: str
) -> None:
    to_review(library, policy, "Wang Min")
    assert name_key(other) == name_key("wang min")
    assert [one.code for one in approval_obstacles(library, policy, other)] == [
        "life-preparer-approves"
    ]
    with pytest.raises(Refused):
        library.run(ApprovePolicy(policy), by=other)


def test_names_that_differ_are_other_persons() -> None:
    assert len({name_key(one) for one in ("王敏", "王敏2", "王民", "王敏华", "—", "·")}) == 6


def test_a_reviewer_who_submits_is_its_preparer(library: Library, policy: PolicyId) -> None:
    to_review(library, policy)
    library.run(ReturnPolicy(policy, "再看"), by="王敏")
    library.run(SubmitPolicy(policy), by="周明华")
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert codes(error) == {"life-opinions-short-review"}
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="王敏")
    assert "life-preparer-approves" in codes(error)


def test_a_revision_withdrawn_before_its_day_replaces_nothing(
    library: Library, policy: PolicyId, clock: Clock
) -> None:
    to_issue(library, policy, date(2026, 2, 1))
    clock.to(3, 1)
    library.run(RevisePolicy(policy, "改"), by="王敏")
    library.run(RenamePolicy(policy, words("新制度")))
    to_issue(library, policy, date(2026, 5, 1))
    library.run(WithdrawPolicy(policy, "发错了", "A/1"), by="孙立")
    clock.to(5, 2)
    in_force = in_force_snapshot(library, policy)
    assert in_force is not None
    assert (in_force.facts.revision, in_force.state) == ("A/0", "effective")
    library.run(RevisePolicy(policy, "再改"), by="王敏")
    to_issue(library, policy, date(2026, 5, 2))
    ended = revision_snapshot(library, policy, "A/0").ended
    assert ended is not None
    assert (ended.since, ended.by) == (date(2026, 5, 2), "A/2")
    assert revision_snapshot(library, policy, "A/1").state == "withdrawn"


def test_a_withdrawn_text_does_not_come_back_without_opinions(
    library: Library, policy: PolicyId
) -> None:
    to_issue(library, policy, date(2026, 1, 16))
    library.run(WithdrawPolicy(policy, "不再适用"), by="孙立")
    library.run(RevisePolicy(policy, "恢复"), by="王敏")
    assert library.run(SubmitPolicy(policy), by="王敏").result.substantive
    with pytest.raises(Refused) as error:
        library.run(ApprovePolicy(policy), by="孙立")
    assert "life-opinions-short-review" in codes(error)


@pytest.mark.parametrize(
    "changed",
    [
        {"trial": True},
        {"touches_employees": True},
        {"signatories": (Signatory("approved", words("总经理"), "钱进"),)},
        {"signatories": (Signatory("countersigned", words(""), "李四"),)},
    ],
)
def test_what_no_clause_says_can_be_substantive(
    library: Library, policy: PolicyId, changed: dict[str, Any]
) -> None:
    to_issue(library, policy, date(2026, 1, 16))
    library.run(RevisePolicy(policy, "改"), by="王敏")
    set_facts(library, policy, **changed)
    assert library.run(SubmitPolicy(policy), by="王敏").result.substantive


def test_who_took_a_step_need_not_take_it_again(library: Library, policy: PolicyId) -> None:
    """The signature block is filled in at approval; that binds nobody in the next revision."""
    set_facts(library, policy, signatories=(Signatory("reviewed", words("质量负责人")),))
    to_issue(library, policy, date(2026, 1, 16))
    old = revision_snapshot(library, policy, "A/0")
    names = {one.step: one.name for one in old.facts.signatories}
    assert names == {
        "prepared": "王敏",
        "reviewed": "周明华",
        "countersigned": "赵颖",
        "approved": "孙立",
    }
    library.run(RevisePolicy(policy, "改"), by="孙立")
    library.run(RenamePolicy(policy, words("新制度")))
    library.run(SubmitPolicy(policy), by="孙立")
    for step, name in (("consult", "甲"), ("countersign", "乙"), ("review", "丙")):
        library.run(GiveOpinion(policy, step, "agree"), by=name)
    library.run(ApprovePolicy(policy), by="王敏")
    new = revision_snapshot(library, policy, "A/1")
    assert {one.step: one.name for one in new.facts.signatories} == {
        "prepared": "孙立",
        "reviewed": "丙",
        "countersigned": "乙",
        "approved": "王敏",
    }
    assert [one.anchor for one in compare(old, new, "zh").changes] == ["fact:title"]


def test_nobody_signs_for_an_editorial_revision_who_was_not_asked(
    library: Library, policy: PolicyId
) -> None:
    to_issue(library, policy, date(2026, 1, 16))
    library.run(RevisePolicy(policy, "改标点"), by="王敏")
    assert not library.run(SubmitPolicy(policy), by="王敏").result.substantive
    library.run(ApprovePolicy(policy), by="孙立")
    new = revision_snapshot(library, policy, "A/1")
    assert [(one.step, one.name) for one in new.facts.signatories] == [
        ("prepared", "王敏"),
        ("approved", "孙立"),
    ]


def test_another_name_of_the_company_changes_no_text(library: Library, policy: PolicyId) -> None:
    to_review(library, policy)
    library.run(SetOrganisation(Organisation(words("启航信息技术股份有限公司"))))
    library.run(ApprovePolicy(policy), by="孙立")
    frozen = revision_snapshot(library, policy)
    assert frozen.organisation.name.zh == "启航信息技术股份有限公司"
    library.run(SetOrganisation(Organisation(words("别的公司"))))
    assert revision_snapshot(library, policy) == frozen
    path = library.file.path
    library.close()
    assert doctor(path).ok


def test_dates_at_the_end_of_the_calendar(library: Library, policy: PolicyId) -> None:
    assert months_after(date(9999, 6, 1), 12) == date.max
    to_review(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    library.run(IssuePolicy(policy, date(9999, 1, 31)), by="文控")
    assert policy_life(library, policy).latest.review_due == date.max


def test_what_is_no_trial_does_not_end(library: Library, policy: PolicyId) -> None:
    to_review(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Refused) as error:
        library.run(IssuePolicy(policy, date(2026, 2, 1), trial_until=date(2026, 8, 1)), by="文控")
    assert codes(error) == {"life-no-trial"}


def test_nothing_is_submitted_that_is_yet_to_be_prepared(
    library: Library, policy: PolicyId
) -> None:
    set_facts(library, policy, prepared=date(2026, 1, 17), issued=date(2020, 1, 1))
    with pytest.raises(Refused) as error:
        library.run(SubmitPolicy(policy), by="王敏")
    assert codes(error) == {"life-prepared-late"}
    set_facts(library, policy, prepared=date(2026, 1, 16))
    to_review(library, policy)
    library.run(ApprovePolicy(policy), by="孙立")
    assert revision_snapshot(library, policy).facts.issued is None


def test_rules_past_the_command_take_their_defaults(library: Library) -> None:
    wrong = {"consult": -1, "review": 99, "review_months": 10**9, "style": "roman", "amendments": 2}
    library.run(SetSetting("life-rules", wrong))
    assert life_rules(library) == LifeRules(amendments=2)


@pytest.mark.parametrize("state", ["approved", "issued"])
def test_no_policy_comes_in_approved(library: Library, policy: PolicyId, state: str) -> None:
    """Not even by a command that puts back what was removed."""
    to_review(library, policy)
    event = {"seq": 5, "kind": "approved", "by": "王敏", "revision": "A/0"}
    life = {"policy_id": policy, "seq": 5, "event": event}
    rows: list[Any] = [{"table": "life_event", "values": life}]
    raw = {"command": "restore-policy", "policy_id": policy, "rows": rows}
    with pytest.raises(Refused):
        library.run(read_command(raw))
    copy = library.run(DuplicatePolicy(policy, words("抄本"))).inverse
    taken: Any = library.run(copy).inverse.to_json()
    for row in taken["rows"]:
        if row["table"] == "policy":
            row["values"]["state"] = state
    middle = canonical_dump(library)
    with pytest.raises(Refused):
        library.run(read_command(taken))
    assert canonical_dump(library) == middle
    assert policy_life(library, policy).latest.approved is None


def test_a_copy_still_touches_employees(library: Library, policy: PolicyId) -> None:
    set_facts(library, policy, touches_employees=True, trial=True, revision_style="version")
    copy = library.run(DuplicatePolicy(policy, words("抄本"))).result
    facts = policy_snapshot(library, copy).facts
    assert (facts.touches_employees, facts.trial, facts.revision) == (True, True, "V1.0")


def test_a_style_of_revisions_that_there_is_not(library: Library, policy: PolicyId) -> None:
    with pytest.raises(Refused) as error:
        library.run(SetPolicyFacts(policy, PolicyFacts(revision_style="roman")))
    assert codes(error) == {"revision-style-unknown"}


def set_title(library: Library, policy: PolicyId) -> None:
    with library.file.writing() as session:
        session.get_one(Policy, policy).title = {"zh": "改", "en": ""}
        session.flush()


def give_away(library: Library, policy: PolicyId, other: PolicyId) -> None:
    with library.file.writing() as session:
        row = session.scalars(select(Field).filter_by(policy_id=policy)).first()
        assert row is not None
        row.policy_id, row.id = other, "given-away"
        session.flush()


def test_below_the_commands(library: Library, policy: PolicyId) -> None:
    """What has been submitted stays, and so does every part of it."""
    other = new_policy(library)
    library.run(SubmitPolicy(policy), by="王敏")
    with pytest.raises(Refused):
        set_title(library, policy)
    with pytest.raises(Refused):
        give_away(library, policy, other)
    for statement in (update(Field).values(value=None), delete(Policy)):
        with (
            pytest.raises(TypeError, match="one by one"),
            library.file.writing() as session,
        ):
            session.execute(statement)
