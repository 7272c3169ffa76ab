"""What a person does with chapters and articles: each a command, each one step of undo."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.i18n import Language
from desktop.models.identity import ArticleId, ChapterId, FieldId
from desktop.models.snapshot import Article, Chapter, Policy
from desktop.models.wording import Localised
from desktop.views.dialogs.title import ask_title
from desktop.views.item_models.chapters import CHAPTER, CLAUSE

if TYPE_CHECKING:
    from desktop.services.command import Command
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["Structure"]


class Structure(QObject):
    """Of one policy. A refusal (a required chapter cannot go) is said by the window."""

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._in_hand = in_hand
        self._page = page

    @property
    def _policy(self) -> Policy:
        return self._in_hand.current

    def chapter(self, chapter_id: str) -> Chapter | None:
        return next((one for one in self._policy.chapters if one.id == chapter_id), None)

    def chapter_of(self, article_id: str) -> Chapter | None:
        for chapter in self._policy.chapters:
            if any(one.id == article_id for one in chapter.articles):
                return chapter
        return None

    def article(self, article_id: str) -> Article | None:
        chapter = self.chapter_of(article_id)
        articles = chapter.articles if chapter is not None else ()
        return next((one for one in articles if one.id == article_id), None)

    def article_of(self, field_id: str) -> str:
        """Id of the article a field stands in; "" where there is no such field."""
        for chapter in self._policy.chapters:
            for article in chapter.articles:
                if any(one.id == field_id for one in article.fields):
                    return article.id
        return ""

    # -- what is done ---------------------------------------------------------------------------

    def add_chapter(self, after: str) -> str:
        """A chapter after another one; "" where none was added."""
        from desktop.services.commands.add_chapter import AddChapter

        title = self._ask(self.tr("Add a chapter"), Localised())
        if title is None:
            return ""
        ids = [one.id for one in self._policy.chapters]
        position = ids.index(ChapterId(after)) + 1 if after in ids else None
        command = AddChapter(self._policy.id, title, position)
        label = self.tr("add chapter “{title}”").format(title=self._words(title))
        outcome = self._desk.attempt(command, label, stack=self._in_hand.stack)
        return outcome.result if outcome is not None else ""

    def add_article(self, chapter_id: str, after: str = "") -> str:
        from desktop.services.commands.add_article import AddArticle

        chapter = self.chapter(chapter_id)
        if chapter is None:
            return ""
        title = self._ask(self.tr("Add an article"), Localised())
        if title is None:
            return ""
        ids = [one.id for one in chapter.articles]
        position = ids.index(ArticleId(after)) + 1 if after in ids else None
        command = AddArticle(self._policy.id, chapter.id, title, position)
        label = self.tr("add article “{title}”").format(title=self._words(title))
        outcome = self._desk.attempt(command, label, stack=self._in_hand.stack)
        return outcome.result.article_id if outcome is not None else ""

    def rename(self, kind: str, identity: str) -> None:
        from desktop.services.commands.rename_article import RenameArticle
        from desktop.services.commands.rename_chapter import RenameChapter

        found = self.chapter(identity) if kind == CHAPTER else self.article(identity)
        if found is None:
            return
        caption = (
            self.tr("Rename the chapter") if kind == CHAPTER else self.tr("Rename the article")
        )
        title = self._ask(caption, found.title)
        if title is None or title == found.title:
            return
        command: Command[None]
        if kind == CHAPTER:
            command = RenameChapter(self._policy.id, ChapterId(identity), title)
        else:
            command = RenameArticle(self._policy.id, ArticleId(identity), title)
        label = self.tr("rename “{title}”").format(title=self._words(found.title))
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def rephrase(self, article_id: str, language: Language) -> None:
        """Asks for the article's sentences anew."""
        from desktop.services.commands.set_article_patterns import SetArticlePatterns
        from desktop.views.pages.policy.sentences import SentencesDialog

        article = self.article(article_id)
        if article is None:
            return
        dialog = SentencesDialog(article, language, self._page)
        if dialog.exec() != SentencesDialog.DialogCode.Accepted:
            return
        label = self.tr("rephrase “{title}”").format(title=self._words(article.title))
        command = SetArticlePatterns(self._policy.id, article.id, dialog.patterns())
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def can_move(self, kind: str, identity: str, step: int) -> bool:
        ids = self._siblings(kind, identity)
        return identity in ids and 0 <= ids.index(identity) + step < len(ids)

    def move(self, kind: str, identity: str, step: int) -> None:
        """One place up (-1) or down (1)."""
        from desktop.services.commands.move_article import MoveArticle
        from desktop.services.commands.move_chapter import MoveChapter

        if not self.can_move(kind, identity, step):
            return
        position = self._siblings(kind, identity).index(identity) + step
        command: Command[None]
        if kind == CHAPTER:
            command = MoveChapter(self._policy.id, ChapterId(identity), position)
        else:
            chapter = self.chapter_of(identity)
            assert chapter is not None
            command = MoveArticle(self._policy.id, ArticleId(identity), chapter.id, position)
        label = self.tr("move “{title}”").format(title=self._title(kind, identity))
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def move_to(self, kind: str, identity: str, chapter: str, position: int) -> None:
        """Where it was dropped: `position` among the others there."""
        from desktop.services.commands.move_article import MoveArticle
        from desktop.services.commands.move_chapter import MoveChapter

        command: Command[None]
        if kind == CHAPTER:
            command = MoveChapter(self._policy.id, ChapterId(identity), position)
        else:
            command = MoveArticle(
                self._policy.id, ArticleId(identity), ChapterId(chapter), position
            )
        label = self.tr("move “{title}”").format(title=self._title(kind, identity))
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def remove(self, kind: str, identity: str) -> None:
        """Without a question: the toast takes it back, and so does undo."""
        from desktop.services.commands.remove_article import RemoveArticle
        from desktop.services.commands.remove_chapter import RemoveChapter

        title = self._title(kind, identity)
        command: Command[None]
        if kind == CHAPTER:
            command = RemoveChapter(self._policy.id, ChapterId(identity))
        else:
            command = RemoveArticle(self._policy.id, ArticleId(identity))
        label = self.tr("remove “{title}”").format(title=title)
        if self._desk.attempt(command, label, stack=self._in_hand.stack) is not None:
            self._desk.say(
                self.tr("“{title}” was removed").format(title=title),
                self.tr("Undo"),
                lambda: self._desk.command_wanted.emit("edit.undo"),
            )

    def insert_sample(self, field_id: str) -> None:
        self._insert_samples((FieldId(field_id),))

    def fill_empty(self, chapter_id: str) -> None:
        """Samples into every empty field of a chapter."""
        chapter = self.chapter(chapter_id)
        if chapter is not None:
            self._insert_samples(tuple(one.id for one in chapter.fields if one.value is None))

    def _insert_samples(self, fields: tuple[FieldId, ...]) -> None:
        from desktop.services.commands.set_field_values import SetFieldValues
        from desktop.services.samples import sample_value

        samples = self._in_hand.samples
        by_id = {one.id: one for one in self._policy.fields}
        values = {
            one: sample_value(self._policy, by_id[one], samples)
            for one in fields
            if samples is not None and samples.offered(by_id[one])
        }
        if not values:
            self._desk.say(self.tr("There is nothing left to fill with a sample"))
            return
        words = by_id[fields[0]].definition.title.text(self._desk.language)
        label = (
            self.tr("insert sample “{field}”").format(field=words)
            if len(values) == 1
            else self.tr("fill %n fields with samples", "", len(values))
        )
        command = SetFieldValues(self._policy.id, values)
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def confirm_samples(self, fields: Collection[FieldId]) -> None:
        """What stands in these fields fits as it is, though it reads as the sample."""
        from desktop.services.commands.confirm_samples import ConfirmSamples

        if not fields:
            self._desk.say(self.tr("Nothing here reads as a sample any more"))
            return
        command = ConfirmSamples(self._policy.id, dict.fromkeys(fields, True))
        label = self.tr("confirm %n samples", "", len(fields))
        done = self._desk.attempt(command, label, stack=self._in_hand.stack)
        if done is not None and len(fields) > 1:
            self._desk.say(
                self.tr("%n samples count as your own now", "", len(fields)),
                self.tr("Undo"),
                lambda: self._desk.command_wanted.emit("edit.undo"),
            )

    def empty(self, field_id: str) -> None:
        from desktop.services.commands.set_field_values import SetFieldValues

        by_id = {one.id: one for one in self._policy.fields}
        words = by_id[FieldId(field_id)].definition.title.text(self._desk.language)
        self._desk.attempt(
            SetFieldValues(self._policy.id, {FieldId(field_id): None}),
            self.tr("empty “{field}”").format(field=words),
            stack=self._in_hand.stack,
        )

    # -- words ----------------------------------------------------------------------------------

    def _ask(self, caption: str, title: Localised) -> Localised | None:
        return ask_title(self._page, caption, self._policy.languages, title)

    def _words(self, title: Localised) -> str:
        return title.text(self._policy.languages[0])

    def _title(self, kind: str, identity: str) -> str:
        found = self.chapter(identity) if kind == CHAPTER else self.article(identity)
        return self._words(found.title) if found is not None else ""

    def _siblings(self, kind: str, identity: str) -> list[str]:
        if kind == CHAPTER:
            return [one.id for one in self._policy.chapters]
        if kind == CLAUSE:
            chapter = self.chapter_of(identity)
            return [one.id for one in chapter.articles] if chapter is not None else []
        return []
