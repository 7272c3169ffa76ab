"""What time it is: the computer's clock, or SOURCE_DATE_EPOCH for repeatable documents."""

import os
from datetime import UTC, datetime

from desktop.models.errors import Refused

__all__ = ["local_time", "moment_of", "now"]


def now() -> datetime:
    """This moment in UTC. Refused where SOURCE_DATE_EPOCH is set and is no number of seconds."""
    held = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not held:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(held), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("clock-not-a-number", given=held[:40]) from error


def local_time(moment: datetime) -> datetime:
    """`moment` as this place's clock shows it; UTC where the time is held (SOURCE_DATE_EPOCH), so
    that documents are the same everywhere."""
    return moment if os.environ.get("SOURCE_DATE_EPOCH") else moment.astimezone()


def moment_of(local: datetime) -> datetime:
    """The moment in UTC at which this place's clock shows `local`: what `local_time` undoes."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return local.replace(tzinfo=UTC)
    return local.astimezone(UTC)
