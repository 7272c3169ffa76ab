"""The policy page: chapters at the left, the form in the middle, the pages at the right."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.documents.numbering import Numbers
from desktop.i18n import Language
from desktop.models.completeness import next_empty_required, policy_progress
from desktop.models.definitions import Json
from desktop.models.identity import ChapterId, FieldId
from desktop.models.snapshot import Chapter, Policy
from desktop.views.desk import Desk
from desktop.views.editors.base import EditorContext
from desktop.views.item_models.chapters import CHAPTER, CLAUSE, PHASE
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.policy.find_bar import FindBar
from desktop.views.pages.policy.form import ChapterForm
from desktop.views.pages.policy.keeper import FieldKeeper
from desktop.views.pages.policy.panes import Panes
from desktop.views.pages.policy.structure import Structure
from desktop.views.pages.policy.tree import ChapterTree
from desktop.views.pages.policy_actions import PolicyActions
from desktop.views.places import POLICIES, POLICY, Place
from desktop.views.undo import Step
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.buttons import Button, IconButton, PrimaryButton
from desktop.views.widgets.chips import StateChip
from desktop.views.widgets.head import PageHead
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.views.policy_in_hand import PolicyInHand
    from desktop.views.preview.pane import PreviewPane

__all__ = ["PolicyPage"]


class PolicyPage(Page):
    """Shows one policy at a time; `show_place` with another id shows that one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._in_hand: PolicyInHand | None = None
        self._keeper: FieldKeeper | None = None
        self._structure: Structure | None = None
        self._form: ChapterForm | None = None
        self._checklists: QWidget | None = None
        self._preview: PreviewPane | None = None
        self._panes: Panes | None = None
        self._chapter = ""
        self._article = ""
        self._field = ""
        self._phase = ""
        self._wanted: Place | None = None
        self._language: Language = "zh"
        self._body: QWidget | None = None
        self._stack: QUndoStack | None = None
        self._actions = PolicyActions(desk, self)
        self.head = self._make_head()
        self._waiting = Busy(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignCenter)
        desk.saved.connect(self.status_changed)
        desk.saving.connect(self.status_changed)
        desk.saving_failed.connect(self.status_changed)

    def _make_head(self) -> PageHead:
        head = PageHead("", self)
        self._state = StateChip("draft", head)
        head.add_chip(self._state)
        names = (("zh", "中文"), ("en", "English"))
        self._writing = Segmented(names, self.tr("Language that is written"), head)
        self._writing.chosen.connect(self._choose_language)
        head.add_centre(self._writing)
        self._tree_button = IconButton("list-tree", self.tr("Chapters"), head)
        self._tree_button.clicked.connect(self._open_tree)
        self._undo = IconButton("undo-2", self.tr("Undo"), head)
        self._undo.clicked.connect(lambda: self.desk.command_wanted.emit("edit.undo"))
        self._redo = IconButton("redo-2", self.tr("Redo"), head)
        self._redo.clicked.connect(lambda: self.desk.command_wanted.emit("edit.redo"))
        find = Button(self.tr("Find"), "search", head)
        find.set_tooltip(self.tr("Find and replace (Ctrl+F)"))
        find.clicked.connect(lambda: self._find(replace=False))
        properties = Button(self.tr("Properties"), "pencil", head)
        properties.clicked.connect(self._properties)
        printing = PrimaryButton(self.tr("Print"), "printer", head)
        printing.clicked.connect(self._print)
        for widget in (self._tree_button, self._undo, self._redo, find, properties, printing):
            head.add_trailing(widget)
        return head

    # -- which policy ---------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if self._in_hand is None or place.id != self._in_hand.id:
            self._open(place)
        elif self._in_hand.policy is None:
            self._wanted = place
        else:
            self._go(place)

    def _open(self, place: Place) -> None:
        self._close()
        self._wanted = place
        in_hand = self._in_hand = self.desk.policy(place.id)
        in_hand.changed.connect(self._changed)
        in_hand.gone.connect(self._gone)
        in_hand.failed.connect(self._cannot)
        in_hand.counted.connect(self._counted)
        self.head.set_title("")
        self.head.set_number("")
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
        self._watch_undo(None)
        if self._body is not None:
            if self._form is not None:
                self._form.close_chapter()
            if self._preview is not None:
                self._preview.close_policy()
            self._body.hide()
            self._body.deleteLater()
        self._body = self._form = self._checklists = self._preview = self._panes = None
        self._keeper = self._structure = None
        self._chapter = self._article = self._field = self._phase = ""

    def _begin(self) -> None:
        """The policy has been read: tree, form and pages come to be."""
        in_hand = self._in_hand
        if in_hand is None or in_hand.policy is None or self._body is not None:
            return
        policy = in_hand.policy
        self._language = self._first_language(policy)
        self._keeper = FieldKeeper(self.desk, in_hand, self)
        self._structure = Structure(self.desk, in_hand, self)
        self._body = self._build_body(in_hand)
        self._waiting.stop()
        self._column.addWidget(self._body, 1)
        self._note_opened(policy)
        self._show_head()
        self._tree.show_policy(policy, self._language)
        place, self._wanted = self._wanted or Place(POLICY, in_hand.id), None
        self._go(place)
        self._watch_undo(self.desk.stack(in_hand.stack))
        if self.isVisible() and not place.field:
            self._tree.view.setFocus()
        self.title_changed.emit()
        self.commands_changed.emit()
        self.status_changed.emit()

    def _build_body(self, in_hand: "PolicyInHand") -> QWidget:
        from desktop.views.preview.pane import PreviewPane

        assert self._keeper is not None
        self._tree = ChapterTree(self)
        self._tree.chosen.connect(self._tree_chosen)
        self._tree.entered.connect(self._enter_form)
        self._tree.menu_wanted.connect(self._open_menu)
        self._form = form = ChapterForm(self._keeper, self)
        form.field_entered.connect(self._field_entered)
        form.article_menu_wanted.connect(lambda one, at: self._open_menu(CLAUSE, one, at))
        form.next_empty_wanted.connect(self._next_empty)
        form.add_article_wanted.connect(self._add_article)
        form.sample_wanted.connect(lambda one: self._in_form(lambda s: s.insert_sample(one)))
        form.empty_wanted.connect(lambda one: self._in_form(lambda s: s.empty(one)))
        self._find_bar = FindBar(self.desk, in_hand, self)
        self._find_bar.place_wanted.connect(self._go)
        self._find_bar.save_wanted.connect(self.save)
        self._find_bar.hide()
        self._centre = QStackedWidget(self)
        middle = QFrame(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._find_bar)
        column.addWidget(self._centre, 1)
        self._centre.addWidget(form)
        self._preview = preview = PreviewPane(self.desk, self)
        preview.place_clicked.connect(self._page_clicked)
        preview.collapse_wanted.connect(self._toggle_preview)
        preview.language_changed.connect(self._choose_language)
        self._panes = Panes(self._tree, middle, preview, self.desk.local, self)
        self._panes.changed.connect(self._panes_changed)
        preview.show_policy(in_hand, self._language)
        if in_hand.samples is None:
            in_hand.samples_ready.connect(self._show_samples)
        self._show_samples()
        return self._panes

    def _show_samples(self) -> None:
        samples = self._in_hand.samples if self._in_hand is not None else None
        if samples is not None and self._form is not None:
            self._form.show_samples(samples.offered)

    def _first_language(self, policy: Policy) -> Language:
        """The window's language where the policy has it, else its leading one."""
        kept = self.desk.local.choices.get(f"writing.{policy.id}", "")
        for wanted in (kept, policy.languages[0]):
            for one in policy.languages:
                if one == wanted:
                    return one
        return policy.languages[0]

    def _note_opened(self, policy: Policy) -> None:
        from desktop.services.clock import local_time

        library = self.desk.opened
        title = policy.title.text(policy.languages[0])
        self.desk.local.policy_opened(library.path, policy.id, title, local_time(library.clock()))

    # -- what has changed -----------------------------------------------------------------------

    def _changed(self, changes: "Changes", origin: object) -> None:
        if self._in_hand is None or self._form is None:
            return
        policy = self._in_hand.current
        if self._language not in policy.languages:
            self._language = policy.languages[0]
            self._reload()
        self._show_head()
        self._tree.show_policy(policy, self._language)
        chapter = self._present_chapter()
        if chapter is None and not self._phase:
            self._show_chapter(policy.chapters[0].id if policy.chapters else "")
        elif chapter is not None:
            self._refresh_form(chapter, origin)
        if isinstance(origin, Step):
            self._follow_undo(changes)
        self._find_bar.policy_changed()
        self.status_changed.emit()

    def _refresh_form(self, chapter: Chapter, origin: object) -> None:
        assert self._form is not None
        if self._form.articles == tuple(one.id for one in chapter.articles):
            self._form.take(chapter, self._numbers(), origin)
        else:
            self._reload()

    def _follow_undo(self, changes: "Changes") -> None:
        """Whoever takes something back wants to see it."""
        assert self._in_hand is not None
        assert self._structure is not None
        fields = [one for policy, one in changes.fields if policy == self._in_hand.id]
        if not fields or any(self._form and self._form.row(one) for one in fields):
            return
        for chapter in self._in_hand.current.chapters:
            for article in chapter.articles:
                if any(one.id in fields for one in article.fields):
                    self._go(Place(POLICY, chapter=chapter.id, article=article.id))
                    return

    def _gone(self) -> None:
        self._close()
        self.desk.go_to(Place(POLICIES))

    def _cannot(self, error: object) -> None:
        self._waiting.stop()
        self.desk.refused.emit(error)
        self._close()
        self.desk.go_to(Place(POLICIES))

    def _counted(self) -> None:
        if self._form is not None:
            self._form.refresh_references()

    def _show_head(self) -> None:
        assert self._in_hand is not None
        policy = self._in_hand.current
        self.head.set_title(policy.title.text(self._language))
        self.head.set_number(policy.facts.number)
        self._state.set_state(policy.state)
        self._writing.setVisible(len(policy.languages) > 1)
        if len(policy.languages) > 1:
            self._writing.set_key(self._language)

    # -- where in the policy --------------------------------------------------------------------

    def _go(self, place: Place) -> None:
        """A chapter, article, field or checklist of the policy that is shown."""
        assert self._in_hand is not None
        assert self._structure is not None
        policy = self._in_hand.current
        if place.phase:
            self._show_phase(place.phase)
            return
        chapter = place.chapter
        if not chapter and place.article:
            found = self._structure.chapter_of(place.article)
            chapter = found.id if found is not None else ""
        if not any(one.id == chapter for one in policy.chapters):
            chapter = self._chapter or (policy.chapters[0].id if policy.chapters else "")
        if chapter != self._chapter or self._phase:
            self._show_chapter(chapter)
        if place.article and self._form is not None:
            self._article = place.article
            self._panes_show_form()
            self._form.go_to(place)
            self._tree.show_place(CLAUSE, place.article)
            self._follow(f"field:{place.field}" if place.field else f"article:{place.article}")

    def _show_chapter(self, chapter_id: str) -> None:
        if self._form is None or self._in_hand is None:
            return
        self.save()
        self._chapter, self._phase, self._article, self._field = chapter_id, "", "", ""
        self._centre.setCurrentIndex(0)
        self._tree.show_place(CHAPTER, chapter_id)
        self._reload()
        self._follow(f"chapter:{chapter_id}")
        self.commands_changed.emit()
        self.status_changed.emit()

    def _reload(self) -> None:
        """The form made anew for the present chapter."""
        chapter = self._present_chapter()
        if chapter is None or self._form is None:
            return
        read_only = self.desk.read_only or (
            self._in_hand is not None and self._in_hand.current.state != "draft"
        )
        self._form.show_chapter(
            chapter, self._numbers(), self._context(), self.desk.language, read_only=read_only
        )

    def _show_phase(self, phase: str) -> None:
        from desktop.views.pages.project.policy_checklists import PolicyChecklists

        assert self._in_hand is not None
        self.save()
        if self._checklists is None:
            self._checklists = PolicyChecklists(self.desk, self._in_hand, self)
            self._centre.addWidget(self._checklists)
        self._phase = phase
        self._centre.setCurrentWidget(self._checklists)
        self._panes_show_form()
        assert isinstance(self._checklists, PolicyChecklists)
        self._checklists.show_phase(phase)
        self._tree.show_place(PHASE, phase)
        self._follow(f"phase:{phase}")
        self.commands_changed.emit()
        self.status_changed.emit()

    def _context(self) -> EditorContext:
        assert self._in_hand is not None
        in_hand, language, local = self._in_hand, self._language, self.desk.local

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

    def _numbers(self) -> Numbers:
        assert self._in_hand is not None
        return self._in_hand.headings(self._language)

    def _present_chapter(self) -> Chapter | None:
        if self._structure is None or self._phase:
            return None
        return self._structure.chapter(self._chapter)

    def _follow(self, target: str) -> None:
        if self._preview is not None:
            self._preview.follow(target)

    def _tree_chosen(self, kind: str, identity: str) -> None:
        if kind == PHASE:
            self._show_phase(identity)
        elif kind == CHAPTER:
            self._panes_show_form()
            if identity != self._chapter or self._phase:
                self._show_chapter(identity)
            else:
                self._follow(f"chapter:{identity}")
        else:
            self._go(Place(POLICY, article=identity))
        if self._panes is not None:
            self._panes.close_drawer()

    def _field_entered(self, article: str, field: str) -> None:
        self._article, self._field = article, field
        self._tree.show_place(CLAUSE, article)
        self._follow(f"field:{field}")
        self.commands_changed.emit()
        self.status_changed.emit()

    def _page_clicked(self, place: Place) -> None:
        self._go(place)

    def _choose_language(self, language: str) -> None:
        """Another language of a bilingual policy is written from now on."""
        if self._in_hand is None or language == self._language:
            return
        self.save()
        self._language = "en" if language == "en" else "zh"
        self.desk.local.choices[f"writing.{self._in_hand.id}"] = language
        self._show_head()
        self._tree.show_policy(self._in_hand.current, self._language)
        place = self.place()
        self._reload()
        if place.article and self._form is not None:
            self._form.go_to(place)
        if self._preview is not None:
            self._preview.show_policy(self._in_hand, self._language)

    # -- commands -------------------------------------------------------------------------------

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        if self._structure is None:
            return {}
        return {
            "file.properties": self._properties,
            "file.duplicate": self._duplicate,
            "file.delete": self._delete,
            "file.print": self._print,
            "file.save_pdf": self._save_pdf,
            "file.documents": self._documents,
            "edit.find": lambda: self._find(replace=False),
            "edit.replace": lambda: self._find(replace=True),
            "edit.find_next": lambda: self._find_bar.step(1),
            "edit.find_previous": lambda: self._find_bar.step(-1),
            "chapter.previous": lambda: self._step(-1),
            "chapter.next": lambda: self._step(1),
            "chapter.next_empty": self._next_empty,
            "chapter.insert_sample": self._sample_here,
            "chapter.insert_samples": lambda: self._in_form(lambda s: s.fill_empty(self._chapter)),
            "chapter.add_chapter": self._add_chapter,
            "chapter.add_article": self._add_article,
            "chapter.rename": lambda: self._on_row(lambda s, k, i: s.rename(k, i)),
            "chapter.move_up": lambda: self._on_row(lambda s, k, i: s.move(k, i, -1)),
            "chapter.move_down": lambda: self._on_row(lambda s, k, i: s.move(k, i, 1)),
            "chapter.remove": lambda: self._on_row(lambda s, k, i: s.remove(k, i)),
            "view.preview": self._toggle_preview,
            "view.tree": self._open_tree,
            "view.form": self._enter_form,
            "view.pages": self._enter_pages,
            "view.next_pane": self._next_pane,
        }

    def can(self, command: str) -> bool:
        kind, identity = self._here()
        writes = not self.desk.read_only
        match command:
            case "chapter.insert_sample":
                return writes and bool(self._field)
            case "chapter.move_up" | "chapter.move_down":
                step = -1 if command.endswith("up") else 1
                return (
                    writes
                    and self._structure is not None
                    and self._structure.can_move(kind, identity, step)
                )
            case "chapter.rename" | "chapter.remove":
                return writes and kind in (CHAPTER, CLAUSE)
            case "chapter.add_article" | "chapter.insert_samples":
                return writes and bool(self._chapter)
            case "chapter.add_chapter" | "file.delete" | "file.duplicate" | "edit.replace":
                return writes
        return True

    def checked(self, command: str) -> bool:
        return command == "view.preview" and self._panes is not None and self._panes.preview_shown

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack(self._in_hand.stack) if self._in_hand is not None else None

    def _watch_undo(self, stack: QUndoStack | None) -> None:
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._show_undo)
        self._stack = stack
        if stack is not None:
            stack.indexChanged.connect(self._show_undo)
        self._show_undo()

    def _show_undo(self) -> None:
        stack = self._stack
        self._undo.setEnabled(stack is not None and stack.canUndo())
        self._redo.setEnabled(stack is not None and stack.canRedo())
        undo, redo = self.tr("Undo"), self.tr("Redo")
        if stack is not None and stack.canUndo():
            undo = self.tr("Undo: {step}").format(step=stack.undoText())
        if stack is not None and stack.canRedo():
            redo = self.tr("Redo: {step}").format(step=stack.redoText())
        self._undo.set_name(undo)
        self._redo.set_name(redo)

    def _here(self) -> tuple[str, str]:
        """The row of the tree that commands are about."""
        return self._tree.current() if self._body is not None else ("", "")

    def _on_row(self, act: Callable[[Structure, str, str], None]) -> None:
        kind, identity = self._here()
        if identity:
            self._in_form(lambda structure: act(structure, kind, identity))

    def _in_form(self, act: Callable[[Structure], None]) -> None:
        """What is being typed is kept first: it belongs to the step before."""
        if self._structure is not None and self.save():
            act(self._structure)

    def _add_chapter(self) -> None:
        if self._structure is not None and self.save():
            added = self._structure.add_chapter(self._chapter)
            if added:
                self._go(Place(POLICY, chapter=added))

    def _add_article(self) -> None:
        if self._structure is not None and self.save():
            added = self._structure.add_article(self._chapter, self._article)
            if added:
                article = self._structure.article(added)
                first = article.fields[0].id if article is not None and article.fields else ""
                self._go(Place(POLICY, chapter=self._chapter, article=added, field=first))

    def _sample_here(self) -> None:
        if self._field:
            self._in_form(lambda structure: structure.insert_sample(self._field))

    def _step(self, step: int) -> None:
        assert self._in_hand is not None
        ids = [one.id for one in self._in_hand.current.chapters]
        at = ids.index(ChapterId(self._chapter)) if self._chapter in ids else 0
        if 0 <= at + step < len(ids):
            self._show_chapter(ids[at + step])

    def _next_empty(self) -> None:
        assert self._in_hand is not None
        self.save()
        after = FieldId(self._field) if self._field else None
        found = next_empty_required(self._in_hand.current, after)
        if found is None:
            self.desk.say(self.tr("Everything that is required has been filled in"))
            return
        self._go(Place(POLICY, chapter=found.chapter, article=found.article, field=found.field))

    def _find(self, *, replace: bool) -> None:
        if self._form is not None:
            self.save()
            self._panes_show_form()
            self._find_bar.open(replace=replace, language=self._language)

    def _properties(self) -> None:
        if self._in_hand is not None and self.save():
            self._actions.properties(self._in_hand.id)

    def _duplicate(self) -> None:
        if self._in_hand is not None and self.save():
            self._actions.duplicate(self._in_hand.id)

    def _delete(self) -> None:
        if self._in_hand is not None and self.save():
            self._actions.delete(self._in_hand.id)

    def _print(self) -> None:
        if self._in_hand is not None and self.save():
            self._actions.print(self._in_hand.id)

    def _save_pdf(self) -> None:
        from desktop.views.dialogs.printing import save_as_pdf

        if self._in_hand is not None and self.save():
            save_as_pdf(self.window(), self.desk, policy_id=self._in_hand.id)

    def _documents(self) -> None:
        from desktop.views.dialogs.printing import all_documents

        if self._in_hand is not None and self.save():
            all_documents(self.window(), self.desk, policy_id=self._in_hand.id)

    def _open_menu(self, kind: str, identity: str, point: QPoint) -> None:
        """The same commands as in the menu bar, for the row that was asked."""
        self._tree.show_place(kind, identity)
        if kind == CLAUSE:
            self._article = identity
        names: tuple[tuple[str, ...], ...] = (
            ("chapter.rename", "chapter.add_article", "chapter.add_chapter"),
            ("chapter.move_up", "chapter.move_down"),
            ("chapter.insert_samples",) if kind == CHAPTER else (),
            ("chapter.remove",),
        )
        if kind == PHASE:
            names = (("file.documents",),)
        menu = QMenu(self)
        actions = self.desk.actions
        self.commands_changed.emit()
        for group in names:
            for name in group:
                menu.addAction(actions[name])
            if group:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    # -- panes ----------------------------------------------------------------------------------

    def _toggle_preview(self) -> None:
        if self._panes is not None:
            self._panes.toggle_preview()
            self.commands_changed.emit()

    def _panes_changed(self) -> None:
        assert self._panes is not None
        self._tree_button.setVisible(self._panes.has_drawer)
        self.commands_changed.emit()

    def _panes_show_form(self) -> None:
        if self._panes is not None:
            self._panes.show_form()

    def _open_tree(self) -> None:
        if self._panes is not None:
            self._panes.open_tree()
            self._tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter_form(self) -> None:
        if self._form is None:
            return
        self._panes_show_form()
        row = self._form.row(FieldId(self._field)) if self._field else None
        if self._article and not self._field and self._structure is not None:
            article = self._structure.article(self._article)
            if article is not None and article.fields:
                self._go(Place(POLICY, article=article.id, field=article.fields[0].id))
                return
        if row is not None:
            row.editor.go_to("")
        else:
            self._form.focus_first()

    def _enter_pages(self) -> None:
        if self._panes is not None and self._preview is not None:
            self._panes.show_preview()
            self._preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_pane(self) -> None:
        from PySide6.QtWidgets import QApplication

        focus = QApplication.focusWidget()
        if focus is not None and self._tree.isAncestorOf(focus):
            self._enter_form()
        elif focus is not None and self._form is not None and self._form.isAncestorOf(focus):
            self._enter_pages()
        else:
            self._open_tree()

    # -- for the window -------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.head.title()

    def place(self) -> Place:
        if self._in_hand is None:
            return Place(POLICIES)
        if self._wanted is not None:
            return self._wanted
        return Place(
            POLICY, self._in_hand.id, self._chapter, self._article, self._field, phase=self._phase
        )

    def status(self) -> tuple[StatusPart, ...]:
        if self._in_hand is None or self._in_hand.policy is None:
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
            self._saved_part(),
        ]
        chapter = self._present_chapter()
        if chapter is not None:
            number = self._numbers().printed.get(f"chapter:{chapter.id}", "")
            where = [one for one in (number, self._article_number()) if one]
            parts.append(StatusPart(" · ".join(where), right=True))
        return tuple(parts)

    def _article_number(self) -> str:
        return self._numbers().printed.get(f"article:{self._article}", "") if self._article else ""

    def _saved_part(self) -> StatusPart:
        if self.desk.read_only:
            return StatusPart(self.tr("For reading only"), "eye", "warn")
        if self._keeper is not None and self._keeper.pending:
            return StatusPart(self.tr("Saving…"), "save", "text2")
        when = self.desk.last_saved
        if when is None:
            return StatusPart(self.tr("Saved"), "check", "ok")
        return StatusPart(self.tr("Saved {time}").format(time=f"{when:%H:%M}"), "check", "ok")

    def save(self) -> bool:
        return self._keeper.save() if self._keeper is not None else True

    def let_go(self) -> None:
        self._close()

    @property
    def pending(self) -> bool:
        return self._keeper is not None and self._keeper.pending

    def unsaved_values(self) -> dict[str, dict[str, Json]]:
        return self._keeper.unsaved_values() if self._keeper is not None else {}

    def entered(self) -> None:
        if self._preview is not None and self._in_hand is not None:
            self.commands_changed.emit()
        if self._body is not None:
            self._tree.view.setFocus()
