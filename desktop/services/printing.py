"""Prints documents into files: whole or not at all, with progress and cancel."""

import errno
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.catalogue import DocumentKind, PrintOrder, document_kind, split_target
from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId, ProjectId
from desktop.models.life import PolicyLife, fold
from desktop.models.snapshot import Policy, Project
from desktop.services.clock import local_time
from desktop.services.library import Library
from desktop.services.life_queries import change_notes, kept_file, policy_life, revision_snapshot
from desktop.services.project_queries import find_project, project_snapshot
from desktop.services.queries import find_policy
from desktop.whole_files import write_whole
from desktop.writers.catalogue import Progress, writer

__all__ = [
    "FINISHED",
    "Printout",
    "not_written",
    "policy_order",
    "print_document",
    "print_order",
    "write_order",
]

FINISHED = "policy-book"
"""The document whose PDF is kept when a revision is issued."""


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
    revision: str = "",
    base: str = "",
) -> Printout:
    """Prints document `name` of `target` (a policy or project by id, number or title; with
    `:P1` for one phase) as the file `path`. `revision`, `base`: see `policy_order`."""
    kind = document_kind(name)
    order = print_order(library, kind, target, language, revision=revision, base=base)
    return write_order(kind, order, path, file_format=file_format, progress=progress)


def print_order(
    library: Library,
    kind: DocumentKind,
    target: str,
    language: Language | None = None,
    *,
    revision: str = "",
    base: str = "",
) -> PrintOrder:
    """What is to be printed, read once from the library: a frozen order, safe in any thread."""
    reference, phase = split_target(target) if "phase" in kind.targets else (target, "")
    if "project" in kind.targets or "phase" in kind.targets:
        project_id = find_project(library, reference)
        if project_id is not None:
            if revision:
                raise Refused("project-has-its-revision", revision=revision)
            return _project_order(library, project_id, language, phase)
    if kind.targets == ("project",):
        raise Refused("unknown-project", reference=reference)
    order = policy_order(library, reference, revision=revision, base=base)
    if kind.compares and order.base is None:
        raise Refused("nothing-to-compare", revision=order.policy.facts.revision)
    return replace(order, language=language, phase=phase)


def policy_order(
    library: Library, reference: str, *, revision: str = "", base: str = ""
) -> PrintOrder:
    """A revision with all that any document says of it. `revision`: "" is the one that is worked
    on; `base`: what it is compared with, "" is the one that it was begun from, where there is one.

    Refused where there are no such revisions.
    """
    policy_id = find_policy(library, reference)
    policy = revision_snapshot(library, policy_id, revision)
    life = policy_life(library, policy_id)
    own = life.revision(policy.facts.revision)
    assert own is not None  # it was read by its name
    base = base or own.base
    return PrintOrder(
        policy,
        local_time(library.clock()),
        base=revision_snapshot(library, policy_id, base) if base else None,
        notes=_notes(library, life, policy_id, base, own.revision),
        life=_local_life(life),
        finished=_finished(library, policy),
    )


def _notes(
    library: Library, life: PolicyLife, policy_id: PolicyId, base: str, revision: str
) -> dict[str, ChangeNote]:
    """What was said of all changes since `base`; of what changed again, the latest."""
    labels = [one.revision for one in life.revisions]
    later = labels[labels.index(base) + 1 : labels.index(revision) + 1] if base else []
    found: dict[str, ChangeNote] = {}
    for label in later:
        found |= change_notes(library, policy_id, label)
    return found


def _local_life(life: PolicyLife) -> PolicyLife:
    events = (replace(one, at=local_time(one.at)) for one in life.events)
    return fold(life.revisions[0].revision, events)


def _finished(library: Library, policy: Policy) -> dict[str, bytes]:
    """What is kept is given out as it is while it applies. What is over is printed again, for
    every page then says that it is."""
    if policy.state not in ("issued", "effective"):
        return {}
    revision = policy.facts.revision
    kept = {one: kept_file(library, policy.id, revision, FINISHED, one) for one in policy.languages}
    return {language: data for language, data in kept.items() if data is not None}


def _project_order(
    library: Library, project_id: ProjectId, language: Language | None, phase: str
) -> PrintOrder:
    """A project's papers are those of the revision that it was started under, also when that has
    been replaced since: what was recorded under it is no obsolete copy."""
    project = project_snapshot(library, project_id)
    known = policy_life(library, project.policy).revision(project.revision) is not None
    policy = revision_snapshot(library, project.policy, project.revision if known else "")
    if policy.ended is not None:
        policy = replace(policy, state="issued", ended=None)
    printed = local_time(library.clock())
    return PrintOrder(policy, printed, language, _local(project), phase)


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
    finished = _as_kept(kind, order, file_format)
    if finished is not None:
        _save(path, finished)
        return Printout(
            path,
            kind.name,
            _pages(finished),
            len(finished),
            hashlib.sha256(finished).hexdigest(),
            order.policy.frozen,
            {},
            (),
        )
    chosen = writer(file_format)
    document = kind.build(order)
    written = chosen.write(document, progress or _go_on)
    _save(path, written.data)
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


def _as_kept(kind: DocumentKind, order: PrintOrder, file_format: str) -> bytes | None:
    if kind.name != FINISHED or file_format != "pdf" or not order.finished:
        return None
    return order.finished.get(order.language or order.policy.languages[0])


def _pages(pdf: bytes) -> int:
    """Of a file that our own writer has made: each page is an object in plain sight."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _save(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise not_written(error, path) from error


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
