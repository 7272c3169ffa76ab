"""Commands that lead a policy through its life, from draft to force and to the next revision."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.cli.dates import date_of
from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import opened, opened_to_read
from desktop.cli.numbers import whole_number
from desktop.cli.request import Answer, Request, iso
from desktop.cli.tables import aligned

if TYPE_CHECKING:
    from desktop.models.definitions import Json
    from desktop.models.identity import PolicyId
    from desktop.models.life import LifeEvent, PolicyLife, RevisionLife
    from desktop.services.command import Command as Act
    from desktop.services.library import Library

STEPS = ("consult", "countersign", "review")
OPINIONS = ("agree", "agree-after-change", "disagree")
OUTCOMES = ("adopted", "partly", "rejected")
PROCEDURES = ("consultation", "publicity")
STYLES = ("letter", "number", "version")


def _submit(request: Request) -> Answer:
    from desktop.services.commands.submit_policy import SubmitPolicy

    return _act(request, lambda _library, policy: SubmitPolicy(policy))


def _review(request: Request) -> Answer:
    from desktop.services.commands.give_opinion import GiveOpinion

    def opinion(library: "Library", policy: "PolicyId") -> "Act[LifeEvent]":
        clause = _clause(library, policy, request.text("clause"))
        step, said = request.text("step"), request.text("opinion")
        return GiveOpinion(policy, step, said, clause, request.text("comment"))

    return _act(request, opinion)


def _clause(library: "Library", policy: "PolicyId", given: str) -> str:
    if not given.strip():
        return ""
    from desktop.documents.clause_names import clause_meant
    from desktop.services.queries import policy_snapshot

    return clause_meant(policy_snapshot(library, policy), given)


def _answer(request: Request) -> Answer:
    from desktop.services.commands.answer_opinion import AnswerOpinion

    number = whole_number(request, "NUMBER", default=0, least=1, most=1_000_000)
    outcome, comment = request.text("outcome"), request.text("comment")
    return _act(request, lambda _library, policy: AnswerOpinion(policy, number, outcome, comment))


def _return(request: Request) -> Answer:
    from desktop.services.commands.return_policy import ReturnPolicy

    return _act(request, lambda _library, policy: ReturnPolicy(policy, request.text("reason")))


def _procedure(request: Request) -> Answer:
    from desktop.services.commands.record_procedure import RecordProcedure

    kind, proof = request.text("PROCEDURE"), request.text("proof")
    held = date_of(request, "held")
    assert held is not None  # the grammar asks for it
    return _act(request, lambda _library, policy: RecordProcedure(policy, kind, held, proof))


def _approve(request: Request) -> Answer:
    from desktop.services.commands.approve_policy import ApprovePolicy

    return _act(request, lambda _library, policy: ApprovePolicy(policy))


def _withdraw(request: Request) -> Answer:
    from desktop.services.commands.withdraw_policy import WithdrawPolicy

    reason, revision = request.text("reason"), request.text("revision")
    return _act(request, lambda _library, policy: WithdrawPolicy(policy, reason, revision))


def _revise(request: Request) -> Answer:
    from desktop.services.commands.revise_policy import RevisePolicy

    reason, edition = request.text("reason"), request.switched("new-edition")
    return _act(request, lambda _library, policy: RevisePolicy(policy, reason, edition))


def _discard(request: Request) -> Answer:
    from desktop.services.commands.discard_revision import DiscardRevision

    return _act(request, lambda _library, policy: DiscardRevision(policy, request.text("reason")))


def _issue(request: Request) -> Answer:
    from desktop.cli.progress import progress_line
    from desktop.services.issuing import issue_revision
    from desktop.services.life_queries import kept_files
    from desktop.services.queries import find_policy

    effective = date_of(request, "effective")
    assert effective is not None  # the grammar asks for it
    with opened(request) as library:
        policy = find_policy(library, request.text("POLICY"))
        with progress_line(request.say("issuing")) as progress:
            event = issue_revision(
                library,
                policy,
                request.text("by"),
                effective,
                review_due=date_of(request, "review-due"),
                trial_until=date_of(request, "trial-until"),
                issue_number=request.text("issue-number"),
                progress=progress,
            )
        data = _told(library, policy, event)
        kept = [one for one in kept_files(library, policy) if one.revision == event.revision]
    data["files"] = [
        {"document": one.document, "language": one.language, "sha256": one.sha256} for one in kept
    ]
    return Answer(data, _lines(data, request))


def _act(request: Request, made: "Callable[[Library, PolicyId], Act[LifeEvent]]") -> Answer:
    """Runs one step of the life and tells where the policy stands then."""
    from desktop.services.queries import find_policy

    with opened(request) as library:
        policy = find_policy(library, request.text("POLICY"))
        event = library.run(made(library, policy), by=request.text("by")).result
        data = _told(library, policy, event)
    return Answer(data, _lines(data, request))


def _told(library: "Library", policy: "PolicyId", event: "LifeEvent") -> "dict[str, Json]":
    from desktop.services.life_queries import policy_life
    from desktop.services.queries import today

    life, day = policy_life(library, policy), today(library)
    # A revision that was given up is there no longer: then it is the one before that stands.
    label = event.revision if life.revision(event.revision) else life.latest.revision
    return {
        "policy": policy,
        "state": life.state_on(label, day),
        "revision": label,
        "in_force": in_force_label(life, day),
        "event": event_json(event),
    }


def _lines(data: "dict[str, Json]", request: Request) -> tuple[str, ...]:
    event = data["event"]
    assert isinstance(event, dict)
    number = event["number"] if event["kind"] == "opinion" else None
    stands = request.say(
        "life_stands",
        policy=data["policy"],
        revision=data["revision"],
        state=request.say(f"state_{data['state']}"),
    )
    numbered = (request.say("opinion_number", number=number),) if number is not None else ()
    return (*numbered, stands)


def in_force_label(life: "PolicyLife", day: date) -> str | None:
    found = life.in_force(day)
    return None if found is None else found.revision


def event_json(event: "LifeEvent") -> "dict[str, Json]":
    """An event with what it says; `number` is what `answer` takes."""
    from desktop.models.plain import to_plain

    plain = to_plain(event)
    assert isinstance(plain, dict)
    plain.pop("seq")
    return {"number": event.seq, **plain}


# -- what there is -----------------------------------------------------------------------------


def _revisions(request: Request) -> Answer:
    from desktop.services.life_queries import content_hashes, kept_files, policy_life
    from desktop.services.queries import find_policy, today

    with opened_to_read(request) as library:
        policy = find_policy(library, request.text("POLICY"))
        life, day = policy_life(library, policy), today(library)
        hashes = content_hashes(library, policy)
        kept = kept_files(library, policy)
        places = _places(library, policy, life, request)
    shown: list[Json] = []
    rows = [tuple(request.say(f"revisions_{name}") for name in ("label", "state", "days", "hash"))]
    for one in life.revisions:
        state, full = life.state_on(one.revision, day), hashes.get(one.revision, "")
        files: list[Json] = [
            {"document": file.document, "language": file.language, "sha256": file.sha256}
            for file in kept
            if file.revision == one.revision
        ]
        shown.append({**_revision_json(one, state), "content_hash": full or None, "files": files})
        days = request.say(
            "revisions_dates",
            approved=iso(one.approved.day if one.approved else None) or "—",
            issued=iso(one.issued.day if one.issued else None) or "—",
            effective=iso(one.effective) or "—",
        )
        rows.append((one.revision, request.say(f"state_{state}"), days, full[:8].upper() or "—"))
    lines = aligned(rows)
    for one in life.revisions:
        lines += _opinion_lines(one, request, places)
    data: Json = {"policy": policy, "in_force": in_force_label(life, day), "revisions": shown}
    return Answer(data, lines)


def _revision_json(one: "RevisionLife", state: str) -> "dict[str, Json]":
    opinions: list[Json] = []
    unanswered = {opinion.seq for opinion in one.unanswered()}
    for opinion in one.opinions:
        answer = one.answer_to(opinion)
        opinions.append(
            {
                **event_json(opinion),
                "open": opinion.seq in unanswered,
                "answer": None if answer is None else event_json(answer),
            }
        )
    return {
        "revision": one.revision,
        "state": state,
        "base": one.base or None,
        "reason": one.opened.comment if one.opened else "",
        "prepared_by": list(one.preparers),
        "submitted": iso(one.submitted.day if one.submitted else None),
        "substantive": one.submitted.substantive if one.submitted else None,
        "roles": list(one.submitted.roles) if one.submitted else [],
        "approved": iso(one.approved.day if one.approved else None),
        "approved_by": [approval.by for approval in one.approvals],
        "issued": iso(one.issued.day if one.issued else None),
        "issue_number": one.issued.issue_number if one.issued else "",
        "effective": iso(one.effective),
        "review_due": iso(one.review_due),
        "trial_until": iso(one.trial_until),
        "withdrawn": iso(one.withdrawn.day if one.withdrawn else None),
        "opinions": opinions,
        "procedures": [event_json(procedure) for procedure in one.procedures],
    }


def _places(
    library: "Library", policy: "PolicyId", life: "PolicyLife", request: Request
) -> dict[tuple[str, str], str]:
    """Revision and anchor of every clause that an opinion is about → how it is printed."""
    from desktop.documents.clause_names import ClauseNames
    from desktop.services.life_queries import revision_snapshot

    found: dict[tuple[str, str], str] = {}
    for one in life.revisions:
        clauses = {opinion.clause for opinion in one.opinions if opinion.clause}
        if not clauses:
            continue
        snapshot = revision_snapshot(library, policy, one.revision)
        own = request.language in snapshot.languages
        names = ClauseNames(snapshot, request.language if own else snapshot.languages[0])
        found |= {(one.revision, clause): names.label(clause) for clause in clauses}
    return found


def _opinion_lines(
    one: "RevisionLife", request: Request, places: dict[tuple[str, str], str]
) -> list[str]:
    lines = []
    unanswered = {opinion.seq for opinion in one.unanswered()}
    for opinion in one.opinions:
        answer = one.answer_to(opinion)
        outcome = request.say("opinion_open") if opinion.seq in unanswered else ""
        if answer is not None:
            outcome = request.say(f"outcome_{answer.outcome}")
        lines.append(
            request.say(
                "opinion_line",
                revision=one.revision,
                number=opinion.seq,
                day=opinion.day,
                person=opinion.by,
                step=request.say(f"step_{opinion.step}"),
                opinion=request.say(f"opinion_{opinion.opinion}"),
                comment=" ".join(
                    part
                    for part in (places.get((one.revision, opinion.clause), ""), opinion.comment)
                    if part
                ),
                outcome=outcome,
            ).rstrip()
        )
    return lines


def _life_rules(request: Request) -> Answer:
    """Shows the rules; with any option, sets that one first."""
    from dataclasses import asdict, replace

    from desktop.services.commands.set_life_rules import SetLifeRules
    from desktop.services.life_queries import life_rules

    names = {one.name: one.name.replace("-", "_") for one in RULES}
    given = [name for name in names if request.given(name) is not None]
    if given:
        numbers = {
            names[name]: whole_number(request, name, default=0, least=0, most=120)
            for name in given
            if name != "style"
        }
        with opened(request) as library:
            before = life_rules(library)
            style = request.text("style", before.style)
            wanted = replace(before, style=style, **numbers)
            library.run(SetLifeRules(wanted), by=request.text("by"))
            rules = life_rules(library)
    else:
        with opened_to_read(request) as library:
            rules = life_rules(library)
    shown = asdict(rules)
    rows = [(request.say(f"rule_{name}"), str(value)) for name, value in shown.items()]
    return Answer(shown, aligned(rows))


POLICY = Argument("POLICY")
BY = Option("by", "PERSON", required=True)
REASON = Option("reason", "T", required=True)
RULES = (
    Option("consult", "N"),
    Option("countersign", "N"),
    Option("review", "N"),
    Option("amendments", "N"),
    Option("review-months", "N"),
    Option("trial-months", "N"),
    Option("style", "letter|number|version", choices=STYLES),
)
COMMANDS = (
    Command(("submit",), _submit, (POLICY,), (BY,)),
    Command(
        ("review",),
        _review,
        (POLICY,),
        (
            BY,
            Option("step", "|".join(STEPS), choices=STEPS, required=True),
            Option("opinion", "|".join(OPINIONS), choices=OPINIONS, required=True),
            Option("clause", "ID"),
            Option("comment", "T"),
        ),
    ),
    Command(
        ("answer",),
        _answer,
        (POLICY, Argument("NUMBER")),
        (
            BY,
            Option("outcome", "|".join(OUTCOMES), choices=OUTCOMES, required=True),
            Option("comment", "T"),
        ),
    ),
    Command(("return",), _return, (POLICY,), (BY, REASON)),
    Command(
        ("procedure",),
        _procedure,
        (POLICY, Argument("PROCEDURE", choices=PROCEDURES)),
        (BY, Option("held", "DATE", required=True), Option("proof", "T", required=True)),
    ),
    Command(("approve",), _approve, (POLICY,), (BY,)),
    Command(
        ("issue",),
        _issue,
        (POLICY,),
        (
            BY,
            Option("effective", "DATE", required=True),
            Option("review-due", "DATE"),
            Option("trial-until", "DATE"),
            Option("issue-number", "N"),
        ),
    ),
    Command(("withdraw",), _withdraw, (POLICY,), (BY, REASON, Option("revision", "R"))),
    Command(("revise",), _revise, (POLICY,), (BY, Option("reason", "T"), Option("new-edition"))),
    Command(("discard",), _discard, (POLICY,), (BY, REASON)),
    Command(("revisions",), _revisions, (POLICY,)),
    Command(("life-rules",), _life_rules, (), (*RULES, Option("by", "PERSON"))),
)
