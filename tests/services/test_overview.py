"""What is due, how far policies are, and the sample company."""

from datetime import date, timedelta

import pytest

from desktop.models.errors import Cancelled, Refused
from desktop.models.identity import FieldId
from desktop.models.snapshot import PolicyFacts
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.library import Library
from desktop.services.overview import agenda, fillings, last_backup
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.services.sample_company import make_sample, sample_library, throw_sample_away
from tests.services.samples import new_policy

TODAY = date(2026, 6, 1)


def test_filling_tells_the_first_required_field_that_is_empty(library: Library) -> None:
    policy_id = new_policy(library)
    policy = policy_snapshot(library, policy_id)
    found = fillings(library, [policy_id])[policy_id]
    required = [one for one in policy.fields if one.definition.required]
    assert found.required == len(required)
    if found.missing:
        assert found.field in {one.id for one in required}
        chapter = next(one for one in policy.chapters if one.id == found.chapter)
        article = next(one for one in chapter.articles if one.id == found.article)
        assert found.field in {one.id for one in article.fields}
    emptied = {FieldId(one.id): None for one in required}
    library.run(SetFieldValues(policy_id, emptied))
    empty = fillings(library, [policy_id])[policy_id]
    assert empty.missing == len(required) > 0
    assert empty.field == required[0].id
    assert empty.fraction == 0


@pytest.mark.parametrize(
    ("days", "due", "coming"), [(-5, 1, 0), (0, 1, 0), (30, 1, 0), (31, 0, 1), (200, 0, 0)]
)
def test_reviews_are_due_in_time(library: Library, days: int, due: int, coming: int) -> None:
    policy_id = new_policy(library)
    facts = PolicyFacts(review_due=TODAY + timedelta(days=days))
    library.run(SetPolicyFacts(policy_id, facts))
    found = agenda(library, TODAY)
    assert sum(one.kind == "review" for one in found.due) == due
    assert len(found.coming) == coming


def test_open_items_of_a_project_are_due_in_their_phase(stocked: Library) -> None:
    found = next(one for one in agenda(stocked, TODAY).due if one.kind == "items")
    assert found.count > 0
    assert found.phase


def test_there_is_no_backup_before_the_first(library: Library) -> None:
    assert last_backup(library.path).taken is None


def test_the_sample_is_made_whole_or_not_at_all_and_thrown_away() -> None:
    with pytest.raises(Cancelled):
        make_sample(lambda: False)
    assert not sample_library().exists()
    made = make_sample(lambda: True)
    assert made.library == sample_library()
    assert made.printouts == ()
    with Library.open(made.library) as opened:
        assert [one.id for one in policy_summaries(opened)] == [made.policy]
    with pytest.raises(Refused):
        make_sample(lambda: True)
    throw_sample_away()
    assert not sample_library().parent.exists()
