"""Writes a document as HTML: one file without scripts that asks nothing of any network.

The markup is well-formed XML, too, so that whatever reads it needs no forgiving parser.
"""

from collections.abc import Callable

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
from desktop.writers.html.front import (
    contents_element,
    cover_element,
    fill_line_element,
    footer_element,
    header_element,
    seal_element,
    signature_element,
)
from desktop.writers.html.sheet import style_sheet
from desktop.writers.html.tables import table_element
from desktop.writers.html.text import Hand, attribute, escaped
from desktop.writers.places import Places, contents_entries

__all__ = ["Progress", "write_html"]

Progress = Callable[[int, int], bool]
_HEADS = (AnnexHead, FormHead, Heading)
_STEP = 200
_DEPTHS = {"item": 1, "hang-1": 1, "subitem": 2, "hang-2": 2}


def _go_on(_done: int, _total: int) -> bool:
    return True


def write_html(document: Document, progress: Progress = _go_on) -> bytes:
    """The whole file, in UTF-8. Equal documents give equal bytes. Raises `Cancelled` where
    `progress` says stop."""
    body = _Body(document)
    total = len(document.blocks)
    for done, block in enumerate(document.blocks):
        if done % _STEP == 0 and not progress(done, total):
            raise Cancelled
        body.add(block)
    text = "".join([*_head(document), *body.finish(), "</html>\n"])
    return text.encode("utf-8")


def _head(document: Document) -> list[str]:
    language = "zh-CN" if document.language == "zh" else "en-GB"
    facts = {
        "author": document.author,
        "description": document.subject,
        "keywords": ", ".join(document.keywords),
        "generator": "PolicyDesk 制度台",
        "date": document.printed.isoformat(timespec="seconds"),
        "content-hash": f"sha256:{document.content_hash}",
    }
    return [
        f'<!DOCTYPE html>\n<html lang="{language}" xml:lang="{language}" ',
        'xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n',
        '<meta name="color-scheme" content="light dark"/>\n',
        f"<title>{attribute(document.title)}</title>\n",
        *(
            f'<meta name="{name}" content="{attribute(value)}"/>\n'
            for name, value in facts.items()
            if value
        ),
        f"<style>\n{style_sheet(document)}</style>\n</head>\n",
    ]


class _Body:
    """Blocks one after the other; keeps which sections and lists are open."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.hand = Hand(document.language, Places(document))
        self.parts: list[str] = []
        self._sections: list[int] = []
        self._lists: list[int] = []
        self._figures = 0
        covered = any(isinstance(one, Cover) for one in document.blocks)
        self.parts.append(f'<body class="{"book" if covered else "form"} {document.paper.face}">\n')
        self.parts.append(header_element(document.furniture))
        self.parts.append("\n<article>\n")
        if not covered:
            # A head at the beginning says the same to whoever sees it.
            headed = bool(document.blocks) and isinstance(document.blocks[0], _HEADS)
            look = "unseen" if headed else "document-title"
            self.parts.append(f'<h1 class="{look}">{escaped(document.title)}</h1>\n')

    def add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
            return
        self._end_lists(0)
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, AnnexHead):
            self._annex(block)
        else:
            self.parts.append(self._element(block))
        self.parts.append("\n")

    def finish(self) -> list[str]:
        self._end_lists(0)
        self._end_sections(1)
        footer = footer_element(self.document.furniture, self.hand)
        self.parts.append(f"</article>\n{footer}\n</body>\n")
        return self.parts

    def _element(self, block: Block) -> str:
        hand = self.hand
        match block:
            case Note():
                return f'<p class="note">{hand.runs(block.text)}</p>'
            case Table():
                return table_element(block, hand)
            case Figure():
                return self._figure(block)
            case SignatureTable():
                return signature_element(block, hand)
            case Seal():
                return seal_element(block, hand)
            case Cover():
                return cover_element(block, hand)
            case Contents():
                return contents_element(block.title, contents_entries(self.document), hand)
            case FillLine():
                return fill_line_element(block, hand)
            case FormHead():
                form = f'<p class="form-number">{escaped(block.form)}</p>' if block.form else ""
                return f'{form}<h2 class="form-title">{escaped(block.title)}</h2>'
            case PageBreak():
                return '<div class="page-break"></div>'
        raise TypeError(f"no such block: {block!r}")

    def _heading(self, block: Heading) -> None:
        hand = self.hand
        self._begin_section(block.level, block.role, hand.begin(block.anchor, block.change))
        number = ""
        if block.number:
            shown = hand.formerly(escaped(block.number), block.number_before)
            number = f'<span class="number">{shown}</span> '
        text = hand.runs(block.runs) if block.runs else escaped(block.text)
        tag = f"h{min(block.level + 1, 6)}"
        inner = hand.changed(number + text, block.change)
        self.parts.append(f'<{tag} class="{block.role}">{inner}</{tag}>')

    def _annex(self, block: AnnexHead) -> None:
        hand = self.hand
        self._begin_section(1, "annex", hand.begin(block.anchor, block.change))
        form = ""
        if block.form:
            shown = hand.changed(
                hand.formerly(escaped(block.form), block.form_before), block.change
            )
            form = f'<p class="form-number">{shown}</p>'
        shown = hand.formerly(escaped(block.number), block.number_before)
        title = hand.reworded(block.title, block.title_before)
        inner = hand.changed(f'<span class="number">{shown}</span> {title}', block.change)
        self.parts.append(f'{form}<h2 class="annex-title">{inner}</h2>')

    def _begin_section(self, level: int, role: str, place: str) -> None:
        self._end_sections(level)
        self._sections.append(level)
        self.parts.append(f'<section class="of-{role}"{place}>\n')

    def _end_sections(self, level: int) -> None:
        """Ends those of this level and below."""
        while self._sections and self._sections[-1] >= level:
            self._sections.pop()
            self.parts.append("</section>\n")

    def _paragraph(self, block: Paragraph) -> None:
        hand = self.hand
        inner = hand.runs(block.text)
        if block.marker:
            shown = hand.formerly(escaped(block.marker), block.marker_before)
            inner = f'<span class="marker">{shown}</span>{inner}'
        if block.label:
            shown = hand.formerly(escaped(block.label), block.label_before)
            closed = block.label.endswith(("】", "）"))
            inner = f'<span class="label{" closed" if closed else ""}">{shown}</span>{inner}'
        inner = hand.changed(inner, block.change)
        place = hand.begin(block.anchor, block.change)
        depth = _DEPTHS.get(block.role, 0) if block.marker else 0
        if not depth:
            self._end_lists(0)
            self.parts.append(f'<p class="{block.role}"{place}>{inner}</p>\n')
            return
        self._end_lists(depth)
        if self._lists and self._lists[-1] == depth:
            self.parts.append("</li>\n")
        else:
            # Our numbers are text; "list" says to every reader that it is one all the same.
            self.parts.append('<ol role="list">\n')
            self._lists.append(depth)
        self.parts.append(f'<li class="{block.role}"{place}>{inner}')

    def _end_lists(self, depth: int) -> None:
        """Ends the lists that are deeper."""
        while self._lists and self._lists[-1] > depth:
            self._lists.pop()
            self.parts.append("</li></ol>\n")

    def _figure(self, block: Figure) -> str:
        # Drawing needs the faces that measure text; many documents have no figure.
        from desktop.writers.html.drawing import figure_drawing

        hand = self.hand
        self._figures += 1
        drawn = figure_drawing(block, hand.language, f"figure-{self._figures}")
        caption = ""
        if block.caption:
            words = hand.caption(block.caption, block.caption_before)
            caption = f"<figcaption>{words}</figcaption>"
        place = hand.begin(block.anchor, block.change)
        return hand.changed(f"<figure{place}>{caption}{drawn}</figure>", block.change)
