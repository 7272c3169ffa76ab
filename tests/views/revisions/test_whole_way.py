"""From draft to force, on to the next revision, and to withdrawal: by mouse and keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.identity import FieldId
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.return_policy import ReturnPolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.life_queries import in_force_snapshot, kept_files, policy_life
from desktop.views.dialogs.life.answer_opinion import AnswerOpinionDialog
from desktop.views.dialogs.life.approve import ApproveDialog
from desktop.views.dialogs.life.give_opinion import GiveOpinionDialog
from desktop.views.dialogs.life.issue import IssueDialog
from desktop.views.dialogs.life.reasoned import WithdrawDialog
from desktop.views.dialogs.life.revise import ReviseDialog
from desktop.views.dialogs.life.submit import SubmitDialog
from desktop.views.widgets.labels import Label
from tests.services.samples import words
from tests.views.programs import activate, until
from tests.views.revisions.conftest import Office, write

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_from_draft_to_the_second_revision_and_withdrawal(office: Office) -> None:
    # submitted; two opinions, one of them a disagreement that is answered
    dialog = office.next_step()
    assert isinstance(dialog, SubmitDialog)
    office.sign(dialog, "王敏")
    assert office.state() == ("A/0", "consultation")
    dialog = office.next_step()
    assert isinstance(dialog, GiveOpinionDialog)
    office.click(dialog.opinion.parts()["disagree"])
    assert not dialog.primary_button.isEnabled()  # it has to say why
    write(dialog.comment, "too long")
    office.sign(dialog, "陈建国")
    card = office.revisions.opinions
    office.sign(office.dialog(lambda: office.click(card.give)), "赵颖")
    assert len(policy_life(office.program.desk.opened, office.policy).latest.opinions) == 2
    dialog = office.dialog(lambda: office.window.command("revision.answer"))
    assert isinstance(dialog, AnswerOpinionDialog)
    write(dialog.comment, "shortened")
    office.sign(dialog, "王敏")
    # what is still missing: whoever the rules ask for in the steps that follow
    while office.state()[1] != "review":
        office.sign(office.next_step(), "周明华")
    dialog = office.next_step()
    assert isinstance(dialog, ApproveDialog)
    office.sign(dialog, "孙立")
    assert office.state() == ("A/0", "approved")
    dialog = office.next_step()
    assert isinstance(dialog, IssueDialog)
    office.sign(dialog, "文控")
    assert office.state() == ("A/0", "effective")
    library = office.program.desk.opened
    assert {one.revision for one in kept_files(library, office.policy)} == {"A/0"}

    # the next revision, begun by its key
    office.to(2026, 3, 2)
    activate(office.window)
    dialog = office.dialog(
        lambda: QTest.keyClick(
            office.window, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.ShiftModifier
        )
    )
    assert isinstance(dialog, ReviseDialog)
    write(dialog.reason, "audit")
    office.sign(dialog, "王敏")
    assert office.state() == ("A/1", "draft")
    assert "A/0" in office.life.standing()
    library.run(RenamePolicy(office.policy, words("第二版")))
    until(lambda: office.life.reader.is_weighed)
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    office.sign(office.next_step(), "文控")
    assert office.state() == ("A/1", "effective")
    record = office.life.reader.record
    assert record is not None
    assert record.states == {"A/0": "superseded", "A/1": "effective"}

    # withdrawal
    dialog = office.dialog(lambda: office.window.command("revision.withdraw"))
    assert isinstance(dialog, WithdrawDialog)
    write(dialog.reason, "no longer needed")
    office.sign(dialog, "孙立")
    assert office.state() == ("A/1", "withdrawn")
    assert in_force_snapshot(library, office.policy) is None


def test_what_is_missing_leads_to_where_it_is_mended(office: Office) -> None:
    office.sign(office.next_step(), "王敏")
    step = office.revisions.step
    assert [one.code for one in office.life.reader.missing] == [
        "life-opinions-short-consult",
        "life-opinions-short-countersign",
        "life-opinions-short-review",
    ]
    problem = office.life.reader.missing[0]
    dialog = office.dialog(lambda: step.mend_wanted.emit(problem))
    assert isinstance(dialog, GiveOpinionDialog)
    assert dialog.step_choice.key() == "consult"


def test_the_preparer_is_told_that_someone_else_approves(office: Office) -> None:
    office.to_approval("王敏")
    dialog = office.next_step()
    line = dialog.person.lineEdit()  # type: ignore[attr-defined]
    line.clear()
    write(line, "王 敏")
    until(dialog.primary_button.isEnabled)
    office.click(dialog.primary_button)
    until(dialog.strip.isVisible, "nothing was said")
    assert "编制人" in dialog.strip.sentence()
    assert office.state() == ("A/0", "review")


def test_a_step_ends_undo_and_locks_the_text(office: Office) -> None:
    desk = office.program.desk
    view = office.page.view
    assert view is not None
    desk.push(RenamePolicy(office.policy, words("改名")), "rename", stack=office.policy)
    assert desk.stack(office.policy).canUndo()
    assert not view.locked
    office.sign(office.next_step(), "王敏")
    assert not desk.stack(office.policy).canUndo()
    assert view.locked
    office.click(office.page.head.parts.parts()["text"])
    assert office.life.strip.isVisible()
    assert "A/0" in office.life.strip.sentence()
    assert not office.page.can("chapter.add_chapter")
    assert office.page.why_not("chapter.add_chapter") == office.life.strip.sentence()


def test_what_another_place_does_is_seen_at_once(office: Office) -> None:
    library, view = office.program.desk.opened, office.page.view
    assert view is not None
    desk = office.program.desk
    desk.push(RenamePolicy(office.policy, words("改名")), "rename", stack=office.policy)
    library.run(SubmitPolicy(office.policy), by="王敏")
    until(lambda: view.locked)
    assert not desk.stack(office.policy).canUndo()
    until(office.life.strip.isVisible)
    library.run(ReturnPolicy(office.policy, "again"), by="陈建国")
    until(lambda: not view.locked)
    assert not office.life.strip.isVisible()
    library.run(SetFieldValues(office.policy, {FieldId("purpose"): None}))


def test_commands_that_cannot_run_say_why(office: Office) -> None:
    actions = office.program.desk.actions
    assert actions["revision.submit"].isEnabled()
    for name in ("revision.opinion", "revision.approve", "revision.issue", "revision.withdraw"):
        assert not actions[name].isEnabled()
        assert "A/0" in actions[name].toolTip()
    office.sign(office.next_step(), "王敏")
    assert not actions["revision.submit"].isEnabled()
    assert actions["revision.opinion"].isEnabled()


def test_an_older_revision_is_for_reading_only(office: Office) -> None:
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    office.sign(office.next_step(), "文控")
    office.to(2026, 3, 2)
    office.sign(office.dialog(lambda: office.window.command("revision.new")), "王敏")
    view = office.revisions
    assert view.list.labels() == ("A/1", "A/0")
    view.list.view.setFocus()
    QTest.keyClick(view.list.view, Qt.Key.Key_Down)
    assert view.revision == "A/0"
    assert not view.opinions.give.isVisible()
    assert view.kept.isVisible()
    assert not view.changes.isVisible()
    office.click(view.step.primary)  # its one button: the whole text
    assert view._text is not None
    pages = view._text.pages.view
    until(lambda: pages.pages > 0, "the pages of the older revision were not set")
    office.click(view._text.back)
    assert view.path.isVisible()


def test_the_person_of_a_step_is_remembered(office: Office) -> None:
    office.sign(office.next_step(), "王敏")
    office.sign(office.next_step(), "陈建国")
    dialog = office.dialog(lambda: office.revisions.steps.opinion("consult"))
    assert dialog.person.name() == "陈建国"  # type: ignore[attr-defined]
    assert "王敏" in dialog.people
    dialog.reject()


def test_the_path_is_walked_by_keyboard(office: Office) -> None:
    path = office.revisions.path
    names = [one.key for one in path.stations()]
    assert names == ["draft", "consult", "countersign", "review", "approve", "issue", "force"]
    first = path.buttons()[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert path.buttons()[1].hasFocus()
    assert "征求意见" in path.buttons()[1].accessibleName()


@pytest.mark.parametrize("name", ["consult", "review"])
def test_opinions_are_shown_with_their_step(office: Office, name: str) -> None:
    library = office.program.desk.opened
    library.run(SubmitPolicy(office.policy), by="王敏")
    for step in ("consult", "countersign", "review"):
        library.run(GiveOpinion(office.policy, step, "agree"), by="周明华")
    until(lambda: office.known_events() == 4)
    stations = {one.key: one for one in office.revisions.path.stations()}
    assert stations[name].progress == "done"
    assert stations["approve"].progress == "now"


def test_issue_says_from_which_day_the_old_one_no_longer_applies(office: Office) -> None:
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    office.sign(office.next_step(), "文控")
    office.to(2026, 3, 2)
    office.sign(office.dialog(lambda: office.window.command("revision.new")), "王敏")
    office.program.desk.opened.run(RenamePolicy(office.policy, words("第二版")))
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    dialog = office.next_step()
    assert isinstance(dialog, IssueDialog)
    dialog.effective.setDate(dialog.effective.date().addDays(10))
    said = [one.text() for one in dialog.findChildren(type(dialog._consequence))]
    assert any("A/1" in one and "A/0" in one and "2026-03-12" in one for one in said)
    office.sign(dialog, "文控")
    assert office.state() == ("A/1", "issued")
    in_force = in_force_snapshot(office.program.desk.opened, office.policy)
    assert in_force is not None
    assert in_force.facts.revision == "A/0"
    office.to(2026, 3, 12)
    record = office.life.reader.record
    assert record is not None
    assert (record.in_force, record.today) == ("A/1", date(2026, 3, 12))


def test_everything_is_said_in_english_too(office: Office, application: QApplication) -> None:
    library = office.program.desk.opened
    library.run(SubmitPolicy(office.policy), by="Wang Min")
    office.program.desk.local.language = "en"
    office.window.language_chosen.emit("en")
    until(lambda: not office.program.changing, "the window was not made anew")
    assert office.program.window is not None
    office.window = office.program.window
    until(lambda: office.page.life is not None and office.life.reader.record is not None)
    assert office.window.menus.menus["revision"].title() == "&Revision"
    step = office.revisions.step
    assert step.primary.words() == "Give an opinion…"
    texts = [one.text() for one in step.findChildren(Label)]
    assert any("has been submitted" in one for one in texts)
    assert not any("\u4e00" <= letter <= "\u9fff" for one in texts for letter in one)
