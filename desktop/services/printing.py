"""Prints documents into files: whole or not at all, with progress and cancel."""

import errno
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.catalogue import DocumentKind, PrintOrder, document_kind, split_target
from desktop.i18n import Language
from desktop.models.errors import Refused
from desktop.models.snapshot import Project
from desktop.services.clock import local_time
from desktop.services.library import Library
from desktop.services.project_queries import find_project, project_snapshot
from desktop.services.queries import find_policy, policy_snapshot
from desktop.whole_files import write_whole
from desktop.writers.catalogue import Progress, writer

__all__ = ["Printout", "not_written", "print_document", "print_order", "write_order"]


@dataclass(frozen=True, slots=True)
class Printout:
    """What was printed. `sha256` of the file; `content_hash` of what stands in it.

    `substitutes`: character → font file that stood in. `broken_references`: cited places that
    do not exist.
    """

    path: Path
    document: str
    pages: int
    size: int
    sha256: str
    content_hash: str
    substitutes: dict[str, str]
    broken_references: tuple[str, ...]


def print_document(
    library: Library,
    name: str,
    target: str,
    path: Path,
    *,
    language: Language | None = None,
    file_format: str = "pdf",
    progress: Progress | None = None,
) -> Printout:
    """Prints document `name` of `target` (a policy or project by id, number or title; with
    `:P1` for one phase) as the file `path`."""
    kind = document_kind(name)
    order = print_order(library, kind, target, language)
    return write_order(kind, order, path, file_format=file_format, progress=progress)


def print_order(
    library: Library, kind: DocumentKind, target: str, language: Language | None = None
) -> PrintOrder:
    """What is to be printed, read once from the library: a frozen order, safe in any thread."""
    reference, phase = split_target(target) if "phase" in kind.targets else (target, "")
    printed = local_time(library.clock())
    if "project" in kind.targets or "phase" in kind.targets:
        project_id = find_project(library, reference)
        if project_id is not None:
            project = project_snapshot(library, project_id)
            policy = policy_snapshot(library, project.policy)
            return PrintOrder(policy, printed, language, _local(project), phase)
    if kind.targets == ("project",):
        raise Refused("unknown-project", reference=reference)
    policy = policy_snapshot(library, find_policy(library, reference))
    return PrintOrder(policy, printed, language, None, phase)


def _local(project: Project) -> Project:
    """Times as the office's clock showed them."""
    records = tuple(
        replace(one, at=local_time(one.at)) if one.at is not None else one
        for one in project.records
    )
    return replace(project, started=local_time(project.started), records=records)


def write_order(
    kind: DocumentKind,
    order: PrintOrder,
    path: Path,
    *,
    file_format: str = "pdf",
    progress: Progress | None = None,
) -> Printout:
    """Builds, writes and saves. Refused where the file cannot be written; the old file stays."""
    chosen = writer(file_format)
    document = kind.build(order)
    written = chosen.write(document, progress or _go_on)
    try:
        write_whole(path, written.data)
    except OSError as error:
        raise not_written(error, path) from error
    return Printout(
        path,
        document.name,
        written.pages,
        len(written.data),
        hashlib.sha256(written.data).hexdigest(),
        document.content_hash,
        written.substitutes,
        document.broken_references,
    )


def not_written(error: OSError, path: Path) -> Refused:
    """Why a file could not be written, in words with a mend. The old file is as it was."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return Refused("file-folder-missing", path=path, folder=folder)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Refused("file-disk-full", path=path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refused("file-not-allowed", path=path)
    if path.exists() and not path.is_file():
        return Refused("file-not-a-file", path=path)
    return Refused("file-not-written", path=path, why=error.strerror or str(error))


def _go_on(_done: int, _total: int) -> bool:
    return True
