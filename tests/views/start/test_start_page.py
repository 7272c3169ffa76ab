"""The start page, as somebody who begins and somebody who goes on meets it."""

from datetime import date, timedelta

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.models.snapshot import PolicyFacts
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.queries import organisation, policy_summaries
from desktop.views.dialogs.new_policy import NewPolicyDialog
from desktop.views.dialogs.template_outline import TemplateOutlineDialog
from desktop.views.pages.start.cards import TemplateCard
from desktop.views.pages.start.my_day import DayRow
from desktop.views.pages.start_page import StartPage
from desktop.views.places import POLICY, START, Place
from desktop.views.start import Program
from tests.services.samples import new_policy
from tests.views.programs import activate
from tests.views.screen import until

LEFT = Qt.MouseButton.LeftButton


def start_page(program: Program) -> StartPage:
    assert program.window is not None
    page = program.window.page
    assert isinstance(page, StartPage)
    until(lambda: page.reader.latest is not None, "the library was not read")
    return page


def shown(program: Program, kind: type[QWidget]) -> QWidget:
    window = program.window
    assert window is not None
    until(lambda: any(one.isVisible() for one in window.findChildren(kind)), f"no {kind.__name__}")
    return next(one for one in window.findChildren(kind) if one.isVisible())


def listed(page: StartPage) -> list[str]:
    return [row.summary.title for row in page.table.policies.rows]


def test_an_empty_library_says_what_to_do_first(program: Program) -> None:
    page = start_page(program)
    until(page.first_steps.isVisible)
    activate(page.window())
    assert not page.table.isVisible()
    assert not page.new_button.isVisible()  # one filled button a page

    page.first_steps.person.setFocus()
    QTest.keyClicks(page.first_steps.person, "Wang Min")
    QTest.keyClick(page.first_steps.person, Qt.Key.Key_Tab)
    assert program.desk.person == "Wang Min"
    assert "Wang Min" in page.greeting.text()

    QTest.keyClicks(page.first_steps.organisation, "Yuanhang")
    QTest.keyClick(page.first_steps.organisation, Qt.Key.Key_Return)
    assert organisation(program.desk.opened).name.zh == "Yuanhang"
    program.desk.stack().undo()
    assert organisation(program.desk.opened).name.zh == ""


def test_a_template_is_looked_at_used_and_leads_to_the_new_policy(program: Program) -> None:
    page = start_page(program)
    until(lambda: page.cards.findChildren(TemplateCard), "no templates")
    card = page.cards.findChildren(TemplateCard)[0]
    QTest.mouseClick(card, LEFT)
    outline = shown(program, TemplateOutlineDialog)
    assert isinstance(outline, TemplateOutlineDialog)
    chapters = len(card.outline.chapters)
    assert outline.tree.topLevelItemCount() == chapters + len(card.outline.phases)
    QTest.keyClick(outline, Qt.Key.Key_Return)

    dialog = shown(program, NewPolicyDialog)
    assert isinstance(dialog, NewPolicyDialog)
    until(dialog.create_button.isEnabled)
    current = dialog.templates.current()
    assert current is not None
    assert current.id == card.outline.id
    dialog.title_zh.selectAll()
    QTest.keyClicks(dialog.title_zh, "Rules")
    QTest.mouseClick(dialog.create_button, LEFT)
    window = program.window
    assert window is not None
    until(lambda: window.place().page == POLICY, "the new policy is not shown")
    assert [one.title for one in policy_summaries(program.desk.opened)] == ["Rules"]
    assert program.desk.stack().canUndo()


def test_a_policy_is_listed_deleted_and_brought_back(program: Program) -> None:
    page = start_page(program)
    policy = new_policy(program.desk.opened)
    until(lambda: len(listed(page)) == 1)
    assert page.table.current_policy() == policy
    said: list[str] = []
    program.desk.message.connect(lambda sentence, *_: said.append(sentence))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    until(lambda: not listed(page))
    assert policy_summaries(program.desk.opened) == ()
    assert len(said) == 1
    program.desk.stack().undo()
    until(lambda: len(listed(page)) == 1)


def test_what_is_due_leads_to_its_place(program: Program) -> None:
    desk = program.desk
    policy = new_policy(desk.opened)
    late = date.today() - timedelta(days=3)  # noqa: DTZ011  (the office's own calendar)
    desk.carry_out(SetPolicyFacts(policy, PolicyFacts(number="N-1", review_due=late)))
    page = start_page(program)

    def rows() -> list[DayRow]:
        return page.my_day.findChildren(DayRow)

    until(lambda: any("N-1" in one.accessibleName() for one in rows()))
    review = next(one for one in rows() if "N-1" in one.accessibleName())
    places: list[Place] = []
    desk.place_wanted.connect(places.append)
    QTest.mouseClick(review, LEFT)
    assert places[0].page == POLICY
    assert places[0].id == policy


def test_my_day_makes_way_where_it_is_narrow(program: Program) -> None:
    page = start_page(program)
    window = program.window
    assert window is not None
    window.showNormal()
    window.resize(1300, 700)
    until(page.my_day.isVisible)
    window.resize(960, 600)
    until(lambda: not page.my_day.isVisible())


def test_the_sample_company_has_a_library_of_its_own(program: Program) -> None:
    page = start_page(program)
    own = program.desk.opened.path
    QTest.mouseClick(page.sample_card, LEFT)
    until(lambda: program.desk.library is not None and program.desk.opened.path != own)
    until(lambda: len(listed(page)) == 1, "the sample's policy is not listed")
    assert page.strips.isVisible()
    page.sample.leave()
    until(lambda: program.desk.library is not None and program.desk.opened.path == own)
    assert policy_summaries(program.desk.opened) == ()

    page.sample.open()
    until(lambda: program.desk.library is not None and program.desk.opened.path != own)
    sample = policy_summaries(program.desk.opened)[0].id
    page.sample.begin_anew()
    until(
        lambda: (
            program.desk.library is not None
            and policy_summaries(program.desk.opened)
            and policy_summaries(program.desk.opened)[0].id != sample
        ),
        "the sample was not made anew",
    )


def test_a_language_is_chosen_also_where_the_start_asked_for_another(program: Program) -> None:
    assert program.desk.language == "zh"  # as with --language zh
    assert program.window is not None
    program.window.command("language=en")
    until(lambda: program.desk.language == "en", "the window stays Chinese")
    assert program.window is not None
    until(program.window.isVisible)


def test_another_library_is_read_from_its_top(program: Program) -> None:
    page = start_page(program)
    until(lambda: page.cards.findChildren(TemplateCard), "no templates")
    window = program.window
    assert window is not None
    window.resize(960, 600)
    bar = page._scroll.verticalScrollBar()
    until(lambda: bar.maximum() > 0, "nothing to scroll")
    bar.setValue(bar.maximum())
    window.open_library(program.desk.opened.path)
    until(lambda: program.desk.library is not None)
    until(lambda: bar.value() == 0, "it stays scrolled down")
    assert bar.maximum() > 0


def test_a_library_that_is_dropped_is_opened(program: Program, tmp_path) -> None:
    page = start_page(program)
    own = program.desk.opened.path
    other = tmp_path / "other.policydesk"
    program.desk.open_library(other, create=True)
    until(lambda: program.desk.library is not None and program.desk.opened.path == other)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(own))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    until(lambda: program.desk.library is not None and program.desk.opened.path == own)


def test_a_file_of_values_that_is_dropped_begins_a_policy_with_them(
    program: Program, tmp_path
) -> None:
    page = start_page(program)
    values = tmp_path / "values.yaml"
    values.write_text("general: {}\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(values))])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)
    dialog = shown(program, NewPolicyDialog)
    assert isinstance(dialog, NewPolicyDialog)
    until(dialog.create_button.isEnabled)
    QTest.mouseClick(dialog.create_button, LEFT)
    until(lambda: policy_summaries(program.desk.opened))


def test_the_page_stands_before_the_library_is_open(program: Program) -> None:
    page = start_page(program)
    program.desk.close_library()
    assert listed(page) == []
    assert page.cards.isVisible()
    assert not page.can("file.delete")
    assert page.place() == Place(START)
