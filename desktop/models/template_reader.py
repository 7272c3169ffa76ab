"""Reading templates: a YAML file and the library make a `Template`, or a list of problems.

Every problem of a file is found at once, each with its line and its mend
(resources/templates/FORMAT.md describes the notation).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.models.canonical import digest
from desktop.models.chapter_reader import ChapterReader
from desktop.models.definitions import NumberingProfile, Phase, Role, Template
from desktop.models.errors import Problem, Refused
from desktop.models.field_reader import check_sample
from desktop.models.identity import ItemCode, PhaseId, RoleCode, TemplateId
from desktop.models.library_reader import (
    Definitions,
    check_library,
    library_folder,
    load_library_definitions,
)
from desktop.models.node_reader import Entry, Report
from desktop.models.phase_reader import read_phase, read_role
from desktop.models.plain import to_plain
from desktop.models.reference_check import check_references
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown
from desktop.models.yaml_file import read_yaml_file
from desktop.models.yaml_lines import Node
from desktop.resource_files import resource_path

__all__ = [
    "FORMAT",
    "builtin_template_paths",
    "check_library",
    "check_template",
    "load_library_definitions",
    "load_template",
    "template_id",
]

FORMAT = "policydesk-template/1"
_KEYS = (
    "format",
    "id",
    "code",
    "title",
    "description",
    "policy_title",
    "numbering",
    "roles",
    "phases",
    "chapters",
)


def builtin_template_paths() -> tuple[Path, ...]:
    """The templates that come with the program, in order of file name."""
    return tuple(sorted(resource_path("templates").glob("*.yaml")))


def load_template(path: Path) -> Template:
    """The template of a file. Refused (`template-has-problems`) with all problems.

    Built-in templates have `source` "built-in", others the path of their file.
    """
    problems: list[Problem] = []
    template = _TemplateReader(path, problems).read()
    if problems or template is None:
        raise Refused("template-has-problems", problems, file=str(path), count=len(problems))
    return template


def template_id(path: Path) -> str:
    """The id that a template file gives itself, without reading what it refers to; "" where it
    gives none. Refused where the file cannot be opened."""
    node = read_yaml_file(path, [])
    named = node.value.get("id") if node is not None and isinstance(node.value, dict) else None
    return named.value if named is not None and isinstance(named.value, str) else ""


def check_template(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a template file, in order of line.

    A file of the library is checked together with the other library files; only what is wrong
    with this one is given. Refused where the file cannot be opened.
    """
    if path.resolve().parent == library_folder().resolve():
        start = f"{path.name}: "
        return tuple(
            replace(one, place=one.place.removeprefix(start))
            for one in check_library()
            if one.place.startswith(start)
        )
    problems: list[Problem] = []
    _TemplateReader(path, problems).read()
    return tuple(sorted(problems, key=lambda one: one.line or 0))


@dataclass(slots=True)
class _TemplateReader:
    path: Path
    problems: list[Problem]
    library: Definitions = field(default_factory=load_library_definitions)
    _report: Report = field(init=False)

    def __post_init__(self) -> None:
        self._report = Report(self.problems)

    def read(self) -> Template | None:
        node = read_yaml_file(self.path, self.problems)
        if node is None:
            return None
        entry = Entry(node, "", self._report, _KEYS)
        if not isinstance(node.value, dict):
            return None
        given = entry.string("format", required=True)
        if given and given != FORMAT:
            entry.wrong("format", "other-format", given=shown(given), expected=FORMAT)
        roles = self._roles(entry)
        chapters = ChapterReader(self._report, self.library)
        numbering: NumberingProfile = (
            "decimal"
            if entry.one_of("numbering", ("article", "decimal")) == "decimal"
            else "article"
        )
        template = Template(
            TemplateId(entry.identifier()),
            entry.text("title", required=True),
            entry.text("description"),
            entry.text("policy_title", required=True),
            numbering,
            tuple(chapters.read(entry)),
            self._phases(entry, roles, chapters),
            tuple(roles.values()),
            code=self._code(entry),
            source="built-in" if self.path in builtin_template_paths() else str(self.path),
        )
        if not template.chapters and "chapters" not in entry:
            entry.missing("chapters")
        self._check(template, chapters)
        if self.problems:
            return template
        return replace(template, fingerprint=_fingerprint(template))

    def _code(self, entry: Entry) -> str:
        code = entry.string("code")
        if code and not (len(code) == 1 and code.isascii() and code.isupper()):
            entry.wrong("code", "bad-template-code", given=shown(code))
        return code

    def _roles(self, entry: Entry) -> dict[RoleCode, Role]:
        """The library's roles and those that the template adds."""
        codes = set(self.library.roles)
        nodes = list(entry.items("roles"))
        for node, _ in nodes:
            code = node.value.get("code") if isinstance(node.value, dict) else None
            if code is not None and isinstance(code.value, str):
                codes.add(RoleCode(code.value))
        roles = dict(self.library.roles)
        for node, place in nodes:
            role = read_role(node, place, self._report, codes)
            if role is None:
                continue
            if role.code in roles:
                self._report.wrong(place, "role-defined-twice", node.line, given=role.code)
            roles[role.code] = role
        return roles

    def _phases(
        self, entry: Entry, roles: Mapping[RoleCode, Role], chapters: ChapterReader
    ) -> tuple[Phase, ...]:
        phases: dict[PhaseId, Phase] = {}
        codes: dict[ItemCode, int] = {}
        for node, place in entry.items("phases"):
            phase = self._phase(node, place, roles, chapters)
            if phase is None:
                continue
            if phase.id in phases:
                self._report.wrong(place, "phase-twice", node.line, given=phase.id)
            phases[phase.id] = phase
            for item in phase.items:
                if item.code in codes:
                    first = codes[item.code]
                    self._report.wrong(
                        place, "item-in-two-phases", node.line, given=item.code, first=first
                    )
                codes[item.code] = node.line
        return tuple(phases.values())

    def _phase(
        self, node: Node, place: str, roles: Mapping[RoleCode, Role], chapters: ChapterReader
    ) -> Phase | None:
        """A phase of the library, or one that the template writes out."""
        if isinstance(node.value, str):
            found = self.library.phases.get(PhaseId(node.value))
            if found is None:
                code, facts = unknown_name("unknown-phase", node.value, self.library.phases)
                self._report.wrong(place, code, node.line, **facts)
                return None
            # The library's items also prove articles that this template does not have.
            known = set(chapters.article_ids)
            items = tuple(
                item if item.article in known else replace(item, article=None)
                for item in found.items
            )
            return replace(found, items=items)
        phase = read_phase(node, place, self._report, roles)
        for number, item in enumerate(phase.items if phase is not None else (), 1):
            if item.article is not None and item.article not in chapters.article_ids:
                code, facts = unknown_name("unknown-article", item.article, chapters.article_ids)
                self._report.wrong(f"{place}.items[{number}].article", code, node.line, **facts)
        return phase

    def _check(self, template: Template, chapters: ChapterReader) -> None:
        """What can only be seen with the whole template in hand."""
        codes = frozenset(str(role.code) for role in template.roles)
        for placed in chapters.fields.values():
            if placed.sample is not None:
                check_sample(placed.definition, placed.sample, codes, self._report)
            source = placed.definition.source
            if placed.definition.kind != "diagram" or not source:
                continue
            tables = {
                one.definition.id
                for one in chapters.fields.values()
                if one.definition.kind == "table"
            }
            if source not in tables:
                code, facts = unknown_name("unknown-source", source, tables)
                self._report.wrong(
                    placed.place, code, placed.line, field=placed.definition.id, **facts
                )
        check_references(
            chapters.fields,
            chapters.chapter_ids,
            chapters.article_ids,
            [str(phase.id) for phase in template.phases],
            self._report,
        )


def _fingerprint(template: Template) -> str:
    """SHA-256 over everything that a policy takes from the template, wherever its file lies."""
    return digest(to_plain(replace(template, source="built-in", fingerprint="")))
