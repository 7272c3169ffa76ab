"""Looking after a library: backups, restoring one, and finding what is wrong."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.models.entities import LibraryMeta
from desktop.models.errors import LibraryUnusable, Problem
from desktop.services import clock as clocks
from desktop.services import revision_care, search_documents
from desktop.services.library import Library, state_folder
from desktop.storage import audit, integrity, schema
from desktop.storage.backup import (
    Backup,
    backups_in,
    folder_of,
    make_backup,
    verify_backup,
)
from desktop.storage.failures import known_failures
from desktop.storage.opening import open_library_file
from desktop.storage.restore import restore_file

__all__ = [
    "BackupFile",
    "Diagnosis",
    "Restored",
    "audit_problems",
    "backups",
    "doctor",
    "make_library_backup",
    "rebuild_search",
    "refresh_search",
    "restore",
]

_log = logging.getLogger(__name__)
_WORDED = "search"
"""Key of the version of the wording of the search index."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup. `verified`: it has a sidecar that says what it holds; `kind`: daily, manual,
    before-schema, or empty where that is not known."""

    path: Path
    verified: bool
    kind: str = ""
    taken: datetime | None = None
    size: int = 0
    sha256: str = ""
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept`: where the file is now that stood in the library's place (None: there was none)."""

    path: Path
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is known of a library after all of it was read. `integrity` and `audit_chain`: ok,
    damaged, unknown; `attachments`: how many are kept (none are, in this schema)."""

    path: Path
    schema: str
    integrity: str
    audit_chain: str
    audit_entries: int
    audit_head: str
    search: str
    attachments: int
    backups: tuple[BackupFile, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def make_library_backup(library: Library, target: Path | None = None) -> BackupFile:
    """A verified copy of the library, as `target` or in the library's own folder of backups."""
    if target is not None and target.exists() and target.samefile(library.path):
        raise LibraryUnusable("backup-is-the-library", path=target)
    place = target.absolute() if target is not None else None
    with library.file.plain() as connection, known_failures(place or library.path):
        made = make_backup(connection, library.path, "manual", library.clock(), place)
    return _told(made)


def backups(library: Path) -> tuple[BackupFile, ...]:
    """The backups in the library's own folder, the newest first."""
    return tuple(_told(one) for one in backups_in(folder_of(library.absolute()), library.suffix))


def restore(
    library: Path, backup: Path, *, by: str = "", clock: Callable[[], datetime] = clocks.now
) -> Restored:
    """Puts a backup in the place of the library, which may be damaged or missing, and keeps what
    stood there beside it. The restored library's audit log tells of it."""
    replaced = restore_file(library, backup, clock())
    file = open_library_file(
        library, now=clock, state=state_folder() / "audit-heads", read_only=False
    )
    try:
        with file.writing() as session:
            head = audit.append(
                session,
                at=clock(),
                by=by,
                command=audit.RESTORED,
                target=file.library_id,
                before={"entry": replaced.head.seq, "hash": replaced.head.hash},
                after={"backup": backup.name},
            )
        if file.witness is not None:
            file.witness.begin_again(head)
    finally:
        file.close()
    return Restored(library.absolute(), replaced.kept)


def doctor(path: Path, *, clock: Callable[[], datetime] = clocks.now) -> Diagnosis:
    """Reads all of a library and of its backups and names everything that is wrong.

    LibraryUnusable only where there is no library at all (`library-missing`).
    """
    kept = backups_in(folder_of(path.absolute()), path.suffix)
    problems = list(_backup_faults(kept))
    told = tuple(_told(one) for one in kept)
    try:
        # To read first: nothing is migrated or repaired by being looked at.
        Library.open(path, clock=clock, read_only=True).close()
        library = Library.open(path, clock=clock, daily_backup=False)
    except LibraryUnusable as error:
        if error.code == "library-missing":
            raise
        problems.insert(0, Problem("file", error.code, error.facts))
        return Diagnosis(path, "", "damaged", "unknown", 0, "", "unknown", 0, told, tuple(problems))
    with library:
        return _examined(library, kept, problems)


def _examined(library: Library, kept: tuple[Backup, ...], problems: list[Problem]) -> Diagnosis:
    file = library.file
    with file.plain() as connection:
        in_file = [*integrity.file_faults(connection), *integrity.seal_faults(connection)]
        in_log = list(integrity.audit_faults(connection, file.library_id, file.witness, kept))
        in_search = [] if library.read_only else list(_index_faults(connection))
        head = audit.head_of(connection)
        revision = schema.revision(connection) or ""
    in_revisions: list[Problem] = []
    with library.read() as session:
        if not in_file:
            # Documents are made from content: from sound content only.
            in_search += search_documents.faults(session)
            in_revisions += revision_care.frozen_faults(session)
        if not any(one.place in ("file", "schema") for one in in_file):
            in_revisions += revision_care.kept_faults(session)
    return Diagnosis(
        path=library.path,
        schema=revision,
        integrity="damaged" if in_file or in_revisions else "ok",
        audit_chain="damaged" if in_log else "ok",
        audit_entries=head.seq,
        audit_head=head.hash,
        search="damaged" if in_search else "unknown" if in_file else "ok",
        attachments=0,
        backups=tuple(_told(one) for one in kept),
        problems=(*in_file, *in_revisions, *in_log, *in_search, *problems),
    )


def audit_problems(library: Library) -> tuple[Problem, ...]:
    """What is wrong with the audit log alone: its chain, and what this computer and the backups
    have seen of it."""
    file = library.file
    kept = backups_in(folder_of(library.path), library.path.suffix)
    with file.plain() as connection:
        return tuple(integrity.audit_faults(connection, file.library_id, file.witness, kept))


def rebuild_search(library: Library) -> None:
    """Makes the search index anew from the content."""
    with library.file.writing() as session:
        search_documents.rebuild(session)


def refresh_search(library: Library) -> bool:
    """Makes the search index anew where another version of the program has worded it; whether it
    did. It is derived from the content: nothing is asked, and an index that cannot be made anew
    keeps nobody from working (`doctor` tells of it)."""
    wanted = f"{search_documents.WORDING}/{schema.SCHEMA_REVISION}"
    if library.read_only:
        return False
    with library.read() as session:
        found = session.get(LibraryMeta, _WORDED)
        if found is not None and found.value == wanted:
            return False
    try:
        with library.file.writing() as session:
            search_documents.rebuild(session)
            session.merge(LibraryMeta(key=_WORDED, value=wanted))
    except LibraryUnusable as error:
        _log.warning("The search index of %s was not made anew: %s", library.path, error.code)
        return False
    return True


def _index_faults(connection: sqlite3.Connection) -> list[Problem]:
    """The index's own check; it is asked by a statement that looks like a write."""
    try:
        connection.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        return [Problem("search", "search-index-damaged", {"detail": str(error)})]
    return []


def _backup_faults(kept: tuple[Backup, ...]) -> list[Problem]:
    problems = []
    for one in kept:
        if one.sidecar is None:
            problems.append(Problem(one.path.name, "backup-without-sidecar", {"backup": one.path}))
            continue
        try:
            verify_backup(one.path)
        except LibraryUnusable as error:
            problems.append(Problem(one.path.name, error.code, error.facts))
    return problems


def _told(one: Backup) -> BackupFile:
    sidecar = one.sidecar
    if sidecar is None:
        return BackupFile(one.path, verified=False)
    return BackupFile(
        one.path,
        verified=True,
        kind=sidecar.kind,
        taken=sidecar.taken,
        size=sidecar.size,
        sha256=sidecar.sha256,
        entries=sidecar.audit_seq,
    )
