"""Numbers on the command line."""

from desktop.cli.request import Request
from desktop.models.errors import Refused

__all__ = ["whole_number"]


def whole_number(request: Request, name: str, *, default: int, least: int, most: int) -> int:
    """The whole number of an option. Refused naming the option where it is none, or too far."""
    given = request.given(name)
    if given is None:
        return default
    if not given.isascii() or not given.isdecimal() or not least <= int(given[:12]) <= most:
        option = name if name.isupper() else f"--{name}"  # NUMBER stands at its place
        raise Refused("usage-not-a-number", option=option, value=given, least=least, most=most)
    return int(given)
