"""Compares the checklists of the phases, item by item."""

from collections.abc import Sequence

from desktop.documents.arrange import reader_of
from desktop.documents.comparing.gathering import Gathering, Said, lines
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.sides import Side
from desktop.documents.outline import AnnexOutline
from desktop.documents.scribe import span
from desktop.documents.words import words

__all__ = ["annex_changes"]


def annex_changes(gathered: Gathering) -> None:
    old = {one.anchor: one for one in gathered.old.outline.annexes}
    new = {one.anchor: one for one in gathered.new.outline.annexes}
    for key, change in weave([*old], [*new], old, new):
        if change in ("", "moved-in"):
            was, now = old[key], new[key]
            moved = change == "moved-in"
            if moved or was.phase != now.phase:
                before, after = _annex_said(gathered.old, was), _annex_said(gathered.new, now)
                gathered.compare("annex", before, after, moved=moved)
                _items(gathered, _codes(was), _codes(now))
        elif change == "inserted":
            gathered.inserted("annex", _annex_said(gathered.new, new[key]))
            _items(gathered, [], _codes(new[key]))
        elif change == "deleted":
            gathered.deleted("annex", _annex_said(gathered.old, old[key]))
            _items(gathered, _codes(old[key]), [])


def _codes(annex: AnnexOutline) -> list[str]:
    return [f"item:{one.code}" for one in annex.phase.items]


def _items(gathered: Gathering, before: list[str], after: list[str]) -> None:
    old, new = gathered.old, gathered.new
    for key, change in weave(before, after, old.items, new.items):
        if change in ("", "moved-in"):
            moved = change == "moved-in"
            if moved or old.items[key][0] != new.items[key][0]:
                was, now = _item_lines(old, key), _item_lines(new, key)
                shown = [
                    at
                    for at, (one, other) in enumerate(zip(was, now, strict=True))
                    if at == 0 or one != other
                ]
                first, second = _item_said(old, key, shown), _item_said(new, key, shown)
                gathered.compare("item", first, second, moved=moved)
        elif change == "inserted":
            gathered.inserted("item", _item_said(new, key))
        elif change == "deleted":
            gathered.deleted("item", _item_said(old, key))


def _annex_said(side: Side, annex: AnnexOutline) -> Said:
    phase, language = annex.phase, side.language
    texts = [span(annex.title)]
    roles: tuple[str, ...] = ()
    gate = phase.gate
    if gate is not None:
        body = _role(side, gate.body)
        days = words(language, "comparison.gate_days", days=gate.days) if gate.days else ""
        said = [gate.id, gate.title.text(language), body, days]
        texts.append(span(words(language, "comparison.list").join(one for one in said if one)))
        roles = (gate.body,) if gate.body else ()
    return Said(annex.anchor, lines(*texts), side.numbers.mention(annex.anchor), roles=roles)


def _role(side: Side, code: str | None) -> str:
    return reader_of(side.policy, side.language).role(code) if code else ""


def _item_said(side: Side, key: str, shown: Sequence[int] | None = None) -> Said:
    """An item, or those of its lines that are `shown`."""
    item, phase = side.items[key]
    annex = side.numbers.mention(f"annex:{phase.id}")
    label = words(side.language, "comparison.item", annex=annex, code=item.code)
    said = _item_lines(side, key)
    texts = map(span, said if shown is None else [said[at] for at in shown])
    return Said(key, lines(*texts), label, roles=(item.role,) if item.role else ())


def _item_lines(side: Side, key: str) -> list[str]:
    """What the sheet says of an item, and what decides when it is asked for; always as many."""
    item, language = side.items[key][0], side.language

    def named(key: str, value: str) -> str:
        return words(language, "comparison.cell", column=words(language, key)) + value

    grades = words(language, "checklist.grade_joint").join(item.classes)
    return [
        item.text.text(language),
        named("checklist.tag", item.tag),
        named("checklist.evidence", item.evidence.text(language))
        if item.evidence.text(language)
        else "",
        named("checklist.role", _role(side, item.role)) if item.role else "",
        named("checklist.class", grades),
        named("comparison.due", item.due.text(language)) if item.due.text(language) else "",
        words(language, "checklist.by_period") if item.period else "",
    ]
