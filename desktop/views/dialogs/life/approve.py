"""Approval: what is being frozen, by whom, and that there is no way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.models.errors import Problem
from desktop.models.life import name_key
from desktop.models.life_rules import named
from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.life.parts import LifeDialog
from desktop.views.pages.revisions.words import obstacle_words
from desktop.views.theme import px
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["ApproveDialog"]

MOST = 6


class ApproveDialog(LifeDialog):
    """`obstacles` are those of anybody; who may not approve is told by the library."""

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(600, 440))
        self.setWindowTitle(self.tr("Approve {revision}").format(revision=self.label))
        self._obstacles: tuple[Problem, ...] | None = None
        self.add_words(self._frozen_words(), "text")
        self.add_words(self._after_words())
        self._hindrances = Label("", "body", "blocker", self, wrap=True)
        self._hindrances.hide()
        self.body.addWidget(self._hindrances)
        self._advice = Label("", "body", "warn", self, wrap=True)
        self._advice.hide()
        self.body.addWidget(self._advice)
        self.person = self.add_person(self.tr("Who approves"), "approve", self._next_approver())
        self.end_form()
        self.add_step(self.tr("Approve {revision}").format(revision=self.label))
        self._weigh()
        self.person.setFocus()

    def _frozen_words(self) -> str:
        policy = self.in_hand.current
        articles = sum(len(chapter.articles) for chapter in policy.chapters)
        items = sum(len(phase.items) for phase in policy.phases)
        words = self.tr(
            "Frozen with {revision}: {chapters} chapters, {articles} articles, {items} checklist "
            "items, their numbering, and the report of the check."
        )
        return words.format(
            revision=self.label, chapters=len(policy.chapters), articles=articles, items=items
        )

    def _after_words(self) -> str:
        return self.tr(
            "After that not a word of it can be changed, and the approval cannot be undone. "
            "Corrections come in a new revision."
        )

    def _next_approver(self) -> str:
        """Where the policy names who approves: the first who has not."""
        signed = {name_key(one.by) for one in self.record.life.latest.approvals}
        wanted = [one.name for one in named(self.in_hand.current.facts, "approved")]
        return next((one for one in wanted if name_key(one) not in signed), "")

    def _weigh(self) -> None:
        record, policy = self.record, self.in_hand.current

        def work(_task: Task) -> tuple[Problem, ...]:
            from desktop.services.revision_overview import missing_before_approval

            return missing_before_approval(record, policy)

        task = in_background(work, self)
        task.done.connect(self._show)
        task.failed.connect(self.fail)

    def _show(self, obstacles: tuple[Problem, ...]) -> None:
        self._obstacles = tuple(one for one in obstacles if one.place != "advice")
        for one in obstacles:
            if one.place == "advice":
                self._advice.setText(obstacle_words(self.desk, one))
                self._advice.show()
        lines = [f"· {obstacle_words(self.desk, one)}" for one in self._obstacles[:MOST]]
        more = len(self._obstacles) - MOST
        if more > 0:
            lines.append(self.tr("… and %n more", "", more))
        self._hindrances.setText("\n".join(lines))
        self._hindrances.setContentsMargins(0, px(4), 0, 0)
        self._hindrances.setVisible(bool(lines))
        self.look()

    def missing(self) -> str:
        if self._obstacles is None:
            return self.tr("The policy is being checked…")
        if self._obstacles:
            return self.tr("Something is missing before it can be approved")
        return super().missing()

    def step(self) -> None:
        from desktop.services.commands.approve_policy import ApprovePolicy

        said = self.tr("{person} has approved {revision}")
        self.take(
            ApprovePolicy(self.in_hand.id_of_policy),
            self.person.name(),
            said.format(person=self.person.name(), revision=self.label),
            self.tr("Being frozen…"),
        )
