"""The policy page: one policy at a time, read beside the window, then shown to be written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.completeness import policy_progress
from desktop.models.definitions import Json
from desktop.models.snapshot import Policy
from desktop.views.desk import Desk
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.policy.life_part import LifePart
from desktop.views.pages.policy.page_head import PolicyHead
from desktop.views.pages.policy.view import PolicyView
from desktop.views.places import POLICIES, POLICY, Place
from desktop.views.widgets.busy import Busy

if TYPE_CHECKING:
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["PolicyPage"]


class PolicyPage(Page):
    """`show_place` with another id shows that policy. `view` is None until it has been read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._in_hand: PolicyInHand | None = None
        self._wanted: Place | None = None
        self.view: PolicyView | None = None
        self._coming: PolicyView | None = None
        self.life: LifePart | None = None
        self.head = PolicyHead(self)
        self.head.command_wanted.connect(desk.command_wanted)
        self.head.language_chosen.connect(self._language_chosen)
        self.head.part_chosen.connect(self._part_chosen)
        self._waiting = Busy(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignCenter)
        desk.saved.connect(self.status_changed)
        desk.saving.connect(self.status_changed)
        desk.saving_failed.connect(self.status_changed)
        desk.written_beside.connect(self.status_changed)

    # -- which policy ---------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if self._in_hand is None or place.id != self._in_hand.id:
            self._open(place)
        elif self.view is None:
            self._wanted = place
        else:
            self._go(place)

    def _go(self, place: Place) -> None:
        """To a place in the text, or to one of the revisions. A place that says neither leaves
        the part that is shown."""
        if self.view is None or self.life is None:
            return
        if place.revision:
            self.life.show_revisions(place.revision)
        elif self.life.shown and place == Place(POLICY, place.id):
            self.life.show_revisions()
        else:
            if self.life.shown:
                self.life.show_text()
            self.view.go(place)

    def _part_chosen(self, part: str) -> None:
        if self.life is None:
            return
        if part == "revisions":
            self.life.show_revisions()
        else:
            self.life.show_text()

    def _open(self, place: Place) -> None:
        self._close()
        self._wanted = place
        in_hand = self._in_hand = self.desk.policy(place.id)
        in_hand.gone.connect(self._leave)
        in_hand.failed.connect(self._cannot)
        self._waiting.start(self.tr("Opening the policy…"))
        if in_hand.policy is None:
            in_hand.ready.connect(self._begin)
        else:
            self._begin()

    def _close(self) -> None:
        """Lets go of the policy that is shown."""
        self.save()
        if self._in_hand is not None:
            self._in_hand.disconnect(self)
            self._in_hand = None
        self.head.watch(None)
        self.head.show_policy(None, "zh")
        if self.life is not None:
            self.life.close()
            self.life.deleteLater()
            self.life = None
        for view in filter(None, (self.view, self._coming)):
            view.close_policy()
            view.hide()
            view.deleteLater()
        self.view = self._coming = None

    def _begin(self) -> None:
        """The policy has been read: tree, form and pages come to be."""
        in_hand = self._in_hand
        if in_hand is None or in_hand.policy is None or self.view or self._coming:
            return
        view = self._coming = PolicyView(self.desk, in_hand, self)
        QTimer.singleShot(0, view, self._fill)  # made and laid out in one would be felt

    def _fill(self) -> None:
        if self._coming is not None:
            self._coming.fill()
            QTimer.singleShot(0, self._coming, self._enter)

    def _enter(self) -> None:
        in_hand, view = self._in_hand, self._coming
        if view is None or in_hand is None or in_hand.policy is None:
            return
        self.view, self._coming = view, None
        view.place_changed.connect(self._place_changed)
        view.keeper.settled.connect(self.status_changed)
        view.policy_shown.connect(self._show_head)
        view.panes.changed.connect(self._panes_changed)
        self._waiting.stop()
        self._column.addWidget(view, 1)
        life = self.life = LifePart(self.desk, in_hand, view, self)
        life.add_to(self._column)
        life.part_changed.connect(self._part_changed)
        life.known.connect(self._life_known)
        self.head.show_part(revisions=False)
        self._note_opened(in_hand.policy)
        self._show_head()
        place, self._wanted = self._wanted or Place(POLICY, in_hand.id), None
        view.go(replace(place, revision=""))
        if place.revision:
            life.show_revisions(place.revision)
        self.head.watch(self.desk.stack(in_hand.stack))
        if self.isVisible() and not place.field and not place.revision:
            view.tree.view.setFocus()
        self._place_changed()

    def _note_opened(self, policy: Policy) -> None:
        from desktop.services.clock import local_time

        library = self.desk.opened
        title = policy.title.text(policy.languages[0])
        self.desk.local.policy_opened(library.path, policy.id, title, local_time(library.clock()))

    def _leave(self) -> None:
        """The policy is no longer there; whoever is elsewhere stays there."""
        shown = self.isVisible()
        self._close()
        if shown:
            self.desk.go_to(Place(POLICIES))

    def _cannot(self, error: object) -> None:
        self._waiting.stop()
        self.desk.refused.emit(error)
        self._leave()

    def _part_changed(self) -> None:
        if self.life is not None:
            self.head.show_part(self.life.shown)
        self.commands_changed.emit()
        self.status_changed.emit()

    def _life_known(self) -> None:
        self._show_head()
        self.commands_changed.emit()

    def _show_head(self) -> None:
        if self._in_hand is not None and self.view is not None:
            standing = self.life.standing() if self.life is not None else ""
            self.head.show_policy(self._in_hand.policy, self.view.language, standing)
            self.title_changed.emit()
            self.status_changed.emit()

    def _place_changed(self) -> None:
        self.commands_changed.emit()
        self.status_changed.emit()

    def _panes_changed(self) -> None:
        if self.view is not None:
            self.head.show_drawer_button(self.view.panes.has_drawer)
        self.commands_changed.emit()

    def _language_chosen(self, language: str) -> None:
        if self.view is not None:
            self.view.choose_language(language)

    # -- for the window -------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.head.title()

    @property
    def making(self) -> bool:
        return self._coming is not None

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        if self.view is None or self.life is None:
            return {}
        return {**self.view.commands.table(), **self.life.table()}

    def can(self, command: str) -> bool:
        if self.view is None or self.life is None or not self.life.can(command):
            return False
        return command.startswith("revision.") or self.view.commands.can(command)

    def why_not(self, command: str) -> str:
        if self.view is None or self.life is None or self.can(command):
            return ""
        locked = self.life.locked() if command.startswith(("chapter.", "edit.replace")) else ""
        return self.life.why_not(command) or locked

    def checked(self, command: str) -> bool:
        if command in ("revision.text", "revision.show"):
            revisions = self.life is not None and self.life.shown
            return revisions == (command == "revision.show")
        shown = self.view is not None and self.view.panes.preview_shown
        return command == "view.preview" and shown

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack(self._in_hand.stack) if self._in_hand is not None else None

    def place(self) -> Place:
        if self._in_hand is None:
            return Place(POLICIES)
        if self.view is None:
            return self._wanted or Place(POLICY, self._in_hand.id)
        if self.life is not None and self.life.shown:
            return self.life.place()
        return self.view.place()

    def status(self) -> tuple[StatusPart, ...]:
        if self.view is None or self._in_hand is None or self._in_hand.policy is None:
            return ()
        policy = self._in_hand.policy
        progress = policy_progress(policy)
        parts = [
            StatusPart(
                self.tr("Edition {revision}").format(revision=policy.facts.revision),
                "git-commit-horizontal",
            ),
            StatusPart(
                self.tr("Required {filled} / {total}").format(
                    filled=progress.required_filled, total=progress.required_total
                ),
                "list-checks",
                command="chapter.next_empty",
            ),
        ]
        still = len(self.view.samples.fields)
        if still:
            told = self.tr("%n samples to look at", "", still)
            parts.append(StatusPart(told, "sparkles", "sugg", command="chapter.next_sample"))
        parts.append(self._saved_part())
        where = self.view.where()
        if where and not (self.life is not None and self.life.shown):
            parts.append(StatusPart(where, right=True))
        return tuple(parts)

    def _saved_part(self) -> StatusPart:
        if self.desk.read_only:
            return StatusPart(self.tr("For reading only"), "eye", "warn")
        if self.pending or self.desk.writing:
            return StatusPart(self.tr("Saving…"), "save", "text2")
        unreadable = self.view.keeper.unreadable if self.view is not None else 0
        if unreadable:
            told = self.tr("%n fields wait to be mended, kept on this computer", "", unreadable)
            return StatusPart(told, "triangle-alert", "warn")
        when = self.desk.last_saved
        if when is None:
            return StatusPart(self.tr("Saved"), "check", "ok")
        return StatusPart(self.tr("Saved {time}").format(time=f"{when:%H:%M}"), "check", "ok")

    def save(self) -> bool:
        return self.view.keeper.save() if self.view is not None else True

    def let_go(self) -> None:
        self._close()

    @property
    def pending(self) -> bool:
        return self.view is not None and self.view.keeper.pending

    def unsaved_values(self) -> dict[str, dict[str, Json]]:
        return self.view.keeper.unsaved_values() if self.view is not None else {}

    def entered(self) -> None:
        self.commands_changed.emit()
        if self.life is not None and self.life.shown and self.life.revisions is not None:
            self.life.revisions.entered()
        elif self.view is not None:
            self.view.tree.view.setFocus()
