"""The built-in library of roles, phases, fields and articles: resources/templates/library/*.yaml.

All files are read together; an id may be defined once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desktop.models.article_reader import PlacedArticle, read_article
from desktop.models.definitions import FieldDefinition, Phase, Role
from desktop.models.errors import KnownError, Problem
from desktop.models.field_reader import SampleNode, check_sample, read_field
from desktop.models.identity import ArticleId, FieldId, PhaseId, RoleCode
from desktop.models.node_reader import Entry, Report
from desktop.models.phase_reader import read_phase, read_role
from desktop.models.text_rules import shown
from desktop.models.yaml_file import read_yaml_file
from desktop.models.yaml_lines import Node
from desktop.resource_files import resource_path

__all__ = ["Definitions", "check_library", "library_folder", "load_library_definitions"]

_KEYS = ("roles", "phases", "fields", "articles")


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the library defines, by id."""

    roles: Mapping[RoleCode, Role]
    phases: Mapping[PhaseId, Phase]
    fields: Mapping[FieldId, FieldDefinition]
    articles: Mapping[ArticleId, PlacedArticle]

    @property
    def role_codes(self) -> frozenset[str]:
        return frozenset(self.roles)


def library_folder() -> Path:
    return resource_path("templates", "library")


@cache
def load_library_definitions() -> Definitions:
    """The library, read once per process. A broken library is a broken installation: KnownError."""
    problems: list[Problem] = []
    reader = _LibraryReader(problems)
    reader.read()
    if problems:
        raise KnownError("template-library-broken", problems, count=len(problems))
    return reader.definitions()


def check_library() -> tuple[Problem, ...]:
    """Everything that is wrong with the library files, its samples included."""
    problems: list[Problem] = []
    reader = _LibraryReader(problems)
    reader.read()
    reader.check_samples()
    return tuple(problems)


@dataclass(slots=True)
class _Definition:
    """Something defined under an id: where, and as what."""

    node: Node
    place: str
    report: Report


@dataclass(slots=True)
class _LibraryReader:
    problems: list[Problem]
    roles: dict[RoleCode, Role] = field(default_factory=dict)
    phases: dict[PhaseId, Phase] = field(default_factory=dict)
    fields: dict[FieldId, FieldDefinition] = field(default_factory=dict)
    articles: dict[ArticleId, PlacedArticle] = field(default_factory=dict)
    _found: dict[str, dict[str, _Definition]] = field(default_factory=dict)

    def read(self) -> None:
        self._found = {key: {} for key in _KEYS}
        for path in sorted(library_folder().glob("*.yaml")):
            self._read_file(path)
        codes = self._found["roles"].keys()
        for one in self._found["roles"].values():
            role = read_role(one.node, one.place, one.report, codes)
            if role is not None:
                self.roles[role.code] = role
        for one in self._found["phases"].values():
            phase = read_phase(one.node, one.place, one.report, codes)
            if phase is not None:
                self.phases[phase.id] = phase
        for name, one in self._found["fields"].items():
            definition = read_field(one.node, one.place, one.report, name)
            if definition is not None:
                self.fields[definition.id] = definition
        for name, one in self._found["articles"].items():
            article = read_article(one.node, one.place, one.report, self.fields, name)
            if article is not None:
                self.articles[article.article.id] = article

    def definitions(self) -> Definitions:
        return Definitions(self.roles, self.phases, self.fields, self.articles)

    def check_samples(self) -> None:
        codes = frozenset(str(code) for code in self.roles)
        for name, definition in self.fields.items():
            one = self._found["fields"][name]
            values = one.node.value
            sample = values.get("sample") if isinstance(values, dict) else None
            if sample is not None:
                place = SampleNode(sample, f"{one.place}.sample")
                check_sample(definition, place, codes, one.report)
        for placed in self.articles.values():
            report = self._found["articles"][placed.article.id].report
            for definition in placed.article.fields:
                sample_node = placed.samples.get(definition.id)
                if sample_node is not None:
                    check_sample(definition, sample_node, codes, report)

    def _read_file(self, path: Path) -> None:
        report = Report(self.problems, path.name)
        node = read_yaml_file(path, self.problems, path.name)
        if node is None:
            return
        entry = Entry(node, "", report, _KEYS)
        for key in _KEYS:
            for name, one in _named(entry, key):
                first = self._found[key].get(name)
                if first is None:
                    self._found[key][name] = one
                else:
                    where = first.report.file
                    report.wrong(one.place, "defined-twice", one.node.line, given=name, file=where)


def _named(entry: Entry, key: str) -> Iterator[tuple[str, _Definition]]:
    """Ids and definitions of a list, or of a mapping whose keys are the ids."""
    node = entry.get(key)
    if node is not None and isinstance(node.value, dict):
        for name, one in node.value.items():
            yield name, _Definition(one, f"{key}.{shown(name)}", entry.report)
        return
    for one, place in entry.items(key):
        values = one.value if isinstance(one.value, dict) else {}
        name_node = values.get("code" if key == "roles" else "id")
        if name_node is None or not isinstance(name_node.value, str):
            entry.report.wrong(
                place, "key-missing", one.line, key="code" if key == "roles" else "id"
            )
        else:
            name = name_node.value
            yield name, _Definition(one, f"{key}.{shown(name)}", entry.report)
