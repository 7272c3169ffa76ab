"""Parts of a book that stay from one state of a policy to the next, down to the single block."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from desktop.documents.blocks import Block
from desktop.documents.content_hash import block_text
from desktop.documents.numbering import Numbers
from desktop.documents.origin import Origin, Origined
from desktop.documents.scribe import Answer, Question, Scribe

__all__ = ["KeptPart", "PartWriter"]


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that were made together. `source`, `heard`: of what; `text`: what goes into the
    content hash; `missing`: what they cite that does not exist."""

    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    text: bytes
    source: object
    heard: Mapping[Question, Answer]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A chapter, an annex, or what stands before or between them.

    `source`, `heard`: what it was made of; `numbers`: with which it was written or looked over.
    """

    source: object
    heard: Mapping[Question, Answer]
    numbers: Numbers
    groups: Mapping[str, _Group]
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    text: bytes
    missing: tuple[str, ...]

    def as_before(self, source: object, scribe: Scribe) -> "KeptPart | None":
        """The part where it would come out the same."""
        if self.source is not source:
            return None
        if self.numbers is scribe.numbers:
            return self
        return replace(self, numbers=scribe.numbers) if scribe.holds(self.heard) else None


class PartWriter:
    """Writes one part again. What comes out equal stays the same object as before."""

    def __init__(self, scribe: Scribe, before: KeptPart | None) -> None:
        self._scribe = scribe
        self._before = before
        self._old: Mapping[str, _Group] = before.groups if before is not None else {}
        self._groups: dict[str, _Group] = {}

    def keep(self, name: str, source: object) -> bool:
        """Takes a group over as it was: where it was made of the same, and whatever it cites reads
        as it did. False: it has to be written."""
        old = self._old.get(name)
        if (
            old is None
            or old.source is None
            or old.source != source
            or not self._scribe.holds(old.heard)
        ):
            return False
        self._groups[name] = old
        return True

    def write(self, name: str, made: Iterable[Origined], source: object = None) -> None:
        """A group of blocks, made while they are taken (what they are made of is listened to).
        With a `source` it can be kept the next time."""
        old = self._old.get(name)
        heard = self._scribe.listen()
        equals: dict[Block, list[Block]] = {}
        for block in reversed(old.blocks) if old is not None else ():
            equals.setdefault(block, []).append(block)
        blocks: list[Block] = []
        origins: list[Origin] = []
        for block, origin in made:
            equal = equals.get(block)
            blocks.append(equal.pop() if equal else block)
            origins.append(origin)
        if old is not None and [*map(id, old.blocks)] == [*map(id, blocks)]:
            text = old.text
        else:
            text = b",".join(map(block_text, blocks))
        missing = tuple(
            target
            for (kind, target), answer in heard.items()
            if kind == "mention" and not answer[1]
        )
        group = _Group(tuple(blocks), tuple(origins), text, source, dict(heard), missing)
        self._groups[name] = group

    def part(self, source: object) -> KeptPart:
        """Everything that was kept and written, in that order."""
        groups = self._groups.values()
        heard: dict[Question, Answer] = {}
        for group in groups:
            heard.update(group.heard)
        return KeptPart(
            source,
            heard,
            self._scribe.numbers,
            self._groups,
            tuple(chain.from_iterable(group.blocks for group in groups)),
            tuple(chain.from_iterable(group.origins for group in groups)),
            b",".join(group.text for group in groups),
            tuple(chain.from_iterable(group.missing for group in groups)),
        )
