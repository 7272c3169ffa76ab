"""The commands of the policy page, by the ids of the window's table."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop.models.completeness import next_empty_required
from desktop.models.identity import ChapterId, FieldId
from desktop.views.item_models.chapters import CHAPTER, CLAUSE, PHASE
from desktop.views.pages.policy.structure import Structure
from desktop.views.pages.policy_actions import PolicyActions
from desktop.views.places import POLICY, Place

if TYPE_CHECKING:
    from desktop.views.pages.policy.view import PolicyView

__all__ = ["PolicyCommands"]


class PolicyCommands(QObject):
    """Each saves first what is being typed: that belongs to the step before."""

    def __init__(self, view: "PolicyView") -> None:
        super().__init__(view)
        self._view = view
        self._desk = view.desk
        self._actions = PolicyActions(view.desk, view)

    def table(self) -> Mapping[str, Callable[[], None]]:
        view = self._view
        return {
            "file.properties": lambda: self._of_policy(self._actions.properties),
            "file.duplicate": lambda: self._of_policy(self._actions.duplicate),
            "file.delete": lambda: self._of_policy(self._actions.delete),
            "file.print": lambda: self._of_policy(self._actions.print),
            "file.save_pdf": lambda: self._of_policy(self._save_pdf),
            "file.documents": lambda: self._of_policy(self._documents),
            "edit.find": lambda: self._find(replace=False),
            "edit.replace": lambda: self._find(replace=True),
            "edit.find_next": lambda: view.find_bar.step(1),
            "edit.find_previous": lambda: view.find_bar.step(-1),
            "chapter.previous": lambda: self._step(-1),
            "chapter.next": lambda: self._step(1),
            "chapter.next_empty": self.next_empty,
            "chapter.insert_sample": lambda: self.insert_sample(view.field),
            "chapter.insert_samples": lambda: self._do(lambda s: s.fill_empty(view.chapter)),
            "chapter.next_sample": self.next_sample,
            "chapter.confirm_sample": lambda: self.confirm(view.field),
            "chapter.confirm_samples": self._confirm_chapter,
            "chapter.add_chapter": self._add_chapter,
            "chapter.add_article": self.add_article,
            "chapter.rename": lambda: self._on_row(lambda s, k, i: s.rename(k, i)),
            "chapter.move_up": lambda: self._move(-1),
            "chapter.move_down": lambda: self._move(1),
            "chapter.remove": lambda: self._on_row(lambda s, k, i: s.remove(k, i)),
            "view.preview": self.toggle_preview,
            "view.other_language": self._write_other_language,
            "view.tree": self._enter_tree,
            "view.form": self.enter_form,
            "view.pages": self._enter_pages,
            "view.next_pane": self._next_pane,
        }

    def can(self, command: str) -> bool:
        view = self._view
        kind, identity = view.tree.current()
        writes = not view.locked
        match command:
            case "view.other_language":
                return len(view.in_hand.current.languages) > 1
            case "chapter.insert_sample":
                return writes and bool(view.field)
            case "chapter.next_sample":
                return bool(view.samples.fields)
            case "chapter.confirm_sample":
                return writes and view.field in view.samples.fields
            case "chapter.confirm_samples":
                chapter = view.present_chapter()
                return writes and chapter is not None and bool(view.samples.of(chapter))
            case "chapter.move_up" | "chapter.move_down" if kind == PHASE:
                return writes
            case "chapter.move_up" | "chapter.move_down":
                step = -1 if command.endswith("up") else 1
                return writes and view.structure.can_move(kind, identity, step)
            case "chapter.rename" | "chapter.remove":
                return writes and kind in (CHAPTER, CLAUSE)
            case "chapter.add_article" | "chapter.insert_samples":
                return writes and bool(view.chapter)
            case "chapter.add_chapter" | "edit.replace":
                return writes
            case "file.delete" | "file.duplicate":
                return not self._desk.read_only
        return True

    # -- chapters, articles, fields -------------------------------------------------------------

    def _do(self, act: Callable[[Structure], object]) -> None:
        if self._view.keeper.save():
            act(self._view.structure)

    def _on_row(self, act: Callable[[Structure, str, str], None]) -> None:
        """On the row of the tree where one is."""
        kind, identity = self._view.tree.current()
        if identity:
            self._do(lambda structure: act(structure, kind, identity))

    def _move(self, step: int) -> None:
        """The chapter or article of the tree; in a checklist the item."""
        if self._view.phase:
            self._view.move_item(step)
        else:
            self._on_row(lambda structure, kind, one: structure.move(kind, one, step))

    def rephrase(self, article: str) -> None:
        """The sentences of an article are written differently."""
        self._do(lambda structure: structure.rephrase(article, self._view.language))

    def move_to(self, kind: str, identity: str, chapter: str, position: int) -> None:
        """A row of the tree was dragged."""
        if self.can("chapter.add_chapter"):
            self._do(lambda structure: structure.move_to(kind, identity, chapter, position))

    def insert_sample(self, field: str) -> None:
        """What asked for it may have gone with the empty field: one goes on in the field."""
        if field:
            self._do(lambda structure: structure.insert_sample(field))
            row = self._view.form.row(FieldId(field))
            if row is not None:
                row.editor.go_to("")

    def confirm(self, field: str) -> None:
        """The sample in the field fits."""
        fields = {FieldId(field)} & self._view.samples.fields
        self._do(lambda structure: structure.confirm_samples(fields))

    def _confirm_chapter(self) -> None:
        chapter = self._view.present_chapter()
        if chapter is not None:
            fields = self._view.samples.of(chapter)
            self._do(lambda structure: structure.confirm_samples(fields))

    def next_sample(self) -> None:
        """To the next field that still reads as the sample."""
        view = self._view
        view.keeper.save()
        found = view.samples.after(view.field)
        if found is not None:
            view.go(Place(POLICY, field=found))

    def empty(self, field: str) -> None:
        self._do(lambda structure: structure.empty(field))

    def _add_chapter(self) -> None:
        view = self._view
        if view.keeper.save():
            added = view.structure.add_chapter(view.chapter)
            if added:
                view.go(Place(POLICY, chapter=added))

    def add_article(self) -> None:
        view = self._view
        if not view.keeper.save():
            return
        added = view.structure.add_article(view.chapter, view.article)
        article = view.structure.article(added) if added else None
        if article is not None:
            first = article.fields[0].id if article.fields else ""
            view.go(Place(POLICY, chapter=view.chapter, article=added, field=first))

    def _step(self, step: int) -> None:
        view = self._view
        ids = [one.id for one in view.in_hand.current.chapters]
        at = ids.index(ChapterId(view.chapter)) if view.chapter in ids else 0
        if 0 <= at + step < len(ids):
            focus = QApplication.focusWidget()
            writes = focus is not None and view.form.isAncestorOf(focus)
            view.show_chapter(ids[at + step])
            if writes:
                view.form.focus_first()

    def next_empty(self) -> None:
        view = self._view
        view.keeper.save()
        after = FieldId(view.field) if view.field else None
        found = next_empty_required(view.in_hand.current, after)
        if found is None:
            self._desk.say(self.tr("Everything that is required has been filled in"))
            return
        view.go(Place(POLICY, chapter=found.chapter, article=found.article, field=found.field))

    def _find(self, *, replace: bool) -> None:
        view = self._view
        view.keeper.save()
        view.panes.show_form()
        view.find_bar.open(replace=replace, language=view.language)

    # -- the policy -----------------------------------------------------------------------------

    def _of_policy(self, act: Callable[[str], None]) -> None:
        if self._view.keeper.save():
            act(self._view.in_hand.id)

    def _save_pdf(self, policy: str) -> None:
        from desktop.views.dialogs.printing import save_as_pdf

        save_as_pdf(self._view.window(), self._desk, policy_id=policy)

    def _documents(self, policy: str) -> None:
        from desktop.views.dialogs.printing import all_documents

        all_documents(self._view.window(), self._desk, policy_id=policy)

    # -- menu and panes -------------------------------------------------------------------------

    def open_menu(self, kind: str, identity: str, point: QPoint) -> None:
        """The same commands as in the menu bar, for the row that was asked."""
        view = self._view
        view.tree.show_place(kind, identity)
        if kind == CLAUSE:
            view.article = identity
        groups: tuple[tuple[str, ...], ...] = (
            ("chapter.rename", "chapter.add_article", "chapter.add_chapter"),
            ("chapter.move_up", "chapter.move_down"),
            ("chapter.insert_samples", "chapter.confirm_samples") if kind == CHAPTER else (),
            ("chapter.remove",),
        )
        if kind == PHASE:
            groups = (("file.documents",),)
        view.place_changed.emit()
        menu = QMenu(view)
        for group in groups:
            for name in group:
                action = self._desk.actions[name]
                action.setShortcutVisibleInContextMenu(True)
                menu.addAction(action)
            if group:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def toggle_preview(self) -> None:
        self._view.panes.toggle_preview()
        self._view.place_changed.emit()

    def _write_other_language(self) -> None:
        """Of a bilingual policy: what the switch in the head does."""
        view = self._view
        view.choose_language("en" if view.language == "zh" else "zh")

    def _enter_tree(self) -> None:
        self._view.panes.open_tree()
        self._view.tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_form(self) -> None:
        """The cursor into the field where one was, or into the first of article or chapter."""
        view = self._view
        view.panes.show_form()
        row = view.form.row(FieldId(view.field)) if view.field else None
        article = view.structure.article(view.article) if view.article else None
        if view.phase:
            view.enter_checklist()
        elif row is not None:
            row.editor.go_to("")
        elif article is not None and article.fields:
            view.go(Place(POLICY, article=article.id, field=article.fields[0].id))
        else:
            view.form.focus_first()

    def _enter_pages(self) -> None:
        self._view.panes.show_preview()
        self._view.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_pane(self) -> None:
        """From the tree to the form, to the pages, and round again."""
        focus, view = QApplication.focusWidget(), self._view
        if focus is not None and view.tree.isAncestorOf(focus):
            self.enter_form()
        elif focus is not None and view.form.isAncestorOf(focus):
            self._enter_pages()
        else:
            self._enter_tree()
