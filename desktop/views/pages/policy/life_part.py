"""The second part of the policy page, revisions and signatures, and what the life of the policy
means for the first: commands, the strip that says why the text is locked."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.views.desk import Desk
from desktop.views.pages.revisions.actions import LifeActions
from desktop.views.pages.revisions.reading import LifeReader
from desktop.views.places import POLICY, Place
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.views.pages.policy.view import PolicyView
    from desktop.views.pages.revisions.view import RevisionsView
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["OF_BOTH", "LifePart"]

OF_BOTH = ("file.", "revision.")
"""Commands that begin so can be carried out in either part of the page."""


class LifePart(QObject):
    part_changed = Signal()
    """The text or the revisions are shown now."""
    known = Signal()
    """More is known of the life: commands and head are to be shown anew."""

    def __init__(
        self, desk: Desk, in_hand: "PolicyInHand", text: "PolicyView", page: QWidget
    ) -> None:
        super().__init__(page)
        self._desk, self._in_hand, self._text, self._page = desk, in_hand, text, page
        self.reader = LifeReader(desk, in_hand, self)
        self.reader.read.connect(self._look)
        self.reader.failed.connect(desk.refuse)
        self.actions = LifeActions(desk, in_hand, self.reader, page)
        self.actions.before_leaving = text.keeper.save
        self.actions.comparison_wanted.connect(self._compare)
        self.actions.text_wanted.connect(self._read_whole)
        self.actions.package_wanted.connect(self._package)
        self.strip = InlineStrip(page)
        self.strip.acted.connect(self._act)
        self._offered: tuple[str, ...] = ()
        self.revisions: RevisionsView | None = None
        in_hand.changed.connect(self._changed)

    def add_to(self, column: QVBoxLayout) -> None:
        """The strip stands below the head; the parts share the rest."""
        column.insertWidget(1, self.strip)
        self._column = column

    def close(self) -> None:
        """Nothing is asked of the library after this."""
        self._in_hand.changed.disconnect(self._changed)
        self.reader.close()
        self.strip.hide()
        self.strip.deleteLater()
        if self.revisions is not None:
            self.revisions.close_policy()
            self.revisions.hide()
            self.revisions.deleteLater()

    # -- which part ----------------------------------------------------------------------------

    @property
    def shown(self) -> bool:
        """Whether the revisions are shown."""
        return self.revisions is not None and not self.revisions.isHidden()

    def show_revisions(self, revision: str = "") -> None:
        if not self._text.keeper.save():
            return
        if self.revisions is None:
            self._make()
        view = self.revisions
        assert view is not None
        self._text.hide()
        view.show()
        if revision:
            view.choose(revision)
        view.entered()
        self._look()
        self.part_changed.emit()

    def show_text(self) -> None:
        if self.revisions is not None:
            self.revisions.left()
            self.revisions.hide()
        self._text.show()
        self._look()
        self.part_changed.emit()

    def _make(self) -> None:
        from desktop.views.pages.revisions.view import RevisionsView

        view = self.revisions = RevisionsView(
            self._desk, self._in_hand, self.reader, self.actions, self._page
        )
        view.hide()
        view.place_wanted.connect(self._go)
        view.command_wanted.connect(self._desk.command_wanted)
        view.shown.connect(self.known)
        self._column.addWidget(view, 1)

    def _go(self, place: Place) -> None:
        self.show_text()
        self._text.go(place)

    def place(self) -> Place:
        """Of the revision that is shown."""
        label = self.revisions.revision if self.revisions is not None else ""
        return Place(POLICY, self._in_hand.id, revision=label or self._working())

    def _working(self) -> str:
        return self._in_hand.current.facts.revision

    # -- commands ------------------------------------------------------------------------------

    def table(self) -> Mapping[str, Callable[[], None]]:
        found = {
            **self.actions.table(),
            "revision.text": self.show_text,
            "revision.show": self.show_revisions,
        }
        if self.shown:
            found["file.print"] = self._print
            found["file.save_pdf"] = self._save
            found["file.documents"] = self._print
        return found

    def can(self, command: str) -> bool:
        return not self.why_not(command)

    def why_not(self, command: str) -> str:
        """For commands of the life, and for those of the text while the revisions are shown."""
        if command in ("revision.text", "revision.show"):
            return ""
        if command.startswith("revision."):
            return self.actions.why_not(command)
        if self.shown and not command.startswith(OF_BOTH):
            return self.tr("Go to the text first (Ctrl+4)")
        return ""

    def locked(self) -> str:
        """Why nothing of the text can be changed now; "" where it can."""
        state = self._in_hand.current.state
        if state == "draft":
            return ""
        facts = {"revision": self._working()}
        if state in ("consultation", "countersign", "review"):
            words = self.tr(
                "{revision} has been submitted: its text is locked while others give "
                "their opinion. Return it for changes to write on."
            )
        elif state == "approved":
            words = self.tr(
                "{revision} has been approved: its text cannot be changed any more. "
                "Corrections come in a new revision, once it is issued."
            )
        elif state in ("issued", "effective"):
            words = self.tr(
                "{revision} has been issued: its text stays as it is. Begin a new "
                "revision to change it."
            )
        else:
            words = self.tr(
                "{revision} no longer applies: its text stays as it was. Begin a new "
                "revision to change it."
            )
        return words.format(**facts)

    # -- what is shown -------------------------------------------------------------------------

    def _changed(self, *_: object) -> None:
        self._look()
        if self.revisions is not None:
            self.revisions.text_changed()

    def _look(self) -> None:
        """The strip says why the text is locked, and what one can do about it."""
        sentence = "" if self.shown or self._in_hand.policy is None else self.locked()
        if not sentence:
            self.strip.clear()
            self.known.emit()
            return
        state = self._in_hand.current.state
        submitted = state in ("consultation", "countersign", "review")
        self._offered = ("revision.show",)
        words = [self.tr("Revisions and signatures")]
        if submitted and self.can("revision.return"):
            self._offered = ("revision.show", "revision.return")
            words.append(self.tr("Return for changes…"))
        elif self.can("revision.new"):
            self._offered = ("revision.show", "revision.new")
            words.append(self.tr("New revision…"))
        self.strip.say("info", sentence, *words, closable=False)
        self.known.emit()

    def _act(self, at: int) -> None:
        self.table()[self._offered[at]]()

    def standing(self) -> str:
        """Which revision applies beside the one that is being written: 现行 A/0 · 修订中 A/1."""
        record = self.reader.record
        if record is None or not record.in_force or record.in_force == self._working():
            return ""
        words = self.tr("in force {force} · being revised {latest}")
        if record.states.get(self._working()) in ("approved", "issued"):
            words = self.tr("in force {force} · to follow {latest}")
        return words.format(force=record.in_force, latest=self._working())

    # -- the revision that is shown ------------------------------------------------------------

    def _chosen(self) -> str:
        return self.revisions.revision if self.revisions is not None else ""

    def _print(self) -> None:
        from desktop.views.dialogs.life.revision_print import print_revision

        print_revision(self._page.window(), self._desk, self._in_hand.id, self._chosen())

    def _save(self) -> None:
        from desktop.views.dialogs.life.revision_print import save_revision

        save_revision(self._page.window(), self._desk, self._in_hand.id, self._chosen())

    def _package(self) -> None:
        from desktop.views.dialogs.life.package import make_revision_package

        revision = (self._chosen() if self.shown else "") or self._working()
        make_revision_package(self._page.window(), self._desk, self._in_hand, revision)

    def _read_whole(self, revision: str) -> None:
        self.show_revisions(self._chosen() or revision)
        if self.revisions is not None:
            self.revisions.read_text()

    def _compare(self, old: str, new: str) -> None:
        from desktop.views.pages.compare.page import show_comparison

        show_comparison(self._desk, self._in_hand.id, old, new)
