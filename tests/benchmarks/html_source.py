"""The same document as HTML and CSS for WeasyPrint: same page, sizes, faces, tables, contents.

Figures are set as tables of their boxes, without arrows: less work than the real drawing.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

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

__all__ = ["html_source"]

_FACES = (
    ("PaperSerif", "400", "NotoSerifSC-Regular"),
    ("PaperSerif", "700", "NotoSerifSC-Bold"),
    ("PaperSans", "400", "NotoSansSC-Regular"),
    ("PaperSans", "500", "NotoSansSC-Medium"),
    ("PaperSans", "700", "NotoSansSC-Bold"),
    ("PaperKai", "400", "LXGWWenKai-Regular"),
)
_STYLE = """
@page { size: A4; font: 9pt/13.5pt PaperSerif;
  @top-left { padding-bottom: 4pt; margin-bottom: 7mm; border-bottom: 0.5pt solid;
    vertical-align: bottom; }
  @top-center { padding-bottom: 4pt; margin-bottom: 7mm; border-bottom: 0.5pt solid;
    vertical-align: bottom; font-weight: 700; }
  @top-right { padding-bottom: 4pt; margin-bottom: 7mm; border-bottom: 0.5pt solid;
    vertical-align: bottom; }
  @bottom-left { margin-top: 7mm; border-top: 0.5pt solid; vertical-align: top; }
  @bottom-center { margin-top: 7mm; border-top: 0.5pt solid; vertical-align: top; }
  @bottom-right { margin-top: 7mm; border-top: 0.5pt solid; vertical-align: top; } }
.form-pages { page: form; }
html { font: 12pt/21pt PaperSerif; color: #1A1A1A; }
body { margin: 0; text-align: justify; line-break: strict; }
a { color: inherit; text-decoration: none; }
p { margin: 0; text-indent: 2em; orphans: 2; widows: 2; }
h1, h2, h3 { text-align: center; text-indent: 0; break-after: avoid; }
h1 { font: 700 16pt/24pt PaperSerif; margin: 14pt 0 20pt; }
h2 { font: 700 13pt/20pt PaperSerif; margin: 20pt 0 13pt; }
h3 { font: 500 12pt/21pt PaperSans; margin: 10pt 0 3pt; text-align: left; }
.turn { break-before: page; }
.label { font-family: PaperSans; font-weight: 500; white-space: nowrap; margin-right: 0.75em; }
.note { font-size: 8.5pt; line-height: 13pt; color: #4A4A4A; margin: 5pt 0 12pt; text-indent: 0; }
.caption { font: 500 9.5pt/14pt PaperSans; text-align: center; text-indent: 0; margin: 12pt 0 6pt;
  break-after: avoid; }
.sans { font-family: PaperSans; font-weight: 500; } .kai { font-family: PaperKai; color: #1B3A66; }
b { font-weight: 700; } .secondary { color: #4A4A4A; } .blue { color: #2B5B84; }
.tick { white-space: nowrap; }
.tick::before { content: ""; display: inline-block; width: 0.85em; height: 0.85em;
  border: 0.6pt solid; margin-right: 0.2em; vertical-align: -0.1em; }
.tick.checked::before { border-right-width: 2pt; border-top-width: 2pt; }
table { width: 100%; border-collapse: collapse; margin: 6pt 0 12pt; line-height: 1.5;
  text-align: left; border-top: 1pt solid; border-bottom: 1pt solid; }
td, th { padding: 2.8pt 4.6pt; vertical-align: middle; font-weight: inherit; }
tr { break-inside: avoid; }
thead th { font-family: PaperSans; font-weight: 500; background: #F1F1EF;
  border-bottom: 0.6pt solid; }
td > p { text-indent: 0; text-align: inherit; }
.reading td { border-bottom: 0.35pt solid #BDBDBD; }
.matrix td, .matrix th { border: 0.35pt solid #BDBDBD; }
.form td, .form th { border: 0.5pt solid; }
.whole { break-inside: avoid; }
.head { font-family: PaperSans; font-weight: 500; background: #F1F1EF; }
.left { text-align: left; } .centre { text-align: center; } .right { text-align: right; }
.green { background: #EEF6F4; } .amber { background: #FBF1D6; } .orange { background: #F7E3D0; }
.red { background: #F3D9D6; }
.badge { font: 700 8pt/10pt PaperSans; padding: 0.5pt 3.5pt; border: 0.4pt solid #8C8C8C; }
.badge.A { background: #2B5B84; color: white; } .badge.G { background: black; color: white; }
.watermark { position: fixed; top: 90mm; left: -10mm; transform: rotate(-54deg);
  font: 700 96pt/96pt PaperSans; color: #EBEBE9; z-index: -1; white-space: nowrap; }
.contents p { text-indent: 0; } .contents .first { font-weight: 700; margin-top: 9pt; }
.contents .second { font-size: 10.5pt; line-height: 18pt; padding-left: 4.6em; }
.contents a::after { content: leader(".") target-counter(attr(href), page); }
.seal { width: 42mm; height: 42mm; border: 0.9pt dashed #B3261E; border-radius: 50%;
  margin-left: auto; text-indent: 0; }
.fill { display: flex; gap: 12pt; font-size: 10pt; text-indent: 0; }
.fill > div { border-bottom: 0.5pt solid; }
.cover { font-size: 26pt; font-weight: 700; line-height: 36pt; text-align: center; margin: 40mm 0;
  text-indent: 0; }
"""


def html_source(document: Document, fonts: Path) -> str:
    """A whole HTML file. `fonts`: folder of the faces."""
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight};"
        f" src: url({(fonts / file).with_suffix('.ttf').as_uri()}) }}\n"
        for family, weight, file in _FACES
    )
    head = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>"
        f'<meta name="author" content="{escape(document.author)}">'
        f"<style>{faces}{_STYLE}{_furniture(document)}</style></head><body>"
    )
    watermark = f'<div class="watermark">{escape(document.furniture.watermark)}</div>'
    return "\n".join((head, watermark, *_Writer(document).blocks(), "</body></html>\n"))


def _css(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _furniture(document: Document) -> str:
    what = document.furniture
    pages = _css(what.page_pattern)
    pages = pages.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    page, form = geometry("zh"), geometry("zh", form=True)
    return f"""@page {{ {_margins(page)} }} @page form {{ {_margins(form)} }}
@page {{ @top-left {{ content: {_css(what.header_left)} }}
  @top-center {{ content: {_css(what.header_centre)} }}
  @top-right {{ content: {_css(what.header_right)} }}
  @bottom-left {{ content: {_css(what.footer_left)} }}
  @bottom-center {{ content: {_css(what.footer_centre)} }}
  @bottom-right {{ content: {pages} }}
  @bottom-left-corner {{ content: "" }}
  @bottom-right-corner {{ content: {_css(what.evidence)}; font: 6.5pt/9pt PaperSans;
    white-space: nowrap; margin-left: -432pt; padding-top: 2pt; }} }}"""


def _margins(page: Geometry) -> str:
    right = PAGE_WIDTH - page.right
    return f"margin: {page.top:.2f}pt {right:.2f}pt {page.bottom:.2f}pt {page.left:.2f}pt"


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._names: dict[str, str] = {}
        self._there = {getattr(block, "anchor", "") for block in document.blocks} - {""}

    def blocks(self) -> Iterator[str]:
        turn = ""
        form = False
        for block in self._document.blocks:
            if not form and isinstance(block, AnnexHead):
                form = True
                yield '<div class="form-pages">'
            if isinstance(block, PageBreak):
                turn = '<div class="turn"></div>'
                continue
            yield turn + self._block(block)
            turn = ""
        if form:
            yield "</div>"

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(block.level, 3)
                turn = ' class="turn"' if block.role == "title" else ""
                words = f"{block.number}\u3000{block.text}" if block.number else block.text
                return f"<h{level}{self._id(block.anchor)}{turn}>{escape(words)}</h{level}>"
            case Paragraph():
                return self._paragraph(block)
            case Note():
                return f'<p class="note">{self._text(block.text)}</p>'
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case SignatureTable():
                notes = "".join(f'<p class="note">{self._text(one)}</p>' for one in block.notes)
                return self._table(signature_table(block)) + notes
            case Seal():
                return f'<p class="seal">{escape(block.issuer)}</p>'
            case Cover():
                return self._cover(block)
            case Contents():
                return self._contents(block)
            case AnnexHead():
                words = escape(f"{block.number}\u3000{block.title}")
                form = f'<p class="note turn right">{escape(block.form)}</p>'
                return f"{form}<h1{self._id(block.anchor)}>{words}</h1>"
            case FormHead():
                return f'<h1 class="turn">{escape(block.title)}</h1>'
            case FillLine():
                return self._fill_line(block)
            case PageBreak():
                return ""
            case _:
                raise TypeError(f"no way to write a {type(block).__name__}")

    def _id(self, anchor: str) -> str:
        return f' id="{self._name(anchor)}"' if anchor else ""

    def _name(self, anchor: str) -> str:
        return self._names.setdefault(anchor, f"a{len(self._names)}")

    def _paragraph(self, block: Paragraph) -> str:
        label = f'<span class="label">{escape(block.label)}</span>' if block.label else ""
        words = f"{label}{escape(block.marker)}{self._text(block.text)}"
        return f"<p{self._id(block.anchor)}>{words}</p>"

    def _text(self, text: Text) -> str:
        return "".join(map(self._span, text))

    def _span(self, one: object) -> str:
        if not isinstance(one, Span):
            checked = " checked" if one.checked else ""  # type: ignore[attr-defined]
            return f'<span class="tick{checked}">{escape(one.label)}</span>'  # type: ignore[attr-defined]
        words = escape(one.text)
        if one.bold:
            words = f"<b>{words}</b>"
        face = "kai" if one.face == "answer" or one.italic else one.face
        looks = [name for name in (face, one.tone) if name not in ("serif", "ink")]
        if looks:
            words = f'<span class="{" ".join(looks)}">{words}</span>'
        if one.link in self._there:
            words = f'<a href="#{self._name(one.link)}">{words}</a>'
        return words

    def _caption(self, anchor: str, words: str) -> str:
        return f'<p class="caption"{self._id(anchor)}>{escape(words)}</p>' if words else ""

    def _table(self, block: Table) -> str:
        caption = self._caption(block.anchor, block.caption)
        total = sum(column.width or 0.0 for column in block.columns) or 1.0
        columns = "".join(f"<col{_width(one, total)}>" for one in block.columns)
        head = ""
        if block.show_head:
            cells = "".join(
                f'<th class="{column.align}">{_title(column)}</th>' for column in block.columns
            )
            head = f"<thead><tr>{cells}</tr></thead>"
        rows = "".join(
            f"<tr{_height(row.minimum_height)}>"
            + "".join(self._cell(one, at, block.columns) for at, one in enumerate(row.cells))
            + "</tr>"
            for row in block.rows
        )
        whole = "" if block.splittable else " whole"
        return (
            f'{caption}<table class="{block.look}{whole}" style="font-size: {block.size:g}pt">'
            f"<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"
        )

    def _cell(self, cell: TableCell, index: int, columns: tuple[TableColumn, ...]) -> str:
        column = columns[index] if index < len(columns) else columns[-1]
        classes = [cell.align or column.align]
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        tint = cell.mark if cell.mark in ("green", "amber", "orange", "red") else column.tint
        classes.append("head" if cell.head else tint)
        words = [self._text(one) for one in cell.paragraphs]
        if cell.mark.startswith(("tag-", "raci-A")):
            kind = cell.mark.removeprefix("tag-").removeprefix("raci-")[0]
            words = [f'<span class="badge {kind}">{one}</span>' for one in words]
        inside = words[0] if len(words) == 1 else "".join(f"<p>{one}</p>" for one in words)
        return f'<td class="{" ".join(filter(None, classes))}"{spans}>{inside}</td>'

    def _figure(self, block: Figure) -> str:
        drawing = block.drawing
        if isinstance(drawing, SwimLanes):
            table = swim_lane_table(drawing)
        else:
            table = risk_table(drawing)
        return self._caption(block.anchor, block.caption) + self._table(table)

    def _contents(self, block: Contents) -> str:
        lines = [f"<h1>{escape(block.title)}</h1>"]
        for one in self._document.blocks:
            if isinstance(one, AnnexHead):
                level, words = "first", f"{one.number}\u3000{one.title}"
            elif isinstance(one, Heading) and one.in_contents and one.level <= 2:
                level = "first" if one.level == 1 else "second"
                words = f"{one.number}\u3000{one.text}"
            else:
                continue
            link = f'<a href="#{self._name(one.anchor)}">{escape(words)}</a>'
            lines.append(f'<p class="{level}">{link}</p>')
        return f'<div class="contents">{"".join(lines)}</div>'

    def _fill_line(self, block: FillLine) -> str:
        parts = "".join(
            f'<div style="flex: {share:g}">{escape(label)} '
            f'<span class="kai">{escape(answer)}</span></div>'
            for label, answer, share in block.fields
        )
        return f'<div class="fill">{parts}</div>'

    def _cover(self, block: Cover) -> str:
        pairs = [block.facts[index : index + 2] for index in range(0, len(block.facts), 2)]
        facts = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(label)}</td><td>{escape(value.replace('{pages}', ''))}</td>"
                for label, value in pair
            )
            + "</tr>"
            for pair in pairs
        )
        notes = "".join(f'<p class="note">{escape(one)}</p>' for one in block.notes)
        return (
            f"<p>{escape(block.company)}</p><p class='cover'>{escape(block.title)}</p>"
            f'<table class="reading">{facts}</table>'
            f"{self._table(signature_table(block.signatures))}{notes}"
        )


def _title(column: TableColumn) -> str:
    words = "<br>".join(column.title) if column.upright else column.title
    if not column.upright:
        words = escape(words)
    return f"{words}<br><small>{escape(column.code)}</small>" if column.code else words


def _width(column: TableColumn, total: float) -> str:
    if column.fixed is not None:
        return f' style="width: {column.fixed:g}pt"'
    return "" if column.width is None else f' style="width: {100 * column.width / total:.3g}%"'


def _height(points: float) -> str:
    return f' style="height: {points:g}pt"' if points else ""
