"""The editor of roles: tokens of the policy's role dictionary, found by title or code."""

from desktop.views.editors.base import FieldEditor
from desktop.views.editors.simple.option_list import Option
from desktop.views.editors.simple.token_editor import TokenEditor
from desktop.views.editors.simple.tokens import Chosen

__all__ = ["EDITORS", "RoleEditor"]


class RoleEditor(TokenEditor):
    """One role, or several with `many`."""

    icon = "users"

    def _invitation(self) -> str:
        return self.tr("Add a role") if self.definition.many else self.tr("Choose a role")

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
