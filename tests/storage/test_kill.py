"""Killed at any moment, a program loses no committed edit and leaves an intact library."""

import os
import random
import select
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.care import doctor
from desktop.services.library import Library
from desktop.services.log_queries import audit_page, setting
from tests.storage.programs import COMMAND, ROOT

KILLS = 200
LONGEST = 0.06

pytestmark = pytest.mark.skipif(os.name == "nt", reason="fork and SIGKILL")


class Editors:
    """Programs that edit until they are killed."""

    def __init__(self, warm: Path) -> None:
        self._server = subprocess.Popen(
            [*COMMAND, "serve", str(warm)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )

    def kill_one(self, library: Path, first: int, after: float, *, at_work: bool) -> list[int]:
        """Lets an editor work from number `first` on, kills it `after` seconds after its start (or
        after its first edit: `at_work`), and gives the numbers of the edits that it said were
        committed."""
        server = self._server
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.write(f"{first} {library}\n".encode())
        server.stdin.flush()
        editor = int(server.stderr.readline())
        said = [int(server.stdout.readline())] if at_work else []
        # Not a wait for something to happen: the moment of the kill is what is varied.
        select.select([], [], [], after)
        os.kill(editor, signal.SIGKILL)
        for line in iter(server.stdout.readline, b""):
            if line == b"killed\n":
                return said
            said.append(int(line))
        raise AssertionError("the server of editors has ended")

    def close(self) -> None:
        server = self._server
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.close()
        server.wait()
        server.stdout.close()
        server.stderr.close()


def test_no_committed_edit_is_lost_in_two_hundred_kills(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(20260116)
    editors = Editors(tmp_path / "warm.policydesk")
    library = tmp_path / "library.policydesk"
    edits = lost = opened_empty = 0
    last = 0
    try:
        for number in range(KILLS):
            if number % 20 == 0:
                # Now and then the editor has to make the library first.
                library = tmp_path / f"library-{number}.policydesk"
                last = 0
            at_work = number % 4 != 0
            after = chance.uniform(0, LONGEST)
            said = editors.kill_one(library, last + 1, after, at_work=at_work)
            edits += len(said)
            if not library.exists():
                assert said == []
                opened_empty += 1
                continue
            with Library.open(library, daily_backup=False) as opened:
                kept = setting(opened, "edit") or 0
                told = said[-1] if said else last
                # One edit may be committed that the program could not say any more.
                lost += max(0, told - kept)
                assert kept in (told, told + 1)
                recorded = [one.after for one in audit_page(opened, limit=1000).entries][:-1]
                assert recorded[: len(said)] == list(range(kept, kept - len(said), -1))
            last = kept
            assert not list(tmp_path.glob(f".{library.name}*"))
            if number % 5 == 0:
                assert doctor(library).problems == ()
    finally:
        editors.close()
    record_property("kills", KILLS)
    record_property("committed edits", edits)
    assert lost == 0
    # The kills did come while edits were made, not before and not only between.
    assert edits > KILLS
    assert opened_empty < KILLS / 2
