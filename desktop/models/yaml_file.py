"""Files that people write: YAML or JSON, in UTF-8, read whole with every fault and its line."""

from dataclasses import dataclass
from pathlib import Path

from desktop.models.definitions import Json
from desktop.models.errors import Problem, Refused
from desktop.models.json_lines import looks_like_json, read_json_lines
from desktop.models.yaml_lines import Node, node_at, plain, read_yaml

__all__ = ["Lines", "decoded", "plain_yaml", "read_yaml_file"]

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of a template or fill file."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Knows the line of every place in a text that was read."""

    root: Node

    def at(self, place: str) -> int:
        """The line of a place such as `risk.risk_bands[3].from`, or of the nearest above it."""
        return node_at(self.root, place)[1]

    def located(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The same problems with their lines."""
        return tuple(
            Problem(one.place, one.code, one.facts, one.line or self.at(one.place))
            for one in problems
        )


def plain_yaml(text: str) -> tuple[Json, Lines]:
    """The value that a YAML or JSON text writes, and the lines of its parts.

    Refused (`file-not-read`) with all problems and their lines where something is wrong.
    """
    problems: list[Problem] = []
    node = None
    if looks_like_json(text):
        node = read_json_lines(text, problems)
    if node is None:
        as_yaml: list[Problem] = []
        node = read_yaml(text, as_yaml)
        # Of a text that begins like JSON and cannot be read either way, JSON knows the fault.
        problems = as_yaml if node is not None or not problems else problems
    if problems or node is None:
        raise Refused("file-not-read", problems, count=len(problems))
    return plain(node), Lines(node)


def decoded(data: bytes, problems: list[Problem]) -> str | None:
    """The text of a file; None and a problem where it is not UTF-8 or far too large."""
    if len(data) > LARGEST_FILE:
        facts = {"size": len(data) // 1024 // 1024, "limit": LARGEST_FILE // 1024 // 1024}
        problems.append(Problem("", "file-too-large", facts))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem("", "file-not-utf8", {}, line))
        return None


def read_yaml_file(path: Path, problems: list[Problem], file: str = "") -> Node | None:
    """The nodes of a YAML file; `file` is put before the place of each problem.

    Refused where the file is not there or cannot be opened.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("file-missing", file=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("file-not-opened", file=str(path), reason=reason) from error
    found: list[Problem] = []
    text = decoded(data, found)
    node = read_yaml(text, found) if text is not None else None
    problems.extend(
        Problem(f"{file}: {one.place}" if file else one.place, one.code, one.facts, one.line)
        for one in found
    )
    return node
