"""Paper: our book against the same content set by typst and WeasyPrint."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2

from tests.benchmarks.racing import Times, race

__all__ = ["ENGINES", "GOALS", "time_paper"]

ENGINES = {"policydesk": "pickle", "typst": "typ", "weasyprint": "html"}
# (pages, engine): our time may be at most this many times that engine's.
GOALS = {(60, "typst"): 1.5, (60, "weasyprint"): 0.25, (600, "typst"): 1.0}
_ROOT = Path(__file__).parents[2]
_FACES = (
    "NotoSerifSC-Regular",
    "NotoSerifSC-Bold",
    "NotoSansSC-Regular",
    "NotoSansSC-Medium",
    "NotoSansSC-Bold",
    "LXGWWenKai-Regular",
)


def time_paper(
    folder: Path, made: Mapping[str, str], pages: int, runs: int, engines: tuple[str, ...]
) -> dict[str, Any]:
    """Times of the engines and of the whole `policydesk print` from its library.

    `made`: what `prepare` said of the policy of about `pages` pages.
    """
    fonts = _font_folder(folder)
    stem = f"policy-{pages}"
    outputs = {engine: folder / f"{stem}-{engine}.pdf" for engine in engines}
    script = str(Path(__file__).with_name("engine.py"))
    commands = {
        engine: [
            *(sys.executable, script, engine),
            *(str(folder / f"{stem}.{ENGINES[engine]}"), str(output), str(fonts)),
        ]
        for engine, output in outputs.items()
    }
    outputs["print"] = folder / f"{stem}-print.pdf"
    commands["print"] = [
        *(sys.executable, "-P", "-m", "desktop", "--library", made["library"]),
        *("print", made["policy"], "--output", str(outputs["print"])),
    ]
    times = race(commands, runs)
    return {name: _result(outputs[name], times[name], times["policydesk"]) for name in commands}


def _font_folder(folder: Path) -> Path:
    """Only the faces that the document uses: typst would read all others, too."""
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for face in _FACES:
        place = fonts / f"{face}.ttf"
        if not place.exists():
            place.symlink_to(_ROOT / "resources" / "fonts" / place.name)
    return fonts


def _result(output: Path, times: Times, ours: Times) -> dict[str, Any]:
    """`ours_to_this`: our median time as a share of this one's (below 1: ours is faster)."""
    mine, other = ours.summary(), times.summary()
    with pypdfium2.PdfDocument(output) as document:
        count = len(document)
    return {
        "pages": count,
        "size": output.stat().st_size,
        **other,
        "ours_to_this": round(mine["median_s"] / other["median_s"], 2),
        "ours_to_this_processor": round(
            mine["processor_median_s"] / other["processor_median_s"], 2
        ),
        "ours_to_this_memory": round(mine["peak_mib"] / other["peak_mib"], 2),
    }
