"""The command that opens the window: handed on to whoever can open one (see `cli.run`)."""

from desktop.cli.grammar import Command
from desktop.cli.request import Answer, Request
from desktop.models.errors import Refused


def _gui(_request: Request) -> Answer:
    """Reached only where nobody can open a window."""
    raise Refused("no-display")


COMMANDS = (Command(("gui",), _gui),)
