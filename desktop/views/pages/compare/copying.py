"""The changes as a table of text, as spreadsheets take it from the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.views.pages.compare.words import group_words, kind_words, moved_words, weight_words

if TYPE_CHECKING:
    from desktop.services.revision_comparing import Compared

__all__ = ["as_table"]


def as_table(compared: "Compared", order: tuple[int, ...]) -> str:
    """A line of heads, then a line for each change of `order`; cells are parted by tabs."""
    tr = QCoreApplication.translate
    comparison = compared.comparison
    if comparison is None:
        return ""
    heads = [
        tr("Compare", "Kind"),
        tr("Compare", "Chapter"),
        tr("Compare", "Place before"),
        tr("Compare", "Place after"),
        tr("Compare", "Before ({revision})").format(revision=compared.pair.old),
        tr("Compare", "After ({revision})").format(revision=compared.pair.new),
        tr("Compare", "Weight"),
        tr("Compare", "Reason for the change"),
    ]
    language = comparison.language
    lines = [heads]
    for at in order:
        one = comparison.changes[at]
        note = compared.notes.get(one.anchor)
        lines.append(
            [
                kind_words()[one.kind],
                group_words(one, compared.chapters),
                one.old.label if one.old is not None else "",
                one.new.label if one.new is not None else "",
                one.old_text,
                "\n".join(filter(None, (one.new_text, moved_words(one)))),
                weight_words()[compared.weight(one)],
                note.reason.text(language) if note is not None else "",
            ]
        )
    return "\n".join("\t".join(map(_cell, line)) for line in lines)


def _cell(text: str) -> str:
    """Tabs and line breaks would part cells; a leading sign would make a spreadsheet calculate."""
    quoted = text.replace("\t", " ")
    if quoted[:1] in ("=", "+", "-", "@"):
        quoted = f"'{quoted}"
    if "\n" in quoted or '"' in quoted:
        escaped = quoted.replace('"', '""')
        return f'"{escaped}"'
    return quoted
