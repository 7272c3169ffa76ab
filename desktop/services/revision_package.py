"""The revision package (修订包): every paper that goes out with a revision, made in one act."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.i18n import LANGUAGES, Language, catalogue
from desktop.models.errors import Cancelled, Refused
from desktop.models.identity import PolicyId
from desktop.services.library import Library
from desktop.services.printing import FINISHED, not_written, policy_order
from desktop.services.whole_folders import made_beside
from desktop.whole_files import write_whole
from desktop.writers.catalogue import Progress, writer

__all__ = ["INDEX", "Package", "PackedFile", "make_package", "package_files"]

INDEX = "index.txt"
_STEPS = 1000
"""Progress counts so many steps for each file."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A paper of the package. `name` of its file, without suffix; `key` of its title."""

    document: str
    name: str
    key: str
    formats: tuple[str, ...]
    compares: bool = False


_PARTS = (
    _Part(FINISHED, "policy-book", "package.clean", ("pdf",)),
    _Part("comparison", "comparison", "document.comparison", ("pdf", "docx"), compares=True),
    _Part("marked-up", "marked-up", "document.marked-up", ("pdf",), compares=True),
    _Part("marked-up", "tracked-changes", "package.tracked", ("docx",), compares=True),
    _Part("issue-notice", "issue-notice", "document.issue-notice", ("pdf", "docx")),
    _Part("opinions", "opinions", "document.opinions", ("pdf", "docx")),
)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """`name`: its path in the package, with `/`. `key`: of its title in print.yaml."""

    name: str
    document: str
    language: Language
    format: str
    key: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """What was made. `base` "": a first revision, there was nothing to compare it with. `path`: a
    folder, or the zip file."""

    path: Path
    policy: PolicyId
    revision: str
    base: str
    files: tuple[PackedFile, ...]
    index: str


def make_package(
    library: Library,
    reference: str,
    path: Path,
    *,
    revision: str = "",
    base: str = "",
    progress: Progress | None = None,
) -> Package:
    """Makes the package as the folder `path`, which must be new or empty, or as a zip file where
    its name ends so. Whole or not at all; Cancelled where `progress` says to stop.

    May run in any thread.
    """
    as_zip = path.suffix.casefold() == ".zip"
    if not as_zip:
        _refuse_full(path)
    order = policy_order(library, reference, revision=revision, base=base)
    files = tuple(package_files(order, progress))
    index = index_text(order, files)
    contents = {one.name: one.data for one in files} | {INDEX: index.encode()}
    try:
        if as_zip:
            write_whole(path, _zipped(order, contents))
        else:
            with made_beside(path) as place:
                for name, data in contents.items():
                    (place / name).parent.mkdir(exist_ok=True)
                    write_whole(place / name, data)
    except OSError as error:
        raise not_written(error, path) from error
    based = order.base.facts.revision if order.base is not None else ""
    policy = order.policy
    return Package(path, policy.id, policy.facts.revision, based, files, index)


def package_files(order: PrintOrder, progress: Progress | None = None) -> Iterator[PackedFile]:
    """The papers in every language of the policy, in memory."""
    wanted = [
        (part, language, file_format)
        for language in order.policy.languages
        for part in _PARTS
        if not part.compares or (order.base is not None and language in order.base.languages)
        for file_format in part.formats
    ]
    total = len(wanted) * _STEPS
    for at, (part, language, file_format) in enumerate(wanted):
        before = at * _STEPS

        def told(done: int, of: int, before: int = before) -> bool:
            return progress is None or progress(before + done * _STEPS // max(of, 1), total)

        if not told(0, 1):
            raise Cancelled
        chosen = writer(file_format)
        kept = order.finished.get(language) if part.document == FINISHED else None
        if kept is None:
            document = document_kind(part.document).build(replace(order, language=language))
            kept = chosen.write(document, told).data
        name = f"{language}/{part.name}{chosen.suffix}"
        yield PackedFile(name, part.document, language, file_format, part.key, kept)
    if progress is not None and not progress(total, total):
        raise Cancelled


def index_text(order: PrintOrder, files: tuple[PackedFile, ...]) -> str:
    """What is in the package, in both languages, with the checksum of each file as `sha256sum`
    writes it."""
    lines: list[str] = []
    for language in LANGUAGES:
        lines += [*_facts(order, language), ""]
        for one in files:
            title = _say(one.key, language)
            lines.append(_say("package.file", language, file=one.name, title=title))
        lines.append("")
    lines += ["SHA-256", *(f"{one.sha256}  {one.name}" for one in files)]
    return "\n".join(lines) + "\n"


def _facts(order: PrintOrder, language: Language) -> Iterator[str]:
    policy = order.policy
    facts = policy.facts
    yield _say("package.title", language)
    yield _say("receipt.policy", language, policy=policy.title.text(language))
    yield _say(
        "package.revision",
        language,
        number=facts.number or "—",
        revision=facts.revision,
        state=_say(f"package.state_{policy.state}", language),
    )
    if order.base is None:
        yield _say("package.first", language)
    else:
        yield _say("package.base", language, base=order.base.facts.revision)
    if policy.frozen:
        yield _say("approval.hash", language, hash=policy.frozen)


def _say(key: str, language: Language, **facts: object) -> str:
    return catalogue("print").say(key, language, **facts)


def _zipped(order: PrintOrder, contents: dict[str, bytes]) -> bytes:
    made = order.printed.timetuple()[:6]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, made)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return stream.getvalue()


def _refuse_full(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused("package-not-a-folder", path=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("package-folder-full", path=folder)
