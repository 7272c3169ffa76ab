"""Settings, properties, the list of policies, going anywhere: by mouse and keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from desktop.services.queries import organisation, policy_snapshot, policy_summaries
from desktop.views.commands import WINDOW, command_specs
from desktop.views.dialogs.about import AboutDialog, parts
from desktop.views.dialogs.anywhere import AnywhereDialog, command_hits
from desktop.views.dialogs.audit_words import command_words, differing, path_words
from desktop.views.dialogs.guide import GuideDialog
from desktop.views.dialogs.keys import KeysDialog
from desktop.views.dialogs.policy_properties import PropertiesDialog, policy_properties
from desktop.views.dialogs.properties_parts.days import day_of
from desktop.views.dialogs.properties_parts.rows import RowsEditor
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.dialogs.settings_parts.of_library import NewPoliciesSection
from desktop.views.dialogs.settings_parts.organisation import OrganisationSection
from desktop.views.dialogs.settings_parts.personal import PersonSection
from desktop.views.pages.policies_page import PoliciesPage
from desktop.views.places import POLICIES, POLICY, Place
from desktop.views.start import Program
from desktop.views.widgets.buttons import PrimaryButton
from desktop.views.widgets.focus_chain import tab_stops
from tests.services.samples import new_policy
from tests.views.screen import until

LEFT = Qt.MouseButton.LeftButton


def window_of(program: Program):
    assert program.window is not None
    return program.window


def visible(program: Program, kind: type[QWidget]) -> QWidget:
    window = window_of(program)
    until(lambda: any(one.isVisible() for one in window.findChildren(kind)), f"no {kind.__name__}")
    return next(one for one in window.findChildren(kind) if one.isVisible())


def properties(program: Program, policy: str) -> PropertiesDialog:
    policy_properties(window_of(program), program.desk, policy)
    found = visible(program, PropertiesDialog)
    assert isinstance(found, PropertiesDialog)
    return found


def test_properties_are_one_step_of_undo(program: Program) -> None:
    desk = program.desk
    policy = new_policy(desk.opened)
    before = policy_snapshot(desk.opened, policy)
    found = properties(program, policy)
    found.facts.number.setText("QP-7")
    found.facts.days["effective"].setText("2026/12/1")
    found.signatories.add_row()
    found.signatories.table.item(0, found.signatories.table.columnCount() - 1).setText("Li")
    found.facts.numbering_choice.set_key("decimal")
    found.save()
    after = policy_snapshot(desk.opened, policy)
    assert (after.facts.number, str(after.facts.effective)) == ("QP-7", "2026-12-01")
    assert [one.name for one in after.facts.signatories] == ["Li"]
    assert after.numbering == "decimal"
    assert desk.stack(policy).count() == 1
    desk.stack(policy).undo()
    assert policy_snapshot(desk.opened, policy) == before


def test_properties_that_were_not_touched_change_nothing(program: Program) -> None:
    policy = new_policy(program.desk.opened)
    properties(program, policy).save()
    assert program.desk.stack(policy).count() == 0


def test_tab_goes_from_a_table_of_properties_to_the_buttons(program: Program) -> None:
    found = properties(program, new_policy(program.desk.opened))
    save = next(one for one in found.findChildren(PrimaryButton) if one.isDefault())
    until(lambda: len(found.findChildren(RowsEditor)) == 4, "the tables were not made")
    stops = tab_stops(found)
    for rows in found.findChildren(RowsEditor):
        assert stops.index(rows.table) < stops.index(rows.add) < stops.index(save)


def test_a_wrong_date_is_said_and_nothing_is_kept(program: Program) -> None:
    policy = new_policy(program.desk.opened)
    before = policy_snapshot(program.desk.opened, policy)
    found = properties(program, policy)
    found.facts.number.setText("QP-7")
    found.facts.days["issued"].setText("2026-13-01")
    found.save()
    assert found.isVisible()
    assert found.strip.isVisible()
    assert policy_snapshot(program.desk.opened, policy) == before


def test_what_the_library_refuses_takes_everything_back(program: Program) -> None:
    desk = program.desk
    policy = new_policy(desk.opened)
    before = policy_snapshot(desk.opened, policy)
    found = properties(program, policy)
    found.facts.number.setText("QP-7")
    found.roles.add_row()
    found.roles.table.item(found.roles.table.rowCount() - 1, 0).setText("not a code!")
    found.roles.table.item(found.roles.table.rowCount() - 1, 1).setText("x")
    found.save()
    assert found.strip.isVisible()
    assert policy_snapshot(desk.opened, policy) == before
    assert desk.stack(policy).count() == 0


@pytest.mark.parametrize("text", ["2026-12-01", "2026/12/1", "20261201", " 2026.12.01 "])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert str(day_of(text)) == "2026-12-01"


@pytest.mark.parametrize("text", ["2026-02-30", "1 December", "2026-12", "২০২৬-১২-০১"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (whatever date itself says)
        day_of(text)


def test_settings_hold_at_once(program: Program, tmp_path: Path) -> None:
    desk = program.desk
    window_of(program).command("file.settings")
    settings = visible(program, SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    person = settings.section()
    assert isinstance(person, PersonSection)
    person.name.setText("Zhao")
    QTest.keyClick(person.name, Qt.Key.Key_Return)
    assert desk.person == "Zhao"

    settings.sections.setCurrentRow(1)
    section = settings.section()
    assert isinstance(section, OrganisationSection)
    section.en.setText("Acme")
    QTest.keyClick(section.en, Qt.Key.Key_Return)
    assert organisation(desk.opened).name.en == "Acme"
    logo = tmp_path / "logo.png"
    picture = QImage(QSize(20, 10), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(logo))
    section.logo.picked.emit(logo)
    assert organisation(desk.opened).logo == logo.read_bytes()
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    section.logo.picked.emit(tmp_path / "text.png")
    assert organisation(desk.opened).logo == logo.read_bytes()
    desk.stack().undo()
    assert organisation(desk.opened).logo is None

    settings.sections.setCurrentRow(3)
    usual = settings.section()
    assert isinstance(usual, NewPoliciesSection)
    QTest.mouseClick(usual.languages.parts()["zh+en"], LEFT)
    from desktop.services.preferences import preferences

    assert preferences(desk.opened).languages == ("zh", "en")
    for row in range(settings.sections.count()):
        settings.sections.setCurrentRow(row)
        assert isinstance(settings.grab(), QPixmap)


def test_anything_is_reached_by_typing(program: Program) -> None:
    policy = new_policy(program.desk.opened)
    window = window_of(program)
    window.command("edit.anywhere")
    popup = visible(program, AnywhereDialog)
    assert isinstance(popup, AnywhereDialog)
    title = policy_summaries(program.desk.opened)[0].title
    until(lambda: popup.model.rowCount() == 1, "the policies are not offered")
    popup.field.setText(title)
    until(lambda: popup.model.rowCount() >= 1)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    until(lambda: window.place().page == POLICY)
    assert window.place().id == policy


def test_commands_are_found_by_their_words_and_carried_out(program: Program) -> None:
    window = window_of(program)
    spec = next(one for one in command_specs() if one.id == "help.keys")
    words = spec.text.split("(")[0].replace("&", "")
    assert "help.keys" in [one.command for one in command_hits(words)]
    window.command("edit.anywhere")
    popup = visible(program, AnywhereDialog)
    assert isinstance(popup, AnywhereDialog)
    popup.field.setText(words)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    visible(program, KeysDialog)


def test_theme_and_language_are_found_in_either_language(program: Program) -> None:
    window = window_of(program)
    assert "language=en" in [one.command for one in command_hits("english")]
    assert "language=zh" in [one.command for one in command_hits("中文")]
    assert "theme=dark" in [one.command for one in command_hits("dark")]
    window.command("edit.anywhere")
    popup = visible(program, AnywhereDialog)
    assert isinstance(popup, AnywhereDialog)
    popup.field.setText("深色")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert window.theme.choice == "dark"
    until(lambda: not popup.isVisible())
    [menu] = [one for one in window.menus.menus["view"].findChildren(QMenu) if "T" in one.title()]
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["深色"]
    window.command("theme=system")


def test_what_the_policy_in_hand_holds_is_offered_first(program: Program) -> None:
    policies = [new_policy(program.desk.opened, title) for title in ("甲制度", "乙制度", "丙制度")]
    for policy in policies:
        window = window_of(program)
        window.go_to(Place(POLICY, policy))
        window.command("edit.anywhere")
        popup = visible(program, AnywhereDialog)
        assert isinstance(popup, AnywhereDialog)
        popup.field.setText("字段")
        until(lambda popup=popup: popup.model.rowCount() > 3)
        [first] = [one.place for one in popup.model.hits if one.place is not None][:1]
        assert first.id == policy
        popup.close()


def test_what_cannot_be_done_here_is_not_offered(program: Program) -> None:
    window = window_of(program)
    window.command("edit.anywhere")
    popup = visible(program, AnywhereDialog)
    assert isinstance(popup, AnywhereDialog)
    popup.field.setText("chapter.add")
    assert [one.command for one in popup.model.hits] == []


def test_texts_are_searched_from_the_list(program: Program) -> None:
    policy = new_policy(program.desk.opened)
    window = window_of(program)
    window.go_to(Place(POLICIES))
    page = window.page
    assert isinstance(page, PoliciesPage)
    until(lambda: page.table.model().rowCount() == 1)
    QTest.keyClicks(page.search, "no such thing")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.model().rowCount() == 0
    until(page.nothing.isVisible)
    chapter = policy_snapshot(program.desk.opened, policy).chapters[0]
    page.search.setText(chapter.title.zh)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    until(lambda: page.hits.rowCount() > 0)
    page.hit_list.setCurrentIndex(page.hits.index(0))
    QTest.keyClick(page.hit_list, Qt.Key.Key_Return)
    until(lambda: window.place().page == POLICY)


def test_keys_guide_and_about_say_what_there_is(program: Program) -> None:
    window = window_of(program)
    window.command("help.keys")
    keys = visible(program, KeysDialog)
    assert isinstance(keys, KeysDialog)
    assert all(spec.keys[0] in keys.text() for spec in command_specs() if spec.id == "file.print")
    keys.field.setText("Ctrl+P")
    rows = range(keys.tree.topLevelItemCount())
    assert any(keys.tree.topLevelItem(at).isHidden() for at in rows)
    keys.close()
    window.command("help.guide")
    guide = visible(program, GuideDialog)
    assert isinstance(guide, GuideDialog)
    assert len(guide.links) == 6
    guide.close()
    window.command("help.about")
    about = visible(program, AboutDialog)
    assert isinstance(about, AboutDialog)
    assert {"SQLAlchemy", "reportlab"} <= {name for name, _, _ in parts()}
    about._copy()
    assert str(program.desk.opened.path) in QGuiApplication.clipboard().text()


def test_every_command_of_the_library_has_words() -> None:
    from desktop.services.commands import command_kinds

    unknown = {name for name in command_kinds() if command_words(name) == name}
    assert unknown == set()


def test_an_entry_tells_what_differs() -> None:
    before = {"a": 1, "b": ["x", "y"], "same": {"deep": "z"}}
    after = {"b": ["x", "w"], "c": True, "same": {"deep": "z"}}
    assert differing(before, after) == [
        (("a",), "1", ""),
        (("b", 2), "y", "w"),
        (("c",), "", "true"),
    ]
    assert path_words(("signatories", 2, "name")) == "signatories[2].name"


def test_the_window_knows_a_function_for_each_of_its_commands() -> None:
    from importlib import import_module

    for module, name in WINDOW.values():
        assert callable(getattr(import_module(f"desktop.views.dialogs.{module}"), name))
