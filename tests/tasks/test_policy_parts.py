"""A policy on its way into another process: whole again there, and only what is new is sent."""

import pickle
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.snapshot import Policy
from desktop.tasks.policy_parts import PolicyParts, joined, parts_of
from tests.documents.edits import edited, long_policy, prose_value, with_field


def sent(policy: Policy, before: Policy | None) -> PolicyParts:
    """As it arrives."""
    parts: PolicyParts = pickle.loads(pickle.dumps(parts_of(policy, before)))
    return parts


@settings(max_examples=20)
@given(chance=st.randoms(use_true_random=False))
def test_a_policy_arrives_whole_after_any_edits(chance: random.Random) -> None:
    policy = long_policy(chance, 2)
    there = joined(sent(policy, None), None)
    assert there == policy
    for _ in range(6):
        before, policy = policy, edited(policy, chance)
        there = joined(sent(policy, before), there)
        assert there == policy


def test_only_the_article_that_changed_is_sent() -> None:
    policy = long_policy(random.Random(3), 4)
    there = joined(sent(policy, None), None)
    field = next(one.id for one in policy.fields if one.id.startswith("text"))
    changed = with_field(policy, field, prose_value("另一段。"))
    parts = sent(changed, policy)
    assert len(pickle.dumps(parts)) < 0.1 * len(pickle.dumps(policy))
    now = joined(parts, there)
    articles = [article for chapter in now.chapters for article in chapter.articles]
    before = [article for chapter in there.chapters for article in chapter.articles]
    assert sum(one is not other for one, other in zip(articles, before, strict=True)) == 1
    assert now.phases is there.phases


def test_what_is_sent_again_and_equal_stays_the_object_that_was_there() -> None:
    policy = long_policy(random.Random(4), 2)
    there = joined(sent(policy, None), None)
    copy: Policy = pickle.loads(pickle.dumps(policy))
    now = joined(sent(copy, None), there)
    for chapter, before in zip(now.chapters, there.chapters, strict=True):
        assert all(
            one is other for one, other in zip(chapter.articles, before.articles, strict=True)
        )
