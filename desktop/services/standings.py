"""What applies of each policy today: for lists, which read no text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.entities import Policy
from desktop.models.identity import PolicyId
from desktop.models.life import PolicyLife
from desktop.services.library import Library
from desktop.services.life_reading import life_of
from desktop.services.queries import today

__all__ = ["Standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What applies of a policy today, beside what is being written. `in_force`: the revision whose
    text applies; its dates. `coming`: one that has been issued and applies from `coming_from`."""

    in_force: str = ""
    review_due: date | None = None
    trial_until: date | None = None
    expired_on: date | None = None
    coming: str = ""
    coming_from: date | None = None


def standings(library: Library, wanted: Iterable[PolicyId]) -> dict[PolicyId, Standing]:
    """What applies of each policy today."""
    day = today(library)
    found: dict[PolicyId, Standing] = {}
    with library.read() as session:
        for policy_id in wanted:
            if session.get(Policy, policy_id) is not None:
                found[policy_id] = _standing(life_of(session, policy_id), day)
    return found


def _standing(life: PolicyLife, day: date) -> Standing:
    applies = life.in_force(day)
    coming = next(
        (one for one in life.revisions if life.state_on(one.revision, day) == "issued"), None
    )
    expired = [
        one.trial_until
        for one in life.revisions
        if life.state_on(one.revision, day) == "expired" and one.trial_until is not None
    ]
    return Standing(
        in_force=applies.revision if applies is not None else "",
        review_due=applies.review_due if applies is not None else None,
        trial_until=applies.trial_until if applies is not None else None,
        expired_on=expired[-1] if expired else None,
        coming=coming.revision if coming is not None else "",
        coming_from=coming.effective if coming is not None else None,
    )
