"""The documents that exist for a policy or a project, and what their files are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths

from desktop.i18n import Language
from desktop.tasks.writing import Wanted

if TYPE_CHECKING:
    from desktop.documents.catalogue import DocumentKind, PrintOrder
    from desktop.models.definitions import Phase
    from desktop.models.snapshot import Policy
    from desktop.services.library import Library
    from desktop.services.local_state import LocalState
    from desktop.services.project_queries import ProjectSummary
    from desktop.writers.catalogue import Writer

__all__ = [
    "Chosen",
    "Printable",
    "read_compared",
    "read_printable",
    "remember_folder",
    "safe_name",
    "save_folder",
    "title_of",
]

FOLDER_CHOICE = "printing.folder"
USUAL_FORMAT = "pdf"
LONGEST_NAME = 120
_FORBIDDEN = '<>:"/\\|?*'
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{a}{n}" for a in ("COM", "LPT") for n in range(1, 10))}


@dataclass(frozen=True)
class Chosen:
    """One document. `project`: None for the blank form; `phase`: where it is of one phase."""

    kind: "DocumentKind"
    language: Language
    project: "ProjectSummary | None" = None
    phase: "Phase | None" = None


@dataclass(frozen=True)
class Printable:
    """Everything that can be printed of a policy. `project`: the one that was asked for;
    `compared`: the order for two revisions, where these are what is printed; `formats`: of files,
    the usual one first."""

    policy: "Policy"
    projects: tuple["ProjectSummary", ...]
    kinds: tuple["DocumentKind", ...]
    project: "ProjectSummary | None" = None
    compared: "PrintOrder | None" = None
    formats: tuple["Writer", ...] = ()

    @property
    def book(self) -> "DocumentKind":
        """What is printed of a policy, or of a project, unless something else is chosen."""
        wanted = "policy-book" if self.project is None else "checklists"
        if self.compared is not None:
            wanted = "comparison"
        return next(one for one in self.kinds if one.name == wanted)

    def takes_project(self, kind: "DocumentKind") -> bool:
        return bool(self.projects) and ("project" in kind.targets or "phase" in kind.targets)

    def takes_phase(self, kind: "DocumentKind") -> bool:
        return "phase" in kind.targets

    def every(self, project: "ProjectSummary | None") -> Iterator[Chosen]:
        """Each document once: in every language of the policy, of every phase."""
        for language in self.policy.languages:
            for kind in self.kinds:
                of = project if self.takes_project(kind) else None
                if self.takes_phase(kind):
                    for phase in self.policy.phases:
                        yield Chosen(kind, language, of, phase)
                else:
                    yield Chosen(kind, language, of)

    def wanted(self, chosen: Chosen) -> Wanted:
        target: str = self.policy.id if chosen.project is None else chosen.project.id
        if chosen.phase is not None:
            target = f"{target}:{chosen.phase.id}"
        return Wanted(chosen.kind.name, target, chosen.language)

    def order(self, chosen: Chosen) -> "PrintOrder | None":
        """The order for a document of the policy itself: it has been read. None of a project."""
        from desktop.documents.catalogue import PrintOrder
        from desktop.services.clock import local_time, now

        if chosen.project is not None:
            return None
        if self.compared is not None:
            return self.compared
        return PrintOrder(self.policy, local_time(now()))

    def file_name(self, chosen: Chosen, suffix: str = ".pdf") -> str:
        """制度编号 名称 版本 文件名.pdf, in the document's language."""
        language, facts = chosen.language, self.policy.facts
        if chosen.project is not None:
            begin = [chosen.project.number, chosen.project.title]
        else:
            begin = [facts.number, self.policy.title.text(language), facts.revision]
        end = [chosen.kind.title.text(language)]
        if chosen.phase is not None:
            end.append(chosen.phase.title.text(language))
        return f"{safe_name(' '.join(filter(None, begin)), ' '.join(end))}{suffix}"

    def file_names(self, many: Iterable[Chosen], suffix: str = ".pdf") -> list[str]:
        """Their names, no two alike."""
        taken: set[str] = set()
        names = []
        for chosen in many:
            name = Path(self.file_name(chosen, suffix))
            free, number = name, 1
            while free.name.casefold() in taken:
                number += 1
                free = name.with_stem(f"{name.stem} ({number})")
            taken.add(free.name.casefold())
            names.append(free.name)
        return names


def read_printable(library: "Library", policy_id: str, project_id: str) -> Printable:
    """Reads what can be printed; for another thread, as it may take a while. Refused where the
    policy or project is not there any more."""
    from desktop.documents.catalogue import documents
    from desktop.models.errors import Refused
    from desktop.services.project_queries import project_summaries
    from desktop.services.queries import policy_snapshot

    projects = project_summaries(library)
    project = next((one for one in projects if one.id == project_id), None)
    if project_id and project is None:
        raise Refused("project-unknown", project=project_id)
    policy = policy_snapshot(library, project.policy if project is not None else policy_id)
    of_policy = tuple(one for one in projects if one.policy == policy.id)
    kinds = tuple(
        one
        for one in documents()
        if not one.compares and (policy.phases or not one.name.startswith("checklist"))
    )
    # The book first, then the sheets of the policy, then the checklists.
    order = {"policy-book": 0, "checklists": 2, "checklist": 3}
    ordered = sorted(kinds, key=lambda one: order.get(one.name, 1))
    return Printable(policy, of_policy, tuple(ordered), project, formats=_formats())


def read_compared(
    library: "Library", policy_id: str, base: str, revision: str, language: Language | None
) -> Printable:
    """What can be printed of two revisions beside each other, `language` first; for another
    thread. Refused where there are no such revisions."""
    from desktop.documents.catalogue import documents
    from desktop.services.printing import policy_order

    order = policy_order(library, policy_id, revision=revision, base=base)
    known = order.base.languages if order.base is not None else ()
    both = [one for one in order.policy.languages if one in known]
    both.sort(key=lambda one: one != language)
    kinds = tuple(one for one in documents() if one.compares)
    shown = replace(order.policy, languages=tuple(both))
    return Printable(shown, (), kinds, compared=order, formats=_formats())


def _formats() -> tuple["Writer", ...]:
    from desktop.writers.catalogue import writers

    return tuple(sorted(writers(), key=lambda one: (one.name != USUAL_FORMAT, one.name)))


def safe_name(begin: str, end: str) -> str:
    """`begin end` as a file name that Windows takes, too. A long `begin` is cut."""
    room = LONGEST_NAME - len(end) - 1
    words = f"{begin[:room].strip()} {end}" if begin else end
    kept = "".join("-" if one in _FORBIDDEN or not one.isprintable() else one for one in words)
    kept = kept.strip(" .") or "-"
    # Names of devices may not even begin a name.
    return f"_{kept}" if kept.partition(".")[0].strip().upper() in _RESERVED else kept


def save_folder(local: "LocalState") -> Path:
    """Where files were saved last, or the person's documents."""
    kept = local.choices.get(FOLDER_CHOICE, "")
    if kept and Path(kept).is_dir():
        return Path(kept)
    place = QStandardPaths.StandardLocation.DocumentsLocation
    own = Path(QStandardPaths.writableLocation(place) or Path.home())
    return own if own.is_dir() else Path.home()


def remember_folder(local: "LocalState", folder: Path) -> None:
    local.choices[FOLDER_CHOICE] = str(folder)


def title_of(chosen: Chosen, window_language: Language) -> str:
    """The document's name for people who look at the window."""
    title = chosen.kind.title.text(window_language)
    if chosen.phase is None:
        return title
    phase = chosen.phase.title.text(window_language)
    words = QCoreApplication.translate("Documents", "{document}: {phase}")
    return words.format(document=title, phase=phase)
