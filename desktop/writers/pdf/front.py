"""Sets what stands before and between the chapters: cover, contents, heads of annexes and forms."""

from desktop.documents.blocks import AnnexHead, Contents, Cover, FillLine, FormHead, Heading
from desktop.writers.pdf.cells import balanced
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.marks import said_otherwise
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.prose import line_slices
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.signing_blocks import signature_sheet
from desktop.writers.pdf.style import MM, PAGE_HEIGHT, TextStyle

__all__ = ["lay_annex_head", "lay_contents", "lay_cover", "lay_fill_line", "lay_form_head"]

Entry = Heading | AnnexHead


def lay_cover(block: Cover, setter: Setter) -> Laid:
    """The cover fills its page; nothing else stands on it."""

    def draw(pen: Pen, x: float, _top: float, context: PageContext) -> None:
        _draw_cover(pen, block, setter, x, context)

    return Laid([Slice(setter.page.height, draw)], whole_page=True)


def _draw_cover(pen: Pen, block: Cover, setter: Setter, x: float, context: PageContext) -> None:
    page = setter.page
    top = PAGE_HEIGHT - page.top + 6 * MM
    if block.logo:
        pen.image(block.logo, x, top - 2 * MM, 40 * MM, 14 * MM)
    company = TextStyle("serif-bold", 14, 20)
    other = TextStyle("serif", 9.5, 14, tone="secondary")
    pen.text_line(setter.line(block.company, company), x, top, 20)
    pen.text_line(setter.line(block.company_other, other), x, top - 19, 14)
    sheet = signature_sheet(block.signatures, setter)
    height = sum(one.height for one in sheet)
    # Many signatories: title and facts move up to make room for their rows.
    at = PAGE_HEIGHT - max(74 * MM - max(0.0, height - 215), 56 * MM)
    title = TextStyle("serif-bold", 26, 36, align="centre")
    for line in balanced(setter.plain(block.title, title), title, page.width):
        pen.text_line(line, x + (page.width - line.width) / 2, at, title.pitch)
        at -= title.pitch
    below = TextStyle("serif", 12, 18, tone="secondary")
    for text in (block.subtitle, block.title_other):
        if text:
            for line in setter.lines(setter.plain(text, below), below, page.width):
                pen.text_line(line, x + (page.width - line.width) / 2, at - 2, below.pitch)
                at -= below.pitch + 2
    at = min(at - 30, PAGE_HEIGHT - 110 * MM + max(0.0, height - 215))
    at = _cover_facts(pen, block, setter, x, at, context)
    foot = _cover_foot(pen, block, setter, x)
    start = min(at - 18, max(foot + 8 * MM, at - 26 - height) + height, foot + 14 * MM + height)
    for one in sheet:
        one.draw(pen, x, start, context)
        start -= one.height


def _cover_facts(
    pen: Pen, block: Cover, setter: Setter, x: float, top: float, context: PageContext
) -> float:
    """Ten facts in two pairs a row between strong rules; gives where they end."""
    page = setter.page
    size = 12.0 if setter.language == "zh" else 10.0
    label_style = TextStyle("serif", size, 22, tone="secondary")
    value_style = TextStyle("serif", size, size * 1.45)
    half = page.width * 0.515
    label_width = 63.0 if setter.language == "zh" else 72.0
    pen.rule(x, top, x + page.width, top, 0.8)
    pairs = [block.facts[index : index + 2] for index in range(0, len(block.facts), 2)]
    for index, pair in enumerate(pairs):
        height = 23.0
        drawn = []
        for side, (label, value) in enumerate(pair):
            left = x + side * half
            room = (half if side == 0 else page.width - half) - label_width - 8
            text = value.replace("{pages}", str(context.total))
            lines = setter.lines(setter.plain(text, value_style), value_style, room)
            height = max(height, len(lines) * value_style.pitch + 6)
            drawn.append((left, label, lines))
        for left, label, lines in drawn:
            name = setter.line(_spread(label), label_style)
            pen.text_line(name, left + 4, top - (height - 22) / 2, 22)
            at = top - (height - len(lines) * value_style.pitch) / 2
            for line in lines:
                pen.text_line(line, left + 4 + label_width, at, value_style.pitch)
                at -= value_style.pitch
        top -= height
        strong = index == len(pairs) - 1
        pen.rule(
            x, top, x + page.width, top, 0.8 if strong else 0.35, "ink" if strong else "hairline"
        )
    return top


def _spread(label: str) -> str:
    """Two-character labels are as wide as four: 版　　次."""
    if len(label) == 2 and all("\u4e00" <= one <= "\u9fff" for one in label):
        return f"{label[0]}\u3000\u3000{label[1]}"
    return label


def _cover_foot(pen: Pen, block: Cover, setter: Setter, x: float) -> float:
    """Notes at the foot; gives where they begin."""
    style = TextStyle("serif", 8.5, 13.5, tone="secondary")
    lines = []
    for note in block.notes:
        lines += setter.lines(setter.plain(note, style), style, setter.page.width - 25 * MM)
    at = setter.page.bottom - 8 * MM + len(lines) * style.pitch
    top = at
    for line in lines:
        pen.text_line(line, x, at, style.pitch)
        at -= style.pitch
    return top


def lay_contents(block: Contents, setter: Setter, entries: tuple[Entry, ...]) -> Laid:
    """The table of contents. Page numbers are asked for when the page is drawn."""
    slices: list[Slice] = []
    title = setter.page.roles["title"]
    text = "\u3000\u3000".join(block.title) if len(block.title) == 2 else block.title
    heading = line_slices([setter.line(text, title)], title, setter.page.width, anchor="contents")
    heading[0].height += title.after
    heading[0].keep_next = True
    slices += heading
    chapter_indent = _chapter_indent(entries, setter)
    annexes = False
    for entry in entries:
        if isinstance(entry, AnnexHead) and not annexes:
            annexes = True
            slices.append(_annex_rule(setter))
        slices.append(_entry_slice(entry, setter, chapter_indent))
    return Laid(slices, title.before, 0.0, new_page=True)


def _chapter_indent(entries: tuple[Entry, ...], setter: Setter) -> float:
    """Titles of chapters stand under each other, right of the widest number."""
    style = _entry_style(1, setter)
    numbers = [
        one.number for one in entries if isinstance(one, AnnexHead) or one.level == 1 if one.number
    ]
    widest = max((setter.width(one, style) for one in numbers), default=0.0)
    return widest + (16 if setter.language == "zh" else 12)


def _entry_style(level: int, setter: Setter) -> TextStyle:
    return setter.page.roles["entry-chapter" if level == 1 else "entry"]


def _annex_rule(setter: Setter) -> Slice:
    width = setter.page.width

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        pen.rule(x, top - 12, x + width, top - 12, 0.35, "hairline")

    return Slice(18, draw, keep_next=True)


def _entry_slice(entry: Entry, setter: Setter, indent: float) -> Slice:
    width = setter.page.width
    annex = isinstance(entry, AnnexHead)
    level = 1 if isinstance(entry, AnnexHead) else entry.level
    style = _entry_style(2 if annex else level, setter)
    left = 0.0 if level == 1 else indent
    number = setter.line(entry.number, style) if entry.number else None
    title = entry.title if isinstance(entry, AnnexHead) else entry.text
    title_left = left
    if number is not None:
        title_left = indent if level == 1 else left + max(number.width + 12, style.size * 4.6)
    # A number as wide as the page still leaves the title a column to stand in.
    title_left = min(title_left, width - 40 - style.size * 6)
    lines = setter.lines(setter.plain(title, style), style, width - title_left - 40)
    before = 9.0 if level == 1 and not annex else 0.0

    def draw(pen: Pen, x: float, top: float, context: PageContext) -> None:
        top -= before
        if number is not None:
            pen.text_line(number, x + left, top, style.pitch)
        for line in lines[:-1]:
            pen.text_line(line, x + title_left, top, style.pitch)
            top -= style.pitch
        last = lines[-1]
        pen.text_line(last, x + title_left, top, style.pitch)
        page = setter.line(str(context.pages.get(entry.anchor, "")), style)
        pen.text_line(page, x + width - page.width, top, style.pitch)
        _leader(pen, style, x, title_left + last.width + 6, width - 26, top)
        pen.link(x, top - style.pitch * len(lines), width, style.pitch * len(lines), entry.anchor)

    return Slice(before + style.pitch * len(lines), draw, keep_next=level == 1 and not annex)


def _leader(pen: Pen, style: TextStyle, x: float, start: float, end: float, top: float) -> None:
    """Dots on a grid counted from the right, so that they stand under each other."""
    step = style.size * 0.62
    count = int((end - start) / step)
    if count < 2:
        return
    y = top - (style.pitch - style.size) / 2 - 0.86 * style.size
    left = x + end - count * step
    pen.polyline(((left, y), (x + end, y)), 0.9, "grey", f"0.9 {step - 0.9:.2f}")


def lay_annex_head(block: AnnexHead, setter: Setter) -> Laid:
    """An annex begins a page: its number left, its title in the middle, the form's number right;
    a title that does not fit between them stands below."""
    number_style = setter.page.roles["annex-number"]._replace(change=block.change)
    title_style = setter.page.roles["form-title"]._replace(change=block.change)
    small = TextStyle("serif", 9, 14, change=block.change)
    number = setter.line(block.number, number_style)
    form = setter.line(block.form, small)
    made = setter.units(said_otherwise(block.title_before, block.title, "\0"), title_style)
    title = setter.one_line(made)
    width = setter.page.width
    start = (width - title.width) / 2 if title_style.align == "centre" else number.width + 15
    beside = start > number.width + 14 and start + title.width < width - form.width - 14

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        drop = (title_style.pitch - number_style.pitch) / 2 if beside else 0.0
        pen.text_line(number, x, top - drop, number_style.pitch)
        pen.text_line(form, x + width - form.width, top - drop - 3, small.pitch)
        if beside:
            pen.text_line(title, x + start, top, title_style.pitch)

    height = title_style.pitch if beside else number_style.pitch
    slices = [Slice(height, draw, True, (block.anchor,) if block.anchor else ())]
    if not beside:
        lines = setter.lines(made, title_style, width)
        slices += line_slices(lines, title_style, width)
    for one in slices:
        one.keep_next = True
    return Laid(slices, 0.0, title_style.after, new_page=True)


def lay_form_head(block: FormHead, setter: Setter) -> Laid:
    """The title of a form, its number at the right above it."""
    style = setter.page.roles["form-title"]
    width = setter.page.width
    small = TextStyle("serif", 9.5, 14)
    form = setter.line(block.form, small)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        pen.text_line(form, x + width - form.width, top, small.pitch)

    slices = [Slice(14, draw, True)] if block.form else []
    slices += line_slices(
        setter.lines(setter.plain(block.title, style), style, width), style, width
    )
    for one in slices:
        one.keep_next = True
    return Laid(slices, 0.0, style.after, new_page=True)


def lay_fill_line(block: FillLine, setter: Setter) -> Laid:
    """Labels with lines to write on, side by side."""
    style = TextStyle("serif", 10 if setter.language == "zh" else 9, 20, change=block.change)
    width = setter.page.width
    gap = 12.0
    usable = width - gap * (len(block.fields) - 1)
    total = sum(share for _, _, share in block.fields)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        for label, answer, share in block.fields:
            room = usable * share / total
            name = setter.line(label, style)
            pen.text_line(name, x, top, style.pitch)
            start = x + name.width + 5
            pen.rule(start, top - 16.5, x + room, top - 16.5, 0.5)
            if answer:
                look = style._replace(face="answer", tone="answer")
                line = setter.lines(setter.plain(answer, look), look, room - name.width - 8)[0]
                at = start + max((x + room - start - line.width) / 2, 2)
                pen.text_line(line, at, top, style.pitch)
            x += room + gap

    return Laid([Slice(24, draw, keep_next=True)], 0.0, 6.0)
