"""Reading the phases, checklist items and roles of a template file."""

from collections.abc import Collection
from typing import cast

from desktop.models.definitions import ChecklistItem, Gate, Phase, ProjectClass, Role, Tag
from desktop.models.identity import ArticleId, ItemCode, PhaseId, RoleCode
from desktop.models.node_reader import Entry, Report
from desktop.models.suggestions import unknown_name
from desktop.models.yaml_lines import Node

__all__ = ["check_role", "read_phase", "read_role"]

_PHASE_KEYS = ("id", "title", "goal", "gate", "calendar", "items")
_GATE_KEYS = ("id", "title", "body", "days")
_ITEM_KEYS = (
    "code",
    "text",
    "tag",
    "evidence",
    "role",
    "classes",
    "guidance",
    "article",
    "due",
    "period",
)
_ROLE_KEYS = (
    "code",
    "title",
    "department",
    "duties",
    "authority",
    "deputy",
    "appointing_document",
    "competence",
    "external",
)
_CLASSES: tuple[ProjectClass, ...] = ("A", "B", "C")
_TAGS: tuple[Tag, ...] = ("M", "O", "G")


def check_role(code: str, key: str, entry: Entry, roles: Collection[str]) -> RoleCode | None:
    """The role of that code; reported where there is none such."""
    if code and code not in roles:
        error, facts = unknown_name("unknown-role", code, sorted(roles))
        entry.wrong(key, error, **facts)
    return RoleCode(code) if code in roles else None


def read_phase(node: Node, place: str, report: Report, roles: Collection[str]) -> Phase | None:
    """A phase with its checklist. Items keep the article they name; who reads a whole template
    checks that it is there."""
    entry = Entry(node, place, report, _PHASE_KEYS)
    if not isinstance(node.value, dict):
        return None
    items: dict[ItemCode, ChecklistItem] = {}
    for one, one_place in entry.items("items"):
        item = _item(one, one_place, report, roles)
        if item is None:
            continue
        if item.code in items:
            report.wrong(one_place, "item-twice", one.line, given=item.code)
        items[item.code] = item
    return Phase(
        PhaseId(entry.string("id", required=True)),
        entry.text("title", required=True),
        tuple(items.values()),
        goal=entry.text("goal"),
        gate=_gate(entry, roles),
        calendar=entry.flag("calendar"),
    )


def _gate(phase: Entry, roles: Collection[str]) -> Gate | None:
    node = phase.get("gate")
    if node is None:
        return None
    entry = Entry(node, phase.at("gate"), phase.report, _GATE_KEYS)
    return Gate(
        entry.string("id", required=True),
        entry.text("title", required=True),
        body=check_role(entry.string("body"), "body", entry, roles),
        days=entry.whole("days", least=1),
    )


def _item(node: Node, place: str, report: Report, roles: Collection[str]) -> ChecklistItem | None:
    entry = Entry(node, place, report, _ITEM_KEYS)
    if not isinstance(node.value, dict):
        return None
    tag = entry.one_of("tag", _TAGS)
    if "tag" not in entry:
        entry.missing("tag")
    article = entry.string("article")
    return ChecklistItem(
        ItemCode(entry.string("code", required=True)),
        entry.text("text", required=True),
        cast(Tag, tag or "M"),
        evidence=entry.text("evidence", required=True),
        role=check_role(entry.string("role"), "role", entry, roles),
        classes=_classes(entry),
        guidance=entry.text("guidance"),
        article=ArticleId(article) if article else None,
        due=entry.text("due"),
        period=entry.flag("period"),
    )


def _classes(entry: Entry) -> tuple[ProjectClass, ...]:
    node = entry.get("classes")
    if node is None:
        return _CLASSES
    if node.value == []:
        entry.wrong("classes", "no-classes")
    given: set[str] = set()
    for word, line, place in entry.words("classes"):
        if word not in _CLASSES:
            code, facts = unknown_name("unknown-word", word, _CLASSES)
            entry.report.wrong(place, code, line, **facts)
        given.add(word)
    return tuple(one for one in _CLASSES if one in given) or _CLASSES


def read_role(node: Node, place: str, report: Report, roles: Collection[str]) -> Role | None:
    """A role of the dictionary; `roles` are the codes of all of them."""
    entry = Entry(node, place, report, _ROLE_KEYS)
    if not isinstance(node.value, dict):
        return None
    return Role(
        RoleCode(entry.string("code", required=True)),
        entry.text("title", required=True),
        department=entry.text("department"),
        duties=entry.texts("duties"),
        authority=entry.text("authority"),
        deputy=check_role(entry.string("deputy"), "deputy", entry, roles),
        appointed_by=entry.text("appointing_document"),
        competence=entry.text("competence"),
        external=entry.flag("external"),
    )
