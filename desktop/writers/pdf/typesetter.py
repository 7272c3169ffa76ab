"""Sets documents: every block once, then all pages.

A typesetter remembers the layout of blocks by the block object (equal layouts need no second
setting) and the pages that they fell on; a fresh one sets the same pages from nothing.
"""

from collections.abc import Callable
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
from desktop.writers.pdf.flow import Laid, Page, PageContext
from desktop.writers.pdf.layout import lay_block
from desktop.writers.pdf.pages import Paginator
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


class Typesetter:
    """Sets one state of a document after the other."""

    def __init__(self) -> None:
        self._language: Language | None = None
        self._missing: dict[str, str] = {}
        self._rooms: dict[bool, _Room] = {}
        self._paginators: list[Paginator] = []

    def set(self, document: Document, progress: Progress) -> SetDocument:
        """Raises `Cancelled` where `progress` says stop; what was set until then is remembered."""
        if document.language != self._language:
            self._language = document.language
            self._missing = {}
            self._rooms = {
                form: _Room(Setter(geometry(document.language, form=form), self._missing))
                for form in (False, True)
            }
            self._paginators = []
        columns = self._columns(document, progress)
        sheets: list[Sheet] = []
        for number, column in enumerate(columns):
            setter = self._rooms[column.form].setter
            if number == len(self._paginators):
                self._paginators.append(Paginator(setter.page.height))
            pages = self._paginators[number].paginate(column.laid)
            sheets += [Sheet(setter, page) for page in pages if page.placed]
        for room in self._rooms.values():
            room.prune()
        context = PageContext(len(sheets))
        for position, sheet in enumerate(sheets, 1):
            for anchor in sheet.page.anchors:
                context.pages.setdefault(anchor, position)
        laid: list[Laid | None] = [None] * len(document.blocks)
        for column in columns:
            for index, one in zip(column.blocks, column.laid, strict=True):
                laid[index] = one
        return SetDocument(document, tuple(sheets), context, tuple(laid), self._missing)

    def _columns(self, document: Document, progress: Progress) -> "list[_Column]":
        """Stretches of blocks with the same margins, set; ordinary pages and forms in turns."""
        entries = _entries(document.blocks)
        column = _Column(False, [], [])
        columns = [column]
        turn = False
        above: Block | None = None
        total = 2 * len(document.blocks)
        for index, block in enumerate(document.blocks):
            if index % 50 == 0 and not progress(index, total):
                raise Cancelled
            kind = type(block)
            if kind is PageBreak:
                turn = True
                continue
            if kind is not Paragraph and _is_form(block, column.form) != column.form:
                column = _Column(not column.form, [], [])
                columns.append(column)
                turn = False
            room = self._rooms[column.form]
            one = room.lay(block, entries if kind is Contents else ())
            if turn:
                one = room.changed(one, new_page=True)
                turn = False
            elif column.laid and kind is not Paragraph and above is not None:
                _keep_with_above(column.laid, above, block, room)
            column.laid.append(one)
            column.blocks.append(index)
            above = block
        return columns


class _Column(NamedTuple):
    """Blocks under each other: their numbers in the document, and as they were set."""

    form: bool
    blocks: list[int]
    laid: list[Laid]


class _Room:
    """What was set with one setter."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self._kept: dict[int, _Kept] = {}
        self._used: dict[int, _Kept] = {}
        self._changed: dict[tuple[int, bool, int], tuple[Laid, Laid]] = {}
        self._changed_used: dict[tuple[int, bool, int], tuple[Laid, Laid]] = {}

    def lay(self, block: Block, entries: _Entries) -> Laid:
        key = id(block)
        kept = self._used.get(key) or self._kept.get(key)
        if kept is None or kept.entries != entries:
            kept = _Kept(block, entries, lay_block(block, self.setter, entries))
        self._used[key] = kept
        return kept.laid

    def changed(self, laid: Laid, *, new_page: bool = False, tail: int = 0) -> Laid:
        """The same block beginning a page, or with its last slices kept with what follows; the
        same object as the last time."""
        key = (id(laid), new_page, tail)
        found = self._changed_used.get(key) or self._changed.get(key)
        if found is None:
            rest = len(laid.slices) - tail
            slices = [
                replace(one, keep_next=True) if index >= rest and not one.keep_next else one
                for index, one in enumerate(laid.slices)
            ]
            made = replace(laid, slices=slices, new_page=new_page or laid.new_page)
            found = (laid, made)
        self._changed_used[key] = found
        return found[1]

    def prune(self) -> None:
        """Forgets what the last document did not have any more."""
        self._kept, self._used = self._used, {}
        self._changed, self._changed_used = self._changed_used, {}


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


def _keep_with_above(laid: list[Laid], above: Block, block: Block, room: _Room) -> None:
    """Keeps a block with the one above it, or the sign-off with two lines of text."""
    if _belongs_to(above, block):
        laid[-1] = room.changed(laid[-1], tail=1)
    if isinstance(block, Heading) and block.role == "sign-off":
        wanted = 2
        for place in range(len(laid) - 1, max(len(laid) - 3, -1), -1):
            tail = min(wanted, len(laid[place].slices))
            if tail:
                laid[place] = room.changed(laid[place], tail=tail)
            wanted -= tail


def _belongs_to(above: Block, block: Block) -> bool:
    """A note stays with its table or figure, a seal and the tables of a sign-off together."""
    if isinstance(block, Note):
        return isinstance(above, Table | Figure)
    if isinstance(block, Seal):
        return isinstance(above, SignatureTable)
    return isinstance(block, Table) and not block.splittable and isinstance(above, Table)
