"""Another policy from one that there is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.views.places import POLICY, Place

if TYPE_CHECKING:
    from desktop.models.wording import Localised
    from desktop.services.command import Outcome
    from desktop.services.queries import PolicySummary
    from desktop.views.desk import Desk

__all__ = ["duplicate_policy"]


def duplicate_policy(window: QWidget, desk: "Desk", policy_id: str) -> None:
    """Asks for the title of the copy, makes it beside the window and goes there."""
    from desktop.models.identity import PolicyId
    from desktop.services.commands.duplicate_policy import DuplicatePolicy
    from desktop.services.queries import policy_summaries
    from desktop.views.dialogs.title import ask_title

    tr = QCoreApplication.translate
    found = next((one for one in policy_summaries(desk.opened) if one.id == policy_id), None)
    if found is None:
        return
    caption = tr("Duplicate", "Duplicate {title}").format(title=found.title)
    title = ask_title(window, caption, found.languages, _proposed(found))
    if title is None:
        return
    label = tr("Duplicate", "Duplicate {title}").format(title=found.title)
    task = desk.push_beside(DuplicatePolicy(PolicyId(policy_id), title), label)

    def go(outcome: "Outcome[str]") -> None:
        desk.go_to(Place(POLICY, outcome.result))

    task.done.connect(go)
    task.failed.connect(desk.refuse)


def _proposed(policy: "PolicySummary") -> "Localised":
    from desktop.models.wording import Localised

    copy = QCoreApplication.translate("Duplicate", "{title} (copy)")
    titles = policy.titles.to_json()
    return Localised.from_json(
        {name: copy.format(title=text) if text else "" for name, text in titles.items()}
    )
