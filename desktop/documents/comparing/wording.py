"""Differences between two texts, word by word, tidied so that a person reads words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from desktop.documents.blocks import Change, Span, Text, TickBox
from desktop.documents.comparing.results import TextRun
from desktop.documents.comparing.tokens import Token, joined, tokens

__all__ = ["Stretch", "differences", "is_changed", "marked", "new_runs", "old_runs"]

_MOST_WORK = 2_000_000
"""Pairs of words that are compared directly; longer texts go sentence by sentence first."""
_SMALL_ISLAND, _SHORT_WORD = 2, 3
"""So many equal words (of Chinese: characters), none longer than that, between two changes belong
to the change."""
_LEAST_ALIKE = 0.3
"""Where a smaller share stayed, one passage took the place of another."""
_SENTENCE_ENDS = frozenset("。；！？.;!?\n")
_CLAUSE_ENDS = frozenset("，、：,:")


class Stretch(NamedTuple):
    """Words that are the same in both, or words that others took the place of."""

    same: bool
    old: list[Token]
    new: list[Token]


def differences(old: Text, new: Text) -> list[Stretch]:
    """Same and changed stretches in turns; joined they are both texts."""
    before, after = tokens(old), tokens(new)
    keys = [one.key for one in before], [one.key for one in after]
    if keys[0] == keys[1]:
        return [Stretch(True, before, after)] if before else []
    cuts = _tidied(_cuts(*keys), before)
    made = [
        Stretch(same, before[i:k], after[j:m])
        for (same, i, j), (_, k, m) in pairwise([*cuts, (True, len(before), len(after))])
        if k > i or m > j
    ]
    return _slid(_one_passage(made))


def is_changed(stretches: Sequence[Stretch]) -> bool:
    return any(not one.same for one in stretches)


def old_runs(stretches: Sequence[Stretch]) -> tuple[TextRun, ...]:
    return tuple(
        TextRun("".join(word.text for word in one.old), "same" if one.same else "deleted")
        for one in stretches
        if one.old
    )


def new_runs(stretches: Sequence[Stretch]) -> tuple[TextRun, ...]:
    return tuple(
        TextRun("".join(word.text for word in one.new), "same" if one.same else "inserted")
        for one in stretches
        if one.new
    )


def marked(stretches: Sequence[Stretch]) -> Text:
    """Both texts as one: what went is deleted, what came inserted, a reference that reads
    otherwise now is renumbered."""
    parts: list[Span | TickBox] = []
    for one in stretches:
        if one.same:
            parts += [_as_now(was.part, now.part) for was, now in zip(one.old, one.new)]  # noqa: B905 the same words
            continue
        parts += [_changed(word.part, "deleted") for word in one.old]
        parts += [_changed(word.part, "inserted") for word in one.new]
    return joined(parts)


def _changed(part: Span | TickBox, change: Change) -> Span | TickBox:
    """(A tick box has no marks: who marks a text with boxes sees to it that they stay.)"""
    return replace(part, change=change) if isinstance(part, Span) else part


def _as_now(was: Span | TickBox, now: Span | TickBox) -> Span | TickBox:
    if isinstance(was, Span) and isinstance(now, Span) and was.text != now.text:
        return replace(now, change="renumbered", before=was.text)
    return now


# -- which words are the same ------------------------------------------------------------------

_Cut = tuple[bool, int, int]
"""Whether what begins here is the same; from which old, from which new word on."""


def _cuts(old: Sequence[object], new: Sequence[object]) -> list[_Cut]:
    """Where stretches begin, in turns."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next(
        (at for at in range(most - head) if old[-1 - at] != new[-1 - at]),
        most - head,
    )
    end = len(old) - tail, len(new) - tail
    found: list[_Cut] = [(True, 0, 0)] if head else []
    inner = old[head : end[0]], new[head : end[1]]
    for same, at_old, at_new in _inner(*inner):
        if found and found[-1][0] == same:
            continue
        found.append((same, at_old + head, at_new + head))
    if tail:
        found.append((True, *end))
    return [one for at, one in enumerate(found) if at == 0 or found[at - 1][0] != one[0]]


def _inner(old: Sequence[object], new: Sequence[object]) -> Iterator[_Cut]:
    if not old or not new:
        yield False, 0, 0
    elif len(old) * len(new) <= _MOST_WORK:
        matcher = SequenceMatcher(_is_space, old, new, autojunk=False)
        for tag, i, _, j, _ in matcher.get_opcodes():
            yield tag == "equal", i, j
    else:
        yield from _by_sentences(old, new)


def _is_space(key: object) -> bool:
    return key == " "


def _by_sentences(old: Sequence[object], new: Sequence[object]) -> Iterator[_Cut]:
    """Long texts: sentences that are whole in both first, then words between them."""
    ours, theirs = _sentences(old), _sentences(new)
    starts = [*_starts(ours)], [*_starts(theirs)]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        at = starts[0][i], starts[1][j]
        end = starts[0][k], starts[1][m]
        if tag == "equal":
            yield True, *at
        elif (end[0] - at[0]) * (end[1] - at[1]) > _MOST_WORK:
            yield False, *at
        else:
            for same, here, there in _cuts(old[at[0] : end[0]], new[at[1] : end[1]]):
                yield same, here + at[0], there + at[1]


def _sentences(keys: Sequence[object]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    begin = 0
    for at, key in enumerate(keys, 1):
        if key in _SENTENCE_ENDS or at == len(keys):
            found.append(tuple(keys[begin:at]))
            begin = at
    return found


def _starts(sentences: Sequence[Sequence[object]]) -> Iterator[int]:
    at = 0
    yield at
    for one in sentences:
        at += len(one)
        yield at


# -- tidying -----------------------------------------------------------------------------------


def _tidied(cuts: list[_Cut], old: list[Token]) -> list[_Cut]:
    """Without small islands of equal words inside a changed passage."""
    found: list[_Cut] = []
    for index, cut in enumerate(cuts):
        inside = 0 < index < len(cuts) - 1
        if inside and cut[0] and _is_small(old[cut[1] : cuts[index + 1][1]]):
            continue
        if found and found[-1][0] == cut[0]:
            continue
        found.append(cut)
    return found


def _is_small(island: list[Token]) -> bool:
    seen = [one for one in island if not one.text.isspace()]
    return sum(_length(one.text) for one in seen) <= _SMALL_ISLAND and all(
        len(one.text) <= _SHORT_WORD and not isinstance(one.key, tuple) for one in seen
    )


def _length(word: str) -> int:
    """A Chinese word of two characters says as much as two short Latin ones."""
    return len(word) if word[0] >= "\u3400" else 1


def _one_passage(made: list[Stretch]) -> list[Stretch]:
    """Where hardly anything stayed between the first and the last change, all of it changed."""
    changed = [at for at, one in enumerate(made) if not one.same]
    if len(changed) < 2:
        return made
    first, last = changed[0], changed[-1] + 1
    within = made[first:last]
    stayed = sum(len(one.old) for one in within if one.same)
    old = [word for one in within for word in one.old]
    new = [word for one in within for word in one.new]
    if stayed >= _LEAST_ALIKE * min(len(old), len(new)):
        return made
    return [*made[:first], Stretch(False, old, new), *made[last:]]


def _slid(made: list[Stretch]) -> list[Stretch]:
    """Where a passage that only came or went could begin elsewhere (a，b → a，c，b), it begins
    behind a mark that ends a sentence or a clause."""
    found = list(made)
    for at in range(1, len(found) - 1):
        here = found[at]
        if here.same or (here.old and here.new):
            continue
        before, after = found[at - 1], found[at + 1]
        if not (before.same and after.same):
            continue
        words = here.old or here.new
        first, last = at == 1, at == len(found) - 2
        room = _room(before.new[::-1], at_edge=first), _room(after.new, at_edge=last)
        shift = _best_shift(before.new, words, after.new, room)
        if shift:
            found[at - 1 : at + 2] = _shifted(before, here, after, shift)
    return [one for one in found if one.old or one.new]


def _room(words: list[Token], *, at_edge: bool) -> int:
    """How many of these equal words a passage may pass over: at the edge of the text all of them;
    between two changes no small island is left."""
    if at_edge:
        return len(words)
    return next((at - 1 for at in range(1, len(words) + 1) if _is_small(words[at:])), 0)


def _best_shift(
    before: list[Token], words: list[Token], after: list[Token], room: tuple[int, int]
) -> int:
    """By how many words the passage goes to the left (less than none) or to the right."""
    left = right = 0
    most = min(room[0], len(words))
    while left < most and before[-1 - left].key == words[-1 - left].key:
        left += 1
    most = min(room[1], len(words))
    while right < most and after[right].key == words[right].key:
        right += 1
    row = [*before, *words, *after]
    shifts = sorted(range(-left, right + 1), key=abs)
    return max(shifts, key=lambda shift: _fitness(row, len(before) + shift, len(words)))


def _fitness(row: list[Token], begin: int, length: int) -> int:
    """How well a passage stands there: behind a sentence, behind a clause, with its comma."""
    above = row[begin - 1].text[-1:] if begin else "\n"
    first, last = row[begin].text[:1], row[begin + length - 1].text[-1:]
    if above in _SENTENCE_ENDS:
        return 3
    if above in _CLAUSE_ENDS and last in _CLAUSE_ENDS:
        return 2
    return 2 if first in _CLAUSE_ENDS else 1 if above.isspace() and last.isspace() else 0


def _shifted(before: Stretch, here: Stretch, after: Stretch, shift: int) -> list[Stretch]:
    came = not here.old
    words = here.new if came else here.old
    if shift < 0:
        back = -shift
        moved = words[-back:]
        cut_old, cut_new = before.old[-back:], before.new[-back:]
        stayed_old, stayed_new = (cut_old, moved) if came else (moved, cut_new)
        kept = [*(cut_new if came else cut_old), *words[:-back]]
        first = Stretch(True, before.old[:-back], before.new[:-back])
        third = Stretch(True, [*stayed_old, *after.old], [*stayed_new, *after.new])
    else:
        moved = words[:shift]
        cut_old, cut_new = after.old[:shift], after.new[:shift]
        stayed_old, stayed_new = (cut_old, moved) if came else (moved, cut_new)
        kept = [*words[shift:], *(cut_new if came else cut_old)]
        first = Stretch(True, [*before.old, *stayed_old], [*before.new, *stayed_new])
        third = Stretch(True, after.old[shift:], after.new[shift:])
    middle = Stretch(False, [], kept) if came else Stretch(False, kept, [])
    return [first, middle, third]
