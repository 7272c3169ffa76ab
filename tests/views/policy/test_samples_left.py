"""What still reads as the template's sample is told apart from one's own words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.identity import PolicyId
from desktop.services.queries import policy_snapshot
from desktop.services.samples import SamplesLeft, template_samples
from desktop.views.item_models.chapters import CLAUSE
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import (
    editor_of,
    page_at,
    policy,
    press,
    text_field,
    write,
)
from tests.views.programs import until

__all__ = ["policy"]


def with_sample(program: Program, policy: PolicyId) -> tuple[PolicyPage, str, str]:
    """The page, with the sample in its first field of text; article and field."""
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    editor_of(page, field)
    until(lambda: page.view.in_hand.samples is not None)
    until(lambda: page.view.samples._looking is None)
    page.view.structure.insert_sample(field)
    until(lambda: field in page.view.samples.fields, "the sample is not told apart")
    return page, article, field


def told(page: PolicyPage, article: str) -> str:
    tree = page.view.tree.model
    return str(tree.data(tree.place_of(CLAUSE, article), Qt.ItemDataRole.AccessibleTextRole))


def test_a_sample_is_marked_until_it_is_edited(program: Program, policy: PolicyId) -> None:
    page, article, field = with_sample(program, policy)
    row = page.view.form.row(field)
    assert row.is_sample
    assert "1 项仍是示例" in told(page, article)
    assert any("示例待确认" in one.text for one in page.status())
    write(page, field, "our own: ")
    until(lambda: field not in page.view.samples.fields, "it is still a sample")
    assert not row.is_sample
    assert "示例" not in told(page, article)
    press(program, "edit.undo")
    assert row.is_sample


def test_a_sample_that_fits_is_confirmed_with_undo(program: Program, policy: PolicyId) -> None:
    page, _, field = with_sample(program, policy)
    row = page.view.form.row(field)
    QTest.mouseClick(row._fits, Qt.MouseButton.LeftButton)
    assert not row.is_sample
    snapshot = policy_snapshot(program.desk.opened, policy)
    assert field not in SamplesLeft(template_samples(snapshot)).of(snapshot)
    press(program, "edit.undo")
    assert row.is_sample


def test_the_samples_of_a_chapter_are_confirmed_in_one_step(
    program: Program, policy: PolicyId
) -> None:
    page, _, _ = with_sample(program, policy)
    press(program, "chapter.insert_samples")
    until(lambda: len(page.view.samples.fields) > 1)
    before = page.undo_stack.count()
    press(program, "chapter.confirm_samples")
    assert not page.view.samples.fields
    assert page.undo_stack.count() == before + 1
    assert not program.desk.actions["chapter.next_sample"].isEnabled()
