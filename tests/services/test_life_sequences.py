"""Whatever people do in whatever order: an approved text stays, no step is skipped, nobody approves
what they prepared, dates are in order, and undo stops at an approval."""

import os
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Refused
from desktop.models.identity import FieldId
from desktop.models.life import OPINIONS, OUTCOMES, STEPS, RevisionLife, name_key
from desktop.models.snapshot import Policy
from desktop.services.care import doctor
from desktop.services.clock import local_time
from desktop.services.command import Command, FinalStep
from desktop.services.commands.answer_opinion import AnswerOpinion
from desktop.services.commands.approve_policy import ApprovePolicy
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
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.commands.withdraw_policy import WithdrawPolicy
from desktop.services.library import Library
from desktop.services.life_queries import policy_life, revision_snapshot
from desktop.services.queries import policy_snapshot, policy_summaries
from tests.services.samples import new_policy, words

people = st.sampled_from(
    ["王敏", "陈建国", "赵颖", "周明华", "孙立", "王\u200b敏", "孙\u3000立", ""]
)
days = st.integers(-3, 40)
FROZEN_TEXT = ("title", "languages", "numbering", "roles", "chapters", "phases", "frozen")


class Lives(RuleBasedStateMachine):
    """One policy in one library, and a clock that people can also set back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        os.environ.setdefault("POLICYDESK_DATA", self.folder.name)
        self.now = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)
        self.path = Path(self.folder.name) / "library.policydesk"
        self.library = Library.open(
            self.path, create=True, clock=lambda: self.now, daily_backup=False
        )
        self.approved: dict[str, Policy] = {}
        self.undoable: list[Command[Any]] = []
        self.changes = 0

    @initialize()
    def begin(self) -> None:
        self.policy = new_policy(self.library)

    def run_command(self, command: Command[Any], by: str = "") -> bool:
        self.now += timedelta(seconds=1)
        try:
            outcome = self.library.run(command, by=by)
        except Refused:
            return False
        if isinstance(outcome.inverse, FinalStep):
            self.undoable.clear()
        elif not outcome.changes.nothing:
            self.undoable.append(outcome.inverse)
        return True

    @rule(on=days)
    def let_days_pass(self, on: int) -> None:
        self.now += timedelta(days=on)

    @rule(by=people)
    def submit(self, by: str) -> None:
        self.run_command(SubmitPolicy(self.policy), by)

    @rule(step=st.sampled_from(STEPS), opinion=st.sampled_from(OPINIONS), by=people)
    def opine(self, step: str, opinion: str, by: str) -> None:
        self.run_command(GiveOpinion(self.policy, step, opinion, comment="看法"), by)

    @rule(by=st.permutations(["陈建国", "赵颖", "周明华"]))
    def all_agree(self, by: list[str]) -> None:
        for step, name in zip(STEPS, by, strict=True):
            self.run_command(GiveOpinion(self.policy, step, "agree"), name)

    @rule(
        by=st.permutations(["王敏", "陈建国", "赵颖", "周明华", "孙立"]),
        times=st.integers(1, 3),
        issued=st.booleans(),
    )
    def go_on(self, by: list[str], times: int, issued: bool) -> None:
        """The straight way, from wherever it stands: chance alone hardly ever finds it."""
        for _ in range(times):
            self._go_on(by, issued)
            self.now += timedelta(days=1)

    def _go_on(self, by: list[str], issued: bool) -> None:
        self.run_command(RevisePolicy(self.policy, "要改"), by[0])
        self.edit("text")
        self.run_command(SubmitPolicy(self.policy), by[0])
        self.all_agree(by[1:4])
        for one in policy_life(self.library, self.policy).latest.unanswered():
            self.run_command(AnswerOpinion(self.policy, one.seq, "adopted"), by[0])
        self.approve(by[4])
        if issued:
            self.issue(by[3], 1)

    @rule(number=st.integers(1, 12), outcome=st.sampled_from(OUTCOMES), by=people)
    def answer(self, number: int, outcome: str, by: str) -> None:
        self.run_command(AnswerOpinion(self.policy, number, outcome, "理由"), by)

    @rule(by=people)
    def give_back(self, by: str) -> None:
        self.run_command(ReturnPolicy(self.policy, "改"), by)

    @rule(by=people)
    def approve(self, by: str) -> None:
        before = policy_life(self.library, self.policy).latest
        if not self.run_command(ApprovePolicy(self.policy), by):
            return
        life = policy_life(self.library, self.policy).latest
        if life.approved is not None:
            self._was_right_to_approve(before, by)
            self.approved[life.revision] = revision_snapshot(
                self.library, self.policy, life.revision
            )

    def _was_right_to_approve(self, life: RevisionLife, by: str) -> None:
        assert life.submitted is not None
        assert name_key(by) not in {name_key(one) for one in life.preparers}
        assert by
        if life.submitted.substantive:
            for step in STEPS:
                assert life.standing(step), step
            preparers = {name_key(one) for one in life.preparers}
            for step in ("countersign", "review"):
                agreed = [one for one in life.standing(step) if one.digest == life.submitted.digest]
                assert any(step != "review" or name_key(one.by) not in preparers for one in agreed)
        assert life.unanswered() == ()

    @rule(by=people, after=days)
    def issue(self, by: str, after: int) -> None:
        effective = local_time(self.now).date() + timedelta(days=after)
        self.run_command(IssuePolicy(self.policy, effective), by)

    @rule(by=people)
    def withdraw(self, by: str) -> None:
        self.run_command(WithdrawPolicy(self.policy, "不再适用"), by)

    @rule(by=people, new_edition=st.booleans())
    def revise(self, by: str, new_edition: bool) -> None:
        self.run_command(RevisePolicy(self.policy, "要改", new_edition), by)

    @rule(by=people)
    def discard(self, by: str) -> None:
        self.run_command(DiscardRevision(self.policy, "不改了"), by)

    @rule(procedure=st.sampled_from(["consultation", "publicity"]), by=people)
    def put_on_record(self, procedure: str, by: str) -> None:
        held = local_time(self.now).date()
        self.run_command(RecordProcedure(self.policy, procedure, held, "纪要"), by)

    @rule(kind=st.sampled_from(["text", "title", "facts", "remove", "note"]))
    def edit(self, kind: str) -> None:
        """Works in a draft, and is refused otherwise."""
        self.changes += 1
        value: Any = {"zh": f"范围{self.changes}"}
        facts = policy_snapshot(self.library, self.policy).facts
        touched = not facts.touches_employees
        commands: dict[str, Command[Any]] = {
            "text": SetFieldValues(self.policy, {FieldId("scope"): value}),
            "title": RenamePolicy(self.policy, words(f"制度{self.changes}")),
            "facts": SetPolicyFacts(
                self.policy, type(facts)(number=facts.number, touches_employees=touched)
            ),
            "remove": RemovePolicy(self.policy),
            "note": DescribeChange(
                self.policy, "part:scope/scope", ChangeNote("editorial", words("同义"))
            ),
        }
        latest = policy_life(self.library, self.policy).latest
        if kind == "remove" and not latest.last and latest.state == "draft":
            return  # a draft that nobody has submitted may go: then there is nothing to look at
        done = self.run_command(commands[kind])
        if kind != "facts" or done:
            assert done == (latest.state == "draft" and kind != "remove")

    @rule()
    def undo(self) -> None:
        """Undo is what the window keeps: it forgets everything at a final step."""
        if self.undoable:
            assert self.run_command(self.undoable.pop())
            self.undoable.pop()

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.path, clock=lambda: self.now, daily_backup=False)

    @invariant()
    def approved_text_stays(self) -> None:
        for label, kept in self.approved.items():
            now = revision_snapshot(self.library, self.policy, label)
            assert [getattr(now, one) for one in FROZEN_TEXT] == [
                getattr(kept, one) for one in FROZEN_TEXT
            ]

    @invariant()
    def dates_are_in_order(self) -> None:
        if not hasattr(self, "policy"):
            return
        life = policy_life(self.library, self.policy)
        events = [one.day for one in life.events]
        assert events == sorted(events)
        for one in life.revisions:
            if one.issued is not None:
                assert one.submitted is not None
                assert one.approved is not None
                assert one.effective is not None
                assert one.review_due is not None
                order = [one.submitted.day, one.approved.day, one.issued.day, one.effective]
                assert order == sorted(order)
                assert one.effective < one.review_due
        begun = [one.took_effect for one in life.revisions if one.took_effect is not None]
        assert begun == sorted(set(begun))

    @invariant()
    def the_list_says_what_the_life_says(self) -> None:
        if not hasattr(self, "policy"):
            return
        (summary,) = policy_summaries(self.library)
        life = policy_life(self.library, self.policy)
        day: date = local_time(self.now).date()
        assert summary.revision == life.latest.revision
        assert summary.state == life.state_on(life.latest.revision, day)
        in_force = [
            one.revision
            for one in life.revisions
            if life.state_on(one.revision, day) == "effective"
        ]
        assert len(in_force) <= 1

    def teardown(self) -> None:
        self.library.close()
        assert doctor(self.path).ok
        self.folder.cleanup()


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
