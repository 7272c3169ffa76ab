"""Commands that put revisions beside each other, and make what goes out with one."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.commands.printing import (
    LANGUAGE,
    OUTPUT,
    output_path,
    printing_language,
    printout_json,
    remarks,
)
from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import opened, opened_to_read
from desktop.cli.progress import progress_line
from desktop.cli.request import Answer, Request

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, Comparison, Place
    from desktop.models.change_notes import ChangeNote
    from desktop.models.definitions import Json

WHAT = ("table", "marked", "tracked")
KINDS = ("editorial", "substantive")


def _compare(request: Request) -> Answer:
    from desktop.services.comparisons import write_comparison
    from desktop.writers.catalogue import format_of

    path = output_path(request)
    with (
        opened_to_read(request) as library,
        progress_line(request.say("printing", file=path.name)) as progress,
    ):
        found = write_comparison(
            library,
            request.text("POLICY"),
            request.text("R1"),
            request.text("R2"),
            path,
            what=request.text("what"),
            language=printing_language(request),
            file_format=format_of(path.name, path.suffix.lstrip(".")),
            progress=progress,
        )
    for line in remarks(found.printout, request):
        request.tell("remark", text=line)
    comparison = found.comparison
    data: dict[str, Json] = {
        **printout_json(found.printout),
        "old": comparison.old_revision,
        "new": comparison.new_revision,
        "counts": counts_json(comparison),
        "changes": [change_json(one, found.notes) for one in comparison.changes],
    }
    summary = comparison.summary
    counts = request.say(
        "compared",
        old=comparison.old_revision,
        new=comparison.new_revision,
        changed=summary.changed,
        inserted=summary.inserted,
        deleted=summary.deleted,
        moved=summary.moved,
    )
    return Answer(data, (str(path), counts))


def counts_json(comparison: "Comparison") -> "dict[str, Json]":
    one = comparison.summary
    return {
        "all": one.changes,
        "changed": one.changed,
        "inserted": one.inserted,
        "deleted": one.deleted,
        "moved": one.moved,
        "only_moved": one.only_moved,
        "renumbered": one.renumbered,
        "references": one.references,
    }


def change_json(change: "ClauseChange", notes: "Mapping[str, ChangeNote]") -> "dict[str, Json]":
    """`weight`: what the preparer said, else what is suggested."""
    note = notes.get(change.anchor)
    return {
        "anchor": change.anchor,
        "thing": change.thing,
        "kind": change.kind,
        "moved": change.moved,
        "old": _label(change.old),
        "new": _label(change.new),
        "old_text": change.old_text,
        "new_text": change.new_text,
        "suggested": change.suggested,
        "weight": note.kind if note is not None else change.suggested,
        "reason": None if note is None else dict(note.reason.to_json()),
        "roles": list(change.roles),
    }


def _label(place: "Place | None") -> str | None:
    return None if place is None else place.label


def _change(request: Request) -> Answer:
    from desktop.models.change_notes import ChangeNote
    from desktop.models.wording import Localised
    from desktop.services.commands.describe_change import DescribeChange
    from desktop.services.comparisons import change_meant, comparison_of
    from desktop.services.queries import policy_snapshot

    with opened(request) as library:
        policy = policy_snapshot(library, request.text("POLICY"))
        comparison, _ = comparison_of(library, policy.id)
        anchor = change_meant(comparison, request.text("ANCHOR"))
        reason, other = request.text("reason"), request.text("reason-en")
        english = policy.languages[0] == "en"
        words = Localised(en=reason) if english else Localised(reason, other)
        kind = request.text("kind")
        note = ChangeNote("editorial" if kind == "editorial" else "substantive", words)
        library.run(DescribeChange(policy.id, anchor, note), by=request.text("by"))
    data: Json = {
        "policy": policy.id,
        "revision": policy.facts.revision,
        "anchor": anchor,
        "kind": kind,
        "reason": dict(words.to_json()),
    }
    return Answer(data, (anchor,))


def _package(request: Request) -> Answer:
    from desktop.services.revision_package import INDEX, make_package

    path: Path = output_path(request)
    with (
        opened_to_read(request) as library,
        progress_line(request.say("printing", file=path.name)) as progress,
    ):
        made = make_package(
            library,
            request.text("POLICY"),
            path,
            revision=request.text("revision"),
            base=request.text("base"),
            progress=progress,
        )
    if not made.base:
        request.tell("remark", text=request.say("package_first", revision=made.revision))
    data: Json = {
        "policy": made.policy,
        "revision": made.revision,
        "base": made.base or None,
        "path": str(made.path),
        "index": INDEX,
        "files": [
            {
                "file": one.name,
                "document": one.document,
                "language": one.language,
                "format": one.format,
                "size": len(one.data),
                "sha256": one.sha256,
            }
            for one in made.files
        ],
    }
    return Answer(data, (str(path), *(f"  {one.name}" for one in made.files), f"  {INDEX}"))


POLICY = Argument("POLICY")
COMMANDS = (
    Command(
        ("compare",),
        _compare,
        (POLICY, Argument("R1"), Argument("R2")),
        (OUTPUT, Option("what", "|".join(WHAT), choices=WHAT), LANGUAGE),
    ),
    Command(
        ("change",),
        _change,
        (POLICY, Argument("ANCHOR")),
        (
            Option("kind", "|".join(KINDS), choices=KINDS, required=True),
            Option("reason", "T", required=True),
            Option("reason-en", "T"),
            Option("by", "PERSON"),
        ),
    ),
    Command(
        ("package",),
        _package,
        (POLICY,),
        (OUTPUT, Option("revision", "R"), Option("base", "R")),
    ),
)
