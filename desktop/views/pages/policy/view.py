"""A policy that is being written: chapter tree, form and live pages, all at the same place."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.documents.numbering import Numbers
from desktop.i18n import Language
from desktop.models.snapshot import Chapter, Policy
from desktop.views.desk import Desk
from desktop.views.editors.base import EditorContext
from desktop.views.item_models.chapters import CHAPTER, CLAUSE, PHASE
from desktop.views.pages.policy.commands import PolicyCommands
from desktop.views.pages.policy.find_bar import FindBar
from desktop.views.pages.policy.form import ChapterForm
from desktop.views.pages.policy.keeper import FieldKeeper
from desktop.views.pages.policy.panes import Panes
from desktop.views.pages.policy.sample_watch import SampleWatch
from desktop.views.pages.policy.structure import Structure
from desktop.views.pages.policy.tree import ChapterTree
from desktop.views.places import POLICY, Place
from desktop.views.preview.pane import PreviewPane
from desktop.views.undo import Step

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.views.pages.project.policy_checklists import PolicyChecklists
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["PolicyView"]


class PolicyView(QWidget):
    """Of a policy that has been read. `chapter`, `article`, `field`, `phase`: where one is."""

    place_changed = Signal()
    policy_shown = Signal()
    """Title, state or language are to be shown anew."""

    def __init__(self, desk: Desk, in_hand: "PolicyInHand", parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.in_hand = desk, in_hand
        self.language: Language = self._first_language(in_hand.current)
        self.chapter = self.article = self.field = self.phase = ""
        self.keeper = FieldKeeper(desk, in_hand, self)
        self.structure = Structure(desk, in_hand, self)
        self.samples = SampleWatch(in_hand, self)
        self.tree = ChapterTree(self)
        self.find_bar = FindBar(desk, in_hand, self)  # before the form, for Tab, too
        self.find_bar.hide()
        self.form = ChapterForm(self.keeper, self)
        self.preview = PreviewPane(desk, self)
        self.commands = PolicyCommands(self)
        self._checklists: PolicyChecklists | None = None
        self._locked = self.locked
        # In a turn of its own: the form is made anew, whoever changed the state.
        self._relock = QTimer(self, singleShot=True, interval=0)
        self._relock.timeout.connect(self._reload)
        self._centre = QStackedWidget(self)
        self._centre.addWidget(self.form)
        self.panes = Panes(self.tree, self._middle(), self.preview, desk.local, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)
        self._connect()
        self.preview.show_policy(in_hand, self.language)

    def fill(self) -> None:
        """Before one goes anywhere in it; in a turn of its own, for policies are long."""
        self.tree.show_policy(self.in_hand.current, self.language)

    def _middle(self) -> QFrame:
        middle = QFrame(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._centre, 1)
        return middle

    def _connect(self) -> None:
        commands, form, tree = self.commands, self.form, self.tree
        tree.chosen.connect(self._tree_chosen)
        tree.moved.connect(commands.move_to)
        tree.entered.connect(commands.enter_form)
        tree.menu_wanted.connect(commands.open_menu)
        rename = self.desk.actions["chapter.rename"]
        rename.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tree.view.addAction(rename)  # F2 is the tree's alone: in a table it opens the cell
        form.field_entered.connect(self._field_entered)
        form.article_menu_wanted.connect(lambda one, at: commands.open_menu(CLAUSE, one, at))
        form.next_empty_wanted.connect(commands.next_empty)
        form.add_article_wanted.connect(commands.add_article)
        form.sample_wanted.connect(commands.insert_sample)
        form.empty_wanted.connect(commands.empty)
        form.confirm_wanted.connect(commands.confirm)
        form.field_wanted.connect(self._go_to_field)
        form.rephrase_wanted.connect(commands.rephrase)
        self.find_bar.place_wanted.connect(self._show_hit)
        self.find_bar.form_wanted.connect(commands.enter_form)
        self.find_bar.save_wanted.connect(self.keeper.save)
        self.preview.place_clicked.connect(self.go)
        self.preview.collapse_wanted.connect(commands.toggle_preview)
        self.preview.language_changed.connect(self.choose_language)
        in_hand = self.in_hand
        in_hand.changed.connect(self._changed)
        in_hand.counted.connect(form.refresh_references)
        in_hand.samples_ready.connect(self._show_samples)
        self.samples.changed.connect(self._samples_left)
        self._show_samples()

    def close_policy(self) -> None:
        """Nothing is asked of the policy, the library or the paper process after this."""
        self._relock.stop()
        self.in_hand.disconnect(self)
        self.form.close_chapter()
        self.preview.close_policy()

    def _show_samples(self) -> None:
        if self.in_hand.samples is not None:
            self.form.show_samples(self.in_hand.samples.offered)

    def _samples_left(self) -> None:
        """Which fields still read as samples has become known, or another."""
        self.tree.show_samples(self.samples.fields)
        self.form.mark_samples(self.samples.fields)
        self.place_changed.emit()

    def _first_language(self, policy: Policy) -> Language:
        """The one that was written last, else the policy's leading one."""
        kept = self.desk.local.choices.get(f"writing.{policy.id}", "")
        return next((one for one in policy.languages if one == kept), policy.languages[0])

    # -- what has changed -----------------------------------------------------------------------

    def _changed(self, changes: "Changes", origin: object) -> None:
        policy = self.in_hand.current
        if self.language not in policy.languages:
            self.language = policy.languages[0]
            self._reload()
            self.preview.show_policy(self.in_hand, self.language)
        self.policy_shown.emit()
        self.tree.show_policy(policy, self.language)
        if self._locked != self.locked:
            self._locked = self.locked
            self._relock.start()
            self.place_changed.emit()
        chapter = self.present_chapter()
        if chapter is None and not self.phase:
            self.show_chapter(policy.chapters[0].id if policy.chapters else "")
        elif chapter is not None:
            self._refresh_form(chapter, origin)
        if isinstance(origin, Step):
            self._follow_undo(changes)
        self.find_bar.policy_changed()
        self.samples.policy_changed()

    def _refresh_form(self, chapter: Chapter, origin: object) -> None:
        if self.form.articles == tuple(one.id for one in chapter.articles):
            self.form.take(chapter, self.numbers(), origin)
        else:
            self._reload()
            if self.article in self.form.articles:
                self.form.go_to(Place(POLICY, article=self.article))

    def _follow_undo(self, changes: "Changes") -> None:
        """Whoever takes something back wants to see it."""
        fields = [one for policy, one in changes.fields if policy == self.in_hand.id]
        if not fields or any(self.form.row(one) for one in fields):
            return
        for chapter in self.in_hand.current.chapters:
            for article in chapter.articles:
                if any(one.id in fields for one in article.fields):
                    self.go(Place(POLICY, chapter=chapter.id, article=article.id))
                    return

    # -- where one is ---------------------------------------------------------------------------

    def place(self) -> Place:
        return Place(
            POLICY, self.in_hand.id, self.chapter, self.article, self.field, phase=self.phase
        )

    def where(self) -> str:
        """In words for the status bar: the numbers of chapter and article."""
        if self.phase:
            return ""
        printed = self.numbers().printed
        names = (f"chapter:{self.chapter}", f"article:{self.article}")
        return " · ".join(number for one in names if (number := printed.get(one, "")))

    def go(self, place: Place, keep: QWidget | None = None) -> None:
        """To a chapter, article, field or checklist. `keep`: keeps the keyboard, whatever is
        selected on the way."""
        if place.phase:
            self.show_phase(place.phase, place.item)
            return
        if place.field and not place.article:
            place = replace(place, article=self.structure.article_of(place.field))
        chapters = self.in_hand.current.chapters
        chapter = place.chapter
        if place.article:
            found = self.structure.chapter_of(place.article)
            chapter = found.id if found is not None else chapter
        if not any(one.id == chapter for one in chapters):
            chapter = self.chapter or (chapters[0].id if chapters else "")
        if chapter != self.chapter or self.phase:
            self.show_chapter(chapter)
        if place.article:
            if place.field or place.article != self.article:
                self.field = place.field  # what was written before is elsewhere
            self.article = place.article
            self.panes.show_form()
            self.form.go_to(place, keep)
            self.tree.show_place(CLAUSE, place.article)
            target = f"field:{place.field}" if place.field else f"article:{place.article}"
            self.preview.follow(target)
            self.place_changed.emit()

    def _show_hit(self, place: Place) -> None:
        """What was found is selected; the keyboard stays in the bar."""
        self.go(place, self.find_bar.focused())

    def show_chapter(self, chapter: str) -> None:
        self.keeper.save()
        self.chapter, self.phase, self.article, self.field = chapter, "", "", ""
        self._centre.setCurrentWidget(self.form)
        self.tree.show_place(CHAPTER, chapter)
        self._reload()
        self.preview.follow(f"chapter:{chapter}")
        self.place_changed.emit()

    def show_phase(self, phase: str, item: str = "") -> None:
        """The policy's own checklist of a phase."""
        from desktop.views.pages.project.policy_checklists import PolicyChecklists

        self.keeper.save()
        if self._checklists is None:
            self._checklists = PolicyChecklists(self.desk, self.in_hand, self)
            self._centre.addWidget(self._checklists)
        self.phase, self.article, self.field = phase, "", ""
        self._centre.setCurrentWidget(self._checklists)
        self.panes.show_form()
        self._checklists.show_phase(phase, item)
        self.tree.show_place(PHASE, phase)
        self.preview.follow(f"item:{item}" if item else f"phase:{phase}")
        self.place_changed.emit()

    def enter_checklist(self) -> None:
        """The keyboard to the items of the checklist that is shown."""
        if self._checklists is not None:
            self._checklists.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def move_item(self, step: int) -> None:
        """The present item of the checklist that is shown."""
        if self._checklists is not None and self.phase:
            self._checklists.move_item(step)

    def present_chapter(self) -> Chapter | None:
        """The chapter that the form shows; None while a checklist is shown."""
        return None if self.phase else self.structure.chapter(self.chapter)

    def numbers(self) -> Numbers:
        return self.in_hand.headings(self.language)

    @property
    def locked(self) -> bool:
        """Nothing of the text can be changed now."""
        return self.desk.read_only or self.in_hand.current.state != "draft"

    def _reload(self) -> None:
        """The form made anew for the present chapter."""
        chapter = self.present_chapter()
        if chapter is None:
            return
        self.form.show_chapter(
            chapter, self.numbers(), self._context(), self.desk.language, read_only=self.locked
        )

    def _context(self) -> EditorContext:
        in_hand, language, local = self.in_hand, self.language, self.desk.local

        def keep(name: str, widths: tuple[int, ...]) -> None:
            local.columns[name] = list(widths)

        return EditorContext(
            policy=lambda: in_hand.current,
            language=language,
            window_language=self.desk.language,
            mention=lambda target: in_hand.mention(target, language),
            columns_kept=lambda name: tuple(local.columns.get(name, ())),
            keep_columns=keep,
        )

    def _tree_chosen(self, kind: str, identity: str) -> None:
        if kind == PHASE:
            self.show_phase(identity)
        elif kind == CLAUSE:
            self.go(Place(POLICY, article=identity))
        else:
            self.panes.show_form()
            if identity != self.chapter or self.phase:
                self.show_chapter(identity)
            else:
                self.article = self.field = ""
                self.preview.follow(f"chapter:{identity}")
                self.place_changed.emit()
        self.panes.close_drawer()

    def _field_entered(self, article: str, field: str) -> None:
        self.article, self.field = article, field
        self.tree.show_place(CLAUSE, article)
        self.preview.follow(f"field:{field}")
        self.place_changed.emit()

    def _go_to_field(self, field: str) -> None:
        self.go(Place(POLICY, field=field))

    def choose_language(self, language: str) -> None:
        """Another language of a bilingual policy is written from now on."""
        if language == self.language:
            return
        self.keeper.save()
        self.language = "en" if language == "en" else "zh"
        self.desk.local.choices[f"writing.{self.in_hand.id}"] = language
        self.policy_shown.emit()
        self.tree.show_policy(self.in_hand.current, self.language)
        place = self.place()
        self._reload()
        if place.article:
            self.form.go_to(place)
        self.preview.show_policy(self.in_hand, self.language)
