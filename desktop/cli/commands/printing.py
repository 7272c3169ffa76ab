"""Commands that print documents into files."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import library_path, opened_to_read
from desktop.cli.progress import progress_line
from desktop.cli.request import Answer, Request
from desktop.cli.tables import aligned
from desktop.models.errors import Refused

if TYPE_CHECKING:
    from desktop.i18n import Language
    from desktop.models.definitions import Json
    from desktop.services.printing import Printout

BOOK = "policy-book"


def _print(request: Request) -> Answer:
    return printed(request, BOOK, request.text("POLICY"))


def _document(request: Request) -> Answer:
    return printed(request, request.text("NAME"), request.text("TARGET"))


def printed(request: Request, name: str, target: str) -> Answer:
    """Prints one document as `--output`, as the other options say."""
    from desktop.services.printing import print_document
    from desktop.writers.catalogue import format_of

    path = output_path(request)
    with (
        opened_to_read(request) as library,
        progress_line(request.say("printing", file=path.name)) as progress,
    ):
        printout = print_document(
            library,
            name,
            target,
            path,
            language=printing_language(request),
            file_format=request.text("format") or format_of(path.name),
            progress=progress,
            revision=request.text("revision"),
            base=request.text("base"),
        )
    for line in remarks(printout, request):
        request.tell("remark", text=line)
    return Answer(printout_json(printout), (str(path),))


def output_path(request: Request) -> Path:
    """What `--output` names. Refused where that is the library itself."""
    path = request.path("output")
    library = library_path(request)
    if path.exists() and library.exists() and path.samefile(library):
        raise Refused("output-is-library", path=path)
    return path


def printing_language(request: Request) -> "Language | None":
    match request.text("in"):
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return None


def remarks(printout: "Printout", request: Request) -> list[str]:
    """What the person should know of a printout: characters and references that were not there."""
    told = []
    if printout.substitutes:
        names = ", ".join(f"{one} ({file})" for one, file in sorted(printout.substitutes.items()))
        told.append(request.say("substituted", characters=names))
    if printout.broken_references:
        targets = ", ".join(printout.broken_references)
        told.append(request.say("broken_references", targets=targets))
    return told


def printout_json(printout: "Printout") -> "dict[str, Json]":
    return {
        "file": str(printout.path),
        "document": printout.document,
        "pages": printout.pages,
        "size": printout.size,
        "sha256": printout.sha256,
        "content_hash": printout.content_hash,
        "substitutes": dict(printout.substitutes),
        "broken_references": list(printout.broken_references),
    }


def _documents(request: Request) -> Answer:
    from desktop.documents.catalogue import documents

    data: Json = [
        {
            "name": kind.name,
            "title": dict(kind.title.to_json()),
            "targets": list(kind.targets),
            "compares": kind.compares,
        }
        for kind in documents()
    ]
    rows = [
        (kind.name, kind.title.text(request.language), ", ".join(kind.targets))
        for kind in documents()
    ]
    return Answer(data, aligned(rows))


OUTPUT = Option("output", "FILE", letter="o", required=True)
FORMAT = Option("format", "pdf|docx|md|html")
REVISION = Option("revision", "R")
BASE = Option("base", "R")
LANGUAGE = Option("in", "zh|en", choices=("zh", "en"))
COMMANDS = (
    Command(
        ("print",),
        _print,
        (Argument("POLICY"),),
        (
            OUTPUT,
            REVISION,
            Option("profile", "controlled", choices=("controlled",)),
            FORMAT,
            LANGUAGE,
        ),
    ),
    Command(("documents",), _documents),
    Command(
        ("document",),
        _document,
        (Argument("NAME"), Argument("TARGET")),
        (OUTPUT, REVISION, BASE, FORMAT, LANGUAGE),
    ),
)
