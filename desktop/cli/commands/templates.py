"""Commands that list, show and check templates."""

import json
import sys
from typing import TYPE_CHECKING

from desktop.cli.grammar import Argument, Command
from desktop.cli.messages import problem_json, problem_line
from desktop.cli.request import FOUND_PROBLEMS, Answer, Request
from desktop.cli.tables import aligned

if TYPE_CHECKING:
    from desktop.models.definitions import (
        ChapterDefinition,
        Column,
        FieldDefinition,
        Json,
        Phase,
        Template,
    )


def _list(request: Request) -> Answer:
    from desktop.services.templates import own_template_folder, templates

    found, problems = templates()
    for problem in problems:
        sys.stderr.write(problem_line(problem, request.language) + "\n")
    data: Json = [
        {
            "id": one.id,
            "title": dict(one.title.to_json()),
            "source": one.source,
            "chapters": len(one.chapters),
        }
        for one in found
    ]
    rows = [(one.id, one.title.text(request.language), one.source) for one in found]
    folder = request.say("own_templates_here", folder=own_template_folder())
    return Answer(data, (*aligned(rows), "", folder))


def _show(request: Request) -> Answer:
    from desktop.services.templates import template_of

    data = template_json(template_of(request.text("ID")))
    lines = () if request.json else json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return Answer(data, lines)


def template_json(template: "Template") -> "Json":
    """The whole template, in the shape of the contract; more keys may be added."""
    return {
        "id": template.id,
        "title": dict(template.title.to_json()),
        "description": dict(template.description.to_json()),
        "policy_title": dict(template.policy_title.to_json()),
        "numbering": template.numbering,
        "source": template.source,
        "chapters": [_chapter_json(chapter) for chapter in template.chapters],
        "phases": [_phase_json(phase) for phase in template.phases],
        "roles": [{"id": one.code, "title": dict(one.title.to_json())} for one in template.roles],
    }


def _chapter_json(chapter: "ChapterDefinition") -> "Json":
    return {
        "id": chapter.id,
        "title": dict(chapter.title.to_json()),
        "required": chapter.required,
        "guidance": dict(chapter.guidance.to_json()),
        "fields": [_field_json(field) for field in chapter.fields],
    }


def _field_json(field: "FieldDefinition") -> "Json":
    shown: dict[str, Json] = {
        "id": field.id,
        "kind": field.kind,
        "title": dict(field.title.to_json()),
        "required": field.required,
        "guidance": dict(field.guidance.to_json()),
        "sample": field.sample,
    }
    return shown | _optional(field, [_column_json(column) for column in field.columns])


def _column_json(column: "Column") -> "Json":
    shown: dict[str, Json] = {
        "id": column.id,
        "kind": column.kind,
        "title": dict(column.title.to_json()),
        "required": column.required,
    }
    return shown | _optional(column, [])


def _optional(one: "FieldDefinition | Column", columns: "list[Json]") -> "dict[str, Json]":
    """Keys that only some kinds have."""
    found: dict[str, Json] = {}
    if columns:
        found["columns"] = columns
    if one.choices:
        found["choices"] = [
            {"id": choice.id, "title": dict(choice.title.to_json())} for choice in one.choices
        ]
    if one.unit.zh or one.unit.en:
        found["unit"] = dict(one.unit.to_json())
    if one.many:
        found["many"] = True
    if one.minimum is not None:
        found["min"] = str(one.minimum)
    if one.maximum is not None:
        found["max"] = str(one.maximum)
    if one.kind == "money":
        found["currency"] = one.currency
    return found


def _phase_json(phase: "Phase") -> "Json":
    items: list[Json] = [
        {
            "id": item.code,
            "text": dict(item.text.to_json()),
            "tag": item.tag,
            "evidence": dict(item.evidence.to_json()),
            "role": item.role,
            "classes": list(item.classes),
        }
        for item in phase.items
    ]
    return {"id": phase.id, "title": dict(phase.title.to_json()), "items": items}


def _check(request: Request) -> Answer:
    from desktop.services.templates import check_template

    problems = check_template(request.path("FILE"))
    data: Json = {
        "ok": not problems,
        "problems": [problem_json(problem, request.language) for problem in problems],
    }
    if not problems:
        return Answer(data, (request.say("template_good"),))
    lines = [
        request.say(
            "in_file", file=request.text("FILE"), problem=problem_line(problem, request.language)
        )
        for problem in problems
    ]
    return Answer(data, lines, FOUND_PROBLEMS)


COMMANDS = (
    Command(("templates",), _list),
    Command(("templates", "show"), _show, (Argument("ID"),)),
    Command(("templates", "check"), _check, (Argument("FILE"),)),
)
