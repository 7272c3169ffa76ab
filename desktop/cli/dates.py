"""Dates on the command line."""

from datetime import date

from desktop.cli.request import Request
from desktop.models.errors import Refused

__all__ = ["date_of"]


def date_of(request: Request, name: str) -> date | None:
    """The date of an option, None where it was not given. Refused where it is none."""
    given = request.given(name)
    if given is None:
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError as error:
        raise Refused("usage-not-a-date", option=f"--{name}", value=given[:40]) from error
