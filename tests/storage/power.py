# ruff: noqa: N802  (apsw calls its methods by these names)
"""Power cuts, played through: what SQLite wrote and flushed is recorded, and the disk is put
together again as it could be after a cut at any moment.

What was flushed is there. Of what was written after the last flush of a file each sector may be
there or not, in any order; a file that was deleted or made without flushing its folder may be
back, or not yet there.
"""

import random
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
_NAME = "library.db"


@dataclass(frozen=True)
class Step:
    """One thing that happened: write, truncate, flush, make, delete; or `commit`: the program was
    told that so many edits are safe."""

    what: str
    file: str = ""
    offset: int = 0
    content: bytes = b""
    edits: int = 0
    folder_flushed: bool = False


@dataclass
class Recorder:
    steps: list[Step] = field(default_factory=list)

    def note(self, what: str, **facts: object) -> None:
        self.steps.append(Step(what, **facts))


class RecordingFile(apsw.VFSFile):
    def __init__(self, base: str, name, flags, recorder: Recorder) -> None:
        self.recorder = recorder
        self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name
        made = name_missing(name)
        super().__init__(base, name, flags)
        if made:
            recorder.note("make", file=self.name)

    def xWrite(self, data, offset):
        super().xWrite(data, offset)
        self.recorder.note("write", file=self.name, offset=offset, content=bytes(data))

    def xTruncate(self, size):
        super().xTruncate(size)
        self.recorder.note("truncate", file=self.name, offset=size)

    def xSync(self, flags):
        super().xSync(flags)
        self.recorder.note("flush", file=self.name)


def name_missing(name) -> bool:
    return not Path(name.filename() if isinstance(name, apsw.URIFilename) else name).exists()


class RecordingVFS(apsw.VFS):
    """The system's own file access, with a record. Shared memory needs none: it is lost anyway."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        super().__init__("recording", base="")

    def xOpen(self, name, flags):
        return RecordingFile("", name, flags, self.recorder)

    def xDelete(self, filename, syncdir):
        super().xDelete(filename, syncdir)
        self.recorder.note("delete", file=Path(filename).name, folder_flushed=bool(syncdir))


def record(folder: Path, statements: Iterable[str], edits: int) -> tuple[list[Step], bytes]:
    """Makes `edits` edits, one a transaction, under the given settings. The steps, and the file as
    it was before the first."""
    path = folder / _NAME
    with closing(sqlite3.connect(path)) as before:
        before.execute("CREATE TABLE edit (number INTEGER PRIMARY KEY, words TEXT)")
        before.commit()
    start = path.read_bytes()
    recorder = Recorder()
    vfs = RecordingVFS(recorder)
    connection = apsw.Connection(str(path), vfs="recording")
    try:
        for statement in statements:
            connection.execute(statement)
        for number in range(1, edits + 1):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO edit VALUES (?, ?)", (number, "字" * (number * 37 % 1500))
            )
            connection.execute(
                "UPDATE edit SET words = words || '改' WHERE number % 7 = ?", (number % 7,)
            )
            connection.execute("COMMIT")
            recorder.note("commit", edits=number)
        steps = list(recorder.steps)
    finally:
        connection.close()
        vfs.unregister()
    return steps, start


@dataclass
class DiskFile:
    """A file as the disk knows it, and what has not been flushed to it."""

    flushed: bytearray
    waiting: list[Step] = field(default_factory=list)
    named: bool = True
    """Its name is in the flushed folder."""

    def after_cut(self, chance: random.Random) -> bytes:
        content = bytearray(self.flushed)
        pieces = [piece for step in self.waiting for piece in _sectors(step)]
        keep = chance.choice((0.0, 0.3, 0.7, 1.0))
        kept = [piece for piece in pieces if chance.random() < keep]
        if chance.random() < 0.5:
            chance.shuffle(kept)
        for piece in kept:
            _apply(content, piece)
        return bytes(content)


def _sectors(step: Step) -> list[Step]:
    if step.what != "write":
        return [step]
    return [
        Step("write", step.file, step.offset + at, step.content[at : at + SECTOR])
        for at in range(0, len(step.content), SECTOR)
    ]


def _apply(content: bytearray, step: Step) -> None:
    if step.what == "truncate":
        del content[step.offset :]
        return
    end = step.offset + len(step.content)
    if len(content) < end:
        content.extend(b"\0" * (end - len(content)))
    content[step.offset : end] = step.content


class Disk:
    """What is on the disk for certain, and what only may be."""

    def __init__(self, start: bytes) -> None:
        self.files = {_NAME: DiskFile(bytearray(start))}
        self.gone: dict[str, DiskFile] = {}
        """Deleted without flushing the folder: they may come back."""
        self.safe_edits = 0

    def play(self, step: Step) -> None:
        if step.what == "commit":
            self.safe_edits = step.edits
        elif step.what == "make":
            self.files.setdefault(step.file, DiskFile(bytearray(), named=False))
        elif step.what == "delete":
            self._delete(step)
        elif step.what == "flush":
            file = self.files[step.file]
            for waiting in file.waiting:
                _apply(file.flushed, waiting)
            file.waiting.clear()
            if not file.named:
                # SQLite flushes the folder with the first flush of a journal that it has made.
                self.gone.clear()
                file.named = True
        else:
            self.files.setdefault(step.file, DiskFile(bytearray(), named=False)).waiting.append(
                step
            )

    def _delete(self, step: Step) -> None:
        file = self.files.pop(step.file, None)
        if step.folder_flushed:
            self.gone.clear()
        elif file is not None and file.named:
            self.gone[step.file] = file

    def cut(self, folder: Path, chance: random.Random) -> None:
        """Writes into `folder` what may be found after the power is back."""
        for old in folder.iterdir():
            old.unlink()
        for name, file in self.gone.items():
            if name not in self.files and chance.random() < 0.5:
                (folder / name).write_bytes(file.after_cut(chance))
        for name, file in self.files.items():
            if file.named or chance.random() < 0.5:
                (folder / name).write_bytes(file.after_cut(chance))


@dataclass
class Verdict:
    states: int = 0
    lost: int = 0
    """States in which an edit that was told to be safe is gone."""
    unreadable: int = 0


def judge(folder: Path, steps: Sequence[Step], start: bytes, states: int, seed: int) -> Verdict:
    """Cuts the power at `states` moments and opens what is left, as the program would."""
    chance = random.Random(seed)
    # Half of the cuts come while the program waits for the next edit, as most do in life.
    waits = [place + 1 for place, step in enumerate(steps) if step.what == "commit"]
    moments = sorted(
        chance.choice(waits) if chance.random() < 0.5 else chance.randrange(len(steps) + 1)
        for _ in range(states)
    )
    folder.mkdir(exist_ok=True)
    verdict, disk, played = Verdict(states), Disk(start), 0
    for moment in moments:
        while played < moment:
            disk.play(steps[played])
            played += 1
        disk.cut(folder, chance)
        kept = _edits_in(folder / _NAME)
        if kept is None:
            verdict.unreadable += 1
        elif kept < disk.safe_edits:
            verdict.lost += 1
    return verdict


def _edits_in(path: Path) -> int | None:
    """How many edits are found, None where the file cannot be read or is not whole."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                return None
            numbers = [row[0] for row in connection.execute("SELECT number FROM edit ORDER BY 1")]
    except sqlite3.DatabaseError:
        return None
    # An edit that is there stands on all before it.
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else None
