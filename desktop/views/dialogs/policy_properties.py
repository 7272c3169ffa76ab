"""The properties of a policy: facts, signatories, distribution, revision history, roles."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.models.definitions import Role
from desktop.models.errors import KnownError
from desktop.models.identity import RoleCode
from desktop.models.snapshot import Policy, RevisionEntry, Signatory
from desktop.models.wording import Localised
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.dialogs.properties_parts.days import day_of
from desktop.views.dialogs.properties_parts.facts_form import FactsForm, WrongEntry
from desktop.views.dialogs.properties_parts.rows import Column, EditedRow, RowsEditor
from desktop.views.theme import px
from desktop.views.undo import Step
from desktop.views.widgets.focus_chain import tab_stops
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.services.command import Command
    from desktop.views.desk import Desk

__all__ = ["PropertiesDialog", "policy_properties"]

_Make = Callable[[], RowsEditor]


def policy_properties(window: QWidget, desk: "Desk", policy_id: str) -> None:
    """Shows them once the policy is read."""
    in_hand = desk.policy(policy_id)

    def show() -> None:
        show_once(window, PropertiesDialog, lambda: PropertiesDialog(window, desk, in_hand.current))

    if in_hand.policy is not None:
        show()
    else:
        in_hand.ready.connect(show)


class PropertiesDialog(Frame):
    """Everything that was changed is one step of undo of the policy."""

    def __init__(self, window: QWidget, desk: "Desk", policy: Policy) -> None:
        title = policy.title.text(policy.languages[0])
        super().__init__(window, desk, title, QSize(860, 620))
        self.setWindowTitle(self.tr("Policy properties: {title}").format(title=title))
        self.policy = policy
        self.fill_body()
        self._rooms: dict[_Make, QVBoxLayout] = {}
        self._tables: dict[_Make, RowsEditor] = {}
        # One table a turn of the event loop, once the dialog is on the screen.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._make_next)
        self.tabs = QTabWidget()
        self.facts = FactsForm(policy)
        self.tabs.addTab(self.facts, self.tr("General"))
        self._add_tab(
            self.tr("Signatories"),
            self.tr("Who signs on the cover and the signature page, in this order."),
            self._signatories,
        )
        self._add_tab(
            self.tr("Distribution"), self.tr("Who gets a controlled copy."), self._distribution
        )
        self._add_tab(
            self.tr("Revision history"),
            self.tr("Printed as the record of revisions, the newest last."),
            self._history,
        )
        self._add_tab(
            self.tr("Roles"),
            self.tr("The role dictionary. A role that is still used somewhere cannot be removed."),
            self._roles,
        )
        self.body.addWidget(self.tabs)
        save = self.add_primary(self.tr("Save"), self.save)
        save.setEnabled(not desk.read_only and policy.state == "draft")
        self.add_cancel()
        if policy.state != "draft":
            self.strip.say("info", self.tr("Only a draft can be changed."), closable=False)
        self.facts.title_zh.setFocus()
        self._turn.start()

    def _add_tab(self, title: str, hint: str, make: _Make) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(12), px(20), px(12))
        column.setSpacing(px(8))
        column.addWidget(Label(hint, "label", "text2", wrap=True))
        self._rooms[make] = column
        self.tabs.addTab(page, title)

    def _make_next(self) -> None:
        make = next((one for one in self._rooms if one not in self._tables), None)
        if make is not None:
            self._table(make)
            self._turn.start()

    def _table(self, make: _Make) -> RowsEditor:
        """The table of a tab, made by now."""
        if make not in self._tables:
            table = self._tables[make] = make()
            self._rooms[make].addWidget(table, 1)
            before: QWidget = self.tabs.tabBar()  # the buttons at the foot were made before it
            for stop in tab_stops(table):
                QWidget.setTabOrder(before, stop)
                before = stop
        return self._tables[make]

    @property
    def signatories(self) -> RowsEditor:
        return self._table(self._signatories)

    @property
    def distribution(self) -> RowsEditor:
        return self._table(self._distribution)

    @property
    def history(self) -> RowsEditor:
        return self._table(self._history)

    @property
    def roles(self) -> RowsEditor:
        return self._table(self._roles)

    # -- the tables ------------------------------------------------------------------------------

    def _both(self, key: str, chinese: str, english: str, width: int = 0) -> list[Column]:
        """A column for each language of the policy."""
        columns = {"zh": Column(f"{key}.zh", chinese, (), width)}
        columns["en"] = Column(f"{key}.en", english, (), width)
        return [columns[one] for one in self.policy.languages]

    def _signatories(self) -> RowsEditor:
        steps = (
            ("prepared", self.tr("Prepared by")),
            ("reviewed", self.tr("Reviewed by")),
            ("countersigned", self.tr("Countersigned by")),
            ("approved", self.tr("Approved by")),
        )
        columns = [
            Column("step", self.tr("Step"), steps, 150),
            *self._both("post", self.tr("Post (Chinese)"), self.tr("Post (English)")),
            Column("name", self.tr("Signatory"), (), 160),
        ]
        rows = [
            {"step": one.step, "name": one.name, **_texts("post", one.post)}
            for one in self.policy.facts.signatories
        ]
        return RowsEditor(self.tr("Signatories"), columns, rows)

    def _distribution(self) -> RowsEditor:
        columns = self._both("to", self.tr("Recipient (Chinese)"), self.tr("Recipient (English)"))
        rows = [_texts("to", one) for one in self.policy.facts.distribution]
        return RowsEditor(self.tr("Distribution"), columns, rows)

    def _history(self) -> RowsEditor:
        columns = [
            Column("revision", self.tr("Revision"), (), 70),
            Column("date", self.tr("Date"), (), 100),
            *self._both("clauses", self.tr("Clauses"), self.tr("Clauses (English)"), 120),
            *self._both("summary", self.tr("Summary"), self.tr("Summary (English)"), 180),
            *self._both("reason", self.tr("Reason"), self.tr("Reason (English)"), 160),
            Column("author", self.tr("Author"), (), 80),
            Column("reviewer", self.tr("Reviewer"), (), 80),
            Column("approver", self.tr("Approver"), (), 80),
        ]
        rows = [
            {
                "revision": one.revision,
                "date": "" if one.date is None else one.date.isoformat(),
                "author": one.author,
                "reviewer": one.reviewer,
                "approver": one.approver,
                **_texts("clauses", one.clauses),
                **_texts("summary", one.summary),
                **_texts("reason", one.reason),
            }
            for one in self.policy.history
        ]
        return RowsEditor(self.tr("Revision history"), columns, rows)

    def _roles(self) -> RowsEditor:
        columns = [
            Column("code", self.tr("Role code"), (), 80),
            *self._both("title", self.tr("Name in Chinese"), self.tr("Name in English")),
            *self._both("department", self.tr("Department"), self.tr("Department (English)")),
            *self._both("appointed", self.tr("Appointed by"), self.tr("Appointed by (English)")),
        ]
        rows = [
            {
                "code": one.code,
                **_texts("title", one.title),
                **_texts("department", one.department),
                **_texts("appointed", one.appointed_by),
            }
            for one in self.policy.roles
        ]
        return RowsEditor(self.tr("Roles"), columns, rows)

    # -- what is written -------------------------------------------------------------------------

    def save(self) -> None:
        """All that was changed, or nothing where the library refuses any of it."""
        try:
            commands = self._commands()
        except WrongEntry as wrong:
            self.strip.say("blocker", wrong.sentence)
            self._show(wrong.where)
            return
        steps: list[Step] = []
        label = self.tr("Policy properties")
        try:
            for command in commands:
                inverse = self.desk.carry_out(command).inverse
                steps.append(Step(label, self.desk, command, inverse))
        except KnownError as error:
            for step in reversed(steps):
                step.undo()
            self.say_wrong(error)
            return
        if steps:
            stack = self.desk.stack(self.policy.id)
            stack.beginMacro(label)
            for step in steps:
                stack.push(step)
            stack.endMacro()
        self.accept()

    def _show(self, widget: QWidget) -> None:
        for at in range(self.tabs.count()):
            page = self.tabs.widget(at)
            if page is not None and page.isAncestorOf(widget):
                self.tabs.setCurrentIndex(at)
        widget.setFocus()

    def _commands(self) -> "list[Command[Any]]":
        from desktop.services.commands.rename_policy import RenamePolicy
        from desktop.services.commands.set_policy_facts import SetPolicyFacts
        from desktop.services.commands.set_policy_languages import SetPolicyLanguages
        from desktop.services.commands.set_policy_numbering import SetPolicyNumbering
        from desktop.services.commands.set_policy_roles import SetPolicyRoles

        policy = self.policy
        commands: list[Command[Any]] = []
        title, languages = self.facts.title(), self.facts.languages()
        facts = replace(
            self.facts.facts(),
            signatories=tuple(map(self._signatory, self.signatories.rows())),
            distribution=tuple(self._recipient(one) for one in self.distribution.rows()),
        )
        history = tuple(self._entry(at, one) for at, one in enumerate(self.history.rows()))
        roles = tuple(self._role(at, one) for at, one in enumerate(self.roles.rows()))
        if title != policy.title:
            commands.append(RenamePolicy(policy.id, title))
        if facts != policy.facts or history != policy.history:
            changed = history if history != policy.history else None
            commands.append(SetPolicyFacts(policy.id, facts, changed))
        if languages != policy.languages:
            commands.append(SetPolicyLanguages(policy.id, languages))
        if self.facts.numbering_choice.key() != policy.numbering:
            key = self.facts.numbering_choice.key()
            commands.append(
                SetPolicyNumbering(policy.id, "decimal" if key == "decimal" else "article")
            )
        if roles != policy.roles:
            commands.append(SetPolicyRoles(policy.id, roles))
        return commands

    def _signatory(self, row: EditedRow) -> Signatory:
        old = self.policy.facts.signatories
        before = old[row.origin] if row.origin >= 0 else Signatory("", Localised())
        post, name = _localised(row, "post", before.post), row.texts["name"]
        filled_in = before.filled_in and name == before.name
        return Signatory(row.texts["step"], post, name, filled_in)

    def _recipient(self, row: EditedRow) -> Localised:
        old = self.policy.facts.distribution
        return _localised(row, "to", old[row.origin] if row.origin >= 0 else Localised())

    def _entry(self, at: int, row: EditedRow) -> RevisionEntry:
        none = Localised()
        empty = RevisionEntry("", None, none, none, none)
        old = self.policy.history[row.origin] if row.origin >= 0 else empty
        try:
            day = day_of(row.texts["date"])
        except ValueError as error:
            self.history.go_to(at, "date")
            sentence = self.tr("“{text}” is no date. Write it like 2026-12-01.")
            said = sentence.format(text=row.texts["date"])
            raise WrongEntry(said, self.history.table) from error
        return RevisionEntry(
            row.texts["revision"],
            day,
            _localised(row, "clauses", old.clauses),
            _localised(row, "summary", old.summary),
            _localised(row, "reason", old.reason),
            row.texts["author"],
            row.texts["reviewer"],
            row.texts["approver"],
        )

    def _role(self, at: int, row: EditedRow) -> Role:
        code, title = row.texts["code"], Localised()
        if not code:
            self.roles.go_to(at, "code")
            raise WrongEntry(self.tr("Every role needs a code, for example PM."), self.roles.table)
        old = self.policy.roles[row.origin] if row.origin >= 0 else Role(RoleCode(code), title)
        return replace(
            old,
            code=RoleCode(code),
            title=_localised(row, "title", old.title),
            department=_localised(row, "department", old.department),
            appointed_by=_localised(row, "appointed", old.appointed_by),
        )


def _texts(key: str, words: Localised) -> dict[str, str]:
    return {f"{key}.zh": words.zh, f"{key}.en": words.en}


def _localised(row: EditedRow, key: str, old: Localised) -> Localised:
    """What is written; a language without a column keeps what it had."""
    texts = row.texts
    return Localised(texts.get(f"{key}.zh", old.zh), texts.get(f"{key}.en", old.en))
