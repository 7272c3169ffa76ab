"""The project's own source, read as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program: path relative to the checkout -> its tree."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "resources" not in path.relative_to(PACKAGE).parts
    }


MADE_BY_TOOLS = {"__pycache__", "policydesk-demo", "build", "dist"}


def tracked_files() -> list[Path]:
    """What git would hand to anyone else; without git, everything that no tool has made."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and not _made(path)]
    return [ROOT / name.decode("utf-8") for name in listed.split(b"\0") if name]


def _made(path: Path) -> bool:
    folders = path.relative_to(ROOT).parts
    return any(part.startswith(".") or part in MADE_BY_TOOLS for part in folders)


def imported_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that is imported, at the top, inside a function or by name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"import_module", "importlib.import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value), node.lineno
