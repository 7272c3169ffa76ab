"""Killed at any moment of anybody's work, the program loses nothing that it said was saved, and
nothing that was typed more than half a second before; it begins again where one was."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.models.identity import PolicyId
from desktop.models.wording import Localised
from desktop.services.care import doctor
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from tests.views.journey.crash_program import digest, fields_at_work

KILLS = int(os.environ.get("POLICYDESK_KILLS", "12"))
ROOT = Path(__file__).parents[3]
ACTIONS = 230
"""Of one life: typing, pasting, undoing, redoing, twice."""
PROMISE = 0.55
"""Seconds: half a second, and a turn of the loop."""
SAID = "The program ended unexpectedly. You are where you were."
OF_THE_PLATFORM = "This plugin does not support"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


@dataclass
class Life:
    """What one process told before it was killed."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    errors: str = ""

    def first(self, key: str) -> dict[str, Any]:
        return next(one for one in self.lines if key in one)

    def must_hold(self) -> int:
        """The action up to which everything has to be in the library."""
        last_turn = self.lines[-1]["at"]
        saved = max((one["saved"] for one in self.lines if "saved" in one), default=0)
        old = [one["did"] for one in self.lines if "did" in one and one["at"] < last_turn - PROMISE]
        return max([saved, *old])

    def undoing(self) -> bool:
        """Killed between a step of undo and the word of what that has led to."""
        done = max((one["did"] for one in self.lines if "did" in one), default=0)
        return any(one.get("doing", 0) > done for one in self.lines)

    def may_hold(self, name: str) -> list[str | None]:
        """What field `name` may hold: as it was at `must_hold`, or at any time after. In the
        middle of undo also as it was at any time of this life: it leads back to one of those."""
        if self.undoing():
            return [one["state"][name] for one in self.lines if name in one.get("state", {})]
        required, now = self.must_hold(), None
        allowed: list[str | None] = []
        for one in self.lines:
            if name in one.get("state", {}):
                now = one["state"][name]
                if one.get("did", 0) > required:
                    allowed.append(now)
                else:
                    allowed = [now]
        return allowed


def live(folder: Path, seed: int, until: int) -> Life:
    """Starts the program on the library in `folder` and kills it after so many told actions."""
    environment = {
        **os.environ,
        "POLICYDESK_DATA": str(folder),
        "XDG_STATE_HOME": str(folder / "log"),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "",
        "LC_MESSAGES": "",
    }
    life = Life()
    command = [sys.executable, "-P", "-m", "tests.views.journey.crash_program", str(seed)]
    errors = folder / f"errors-{seed}.txt"
    with errors.open("wb") as stream:
        program = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=stream,
        )
    assert program.stdout is not None
    for line in program.stdout:
        life.lines.append(json.loads(line))
        if life.lines[-1].get("did", 0) >= until:
            break
    # Not a wait for something to happen: the moment of the kill is what is varied.
    time.sleep(random.Random(seed).uniform(0, 0.03))
    os.kill(program.pid, signal.SIGKILL)
    life.lines += [json.loads(line) for line in program.stdout if line.endswith(b"\n")]
    program.stdout.close()
    program.wait()
    said = errors.read_text("utf-8", "replace").splitlines()
    told = [one for one in said if not one.startswith(OF_THE_PLATFORM)]
    told += [one.read_text("utf-8") for one in folder.rglob("faults.log")]
    life.errors = "\n".join(told)
    return life


def held(path: Path, policy: PolicyId) -> dict[str, str]:
    """What the fields hold in the library, found whole."""
    assert doctor(path).ok
    with Library.open(path, read_only=True) as library:
        return {
            one.id: digest(one.value) for one in fields_at_work(policy_snapshot(library, policy))
        }


def test_nothing_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "library.policydesk"
    with Library.open(path, create=True) as library:
        command = CreatePolicy(template_of("comprehensive"), Localised(zh="项目管理办法"))
        policy = library.run(command).result
    chance = random.Random(20261122)
    for number in range(KILLS):
        life = live(tmp_path, number, chance.randint(1, ACTIONS))
        assert life.errors == "", number
        found = held(path, policy)
        for name, value in found.items():
            assert value in life.may_hold(name), (number, name, life.must_hold(), life.undoing())
        arrived = life.first("found")
        if number:
            assert arrived["found"] == arrived["wanted"], number
            assert arrived["said"] == [SAID], number
        else:
            assert arrived["said"] == []
