"""The editor of cross references that stand alone: tokens that read as they will in print."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.targets import Places, titled
from desktop.views.editors.simple.option_list import Option
from desktop.views.editors.simple.tokens import Chosen, TokenBox

__all__ = ["EDITORS", "ReferenceEditor"]


class ReferenceEditor(FieldEditor):
    """One place of the policy, or several with `many`."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self._places: tuple[object, Places] | None = None
        self.tokens = TokenBox(
            self._options,
            self._describe,
            icon="link",
            many=definition.many,
            name=definition.title.text(context.window_language),
            parent=self,
        )
        self.tokens.placeholder = self.tr("Article, table or annex")
        self.tokens.set_keys([])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tokens)
        self.setFocusProxy(self.tokens)
        self.tokens.changed.connect(self.edited)

    def show_value(self, value: Json) -> None:
        targets = value if isinstance(value, list) else [] if value is None else [value]
        self.tokens.set_keys([str(one) for one in targets])

    def raw(self) -> Json:
        targets: list[Json] = list(self.tokens.keys())
        if typed := self.tokens.typed():
            targets.append(typed)
        if self.definition.many or len(targets) > 1:
            return targets or None
        return targets[0] if targets else None

    @property
    def composing(self) -> bool:
        return self.tokens.line.composing

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.tokens.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_problem(self, parts: frozenset[str]) -> None:
        self.tokens.set_invalid(bool(parts))

    def insert_reference(self) -> None:
        self.tokens.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tokens.open_list()

    def refresh_references(self) -> None:
        """Numbers in the policy may have changed: tokens read anew."""
        self._places = None
        self.tokens.refresh()

    def _options(self, words: str) -> list[Option]:
        policy = self.context.policy()
        if self._places is None or self._places[0] is not policy:
            places = Places(policy, self.context.language, self.context.mention)
            self._places = (policy, places)
        found = self._places[1].found(words, str(self.definition.id))
        return [Option(one.target, one.mention, one.title) for one in found]

    def _describe(self, target: str) -> Chosen:
        mention = self.context.mention(target)
        if not mention:
            return Chosen(
                self.tr("place is gone"),
                self.tr("The place this refers to is gone. Choose another one."),
                False,
            )
        title = titled(self.context.policy(), self.context.language, target)
        return Chosen(f"{mention} {title}".strip(), target if not title else f"{mention} {title}")


EDITORS: dict[str, type[FieldEditor]] = {"reference": ReferenceEditor}
