"""The life of a policy by command line: from draft to force, and on to the next revision."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Result, Run

POLICY = "QP-PM-01"
To = Callable[[int, int, int], None]


@pytest.fixture
def to(monkeypatch: pytest.MonkeyPatch) -> To:
    """`to(2026, 2, 1)`: the calendar shows that day."""

    def turn(year: int, month: int, day: int) -> None:
        moment = datetime(year, month, day, 9, 0, tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    turn(2026, 1, 16)
    return turn


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, office: Run, to: To) -> Run:
    """`desk("submit", …)`: a command on the policy, in one language of messages after the other."""

    def run_line(command: str, *words: str | Path, **more: str) -> Result:
        return office(command, POLICY, *words, "--language", request.param, **more)

    return run_line


def done(result: Result) -> Result:
    assert result.status == 0, result.err
    return result


def agreed(desk: Run, step: str, by: str) -> None:
    done(desk("review", "--by", by, "--step", step, "--opinion", "agree"))


def approved(desk: Run) -> None:
    agreed(desk, "countersign", "赵颖")
    agreed(desk, "review", "周明华")
    done(desk("approve", "--by", "孙立"))


def issued(desk: Run, effective: str) -> Result:
    done(desk("submit", "--by", "王敏"))
    agreed(desk, "consult", "陈建国")
    approved(desk)
    return done(desk("issue", "--by", "文控", "--effective", effective, "--json"))


def test_the_whole_life(desk: Run, office: Run, to: To, tmp_path: Path) -> None:
    assert done(desk("submit", "--by", "王敏", "--json")).data["state"] == "consultation"
    disagrees = ("--opinion", "disagree", "--clause", "第一条", "--comment", "时限太短")
    first = done(desk("review", "--by", "陈建国", "--step", "consult", *disagrees, "--json")).data
    assert first["event"]["clause"].startswith("article:")
    after = ("--opinion", "agree-after-change", "--comment", "补充附件")
    second = done(desk("review", "--by", "何叙", "--step", "consult", *after, "--json")).data
    refused = desk("approve", "--by", "孙立")
    assert refused.status == 2
    assert "陈建国" in refused.err
    assert "何叙" in refused.err
    done(desk("answer", str(second["event"]["number"]), "--by", "王敏", "--outcome", "adopted"))
    rejected = ("--outcome", "rejected", "--comment", "依合同约定")
    done(desk("answer", str(first["event"]["number"]), "--by", "王敏", *rejected))
    approved(desk)
    finished = done(desk("issue", "--by", "文控", "--effective", "2026-02-01", "--json")).data
    assert (finished["state"], finished["revision"]) == ("issued", "A/0")
    assert {one["language"] for one in finished["files"]} == {"zh", "en"}
    listed = office("list", "--json").data[0]
    assert (listed["state"], listed["in_force"]) == ("issued", None)

    to(2026, 2, 1)
    shown = done(desk("show", "--json")).data
    assert (shown["state"], shown["in_force"]) == ("effective", "A/0")
    kept = tmp_path / "A0.pdf"
    done(desk("print", "--revision", "A/0", "-o", kept))
    sums = {one["language"]: one["sha256"] for one in finished["files"]}
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == sums["zh"]

    to(2026, 3, 1)
    revised = done(desk("revise", "--by", "王敏", "--reason", "年度评审", "--json")).data
    assert (revised["state"], revised["revision"], revised["in_force"]) == ("draft", "A/1", "A/0")
    written = tmp_path / "new.yaml"
    written.write_text("general: {absence_hours_routine: 5}", "utf-8")
    done(office("fill", POLICY, written))
    still = tmp_path / "still.pdf"
    done(desk("print", "--revision", "A/0", "-o", still))
    assert still.read_bytes() == kept.read_bytes()
    assert issued(desk, "2026-04-01").data["state"] == "issued"

    to(2026, 4, 1)
    revisions = done(desk("revisions", "--json")).data
    assert [one["state"] for one in revisions["revisions"]] == ["superseded", "effective"]
    over = tmp_path / "over.pdf"
    done(desk("print", "--revision", "A/0", "-o", over))
    assert over.read_bytes() != kept.read_bytes()
    assert done(desk("show", "--revision", "A/0", "--json")).data["state"] == "superseded"
    hours = [_hours(desk, one) for one in ("A/0", "A/1")]
    assert hours[0] != hours[1] == "5"

    withdrawn = done(desk("withdraw", "--by", "孙立", "--reason", "不再适用", "--json")).data
    assert (withdrawn["state"], withdrawn["in_force"]) == ("withdrawn", None)
    assert office("doctor").status == 0


def _hours(desk: Run, revision: str) -> object:
    shown = done(desk("show", "--revision", revision, "--json")).data
    return shown["chapters"][0]["fields"]["absence_hours_routine"]
