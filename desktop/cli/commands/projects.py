"""Commands on projects and the items of their checklists."""

from typing import TYPE_CHECKING

from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import opened, opened_to_read
from desktop.cli.request import Answer, Request, iso
from desktop.cli.tables import aligned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.models.definitions import ChecklistItem, Gate, Json, ProjectClass
    from desktop.models.snapshot import ItemRecord, Project

CLASSES: "tuple[ProjectClass, ...]" = ("A", "B", "C")
STATES = ("done", "open", "na", "failed")


def _new(request: Request) -> Answer:
    from desktop.services.commands.start_project import StartProject
    from desktop.services.queries import find_policy

    chosen = next(one for one in CLASSES if one == request.text("class", "A"))
    with opened(request) as library:
        policy = find_policy(library, request.text("POLICY"))
        command = StartProject(policy, request.text("title"), chosen, request.text("number"))
        project = library.run(command, by=request.text("by")).result
    return Answer({"project": project}, (project,))


def _list(request: Request) -> Answer:
    from desktop.services.project_queries import project_summaries

    with opened_to_read(request) as library:
        projects = project_summaries(library)
    data: Json = [
        {
            "project": one.id,
            "policy": one.policy,
            "title": one.title,
            "number": one.number,
            "class": one.project_class,
            "trial": one.trial,
            "revision": one.revision,
            "started": iso(one.started),
            "items": dict(one.states),
        }
        for one in projects
    ]
    rows = [
        (one.id, one.title, one.number, one.project_class, _settled(one.states, request))
        for one in projects
    ]
    return Answer(data, aligned(rows) or (request.say("no_projects"),))


def _settled(states: "Mapping[str, int]", request: Request) -> str:
    settled = states["done"] + states["na"]
    return request.say("settled", settled=settled, items=sum(states.values()))


def _show(request: Request) -> Answer:
    from desktop.services.project_queries import project_snapshot

    with opened_to_read(request) as library:
        project = project_snapshot(library, request.text("PROJECT"))
    return Answer(_project_json(project), _project_lines(project, request))


def _project_json(project: "Project") -> "Json":
    phases: list[Json] = [
        {
            "id": phase.id,
            "title": dict(phase.title.to_json()),
            "gate": _gate_json(phase.gate),
            "items": [_item_json(item, project.record(item.code)) for item in phase.items],
        }
        for phase in project.phases
    ]
    return {
        "project": project.id,
        "policy": project.policy,
        "title": project.title,
        "number": project.number,
        "class": project.project_class,
        "trial": project.trial,
        "revision": project.revision,
        "started": iso(project.started),
        "phases": phases,
    }


def _gate_json(gate: "Gate | None") -> "Json":
    return None if gate is None else {"id": gate.id, "title": dict(gate.title.to_json())}


def _item_json(item: "ChecklistItem", record: "ItemRecord") -> "Json":
    return {
        "id": item.code,
        "text": dict(item.text.to_json()),
        "tag": item.tag,
        "role": item.role,
        "state": record.state,
        "note": record.note,
        "by": record.by,
        "at": iso(record.at),
        "evidence": list(record.evidence),
    }


def _project_lines(project: "Project", request: Request) -> list[str]:
    lines = [f"{project.id}  {project.title}  {project.number}  {project.project_class}".rstrip()]
    for phase in project.phases:
        lines += ["", f"{phase.id}  {phase.title.text(request.language)}"]
        rows = []
        for item in phase.items:
            record = project.record(item.code)
            state = request.say(f"item_{record.state}")
            rows.append((item.code, item.tag, state, item.text.text(request.language), record.by))
        lines += aligned(rows)
    return lines


def _item(request: Request) -> Answer:
    from desktop.models.identity import ItemCode
    from desktop.services.commands.set_item_state import SetItemState
    from desktop.services.project_queries import project_snapshot

    code = ItemCode(request.text("ITEM"))
    with opened(request) as library:
        project = project_snapshot(library, request.text("PROJECT")).id
        command = SetItemState(
            project,
            code,
            request.text("STATE"),
            note=request.text("note"),
            by=request.text("by"),
            evidence=request.several("evidence"),
        )
        library.run(command)
        record = project_snapshot(library, project).record(code)
    data: Json = {
        "project": project,
        "item": code,
        "state": record.state,
        "note": record.note,
        "by": record.by,
        "at": iso(record.at),
        "evidence": list(record.evidence),
    }
    return Answer(data, (f"{code}  {request.say(f'item_{record.state}')}",))


PROJECT = Argument("PROJECT")
COMMANDS = (
    Command(
        ("project", "new"),
        _new,
        (Argument("POLICY"),),
        (
            Option("title", "T", required=True),
            Option("class", "A|B|C", choices=CLASSES),
            Option("number", "N"),
            Option("by", "PERSON"),
        ),
    ),
    Command(("project", "list"), _list),
    Command(("project", "show"), _show, (PROJECT,)),
    Command(
        ("item",),
        _item,
        (PROJECT, Argument("ITEM"), Argument("STATE", choices=STATES)),
        (Option("by", "PERSON"), Option("note", "T"), Option("evidence", "FILE", many=True)),
    ),
)
