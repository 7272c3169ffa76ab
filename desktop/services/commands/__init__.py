"""One file per thing that a person does; the registry finds the commands in them."""

from functools import cache
from typing import Any

from desktop.models.definitions import Json
from desktop.models.plain import from_plain
from desktop.registry import modules_of
from desktop.services.command import Command

__all__ = ["command_kinds", "read_command"]


@cache
def command_kinds() -> dict[str, type[Command[Any]]]:
    """Every command, by its name."""
    found: dict[str, type[Command[Any]]] = {}
    for module in modules_of(__name__):
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, Command) and "name" in vars(one):
                found[one.name] = one
    return found


def read_command(raw: Json) -> Command[Any]:
    """The command that `to_json` made `raw` of. ValueError where it did not."""
    if not isinstance(raw, dict) or raw.get("command") not in command_kinds():
        raise ValueError(f"not a command: {raw!r}")
    kind = command_kinds()[str(raw["command"])]
    return from_plain(kind, {key: one for key, one in raw.items() if key != "command"})
