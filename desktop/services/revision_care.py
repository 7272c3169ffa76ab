"""What can be wrong with revisions that were approved: files, frozen content, working text."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import snapshot
from desktop.models.canonical import digest
from desktop.models.entities import FrozenRevision, KeptFile, Policy
from desktop.models.errors import Problem
from desktop.models.identity import PolicyId
from desktop.models.plain import from_plain
from desktop.services.freezing import content_digest, content_of
from desktop.services.policy_reading import facts_of, read_policy

__all__ = ["frozen_faults", "kept_faults"]

_FROZEN_STATES = ("approved", "issued", "withdrawn")


def kept_faults(session: Session) -> Iterator[Problem]:
    """Finished files that are not the bytes that were kept. One file is held at a time."""
    names = ("policy_id", "revision", "document", "language")
    keys = session.execute(select(*(getattr(KeptFile, one) for one in names))).all()
    for key in keys:
        facts = dict(zip(names, key, strict=True))
        statement = select(KeptFile.data, KeptFile.sha256).filter_by(**facts)
        data, told = session.execute(statement).one()
        if hashlib.sha256(data).hexdigest() != told:
            place = _place(facts["policy_id"], facts["revision"])
            yield Problem(place, "kept-file-altered", facts)


def frozen_faults(session: Session) -> Iterator[Problem]:
    """Revisions whose content is not what was approved. Asked of sound rows only."""
    for row in session.scalars(select(FrozenRevision)):
        facts = {"policy": row.policy_id, "revision": row.revision}
        place = _place(row.policy_id, row.revision)
        try:
            frozen = from_plain(snapshot.Policy, row.content)
        except ValueError:
            yield Problem(place, "frozen-content-altered", facts)
            continue
        if digest(content_of(frozen)) != row.content_hash:
            yield Problem(place, "frozen-content-altered", facts)
        else:
            yield from _working_fault(session, row, frozen)


def _working_fault(
    session: Session, row: FrozenRevision, frozen: snapshot.Policy
) -> Iterator[Problem]:
    """The rows that are worked on hold the revision still, where it is the latest one."""
    policy = session.get_one(Policy, row.policy_id)
    if policy.state not in _FROZEN_STATES or facts_of(policy).revision != row.revision:
        return
    working = read_policy(session, PolicyId(row.policy_id), row.approved.date())
    # The name of the company is the library's: it may have changed since.
    working = replace(working, organisation=frozen.organisation)
    if content_digest(working) != row.content_hash:
        facts = {"policy": row.policy_id, "revision": row.revision}
        yield Problem(_place(row.policy_id, row.revision), "working-text-altered", facts)


def _place(policy_id: str, revision: str) -> str:
    return f"{policy_id} {revision}"
