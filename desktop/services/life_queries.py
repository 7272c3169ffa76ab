"""What is read of a policy's life: its revisions, opinions, what was frozen and kept."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.i18n import Language
from desktop.models import snapshot
from desktop.models.change_notes import ChangeNote
from desktop.models.entities import FrozenRevision, KeptFile
from desktop.models.entities import Policy as PolicyRow
from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import PolicyLife
from desktop.models.life_rules import LifeRules, against_approving
from desktop.models.plain import from_plain
from desktop.services.freezing import agreed_digest
from desktop.services.library import Library
from desktop.services.life_reading import frozen_policy, life_of, notes_of, rules_of
from desktop.services.policy_reading import read_policy
from desktop.services.queries import find_policy, today
from desktop.services.readiness import Finding, check_report, faults_in

__all__ = [
    "Kept",
    "approval_obstacles",
    "change_notes",
    "content_hashes",
    "frozen_report",
    "in_force_labels",
    "in_force_snapshot",
    "kept_file",
    "kept_files",
    "life_rules",
    "policy_life",
    "revision_snapshot",
]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished file that is kept with a revision, without its bytes."""

    revision: str
    document: str
    language: str
    sha256: str


def policy_life(library: Library, reference: str) -> PolicyLife:
    policy_id = find_policy(library, reference)
    with library.read() as session:
        return life_of(session, policy_id)


def life_rules(library: Library) -> LifeRules:
    with library.read() as session:
        return rules_of(session)


def revision_snapshot(library: Library, reference: str, revision: str = "") -> snapshot.Policy:
    """A revision whole: as it was approved, or as it is while it is open. "": the working one.

    Refused where there is none of that name.
    """
    policy_id = find_policy(library, reference)
    with library.read() as session:
        life = life_of(session, policy_id)
        label = revision or life.latest.revision
        if life.revision(label) is None:
            kept = ", ".join(one.revision for one in life.revisions)
            raise Refused("revision-unknown", revision=revision[:40], kept=kept)
        frozen = frozen_policy(session, policy_id, label, life, today(library))
        return frozen or read_policy(session, policy_id, today(library))


def in_force_snapshot(library: Library, reference: str) -> snapshot.Policy | None:
    """The revision whose text applies today; None where none does."""
    policy_id = find_policy(library, reference)
    day = today(library)
    with library.read() as session:
        life = life_of(session, policy_id)
        found = life.in_force(day)
        return (
            None if found is None else frozen_policy(session, policy_id, found.revision, life, day)
        )


def in_force_labels(library: Library) -> dict[PolicyId, str]:
    """Policy → the revision whose text applies today; policies without one are not among them."""
    day = today(library)
    with library.read() as session:
        found = {
            PolicyId(one): life_of(session, one).in_force(day)
            for one in session.scalars(select(PolicyRow.id))
        }
    return {policy: life.revision for policy, life in found.items() if life is not None}


def approval_obstacles(library: Library, reference: str, by: str) -> tuple[Problem, ...]:
    """What would be refused if `by` approved now, without trying; () where nothing would."""
    policy_id = find_policy(library, reference)
    with library.read() as session:
        policy = read_policy(session, policy_id, today(library))
        life = life_of(session, policy_id)
        report = check_report(policy)
        return tuple(
            against_approving(
                life.latest,
                policy.facts,
                rules_of(session),
                by,
                agreed_digest(policy),
                faults_in(report),
            )
        )


def change_notes(library: Library, reference: str, revision: str) -> dict[str, ChangeNote]:
    policy_id = find_policy(library, reference)
    with library.read() as session:
        return notes_of(session, policy_id, revision)


def content_hashes(library: Library, policy_id: PolicyId) -> dict[str, str]:
    """Revision → the hash that it was approved with."""
    statement = select(FrozenRevision.revision, FrozenRevision.content_hash)
    with library.read() as session:
        rows = session.execute(statement.filter_by(policy_id=policy_id))
        return {row.revision: row.content_hash for row in rows}


def frozen_report(library: Library, policy_id: PolicyId, revision: str) -> tuple[Finding, ...]:
    """What the check said when the revision was approved."""
    with library.read() as session:
        row = session.get(FrozenRevision, (policy_id, revision))
        return () if row is None else from_plain(tuple[Finding, ...], row.report)


def kept_files(library: Library, policy_id: PolicyId) -> tuple[Kept, ...]:
    """What is kept of all revisions, in the order of their making."""
    statement = select(
        KeptFile.revision, KeptFile.document, KeptFile.language, KeptFile.sha256
    ).filter_by(policy_id=policy_id)
    with library.read() as session:
        rows = session.execute(statement.order_by(KeptFile.made, KeptFile.language))
        return tuple(Kept(*row) for row in rows)


def kept_file(
    library: Library, policy_id: PolicyId, revision: str, document: str, language: Language
) -> bytes | None:
    """The bytes of a finished file; None where none is kept."""
    with library.read() as session:
        row = session.get(KeptFile, (policy_id, revision, document, language))
        return None if row is None else row.data
