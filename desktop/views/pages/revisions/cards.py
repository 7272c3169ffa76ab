"""The cards of a revision's record: opinions, signatures, records of labour law, kept files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.life import PROCEDURES, LifeEvent, RevisionLife, name_key
from desktop.models.life_rules import named
from desktop.views.pages.revisions.words import (
    moment,
    opinion_words,
    outcome_words,
    procedure_words,
    signed_words,
    step_words,
)
from desktop.views.theme import Theme, pixmap, px
from desktop.views.widgets.buttons import Button, LinkButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.chips import Chip, ChipLook, TagChip
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.separators import HorizontalLine

if TYPE_CHECKING:
    from desktop.services.life_queries import Kept
    from desktop.services.revision_overview import Record
    from desktop.views.pages.revisions.reading import LifeReader

__all__ = ["KeptCard", "OpinionCard", "ProcedureCard", "SignatureCard"]

MOST_SHOWN = 20

_LOOKS = {
    "agree": ("check", "ok", "ok_bg"),
    "agree-after-change": ("pen-line", "warn", "warn_bg"),
    "disagree": ("x", "blocker", "blocker_bg"),
}


class _Rows(Card):
    """A card whose content is made anew; hidden where there is nothing to say."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent, padding=0)
        self._content: QWidget | None = None

    def _begin(self) -> QWidget:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        content = self._content = QWidget(self)
        self.body.addWidget(content)
        return content


class OpinionCard(_Rows):
    answer_wanted = Signal(int)
    """Number of the opinion."""
    clause_wanted = Signal(str)
    """Anchor of what the opinion is about."""
    give_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Opinions"))
        self.back = Button(self.tr("Return for changes…"), "", self, small=True)
        self.back.clicked.connect(self.return_wanted)
        self.give = Button(self.tr("Give an opinion…"), "pen-line", self, small=True)
        self.give.clicked.connect(self.give_wanted)
        self.add_to_head(self.back)
        self.add_to_head(self.give)
        self._everything = False
        self._shown: tuple[LifeReader, RevisionLife, bool] | None = None

    def show_life(self, reader: "LifeReader", life: RevisionLife, writable: bool) -> None:
        """`writable`: opinions can be given and answered now."""
        if self._shown is None or self._shown[1].revision != life.revision:
            self._everything = False
        self._shown = (reader, life, writable)
        waiting = {one.seq for one in life.unanswered()}
        open_now = writable and life.is_open and life.state != "draft"
        self.give.setVisible(open_now)
        self.back.setVisible(open_now)
        note = self.tr("%n given", "", len(life.opinions)) if life.opinions else ""
        if waiting and life.is_open:
            note += self.tr(", {count} to answer").format(count=len(waiting))
        self.set_note(note, "warn" if waiting and life.is_open else "text3")
        content = self._begin()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        shown = life.opinions if self._everything else life.opinions[-MOST_SHOWN:]
        if len(shown) < len(life.opinions):
            every = LinkButton(self.tr("Show all %n opinions", "", len(life.opinions)), "", content)
            every.clicked.connect(self._show_everything)
            column.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        for at, one in enumerate(shown):
            if at:
                column.addWidget(HorizontalLine(content))
            answerable = writable and life.is_open and one.seq in waiting
            again = writable and life.is_open and life.answer_to(one) is not None
            column.addWidget(self._row(reader, life, one, answerable or again, content))
        if not shown:
            column.addWidget(_nothing(self._nothing_words(life), content))

    def _nothing_words(self, life: RevisionLife) -> str:
        if life.state == "draft":
            return self.tr("Opinions are given once the draft has been submitted.")
        return self.tr("No opinion has been given.")

    def _show_everything(self) -> None:
        self._everything = True
        if self._shown is not None:
            self.show_life(*self._shown)

    def _row(
        self,
        reader: "LifeReader",
        life: RevisionLife,
        one: LifeEvent,
        answerable: bool,
        parent: QWidget,
    ) -> QWidget:
        row = QWidget(parent)
        column = QVBoxLayout(row)
        column.setContentsMargins(px(14), px(8), px(14), px(8))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(self.tr("No. {number}").format(number=one.seq), "label", "text3", row))
        head.addWidget(ElidedLabel(one.by, "strong", "text", row))
        icon, tone, ground = _LOOKS[one.opinion]
        head.addWidget(Chip(ChipLook(opinion_words(one.opinion), icon, tone, ground), row))
        if one.clause:
            place = LinkButton(reader.label(one.clause, life.revision), "", row)
            place.set_tooltip(self.tr("Go to the clause"))
            place.clicked.connect(lambda: self.clause_wanted.emit(one.clause))
            head.addWidget(place)
        head.addStretch(1)
        head.addWidget(Label(step_words(one.step), "label", "text2", row))
        head.addWidget(Label(one.day.isoformat(), "label", "text2", row))
        column.addLayout(head)
        if one.comment:
            column.addWidget(Label(one.comment, "body", "text", row, wrap=True))
        self._add_answer(column, life, one, answerable, row)
        row.setAccessibleName(", ".join((one.by, step_words(one.step), opinion_words(one.opinion))))
        return row

    def _add_answer(
        self,
        column: QVBoxLayout,
        life: RevisionLife,
        one: LifeEvent,
        answerable: bool,
        row: QWidget,
    ) -> None:
        answer = life.answer_to(one)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        if answer is not None:
            words = self.tr("{outcome} ({person}, {day})").format(
                outcome=outcome_words(answer.outcome), person=answer.by, day=answer.day.isoformat()
            )
            if answer.comment:
                words = self.tr("{answer}: {words}").format(answer=words, words=answer.comment)
            line.addWidget(Label(words, "label", "text2", row, wrap=True), 1)
        elif life.asks_for_answer(one):
            line.addWidget(Label(self.tr("Not answered yet"), "label", "warn", row), 1)
        if answerable:
            words = self.tr("Answer…") if answer is None else self.tr("Answer anew…")
            button = Button(words, "", row, small=True)
            button.clicked.connect(lambda: self.answer_wanted.emit(one.seq))
            line.addWidget(button)
        if line.count():
            column.addLayout(line)


class SignatureCard(_Rows):
    """Who signed for what and when; whom the policy names and who has not signed yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Signatures"))
        self._lock = QLabel(self)
        self._locked = ElidedLabel("", "label", "text2", self)
        self.add_to_head(self._lock)
        self.add_to_head(self._locked)
        Theme.current().changed.connect(self._draw)

    def _draw(self) -> None:
        self._lock.setPixmap(pixmap("file-check", 14, "text2", self.devicePixelRatioF()))

    def show_life(self, record: "Record", life: RevisionLife, language: Language) -> None:
        rows = self._rows(record, life, language)
        self._say_lock(record, life)
        content = self._begin()
        grid = QGridLayout(content)
        grid.setContentsMargins(px(14), px(6), px(14), px(8))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        heads = (self.tr("Matter"), self.tr("Post"), self.tr("Signed by"), self.tr("When"))
        for column, words in enumerate(heads):
            grid.addWidget(Label(words, "label", "text2", content), 0, column)
        for at, (matter, post, name, when) in enumerate(rows, 1):
            grid.addWidget(Label(matter, "body", "text", content), at, 0)
            grid.addWidget(ElidedLabel(post, "body", "text2", content), at, 1)
            signed = "strong" if when else "body"
            tone = "text" if when else "text2"
            grid.addWidget(ElidedLabel(name, signed, tone, content), at, 2)  # type: ignore[arg-type]
            if when:
                grid.addWidget(Label(when, "body", "text2", content), at, 3)
            else:
                chip = TagChip("due", content, text=self.tr("Not signed yet"))
                grid.addWidget(chip, at, 3, Qt.AlignmentFlag.AlignLeft)
        for column, stretch in enumerate((2, 3, 3, 3)):
            grid.setColumnStretch(column, stretch)
        if not rows:
            nothing = self.tr("Nobody has signed yet.")
            grid.addWidget(Label(nothing, "body", "text2", content), 1, 0, 1, 4)
        signed_count = sum(bool(when) for *_, when in rows)
        self.set_note(
            self.tr("{signed} of {total} signed").format(signed=signed_count, total=len(rows))
            if rows
            else ""
        )

    def _say_lock(self, record: "Record", life: RevisionLife) -> None:
        digest = record.hashes.get(life.revision, "")
        locked = bool(digest) or (life.is_open and life.state != "draft")
        words = self.tr("The content is locked")
        if digest:
            words = self.tr("The content is locked: {digest}").format(digest=digest[:12])
            self._locked.setToolTip(
                self.tr("SHA-256 of the content: {digest}").format(digest=digest)
            )
        self._locked.setText(words)
        self._locked.setVisible(locked)
        self._lock.setVisible(locked)
        self._draw()

    def _rows(
        self, record: "Record", life: RevisionLife, language: Language
    ) -> list[tuple[str, str, str, str]]:
        """(matter, post, name, when); "" for when where it is still to be signed."""
        posts = {name_key(one.name): one.post.text(language) for one in record.facts.signatories}
        found: list[tuple[str, str, str, str]] = []
        done: set[tuple[str, str]] = set()
        waits = life.is_open and life.state != "draft"

        def add(kind: str, event: LifeEvent) -> None:
            key = name_key(event.by)
            done.add((kind, key))
            when = moment(event.at, event.day)
            found.append((signed_words(kind), posts.get(key, ""), event.by, when))

        if life.submitted is not None and life.state != "draft":
            add("submitted", life.submitted)
        digest = life.submitted.digest if life.submitted is not None else ""
        for step, signatory in (("countersign", "countersigned"), ("review", "reviewed")):
            for one in life.standing(step):
                if one.digest == digest:
                    add(step, one)
            if waits:
                for person in named(record.facts, signatory):
                    if (step, name_key(person.name)) not in done:
                        waiting = (signed_words(step), person.post.text(language), person.name, "")
                        found.append(waiting)
        for one in life.approvals:
            add("approved", one)
        if waits:
            for person in named(record.facts, "approved"):
                if ("approved", name_key(person.name)) not in done:
                    matter = signed_words("approved")
                    found.append((matter, person.post.text(language), person.name, ""))
        for kind, event in (("issued", life.issued), ("withdrawn", life.withdrawn)):
            if event is not None:
                add(kind, event)
        return found


class ProcedureCard(_Rows):
    """What labour law asks for, where the policy touches employees' interests."""

    record_wanted = Signal(str)
    """consultation or publicity."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Records of labour law"))

    def show_life(self, record: "Record", life: RevisionLife, writable: bool) -> None:
        concerns = record.facts.touches_employees or bool(life.procedures)
        self.setVisible(concerns)
        if not concerns:
            return
        content = self._begin()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(14), px(8), px(14), px(10))
        column.setSpacing(px(8))
        for name in PROCEDURES:
            held = [one for one in life.procedures if one.procedure == name]
            line = QHBoxLayout()
            line.setSpacing(px(8))
            line.addWidget(Label(procedure_words(name), "strong", "text", content))
            if held:
                words = self.tr("{day}, {proof} ({person})").format(
                    day=held[-1].held.isoformat() if held[-1].held is not None else "",
                    proof=held[-1].comment,
                    person=held[-1].by,
                )
                line.addWidget(Label(words, "body", "text2", content, wrap=True), 1)
            else:
                line.addWidget(TagChip("due", content, text=self.tr("No record yet")))
                line.addStretch(1)
            if writable:
                button = Button(self.tr("Record…"), "", content, small=True)
                button.set_tooltip(procedure_words(name))
                button.clicked.connect(lambda _=False, one=name: self.record_wanted.emit(one))
                line.addWidget(button)
            column.addLayout(line)


class KeptCard(_Rows):
    """The finished files, byte for byte as they were issued."""

    open_wanted = Signal(object)
    """Kept."""
    save_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Finished files"))
        self.set_note(self.tr("kept byte for byte"))

    def show_files(self, files: "Sequence[Kept]", language: Language) -> None:
        self.setVisible(bool(files))
        content = self._begin()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(14), px(6), px(14), px(8))
        column.setSpacing(px(6))
        for one in files:
            line = QHBoxLayout()
            line.setSpacing(px(8))
            tongue = self.tr("Chinese") if one.language == "zh" else self.tr("English")
            title = _document_title(one.document, language)
            line.addWidget(Label(f"{title} · {tongue}", "body", "text", content))
            digest = ElidedLabel(f"SHA-256 {one.sha256[:12]}", "label", "text3", content)
            digest.setToolTip(one.sha256)
            line.addWidget(digest, 1)
            look = Button(self.tr("Open"), "external-link", content, small=True)
            look.clicked.connect(lambda _=False, file=one: self.open_wanted.emit(file))
            save = Button(self.tr("Save as…"), "download", content, small=True)
            save.clicked.connect(lambda _=False, file=one: self.save_wanted.emit(file))
            line.addWidget(look)
            line.addWidget(save)
            column.addLayout(line)


def _document_title(name: str, language: Language) -> str:
    from desktop.documents.catalogue import document_kind

    return document_kind(name).title.text(language)


def _nothing(words: str, parent: QWidget) -> Label:
    label = Label(words, "body", "text2", parent, wrap=True)
    label.setContentsMargins(px(14), px(10), px(14), px(10))
    return label
