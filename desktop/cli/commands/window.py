"""The command that opens the window."""

from desktop.cli.grammar import Command
from desktop.cli.request import Answer, Request
from desktop.models.errors import Refused


def _gui(_request: Request) -> Answer:
    raise Refused("no-window")


COMMANDS = (Command(("gui",), _gui),)
