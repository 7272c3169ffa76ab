"""Where an entry of the audit trail has changed something, in the names that people know."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.models.definitions import Json
    from desktop.services.audit_names import AuditNames
    from desktop.services.log_queries import AuditRecord
    from desktop.views.dialogs.audit_words import Path

__all__ = ["only_ids", "place_of_entry", "place_of_value"]

_SILENT = frozenset(("facts", "values", "definition", "parts", "items"))
"""Parts of a path that say nothing to a person: what stands in them is named itself."""

_IDS = frozenset(("id", "table", "policy_id", "project_id", "chapter_id", "article_id", "phase_id"))


def place_of_entry(record: "AuditRecord", names: "AuditNames") -> str:
    """`制度 · 章 · 字段`; a project, its phase and its item; the library or a setting of it."""
    tr = QCoreApplication.translate
    owner, _, rest = record.target.partition("/")
    if owner.startswith("setting:"):
        setting = owner.partition(":")[2]
        return _word(setting) or tr("Audit", "Settings")
    if owner.startswith("library"):
        return tr("Audit", "Library")
    title = names.titles.get(owner)
    if title is None:
        return record.target
    words = [tr("Audit", "{title} (deleted)").format(title=title) if owner in names.gone else title]
    if rest:
        words.append(names.places.get(f"{owner}/{rest}") or _gone(rest))
        return " · ".join(words)
    changed = [names.places[one] for one in _things(record, owner) if one in names.places]
    if len(changed) == 1:
        words += changed
    elif changed:
        words.append(tr("Audit", "{count} places").format(count=len(changed)))
    return " · ".join(words)


def _things(record: "AuditRecord", owner: str) -> list[str]:
    """The fields or items that an entry of a whole policy or project names."""
    found: list[str] = []
    for value in (record.before, record.after):
        if isinstance(value, dict):
            found += [f"{owner}/{kind}:{key}" for key in value for kind in ("field", "item")]
    return list(dict.fromkeys(found))


def _gone(rest: str) -> str:
    tr = QCoreApplication.translate
    return {
        "chapter": tr("Audit", "a chapter that was deleted"),
        "article": tr("Audit", "an article that was deleted"),
        "item": tr("Audit", "item {code}, since deleted").format(code=rest.partition(":")[2]),
    }.get(rest.partition(":")[0], rest)


def only_ids(path: "Path") -> bool:
    """Whether what stands there names things to the program alone."""
    return bool(path) and (path[-1] in _IDS or (isinstance(path[-1], int) and "order" in path))


def place_of_value(record: "AuditRecord", path: "Path", names: "AuditNames") -> str:
    """A single value's place within its entry; empty where the entry is that value."""
    return " · ".join(one for one in _words(record, path, names) if one)


def _words(record: "AuditRecord", path: "Path", names: "AuditNames") -> Iterator[str]:
    owner, field = record.target.partition("/")[0], ""
    rows, parts = _rows(record), list(path)
    if rows and parts and isinstance(parts[0], int):
        yield _row_words(rows, parts.pop(0))
    after_parts = False
    for part in parts:
        if isinstance(part, int):
            yield QCoreApplication.translate("Audit", "no. {number}").format(number=part)
            continue
        place = next(
            (
                names.places[key]
                for key in (f"{owner}/field:{part}", f"{owner}/item:{part}")
                if not field and key in names.places
            ),
            "",
        )
        if place:
            field = part
            yield place
        elif not after_parts and part not in _SILENT:  # else the id of a row or a paragraph
            yield names.places.get(f"{owner}/column:{field}.{part}") or _word(part) or part
        after_parts = part == "parts"


def _rows(record: "AuditRecord") -> "list[Json]":
    """The rows of tables that an entry keeps of what was deleted or came back."""
    for value in (record.before, record.after):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value if "table" in value[0] else []
    return []


def _row_words(rows: "list[Json]", number: object) -> str:
    """`章：概述`, of one of the rows."""
    row = rows[number - 1] if isinstance(number, int) and number <= len(rows) else None
    if not isinstance(row, dict):
        return ""
    tr = QCoreApplication.translate
    kind = {
        "policy": tr("Audit", "Policy"),
        "chapter": tr("Audit", "Chapter"),
        "article": tr("Audit", "Article"),
        "field": tr("Audit", "Field"),
        "policy_role": tr("Audit", "Role"),
        "phase": tr("Audit", "Phase"),
        "project": tr("Audit", "Project"),
        "project_phase": tr("Audit", "Phase"),
    }.get(str(row.get("table")), tr("Audit", "Checklist item"))
    values = row.get("values")
    name = (values.get("code") or values.get("id")) if isinstance(values, dict) else ""
    return f"{kind} {name or ''}".strip()


def _word(key: str) -> str:
    """What a person calls a part of what is kept; empty where it has no name."""
    tr = QCoreApplication.translate
    return {
        "organisation": tr("Audit", "Organisation"),
        "paper": tr("Audit", "Paper and fonts"),
        "zh": tr("Audit", "Chinese"),
        "en": tr("Audit", "English"),
        "title": tr("Audit", "Title"),
        "name": tr("Audit", "Name"),
        "number": tr("Audit", "Number"),
        "issue_number": tr("Audit", "Issue number"),
        "edition": tr("Audit", "Edition"),
        "amendment": tr("Audit", "Amendment"),
        "supersedes": tr("Audit", "Supersedes"),
        "owner_department": tr("Audit", "Owner department"),
        "classification": tr("Audit", "Classification"),
        "prepared": tr("Audit", "Prepared on"),
        "approved": tr("Audit", "Approved on"),
        "issued": tr("Audit", "Issued on"),
        "effective": tr("Audit", "Effective from"),
        "review_due": tr("Audit", "Review due"),
        "trial": tr("Audit", "For trial"),
        "distribution": tr("Audit", "Distribution"),
        "signatories": tr("Audit", "Signatories"),
        "history": tr("Audit", "Revision history"),
        "languages": tr("Audit", "Languages"),
        "numbering": tr("Audit", "Numbering"),
        "template": tr("Audit", "Template"),
        "policy": tr("Audit", "Policy"),
        "revision": tr("Audit", "Revision"),
        "class": tr("Audit", "Project class"),
        "classes": tr("Audit", "Classes"),
        "state": tr("Audit", "State"),
        "evidence": tr("Audit", "Evidence"),
        "note": tr("Audit", "Remark"),
        "by": tr("Audit", "Who"),
        "at": tr("Audit", "When"),
        "text": tr("Audit", "Text"),
        "due": tr("Audit", "Due"),
        "role": tr("Audit", "Responsible role"),
        "tag": tr("Audit", "Tag"),
        "order": tr("Audit", "Order"),
        "position": tr("Audit", "Place in the order"),
        "value": tr("Audit", "Content"),
        "patterns": tr("Audit", "Sentences"),
        "step": tr("Audit", "Step"),
        "post": tr("Audit", "Post"),
        "schema": tr("Audit", "Form of the library"),
        "backup": tr("Audit", "Backup"),
        "samples": tr("Audit", "With samples"),
    }.get(key, "")
