"""What editors of tokens share: one key, or several, chosen from a list that is typed into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.option_list import Option
from desktop.views.editors.simple.tokens import Chosen, TokenBox

__all__ = ["TokenEditor"]


class TokenEditor(FieldEditor):
    """The value is a key, or a list of keys with `many`. Subclasses say what there is to choose
    and how a key reads."""

    icon = ""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self.tokens = TokenBox(
            self._options,
            self._describe,
            icon=self.icon,
            many=definition.many,
            name=definition.title.text(context.window_language),
            parent=self,
        )
        self.tokens.placeholder = self._invitation()
        self.tokens.set_keys([])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tokens)
        self.setFocusProxy(self.tokens)
        self.tokens.changed.connect(self.edited)

    def show_value(self, value: Json) -> None:
        keys = value if isinstance(value, list) else [] if value is None else [value]
        self.tokens.set_keys([str(one) for one in keys])

    def raw(self) -> Json:
        keys: list[Json] = list(self.tokens.keys())
        if typed := self.tokens.typed():
            keys.append(typed)
        if self.definition.many or len(keys) > 1:
            return keys or None
        return keys[0] if keys else None

    @property
    def composing(self) -> bool:
        return self.tokens.line.composing

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.tokens.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_problem(self, parts: frozenset[str]) -> None:
        self.tokens.set_invalid(bool(parts))

    def _invitation(self) -> str:
        """What an empty editor says."""
        raise NotImplementedError

    def _options(self, words: str) -> list[Option]:
        """What the typed words may mean."""
        raise NotImplementedError

    def _describe(self, key: str) -> Chosen:
        """How a chosen key reads."""
        raise NotImplementedError
