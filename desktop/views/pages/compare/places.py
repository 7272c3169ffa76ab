"""Where a change stands in the policy that is worked on."""

from typing import TYPE_CHECKING

from desktop.views.places import POLICY, Place

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange
    from desktop.models.snapshot import Policy
    from desktop.services.revision_comparing import Compared

__all__ = ["place_of_change"]


def place_of_change(compared: "Compared", change: "ClauseChange") -> Place | None:
    """The clause itself, or the nearest of what it stood in; None where all of that is gone, or
    where the newer revision is not what is worked on."""
    if not compared.latest or compared.policies is None:
        return None
    policy = compared.policies[1]
    kind, _, name = change.anchor.partition(":")
    if kind in ("part", "table", "value", "card"):
        field, _, part = name.partition("/")
        found = _of_field(policy, field, part)
        if found is not None:
            return found
    items = (str(item.code) for phase in policy.phases for item in phase.items)
    if kind == "item" and name in items:
        return Place(POLICY, policy.id, item=name)
    if kind == "annex" and any(name == one.id for one in policy.phases):
        return Place(POLICY, policy.id, phase=name)
    places = [one for one in (change.new, change.old) if one is not None]
    for chapter in policy.chapters:
        for article in chapter.articles:
            if any(one.article == article.id for one in places):
                return Place(POLICY, policy.id, chapter=chapter.id, article=article.id)
    for chapter in policy.chapters:
        if any(one.chapter == chapter.id for one in places):
            return Place(POLICY, policy.id, chapter=chapter.id)
    return None


def _of_field(policy: "Policy", field: str, part: str) -> Place | None:
    for chapter in policy.chapters:
        for article in chapter.articles:
            if any(one.id == field for one in article.fields):
                return Place(
                    POLICY,
                    policy.id,
                    chapter=chapter.id,
                    article=article.id,
                    field=field,
                    part=part,
                )
    return None
