"""The section of the settings where one chooses how paper looks."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.paper_style import PaperStyle
from desktop.services.preferences import preferences
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.dialogs.settings_parts.of_library import NewPoliciesSection
from desktop.views.dialogs.settings_parts.paper import PaperSection
from desktop.views.start import Program
from tests.services.samples import new_policy
from tests.views.screen import until

LEFT = Qt.MouseButton.LeftButton


def opened(program: Program) -> tuple[SettingsDialog, PaperSection]:
    """The settings with the section before them, its first samples there."""
    window = program.window
    assert window is not None
    window.command("file.settings")
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.sections.setCurrentRow(4)
    section = dialog.section()
    assert isinstance(section, PaperSection)
    until(lambda: section.samples["en"].sample() is not None, "no sample")
    return dialog, section


def test_what_is_chosen_holds_at_once_and_can_be_taken_back(program: Program) -> None:
    desk = program.desk
    policy = desk.policy(new_policy(desk.opened))
    until(lambda: policy.policy is not None)
    _, section = opened(program)

    def kept() -> PaperStyle:
        return preferences(desk.opened).paper

    QTest.mouseClick(section.face.parts()["hei"], LEFT)
    assert kept() == PaperStyle("hei")
    hei = section.face.accessibleDescription()
    section.size_of_text.parts()["standard"].setFocus()
    QTest.keyClick(section.size_of_text.parts()["standard"], Qt.Key.Key_Right)
    QTest.mouseClick(section.margins.parts()["narrow"], LEFT)
    section.draft_mark.setFocus()
    QTest.keyClick(section.draft_mark, Qt.Key.Key_Space)
    wanted = PaperStyle("hei", "large", "narrow", draft_mark=False)
    assert kept() == policy.current.paper == wanted

    while kept() != PaperStyle():
        desk.stack().undo()
    assert policy.current.paper == PaperStyle()
    assert section.face.key() == "song"
    assert section.size_of_text.key() == section.margins.key() == "standard"
    assert section.draft_mark.isChecked()
    assert section.face.accessibleDescription() != hei
    desk.stack().redo()
    assert section.face.key() == "hei"


def test_the_sample_shows_what_is_chosen(program: Program) -> None:
    _, section = opened(program)
    sheet = section.samples["zh"]
    before, usual = sheet.sample(), sheet.grab().toImage()
    assert before is not None
    QTest.mouseClick(section.margins.parts()["binding"], LEFT)
    until(lambda: sheet.sample() != before, "the sample stays")
    after = sheet.sample()
    assert after is not None
    assert after.left - before.left > 20
    assert sheet.grab().toImage() != usual
    assert sheet.grab().toImage().size() == usual.size()


def test_other_settings_leave_it_alone(program: Program) -> None:
    dialog, section = opened(program)
    QTest.mouseClick(section.face.parts()["kai"], LEFT)
    dialog.sections.setCurrentRow(3)
    other = dialog.section()
    assert isinstance(other, NewPoliciesSection)
    QTest.mouseClick(other.numbering.parts()["decimal"], LEFT)
    kept = preferences(program.desk.opened)
    assert kept.numbering == "decimal"
    assert kept.paper == PaperStyle("kai")
