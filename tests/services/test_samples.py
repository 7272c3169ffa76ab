"""Samples come from the template, as values that the policy takes."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.snapshot import Field, Policy
from desktop.models.template_reader import builtin_template_paths, load_template
from desktop.services.commands.change_checklist_items import (
    AddChecklistItems,
    RemoveChecklistItems,
)
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from desktop.services.samples import (
    Samples,
    missing_items,
    sample_value,
    samples_for_empty,
    template_samples,
)
from tests.factories import article, chapter, field, policy, words


def offering(sample: object, kind: str = "rich", **more: object) -> tuple[Policy, Field, Samples]:
    one = field("note", kind, **more)
    definition = replace(one.definition, sample=sample)  # type: ignore[arg-type]
    return policy(chapter("c", article("a", one))), one, Samples({one.id: definition})


@pytest.mark.parametrize("path", builtin_template_paths(), ids=lambda path: Path(path).stem)
def test_all_samples_of_a_template_can_be_inserted(library: Library, path: Path) -> None:
    template = load_template(path)
    policy_id = library.run(CreatePolicy(template, words("制度"), ("zh",))).result
    empty = policy_snapshot(library, policy_id)
    samples = template_samples(empty)
    values = samples_for_empty(empty, empty.fields, samples)
    assert set(values) == {one.id for one in empty.fields if samples.offered(one)}
    assert values
    library.run(SetFieldValues(policy_id, values))
    filled = policy_snapshot(library, policy_id)
    assert {one.id: one.value for one in filled.fields if one.id in values} == values
    assert samples_for_empty(filled, filled.fields, samples) == {}


def test_a_sample_is_in_the_languages_of_the_policy() -> None:
    made, one, samples = offering([{"item": {"zh": "中文", "en": "English"}}, {"en": "only"}])
    assert [part["text"] for part in sample_value(made, one, samples)] == [  # type: ignore
        {"zh": "中文", "en": "English"},
        {"en": "only"},
    ]
    chinese = replace(made, languages=("zh",))
    value = sample_value(chinese, one, samples)
    assert [part["text"] for part in value] == [{"zh": "中文"}]  # type: ignore


def test_what_the_policy_does_not_have_is_left_out() -> None:
    made, one, samples = offering(
        {"roles": ["PM"], "rows": [{"activity": "x", "cells": {"PM": "A"}}]}, "raci"
    )
    with_role = sample_value(made, one, samples)
    assert with_role["roles"] == ["PM"]  # type: ignore
    without = sample_value(replace(made, roles=()), one, samples)
    assert without["roles"] == []  # type: ignore
    assert without["rows"][0]["activity"] == {"zh": "x"}  # type: ignore


def test_a_field_of_another_kind_or_of_ones_own_has_none() -> None:
    made, _, samples = offering("文字")
    other = field("note", "number")
    assert not samples.offered(other)
    assert sample_value(made, other, samples) is None
    assert sample_value(made, field("own_123", "rich"), samples) is None


def test_a_template_that_is_gone_offers_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path))
    made, one, _ = offering("文字")
    samples = template_samples(replace(made, template="gone"))
    assert samples_for_empty(made, [one], samples) == {}


def test_items_of_the_template_that_are_missing_are_offered(library: Library) -> None:
    template = load_template(builtin_template_paths()[0])
    policy_id = library.run(CreatePolicy(template, words("制度"), ("zh",))).result
    whole = policy_snapshot(library, policy_id)
    samples = template_samples(whole)
    phase = whole.phases[0]
    assert missing_items(whole, phase.id, samples) == ()
    gone = tuple(one.code for one in phase.items[1:4])
    library.run(RemoveChecklistItems(policy_id, gone))
    without = policy_snapshot(library, policy_id)
    items = missing_items(without, phase.id, samples)
    assert [one.code for one in items] == list(gone)
    library.run(AddChecklistItems(policy_id, phase.id, items, 1))
    assert policy_snapshot(library, policy_id) == whole
    bare = missing_items(replace(without, roles=(), chapters=()), phase.id, samples)
    assert {(one.role, one.article) for one in bare} == {(None, None)}


def test_a_canonical_sample_is_a_value_of_its_kind() -> None:
    made, one, samples = offering(["一", {"item": "二"}])
    value = sample_value(made, one, samples)
    intake = Intake(made.languages)
    assert field_kind("rich").parse(value, one.definition, intake, "") == value
