"""Running command lines: in this process, and as a program of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from desktop.__main__ import main
from tests.architecture.source import ROOT


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def error_line(self) -> str:
        """The one line that a refusal prints."""
        (line,) = self.err.splitlines()
        return line


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("list", "--json")`: one command line in this process."""

    def run_line(*words: str | Path) -> Result:
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(status, out, err)

    return run_line


@pytest.fixture(scope="session")
def _filled_library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with one policy of the mechanism template, filled with its samples."""
    from desktop.services.commands.create_policy import CreatePolicy
    from desktop.services.library import Library
    from desktop.services.templates import template_of

    path = tmp_path_factory.mktemp("library") / "office.policydesk"
    template = template_of("mechanism")
    command = CreatePolicy(
        template, template.policy_title, ("zh", "en"), number="QP-PM-01", samples=True
    )
    with Library.open(path, create=True) as library:
        policy = library.run(command).result
    return path, policy


@pytest.fixture
def library(_filled_library: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that library, for one test alone."""
    target = tmp_path / "office.policydesk"
    shutil.copyfile(_filled_library[0], target)
    return target


@pytest.fixture
def policy(_filled_library: tuple[Path, str]) -> str:
    return _filled_library[1]


@pytest.fixture
def office(run: Run, library: Path) -> Run:
    """Like `run`, on the library of this test."""

    def run_line(*words: str | Path) -> Result:
        return run("--library", library, *words)

    return run_line


def program(
    *words: str | Path, stdout: int | IO[bytes] = subprocess.PIPE, **environment: str
) -> subprocess.Popen[bytes]:
    """The program as a process of its own, started as an installed one is; locale C, no screen."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from desktop.__main__ import main; raise SystemExit(main())"]
        + [str(word) for word in words],
        cwd=ROOT.anchor,
        env={
            **os.environ,
            **dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), ""),
            "LANG": "C",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )
