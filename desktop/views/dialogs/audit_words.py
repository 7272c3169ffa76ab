"""The audit trail in words: what each command is called, and what an entry has changed."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.models.definitions import Json

__all__ = ["Path", "command_words", "differing", "path_words"]

Path: TypeAlias = tuple[str | int, ...]

MOST_LINES = 500


def command_words(command: str) -> str:
    """A command as a person calls what it does; its own name where this window does not know it."""
    tr = QCoreApplication.translate
    return {
        "create-library": tr("Audit", "Library made"),
        "migrate-library": tr("Audit", "Library brought up to date"),
        "restore-library": tr("Audit", "Backup restored"),
        "create-policy": tr("Audit", "Policy made"),
        "duplicate-policy": tr("Audit", "Policy duplicated"),
        "remove-policy": tr("Audit", "Policy deleted"),
        "restore-policy": tr("Audit", "Policy brought back"),
        "rename-policy": tr("Audit", "Policy renamed"),
        "set-policy-facts": tr("Audit", "Policy properties changed"),
        "set-policy-languages": tr("Audit", "Languages changed"),
        "set-policy-numbering": tr("Audit", "Numbering changed"),
        "set-policy-roles": tr("Audit", "Roles changed"),
        "set-field-values": tr("Audit", "Fields filled in"),
        "confirm-samples": tr("Audit", "Samples confirmed"),
        "replace-text": tr("Audit", "Text replaced"),
        "add-chapter": tr("Audit", "Chapter added"),
        "remove-chapter": tr("Audit", "Chapter removed"),
        "restore-chapter": tr("Audit", "Chapter brought back"),
        "rename-chapter": tr("Audit", "Chapter renamed"),
        "move-chapter": tr("Audit", "Chapter moved"),
        "add-article": tr("Audit", "Article added"),
        "remove-article": tr("Audit", "Article removed"),
        "restore-article": tr("Audit", "Article brought back"),
        "rename-article": tr("Audit", "Article renamed"),
        "set-article-patterns": tr("Audit", "Sentences changed"),
        "move-article": tr("Audit", "Article moved"),
        "add-checklist-item": tr("Audit", "Checklist item added"),
        "edit-checklist-item": tr("Audit", "Checklist item changed"),
        "move-checklist-item": tr("Audit", "Checklist item moved"),
        "remove-checklist-item": tr("Audit", "Checklist item removed"),
        "restore-checklist-item": tr("Audit", "Checklist item brought back"),
        "add-checklist-items": tr("Audit", "Checklist items added"),
        "remove-checklist-items": tr("Audit", "Checklist items removed"),
        "restore-checklist-items": tr("Audit", "Checklist items brought back"),
        "edit-phase": tr("Audit", "Phase changed"),
        "restore-project-edit": tr("Audit", "Change of a project taken back"),
        "submit-policy": tr("Audit", "Submitted for consultation"),
        "return-policy": tr("Audit", "Returned for changes"),
        "give-opinion": tr("Audit", "Opinion given"),
        "answer-opinion": tr("Audit", "Opinion answered"),
        "record-procedure": tr("Audit", "Record of labour law made"),
        "describe-change": tr("Audit", "Change explained"),
        "describe-changes": tr("Audit", "Changes explained"),
        "approve-policy": tr("Audit", "Revision approved"),
        "issue-policy": tr("Audit", "Revision issued"),
        "revise-policy": tr("Audit", "New revision begun"),
        "discard-revision": tr("Audit", "Revision discarded"),
        "withdraw-policy": tr("Audit", "Policy withdrawn"),
        "set-life-rules": tr("Audit", "Rules of approval changed"),
        "start-project": tr("Audit", "Project begun"),
        "edit-project": tr("Audit", "Project changed"),
        "remove-project": tr("Audit", "Project deleted"),
        "restore-project": tr("Audit", "Project brought back"),
        "set-item-state": tr("Audit", "Item ticked or judged"),
        "set-item-states": tr("Audit", "Items ticked or judged"),
        "amend-item-record": tr("Audit", "Record of an item amended"),
        "restore-item-record": tr("Audit", "Record of an item put back"),
        "restore-item-records": tr("Audit", "Records of items put back"),
        "set-organisation": tr("Audit", "Organisation changed"),
        "set-setting": tr("Audit", "Setting changed"),
    }.get(command, command)


def differing(before: "Json", after: "Json") -> list[tuple[Path, str, str]]:
    """(where, before, after) of everything that is not the same; at most MOST_LINES."""
    old, new = dict(_flat(before, ())), dict(_flat(after, ()))
    places = list(dict.fromkeys((*old, *new)))
    changed = [(one, old.get(one, ""), new.get(one, "")) for one in places]
    return [line for line in changed if line[1] != line[2]][:MOST_LINES]


def path_words(path: Path) -> str:
    """As it is kept: `facts.number`, `signatories[2].name`."""
    words = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    return words.removeprefix(".")


def _flat(value: "Json", place: Path) -> Iterator[tuple[Path, str]]:
    """Every single value with its place; entries of lists are counted from 1."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from _flat(one, (*place, key))
    elif isinstance(value, list) and value:
        for at, one in enumerate(value, 1):
            yield from _flat(one, (*place, at))
    elif value not in (None, "", [], {}):
        yield place, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
