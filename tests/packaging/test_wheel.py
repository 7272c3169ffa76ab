"""The built wheel carries everything and works away from the checkout, without a network."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, tracked_files


def _run(command: list[str | Path], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs as on a bare machine: locale C, nothing of this checkout on the path."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG", "VIRTUAL_ENV", "COVERAGE", "PYTEST"))
    }
    return subprocess.run(
        command,
        cwd=folder,
        env={**environment, "LANG": "C", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    result = _run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target],
        ROOT,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script `policydesk` of a fresh environment that has the wheel and, by a path file, the
    locked packages; a path file does not carry the checkout's own editable install along."""
    environment = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    result = _run(
        [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], environment
    )
    assert result.returncode == 0, result.stderr
    scheme = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    found = _run([python, "-c", "import desktop; print(desktop.__file__)"], environment)
    assert Path(found.stdout.strip()).is_relative_to(environment), found.stdout + found.stderr
    return scripts / ("policydesk.exe" if sys.platform == "win32" else "policydesk")


def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    resources = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.is_relative_to(ROOT / "resources")
    }
    assert resources
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    assert {f"desktop/{name}" for name in resources} - carried == set()
    assert {name for name in carried if name.endswith("-OFL.txt")}
    assert not {name for name in carried if name.startswith("tests/")}


def test_it_lists_templates_from_anywhere(installed: Path, tmp_path: Path) -> None:
    result = _run([installed, "templates", "--json"], tmp_path)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert len([one for one in found if one["source"] == "built-in"]) == 5
    assert all(one["title"]["zh"] and one["title"]["en"] for one in found)


def test_it_prints_from_anywhere(installed: Path, tmp_path: Path) -> None:
    library, book = tmp_path / "office.policydesk", tmp_path / "制度.pdf"
    program = [installed, "--library", library]
    made = _run(
        [*program, "new", "mechanism", "--title", "运营制度", "--samples", "--json"], tmp_path
    )
    assert made.returncode == 0, made.stderr
    policy = json.loads(made.stdout)["policy"]
    printed = _run([*program, "print", policy, "-o", book], tmp_path)
    assert printed.returncode == 0, printed.stderr
    assert book.read_bytes().startswith(b"%PDF-")
