"""Languages, numbering, roles, phases, and another policy from one."""

from dataclasses import replace

import pytest

from desktop.models.definitions import Gate, Role
from desktop.models.errors import Refused
from desktop.models.identity import FieldId, RoleCode
from desktop.models.snapshot import PolicyFacts, RevisionEntry, Signatory
from desktop.services.care import doctor
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.duplicate_policy import DuplicatePolicy
from desktop.services.commands.edit_phase import EditPhase
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.commands.set_policy_languages import SetPolicyLanguages
from desktop.services.commands.set_policy_numbering import SetPolicyNumbering
from desktop.services.commands.set_policy_roles import SetPolicyRoles
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.queries import find_policy, policy_snapshot
from desktop.services.search import search
from tests.services.samples import new_policy, template, words
from tests.services.test_finding_text import whole_template

OWNER, QA = RoleCode("PM"), RoleCode("QA")


def test_a_language_that_is_switched_off_keeps_its_texts(library: Library) -> None:
    policy = new_policy(library)
    before = policy_snapshot(library, policy)
    assert search(library, "projects")
    library.run(SetPolicyLanguages(policy, ("zh",)))
    chinese = policy_snapshot(library, policy)
    assert chinese == replace(before, languages=("zh",))
    assert not search(library, "projects"), "nobody reads it"
    assert search(library, "全部项目")
    library.run(SetPolicyLanguages(policy, ("en", "zh")))
    assert policy_snapshot(library, policy) == replace(before, languages=("en", "zh"))
    assert search(library, "projects")
    assert doctor(library.path).problems == ()


def test_numbering_is_the_policys(library: Library) -> None:
    policy = new_policy(library)
    library.run(SetPolicyNumbering(policy, "decimal"))
    assert policy_snapshot(library, policy).numbering == "decimal"


def policy_with_roles(library: Library) -> str:
    made = CreatePolicy(whole_template(), words("制度"), ("zh", "en"), samples=True)
    policy = library.run(made).result
    raci = {"rows": [{"activity": "立项", "cells": {"PM": "A", "QA": "C"}}]}
    kpi = [{"code": "K", "name": "率", "formula": "a/b", "owner": "PM", "reviewer": "QA"}]
    used = {FieldId("raci"): raci, FieldId("kpi"): kpi, FieldId("head"): "QA"}
    library.run(SetFieldValues(policy, used))  # type: ignore[arg-type]
    return policy


def test_roles_come_change_and_move(library: Library) -> None:
    policy = find_policy(library, policy_with_roles(library))
    first, second = policy_snapshot(library, policy).roles
    new = Role(RoleCode("SP"), words("发起人", "Sponsor"), deputy=OWNER)
    wanted = (new, replace(second, title=words("质量经理")), first)
    assert search(library, "质量负责人")
    outcome = library.run(SetPolicyRoles(policy, wanted))
    assert not search(library, "质量负责人")
    assert search(library, "质量经理"), "the field that names the role reads otherwise now"
    assert policy_snapshot(library, policy).roles == wanted
    assert doctor(library.path).problems == (), "the index reads the new names"
    library.run(outcome.inverse)
    assert policy_snapshot(library, policy).roles == (first, second)


def test_a_role_that_is_used_stays_and_every_place_is_named(library: Library) -> None:
    policy = find_policy(library, policy_with_roles(library))
    first, second = policy_snapshot(library, policy).roles
    with pytest.raises(Refused) as caught:
        library.run(SetPolicyRoles(policy, (second,)))
    assert caught.value.facts["roles"] == "PM"
    assert {one.place for one in caught.value.problems} == {
        "more.raci",
        "more.kpi",
        "P1",
        "P1.IN-01",
        "P1.IN-02",
        "P1.IN-03",
        "P2.PL-01",
    }
    with pytest.raises(Refused) as caught:
        library.run(SetPolicyRoles(policy, (first,)))
    assert {one.place for one in caught.value.problems} == {"more.raci", "more.kpi", "more.head"}
    library.run(SetFieldValues(policy, dict.fromkeys(("raci", "kpi", "head"))))
    library.run(SetPolicyRoles(policy, (first,)))
    assert policy_snapshot(library, policy).roles == (first,)


def test_a_word_that_reads_like_a_role_is_no_use_of_it(library: Library) -> None:
    policy = find_policy(library, policy_with_roles(library))
    library.run(SetFieldValues(policy, dict.fromkeys(("raci", "kpi", "head"))))
    library.run(SetFieldValues(policy, {FieldId("scope"): {"en": "QA"}}))  # type: ignore
    library.run(SetPolicyRoles(policy, policy_snapshot(library, policy).roles[:1]))
    assert len(policy_snapshot(library, policy).roles) == 1


def test_a_phase_is_rewritten_and_keeps_its_items(library: Library) -> None:
    policy = new_policy(library)
    phase = policy_snapshot(library, policy).phases[0]
    gate = Gate("G1", words("启动评审", "Kick-off review"), QA, 5)
    wanted = replace(phase, title=words("启动"), goal=words("目标清楚"), gate=gate)
    library.run(EditPhase(policy, replace(wanted, items=())))
    assert policy_snapshot(library, policy).phases[0] == wanted


def test_another_policy_from_one_begins_its_own_history(library: Library) -> None:
    policy = new_policy(library)
    signers = (Signatory("approved", words("总经理"), "秦望川"),)
    facts = PolicyFacts(
        "QP-1", "发〔2026〕1号", "B", 2, "public", words("运营部"), signatories=signers
    )
    entry = RevisionEntry("A/0", None, words("全文"), words("首次"), words("新"))
    library.run(SetPolicyFacts(policy, facts, (entry,)))
    original = policy_snapshot(library, policy)
    other = library.run(DuplicatePolicy(policy, words("第二项制度"), "QP-2")).result
    copy = policy_snapshot(library, other)
    kept = PolicyFacts(
        "QP-2", classification="public", owner_department=words("运营部"), signatories=signers
    )
    assert copy == replace(
        original, id=other, title=words("第二项制度"), state="draft", facts=kept, history=()
    )
    library.run(SetFieldValues(other, {FieldId("level"): "low"}))
    assert policy_snapshot(library, policy) == original
    assert library.run(StartProject(other, "项目")).result
    assert doctor(library.path).problems == ()


def test_a_policy_in_force_can_be_the_start_of_another(library: Library) -> None:
    from desktop.models.entities import Policy

    policy = new_policy(library)
    with library.file.writing() as session:
        session.get_one(Policy, policy).state = "issued"
    other = library.run(DuplicatePolicy(policy, words("新"))).result
    assert policy_snapshot(library, other).state == "draft"
    assert policy_snapshot(library, other).template == template().id
