"""Where the revisions show elsewhere: lists, my day, new project, settings, properties."""

from dataclasses import replace
from datetime import date

from desktop.models.life_rules import LifeRules
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.life_queries import life_rules
from desktop.services.overview import agenda
from desktop.services.project_queries import project_summaries
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.services.standings import standings
from desktop.views.dialogs.new_project import NewProject
from desktop.views.dialogs.policy_properties import PropertiesDialog
from desktop.views.dialogs.settings_parts.approval import ApprovalSection
from desktop.views.item_models.policies import PolicyModel, PolicyRow
from tests.views.programs import until
from tests.views.revisions.conftest import Office


def issue(office: Office) -> None:
    office.to_approval()
    office.sign(office.next_step(), "孙立")
    office.sign(office.next_step(), "文控")


def test_the_dates_of_what_applies_count_while_the_next_is_written(office: Office) -> None:
    issue(office)
    library = office.program.desk.opened
    library.run(RevisePolicy(office.policy, "audit"), by="王敏")
    standing = standings(library, [office.policy])[office.policy]
    assert (standing.in_force, standing.review_due) == ("A/0", date(2027, 1, 16))
    late = agenda(library, date(2027, 2, 1)).due
    assert [(one.kind, one.revision) for one in late if one.kind == "review"] == [("review", "A/0")]
    (summary,) = policy_summaries(library)
    row = PolicyRow(summary, standing=standing)
    assert row.second_line.endswith("现行 A/0 · 修订中 A/1")
    model = PolicyModel()
    model.set_rows([row])
    assert row.day == date(2027, 1, 16)


def test_a_trial_that_ends_stands_in_my_day(office: Office) -> None:
    library = office.program.desk.opened
    facts = policy_snapshot(library, office.policy).facts
    trial = replace(facts, trial=True, trial_until=date(2026, 6, 30))
    library.run(SetPolicyFacts(office.policy, trial))
    issue(office)
    due = agenda(library, date(2026, 6, 20)).due
    assert ("trial", date(2026, 6, 30)) in [(one.kind, one.day) for one in due]
    office.to(2026, 7, 2)
    record = office.life.reader.record
    assert record is not None
    assert record.states == {"A/0": "expired"}
    over = agenda(library, date(2026, 7, 2)).due
    assert ("trial", date(2026, 6, 30)) in [(one.kind, one.day) for one in over]


def test_a_project_runs_under_what_applies_or_tries_the_draft(office: Office) -> None:
    issue(office)
    library = office.program.desk.opened
    library.run(RevisePolicy(office.policy, "audit"), by="王敏")
    for trial, revision in ((False, "A/0"), (True, "A/1")):
        dialog = NewProject(office.program.desk, office.window, office.policy)
        dialog.open()
        until(lambda shown=dialog: shown.trial.isVisible(), "no draft was offered")  # type: ignore[misc]
        assert "A/0" in dialog.under.text()
        dialog.trial.setChecked(trial)
        assert revision in dialog.under.text()
        dialog.title_line.setText(f"project {revision}")
        office.click(dialog.start)
    found = {(one.title, one.revision, one.trial) for one in project_summaries(library)}
    assert found == {("project A/0", "A/0", False), ("project A/1", "A/1", True)}


def test_the_rules_are_set_in_the_settings(office: Office) -> None:
    desk = office.program.desk
    section = ApprovalSection(desk)
    section.numbers["consult"].setValue(2)
    section.numbers["consult"].editingFinished.emit()
    assert life_rules(desk.opened) == replace(LifeRules(), consult=2)
    desk.stack().undo()
    assert life_rules(desk.opened) == LifeRules()


def test_properties_say_what_labour_law_asks_for(office: Office) -> None:
    policy = policy_snapshot(office.program.desk.opened, office.policy)
    dialog = PropertiesDialog(office.window, office.program.desk, policy)
    dialog.show()
    dialog.facts.employees.setChecked(True)
    dialog.facts.trial.setChecked(True)
    dialog.facts.days["trial_until"].setText("2026-12-31")
    dialog.save()
    facts = policy_snapshot(office.program.desk.opened, office.policy).facts
    assert (facts.touches_employees, facts.trial_until) == (True, date(2026, 12, 31))
    office.revisions  # noqa: B018
    until(lambda: office.life.reader.record and office.life.reader.record.facts.touches_employees)
    until(office.revisions.procedures.isVisible)
