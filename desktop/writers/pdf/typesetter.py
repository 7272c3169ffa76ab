"""Sets documents: every block once, then all pages.

A typesetter remembers the layout of blocks by the block object (equal layouts need no second
setting) and the pages that they fell on; a fresh one sets the same pages from nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Document,
    Figure,
    FormHead,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Seal,
    SignatureTable,
    Table,
)
from desktop.i18n import Language
from desktop.models.errors import Cancelled
from desktop.models.paper_style import PaperStyle
from desktop.writers.pdf.flow import Laid, Page, PageContext
from desktop.writers.pdf.layout import lay_block
from desktop.writers.pdf.pages import Paginator
from desktop.writers.pdf.runs import Run, runs
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import geometry

__all__ = ["Progress", "SetDocument", "Sheet", "Typesetter"]

Progress: TypeAlias = Callable[[int, int], bool]
"""Told (done, total) steps; gives False to stop."""
_Entries: TypeAlias = tuple[Heading | AnnexHead, ...]


class Sheet(NamedTuple):
    """A page and the setter that it was set with (forms have other margins)."""

    setter: Setter
    page: Page


@dataclass(frozen=True, slots=True)
class SetDocument:
    """A document whose pages are settled. `laid`: block by block what was set of it, None for a
    page break. `missing`: character → file of the face that stood in for it, in order of
    appearance; drawing may add to it."""

    document: Document
    sheets: tuple[Sheet, ...]
    context: PageContext
    laid: tuple[Laid | None, ...]
    missing: dict[str, str]


class _Kept(NamedTuple):
    """A block (held, so that its id stays its own) as it was set. `entries`: what the table of
    contents listed."""

    block: Block
    entries: _Entries
    laid: Laid


@dataclass(frozen=True, slots=True)
class _Flow:
    """The blocks of a document, what was laid of each (None for a page break), which of them stand
    on forms, and what the table of contents lists."""

    blocks: tuple[Block, ...] = ()
    laid: tuple[Laid | None, ...] = ()
    forms: tuple[bool, ...] = ()
    entries: _Entries = ()

    def columns(self) -> Iterator[tuple[bool, list[Laid]]]:
        """Stretches with the same margins: whether of forms, and what was laid."""
        begin, form = 0, False
        while True:
            end = self.forms.index(not form, begin) if (not form) in self.forms[begin:] else None
            yield form, [one for one in self.laid[begin:end] if one is not None]
            if end is None:
                return
            begin, form = end, not form


class Typesetter:
    """Sets one state of a document after the other."""

    def __init__(self) -> None:
        self._style: tuple[Language, PaperStyle] | None = None
        self._missing: dict[str, str] = {}
        self._rooms: dict[bool, _Room] = {}
        self._paginators: list[Paginator] = []
        self._flow = _Flow()

    def set(self, document: Document, progress: Progress) -> SetDocument:
        """Raises `Cancelled` where `progress` says stop; what was set until then is remembered."""
        style = (document.language, document.paper)
        if style != self._style:
            self._style = style
            self._missing = {}
            self._rooms = {
                form: _Room(Setter(geometry(*style, form=form), self._missing))
                for form in (False, True)
            }
            self._paginators = []
            self._flow = _Flow()
        self._flow = _Laying(document.blocks, self._flow, self._rooms, progress).flow()
        sheets: list[Sheet] = []
        for number, (form, laid) in enumerate(self._flow.columns()):
            setter = self._rooms[form].setter
            if number == len(self._paginators):
                self._paginators.append(Paginator(setter.page.height))
            pages = self._paginators[number].paginate(laid)
            sheets += [Sheet(setter, page) for page in pages if page.placed]
        for room in self._rooms.values():
            room.prune(self._flow)
        places: dict[str, int] = {}
        for position in range(len(sheets), 0, -1):  # the first place of an anchor counts
            places.update(dict.fromkeys(sheets[position - 1].page.anchors, position))
        context = PageContext(len(sheets), places)
        return SetDocument(document, tuple(sheets), context, self._flow.laid, self._missing)


class _Laying:
    """One document being laid, block by block; stretches of old neighbours are taken over."""

    def __init__(
        self,
        blocks: tuple[Block, ...],
        before: _Flow,
        rooms: "dict[bool, _Room]",
        progress: Progress,
    ) -> None:
        self._blocks, self._before, self._rooms = blocks, before, rooms
        self._progress = progress
        self._laid: list[Laid | None] = []
        self._forms: list[bool] = []
        self._entries = _entries(blocks)
        if self._entries == before.entries:
            self._entries = before.entries
        self._runs = self._stretches()

    def flow(self) -> _Flow:
        before = self._before
        for run in self._runs:
            # What keeps with a neighbour may reach out of the stretch at both ends: a few blocks
            # are laid again there. But behind its first one all was decided inside the stretch.
            end = run.length - _AROUND
            self._lay_until(run.new + min(_AROUND, run.length))
            if end > _AROUND and self._forms[run.new] == before.forms[run.old]:
                self._laid[run.new + 1 :] = before.laid[run.old + 1 : run.old + end]
                self._forms[run.new + 1 :] = before.forms[run.old + 1 : run.old + end]
        self._lay_until(len(self._blocks))
        return _Flow(self._blocks, tuple(self._laid), tuple(self._forms), self._entries)

    def _stretches(self) -> list[Run]:
        """Old neighbours; without the table of contents where that lists something else now."""
        found = runs(self._before.blocks, self._blocks)
        if self._entries is self._before.entries or Contents not in map(type, self._blocks):
            return found
        cut: list[Run] = []
        for run in found:
            begin = run.new
            for place in range(run.new, run.new + run.length):
                if type(self._blocks[place]) is Contents:
                    cut.append(Run(begin, run.old + begin - run.new, place - begin))
                    begin = place + 1
            length = run.new + run.length - begin
            cut.append(Run(begin, run.old + begin - run.new, length))
        return cut

    def _lay_until(self, end: int) -> None:
        for index in range(len(self._laid), end):
            if index % 50 == 0 and not self._progress(index, 2 * len(self._blocks)):
                raise Cancelled
            self._lay(index)

    def _lay(self, index: int) -> None:
        """What is laid depends on the block and the neighbours it keeps with, on nothing else."""
        block = self._blocks[index]
        kind = type(block)
        form = self._forms[-1] if self._forms else False
        if kind is PageBreak:
            self._laid.append(None)
            self._forms.append(form)
            return
        now = form if kind is Paragraph else _is_form(block, form)
        room = self._rooms[now]
        one = room.lay(block, self._entries if kind is Contents else ())
        if now == form and index > 0:
            above = self._blocks[index - 1]
            if type(above) is PageBreak:
                one = room.changed(one, new_page=True)
            elif kind is not Paragraph:
                self._keep_with_above(above, block, room)
        self._laid.append(one)
        self._forms.append(now)

    def _keep_with_above(self, above: Block, block: Block, room: "_Room") -> None:
        """Keeps a block with the one above it, or the sign-off with two lines of text."""
        if _belongs_to(above, block):
            self._keep_tail(len(self._laid) - 1, 1, room)
        if isinstance(block, Heading) and block.role == "sign-off":
            wanted, place, blocks = 2, len(self._laid) - 1, 2
            while wanted and blocks and place >= 0 and self._forms[place] == self._forms[-1]:
                if self._laid[place] is not None:
                    wanted -= self._keep_tail(place, wanted, room)
                    blocks -= 1
                place -= 1

    def _keep_tail(self, place: int, wanted: int, room: "_Room") -> int:
        """Keeps up to that many last slices with what follows; gives how many."""
        laid = self._laid[place]
        tail = min(wanted, len(laid.slices)) if laid is not None else 0
        if laid is not None and tail:
            self._laid[place] = room.changed(laid, tail=tail)
        return tail


_AROUND = 4
"""So many blocks at the ends of a stretch may keep with, or be kept with, what is outside."""


class _Room:
    """What was set with one setter."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self._kept: dict[int, _Kept] = {}
        self._changed: dict[tuple[int, bool, int], tuple[Laid, Laid]] = {}

    def lay(self, block: Block, entries: _Entries) -> Laid:
        kept = self._kept.get(id(block))
        if kept is None or kept.entries != entries:
            kept = _Kept(block, entries, lay_block(block, self.setter, entries))
            self._kept[id(block)] = kept
        return kept.laid

    def changed(self, laid: Laid, *, new_page: bool = False, tail: int = 0) -> Laid:
        """The same block beginning a page, or with its last slices kept with what follows; the
        same object as the last time."""
        rest = len(laid.slices) - tail
        if new_page <= laid.new_page and all(one.keep_next for one in laid.slices[rest:]):
            return laid
        key = (id(laid), new_page, tail)
        found = self._changed.get(key)
        if found is None:
            slices = [
                replace(one, keep_next=True) if index >= rest and not one.keep_next else one
                for index, one in enumerate(laid.slices)
            ]
            made = replace(laid, slices=slices, new_page=new_page or laid.new_page)
            found = self._changed[key] = (laid, made)
        return found[1]

    def prune(self, flow: _Flow) -> None:
        """Forgets what the document has no more, when that has become much."""
        if len(self._kept) > _MUCH * len(flow.blocks) + _SOME:
            present = set(map(id, flow.blocks))
            self._kept = {key: kept for key, kept in self._kept.items() if key in present}
        if len(self._changed) > _MUCH * len(flow.blocks) + _SOME:
            laid = set(map(id, flow.laid))
            sources = {id(source) for source, made in self._changed.values() if id(made) in laid}
            self._changed = {
                key: one
                for key, one in self._changed.items()
                if id(one[1]) in laid or id(one[1]) in sources
            }


_MUCH, _SOME = 1.25, 500


def _entries(blocks: tuple[Block, ...]) -> _Entries:
    """What the table of contents lists."""
    return tuple(
        [
            one
            for one in blocks
            if type(one) is not Paragraph
            and (isinstance(one, AnnexHead) or (isinstance(one, Heading) and one.in_contents))
        ]
    )


def _is_form(block: Block, form: bool) -> bool:
    """Whether pages of forms begin, go on or end with this block."""
    if isinstance(block, AnnexHead | FormHead):
        return True
    return form and not (isinstance(block, Heading) and block.role in ("chapter", "title"))


def _belongs_to(above: Block, block: Block) -> bool:
    """A note stays with its table or figure, a seal and the tables of a sign-off together."""
    if isinstance(block, Note):
        return isinstance(above, Table | Figure)
    if isinstance(block, Seal):
        return isinstance(above, SignatureTable)
    return isinstance(block, Table) and not block.splittable and isinstance(above, Table)
