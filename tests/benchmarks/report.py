"""The results as Markdown tables, for the README."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.benchmarks.paper import GOALS
from tests.benchmarks.window_stalls import STALL_GOAL
from tests.benchmarks.window_start import START_GOALS

__all__ = ["markdown"]

PREVIEW_GOAL = 0.02
"""A page after one edit may take at most this share of printing the whole policy."""
COMPARE_GOAL = 2000.0
"""In ms."""
_NAMES = {
    "policydesk": "PolicyDesk, blocks → PDF",
    "typst": "typst",
    "weasyprint": "WeasyPrint",
    "print": "whole `policydesk print`",
}
_PAPER_HEADS = (
    "policy",
    "engine",
    "pages",
    "median (min–max), s",
    "processor, s",
    "peak, MiB",
    "ours ÷ this",
)


def markdown(results: Mapping[str, Any]) -> str:
    """A table or line each: paper, search, preview, compare, window, kills; what was not measured
    is left out."""
    lines: list[str] = []
    if results.get("paper"):
        lines += _paper(results["paper"])
    if results.get("search"):
        lines += ["", *_search(results["search"])]
    if results.get("preview"):
        lines += ["", *_preview(results["preview"])]
    if results.get("compare"):
        lines += ["", *_compare(results["compare"])]
    if results.get("window"):
        lines += ["", *_window(results["window"])]
    if results.get("kills"):
        kills = results["kills"]
        said = f"Killed {kills['kills']} times in {kills['seconds']} s, lost: {kills['lost']}"
        lines += ["", said]
    return "\n".join(lines)


def _paper(paper: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield _row(_PAPER_HEADS)
    yield "|---" * len(_PAPER_HEADS) + "|"
    for wanted, engines in paper.items():
        for name, one in engines.items():
            time = f"{one['median_s']:.2f} ({one['min_s']:.2f}–{one['max_s']:.2f})"
            cells = (f"{wanted} pages", _NAMES[name], one["pages"], time)
            more = (f"{one['processor_median_s']:.2f}", f"{one['peak_mib']:.0f}")
            yield _row((*cells, *more, _ratio(int(wanted), name, one["ours_to_this"])))


def _ratio(pages: int, name: str, ratio: float) -> str:
    if name == "policydesk":
        return "1"
    goal = GOALS.get((pages, name))
    return f"{ratio:.2f}" if goal is None else f"{ratio:.2f} (goal ≤ {goal:g})"


def _search(search: Mapping[str, Any]) -> Iterator[str]:
    yield f"Search in {search['chapters']:,} chapters, fifty best hits:"
    yield ""
    yield "| query | hits | service, ms | bare FTS5 query, ms | ratio |"
    yield "|---|---|---|---|---|"
    for query, one in search["queries"].items():
        cells = (query, f"{one['hits']:,}", one["service_ms"], one["bare_ms"], one["ratio"])
        yield _row(cells)


def _preview(preview: Mapping[str, Any]) -> Iterator[str]:
    yield f"A page after one edit of the 600-page policy, {preview['edits']} edits:"
    yield ""
    yield "| what | median (min–max), ms | ÷ printing it whole |"
    yield "|---|---|---|"
    names = {
        "engine": "engine: changed policy → picture of the page",
        "process": "through the paper process, as the window has it",
        "whole": "printing it whole",
    }
    for name, words in names.items():
        one = preview[name]
        time = f"{one['median_ms']:.0f} ({one['min_ms']:.0f}–{one['max_ms']:.0f})"
        share = "1"
        if name != "whole":
            share = f"1/{1 / preview[f'{name}_to_whole']:.0f} (goal ≤ 1/{1 / PREVIEW_GOAL:.0f})"
        yield _row((words, time, share))


def _compare(compare: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"Comparing two revisions of 600 pages, {compare['changes']} changes, "
        f"{len(compare['wrong'])} of them wrong: {compare['comparing_ms']:.0f} ms, at most "
        f"{compare['comparing_max_ms']:.0f} (goal ≤ {COMPARE_GOAL:.0f}); reading both from JSON: "
        f"{compare['reading_ms']:.0f} ms; ratio {compare['ratio']}"
    )
    for command, found in compare.get("libreoffice", {}).items():
        yield (
            f"LibreOffice, all changes of the tracked copy {command}ed: {found['different']} lines "
            f"are not those of the text ({found['seconds']:.0f} s)"
        )


def _window(window: Mapping[str, Any]) -> Iterator[str]:
    yield "| start of | first paint, s | settled, s | ours ÷ this: first | settled |"
    yield "|---|---|---|---|---|"
    names = {
        "policydesk": "PolicyDesk",
        "bare": "an empty Qt window",
        "novelwriter": "novelWriter",
    }
    for name, words in names.items():
        cells, shares = [], []
        for what in ("first", "settled"):
            one = window["start"][name][what]
            cells.append(f"{one['median_s']:.2f} ({one['min_s']:.2f}–{one['max_s']:.2f})")
            goal = START_GOALS.get((name, what))
            share = f"{one['ours_to_this']:.2f}"
            shares.append(share if goal is None else f"{share} (goal ≤ {goal:g})")
        yield _row((words, *cells, *shares))
    work = window["work"]
    yield ""
    yield (
        f"Half an hour's work, {work['events']:,} events: "
        f"{work['longer_than_goal']} turns of the loop above {STALL_GOAL:.0f} ms; the longest:"
    )
    yield ""
    yield "| while | longest, ms | the window's own work, ms |"
    yield "|---|---|---|"
    for one in work["stalls"]:
        yield _row((one["step"], one["ms"], one["processor_ms"]))


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"
