"""Compares what a policy says of itself, and its dictionary of roles."""

from collections.abc import Callable

from desktop.documents.comparing.gathering import Gathering, Said, lines
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.sides import Side
from desktop.documents.scribe import span
from desktop.documents.words import words
from desktop.models.definitions import Role
from desktop.models.wording import Localised

__all__ = ["fact_changes", "role_changes"]


def _classification(side: Side) -> str:
    return words(side.language, f"classification.{side.policy.facts.classification}")


def _languages(side: Side) -> str:
    joint = words(side.language, "comparison.list")
    return joint.join(
        words(side.language, f"comparison.language_{one}") for one in side.policy.languages
    )


def _signatories(side: Side) -> str:
    joint = words(side.language, "comparison.list")
    return joint.join(
        words(
            side.language,
            "comparison.signatory",
            step=words(side.language, f"step.{one.step}"),
            post=one.post.text(side.language),
        )
        for one in side.policy.facts.signatories
        # Who only happened to take a step is no rule that changes.
        if not (one.filled_in and one.post == Localised())
    )


_FACTS: dict[str, Callable[[Side], str]] = {
    "title": lambda side: side.policy.title.text(side.language),
    "number": lambda side: side.policy.facts.number,
    "classification": _classification,
    "owner": lambda side: side.policy.facts.owner_department.text(side.language),
    "numbering": lambda side: words(side.language, f"comparison.profile_{side.policy.numbering}"),
    "languages": _languages,
    "signatories": _signatories,
}


def fact_changes(gathered: Gathering) -> None:
    old, new = gathered.old, gathered.new
    for name, read in _FACTS.items():
        was, now = read(old), read(new)
        if was != now:
            label = words(new.language, f"comparison.fact_{name}")
            anchor = f"fact:{name}"
            gathered.compare("fact", Said(anchor, span(was), label), Said(anchor, span(now), label))


def role_changes(gathered: Gathering) -> None:
    old = {f"role:{one.code}": one for one in gathered.old.policy.roles}
    new = {f"role:{one.code}": one for one in gathered.new.policy.roles}
    for key, change in weave([*old], [*new], old, new):
        if change in ("", "moved-in"):  # the order of the dictionary says nothing
            if old[key] != new[key]:
                before, after = _said(gathered.old, old[key]), _said(gathered.new, new[key])
                gathered.compare("role", before, after)
        elif change == "inserted":
            gathered.inserted("role", _said(gathered.new, new[key]))
        elif change == "deleted":
            gathered.deleted("role", _said(gathered.old, old[key]))


def _said(side: Side, role: Role) -> Said:
    language = side.language

    def named(key: str, value: str) -> str:
        return words(language, f"comparison.role_{key}", value=value) if value else ""

    texts = [
        role.title.text(language),
        named("department", role.department.text(language)),
        *(one.text(language) for one in role.duties),
        named("authority", role.authority.text(language)),
        named("deputy", role.deputy or ""),
        named("appointed", role.appointed_by.text(language)),
        named("competence", role.competence.text(language)),
        words(language, "comparison.role_external") if role.external else "",
    ]
    label = words(language, "comparison.role", code=role.code)
    return Said(f"role:{role.code}", lines(*map(span, texts)), label, roles=(role.code,))
