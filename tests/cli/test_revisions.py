"""The life of a policy by command line: from draft to force, and on to the next revision."""

import hashlib
import zipfile
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


# -- comparing and packing ---------------------------------------------------------------------


@pytest.fixture
def second(desk: Run, office: Run, to: To, tmp_path: Path) -> Run:
    """A/0 is in force; A/1 is a draft in which one number is another."""
    issued(desk, "2026-01-16")
    to(2026, 3, 1)
    done(desk("revise", "--by", "王敏", "--reason", "年度评审"))
    written = tmp_path / "new.yaml"
    written.write_text("general: {absence_hours_routine: 5}", "utf-8")
    done(office("fill", POLICY, written))
    return desk


def test_two_revisions_are_compared(second: Run, tmp_path: Path) -> None:
    for name, words in {
        "both.pdf": (),
        "table.docx": ("--what", "table"),
        "marked.html": ("--what", "marked"),
        "tracked.docx": ("--what", "tracked"),
        "table.md": ("--what", "table"),
    }.items():
        found = done(second("compare", "A/0", "A/1", "-o", tmp_path / name, *words, "--json")).data
        assert found["counts"]["all"] == 1
        (change,) = found["changes"]
        assert (change["kind"], change["weight"]) == ("changed", "substantive")
        assert change["old"] == change["new"]
        assert (tmp_path / name).stat().st_size == found["size"]
    with zipfile.ZipFile(tmp_path / "tracked.docx") as word:
        assert b"<w:ins " in word.read("word/document.xml")


def test_a_change_is_described(second: Run, tmp_path: Path) -> None:
    def changed() -> dict[str, object]:
        target = tmp_path / "table.md"
        found = second("compare", "A/0", "A/1", "-o", target, "--what", "table", "--json")
        return dict(done(found).data["changes"][0])

    words = ("--kind", "editorial", "--reason", "统一写法")
    done(second("change", str(changed()["new"]), *words))
    after = changed()
    assert (after["weight"], after["reason"]) == ("editorial", {"zh": "统一写法", "en": ""})
    assert "统一写法" in (tmp_path / "table.md").read_text("utf-8")
    refused = second("change", "第九百条", *words)
    assert refused.status == 2
    assert str(after["new"]) in refused.err
    submitted = done(second("submit", "--by", "王敏", "--json")).data
    assert "substantive" in submitted["event"]  # false: everything else is left out
    # By the preparer's word only: so whoever reviews has to see it, and nobody else.
    assert second("approve", "--by", "孙立").status == 2
    done(second("review", "--by", "周明华", "--step", "review", "--opinion", "agree"))
    done(second("approve", "--by", "孙立"))


def test_the_package_holds_every_paper(second: Run, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    made = done(second("package", "-o", folder, "--json")).data
    assert (made["revision"], made["base"]) == ("A/1", "A/0")
    names = {one["file"] for one in made["files"]}
    papers = ("policy-book.pdf", "comparison.pdf", "comparison.docx", "marked-up.pdf",
              "tracked-changes.docx", "issue-notice.pdf", "issue-notice.docx",
              "opinions.pdf", "opinions.docx")  # fmt: skip
    assert names == {f"{language}/{paper}" for language in ("zh", "en") for paper in papers}
    index = (folder / made["index"]).read_text("utf-8")
    for one in made["files"]:
        data = (folder / one["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        assert f"{one['sha256']}  {one['file']}" in index
    again = second("package", "-o", folder)
    assert again.status == 2
    assert str(folder) in again.error_line


def test_the_package_of_a_first_revision_says_so(second: Run, tmp_path: Path) -> None:
    target = tmp_path / "package.zip"
    made = done(second("package", "-o", target, "--revision", "A/0", "--json"))
    assert made.data["base"] is None
    assert "A/0" in made.err
    kept = tmp_path / "kept.pdf"
    done(second("print", "--revision", "A/0", "-o", kept))
    with zipfile.ZipFile(target) as package:
        assert {"zh/policy-book.pdf", "index.txt"} <= set(package.namelist())
        assert not any("comparison" in name for name in package.namelist())
        assert package.read("zh/policy-book.pdf") == kept.read_bytes()


# -- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("approve", "--by", "孙立"), "A/0"),
        (("issue", "--by", "文控", "--effective", "2026-02-01"), "A/0"),
        (("issue", "--by", "文控", "--effective", "soon"), "soon"),
        (("submit",), "--by"),
        (("revise", "--by", "王敏"), "A/0"),
        (("discard", "--by", "王敏", "--reason", "不改了"), "A/0"),
        (("withdraw", "--by", "孙立", "--reason", "x"), "A/0"),
        (("withdraw", "--by", "孙立", "--reason", "x", "--revision", "C/7"), "A/0"),
        (("return", "--by", "孙立", "--reason", "x"), "A/0"),
        (("answer", "1", "--by", "王敏", "--outcome", "adopted"), "1"),
        (("answer", "one", "--by", "王敏", "--outcome", "adopted"), "NUMBER"),
        (("procedure", "publicity", "--by", "人事", "--held", "2027-01-01", "--proof", "照片"),
         "2027-01-01"),
        (("review", "--by", "甲", "--step", "consult", "--opinion", "agree"), "A/0"),
        (("review", "--by", "甲", "--step", "consult", "--opinion", "agree",
          "--clause", "第三百条"),
         "第三百条"),
        (("change", "第一条", "--kind", "editorial", "--reason", "x"), "A/0"),
        (("show", "--revision", "B/0"), "A/0"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_naming_what_is_missing(
    desk: Run, office: Run, words: tuple[str, ...], named: str
) -> None:
    before = office("show", POLICY, "--json").data
    result = desk(*words)
    assert result.status == 2
    assert named in result.err
    assert office("show", POLICY, "--json").data == before


def test_each_obstacle_to_approval_is_named(desk: Run) -> None:
    done(desk("submit", "--by", "王敏"))
    words = ("--step", "consult", "--opinion", "disagree", "--clause", "第1条", "--comment", "不妥")
    done(desk("review", "--by", "陈建国", *words))
    refused = desk("approve", "--by", "王敏", "--json")
    assert refused.status == 2
    assert {one["code"] for one in refused.data["error"]["problems"]} == {
        "life-opinions-short-countersign",
        "life-opinions-short-review",
        "life-unanswered-disagree",
        "life-preparer-approves",
    }


def test_dates_keep_their_order(desk: Run, to: To) -> None:
    done(desk("submit", "--by", "王敏"))
    to(2026, 1, 10)
    refused = desk("review", "--by", "陈建国", "--step", "consult", "--opinion", "agree")
    assert refused.status == 2
    assert "2026-01-16" in refused.err
    to(2026, 1, 16)
    agreed(desk, "consult", "陈建国")
    approved(desk)
    refused = desk("issue", "--by", "文控", "--effective", "2026-01-10")
    assert refused.status == 2
    assert "2026-01-10" in refused.err


def test_a_returned_text_can_be_changed_and_given_up(second: Run, office: Run) -> None:
    done(second("submit", "--by", "王敏"))
    state = done(second("return", "--by", "周明华", "--reason", "补充", "--json")).data["state"]
    assert state == "draft"
    given_up = done(second("discard", "--by", "王敏", "--reason", "不改了", "--json")).data
    assert (given_up["state"], given_up["revision"]) == ("effective", "A/0")


def test_the_rules_of_the_life_are_set(desk: Run, office: Run) -> None:
    assert office("life-rules", "--json").data["consult"] == 1
    words = ("--consult", "0", "--countersign", "0", "--review", "0", "--style", "version")
    rules = done(office("life-rules", *words, "--json")).data
    assert (rules["consult"], rules["style"], rules["amendments"]) == (0, "version", 9)
    done(desk("submit", "--by", "王敏"))
    done(desk("approve", "--by", "孙立"))
    refused = office("life-rules", "--amendments", "0")
    assert refused.status == 2


def test_what_labour_law_asks_for_is_on_record(desk: Run, office: Run, tmp_path: Path) -> None:
    done(desk("submit", "--by", "王敏"))
    words = ("--by", "工会", "--held", "2026-01-10", "--proof", "座谈会纪要")
    assert done(desk("procedure", "consultation", *words, "--json")).data["state"] == "consultation"
    target = tmp_path / "record.md"
    done(office("document", "approval-record", POLICY, "-o", target))
    assert "座谈会纪要" in target.read_text("utf-8")
