"""Whoever makes everything larger goes on reading at the same place."""

from PySide6.QtWidgets import QApplication

from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.templates import template_of
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from desktop.views.theme import Theme
from tests.views.programs import activate, until


def test_what_stands_at_the_top_of_the_form_stays_there(program: Program) -> None:
    command = CreatePolicy(template_of("lifecycle"), Localised(zh="项目管理办法"), samples=True)
    policy = program.desk.opened.run(command).result
    program.desk.go_to(Place(POLICY, policy))
    assert program.window is not None
    page = program.window.page
    assert isinstance(page, PolicyPage)
    until(lambda: page.view is not None, "the policy was not opened")
    activate(program.window)
    assert page.view is not None
    form = page.view.form
    bar = form.verticalScrollBar()
    making = form._making
    until(lambda: form.articles and len(making.cards) == len(form.articles), "cards are missing")
    until(lambda: not making.busy and any(one.y() > 300 for one in making.cards.values()))
    card = next(one for one in making.cards.values() if one.y() > 300)
    bar.setValue(card.y() - 5)
    QApplication.processEvents()
    until(lambda: not form._making.busy)
    bar.setValue(card.y() - 5)
    before = bar.value()
    try:
        Theme.current().set_zoom(1.5)
        until(lambda: card.y() > before + 50, "nothing became larger")
        until(lambda: card.y() - bar.value() == 5, "the card is elsewhere now")
    finally:
        Theme.current().set_zoom(1.0)
