"""The program as a process: streams, exit statuses, faults, and being killed."""

import json
import signal
import sys
from pathlib import Path

import pytest

from desktop import cli
from desktop.app import BUG, INTERRUPTED
from tests.cli.conftest import Run, program


def test_json_is_pure_utf8_under_locale_c(library: Path) -> None:
    process = program("--library", library, "list", "--json")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    (line,) = json.loads(out.decode("utf-8"))
    assert line["title"] == "项目流程管理制度"
    assert "项目流程管理制度".encode() in out


def test_chinese_on_the_command_line_survives_locale_c(library: Path) -> None:
    process = program("--library", library, "search", "职责", "--json")
    out, _ = process.communicate()
    assert process.returncode == 0
    assert json.loads(out)


@pytest.mark.parametrize(
    ("words", "status"),
    [(("--version",), 0), (("--help",), 0), (("bogus",), 2), ((), 2), (("gui",), 2)],
)
def test_exit_statuses(words: tuple[str, ...], status: int) -> None:
    process = program(*words)
    out, err = process.communicate()
    assert process.returncode == status
    assert bool(out) == (status == 0)
    assert len(err.splitlines()) == (0 if status == 0 else 1)


@pytest.mark.parametrize(
    ("variable", "locale", "word"),
    [
        ("LANG", "zh_CN.UTF-8", "没有"),
        ("LC_ALL", "zh_TW.UTF-8", "没有"),
        ("LANG", "de_DE", "There"),
    ],
)
def test_messages_follow_the_locale(variable: str, locale: str, word: str) -> None:
    process = program("bogus", **{variable: locale})
    _, err = process.communicate()
    assert word in err.decode("utf-8")


def test_the_language_may_be_chosen(run: Run) -> None:
    assert "没有" in run("--language", "zh", "bogus").err
    assert "There is no" in run("bogus", "--language", "en").err


def _broken(*_: object) -> int:
    raise RuntimeError("an egg\nhas hatched")


def test_a_fault_is_one_honest_line_and_a_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "run", _broken)
    result = run("list")
    assert (result.status, result.out) == (BUG, "")
    log = Path(result.error_line.split(": ")[-1])
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "has hatched" in text


def test_a_fault_is_told_where_no_log_can_be_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("", encoding="utf-8")
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(occupied))
    monkeypatch.setattr(cli, "run", _broken)
    assert run("list").status == BUG


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    result = run("list")
    assert (result.status, result.out, result.err) == (INTERRUPTED, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes tell otherwise on Windows")
def test_a_reader_that_leaves_is_no_fault(library: Path) -> None:
    with program("--library", library, "show", "QP-PM-01") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_stdout_is_said(library: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = program("--library", library, "list", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 2
    assert len(err.splitlines()) == 1


def test_an_example_that_is_killed_leaves_no_half_folder(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    process = program("demo", folder)
    with process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(b"Printing 2/"):
                process.kill()
    assert process.returncode != 0
    assert not folder.exists()
