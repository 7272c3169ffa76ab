"""What is refused: by its own code, with nothing changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from desktop.i18n import LANGUAGES, catalogue
from desktop.models.change_notes import ChangeNote
from desktop.models.definitions import ChecklistItem, Phase
from desktop.models.entities import Policy
from desktop.models.errors import Refused
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PhaseId,
    PolicyId,
    ProjectId,
    RoleCode,
)
from desktop.models.life_rules import LifeRules
from desktop.models.snapshot import ItemRecord, Organisation, PolicyFacts, Signatory
from desktop.models.wording import Localised
from desktop.services.command import Command
from desktop.services.commands import command_kinds
from desktop.services.commands.add_article import AddArticle
from desktop.services.commands.add_chapter import AddChapter
from desktop.services.commands.add_checklist_item import AddChecklistItem
from desktop.services.commands.amend_item_record import AmendItemRecord
from desktop.services.commands.change_checklist_items import (
    AddChecklistItems,
    RemoveChecklistItems,
    RestoreChecklistItems,
)
from desktop.services.commands.confirm_samples import ConfirmSamples
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.commands.describe_changes import DescribeChanges
from desktop.services.commands.duplicate_policy import DuplicatePolicy
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.edit_phase import EditPhase
from desktop.services.commands.edit_project import EditProject, RestoreProjectEdit
from desktop.services.commands.move_article import MoveArticle
from desktop.services.commands.move_chapter import MoveChapter
from desktop.services.commands.move_checklist_item import MoveChecklistItem
from desktop.services.commands.remove_article import RemoveArticle, RestoreArticle
from desktop.services.commands.remove_chapter import RemoveChapter, RestoreChapter
from desktop.services.commands.remove_checklist_item import (
    RemoveChecklistItem,
    RestoreChecklistItem,
)
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.remove_project import RemoveProject
from desktop.services.commands.rename_article import RenameArticle
from desktop.services.commands.rename_chapter import RenameChapter
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.replace_text import ReplaceText
from desktop.services.commands.set_article_patterns import SetArticlePatterns
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_item_state import RestoreItemRecord, SetItemState
from desktop.services.commands.set_item_states import RestoreItemRecords, SetItemStates
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
from desktop.services.log_queries import audit_page
from desktop.services.project_queries import project_summaries
from desktop.services.queries import policy_summaries
from tests.services.samples import item, new_policy, template, words

P = PolicyId("policy-sample")
J = ProjectId("project-sample")
NEW = words("新", "new")
Made = Callable[[PolicyId, ProjectId], Command[Any]]


def bad_item(**change: Any) -> ChecklistItem:
    return replace(item("NEW-1"), **change)


def both_ticked(project: Any, state: str) -> tuple[SetItemState, ...]:
    return tuple(SetItemState(project, ItemCode(one), state, "理由") for one in ("IN-01", "IN-02"))


def said(policy: PolicyId, *sentences: str, article: str = "scope") -> SetArticlePatterns:
    return SetArticlePatterns(policy, ArticleId(article), tuple(map(words, sentences)))


PM, QA = template().roles
PHASE = template().phases[0]


def phase(**change: Any) -> Phase:
    assert PHASE.gate is not None
    return replace(PHASE, gate=replace(PHASE.gate, **change))


REFUSALS: list[tuple[str, Made]] = [
    ("policy-unknown", lambda p, j: RenamePolicy(PolicyId("policy-none"), NEW)),
    ("policy-unknown", lambda p, j: RemovePolicy(PolicyId(""))),
    ("policy-unknown", lambda p, j: StartProject(PolicyId("'; DROP TABLE policy"), "x")),
    ("policy-has-projects", lambda p, j: RemovePolicy(p)),
    ("title-missing", lambda p, j: RenamePolicy(p, Localised())),
    ("title-missing", lambda p, j: RenamePolicy(p, Localised(" \n\t ", "\u3000"))),
    ("title-missing", lambda p, j: CreatePolicy(template(), Localised())),
    ("title-missing", lambda p, j: StartProject(p, "  ")),
    ("text-refused", lambda p, j: RenamePolicy(p, Localised("a\x00b"))),
    ("text-refused", lambda p, j: RenamePolicy(p, Localised("半个\ud83d字"))),
    ("text-refused", lambda p, j: RenamePolicy(p, Localised("看\u202e不见"))),
    ("text-refused", lambda p, j: RenamePolicy(p, Localised("长" * 2000))),
    ("text-refused", lambda p, j: CreatePolicy(template(), NEW, number="\x07")),
    ("languages-wrong", lambda p, j: CreatePolicy(template(), NEW, ())),
    ("languages-wrong", lambda p, j: CreatePolicy(template(), NEW, ("zh", "zh"))),
    ("languages-wrong", lambda p, j: CreatePolicy(template(), NEW, ("fr",))),  # type: ignore[arg-type]
    ("numbering-unknown", lambda p, j: CreatePolicy(template(), NEW, numbering="roman")),  # type: ignore[arg-type]
    ("values-refused", lambda p, j: CreatePolicy(template(), NEW, values={"nowhere": 1})),  # type: ignore[dict-item]
    ("values-refused", lambda p, j: SetFieldValues(p, {"score": "many"})),  # type: ignore[dict-item]
    ("values-refused", lambda p, j: SetFieldValues(p, {"scope": "好", "day": "昨天"})),  # type: ignore[dict-item]
    ("values-refused", lambda p, j: SetFieldValues(p, {"purpose": "\ud800"})),  # type: ignore[dict-item]
    ("chapter-unknown", lambda p, j: RenameChapter(p, "nowhere", NEW)),  # type: ignore[arg-type]
    ("chapter-unknown", lambda p, j: AddArticle(p, "nowhere", NEW)),  # type: ignore[arg-type]
    ("chapter-unknown", lambda p, j: MoveArticle(p, "purpose", "nowhere", 0)),  # type: ignore[arg-type]
    ("chapter-required", lambda p, j: RemoveChapter(p, "general")),  # type: ignore[arg-type]
    ("article-unknown", lambda p, j: RenameArticle(p, "nowhere", NEW)),  # type: ignore[arg-type]
    ("article-required", lambda p, j: RemoveArticle(p, "scope")),  # type: ignore[arg-type]
    ("position-out-of-range", lambda p, j: MoveChapter(p, "risk", 3)),  # type: ignore[arg-type]
    ("position-out-of-range", lambda p, j: MoveChapter(p, "risk", -1)),  # type: ignore[arg-type]
    ("position-out-of-range", lambda p, j: AddChapter(p, NEW, 99)),
    ("phase-unknown", lambda p, j: AddChecklistItem(p, "P9", item("NEW-1"))),  # type: ignore[arg-type]
    ("phase-unknown", lambda p, j: MoveChecklistItem(p, "IN-01", "P9", 0)),  # type: ignore[arg-type]
    ("item-code-taken", lambda p, j: AddChecklistItem(p, "P1", item("PL-01"))),  # type: ignore[arg-type]
    ("item-code-wrong", lambda p, j: AddChecklistItem(p, "P1", item("a b"))),  # type: ignore[arg-type]
    ("item-tag-wrong", lambda p, j: AddChecklistItem(p, "P1", bad_item(tag="X"))),  # type: ignore[arg-type]
    ("item-classes-wrong", lambda p, j: AddChecklistItem(p, "P1", bad_item(classes=()))),  # type: ignore[arg-type]
    ("role-unknown", lambda p, j: AddChecklistItem(p, "P1", bad_item(role=RoleCode("GOD")))),  # type: ignore[arg-type]
    ("article-unknown", lambda p, j: AddChecklistItem(p, "P1", bad_item(article="no"))),  # type: ignore[arg-type]
    ("title-missing", lambda p, j: AddChecklistItem(p, "P1", bad_item(text=Localised()))),  # type: ignore[arg-type]
    ("item-code-fixed", lambda p, j: EditChecklistItem(p, ItemCode("IN-01"), item("IN-09"))),
    ("item-unknown", lambda p, j: RemoveChecklistItem(p, ItemCode("ZZ-01"))),
    ("classification-unknown", lambda p, j: SetPolicyFacts(p, PolicyFacts(classification="机密"))),
    ("edition-wrong", lambda p, j: SetPolicyFacts(p, PolicyFacts(edition="AB"))),
    ("edition-wrong", lambda p, j: SetPolicyFacts(p, PolicyFacts(amendment=-1))),
    (
        "step-unknown",
        lambda p, j: SetPolicyFacts(p, PolicyFacts(signatories=(Signatory("x", NEW),))),
    ),
    ("project-unknown", lambda p, j: RemoveProject(ProjectId("project-none"))),
    ("project-class-wrong", lambda p, j: StartProject(p, "x", "D")),  # type: ignore[arg-type]
    ("item-unknown", lambda p, j: SetItemState(j, ItemCode("ZZ-01"), "done")),
    ("item-state-unknown", lambda p, j: SetItemState(j, ItemCode("IN-01"), "maybe")),
    ("note-missing", lambda p, j: SetItemState(j, ItemCode("IN-01"), "na", "  ")),
    ("gate-item-applies", lambda p, j: SetItemState(j, ItemCode("IN-02"), "na", "理由")),
    ("text-refused", lambda p, j: SetItemState(j, ItemCode("IN-01"), "done", by="张\x00三")),
    (
        "evidence-too-much",
        lambda p, j: SetItemState(j, ItemCode("IN-01"), "done", evidence=("a",) * 999),
    ),
    ("project-unknown", lambda p, j: SetItemStates(j, both_ticked("project-none", "done"))),
    ("gate-item-applies", lambda p, j: SetItemStates(j, both_ticked(j, "na"))),
    ("item-unknown", lambda p, j: AmendItemRecord(j, ItemCode("ZZ-01"), "好")),
    ("text-refused", lambda p, j: AmendItemRecord(j, ItemCode("IN-01"), "半个\ud83d字")),
    (
        "evidence-too-much",
        lambda p, j: AmendItemRecord(j, ItemCode("IN-01"), evidence=("a",) * 999),
    ),
    ("languages-wrong", lambda p, j: SetPolicyLanguages(p, ())),
    ("languages-wrong", lambda p, j: SetPolicyLanguages(p, ("en", "en"))),
    ("numbering-unknown", lambda p, j: SetPolicyNumbering(p, "roman")),  # type: ignore[arg-type]
    ("roles-in-use", lambda p, j: SetPolicyRoles(p, (QA,))),
    ("role-code-twice", lambda p, j: SetPolicyRoles(p, (PM, QA, PM))),
    ("role-code-wrong", lambda p, j: SetPolicyRoles(p, (PM, replace(QA, code=RoleCode("a b"))))),
    ("role-unknown", lambda p, j: SetPolicyRoles(p, (replace(PM, deputy=RoleCode("QA")),))),
    ("title-missing", lambda p, j: SetPolicyRoles(p, (replace(PM, title=Localised(" ")),))),
    ("roles-too-many", lambda p, j: SetPolicyRoles(p, (PM,) * 999)),
    ("phase-unknown", lambda p, j: EditPhase(p, replace(PHASE, id=PhaseId("P9")))),
    ("role-unknown", lambda p, j: EditPhase(p, phase(body=RoleCode("GOD")))),
    ("gate-days-wrong", lambda p, j: EditPhase(p, phase(days=0))),
    ("phase-fixed", lambda p, j: EditPhase(p, replace(PHASE, gate=None))),
    ("phase-fixed", lambda p, j: EditPhase(p, replace(PHASE, calendar=True))),
    ("policy-unknown", lambda p, j: DuplicatePolicy(PolicyId("policy-none"), NEW)),
    ("title-missing", lambda p, j: DuplicatePolicy(p, Localised())),
    ("title-missing", lambda p, j: EditProject(j, "", "", "A")),
    ("project-class-wrong", lambda p, j: EditProject(j, "x", "", "D")),  # type: ignore[arg-type]
    ("project-unknown", lambda p, j: EditProject(ProjectId("project-none"), "x", "", "A")),
    (
        "item-code-taken",
        lambda p, j: AddChecklistItems(p, PHASE.id, (item("NEW-1"), item("IN-01"))),
    ),
    (
        "item-unknown",
        lambda p, j: RemoveChecklistItems(p, (ItemCode("IN-01"), ItemCode("ZZ-01"))),
    ),
    ("article-unknown", lambda p, j: said(p, "好", article="nowhere")),
    ("sentences-refused", lambda p, j: said(p, "等级为{levle}。")),
    ("sentences-refused", lambda p, j: said(p, "见{categories}。", article="register")),
    ("sentences-refused", lambda p, j: said(p, "{}和{{level}}")),
    ("sentences-refused", lambda p, j: said(p, "{level")),
    ("text-refused", lambda p, j: said(p, "看\u202e不见")),
    ("section-unknown", lambda p, j: ReplaceText(p, NEW, sections={ArticleId("purpose"): NEW})),
    ("chapter-unknown", lambda p, j: ReplaceText(p, NEW, {ChapterId("nowhere"): NEW})),
    ("values-refused", lambda p, j: ReplaceText(p, NEW, values={FieldId("score"): "x"})),
    ("setting-key-wrong", lambda p, j: SetSetting("Key with spaces", 1)),
    ("text-refused", lambda p, j: SetSetting("a", ["好", {"b": "\ud800"}])),
    ("text-refused", lambda p, j: SetSetting("a", {"\x00": 1})),
    ("logo-no-picture", lambda p, j: SetOrganisation(Organisation(NEW, b"GIF89a"))),
    ("logo-too-large", lambda p, j: SetOrganisation(Organisation(NEW, b"\xff\xd8\xff" * 999_999))),
]


@pytest.mark.parametrize(("code", "made"), REFUSALS, ids=[str(n) for n in range(len(REFUSALS))])
def test_it_is_refused_and_nothing_is_changed(stocked: Library, code: str, made: Made) -> None:
    policy = policy_summaries(stocked)[0].id
    project = project_summaries(stocked)[0].id
    before, entries = canonical_dump(stocked), audit_page(stocked).total
    with pytest.raises(Refused) as caught:
        stocked.run(made(policy, project))
    assert caught.value.code == code
    assert (canonical_dump(stocked), audit_page(stocked).total) == (before, entries)
    for language in LANGUAGES:
        said = catalogue("errors").say(code, language, **caught.value.facts)
        assert "{" not in said
        for problem in caught.value.problems:
            assert catalogue("errors").say(problem.code, language, **problem.facts)


def test_all_bad_values_are_named_at_once(library: Library) -> None:
    policy = new_policy(library)
    values: Any = {"score": "many", "day": "昨天", "scop": "x", "purpose": "好"}
    with pytest.raises(Refused) as caught:
        library.run(SetFieldValues(policy, values))
    assert {one.place for one in caught.value.problems} == {"risk.score", "closing.day", "scop"}
    nearest = next(one for one in caught.value.problems if one.place == "scop")
    assert nearest.facts["nearest"] == "scope"


def test_who_acts_is_a_name_like_any_other(library: Library) -> None:
    before = canonical_dump(library)
    with pytest.raises(Refused):
        library.run(SetSetting("a", 1), by="张\x00三")
    assert canonical_dump(library) == before


# One of each command that edits a policy; the others have nothing to do with its state.
ON_A_DRAFT: list[Made] = [
    lambda p, j: RenamePolicy(p, NEW),
    lambda p, j: SetPolicyFacts(p, PolicyFacts(number="1")),
    lambda p, j: SetFieldValues(p, {"purpose": "新"}),  # type: ignore[dict-item]
    lambda p, j: RenameChapter(p, "risk", NEW),  # type: ignore[arg-type]
    lambda p, j: MoveChapter(p, "risk", 0),  # type: ignore[arg-type]
    lambda p, j: AddChapter(p, NEW),
    lambda p, j: RemoveChapter(p, "risk"),  # type: ignore[arg-type]
    lambda p, j: RestoreChapter(p, "risk", 0, ()),  # type: ignore[arg-type]
    lambda p, j: RenameArticle(p, "method", NEW),  # type: ignore[arg-type]
    lambda p, j: MoveArticle(p, "method", "closing", 0),  # type: ignore[arg-type]
    lambda p, j: AddArticle(p, "risk", NEW),  # type: ignore[arg-type]
    lambda p, j: RemoveArticle(p, "method"),  # type: ignore[arg-type]
    lambda p, j: RestoreArticle(p, "method", "risk", 0, ()),  # type: ignore[arg-type]
    lambda p, j: AddChecklistItem(p, "P1", item("NEW-1")),  # type: ignore[arg-type]
    lambda p, j: EditChecklistItem(p, ItemCode("IN-01"), item("IN-01", "O")),
    lambda p, j: MoveChecklistItem(p, ItemCode("IN-01"), "P2", 0),  # type: ignore[arg-type]
    lambda p, j: RemoveChecklistItem(p, ItemCode("IN-01")),
    lambda p, j: RestoreChecklistItem(p, ItemCode("IN-01"), "P1", 0, ()),  # type: ignore[arg-type]
    lambda p, j: RemovePolicy(p),
    lambda p, j: SetPolicyLanguages(p, ("en",)),
    lambda p, j: SetPolicyNumbering(p, "decimal"),
    lambda p, j: SetPolicyRoles(p, (PM, QA)),
    lambda p, j: EditPhase(p, phase(days=3)),
    lambda p, j: AddChecklistItems(p, PHASE.id, (item("NEW-1"),)),
    lambda p, j: RemoveChecklistItems(p, (ItemCode("IN-01"),)),
    lambda p, j: RestoreChecklistItems(p, ()),
    lambda p, j: ReplaceText(p, NEW),
    lambda p, j: said(p, "好"),
    lambda p, j: DescribeChange(p, "article:method", ChangeNote("editorial")),
    lambda p, j: DescribeChanges(p, (DescribeChange(p, "article:method", ChangeNote()),)),
    lambda p, j: ConfirmSamples(p, ("purpose",)),
]
WHATEVER_THE_STATE: list[Made] = [
    lambda p, j: CreatePolicy(template(), NEW),
    lambda p, j: DuplicatePolicy(p, NEW),
    lambda p, j: StartProject(p, "x"),
    lambda p, j: EditProject(j, "x", "1", "B"),
    lambda p, j: RestoreProjectEdit(j, "x", "1", "B", {}),
    lambda p, j: RemoveProject(j),
    lambda p, j: SetItemState(j, ItemCode("IN-01"), "done"),
    lambda p, j: RestoreItemRecord(j, ItemRecord(ItemCode("IN-01"))),
    lambda p, j: SetItemStates(j, both_ticked(j, "done")),
    lambda p, j: RestoreItemRecords(j, ()),
    lambda p, j: AmendItemRecord(j, ItemCode("IN-01"), "好"),
    lambda p, j: SetOrganisation(Organisation(NEW)),
    lambda p, j: SetSetting("a", 1),
    lambda p, j: SetLifeRules(LifeRules(review=2)),
]
# The steps of a policy's life have rules of their own: test_life, test_life_sequences.
STEPS_OF_A_LIFE = {
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


@pytest.mark.parametrize("made", ON_A_DRAFT, ids=[type(one(P, J)).__name__ for one in ON_A_DRAFT])
def test_what_is_no_draft_is_not_edited(stocked: Library, made: Made) -> None:
    library, policy = stocked, policy_summaries(stocked)[0].id
    with library.file.writing() as session:
        session.get_one(Policy, policy).state = "issued"
    before = canonical_dump(library)
    with pytest.raises(Refused) as caught:
        library.run(made(policy, J))
    assert caught.value.code == "policy-not-draft"
    assert canonical_dump(library) == before


def test_every_command_is_on_one_of_the_two_lists() -> None:
    listed = {type(made(P, J)).name for made in (*ON_A_DRAFT, *WHATEVER_THE_STATE)}
    # These put back what was taken out under the same rule.
    others = {"restore-policy", "restore-project"} | STEPS_OF_A_LIFE
    assert set(command_kinds()) - listed == others


def test_a_change_that_passes_by_the_program_meets_the_tables_own_checks(library: Library) -> None:
    new_policy(library)
    before = canonical_dump(library)
    for statement in (
        "UPDATE policy SET numbering = 'roman'",
        "UPDATE article SET layout = 'wall'",
        "UPDATE chapter SET policy_id = 'nowhere' WHERE id = 'risk'",
        "UPDATE chapter SET position = 'first'",
    ):
        with (
            pytest.raises(Exception, match=r"constraint|cannot store"),
            library.file.writing() as session,
        ):
            session.execute(text(statement))
    assert canonical_dump(library) == before
