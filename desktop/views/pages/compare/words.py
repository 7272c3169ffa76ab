"""How the window calls what was changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, Summary

__all__ = [
    "KINDS",
    "counts",
    "formerly",
    "group_words",
    "kind_words",
    "label_of",
    "marks",
    "moved_words",
    "state_words",
    "weight_words",
]

KINDS = ("changed", "inserted", "deleted", "moved")


def marks() -> Mapping[str, str]:
    """A sign of each kind that fits into a small box."""
    tr = QCoreApplication.translate
    return {
        "changed": tr("Compare", "chg"),
        "inserted": tr("Compare", "new"),
        "deleted": tr("Compare", "del"),
        "moved": tr("Compare", "mov"),
    }


def kind_words() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "changed": tr("Compare", "Changed"),
        "inserted": tr("Compare", "Inserted"),
        "deleted": tr("Compare", "Deleted"),
        "moved": tr("Compare", "Moved"),
    }


def weight_words() -> Mapping[str, str]:
    tr = QCoreApplication.translate
    return {
        "substantive": tr("Compare", "Substantive"),
        "editorial": tr("Compare", "Editorial"),
    }


def state_words(state: str) -> str:
    """The state of a revision on its day, as on its chip."""
    from desktop.views.widgets.chips import state_chip

    return state_chip(state).text


def counts(summary: "Summary") -> str:
    """修改 6 条，新增 2 条，删除 1 条，移动 1 条，重新编号 14 条."""
    tr = QCoreApplication.translate
    told = (
        (tr("Compare", "{count} changed"), summary.changed),
        (tr("Compare", "{count} inserted"), summary.inserted),
        (tr("Compare", "{count} deleted"), summary.deleted),
        (tr("Compare", "{count} moved"), summary.moved),
        (tr("Compare", "{count} renumbered"), summary.renumbered),
    )
    said = ""
    for text, count in told:
        if count:
            more = text.format(count=count)
            joined = tr("Compare", "{counts}, {more}")
            said = joined.format(counts=said, more=more) if said else more
    return said


def label_of(change: "ClauseChange") -> str:
    """How the place reads now, or read before it went."""
    place = change.new or change.old
    return place.label if place is not None else ""


def formerly(change: "ClauseChange") -> str:
    """What a place that has another number now was called; "" where it has the same."""
    if change.old is None or change.new is None or change.moved:
        return ""
    if change.old.label == change.new.label:
        return ""
    return QCoreApplication.translate("Compare", "formerly {label}").format(label=change.old.label)


def moved_words(change: "ClauseChange") -> str:
    """From where to where; "" for what was not moved."""
    if not change.moved or change.old is None or change.new is None:
        return ""
    tr = QCoreApplication.translate
    if change.old.label == change.new.label:
        return tr("Compare", "Moved to another place among its neighbours")
    text = tr("Compare", "Moved from {old} to {new}")
    return text.format(old=change.old.label, new=change.new.label)


def group_words(change: "ClauseChange", chapters: Mapping[str, str]) -> str:
    """The chapter that a change stands in, or what else it belongs to."""
    tr = QCoreApplication.translate
    place = change.new or change.old
    chapter = chapters.get(place.chapter, "") if place is not None else ""
    if chapter:
        return chapter
    if change.thing == "fact":
        return tr("Compare", "Document data")
    if change.thing == "role":
        return tr("Compare", "Roles")
    return tr("Compare", "Checklists")
