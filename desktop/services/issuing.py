"""Issues a revision together with its finished PDF, which is kept byte for byte."""

from dataclasses import dataclass, replace
from datetime import date

from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.models.entities import FrozenRevision, Policy
from desktop.models.errors import Refused
from desktop.models.life import LifeEvent, fold
from desktop.models.life_rules import against_issuing, day_order
from desktop.services.clock import local_time
from desktop.services.commands.issue_policy import FinishedFile, IssuePolicy, issue_dates
from desktop.services.freezing import thawed
from desktop.services.library import Library
from desktop.services.life_reading import life_of, rules_of
from desktop.services.life_steps import refuse_for
from desktop.services.policy_reading import facts_of
from desktop.services.printing import FINISHED
from desktop.services.queries import find_policy, today
from desktop.services.words import checked_line
from desktop.writers.catalogue import Progress, writer

__all__ = ["IssuePlan", "finished_files", "issue_revision", "plan_issue"]

_STEPS = 1000
"""Progress counts so many steps for each language."""


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """`command` issues it, yet without files; `orders` print the policy book as it will be then,
    one in each language of the policy. It holds for `day`, on which it was made."""

    command: IssuePolicy
    orders: tuple[PrintOrder, ...]
    day: date


def issue_revision(
    library: Library,
    reference: str,
    by: str,
    effective: date,
    *,
    review_due: date | None = None,
    trial_until: date | None = None,
    issue_number: str = "",
    progress: Progress | None = None,
) -> LifeEvent:
    """Makes the finished PDFs, then issues with them in one transaction.

    May run in any thread. Refused before anything long is done where the rules forbid it;
    Cancelled where `progress` says to stop: then nothing has happened.
    """
    while True:
        plan = plan_issue(
            library,
            reference,
            by,
            effective,
            review_due=review_due,
            trial_until=trial_until,
            issue_number=issue_number,
        )
        files = finished_files(plan, progress)
        # Where midnight has passed meanwhile, the date on the cover is no longer that of issue.
        if today(library) == plan.day:
            break
    return library.run(replace(plan.command, files=files), by=by).result


def plan_issue(
    library: Library,
    reference: str,
    by: str,
    effective: date,
    *,
    review_due: date | None = None,
    trial_until: date | None = None,
    issue_number: str = "",
) -> IssuePlan:
    """What issuing would be. Refused, naming everything, where the rules forbid it."""
    if not by.strip():
        raise Refused("person-missing")
    number = checked_line(issue_number, "issue_number")
    policy_id = find_policy(library, reference)
    now = library.clock()
    day = local_time(now).date()
    with library.read() as session:
        row = session.get_one(Policy, policy_id)
        life = life_of(session, policy_id)
        facts, rules = facts_of(row), rules_of(session)
        due, until = issue_dates(facts, rules, effective, review_due, trial_until)
        refuse_for("life-refused", day_order(life, day), row)
        obstacles = against_issuing(life, facts, rules, day, effective, due, until)
        refuse_for("life-refused", obstacles, row)
        revision = life.latest.revision
        frozen = session.get_one(FrozenRevision, (policy_id, revision))
        event = LifeEvent(
            len(life.events) + 1,
            revision,
            now,
            day,
            by,
            "issued",
            effective=effective,
            review_due=due,
            trial_until=until,
            issue_number=number or facts.issue_number,
        )
        told = fold(life.revisions[0].revision, (*life.events, event))
        policy = thawed(frozen, told, "issued")
    command = IssuePolicy(policy_id, effective, review_due, trial_until, number)
    printed = local_time(now)
    orders = tuple(PrintOrder(policy, printed, one) for one in policy.languages)
    return IssuePlan(command, orders, day)


def finished_files(plan: IssuePlan, progress: Progress | None = None) -> tuple[FinishedFile, ...]:
    """The policy book as PDF in every language, in memory."""
    kind, chosen = document_kind(FINISHED), writer("pdf")
    total = len(plan.orders) * _STEPS
    files: list[FinishedFile] = []
    for order in plan.orders:
        before = len(files) * _STEPS

        def told(done: int, of: int, before: int = before) -> bool:
            return progress is None or progress(before + done * _STEPS // max(of, 1), total)

        written = chosen.write(kind.build(order), told)
        assert order.language is not None  # every order of a plan names its own
        files.append(FinishedFile(FINISHED, order.language, written.data))
    return tuple(files)
