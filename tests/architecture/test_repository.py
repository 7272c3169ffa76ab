"""What goes out with the project: fonts with their licences, and nobody's own machine."""

import re
import stat
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, tracked_files

FONTS = ROOT / "resources" / "fonts"
FACES = sorted(FONTS.glob("*.ttf"))

# A letter of each in brackets, so that this file does not name what it forbids.
FORBIDDEN = re.compile(
    r"/[r]oot/|/[w]ork/|/[o]pt/(wheels|pypi)|/[t]mp/w/|/\.[p]yenv/"
    r"|[p]ypi\.org|python[h]osted|registry\.[n]pmjs|deb\.[d]ebian"
    r"|(?<!emit)-[i]ndex-url|--find-[l]inks"
)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_font_comes_with_its_licence(face: Path) -> None:
    family = face.stem.split("-")[0]
    licence = (FONTS / "licences" / f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright ")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "DISCLAIMER" in licence
    assert f"licences/{family}-OFL.txt" in (FONTS / "README.md").read_text(encoding="utf-8")


def test_there_are_fonts() -> None:
    assert FACES


def _texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked_files():
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content[:4096]:
            found.append((path, content.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in _texts()
        if (match := FORBIDDEN.search(text))
    ]
    assert named == []


def test_locked_versions_are_all_checked_by_hash() -> None:
    for name in ("runtime.txt", "build.txt", "test.txt", "benchmark.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        entries = [entry for entry in re.split(r"\n(?=\w)", text) if "==" in entry]
        assert entries
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", [".ci/run", "run.py"])
def test_what_is_run_can_be_run(name: str) -> None:
    assert (ROOT / name).stat().st_mode & stat.S_IXUSR
