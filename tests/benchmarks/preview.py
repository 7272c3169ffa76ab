"""The preview after one edit against printing the whole policy, in the same process and machine.

    python -m tests.benchmarks.preview LIBRARY POLICY PLACES

*engine*: from the changed policy to the picture of the page that it stands on, at 96 dpi.
*process*: the same as the window has it: from the call to the picture in the window's own process,
with all that is sent both ways. *whole*: from the same policy to the finished file. At each of
PLACES paragraphs, evenly through the policy, a few characters are typed one after the other.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.models.definitions import Json
from desktop.models.snapshot import Policy
from desktop.services.library import Library
from desktop.services.live_pages import LivePages
from desktop.services.page_images import PdfPictures
from desktop.services.printing import write_order
from desktop.services.queries import policy_snapshot

__all__ = ["time_preview"]

_TYPED = "审核意见，"
_SCALE = 96 / 72
_WHOLE = 3


def time_preview(library: Path, policy_id: str, places: int) -> dict[str, Any]:
    """Milliseconds: median, least and most of each, and the shares of printing it whole."""
    with Library.open(library, read_only=True) as opened:
        policy = policy_snapshot(opened, policy_id)
    order = PrintOrder(policy, datetime.now(UTC), policy.languages[0])
    edits = list(_edits(policy, places))
    whole = [_whole(order) for _ in range(_WHOLE)]
    first, engine = _engine(order, edits)
    process_first, process = _process(order, edits)
    summed = {"whole": _summary(whole), "engine": _summary(engine), "process": _summary(process)}
    middle = statistics.median(whole)
    return {
        "edits": len(engine),
        **summed,
        "first_engine_ms": round(1000 * first, 1),
        "first_process_ms": round(1000 * process_first, 1),
        "engine_to_whole": round(statistics.median(engine) / middle, 4),
        "process_to_whole": round(statistics.median(process) / middle, 4),
    }


def _edits(policy: Policy, places: int) -> Iterator[tuple[Policy, str]]:
    """States of the policy, each a character further than the one before; and the field."""
    found = [
        (at, row, column)
        for at, chapter in enumerate(policy.chapters)
        for row, article in enumerate(chapter.articles)
        for column, field in enumerate(article.fields)
        if field.definition.kind == "rich" and field.value
    ]
    for at, row, column in found[:: max(len(found) // places, 1)][:places]:
        chapter = policy.chapters[at]
        article = chapter.articles[row]
        field = article.fields[column]
        for length in range(1, len(_TYPED) + 1):
            fields = list(article.fields)
            fields[column] = replace(field, value=_longer(field.value, _TYPED[:length]))
            articles = list(chapter.articles)
            articles[row] = replace(article, fields=tuple(fields))
            chapters = list(policy.chapters)
            chapters[at] = replace(chapter, articles=tuple(articles))
            yield replace(policy, chapters=tuple(chapters)), f"field:{field.id}"


def _longer(value: Json, typed: str) -> Json:
    """The first paragraph with more at its end, in the first language that it has."""
    assert isinstance(value, list)
    first = value[0]
    assert isinstance(first, dict)
    text = first["text"]
    assert isinstance(text, dict)
    language = next(iter(text))
    runs = text[language]
    said: Json = runs + typed if isinstance(runs, str) else [*_list(runs), typed]
    return [{**first, "text": {**text, language: said}}, *value[1:]]


def _list(value: Json) -> list[Json]:
    assert isinstance(value, list)
    return value


def _whole(order: PrintOrder) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.pdf"
        return _seconds(lambda: write_order(document_kind("policy-book"), order, path))


def _engine(order: PrintOrder, edits: list[tuple[Policy, str]]) -> tuple[float, list[float]]:
    """Seconds of the first setting, and of every edit."""
    live = LivePages()
    first = _seconds(lambda: live.set(order))
    page = 0

    def shown(policy: Policy) -> None:
        live.set(replace(order, policy=policy))
        PdfPictures(live.page_pdf(page)).picture(0, _SCALE)

    times: list[float] = []
    shown(order.policy)
    for policy, target in edits:
        page = live.regions(target)[0].page
        times.append(_seconds(lambda: shown(policy)))  # noqa: B023
    return first, times


def _process(order: PrintOrder, edits: list[tuple[Policy, str]]) -> tuple[float, list[float]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QGuiApplication

    from desktop.tasks.paper import DrawnPage, Paper, Region

    application = QGuiApplication([])
    paper = Paper()
    loop = QEventLoop()
    wanted = 0
    places: list[tuple[Region, ...]] = []

    def drawn(page: DrawnPage) -> None:
        if page.generation == wanted:
            loop.quit()

    def found(answer: tuple[int, tuple[Region, ...]]) -> None:
        places.append(answer[1])
        loop.quit()

    paper.page_drawn.connect(drawn)
    paper.regions_found.connect(found)

    def begun() -> None:
        nonlocal wanted
        wanted = paper.show("key", order.policy, order.policy.languages[0], order.printed)
        paper.want("key", (0,), _SCALE)
        loop.exec()

    def edited(policy: Policy) -> None:
        nonlocal wanted
        wanted = paper.update("key", policy)
        loop.exec()

    first = _seconds(begun)
    times: list[float] = []
    for policy, target in edits:
        paper.locate("key", target)
        loop.exec()
        paper.want("key", (places[-1][0].page,), _SCALE)
        times.append(_seconds(lambda: edited(policy)))  # noqa: B023
    paper.close()
    application.processEvents()
    return first, times


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _summary(seconds: list[float]) -> dict[str, float]:
    return {
        "median_ms": round(1000 * statistics.median(seconds), 1),
        "min_ms": round(1000 * min(seconds), 1),
        "max_ms": round(1000 * max(seconds), 1),
    }


if __name__ == "__main__":
    print(json.dumps(time_preview(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
