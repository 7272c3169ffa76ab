"""Parts on the clipboard: our own form with ids and references, HTML, and plain text."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QByteArray, QMimeData

from desktop.i18n import LANGUAGES, Language
from desktop.models.identity import new_part_id
from desktop.models.text_rules import fault_of, normalise_line_ends
from desktop.models.wording import Inline, Reference, Run
from desktop.models.written_signs import typed_level
from desktop.views.editors.prose.model import TextPart, parts_of, tidy, value_of
from desktop.views.editors.prose.pasted_html import parts_of_html

__all__ = ["OWN_FORMAT", "clipped", "pasted", "pasted_plain", "without_refused"]

OWN_FORMAT = "application/x-policydesk-parts"


def clipped(
    parts: Sequence[TextPart],
    markers: Sequence[str],
    mention: Callable[[str], str],
    language: Language,
) -> QMimeData:
    """What is put on the clipboard for the parts; `markers`: the printed number of each."""
    data = QMimeData()
    own = {
        "language": language,
        "value": value_of(parts, "rich", language),
        # Whole paragraphs, with the line end behind the last: they come back as whole ones.
        "whole": len(parts) > 1 and parts[-1].blank,
    }
    data.setData(OWN_FORMAT, QByteArray(json.dumps(own, ensure_ascii=False).encode()))
    lines = [_plain(one.runs, mention) for one in parts]
    numbered = [mark + line for mark, line in zip(markers, lines, strict=True)]
    data.setText("\n".join(numbered if len(numbered) > 1 else lines))
    data.setHtml(_html(parts, mention))
    return data


def _plain(runs: Inline, mention: Callable[[str], str]) -> str:
    return "".join(one.text if isinstance(one, Run) else mention(one.target) for one in runs)


def _html(parts: Sequence[TextPart], mention: Callable[[str], str]) -> str:
    html: list[str] = []
    depth = 0
    for part in parts:
        html.extend(["<ol>"] * (part.level - depth) + ["</ol>"] * (depth - part.level))
        depth = part.level
        text = "".join(_html_run(one, mention) for one in part.runs)
        html.append(f"<li>{text}</li>" if depth else f"<p>{text}</p>")
    html.extend(["</ol>"] * depth)
    return "".join(html)


def _html_run(one: Run | Reference, mention: Callable[[str], str]) -> str:
    if isinstance(one, Reference):
        return escape(mention(one.target))
    text = escape(one.text)
    text = f"<i>{text}</i>" if one.italic else text
    return f"<b>{text}</b>" if one.bold else text


def pasted(data: QMimeData, language: Language) -> tuple[TextPart, ...]:
    """The parts on the clipboard, from the richest form that can be read."""
    if data.hasFormat(OWN_FORMAT) and (own := _own(data, language)):
        return own
    if data.hasHtml() and (parts := parts_of_html(data.html())):
        return _levelled(parts)
    return pasted_plain(data.text())


def pasted_plain(text: str) -> tuple[TextPart, ...]:
    """A part for each line that is not empty."""
    lines = (line.strip() for line in normalise_line_ends(text).split("\n"))
    return _levelled(tuple(TextPart(new_part_id(), 0, (Run(line),)) for line in lines if line))


def _own(data: QMimeData, language: Language) -> tuple[TextPart, ...]:
    """Checked like everything that comes in: another program could have written it."""
    from desktop.models.definitions import FieldDefinition
    from desktop.models.fields import field_kind
    from desktop.models.fields.base import Intake
    from desktop.models.identity import FieldId
    from desktop.models.wording import Localised

    try:
        read = json.loads(bytes(data.data(OWN_FORMAT).data()).decode("utf-8"))
    except ValueError:
        return ()
    if not isinstance(read, dict) or read.get("language") not in LANGUAGES:
        return ()
    intake = Intake(LANGUAGES)
    definition = FieldDefinition(FieldId("pasted"), "rich", Localised())
    value = field_kind("rich").parse(read.get("value"), definition, intake, "")
    if intake.problems:
        return ()
    written: Language = "zh" if read["language"] == "zh" else "en"
    parts = parts_of(value, "rich", written)
    if written != language:
        # Into a text of the other language goes what was copied, not its translation.
        parts = tuple(replace(one, others=()) for one in parts)
    whole = (TextPart(new_part_id(), 0, ()),) if read.get("whole") is True and parts else ()
    return parts + whole


def _levelled(parts: tuple[TextPart, ...]) -> tuple[TextPart, ...]:
    """Typed numbers at the head of lines become levels: they are rendered, never text."""
    found: list[TextPart] = []
    for part in parts:
        first = part.runs[0] if part.runs else None
        if part.level or len(parts) == 1 or not isinstance(first, Run):
            found.append(part)
            continue
        level, length = typed_level(first.text)
        if not level or (length == len(first.text) and len(part.runs) == 1):
            found.append(part)
            continue
        if level == 2 and not (found and found[-1].level):
            level = 1
        rest = replace(first, text=first.text[length:])
        found.append(replace(part, level=level, runs=tidy((rest, *part.runs[1:]))))
    return tuple(found)


def without_refused(parts: tuple[TextPart, ...]) -> tuple[TextPart, ...]:
    """Control characters and the like, which a text cannot hold, are left out of what is pasted:
    nobody could find them to delete them."""
    return tuple(replace(one, runs=tidy(_clean(run) for run in one.runs)) for one in parts)


def _clean(one: Run | Reference) -> Run | Reference:
    if isinstance(one, Reference):
        return one
    text = one.text
    while (fault := fault_of(text)) is not None:
        at = fault[2] - 1
        text = text.replace(text[at], "")
    return replace(one, text=text)
