"""The editor of cross references that stand alone: tokens that read as they will in print."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.models.definitions import FieldDefinition
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.targets import Places, titled
from desktop.views.editors.simple.option_list import Option
from desktop.views.editors.simple.token_editor import TokenEditor
from desktop.views.editors.simple.tokens import Chosen

__all__ = ["EDITORS", "ReferenceEditor"]


class ReferenceEditor(TokenEditor):
    """One place of the policy, or several with `many`."""

    icon = "link"

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        self._places: tuple[object, Places] | None = None
        super().__init__(definition, context, parent)

    def _invitation(self) -> str:
        return self.tr("Article, table or annex")

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
