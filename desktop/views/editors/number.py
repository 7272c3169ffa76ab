"""The editor of a number with its unit; the limits are said while typing."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.figures import canonical_number, grouped, read_number
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.typed import TypedEditor
from desktop.views.widgets.labels import Label

__all__ = ["EDITORS", "NumberEditor", "limits_in_words"]


class NumberEditor(TypedEditor):
    """Up and Down count by one inside the limits."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent, width=200)
        unit = definition.unit.text(context.language)
        self.unit = Label(unit, "body", "text2", self.frame)
        self.unit.setContentsMargins(0, 0, 6, 0)
        self.unit.setVisible(bool(unit))
        self.row.addWidget(self.unit)
        if unit:
            self.line.setAccessibleDescription(unit)

    def show_value(self, value: Json) -> None:
        self.show_text(_written(value))

    def raw(self) -> Json:
        return self.line.text().strip() or None

    def _number(self) -> Decimal | None:
        unit = self.definition.unit
        return read_number(self.line.text(), (unit.zh, unit.en))

    def settle(self) -> None:
        number = self._number()
        if number is not None:
            self.show_text(grouped(canonical_number(number)))

    def step(self, count: int) -> None:
        definition = self.definition
        number = self._number()
        if number is None:
            if self.line.text().strip():
                return
            number = (definition.minimum or Decimal(0)) - count
        number += count
        if definition.minimum is not None:
            number = max(number, definition.minimum)
        if definition.maximum is not None:
            number = min(number, definition.maximum)
        self.type_text(canonical_number(number))

    def hint_words(self) -> str:
        if not self.line.hasFocus():
            return ""
        return limits_in_words(self.definition)


def limits_in_words(definition: FieldDefinition) -> str:
    """`From 1 to 60`, `At least 1`, `At most 60`; "" without limits."""
    translate = QCoreApplication.translate
    least, most = (
        None if limit is None else grouped(canonical_number(limit))
        for limit in (definition.minimum, definition.maximum)
    )
    if least is not None and most is not None:
        return translate("NumberEditor", "From {least} to {most}").format(least=least, most=most)
    if least is not None:
        return translate("NumberEditor", "At least {least}").format(least=least)
    if most is not None:
        return translate("NumberEditor", "At most {most}").format(most=most)
    return ""


def _written(value: Json) -> str:
    if value is None:
        return ""
    number = read_number(value)
    return str(value) if number is None else grouped(canonical_number(number))


EDITORS: dict[str, type[FieldEditor]] = {"number": NumberEditor}
