"""What a hand at mouse or keyboard meets on the way through the steps."""

from dataclasses import replace

from desktop.models.snapshot import Signatory
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.move_article import MoveArticle
from desktop.services.commands.return_policy import ReturnPolicy
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.life_queries import policy_life
from desktop.services.queries import policy_snapshot
from desktop.views.dialogs.life.answer_opinion import AnswerOpinionDialog
from desktop.views.dialogs.life.give_opinion import GiveOpinionDialog
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import Label
from tests.services.samples import words
from tests.views.programs import until
from tests.views.revisions.conftest import Office, write


def objected(office: Office) -> str:
    """Somebody objects to the first article; its title."""
    library = office.program.desk.opened
    article = policy_snapshot(library, office.policy).chapters[0].articles[0]
    library.run(SubmitPolicy(office.policy), by="王敏")
    library.run(
        GiveOpinion(office.policy, "consult", "disagree", f"article:{article.id}", "too long"),
        by="陈建国",
    )
    until(lambda: office.known_events() == len(office.events()))
    return article.title.text("zh")


def test_the_keyboard_goes_on_where_the_row_it_came_from_is_made_anew(office: Office) -> None:
    objected(office)
    revisions = office.revisions

    def answers() -> list[Button]:
        buttons = revisions.opinions.findChildren(Button)
        heads = (revisions.opinions.give, revisions.opinions.back)
        return [one for one in buttons if one.isVisible() and one not in heads]

    until(answers)
    button = answers()[-1]
    button.setFocus()
    dialog = office.dialog(lambda: office.click(button))
    assert isinstance(dialog, AnswerOpinionDialog)
    write(dialog.comment, "shortened")
    office.sign(dialog, "王敏")
    until(lambda: office.window.focusWidget() is revisions.step.primary)


def test_the_answer_names_the_clause_that_is_meant(office: Office) -> None:
    title = objected(office)
    dialog = office.dialog(lambda: office.window.command("revision.answer"))
    assert isinstance(dialog, AnswerOpinionDialog)
    assert title in dialog.given.text()
    assert "too long" in dialog.given.text()
    dialog.reject()


def test_an_opinion_keeps_the_number_under_which_it_was_given(office: Office) -> None:
    objected(office)
    library = office.program.desk.opened
    dialog = office.dialog(lambda: office.window.command("revision.answer"))
    assert isinstance(dialog, AnswerOpinionDialog)
    write(dialog.comment, "shortened")
    office.sign(dialog, "王敏")
    for name in ("赵颖", "周明华", "孙立", "文控"):
        office.sign(office.next_step(), name)
    (given,) = [one for one in policy_life(library, office.policy).latest.opinions if one.clause]
    before = office.life.reader.label(given.clause, "A/0")
    library.run(RevisePolicy(office.policy, "audit"), by="王敏")
    chapter = policy_snapshot(library, office.policy).chapters[0]
    library.run(MoveArticle(office.policy, chapter.articles[0].id, chapter.id, 1))
    until(lambda: office.known_events() == len(office.events()))
    until(lambda: office.life.reader.is_weighed)
    assert office.life.reader.label(given.clause, "A/0") == before != "…"


def test_a_later_step_says_that_it_ends_those_before(office: Office) -> None:
    objected(office)
    dialog = office.dialog(office.revisions.opinions.give.click)
    assert isinstance(dialog, GiveOpinionDialog)
    parts = dialog.step_choice.parts()
    office.click(parts["consult"])
    assert not dialog.ends.isVisible()
    office.click(parts["countersign"])
    assert dialog.ends.isVisible()
    assert "征求意见" in dialog.ends.text()
    dialog.reject()


def test_the_draft_says_who_returned_it_and_why(office: Office) -> None:
    objected(office)
    office.program.desk.opened.run(ReturnPolicy(office.policy, "shorten it"), by="周明华")
    until(lambda: office.known_events() == len(office.events()))
    step = office.revisions.step
    (told,) = [one.text() for one in step.findChildren(Label) if "shorten it" in one.text()]
    assert "周明华" in told


def test_whoever_the_policy_names_is_proposed(office: Office) -> None:
    library = office.program.desk.opened
    facts = policy_snapshot(library, office.policy).facts
    signatory = Signatory("countersigned", words("法务主管"), "何叙")
    library.run(SetPolicyFacts(office.policy, replace(facts, signatories=(signatory,))))
    objected(office)
    dialog = office.dialog(lambda: office.life.actions.opinion("countersign"))
    assert isinstance(dialog, GiveOpinionDialog)
    assert dialog.person.name() == "何叙"
    dialog.reject()


def test_the_path_counts_everyone_who_is_named(office: Office) -> None:
    library = office.program.desk.opened
    facts = policy_snapshot(library, office.policy).facts
    people = tuple(Signatory("countersigned", words("主管"), one) for one in ("何叙", "沈佩"))
    library.run(SetPolicyFacts(office.policy, replace(facts, signatories=people)))
    objected(office)
    library.run(GiveOpinion(office.policy, "countersign", "agree"), by="何叙")
    until(lambda: office.known_events() == len(office.events()))
    found = {one.key: one for one in office.revisions.path.stations()}
    assert "1 / 2" in found["countersign"].first
    assert found["countersign"].progress == "now"


def test_days_on_the_path_are_whole(office: Office) -> None:
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    office.sign(office.next_step(), "文控")
    path = office.revisions.path
    *others, last = path.buttons()
    small = [one for one in others if one.width() < one.least()]  # type: ignore[attr-defined]
    assert not small
    assert last.width() >= last.whole()  # type: ignore[attr-defined]


def test_letters_of_the_menu_lead_to_one_command_each(office: Office) -> None:
    """In the language of the window."""
    for action in office.window.menuBar().actions():
        menu = action.menu()
        assert menu is not None
        letters = [
            text[text.index("&") + 1].upper()
            for one in menu.actions()
            if "&" in (text := one.text().replace("&&", ""))
        ]
        assert len(letters) > 2
        twice = {one for one in letters if letters.count(one) > 1}
        assert not twice, f"{action.text()}: {twice}"
