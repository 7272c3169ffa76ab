"""Another program at work on a library: run as a process of its own by the tests beside it.

`hold PATH`          opens for writing, says `open`, closes when its input ends.
`look PATH`          opens as far as it can and says what it may do.
`locked-out PATH`    as `look`, but as a user who owns nothing (where the tests run as root).
`serve`              for every line `PATH EDITS` on its input: a process that edits and says so.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from desktop.models.errors import KnownError
from desktop.services import log_queries, queries, search
from desktop.services.commands.set_setting import SetSetting
from desktop.services.library import Library

NOBODY = 65534


def say(**facts: object) -> None:
    os.write(1, json.dumps(facts, default=str).encode() + b"\n")


def hold(path: Path) -> None:
    with Library.open(path, create=True):
        say(open=os.getpid())
        sys.stdin.read()


def look(path: Path) -> None:
    """What opening gives, what can be read, and how a write is refused."""
    try:
        with Library.open(path) as library:
            policies = len(queries.policy_summaries(library))
            edits = log_queries.setting(library, "edit")
            found = len(search.search(library, "制度"))
            try:
                library.run(SetSetting("looked", True))
                refused = None
            except KnownError as error:
                refused = error.code
            warnings = [one.code for one in library.warnings]
            say(
                read_only=library.read_only,
                warnings=warnings,
                refused=refused,
                policies=policies,
                edits=edits,
                found=found,
            )
    except KnownError as error:
        say(error=error.code, facts=dict(error.facts))


def edit(path: Path, first: int) -> None:
    """Edits without end, each said when it is committed. Killed from outside."""
    with Library.open(path, create=True) as library:
        number = first
        while True:
            library.run(SetSetting("edit", number))
            os.write(1, f"{number}\n".encode())
            number += 1


def serve() -> None:
    """Forks an editor a line: the imports, most of a program's start, are made once."""
    with Library.open(Path(sys.argv[2]), create=True) as library:
        library.run(SetSetting("warm", True))
    for line in sys.stdin:
        first, path = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            try:
                edit(Path(path), int(first))
            finally:
                os._exit(1)
        os.write(2, f"{child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"killed\n")


def main() -> None:
    task = sys.argv[1]
    if task == "serve":
        serve()
    elif task == "hold":
        hold(Path(sys.argv[2]))
    else:
        if task == "locked-out" and os.geteuid() == 0:
            # This user may not be able to read the interpreter: all is imported before.
            with tempfile.TemporaryDirectory() as folder:
                Library.open(Path(folder) / "warm.policydesk", create=True).close()
                look(Path(folder) / "warm.policydesk")
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        look(Path(sys.argv[2]))


if __name__ == "__main__":
    main()
