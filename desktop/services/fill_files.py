"""Files of field values, as `fill` and `new --fill` take them: `{chapter: {field: value}}`.

What `show` prints is taken, too: `{chapters: [{id, fields: {field: value}}]}`. YAML or JSON; every
problem is named with its line, and nothing is set where there is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.i18n import Language
from desktop.models.definitions import ChapterDefinition, FieldDefinition, Json
from desktop.models.errors import Problem, Refused
from desktop.models.identity import ChapterId, FieldId
from desktop.models.snapshot import Chapter
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown
from desktop.models.yaml_file import Lines, decoded, plain_yaml
from desktop.services.values import Wanted, parse_values

__all__ = ["FieldPlaces", "places_of_policy", "places_of_template", "read_fill_file"]

FieldPlaces = Mapping[ChapterId, Mapping[FieldId, FieldDefinition]]
"""The fields that may be filled, by the chapter they stand in."""


def places_of_policy(chapters: Sequence[Chapter]) -> FieldPlaces:
    return {one.id: {field.id: field.definition for field in one.fields} for one in chapters}


def places_of_template(chapters: Sequence[ChapterDefinition]) -> FieldPlaces:
    return {one.id: {field.id: field for field in one.fields} for one in chapters}


def read_fill_file(
    path: Path,
    places: FieldPlaces,
    languages: tuple[Language, ...],
    role_codes: frozenset[str],
) -> dict[FieldId, Json]:
    """The canonical values of the file. Refused naming the file and every problem in it."""
    try:
        raw, lines = plain_yaml(_text(path))
        file = _FillFile(raw, lines, places)
        wanted = file.wanted()
        return parse_values(wanted, languages, role_codes, tuple(file.problems))
    except Refused as error:
        if error.code not in ("file-not-read", "values-refused"):
            raise
        problems = error.problems
        if error.code == "values-refused":
            problems = tuple(file.located(one) for one in problems)
        raise Refused("fill-refused", problems, file=path, count=len(problems)) from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("file-missing", file=path) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("file-not-opened", file=path, reason=reason) from error
    problems: list[Problem] = []
    text = decoded(data, problems)
    if text is None:
        raise Refused("file-not-read", problems, count=1)
    return text


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value as it stands in the file at `where`."""

    chapter: str
    field: str
    value: Json
    where: str


class _FillFile:
    def __init__(self, raw: Json, lines: Lines, places: FieldPlaces) -> None:
        self._raw = raw
        self._lines = lines
        self._places = places
        self._where: dict[str, str] = {}
        self.problems: list[Problem] = []

    def wanted(self) -> dict[FieldId, Wanted]:
        """The values whose field there is; what is wrong with the others goes to `problems`."""
        found: dict[FieldId, Wanted] = {}
        for entry in self._entries():
            place = f"{entry.chapter}.{entry.field}"
            self._where[place] = entry.where
            definition = self._definition(entry, place)
            if definition is not None:
                found[definition.id] = Wanted(definition, entry.value, place)
        return found

    def located(self, problem: Problem) -> Problem:
        """The problem with the line of its place in the file."""
        if problem.line is not None:
            return problem
        chapter, _, rest = problem.place.partition(".")
        field = rest.partition(".")[0].partition("[")[0]
        known = self._where.get(f"{chapter}.{field}", "")
        line = self._lines.at(known + rest.removeprefix(field) if known else problem.place)
        return Problem(problem.place, problem.code, problem.facts, line)

    def _entries(self) -> Iterator[_Entry]:
        for chapter, where, fields in self._chapters():
            if chapter not in self._places:
                code, facts = unknown_name("chapter-unknown-name", chapter, self._places)
                self._wrong(chapter, where, code, **facts)
            elif not isinstance(fields, dict):
                self._wrong(chapter, where, "fill-chapter-not-mapping", given=shown(fields))
            else:
                for field, value in fields.items():
                    yield _Entry(chapter, field, value, f"{where}.{field}")

    def _chapters(self) -> Iterator[tuple[str, str, Json]]:
        """(chapter, where its fields stand in the file, the fields)"""
        raw = self._raw
        if not isinstance(raw, dict):
            self._wrong("", "", "fill-not-mapping", given=shown(raw))
            return
        listed = raw.get("chapters")
        if not isinstance(listed, list):
            yield from ((chapter, chapter, fields) for chapter, fields in raw.items())
            return
        for index, entry in enumerate(listed, 1):
            chapter = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(entry, dict) or not isinstance(chapter, str):
                self._wrong(f"chapters[{index}]", f"chapters[{index}]", "fill-chapter-without-id")
                continue
            yield chapter, f"chapters[{index}].fields", entry.get("fields") or {}

    def _definition(self, entry: _Entry, place: str) -> FieldDefinition | None:
        chapter, field = ChapterId(entry.chapter), FieldId(entry.field)
        fields = self._places[chapter]
        if field in fields:
            return fields[field]
        elsewhere = next((one for one, there in self._places.items() if field in there), None)
        if elsewhere is not None:
            self._wrong(
                place,
                entry.where,
                "field-of-other-chapter",
                field=field,
                chapter=chapter,
                right=elsewhere,
            )
            return None
        code, facts = unknown_name("field-unknown-name", entry.field, fields)
        self._wrong(place, entry.where, code, **facts)
        return None

    def _wrong(self, place: str, where: str, code: str, **facts: object) -> None:
        self.problems.append(Problem(place, code, facts, self._lines.at(where)))
