"""Writes a document as GitHub flavoured Markdown, good to read as plain text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

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
from desktop.i18n import catalogue
from desktop.models.errors import Cancelled
from desktop.writers.figure_words import figure_name, figure_table
from desktop.writers.markdown.tables import signature_lines, table_lines
from desktop.writers.markdown.text import Hand, bold, cell_line, escaped, heading_line, line
from desktop.writers.places import Places, contents_entries
from desktop.writers.signs import readable

__all__ = ["Progress", "write_markdown"]

Progress = Callable[[int, int], bool]
_STEP = 200
_DEPTHS = {"item": 0, "hang-1": 0, "subitem": 1, "hang-2": 1}
_DEEPEST = 6
_TO_FILL = "\\_" * 8


def _go_on(_done: int, _total: int) -> bool:
    return True


def write_markdown(document: Document, progress: Progress = _go_on) -> bytes:
    """The whole file, in UTF-8. Equal documents give equal bytes. Raises `Cancelled` where
    `progress` says stop."""
    body = _Body(document)
    total = len(document.blocks)
    lines = [*_front_matter(document), ""]
    if not any(isinstance(one, Cover) for one in document.blocks):
        lines += [f"# {heading_line(escaped(document.title))}", "", *body.state()]
    for done, block in enumerate(document.blocks):
        if done % _STEP == 0 and not progress(done, total):
            raise Cancelled
        lines += body.lines(block)
    lines += body.foot()
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _front_matter(document: Document) -> list[str]:
    """YAML; a JSON string is one of YAML, too, whatever stands in it."""
    furniture = document.furniture
    facts = {
        "title": document.title,
        "document": document.name,
        "language": document.language,
        "organisation": document.author,
        "number": document.number,
        "revision": document.revision,
        "state": furniture.footer_centre,
        "classification": furniture.footer_left,
        "printed": document.printed.isoformat(timespec="seconds"),
        "content_hash": f"sha256:{document.content_hash}",
    }
    lines = [f"{key}: {_quoted(value)}" for key, value in facts.items()]
    return ["---", *lines, "---"]


def _quoted(value: str) -> str:
    made = json.dumps(readable(value), ensure_ascii=False)
    signs = [one if one.isprintable() or one == "\u3000" else f"\\u{ord(one):04x}" for one in made]
    return "".join(signs)


class _Body:
    """Blocks as lines, an empty one after each; items of lists stand close."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.hand = Hand(document.language, Places(document))
        self._in_list = False

    def lines(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph) and block.marker and block.role in _DEPTHS:
            yield from self._item(block)
            return
        if self._in_list:
            self._in_list = False
            yield ""
        yield from self._block(block)
        yield ""

    def state(self) -> Iterator[str]:
        """What stands on every page of paper, once: whose it is, and whether it is in force."""
        furniture = self.document.furniture
        heads = (furniture.header_left, furniture.header_right, furniture.footer_left)
        yield line(escaped("\u3000·\u3000".join(one for one in heads if one)))
        yield ""
        if furniture.watermark:
            yield f"> {bold(escaped(furniture.footer_centre or furniture.watermark))}"
            yield ""

    def foot(self) -> Iterator[str]:
        if self._in_list:
            yield ""
        yield "---"
        yield ""
        yield line(escaped(self.document.furniture.footer_centre))
        yield ""
        yield line(escaped(self.document.furniture.evidence))

    def _block(self, block: Block) -> Iterator[str]:
        hand = self.hand
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Heading():
                yield self._heading(block)
            case Note():
                yield line(hand.runs(block.text))
            case Table():
                yield from table_lines(block, hand)
            case Figure():
                yield from self._figure(block)
            case SignatureTable():
                yield from signature_lines(block, hand)
            case Seal():
                mark = catalogue("paper").say("seal", hand.language)
                date = catalogue("paper").say("date_wide", hand.language)
                yield line("<br>".join((escaped(block.issuer), escaped(mark), escaped(date))))
            case Cover():
                yield from self._cover(block)
            case Contents():
                yield from self._contents(block)
            case AnnexHead():
                title = hand.reworded(block.title, block.title_before)
                made = hand.changed(f"{escaped(block.number)} {title}", block.change)
                yield f"## {heading_line(hand.begin(block.anchor, block.change) + made)}"
                yield from self._form_number(block.form)
            case FormHead():
                yield f"## {heading_line(escaped(block.title))}"
                yield from self._form_number(block.form)
            case FillLine():
                fields = "\u3000".join(_field(label, given) for label, given, _ in block.fields)
                yield line(hand.changed(fields, block.change))
            case PageBreak():
                yield "---"

    def _form_number(self, form: str) -> Iterator[str]:
        if form:
            yield ""
            yield line(escaped(form))

    def _heading(self, block: Heading) -> str:
        hand = self.hand
        number = f"{escaped(block.number)} " if block.number else ""
        words = hand.runs(block.runs) if block.runs else escaped(block.text)
        made = hand.changed(number + words, block.change)
        signs = "#" * min(block.level + 1, _DEEPEST)
        return f"{signs} {heading_line(hand.begin(block.anchor, block.change) + made)}"

    def _paragraph(self, block: Paragraph) -> str:
        hand = self.hand
        place = hand.begin(block.anchor, block.change, if_cited=not block.label)
        label = f"{bold(escaped(block.label))} " if block.label else ""
        start = label + escaped(block.marker)
        made = hand.changed(start + hand.runs(block.text, start), block.change, place)
        return place + made if place else line(made)

    def _item(self, block: Paragraph) -> Iterator[str]:
        """Our numbers are text behind a neutral mark: no reader counts anew."""
        depth = _DEPTHS[block.role] if self._in_list else 0
        self._in_list = True
        yield f"{'  ' * depth}- {self._paragraph(block)}"

    def _figure(self, block: Figure) -> Iterator[str]:
        """A figure in words, row by row."""
        hand = self.hand
        name = figure_name(block, hand.language)
        caption = hand.caption(name, block.caption_before if block.caption else "")
        yield hand.begin(block.anchor, block.change) + hand.changed(caption, block.change)
        yield ""
        table = figure_table(block, hand.language)
        if block.change:
            table = _with_change(table, block)
        yield from table_lines(table, hand)

    def _cover(self, block: Cover) -> Iterator[str]:
        yield f"# {heading_line(escaped(block.title))}"
        yield ""
        for text in (block.subtitle, block.title_other, block.company, block.company_other):
            if text:
                yield line(escaped(text))
                yield ""
        furniture = self.document.furniture
        if furniture.watermark:
            yield f"> {bold(escaped(furniture.footer_centre or furniture.watermark))}"
            yield ""
        yield "| | |"
        yield "| --- | --- |"
        for label, value in block.facts:
            if "{pages}" not in value:  # nothing here has pages
                yield f"| {cell_line(escaped(label))} | {cell_line(escaped(value))} |"
        yield ""
        yield from signature_lines(block.signatures, self.hand)
        for note in block.notes:
            yield ""
            yield line(escaped(note))

    def _contents(self, block: Contents) -> Iterator[str]:
        yield f"## {heading_line(escaped(block.title))}"
        yield ""
        depth = 0
        for entry in contents_entries(self.document):
            level = min(entry.level, depth + 1) if isinstance(entry, Heading) else 1
            depth = level
            text = entry.text if isinstance(entry, Heading) else entry.title
            words = escaped(" ".join(filter(None, (entry.number, text))))
            linked = self.hand.linked(words, entry.anchor)
            yield f"{'  ' * (level - 1)}- {linked if linked != words else line(words)}"


def _with_change(table: Table, figure: Figure) -> Table:
    return replace(table, rows=tuple(replace(row, change=figure.change) for row in table.rows))


def _field(label: str, answer: str) -> str:
    return f"{escaped(label)} {escaped(answer) or _TO_FILL}"
