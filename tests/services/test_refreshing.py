"""A snapshot that follows the changes is the one that would be read anew, and what did not change
in it is the identical object."""

from typing import Any

import pytest
from hypothesis import settings

from desktop.models import snapshot
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, FieldId, ItemCode
from desktop.models.paper_style import PAPER
from desktop.models.snapshot import Organisation, PolicyFacts
from desktop.services.command import Changes
from desktop.services.commands.add_article import AddArticle
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.move_article import MoveArticle
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.remove_project import RemoveProject
from desktop.services.commands.rename_chapter import RenameChapter
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.set_setting import SetSetting
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.project_queries import (
    project_snapshot,
    project_summaries,
    refreshed_project,
)
from desktop.services.queries import policy_snapshot, policy_summaries, refreshed_policy
from tests.services.samples import new_policy, words
from tests.services.test_undo import Editing


class Following(Editing):
    """Random commands, taken back and done again; kept snapshots follow every change."""

    def __init__(self) -> None:
        super().__init__()
        self.policies: dict[str, snapshot.Policy] = {}
        self.projects: dict[str, snapshot.Project] = {}
        self.library.subscribe(self.follow)

    def follow(self, changes: Changes, origin: object) -> None:
        for summary in policy_summaries(self.library):
            self.policies.setdefault(summary.id, policy_snapshot(self.library, summary.id))
        for project in project_summaries(self.library):
            self.projects.setdefault(project.id, project_snapshot(self.library, project.id))
        for name, policy in list(self.policies.items()):
            try:
                new = refreshed_policy(self.library, policy, changes)
            except Refused:
                assert name not in {one.id for one in policy_summaries(self.library)}
                del self.policies[name]
                continue
            assert new == policy_snapshot(self.library, name)
            assert_kept(policy, new)
            self.policies[name] = new
        for name, run in list(self.projects.items()):
            try:
                now = refreshed_project(self.library, run, changes)
            except Refused:
                assert name not in {one.id for one in project_summaries(self.library)}
                del self.projects[name]
                continue
            assert now == project_snapshot(self.library, name)
            assert (now == run) == (now is run)
            same_are_identical(run.records, now.records, "code")
            same_are_identical(run.phases, now.phases, "id")
            self.projects[name] = now


def assert_kept(old: snapshot.Policy, new: snapshot.Policy) -> None:
    assert (old == new) == (old is new)
    for name in ("title", "facts", "organisation", "roles", "chapters", "phases", "history"):
        before, after = getattr(old, name), getattr(new, name)
        assert (before == after) == (before is after), name
    same_are_identical(old.chapters, new.chapters, "id")
    same_are_identical(old.phases, new.phases, "id")
    same_are_identical(old.roles, new.roles, "code")
    articles = [[each for one in policy.chapters for each in one.articles] for policy in (old, new)]
    same_are_identical(*articles, "id")
    same_are_identical(old.fields, new.fields, "id")
    items = [[each for one in policy.phases for each in one.items] for policy in (old, new)]
    same_are_identical(*items, "code")


def same_are_identical(old: Any, new: Any, key: str) -> None:
    before = {getattr(one, key): one for one in old}
    for one in new:
        known = before.get(getattr(one, key), one)
        assert (known == one) == (known is one)


TestFollowing = Following.TestCase
TestFollowing.settings = settings(max_examples=6, stateful_step_count=15, deadline=None)


def test_an_edit_replaces_what_leads_to_it_and_nothing_else(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    changes = library.run(SetFieldValues(policy.id, {FieldId("level"): "low"})).changes
    new = refreshed_policy(library, policy, changes)
    general, risk, closing = new.chapters
    assert general.articles[1].fields[1].value == "low"
    assert (risk, closing) == policy.chapters[1:]
    assert risk is policy.chapters[1]
    assert general.articles[0] is policy.chapters[0].articles[0]
    assert general.articles[1].fields[0] is policy.chapters[0].articles[1].fields[0]
    assert new.phases is policy.phases
    assert new.facts is policy.facts


def test_what_did_not_concern_it_gives_the_same_object(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    other = new_policy(library, "另一项制度")
    changes = library.run(RenameChapter(other, ChapterId("risk"), words("新"))).changes
    assert refreshed_policy(library, policy, changes) is policy
    project = project_snapshot(library, library.run(StartProject(other, "项目一")).result)
    assert refreshed_project(library, project, changes) is project


def test_every_kind_of_change_is_seen(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    item = policy.phases[0].items[0]
    logo = Organisation(words("启航公司"), b"\x89PNG\r\n\x1a\n")
    for command in (
        AddArticle(policy.id, ChapterId("closing"), words("新条"), 0),
        SetPolicyFacts(policy.id, PolicyFacts(number="QP-1")),
        SetOrganisation(logo),
        SetSetting(PAPER, {"face": "kai"}),
        EditChecklistItem(
            policy.id, item.code, item.__class__("IN-01", words("改"), "O", words(""), None)
        ),
    ):
        outcome = library.run(command)
        policy = refreshed_policy(library, policy, outcome.changes)
        assert policy == policy_snapshot(library, policy.id)
    assert policy.organisation == logo
    assert policy.facts.number == "QP-1"


def test_changes_that_come_late_do_no_harm(library: Library) -> None:
    """Notices wait while a snapshot is being read; it may already hold some of what they tell,
    and of two notices the first may find what only the second tells of."""
    before = policy_snapshot(library, new_policy(library))
    told: list[Changes] = []
    library.subscribe(lambda changes, origin: told.append(changes))
    added = library.run(AddArticle(before.id, ChapterId("closing"), words("一"), 0)).result
    library.run(AddArticle(before.id, ChapterId("closing"), words("二"), 0))
    library.run(SetFieldValues(before.id, {added.field_id: "正文"}))
    after = policy_snapshot(library, before.id)
    for start in (before, after):
        now = start
        for changes in (*told, *told):
            now = refreshed_policy(library, now, changes)
        assert now == after
    assert refreshed_policy(library, after, told[0]) is after


def test_what_is_gone_is_refused(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    project = project_snapshot(library, library.run(StartProject(policy.id, "项目一")).result)
    changes = library.run(SetItemState(project.id, ItemCode("IN-01"), "done", by="李四")).changes
    ticked = refreshed_project(library, project, changes)
    assert ticked.record(ItemCode("IN-01")).state == "done"
    assert ticked.phases is project.phases
    changes = library.run(RemoveProject(project.id)).changes
    with pytest.raises(Refused, match="project-unknown"):
        refreshed_project(library, ticked, changes)
    changes = library.run(RemovePolicy(policy.id)).changes
    with pytest.raises(Refused, match="policy-unknown"):
        refreshed_policy(library, policy, changes)


def test_an_article_that_moves_leaves_the_others(library: Library) -> None:
    policy = policy_snapshot(library, new_policy(library))
    move = MoveArticle(policy.id, ArticleId("purpose"), ChapterId("risk"), 1)
    outcome = library.run(move)
    new = refreshed_policy(library, policy, outcome.changes)
    assert [one.id for one in new.chapters[1].articles] == ["method", "purpose", "register"]
    assert new.chapters[1].articles[1] is policy.chapters[0].articles[0]
    assert new.chapters[2] is policy.chapters[2]
    back = refreshed_policy(library, new, library.run(outcome.inverse).changes)
    assert back == policy
