"""A cross reference to an article, chapter, table, annex or part; with `many` several."""

from desktop.i18n import catalogue
from desktop.models.definitions import Column, Json
from desktop.models.fields.base import Cell, Content, FieldKind, Intake, Reader, Scalar, Spec
from desktop.models.inline_text import check_target
from desktop.models.parts import is_blank, part_list
from desktop.models.text_rules import shown
from desktop.models.wording import Inline, Reference, Run


class ReferenceKind(FieldKind):
    name = "reference"
    in_tables = True
    editor = "reference"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if is_blank(raw):
            return None
        if not isinstance(raw, list):
            one = check_target(raw, intake, place)
            return [one] if one is not None and spec.many else one
        targets = [
            target
            for position, one in enumerate(part_list(raw, intake, place), 1)
            if (target := check_target(one, intake, f"{place}[{position}]")) is not None
        ]
        targets = list(dict.fromkeys(targets))
        if spec.many:
            return list[Json](targets) or None
        if len(targets) > 1:
            intake.wrong(place, "only-one-reference", given=shown(raw))
            return None
        return targets[0] if targets else None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        targets = _targets(value)
        if not targets:
            return ()
        words = catalogue("fields")
        text: list[Run | Reference] = []
        for left, target in zip(range(len(targets) - 1, -1, -1), targets, strict=True):
            text.append(Reference(target))
            if left:
                joint = "last_joint" if left == 1 else "joint"
                text.append(Run(words.raw(joint, reader.language)))
        return (Scalar(tuple(text)),)

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        """Each target on a line of its own."""
        paragraphs: tuple[Inline, ...] = tuple((Reference(one),) for one in _targets(value))
        return Cell(paragraphs)


def _targets(value: Json) -> list[str]:
    listed = value if isinstance(value, list) else [value] if value is not None else []
    return [str(one) for one in listed]


KIND = ReferenceKind()
