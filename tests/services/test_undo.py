"""Whatever is done can be undone to the byte, and done again to the byte."""

import os
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.models.change_notes import ChangeNote
from desktop.models.definitions import Role
from desktop.models.errors import Refused
from desktop.models.identity import RoleCode
from desktop.models.life_rules import LifeRules
from desktop.models.snapshot import Organisation, PolicyFacts, RevisionEntry, Signatory
from desktop.models.wording import Localised
from desktop.services.care import doctor
from desktop.services.command import Command
from desktop.services.commands import command_kinds, read_command
from desktop.services.commands.add_article import AddArticle
from desktop.services.commands.add_chapter import AddChapter
from desktop.services.commands.add_checklist_item import AddChecklistItem
from desktop.services.commands.amend_item_record import AmendItemRecord
from desktop.services.commands.change_checklist_items import (
    AddChecklistItems,
    RemoveChecklistItems,
)
from desktop.services.commands.confirm_samples import ConfirmSamples
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.commands.describe_changes import DescribeChanges
from desktop.services.commands.duplicate_policy import DuplicatePolicy
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.edit_phase import EditPhase
from desktop.services.commands.edit_project import EditProject
from desktop.services.commands.move_article import MoveArticle
from desktop.services.commands.move_chapter import MoveChapter
from desktop.services.commands.move_checklist_item import MoveChecklistItem
from desktop.services.commands.remove_article import RemoveArticle
from desktop.services.commands.remove_chapter import RemoveChapter
from desktop.services.commands.remove_checklist_item import RemoveChecklistItem
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.remove_project import RemoveProject
from desktop.services.commands.rename_article import RenameArticle
from desktop.services.commands.rename_chapter import RenameChapter
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.replace_text import ReplaceText
from desktop.services.commands.set_article_patterns import SetArticlePatterns
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.set_item_states import SetItemStates
from desktop.services.commands.set_life_rules import SetLifeRules
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.set_policy_languages import SetPolicyLanguages
from desktop.services.commands.set_policy_numbering import SetPolicyNumbering
from desktop.services.commands.set_policy_roles import SetPolicyRoles
from desktop.services.commands.set_setting import SetSetting
from desktop.services.commands.start_project import StartProject
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.project_queries import project_snapshot, project_summaries
from desktop.services.queries import policy_snapshot, policy_summaries
from tests.services.samples import item, template, ticking

line = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Cf")), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))
localised = st.builds(Localised, line, st.one_of(st.just(""), line))
numbers = st.integers(0, 5)
languages = st.sampled_from([("zh",), ("en",), ("zh", "en"), ("en", "zh")])
raw_values = {
    "purpose": st.lists(st.fixed_dictionaries({"zh": line, "en": line}), max_size=3),
    "scope": st.one_of(st.none(), st.fixed_dictionaries({"zh": line})),
    "level": st.sampled_from([None, "low", "high"]),
    "score": st.one_of(st.none(), st.integers(0, 99)),
    "categories": st.lists(st.fixed_dictionaries({"zh": line}), max_size=3),
    "day": st.one_of(st.none(), st.dates().map(str)),
}
# What nobody can undo: tried in test_life_sequences.
FINAL = {
    "answer-opinion",
    "approve-policy",
    "discard-revision",
    "give-opinion",
    "issue-policy",
    "record-procedure",
    "return-policy",
    "revise-policy",
    "submit-policy",
    "withdraw-policy",
}
# What only undoes something: it comes into play as an inverse.
ONLY_INVERSES = {
    "restore-article",
    "restore-chapter",
    "restore-checklist-item",
    "restore-checklist-items",
    "restore-item-record",
    "restore-item-records",
    "restore-policy",
    "restore-project",
    "restore-project-edit",
}


class Editing(RuleBasedStateMachine):
    """Random commands on one library. `done`: (the dump before, the inverse) of each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "library.policydesk"
        path.write_bytes(_empty_library())
        # Each life of that one library is another story: what this computer saw of the one
        # before would be held against it.
        os.environ["POLICYDESK_DATA"] = self.folder.name
        self.library = Library.open(path, clock=ticking())
        self.now = canonical_dump(self.library)
        self.done: list[tuple[str, Command[Any]]] = []

    def teardown(self) -> None:
        try:
            self.undo_and_redo_everything()
            diagnosis = doctor_of(self.library)
            assert diagnosis.problems == ()
        finally:
            self.library.close()
            del os.environ["POLICYDESK_DATA"]
            self.folder.cleanup()

    def undo_and_redo_everything(self) -> None:
        at_the_end = canonical_dump(self.library)
        again: list[Command[Any]] = []
        after = at_the_end
        states = []
        for before, inverse in reversed(self.done):
            states.append(after)
            again.append(self.library.run(_through_json(inverse)).inverse)
            assert canonical_dump(self.library) == before
            after = before
        for command in reversed(again):
            self.library.run(_through_json(command))
            assert canonical_dump(self.library) == states.pop()
        assert canonical_dump(self.library) == at_the_end

    def run(self, command: Command[Any]) -> None:
        """Runs a command; a refusal must leave everything as it was."""
        before = self.now
        try:
            outcome = self.library.run(command, by="王五")
        except Refused:
            assert canonical_dump(self.library) == before
            return
        self.now = after = canonical_dump(self.library)
        assert outcome.changes.nothing == (before == after)
        if before != after:
            self.done.append((before, outcome.inverse))

    def pick(self, pool: Any, choice: int) -> Any:
        things = list(pool)
        return things[choice % len(things)] if things else None

    def policy(self, choice: int) -> Any:
        summary = self.pick(policy_summaries(self.library), choice)
        return policy_snapshot(self.library, summary.id)

    @initialize()
    def begin(self) -> None:
        self.run(CreatePolicy(template(), Localised("第一项制度"), ("zh", "en"), samples=True))

    @property
    def has_policies(self) -> bool:
        return bool(policy_summaries(self.library))

    @rule(title=localised, samples=st.booleans(), number=st.one_of(st.just(""), line))
    def create_policy(self, title: Localised, samples: bool, number: str) -> None:
        languages: Any = ("zh", "en") if samples else ("en",)
        self.run(CreatePolicy(template(), title, languages, "decimal", number, samples))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, title=localised, chapter=numbers, article=numbers)
    def rename(self, policy: int, title: Localised, chapter: int, article: int) -> None:
        one = self.policy(policy)
        self.run(RenamePolicy(one.id, title))
        if place := self.pick(one.chapters, chapter):
            self.run(RenameChapter(one.id, place.id, title))
            if part := self.pick(place.articles, article):
                self.run(RenameArticle(one.id, part.id, title))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chapter=numbers, article=numbers, said=st.lists(localised, max_size=3))
    def set_sentences(self, policy: int, chapter: int, article: int, said: list[Localised]) -> None:
        one = self.policy(policy)
        place = self.pick(one.chapters, chapter)
        if part := place and self.pick(place.articles, article):
            slots = "".join(f"{{{each.id}}}" for each in part.fields)
            sentences = tuple(Localised(each.zh + slots, each.en) for each in said)
            self.run(SetArticlePatterns(one.id, part.id, (Localised(), *sentences)))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chosen=st.data())
    def fill(self, policy: int, chosen: st.DataObject) -> None:
        one = self.policy(policy)
        known = [field.id for field in one.fields if field.id in raw_values]
        names = chosen.draw(st.sets(st.sampled_from(known))) if known else set()
        self.run(SetFieldValues(one.id, {name: chosen.draw(raw_values[name]) for name in names}))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chosen=st.data())
    def confirm(self, policy: int, chosen: st.DataObject) -> None:
        one = self.policy(policy)
        known = [field.id for field in one.fields]
        if known:
            fields = chosen.draw(st.dictionaries(st.sampled_from(known), st.booleans()))
            self.run(ConfirmSamples(one.id, fields))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chapter=numbers, article=numbers, to=numbers, position=numbers)
    def move(self, policy: int, chapter: int, article: int, to: int, position: int) -> None:
        one = self.policy(policy)
        if place := self.pick(one.chapters, chapter):
            self.run(MoveChapter(one.id, place.id, position))
            target = self.pick(one.chapters, to)
            if part := self.pick(place.articles, article):
                self.run(MoveArticle(one.id, part.id, target.id, position))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chapter=numbers, title=localised, position=st.one_of(st.none(), numbers))
    def add(self, policy: int, chapter: int, title: Localised, position: int | None) -> None:
        one = self.policy(policy)
        self.run(AddChapter(one.id, title, position))
        if place := self.pick(one.chapters, chapter):
            self.run(AddArticle(one.id, place.id, title, position))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, chapter=numbers, article=numbers, whole=st.booleans())
    def remove(self, policy: int, chapter: int, article: int, whole: bool) -> None:
        one = self.policy(policy)
        if place := self.pick(one.chapters, chapter):
            if whole:
                self.run(RemoveChapter(one.id, place.id))
            elif part := self.pick(place.articles, article):
                self.run(RemoveArticle(one.id, part.id))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, phase=numbers, chosen=numbers, position=numbers, text=localised)
    def edit_checklist(
        self, policy: int, phase: int, chosen: int, position: int, text: Localised
    ) -> None:
        one = self.policy(policy)
        here, there = self.pick(one.phases, phase), self.pick(one.phases, position)
        added = replace(item(f"NEW-{chosen}"), text=text)
        self.run(AddChecklistItem(one.id, here.id, added, position))
        if old := self.pick(here.items, chosen):
            self.run(EditChecklistItem(one.id, old.code, replace(old, text=text)))
            self.run(MoveChecklistItem(one.id, old.code, there.id, position))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, phase=numbers, chosen=numbers, text=localised)
    def edit_several_items(self, policy: int, phase: int, chosen: int, text: Localised) -> None:
        one = self.policy(policy)
        here = self.pick(one.phases, phase)
        added = tuple(replace(item(f"SET-{n}-{chosen}"), text=text) for n in range(3))
        self.run(AddChecklistItems(one.id, here.id, added, chosen))
        self.run(RemoveChecklistItems(one.id, tuple(each.code for each in here.items[::2])))
        gate = here.gate and replace(here.gate, title=text, days=chosen)
        self.run(EditPhase(one.id, replace(here, title=text, goal=text, gate=gate)))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, languages=languages, numbering=st.sampled_from(["article", "decimal"]))
    def set_up(self, policy: int, languages: Any, numbering: Any) -> None:
        one = self.policy(policy)
        self.run(SetPolicyLanguages(one.id, languages))
        self.run(SetPolicyNumbering(one.id, numbering))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, title=localised, added=numbers, order=st.randoms())
    def set_roles(self, policy: int, title: Localised, added: int, order: Random) -> None:
        one = self.policy(policy)
        kept = [replace(each, title=title) if added % 2 else each for each in one.roles]
        roles = [*kept, Role(RoleCode(f"R{added}"), title)][added % 3 :]
        order.shuffle(roles)
        self.run(SetPolicyRoles(one.id, tuple({each.code: each for each in roles}.values())))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, text=localised, chosen=st.sets(numbers))
    def replace_text(self, policy: int, text: Localised, chosen: set[int]) -> None:
        one = self.policy(policy)
        articles = [each for chapter in one.chapters for each in chapter.articles]
        sections = [each.id for each in articles if each.section is not None]
        named = {field.id for field in one.fields} & {"purpose", "scope"}
        items = (each for phase in one.phases for each in phase.items)
        titles: Any = [
            {each: text for n, each in enumerate(parts) if n in chosen}
            for parts in ([each.id for each in one.chapters], sections, [a.id for a in articles])
        ]
        values: Any = {name: text.to_json() for name in named if 1 in chosen}
        edited = tuple(replace(each, text=text) for n, each in enumerate(items) if n in chosen)
        own = text if 0 in chosen else None
        said: Any = {
            each.id: tuple(replace(words, zh=text.zh) for words in each.patterns)
            for n, each in enumerate(articles)
            if n in chosen and each.patterns
        }
        self.run(ReplaceText(one.id, own, *titles, values, edited, said))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, title=localised, number=st.one_of(st.just(""), line))
    def duplicate(self, policy: int, title: Localised, number: str) -> None:
        self.run(DuplicatePolicy(self.policy(policy).id, title, number))

    @precondition(lambda self: bool(project_summaries(self.library)))
    @rule(project=numbers, title=line, project_class=st.sampled_from(["A", "B", "C"]))
    def edit_project(self, project: int, title: str, project_class: Any) -> None:
        one = self.pick(project_summaries(self.library), project)
        self.run(EditProject(one.id, title, title, project_class))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, phase=numbers, chosen=numbers)
    def remove_from_checklist(self, policy: int, phase: int, chosen: int) -> None:
        one = self.policy(policy)
        if old := self.pick(self.pick(one.phases, phase).items, chosen):
            self.run(RemoveChecklistItem(one.id, old.code))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, text=line, words=localised, with_history=st.booleans())
    def control_data(self, policy: int, text: str, words: Localised, with_history: bool) -> None:
        facts = PolicyFacts(
            number=text,
            classification="public",
            owner_department=words,
            signatories=(Signatory("prepared", words, text),),
        )
        history = (RevisionEntry("A/0", None, words, words, words, text),) if with_history else None
        self.run(SetPolicyFacts(self.policy(policy).id, facts, history))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, title=line, project_class=st.sampled_from(["A", "B", "C"]))
    def start_project(self, policy: int, title: str, project_class: Any) -> None:
        self.run(StartProject(self.policy(policy).id, title, project_class))

    @precondition(lambda self: bool(project_summaries(self.library)))
    @rule(
        project=numbers,
        chosen=numbers,
        state=st.sampled_from(["open", "done", "na", "failed"]),
        note=st.one_of(st.just(""), line),
        by=st.sampled_from(["张三", "李四", ""]),
    )
    def tick(self, project: int, chosen: int, state: str, note: str, by: str) -> None:
        one = self.pick(project_summaries(self.library), project)
        record = self.pick(project_snapshot(self.library, one.id).records, chosen)
        if record:
            self.run(SetItemState(one.id, record.code, state, note, by, (note,) if note else ()))

    @precondition(lambda self: bool(project_summaries(self.library)))
    @rule(
        project=numbers,
        chosen=st.lists(numbers, max_size=4),
        state=st.sampled_from(["open", "done", "na"]),
        by=st.sampled_from(["张三", "李四", ""]),
        note=st.one_of(st.just(""), line),
    )
    def tick_several(self, project: int, chosen: list[int], state: str, by: str, note: str) -> None:
        one = self.pick(project_summaries(self.library), project)
        records = project_snapshot(self.library, one.id).records
        codes = [self.pick(records, place).code for place in chosen] if records else []
        changes = tuple(SetItemState(one.id, code, state, note, by) for code in codes)
        self.run(SetItemStates(one.id, changes))
        for code in codes[:1]:
            self.run(AmendItemRecord(one.id, code, note, (by,)))

    @precondition(lambda self: bool(project_summaries(self.library)))
    @rule(project=numbers)
    def remove_project(self, project: int) -> None:
        self.run(RemoveProject(self.pick(project_summaries(self.library), project).id))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers)
    def remove_policy(self, policy: int) -> None:
        self.run(RemovePolicy(self.policy(policy).id))

    @rule(name=localised, key=st.sampled_from(["font", "paper"]), value=st.one_of(st.none(), line))
    def set_library(self, name: Localised, key: str, value: str | None) -> None:
        self.run(SetOrganisation(Organisation(name, b"\x89PNG\r\n\x1a\n")))
        self.run(SetSetting(key, value))

    @rule(review=numbers, style=st.sampled_from(["letter", "version"]))
    def set_life_rules(self, review: int, style: str) -> None:
        self.run(SetLifeRules(LifeRules(review=review, style=style)))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, anchor=line, reason=localised, taken_back=st.booleans())
    def describe_change(
        self, policy: int, anchor: str, reason: Localised, taken_back: bool
    ) -> None:
        note = None if taken_back else ChangeNote("editorial", reason)
        self.run(DescribeChange(self.policy(policy).id, anchor, note))

    @precondition(lambda self: self.has_policies)
    @rule(policy=numbers, anchors=st.lists(line, max_size=4), reason=localised)
    def describe_changes(self, policy: int, anchors: list[str], reason: Localised) -> None:
        """Also the same place more than once."""
        named = self.policy(policy).id
        notes = (ChangeNote("substantive", reason), None)
        steps = [
            DescribeChange(named, one, notes[at % 3 == 2]) for at, one in enumerate(anchors * 2)
        ]
        self.run(DescribeChanges(named, tuple(steps)))

    @invariant()
    def places_are_counted_without_gaps(self) -> None:
        rows = [line for line in self.now.splitlines() if "position" in line]
        assert _places_have_no_gaps(rows)


@cache
def _empty_library() -> bytes:
    """Made once: what is tried here is editing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.policydesk"
        Library.open(path, create=True, clock=ticking()).close()
        return path.read_bytes()


def doctor_of(library: Library) -> Any:
    """The diagnosis of a library that is open: it is opened a second time, to read."""
    return doctor(library.path)


def _through_json(command: Command[Any]) -> Command[Any]:
    """As the command comes back from where it was written down."""
    again = read_command(command.to_json())
    assert again == command
    return again


def _places_have_no_gaps(rows: list[str]) -> bool:
    import json

    places: dict[tuple[str, ...], list[int]] = {}
    for table, values in map(json.loads, rows):
        owner = [
            values.get(name, "") for name in ("policy_id", "project_id", "chapter_id", "article_id")
        ]
        places.setdefault((table, *owner, values.get("phase_id", "")), []).append(
            values["position"]
        )
    return all(sorted(found) == list(range(len(found))) for found in places.values())


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


def test_every_command_is_tried_above() -> None:
    import inspect
    import sys

    here = inspect.getsource(sys.modules[__name__])
    missing = [
        name
        for name, kind in command_kinds().items()
        if name not in ONLY_INVERSES | FINAL and f"self.run({kind.__name__}(" not in here
    ]
    assert missing == []
