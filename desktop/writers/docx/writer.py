"""Writes a document as a Word file: block by block, in sections of pages with the same margins."""

import re
from collections.abc import Callable
from typing import Literal

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Cover,
    Document,
    Figure,
    FillLine,
    FormHead,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Seal,
    SignatureTable,
    Table,
)
from desktop.models.errors import Cancelled
from desktop.writers.catalogue import Progress
from desktop.writers.docx.cover import COVER_BOTTOM, COVER_TOP, cover
from desktop.writers.docx.drawings import figure, seal
from desktop.writers.docx.front import Entry, annex_head, contents, fill_line, form_head
from desktop.writers.docx.furniture import RULE_GAP, footer, header
from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import tag, twips
from desktop.writers.docx.package import pack
from desktop.writers.docx.prose import heading, note, prose
from desktop.writers.docx.rooms import spacer
from desktop.writers.docx.tables import signature_table, table
from desktop.writers.docx.text import paragraph
from desktop.writers.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from desktop.writers.pdf.typesetter import Typesetter

__all__ = ["write_docx"]

_Room = Literal["cover", "text", "form"]
_END_REVISED = re.compile(r"<w:p><w:pPr>(?:(?!</w:pPr>).)*<w:rPr><w:(?:ins|del|move)")
_BREAK = "<w:pageBreakBefore/>"


def _is_sample(block: Block) -> bool:
    return isinstance(block, Note) and block.sample


def _go_on(_done: int, _total: int) -> bool:
    return True


def write_docx(document: Document, progress: Progress = _go_on) -> bytes:
    """The whole file in memory. Equal documents give equal bytes.

    Raises `Cancelled` where `progress` says stop.
    """
    return _Work(document, progress).file()


class _Work:
    """One file being written."""

    def __init__(self, document: Document, progress: Progress) -> None:
        self.document, self.progress = document, progress
        self.making = Making(document)
        self.parts: list[str] = []
        self.room: _Room | None = None
        self.rooms: list[_Room] = []
        self.break_before = False
        self.pages: dict[str, int] = {}
        self.page_count = 0
        self.steps = 2 * len(document.blocks)
        self.entries: list[Entry] = [
            one
            for one in document.blocks
            if isinstance(one, AnnexHead) or (isinstance(one, Heading) and one.in_contents)
        ]

    def file(self) -> bytes:
        blocks = self.document.blocks
        if any(isinstance(one, Contents | Cover) for one in blocks):
            # Word counts pages itself once it is asked to; until then ours are the best guess.
            context = Typesetter().set(self.document, self._half).context
            self.pages, self.page_count = context.pages, context.total
        for index, block in enumerate(blocks):
            if index % 50 == 0 and not self.progress(len(blocks) + index, self.steps):
                raise Cancelled
            self.making.following = blocks[index + 1] if index + 1 < len(blocks) else None
            self.making.tracking = self.document.tracked and not _is_sample(block)
            self._add(block)
        if not blocks or str(getattr(blocks[-1], "change", False) or ""):
            # The last paragraph of a file cannot come or go.
            self.parts.append(paragraph(self.making.book.paragraph("section-end"), ""))
        last = self._section(self.room or "text")
        furniture = self._furniture()
        return pack(
            self.document,
            "".join(self.parts) + last,
            self.making.book.part(),
            furniture,
            self.making.pictures,
        )

    def _half(self, done: int, total: int) -> bool:
        return self.progress(done * len(self.document.blocks) // max(total, 1), self.steps)

    def _add(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self.break_before = True
            return
        room = self._room_of(block)
        begins = room != self.room
        if begins:
            if self.room is not None:
                style = self.making.book.paragraph("section-end")
                self.parts.append(paragraph(style, "", self._section(self.room)))
            self.room = room
            self.making.form = room == "form"
            if room not in self.rooms:
                self.rooms.append(room)
        new_page = self.break_before or isinstance(block, AnnexHead | FormHead | Contents)
        new_page = new_page or (isinstance(block, Heading) and block.role == "title")
        self.break_before = False
        for part in self._written(block, [_BREAK] if new_page and not begins else []):
            if part.startswith("<w:tbl>") and self.parts and _END_REVISED.match(self.parts[-1]):
                # The paragraph may go, and its end cannot be joined with a table: LibreOffice
                # leaves an empty line there, or page. This one has no height to be seen.
                self.parts.append(spacer(self.making))
            self.parts.append(part)

    def _room_of(self, block: Block) -> _Room:
        """Forms have margins of their own; they end where a chapter begins."""
        if isinstance(block, Cover):
            return "cover"
        if isinstance(block, AnnexHead | FormHead):
            return "form"
        ends = isinstance(block, Heading) and block.role in ("chapter", "title")
        return "form" if self.room == "form" and not ends else "text"

    def _written(self, block: Block, props: list[str]) -> list[str]:
        making = self.making
        if isinstance(block, Cover):
            return cover(block, making, self.page_count)
        if isinstance(block, Contents):
            return contents(block, making, self.entries, self.pages, *props)
        if isinstance(block, Paragraph):
            return [prose(block, making, *props)]
        if isinstance(block, Heading):
            return [heading(block, making, *props)]
        if isinstance(block, Note):
            return [note(block, making, *props)]
        return _SEVERAL[type(block)](block, making, *props)

    # -- sections -------------------------------------------------------------------------------

    def _section(self, room: _Room) -> str:
        """Where a section ends: its page, its header and footer."""
        page = self.making.book.pages[room == "form"]
        number = self.rooms.index(room) + 1 if room in self.rooms else 1
        top, bottom = (COVER_TOP, COVER_BOTTOM) if room == "cover" else (page.top, page.bottom)
        small = page.roles["small"]
        lead = (page.pitch - page.size) / 2  # the first line stands on the type area
        margins = {
            "w:top": twips(top - lead),
            "w:right": twips(PAGE_WIDTH - page.left - page.width),
            "w:bottom": twips(bottom - lead),
            "w:left": twips(page.left),
            "w:header": twips(page.top - RULE_GAP - 4 - small.pitch),
            "w:footer": twips(page.bottom - RULE_GAP - 2 - 3 - small.pitch - 9),
            "w:gutter": 0,
        }
        size = {"w:w": twips(PAGE_WIDTH), "w:h": twips(PAGE_HEIGHT)}
        return tag(
            "w:sectPr",
            None,
            f'<w:headerReference w:type="default" r:id="rId_header{number}"/>',
            f'<w:footerReference w:type="default" r:id="rId_footer{number}"/>',
            '<w:type w:val="nextPage"/>',
            tag("w:pgSz", size),
            tag("w:pgMar", margins),
            '<w:cols w:space="720"/>',
        )

    def _furniture(self) -> dict[str, str]:
        found: dict[str, str] = {}
        furniture = self.document.furniture
        for number, room in enumerate(self.rooms or ["text"], 1):
            setter = None if room == "cover" else self.making.setters[room == "form"]
            found[f"header{number}"] = header(furniture, self.making, setter, number)
            found[f"footer{number}"] = footer(furniture, self.making, setter)
        return found


_SEVERAL: dict[type[Block], Callable[..., list[str]]] = {
    Table: table,
    Figure: figure,
    SignatureTable: signature_table,
    Seal: seal,
    AnnexHead: annex_head,
    FormHead: form_head,
    FillLine: fill_line,
}
