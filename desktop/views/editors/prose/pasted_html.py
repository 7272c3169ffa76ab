"""HTML from other programs as parts: paragraphs, bold, italic, list levels; nothing else.

Written for what Word, WPS, browsers and spreadsheets really put on the clipboard. Styles,
pictures, scripts and comments fall away; a table's rows become lines with tabs between cells.
"""

import re
from html.parser import HTMLParser

from desktop.models.identity import new_part_id
from desktop.models.wording import Run
from desktop.views.editors.prose.model import TextPart, tidy

__all__ = ["parts_of_html"]

_SILENT = {"head", "style", "script", "title", "xml", "noscript", "template", "svg", "object"}
_BREAKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol", "dl"),
    *("dt", "dd", "blockquote", "pre", "section", "article", "header", "footer", "main", "aside"),
    *("center", "address", "form", "fieldset", "figure", "figcaption", "caption", "hr", "body"),
}
_VOID = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "base", "area", "source"}
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment\s*-->|\Z)", re.S)
_LIST_LEVEL = re.compile(r"mso-list\s*:[^;]*?\blevel(\d)")
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(\w+)")
_SLANT = re.compile(r"(?:^|[;\s])font-style\s*:\s*(\w+)")
_HIDDEN = re.compile(r"mso-list\s*:\s*ignore|(?:^|[;\s])display\s*:\s*none|mso-hide\s*:\s*all")
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# A line end inside the source of Chinese text is no space.
_SOURCE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CELL = "\x1f"
"""Between two cells, until spaces are collapsed; no text from outside holds it."""
_AROUND_CELL = re.compile(rf"[ \t\r\n\f]*{_CELL}[ \t\r\n\f]*")
_DEEPEST = 2
MOST_CHARACTERS = 20_000_000


def parts_of_html(html: str) -> tuple[TextPart, ...]:
    """The paragraphs and items; () where there is no text in it."""
    fragment = _FRAGMENT.search(html)
    reader = _Reader()
    reader.feed((fragment[1] if fragment else html)[:MOST_CHARACTERS])
    reader.close()
    return reader.parts()


class _Reader(HTMLParser):
    """Collects text run by run; a break begins the next part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[TextPart] = []
        self._runs: list[Run] = []
        self._level = 0
        self._open: list[tuple[str, bool, bool, bool]] = []  # tag, bold, italic, hidden
        self._lists = 0
        self._items: list[int] = []
        self._cells = 0
        self._in_cell = 0
        self._unsupported = False

    def parts(self) -> tuple[TextPart, ...]:
        self._break()
        return tuple(self._parts)

    # -- tags ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._soft_break()
            return
        if tag == "p" and self._open and self._open[-1][0] == "p":
            self.handle_endtag("p")
        if tag in _BREAKS:
            self._block(tag)
        if tag in _VOID:
            return
        bold, italic, hidden = self._open[-1][1:] if self._open else (False, False, False)
        style = next((value or "" for name, value in attrs if name == "style"), "").lower()
        bold = self._bold(tag, style, bold)
        slant = _SLANT.search(style)
        italic = slant[1] in ("italic", "oblique") if slant else italic or tag in ("i", "em")
        hidden = hidden or tag in _SILENT or bool(_HIDDEN.search(style))
        self._open.append((tag, bold, italic, hidden))
        if tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "li":
            self._level = min(_DEEPEST, max(1, self._lists))
        elif tag == "p" and (found := _LIST_LEVEL.search(style)):
            self._level = min(_DEEPEST, int(found[1]))
        elif tag in ("td", "th"):
            if self._cells:
                self._runs.append(Run(_CELL))
            self._cells += 1
            self._in_cell += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(one[0] == tag for one in self._open):
            return
        while self._open:
            closed = self._open.pop()[0]
            if closed in ("ul", "ol"):
                self._lists -= 1
            elif closed in ("td", "th"):
                self._in_cell -= 1
            if closed == tag:
                break
        if tag in _BREAKS:
            self._block(tag)

    def _block(self, tag: str) -> None:
        """A paragraph ends or begins; inside a table's cell it is no more than a space."""
        if self._in_cell and tag not in ("tr", "table"):
            self._runs.append(Run(" "))
            return
        self._break()
        self._level = min(_DEEPEST, self._lists) if self._lists else 0
        if tag in ("tr", "table"):
            self._cells = 0

    @staticmethod
    def _bold(tag: str, style: str, inherited: bool) -> bool:
        weight = _WEIGHT.search(style)
        if weight is None:
            return inherited or tag in ("b", "strong")
        return weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)

    # -- text ----------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        _, bold, italic, hidden = self._open[-1] if self._open else ("", False, False, False)
        if not hidden and not self._unsupported:
            self._runs.append(Run(data.replace("\xa0", " ").replace(_CELL, ""), bold, italic))

    def handle_comment(self, data: str) -> None:
        self._conditional(data)

    def unknown_decl(self, data: str) -> None:
        self._conditional(data)

    def _conditional(self, data: str) -> None:
        """Between these Word writes a list's number as text, for programs without lists."""
        if "!supportLists" in data:
            self._unsupported = True
        elif "endif" in data:
            self._unsupported = False

    def _soft_break(self) -> None:
        if self._in_cell:
            self._runs.append(Run(" "))
        else:
            self._break()

    def _break(self) -> None:
        runs = _collapsed(self._runs)
        self._runs = []
        if runs:
            self._parts.append(TextPart(new_part_id(), self._level, runs))


def _collapsed(raw: list[Run]) -> tuple[Run, ...]:
    """Spaces as a browser shows them; tabs between cells stay."""
    text = "".join(one.text for one in raw)
    if not text.strip():
        return ()
    kept: list[Run] = []
    for one in tidy(raw):
        assert isinstance(one, Run)
        words = _SOURCE_BREAK.sub("", _AROUND_CELL.sub(_CELL, one.text))
        words = _SPACES.sub(" ", words).replace(_CELL, "\t")
        if kept and kept[-1].text.endswith((" ", "\t")):
            words = words.lstrip(" ")
        if words:
            kept.append(Run(words, one.bold, one.italic))
    return _trimmed(kept)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    while runs and not runs[0].text.strip(" "):
        del runs[0]
    while runs and not runs[-1].text.strip(" \t"):
        del runs[-1]
    if not runs:
        return ()
    first = runs[0]
    runs[0] = Run(first.text.lstrip(" "), first.bold, first.italic)
    last = runs[-1]
    runs[-1] = Run(last.text.rstrip(" \t"), last.bold, last.italic)
    joined = tidy(runs)
    return tuple(one for one in joined if isinstance(one, Run))
