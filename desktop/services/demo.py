"""The main job, start to end, on a real-sized example: an invented company with a complete policy,
a project half-way through its checklists, and every document printed.

The example appears whole or not at all: it is made in a folder beside, which then takes its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from desktop.documents.catalogue import DocumentKind, documents
from desktop.i18n import Language
from desktop.models.definitions import ProjectClass
from desktop.models.errors import Cancelled, Refused
from desktop.models.identity import ItemCode, PolicyId, ProjectId
from desktop.models.plain import from_plain
from desktop.models.snapshot import Organisation, PolicyFacts, RevisionEntry
from desktop.models.wording import Localised
from desktop.models.yaml_file import plain_yaml
from desktop.resource_files import resource_path
from desktop.services import clock
from desktop.services.commands.confirm_samples import ConfirmSamples
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.start_project import StartProject
from desktop.services.demo_life import SampleLife, live, parted
from desktop.services.library import Library
from desktop.services.life_queries import policy_life
from desktop.services.printing import FINISHED, Printout, print_document
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from desktop.services.whole_folders import made_beside

__all__ = ["LIBRARY", "Demo", "Progress", "make_demo"]

LIBRARY = "demo.policydesk"
FORMAT = "policydesk-sample/1"
Progress = Callable[[int, int, str], bool]
"""Told (steps done, steps in all, what was made last); gives False to stop."""
Sample = TypeVar("Sample")


@dataclass(frozen=True, slots=True)
class SamplePolicy:
    """`resources/sample_company/policy.yaml`."""

    format: str
    template: str
    languages: tuple[Language, ...]
    title: Localised
    organisation: Localised
    facts: PolicyFacts
    history: tuple[RevisionEntry, ...]


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """What was recorded of an item. `by` empty: the person who holds the item's role."""

    item: ItemCode
    date: date
    state: str = "done"
    note: str = ""
    by: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleProject:
    """`resources/sample_company/project.yaml`. `people`: role code → name."""

    format: str
    title: str
    number: str
    project_class: ProjectClass
    started: date
    people: Mapping[str, str]
    records: tuple[SampleRecord, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made. `printouts` with their paths in the finished folder."""

    folder: Path
    library: Path
    policy: PolicyId
    project: ProjectId
    printouts: tuple[Printout, ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """One file to print: document `name` of `target` in `language`, below the folder. `revision`:
    of the policy, "" the one that is worked on."""

    name: str
    target: str
    language: Language
    file: str
    revision: str = ""


class _Story:
    """The clock of the example: working hours of the day that is being told, then the real one."""

    def __init__(self, first_day: date) -> None:
        self._now = datetime.min.replace(tzinfo=UTC)
        self._told = False
        self.turn_to(first_day)

    def __call__(self) -> datetime:
        if self._told:
            return clock.now()
        self._now += timedelta(seconds=1)
        return self._now

    def end(self) -> None:
        self._told = True

    def turn_to(self, day: date) -> None:
        """Nine in the morning, or later where that day has begun already."""
        self._now = max(self._now, clock.moment_of(datetime.combine(day, time(9))))


def make_demo(folder: Path, progress: Progress, *, printed: bool = True) -> Demo:
    """Makes the example as `folder`, which must be new or empty; the library alone where not
    `printed`.

    Raises Refused where it holds something, and Cancelled where `progress` says to stop.
    """
    _refuse_full(folder)
    policy = _read(SamplePolicy, "policy")
    project = _read(SampleProject, "project")
    life = _read(SampleLife, "life")
    before, after = parted(life)
    with made_beside(folder) as place:
        story = _Story(policy.facts.prepared or project.started)
        with Library.open(place / LIBRARY, create=True, clock=story) as library:
            policy_id = _write_policy(library, policy)
            live(library, policy_id, before, (), story.turn_to)
            project_id = _write_project(library, project, story, policy_id)
            live(library, policy_id, after, life.edits, story.turn_to)
            story.end()
            if not printed and not progress(1, 1, LIBRARY):
                raise Cancelled
            orders = _orders(library, policy, policy_id, project_id) if printed else []
            printouts = tuple(_printed(library, orders, place, progress))
    kept = tuple(replace(one, path=folder / one.path.relative_to(place)) for one in printouts)
    return Demo(folder, folder / LIBRARY, policy_id, project_id, kept)


def _read(kind: type[Sample], name: str) -> Sample:
    text = resource_path("sample_company", f"{name}.yaml").read_text(encoding="utf-8")
    return from_plain(kind, plain_yaml(text)[0])


def _refuse_full(folder: Path) -> None:
    if (folder / LIBRARY).exists():
        raise Refused("demo-there-already", folder=folder)
    if folder.exists() and not folder.is_dir():
        raise Refused("demo-not-a-folder", folder=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("demo-folder-full", folder=folder)


def _write_policy(library: Library, sample: SamplePolicy) -> PolicyId:
    author = sample.facts.signatories[0].name
    library.run(SetOrganisation(Organisation(sample.organisation)), by=author)
    create = CreatePolicy(
        template_of(sample.template),
        sample.title,
        sample.languages,
        number=sample.facts.number,
        samples=True,
    )
    policy_id = library.run(create, by=author).result
    library.run(SetPolicyFacts(policy_id, sample.facts, sample.history), by=author)
    fields = policy_snapshot(library, policy_id).fields
    # The example company has made the samples its own.
    library.run(ConfirmSamples(policy_id, {one.id: True for one in fields}), by=author)
    return policy_id


def _write_project(
    library: Library, sample: SampleProject, story: _Story, policy_id: PolicyId
) -> ProjectId:
    policy = policy_snapshot(library, policy_id)
    roles = {item.code: item.role or "" for phase in policy.phases for item in phase.items}
    story.turn_to(sample.started)
    start = StartProject(policy_id, sample.title, sample.project_class, sample.number)
    project_id = library.run(start, by=sample.people["PM"]).result
    for record in sorted(sample.records, key=lambda one: one.date):
        by = record.by or sample.people[roles[record.item]]
        story.turn_to(record.date)
        tick = SetItemState(project_id, record.item, record.state, record.note, by, record.evidence)
        library.run(tick, by=by)
    return project_id


def _orders(
    library: Library, sample: SamplePolicy, policy_id: PolicyId, project_id: ProjectId
) -> list[_Print]:
    """Every document of the policy and of the project, in every language of the policy: of the
    revision in force, what changed in the one that follows it, and that one's book."""
    phases = [phase.id for phase in project_snapshot(library, project_id).phases]
    first, latest = (one.revision for one in policy_life(library, policy_id).revisions)
    orders: list[_Print] = []
    for language in sample.languages:
        for kind in documents():
            revision = latest if kind.compares else first
            for target, file in _targets(kind, policy_id, project_id, phases):
                of_policy = revision if target.partition(":")[0] == policy_id else ""
                name = f"{language}/{file}.pdf"
                orders.append(_Print(kind.name, target, language, name, of_policy))
        for name in (FINISHED, "opinions"):
            file = f"{language}/{name}-{latest.replace('/', '')}.pdf"
            orders.append(_Print(name, policy_id, language, file, latest))
    return orders


def _targets(
    kind: DocumentKind, policy_id: PolicyId, project_id: ProjectId, phases: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """(what to print the document of, name of its file): of a policy a form is blank, of a
    project it is filled in."""
    both = "project" in kind.targets and "policy" in kind.targets
    if "policy" in kind.targets:
        yield policy_id, f"{kind.name}-blank" if both else kind.name
    if "project" in kind.targets:
        yield project_id, f"{kind.name}-filled" if both else kind.name
    if "phase" in kind.targets:
        for phase in phases:
            yield f"{policy_id}:{phase}", f"{kind.name}-{phase}-blank"
            yield f"{project_id}:{phase}", f"{kind.name}-{phase}-filled"


def _printed(
    library: Library, orders: list[_Print], place: Path, progress: Progress
) -> Iterator[Printout]:
    for done, order in enumerate(orders):
        if not progress(done, len(orders), order.file):
            raise Cancelled
        path = place / order.file
        path.parent.mkdir(exist_ok=True)
        yield print_document(
            library,
            order.name,
            order.target,
            path,
            language=order.language,
            revision=order.revision,
        )
    progress(len(orders), len(orders), "")
