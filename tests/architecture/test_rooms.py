"""The rooms of the house: who may import whom, and what may stand where."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, imported_names, modules

# The runners of long work (in a thread, in the paper process) and the one top-level hook;
# everything else names its errors.
CATCHES_EVERYTHING = {
    "desktop/app.py",
    "desktop/tasks/background.py",
    "desktop/tasks/paper_jobs.py",
    "desktop/tasks/paper_process.py",
    "desktop/tasks/paper_worker.py",
}
QT_ROOMS = ("desktop/views/", "desktop/tasks/", "desktop/app.py")
REPORTLAB_ROOMS = ("desktop/writers/pdf/", "desktop/signing/")
DATABASE_ROOMS = ("desktop/models/", "desktop/storage/", "desktop/services/", "desktop/exchange/")


def layers() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    assert contract["exhaustive"]
    return {name.strip() for layer in contract["layers"] for name in layer.split("|")}


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_every_module_belongs_to_a_room() -> None:
    found = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
    }
    assert found <= layers()


def test_every_folder_with_code_is_a_package() -> None:
    """The import linter does not see a folder without `__init__.py`, nor what is in it."""
    folders = {(ROOT / name).parent for name in modules()}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("PySide6", QT_ROOMS),
        ("reportlab", REPORTLAB_ROOMS),
        ("sqlalchemy", DATABASE_ROOMS),
        ("alembic", ("desktop/storage/",)),
        ("sqlite3", ("desktop/storage/", "desktop/services/", "desktop/exchange/")),
    ],
)
def test_a_library_stays_in_its_rooms(library: str, rooms: tuple[str, ...]) -> None:
    strangers = [
        f"{path}:{line}"
        for path, tree in modules().items()
        for name, line in imported_names(tree)
        if name.split(".")[0] == library and not path.startswith(rooms)
    ]
    assert strangers == []


def _catches_everything(node: ast.AST) -> bool:
    broad = {"Exception", "BaseException"}
    if isinstance(node, ast.ExceptHandler):
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        return any(one is None or ast.unparse(one) in broad for one in caught)
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("suppress")
        and any(ast.unparse(one) in broad for one in node.args)
    )


def test_only_the_task_runner_and_the_top_level_hook_catch_everything() -> None:
    found = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if _catches_everything(node)
    ]
    assert set(found) <= CATCHES_EVERYTHING
    # The paper process answers each kind of request in its own way, whatever went wrong with it.
    once = [path for path in found if path != "desktop/tasks/paper_worker.py"]
    assert len(once) == len(set(once)), "one place each"


def test_files_and_functions_can_be_seen_whole() -> None:
    long_files = [path for path in modules() if len((ROOT / path).read_bytes().splitlines()) > 450]
    long_functions = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno > 70
    ]
    assert (long_files, long_functions) == ([], [])
