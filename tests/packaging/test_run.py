"""`run.py`: what it does to a machine, decided without touching one."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; every command succeeds."""
    seen: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        seen.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    return seen


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own with lock files and nothing else."""
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", *(f"requirements/{one}.txt" for one in ("runtime", "build"))):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "requirements" / "test.txt").write_text("test", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "policydesk-setup.json")
    monkeypatch.setattr(run, "LIBRARIES", ())
    monkeypatch.setattr(run, "TEST_PROGRAMS", ())
    return tmp_path


def _make_python(checkout: Path) -> None:
    python = run.python()
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()


def _pip_installs(commands: list[list[str]]) -> list[list[str]]:
    return [command for command in commands if "install" in command]


def test_setting_up_installs_by_hash_and_only_once(
    checkout: Path, commands: list[list[str]]
) -> None:
    _make_python(checkout)
    run.prepare()
    locked, program = _pip_installs(commands)
    assert {"--require-hashes", "requirements/runtime.txt"} <= set(locked)
    assert {"--editable", "--no-build-isolation", "--no-deps"} <= set(program)
    commands.clear()
    run.prepare()
    assert commands == []


def test_the_tests_add_their_own_packages(checkout: Path, commands: list[list[str]]) -> None:
    _make_python(checkout)
    run.prepare()
    commands.clear()
    run.prepare("test")
    (added,) = _pip_installs(commands)
    assert "requirements/test.txt" in added
    commands.clear()
    run.prepare("test")
    run.prepare()
    assert commands == []


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements/runtime.txt"])
def test_a_changed_lock_file_is_installed(
    checkout: Path, commands: list[list[str]], name: str
) -> None:
    _make_python(checkout)
    run.prepare()
    commands.clear()
    (checkout / name).write_text("newer", encoding="utf-8")
    run.prepare()
    assert len(_pip_installs(commands)) == 2


def test_a_setup_that_broke_off_is_done_again(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _make_python(checkout)
    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "call", lambda command, **_: int("--editable" in command))
        with pytest.raises(run.SetupError):
            run.prepare()
    assert not run.STAMP.exists()
    run.prepare()
    assert json.loads(run.STAMP.read_text(encoding="utf-8"))


def test_a_failed_setup_ends_with_its_own_status(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _make_python(checkout)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: int("pip" in command))
    assert run.main(["list"]) == run.SETUP_FAILED
    assert "-m pip" in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["gui"], ["list", "--json"]])
def test_everything_but_its_own_errands_goes_to_the_program(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    ran: list[list[str]] = []

    def program(words: list[str]) -> int:
        ran.append(words)
        return 2

    monkeypatch.setattr(run, "prepare", lambda errand: False)
    monkeypatch.setattr(run, "run_program", program)
    checked: list[bool] = []
    monkeypatch.setattr(run, "check_libraries", lambda: checked.append(True))
    monkeypatch.setattr(run, "has_display", lambda: True)
    assert run.main(arguments) == 2
    assert ran == [arguments]
    assert bool(checked) == (arguments != ["list", "--json"]), "only the window needs them"


ROWS = [("libEGL.so.1", "libegl1", "libglvnd"), ("libcups.so.2", "libcups2", "libcups")]


@pytest.mark.parametrize(
    ("tool", "root", "command"),
    [
        ("apt-get", False, "sudo apt-get install libegl1 libcups2"),
        ("apt-get", True, "apt-get install libegl1 libcups2"),
        ("dnf", False, "sudo dnf install 'libEGL.so.1()(64bit)' 'libcups.so.2()(64bit)'"),
        ("zypper", True, "zypper install 'libEGL.so.1()(64bit)' 'libcups.so.2()(64bit)'"),
        ("pacman", False, "sudo pacman -S libglvnd libcups"),
        ("none", False, "libEGL.so.1 libcups.so.2"),
    ],
)
def test_the_command_that_installs_a_library_is_named(
    monkeypatch: pytest.MonkeyPatch, tool: str, root: bool, command: str
) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name == tool else None)
    monkeypatch.setattr(run, "is_root", lambda: root)
    assert run.install_command(ROWS) == command


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux brings no Qt libraries"
)
def test_without_the_right_to_install_a_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch,
    commands: list[list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "LIBRARIES", (("libnowhere.so.9", "libnowhere9", "nowhere"),))
    monkeypatch.setattr(run, "is_root", lambda: False)
    monkeypatch.setattr(run.shutil, "which", lambda name: name)
    run.check_libraries()
    said = capsys.readouterr().err
    assert "libnowhere.so.9" in said
    assert "sudo apt-get install libnowhere9" in said
    assert commands == []


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "pytest", None])
def test_the_status_tells_whether_anything_failed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, failing: str | None
) -> None:
    seen: list[str] = []

    def call(command: list[str], **_: object) -> int:
        words = [Path(word).name for word in command]
        seen.append(words[-1] if "pytest" not in words else "pytest")
        return int(failing in words)

    monkeypatch.setattr(subprocess, "call", call)
    assert (run.run_tests(["-x"]) == 0) == (failing is None)
    assert seen[-1] == "pytest"
    assert len(seen) == 5


@pytest.mark.parametrize("text", run.TEXTS.values())
def test_its_own_texts_agree_in_both_languages(text: tuple[str, str]) -> None:
    zh, en = (set(re.findall(r"{\w+}", one)) for one in text)
    assert zh == en
