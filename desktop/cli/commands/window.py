"""The command that opens the window: the command line hands it on to whoever can (see `cli.run`)."""

from desktop.cli.grammar import Command
from desktop.cli.request import Answer, Request
from desktop.models.errors import Refused


def _gui(_request: Request) -> Answer:
    """Reached only where nobody can open a window."""
    raise Refused("no-display")


COMMANDS = (Command(("gui",), _gui),)
