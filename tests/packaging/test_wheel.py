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
        timeout=300,  # a window that nobody closes would stay for ever
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


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere menus are made by an installer"
)
def test_it_stands_in_the_menus(installed: Path) -> None:
    shared = installed.parents[1] / "share"
    entry = (shared / "applications" / "policydesk.desktop").read_text(encoding="utf-8")
    assert "Exec=policydesk-window\n" in entry
    assert installed.with_name("policydesk-window").is_file()
    assert "Icon=policydesk\n" in entry
    assert (shared / "icons/hicolor/scalable/apps/policydesk.svg").is_file()


# Put before the program by Python itself: writes a policy as soon as the library is open, closes
# the window when its first pages are set, and says what was there to be seen. Not in the process
# that sets the pages.
VISITOR = """
import sys

def visit():
    import json
    from PySide6.QtCore import QTimer
    from desktop.views.places import POLICY, Place
    from desktop.views.start import Program

    show = Program.show

    def show_and_visit(self):
        show(self)
        self.desk.library_opened.connect(lambda: QTimer.singleShot(0, lambda: begin(self)))

    def begin(self):
        self.window.resize(1366, 720)  # wide enough for the pages beside the form
        from desktop.services.commands.create_policy import CreatePolicy
        from desktop.services.templates import template_of

        template = template_of("mechanism")
        command = CreatePolicy(template, template.policy_title, ("zh",), samples=True)
        made = self.desk.carry_out(command)
        self.desk.paper.pages_set.connect(lambda pages: leave(self, pages))
        self.desk.go_to(Place(POLICY, made.result))

    def leave(self, pages):
        seen = {"title": self.window.windowTitle(), "pages": pages.pages}
        sys.stdout.write(json.dumps(seen) + "\\n")
        self.window.close()

    Program.show = show_and_visit

if "spawn_main" not in " ".join(sys.orig_argv) and sys.orig_argv[1].endswith("policydesk"):
    visit()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are programs there")
def test_its_window_opens_sets_pages_and_closes(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(VISITOR, encoding="utf-8")
    data = tmp_path / "data"
    result = _run(
        [installed, "--language", "zh"],
        tmp_path,
        PYTHONPATH=str(tmp_path),
        POLICYDESK_DATA=str(data),
        QT_QPA_PLATFORM="offscreen",
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    seen = json.loads(result.stdout)
    assert seen["pages"] > 5
    assert "项目" in seen["title"]
    assert (data / "window.json").is_file(), "how the window stood is remembered"
    left = _run([installed, "list", "--json"], tmp_path, POLICYDESK_DATA=str(data))
    assert len(json.loads(left.stdout)) == 1
