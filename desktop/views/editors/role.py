"""The editor of roles: tokens of the policy's role dictionary, found by title or code."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.option_list import Option
from desktop.views.editors.simple.tokens import Chosen, TokenBox

__all__ = ["EDITORS", "RoleEditor"]


class RoleEditor(FieldEditor):
    """One role, or several with `many`."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self.tokens = TokenBox(
            self._options,
            self._describe,
            icon="users",
            many=definition.many,
            name=definition.title.text(context.window_language),
            parent=self,
        )
        self.tokens.placeholder = (
            self.tr("Add a role") if definition.many else self.tr("Choose a role")
        )
        self.tokens.set_keys([])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tokens)
        self.setFocusProxy(self.tokens)
        self.tokens.changed.connect(self.edited)

    def show_value(self, value: Json) -> None:
        codes = value if isinstance(value, list) else [] if value is None else [value]
        self.tokens.set_keys([str(one) for one in codes])

    def raw(self) -> Json:
        codes: list[Json] = list(self.tokens.keys())
        if typed := self.tokens.typed():
            codes.append(typed)
        if self.definition.many or len(codes) > 1:
            return codes or None
        return codes[0] if codes else None

    @property
    def composing(self) -> bool:
        return self.tokens.line.composing

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.tokens.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_problem(self, parts: frozenset[str]) -> None:
        self.tokens.set_invalid(bool(parts))

    def _options(self, words: str) -> list[Option]:
        """Roles whose title or code holds the words, those that begin with them first."""
        wanted = words.casefold()
        language = self.context.window_language
        found: list[tuple[bool, Option]] = []
        for role in self.context.policy().roles:
            names = (str(role.code), role.title.zh, role.title.en)
            if any(wanted in name.casefold() for name in names):
                begins = any(name.casefold().startswith(wanted) for name in names)
                option = Option(str(role.code), role.title.text(language), str(role.code))
                found.append((not begins, option))
        return [one for _, one in sorted(found, key=lambda entry: entry[0])]

    def _describe(self, code: str) -> Chosen:
        language = self.context.window_language
        for role in self.context.policy().roles:
            if role.code == code:
                department = role.department.text(language)
                return Chosen(role.title.text(language), f"{code} {department}".strip())
        return Chosen(
            code, self.tr("{code} is not in the policy's list of roles").format(code=code), False
        )


EDITORS: dict[str, type[FieldEditor]] = {"role": RoleEditor}
