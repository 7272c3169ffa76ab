"""The results as Markdown tables, for the README."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.benchmarks.paper import GOALS

__all__ = ["markdown"]

PREVIEW_GOAL = 0.02
"""A page after one edit may take at most this share of printing the whole policy."""
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
    """A table each: paper, search, preview; what was not measured is left out."""
    lines: list[str] = []
    if results.get("paper"):
        lines += _paper(results["paper"])
    if results.get("search"):
        lines += ["", *_search(results["search"])]
    if results.get("preview"):
        lines += ["", *_preview(results["preview"])]
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


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"
