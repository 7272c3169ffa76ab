"""Commands that look after the library file: backup, restore, doctor."""

from typing import TYPE_CHECKING

from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import library_path, opened, opened_to_read
from desktop.cli.messages import problem_json, problem_line
from desktop.cli.request import FOUND_PROBLEMS, Answer, Request, iso

if TYPE_CHECKING:
    from desktop.models.definitions import Json
    from desktop.services.care import BackupFile, Diagnosis


def _backup(request: Request) -> Answer:
    from desktop.services.care import make_library_backup

    target = request.path("output") if request.given("output") is not None else None
    with opened_to_read(request) as library:
        made = make_library_backup(library, target)
    return Answer(_backup_json(made), (str(made.path),))


def _backup_json(one: "BackupFile") -> "Json":
    return {
        "file": str(one.path),
        "verified": one.verified,
        "kind": one.kind,
        "taken": iso(one.taken),
        "size": one.size,
        "sha256": one.sha256,
        "audit_entries": one.entries,
    }


def _restore(request: Request) -> Answer:
    from desktop.services.care import restore

    restored = restore(library_path(request), request.path("FILE"), by=request.text("by"))
    kept = None if restored.kept is None else str(restored.kept)
    lines = [request.say("restored", library=restored.path)]
    if kept is not None:
        lines.append(request.say("kept_beside", file=kept))
    return Answer({"library": str(restored.path), "kept": kept}, lines)


def _doctor(request: Request) -> Answer:
    from desktop.services.care import doctor, rebuild_search

    if request.switched("rebuild-search"):
        with opened(request) as library:
            rebuild_search(library)
    found = doctor(library_path(request))
    data: Json = {
        "ok": found.ok,
        "library": str(found.path),
        "schema": found.schema,
        "integrity": found.integrity,
        "audit_chain": found.audit_chain,
        "audit_entries": found.audit_entries,
        "audit_head": found.audit_head,
        "search": found.search,
        "attachments": found.attachments,
        "backups": [_backup_json(one) for one in found.backups],
        "problems": [problem_json(one, request.language) for one in found.problems],
    }
    return Answer(data, _doctor_lines(found, request), 0 if found.ok else FOUND_PROBLEMS)


def _doctor_lines(found: "Diagnosis", request: Request) -> list[str]:
    if found.ok:
        return [
            request.say("sound", library=found.path, entries=found.audit_entries),
            request.say("backups_kept", count=len(found.backups)),
        ]
    problems = [problem_line(one, request.language) for one in found.problems]
    return [request.say("not_sound", library=found.path), *(f"  {one}" for one in problems)]


COMMANDS = (
    Command(("backup",), _backup, (), (Option("output", "FILE", letter="o"),)),
    Command(("restore",), _restore, (Argument("FILE"),), (Option("by", "PERSON"),)),
    Command(("doctor",), _doctor, (), (Option("rebuild-search"),)),
)
