"""What stands before and around the text as HTML: cover, contents, header and footer, seal."""

import base64

from desktop.documents.blocks import Cover, FillLine, Furniture, Heading, Seal, SignatureTable
from desktop.i18n import catalogue
from desktop.writers.html.tables import table_element
from desktop.writers.html.text import Hand, attribute, escaped
from desktop.writers.places import Entry
from desktop.writers.signature_form import signature_form

__all__ = [
    "contents_element",
    "cover_element",
    "fill_line_element",
    "footer_element",
    "header_element",
    "seal_element",
    "signature_element",
]

_PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"))


def cover_element(block: Cover, hand: Hand) -> str:
    parts = ['<header class="cover">']
    if block.logo:
        kind = next((name for start, name in _PICTURES if block.logo.startswith(start)), "png")
        data = base64.b64encode(block.logo).decode("ascii")
        parts.append(
            f'<img class="logo" alt="{attribute(block.company)}" '
            f'src="data:image/{kind};base64,{data}"/>'
        )
    parts.append(_line("company", block.company))
    parts.append(_line("company-other", block.company_other))
    parts.append(f"<h1>{escaped(block.title)}</h1>")
    parts.append(_line("subtitle", block.subtitle))
    parts.append(_line("subtitle", block.title_other))
    facts = "".join(
        f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>"
        for label, value in block.facts
        if "{pages}" not in value  # nothing here has pages
    )
    if facts:
        parts.append(f'<dl class="facts">{facts}</dl>')
    parts.append(signature_element(block.signatures, hand))
    parts += [_line("cover-note", note) for note in block.notes]
    return "".join([*parts, "</header>"])


def _line(name: str, text: str) -> str:
    return f'<p class="{name}">{escaped(text)}</p>' if text else ""


def contents_element(title: str, entries: list[Entry], hand: Hand) -> str:
    """Lists in lists, as deep as the headings are; numbers are part of the text."""
    parts = ['<nav class="contents" aria-labelledby="contents">']
    parts.append(f'<h2 id="contents">{escaped(title)}</h2>')
    depth = 0
    annexes = False
    for entry in entries:
        heading = isinstance(entry, Heading)
        level = min(entry.level, depth + 1) if isinstance(entry, Heading) else 1
        if level > depth:
            parts.append("<ol>")
        else:
            parts.append("</li>" + "</ol></li>" * (depth - level))
        depth = level
        text = entry.text if isinstance(entry, Heading) else entry.title
        number = f'<span class="number">{escaped(entry.number)}</span>' if entry.number else ""
        first_annex = not heading and not annexes
        annexes = annexes or not heading
        line = hand.linked(f'{number}<span class="entry">{escaped(text)}</span>', entry.anchor)
        parts.append(f"<li{' class=' + chr(34) + 'annex' + chr(34) if first_annex else ''}>{line}")
    parts.append("</li></ol>" * depth)
    return "".join([*parts, "</nav>"])


def signature_element(block: SignatureTable, hand: Hand) -> str:
    notes = "".join(f'<p class="note">{hand.runs(note)}</p>' for note in block.notes)
    table = table_element(signature_form(block, hand.language), hand)
    return f'<div class="signatures">{table}{notes}</div>'


def seal_element(block: Seal, hand: Hand) -> str:
    say = catalogue("paper").say
    mark, date = say("seal", hand.language), say("date_wide", hand.language)
    return (
        f'<div class="seal" style="--across:{block.diameter_mm:g}mm">'
        f'<p class="seal-mark">{escaped(mark)}</p>'
        f"<p>{escaped(block.issuer)}</p><p>{escaped(date)}</p></div>"
    )


def fill_line_element(block: FillLine, hand: Hand) -> str:
    fields = "".join(
        f'<div style="flex:{share:g} 1 0"><dt>{hand.changed(escaped(label), block.change)}</dt>'
        f'<dd><span class="answer">{hand.changed(escaped(answer), block.change)}</span></dd></div>'
        for label, answer, share in block.fields
    )
    return f'<dl class="fill-line">{fields}</dl>'


def header_element(furniture: Furniture) -> str:
    """On screen, above everything; on paper the page's margins say the same on every page."""
    parts = "".join(
        f"<span>{escaped(one)}</span>"
        for one in (furniture.header_left, furniture.header_centre, furniture.header_right)
    )
    banner = watermark = ""
    if furniture.watermark:
        state = furniture.footer_centre or furniture.watermark
        banner = f'<p class="banner" role="note">{escaped(state)}</p>'
        watermark = f'<p class="watermark" aria-hidden="true">{escaped(furniture.watermark)}</p>'
    return f'<div class="running">{parts}</div>{banner}{watermark}'


def footer_element(furniture: Furniture, hand: Hand) -> str:
    label = attribute(catalogue("formats").say("page_facts", hand.language))
    return (
        f'<footer aria-label="{label}"><div class="running foot">'
        f"<span>{escaped(furniture.footer_left)}</span>"
        f"<span>{escaped(furniture.footer_centre)}</span></div>"
        f'<p class="evidence">{escaped(furniture.evidence)}</p></footer>'
    )
