"""The same document as typst source: same page, sizes, faces, tables, contents, header and footer.

Everything is code, not markup, so that text is only ever a string. Column widths are given where
the blocks give them and left to typst (`auto`) where our writer has to find them, too. Figures are
set as tables of their boxes, without arrows: less work than the real drawing.
"""

from collections.abc import Iterable, Iterator

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
    Span,
    SwimLanes,
    Table,
    TableCell,
    TableColumn,
    Text,
)
from desktop.writers.pdf.style import PAGE_WIDTH, Geometry, geometry
from tests.benchmarks.plain_tables import risk_table, signature_table, swim_lane_table

__all__ = ["typst_source"]

_STYLE = """
#set page(width: 210mm, height: 297mm, header-ascent: 7mm, footer-descent: 7mm)
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn", fill: rgb("1A1A1A"),
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 9pt, spacing: 9pt, first-line-indent: (amount: 2em, all: true))
#set smartquote(enabled: false)
#let sans = "Noto Sans SC"
#let grey = rgb("8C8C8C")
#let hairline = 0.35pt + rgb("BDBDBD")
#let tints = (green: rgb("EEF6F4"), amber: rgb("FBF1D6"), orange: rgb("F7E3D0"), red: rgb("F3D9D6"))
#let at(name) = [#metadata(none)#label(name)]
#let to(name, body) = link(label(name), body)
#let bold(body) = text(weight: "bold", body)
#let kai(body) = text(font: "LXGW WenKai", fill: rgb("1B3A66"), body)
#let gothic(body) = text(font: sans, weight: 500, body)
#let faint(body) = text(fill: rgb("4A4A4A"), body)
#let blue(body) = text(fill: rgb("2B5B84"), body)
#let tick(checked, label) = box[#box(width: 0.85em, height: 0.85em, stroke: 0.6pt, baseline: 0.1em,
  if checked { place(line(start: (15%, 50%), end: (100%, 0%), stroke: 1.3pt)) })#h(0.2em)#label]
#let body(text) = par(text)
#let clause(name, text) = par(gothic(box(name)) + h(0.75em) + text)
#let item(mark, text) = par(mark + text)
#let note(words) = block(above: 5pt, below: 12pt, {
  set text(size: 8.5pt, fill: rgb("4A4A4A"))
  set par(leading: 4.5pt, first-line-indent: 0pt)
  words })
#let caption(words) = block(above: 12pt, below: 6pt, width: 100%, sticky: true,
  align(center, text(font: sans, weight: 500, size: 9.5pt, words)))
#let upright(words) = align(center, stack(dir: ttb, spacing: 1pt, ..words.clusters()))
#let badge(tag, letter) = box(fill: if tag == "A" { rgb("2B5B84") } else if tag == "G" { black },
  stroke: if tag == "M" { 1pt } else if tag == "O" { 0.4pt + grey }, inset: (x: 3.5pt, y: 1.5pt),
  text(font: sans, weight: "bold", size: 8pt,
    fill: if tag in ("A", "G") { white } else { black }, letter))
#let grid-table(look, size, columns, aligns, head, whole: false, ..cells) = block(
  breakable: not whole, above: 6pt, below: 12pt, width: 100%, {
  set text(size: size)
  set par(justify: false, leading: 0.5em, spacing: 0.5em, first-line-indent: 0pt)
  let rules = if look == "form" { 0.5pt } else if look == "matrix" { hairline } else {
    (x: none, top: none, bottom: hairline) }
  show table.cell.where(y: 0): it => if head == none { it } else {
    text(font: sans, weight: 500, it) }
  table(columns: columns, align: aligns, stroke: rules, inset: (x: 4.6pt, y: 4.9pt),
    fill: (_, y) => if head != none and y == 0 { rgb("F1F1EF") },
    table.hline(stroke: 1pt), ..(if head != none { (table.header(..head),) }), ..cells,
    table.hline(stroke: 1pt))})
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): it => block(above: 14pt + 9pt, below: 20pt, width: 100%,
  align(center, text(size: 16pt, weight: "bold", it.body)))
#show heading.where(level: 2): it => block(above: 20pt, below: 13pt, width: 100%,
  align(center, text(size: 13pt, weight: "bold", it.body)))
#show heading.where(level: 3): it => block(above: 10pt, below: 9pt,
  text(font: sans, size: 12pt, weight: 500, it.body))
#show outline.entry.where(level: 1): it => { v(9pt, weak: true); strong(it) }
"""


def typst_source(document: Document) -> str:
    """A whole `.typ` file."""
    page = _margins(geometry("zh"))
    return "".join((_STYLE, page, _furniture(document), *_Writer(document).blocks()))


def _margins(page: Geometry) -> str:
    sides = f"top: {page.top:.2f}pt, bottom: {page.bottom:.2f}pt, left: {page.left:.2f}pt"
    return f"#set page(margin: ({sides}, right: {PAGE_WIDTH - page.right:.2f}pt))\n"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _furniture(document: Document) -> str:
    what = document.furniture
    before, between, after = _page_pattern(what.page_pattern)
    three = "#grid(columns: (1fr, auto, 1fr), align: (left, center, right), {}, {}, {})"
    head = three.format(
        *map(_string, (what.header_left,)),
        f"bold({_string(what.header_centre)})",
        _string(what.header_right),
    )
    page = (
        f"{_string(before)} + counter(page).display() + {_string(between)}"
        f" + str(counter(page).final().first()) + {_string(after)}"
    )
    foot = three.format(_string(what.footer_left), _string(what.footer_centre), page)
    watermark = _string(what.watermark)
    return f"""
#set document(title: {_string(document.title)}, author: {_string(document.author)})
#set page(
  background: rotate(-54deg, text(font: sans, weight: "bold", size: 96pt, fill: rgb("EBEBE9"),
    {watermark})),
  header: context {{ set text(size: 9pt); set par(first-line-indent: 0pt)
    [{head}#v(-2pt)#line(length: 100%, stroke: 0.5pt)] }},
  footer: context {{ set text(size: 9pt)
    set par(first-line-indent: 0pt, leading: 3pt, spacing: 3pt)
    [#line(length: 100%, stroke: 0.5pt){foot}]
    text(font: sans, size: 6.5pt, fill: rgb("4A4A4A"), {_string(what.evidence)}) }})
"""


def _page_pattern(pattern: str) -> tuple[str, str, str]:
    before, rest = pattern.split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


class _Writer:
    """Writes blocks; labels only the places that something links to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cited = set(_links(document.blocks))
        self._names: dict[str, str] = {}

    def blocks(self) -> Iterator[str]:
        form = False
        for block in self._document.blocks:
            if not form and isinstance(block, AnnexHead):
                form = True
                yield _margins(geometry("zh", form=True))
            yield "#" + self._block(block) + "\n"

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Note():
                return f"note({self._text(block.text)})"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case SignatureTable():
                notes = "".join(f"\n#note({self._text(one)})" for one in block.notes)
                return self._table(signature_table(block)) + notes
            case Seal():
                mark = f'circle(radius: {block.diameter_mm / 2}mm, stroke: (dash: "dashed"))'
                return f"align(right, {mark} + {_string(block.issuer)})"
            case Cover():
                return self._cover(block)
            case Contents():
                return f"outline(title: {_string(block.title)}, depth: 2, indent: 4.6em)"
            case AnnexHead():
                title = f"{_string(block.number)} + h(1em) + {_string(block.title)}"
                form = f"align(right, text(size: 9.5pt, {_string(block.form)}))"
                head = f"heading(level: 1, {title}){self._label(block.anchor)}"
                return f"pagebreak(weak: true)\n#{form}\n#{head}"
            case FormHead():
                return f"pagebreak(weak: true)\n#heading(level: 1, {_string(block.title)})"
            case FillLine():
                return self._fill_line(block)
            case PageBreak():
                return "pagebreak(weak: true)"
            case _:
                raise TypeError(f"no way to write a {type(block).__name__}")

    def _heading(self, block: Heading) -> str:
        number = f"{_string(block.number)} + h(1em) + " if block.number else ""
        level = min(block.level, 3)
        options = f"level: {level}, outlined: {_flag(block.in_contents)}"
        made = f"heading({options}, {number}{_string(block.text)}){self._label(block.anchor)}"
        return f"pagebreak(weak: true)\n#{made}" if block.role == "title" else made

    def _paragraph(self, block: Paragraph) -> str:
        words = self._anchor(block.anchor) + self._text(block.text)
        if block.label:
            return f"clause({_string(block.label)}, {words})"
        if block.marker:
            return f"item({_string(block.marker)}, {words})"
        return f"body({words})"

    def _anchor(self, name: str) -> str:
        return f"at({_string(self._name(name))}) + " if name in self._cited else ""

    def _label(self, name: str) -> str:
        """Marks a heading itself: its words come again in the contents."""
        return f" #label({_string(self._name(name))})" if name in self._cited else ""

    def _name(self, anchor: str) -> str:
        return self._names.setdefault(anchor, f"a{len(self._names)}")

    def _text(self, text: Text) -> str:
        return " + ".join(map(self._span, text)) or '""'

    def _span(self, one: object) -> str:
        if not isinstance(one, Span):
            return f"tick({_flag(one.checked)}, {_string(one.label)})"  # type: ignore[attr-defined]
        words = _string(one.text)
        if one.bold:
            words = f"bold({words})"
        if one.face == "sans":
            words = f"gothic({words})"
        if one.face == "answer" or one.italic:
            words = f"kai({words})"
        if one.tone == "secondary":
            words = f"faint({words})"
        if one.tone == "blue":
            words = f"blue({words})"
        if one.link and one.link in self._cited:
            words = f"to({_string(self._name(one.link))}, {words})"
        return words

    def _table(self, block: Table) -> str:
        caption = self._caption(block.anchor, block.caption)
        columns = ", ".join(_width(column) for column in block.columns)
        aligns = ", ".join(_align(column.align) for column in block.columns)
        head = "none"
        if block.show_head:
            head = f"({', '.join(self._head(block.columns))},)"
        cells = ",\n".join(
            self._cell(cell, index, row.minimum_height, block.columns)
            for row in block.rows
            for index, cell in enumerate(row.cells)
        )
        whole = "" if block.splittable else " whole: true,"
        return (
            f'{caption}grid-table("{block.look}", {block.size:g}pt, ({columns},), ({aligns},),'
            f" {head},{whole}\n{cells})"
        )

    def _head(self, columns: tuple[TableColumn, ...]) -> Iterator[str]:
        for column in columns:
            title = _string(column.title)
            if column.upright:
                title = f"upright({title})"
            if column.code:
                title += f" + linebreak() + text(size: 7pt, {_string(column.code)})"
            yield title

    def _cell(
        self, cell: TableCell, index: int, height: float, columns: tuple[TableColumn, ...]
    ) -> str:
        words = " + parbreak() + ".join(map(self._text, cell.paragraphs)) or '""'
        if cell.mark.startswith(("tag-", "raci-A")):
            words = f'badge("{cell.mark.removeprefix("tag-").removeprefix("raci-")[0]}", {words})'
        options = []
        if cell.rows > 1:
            options.append(f"rowspan: {cell.rows}")
        if cell.columns > 1:
            options.append(f"colspan: {cell.columns}")
        tint = cell.mark if cell.mark in ("green", "amber", "orange", "red") else ""
        if not tint and len(columns) > index:
            tint = columns[index].tint
        if cell.head:
            options.append('fill: rgb("F1F1EF")')
            words = f"gothic({words})"
        elif tint:
            options.append(f"fill: tints.{tint}")
        if cell.align:
            options.append(f"align: {_align(cell.align)}")
        if index == 0 and height:
            words = f"box(height: {height - 9.8:g}pt) + {words}"
        return f"table.cell({', '.join(options)}, {words})" if options else words

    def _figure(self, block: Figure) -> str:
        caption = self._caption(block.anchor, block.caption)
        drawing = block.drawing
        if isinstance(drawing, SwimLanes):
            return caption + self._table(swim_lane_table(drawing))
        return caption + self._table(risk_table(drawing))

    def _caption(self, anchor: str, words: str) -> str:
        return f"caption({self._anchor(anchor)}{_string(words)})\n#" if words else ""

    def _fill_line(self, block: FillLine) -> str:
        columns = ", ".join(f"{share:g}fr" for _, _, share in block.fields)
        cells = ", ".join(
            f"{_string(label)} + h(5pt) + kai({_string(answer)})"
            f" + box(width: 1fr, line(length: 100%, stroke: 0.5pt))"
            for label, answer, _ in block.fields
        )
        return f"text(size: 10pt, grid(columns: ({columns},), column-gutter: 12pt, {cells}))"

    def _cover(self, block: Cover) -> str:
        facts = ", ".join(
            _string(word.replace("{pages}", "")) for fact in block.facts for word in fact
        )
        notes = "\n".join(f"#note({_string(one)})" for one in block.notes)
        return f"""text(size: 14pt, weight: "bold", {_string(block.company)})
#v(40mm)
#align(center, text(size: 26pt, weight: "bold", {_string(block.title)}))
#align(center, faint({_string(block.title_other)}))
#v(20mm)
#grid-table("reading", 12pt, (63pt, 1fr, 63pt, 1fr), (left,) * 4, none, {facts})
#{self._table(signature_table(block.signatures))}
{notes}"""


def _links(blocks: Iterable[Block]) -> Iterator[str]:
    """Anchors that are linked to and exist."""
    there: set[str] = set()
    wanted: set[str] = set()
    for block in blocks:
        there.add(getattr(block, "anchor", ""))
        texts: list[Text] = []
        if isinstance(block, Paragraph | Note):
            texts.append(block.text)
        if isinstance(block, Table):
            texts += [text for row in block.rows for cell in row.cells for text in cell.paragraphs]
        wanted.update(one.link for text in texts for one in text if isinstance(one, Span))
    yield from sorted((wanted & there) - {""})


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _align(name: str) -> str:
    return f"{'center' if name == 'centre' else name} + horizon"


def _width(column: TableColumn) -> str:
    if column.fixed is not None:
        return f"{column.fixed:g}pt"
    return "auto" if column.width is None else f"{column.width:g}fr"
