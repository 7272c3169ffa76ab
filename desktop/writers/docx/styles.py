"""The named styles of a document: made when something first asks for them, in that order.

Everything is a style, so that an office changes how all notes look in one place. Headings are
based on Word's own, so that its navigation and its tables of contents know them.
"""

from typing import NamedTuple

from desktop.i18n import Language, catalogue
from desktop.models.paper_style import PaperFace, PaperStyle
from desktop.writers.docx.markup import properties, quoted, tag, twips, value
from desktop.writers.docx.table_styles import table_style
from desktop.writers.pdf.style import COLOUR_CODES, Geometry, TextStyle, geometry

__all__ = [
    "ANNEX_LEVEL",
    "HEADING_ROLES",
    "Look",
    "StyleBook",
    "half_points",
]

HEADING_ROLES = frozenset(
    {
        "title",
        "sign-off",
        "chapter",
        "section",
        "article",
        "decimal-1",
        "decimal-2",
        "decimal-3",
        "annex",
    }
)
_JUSTIFICATION = {"left": "left", "centre": "center", "right": "right"}

# What Word has on every desk, by what it is in print. (Latin, Han)
_SERIF = ("Times New Roman", "SimSun")
_SANS = ("Arial", "SimHei")
_KAI = ("Times New Roman", "KaiTi")
_TEXT: dict[PaperFace, tuple[str, str]] = {"song": _SERIF, "kai": _KAI, "hei": _SANS}

_EXTRA: dict[Language, dict[str, TextStyle]] = {
    "zh": {
        "form-number": TextStyle("serif", 9.5, 12, align="right"),
        "figure": TextStyle("serif", 9, 0, 0, 12, "centre"),
        "seal": TextStyle("serif", 11, 18, align="centre"),
        "signature-note": TextStyle("serif", 9, 18, tone="secondary"),
        "fill-label": TextStyle("serif", 10, 20),
        "fill-answer": TextStyle("answer", 10, 20, align="centre", tone="answer"),
        "cover-company": TextStyle("serif-bold", 14, 20),
        "cover-other": TextStyle("serif", 9.5, 14, tone="secondary"),
        "cover-title": TextStyle("serif-bold", 26, 36, align="centre"),
        "cover-subtitle": TextStyle("serif", 12, 20, align="centre", tone="secondary"),
        "cover-label": TextStyle("serif", 12, 17, tone="secondary"),
        "cover-value": TextStyle("serif", 12, 17),
        "cover-note": TextStyle("serif", 8.5, 13.5, tone="secondary"),
        "gap": TextStyle("serif", 1, 10),
        "section-end": TextStyle("serif", 1, 1),
        "evidence": TextStyle("light", 6.5, 9, tone="secondary"),
    },
    "en": {
        "form-number": TextStyle("serif", 9, 12, align="right"),
        "seal": TextStyle("serif", 10, 18, align="centre"),
        "signature-note": TextStyle("serif", 8.5, 18, tone="secondary"),
        "fill-label": TextStyle("serif", 9, 20),
        "fill-answer": TextStyle("answer", 9, 20, align="centre", tone="answer"),
        "cover-label": TextStyle("serif", 10, 14.5, tone="secondary"),
        "cover-value": TextStyle("serif", 10, 14.5),
    },
}
_SHOWN = {
    "shown-inserted": ("blue", "single"),
    "shown-moved-in": ("blue", "dotted"),
    "shown-deleted": ("red", ""),
    "shown-moved-out": ("red", ""),
}
"""Changes that are only there to be seen: tone and underline; without one they are struck out."""
_KEPT_WITH_NEXT = HEADING_ROLES | {"caption", "form-title", "form-number"}


def half_points(length: float) -> int:
    return round(2 * length)


def _colour(tone: str) -> str:
    return value("w:color", COLOUR_CODES[tone])


_DEFAULTS = (
    (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    ),
    (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
    ),
    (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    ),
)
"""What is in every Word file."""


ANNEX_LEVEL = 4
"""Of annexes in the table of contents."""


class Look(NamedTuple):
    """A look of characters that is not its paragraph's."""

    bold: bool = False
    italic: bool = False
    face: str = "serif"
    tone: str = "ink"


class StyleBook:
    """Styles of one document, in one language."""

    def __init__(self, language: Language, paper: PaperStyle) -> None:
        self.language = language
        self.pages = {form: geometry(language, paper, form=form) for form in (False, True)}
        self.paper = paper
        self._made: dict[str, str] = {}
        self._say = catalogue("docx").say

    # -- what the parts of a document ask for ---------------------------------------------------

    def role(self, role: str, form: bool) -> TextStyle:
        """Sizes of a role on a page of that kind."""
        name = {"annex": "form-title", "contents-title": "title"}.get(role, role)
        extra = _EXTRA[self.language].get(name) or _EXTRA["zh"].get(name)
        return extra or self.pages[form].roles[name]

    def paragraph(self, role: str, form: bool = False) -> str:
        """Id of the paragraph style of a role."""
        own = form and self.role(role, True) != self.role(role, False)
        style_id = f"Pd{_camel(role)}" + ("Form" if own else "")
        if style_id not in self._made:
            name = self.name(role) + (f" {self.name('of-form')}" if own else "")
            self._paragraph(style_id, name, role, self.role(role, form))
        return style_id

    def heading(self, role: str, level: int, form: bool, listed: bool) -> str:
        """Id of a heading's style: based on Word's heading of that level. `listed`: in the table
        of contents."""
        style_id = f"Pd{_camel(role)}{level}" + ("" if listed else "Unlisted")
        if style_id not in self._made:
            name = self.heading_name(role, level, listed)
            style = self.role(role, form)
            self._paragraph(style_id, name, role, style, f"Heading{min(level, 9)}")
        return style_id

    def heading_name(self, role: str, level: int, listed: bool) -> str:
        parts = [self.name(role), self._say("level", self.language, level=level)]
        return " ".join(parts if listed else [*parts, self.name("not-listed")])

    def cell(self, style: TextStyle, head: bool, align: str) -> str:
        """Id of the style of table text of that size and alignment."""
        role = "cell-head" if head else "cell"
        align = align if align in _JUSTIFICATION else "left"
        style_id = f"Pd{_camel(role)}{half_points(style.size)}{_camel(align)}"
        if style_id not in self._made:
            size = half_points(style.size) / 2
            name = f"{self.name(role)} {size:g} {self.name(align)}"
            self._paragraph(style_id, name, role, style._replace(align=align))
        return style_id

    def look(self, look: Look) -> str:
        """Id of the character style of a look; "" where it is the paragraph's own."""
        words = [
            *(["bold"] if look.bold else []),
            *(["italic"] if look.italic else []),
            *([look.face] if look.face in ("sans", "answer") else []),
            *([look.tone] if look.tone != "ink" else []),
        ]
        if not words:
            return ""
        style_id = "PdText" + "".join(map(str.capitalize, words))
        if style_id not in self._made:
            name = " ".join([self.name("text-look"), *(self.name(f"look-{one}") for one in words)])
            self.character(style_id, name, *self._look_parts(look))
        return style_id

    def mark(self, name: str) -> str:
        """Id of the character style of a label, a badge, a tick box …"""
        style_id = f"Pd{_camel(name)}"
        if style_id not in self._made:
            self.character(style_id, self.name(name), *self._mark_parts(name))
        return style_id

    def table(self, look: str) -> str:
        """Id of a table style: reading, matrix, form, cover, lines."""
        style_id = f"PdTable{_camel(look)}"
        if style_id not in self._made:
            self._made[style_id] = table_style(style_id, self.name(f"table-{look}"), look)
        return style_id

    def name(self, key: str) -> str:
        return self._say(key, self.language)

    def character(self, style_id: str, name: str, *parts: str) -> None:
        self._made[style_id] = (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id}">'
            f'<w:name w:val="{quoted(name)}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
            f"{properties('w:rPr', *parts)}</w:style>"
        )

    # -- what they are made of ------------------------------------------------------------------

    def fonts(self, face: str) -> str:
        latin, han = _TEXT[self.paper.face]
        if face.startswith(("sans", "light")):
            latin, han = _SANS
        elif face == "answer":
            latin, han = _KAI
        elif face.startswith("serif-bold") and self.paper.face == "kai":
            latin, han = _SERIF  # there is no bold 楷
        return _fonts(latin, han)

    def _weight(self, face: str) -> bool:
        """黑体 is dark enough as it is."""
        if face.startswith("sans"):
            return self.language == "en"
        return face.endswith("bold")

    def text_parts(self, style: TextStyle) -> tuple[str, ...]:
        """Run properties of a role."""
        size = half_points(style.size)
        bold = "<w:b/><w:bCs/>" if self._weight(style.face) else ""
        return (
            self.fonts(style.face),
            bold and "<w:b/>",
            bold and "<w:bCs/>",
            _colour(style.tone),
            value("w:sz", size),
            value("w:szCs", size),
        )

    def _look_parts(self, look: Look) -> tuple[str, ...]:
        zh = self.language == "zh"
        tone = "answer" if look.face == "answer" and look.tone == "ink" else look.tone
        slanted = look.italic and not zh
        fonts = ""
        if look.face in ("sans", "answer"):
            fonts = self.fonts(look.face)
        elif look.italic and zh:  # Han is never slanted: emphasis is set in 楷
            fonts = _fonts(*(_SERIF if self.paper.face == "kai" else _KAI))
        bold = look.bold or (look.face == "sans" and not zh)
        return (
            fonts,
            "<w:b/>" if bold else "",
            "<w:bCs/>" if bold else "",
            "<w:i/>" if slanted else "",
            "<w:iCs/>" if slanted else "",
            _colour(tone) if tone != "ink" else "",
        )

    def _mark_parts(self, name: str) -> tuple[str, ...]:
        bold = ("<w:b/>", "<w:bCs/>")
        if name in ("label", "marker"):
            face = self.pages[False].roles["label"].face if name == "label" else ""
            return (self.fonts(face), "<w:b/>" if self._weight(face) else "") if face else ()
        if name == "annex-number":
            size = half_points(self.pages[True].roles["annex-number"].size)
            return (_fonts(*_SANS), value("w:sz", size), value("w:szCs", size))
        if name == "tick":
            return (_fonts("Segoe UI Symbol", "Segoe UI Symbol"),)
        if name == "code":
            return (
                _fonts(*_SANS),
                value("w:b", 0),
                value("w:bCs", 0),
                value("w:sz", 14),
                value("w:szCs", 14),
            )
        if name == "seal-mark":
            return (_fonts(*_SANS), _colour("seal"), value("w:sz", 16), value("w:szCs", 16))
        if name in _SHOWN:
            tone, line = _SHOWN[name]
            mark = value("w:u", line) if line else "<w:strike/>"
            fill = COLOUR_CODES["blue-tint"]
            shade = tag("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
            return (_colour(tone), mark, shade if line == "single" else "")
        if name == "faint":
            return (_colour("grey"),)
        if name in ("ring", "triangle", "square"):
            tone = {"ring": "teal", "triangle": "amber", "square": "red"}[name]
            return (_fonts("Segoe UI Symbol", "SimSun"), _colour(tone))
        fonts = _fonts(*_SANS)
        if name == "badge-raci-R":
            return (fonts, *bold)
        if name in ("badge-raci-A", "badge-tag-G"):
            fill = COLOUR_CODES["blue" if name == "badge-raci-A" else "ink"]
            shade = tag("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
            return (fonts, *bold, _colour("white"), shade)
        tone, width = ("ink", 8) if name == "badge-tag-M" else ("grey", 4)
        frame = {"w:val": "single", "w:sz": width, "w:space": 0, "w:color": COLOUR_CODES[tone]}
        return (fonts, *bold, _colour(tone), tag("w:bdr", frame))

    def _paragraph(
        self, style_id: str, name: str, role: str, style: TextStyle, base: str = "Normal"
    ) -> None:
        outline = value("w:outlineLvl", 9) if base == "Normal" and role == "contents-title" else ""
        self._made[style_id] = (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}">'
            f'<w:name w:val="{quoted(name)}"/><w:basedOn w:val="{base}"/><w:qFormat/>'
            + properties(
                "w:pPr",
                "<w:keepNext/>" if role in _KEPT_WITH_NEXT else "",
                "<w:keepLines/>" if role in _KEPT_WITH_NEXT else "",
                outline,
                *self.block_parts(style, role),
            )
            + properties("w:rPr", *self.text_parts(style))
            + "</w:style>"
        )

    def block_parts(self, style: TextStyle, role: str = "") -> tuple[str, str, str]:
        """Spacing, indents and alignment of a role."""
        spacing: dict[str, object] = {
            "w:before": twips(style.before),
            "w:after": twips(style.after),
        }
        if style.pitch:
            spacing |= {"w:line": twips(style.pitch), "w:lineRule": "exact"}
        indent: dict[str, object] = {}
        if style.left:
            indent = {"w:left": twips(style.left), "w:hanging": twips(style.left - style.first)}
        elif style.first and self.language == "zh":
            ems = round(100 * style.first / style.size)
            indent = {"w:firstLineChars": ems, "w:firstLine": twips(style.first)}
        elif style.first:
            indent = {"w:firstLine": twips(style.first)}
        align = "both" if style.justify else _JUSTIFICATION[style.align]
        return (
            tag("w:spacing", spacing),
            tag("w:ind", indent) if indent else "",
            value("w:jc", align),
        )

    # -- the part -------------------------------------------------------------------------------

    def part(self) -> str:
        """What stands inside `w:styles`."""
        page = self.pages[False]
        body = page.roles["plain"]
        defaults = _flush(body)
        latin = {"zh": "zh-CN", "en": "en-GB"}[self.language]
        language = tag("w:lang", {"w:val": latin, "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"})
        return "".join(
            (
                "<w:docDefaults><w:rPrDefault>",
                properties("w:rPr", *self.text_parts(defaults), language),
                "</w:rPrDefault><w:pPrDefault>",
                properties(
                    "w:pPr",
                    "<w:widowControl/>",
                    value("w:overflowPunct", 0),
                    value("w:snapToGrid", 0),
                ),
                "</w:pPrDefault></w:docDefaults>",
                *self._standard(page),
                *self._made.values(),
            )
        )

    def _standard(self, page: Geometry) -> list[str]:
        """Word's own styles that ours stand on."""
        made = list(_DEFAULTS)
        for level in range(1, 10):
            made.append(
                f'<w:style w:type="paragraph" w:styleId="Heading{level}">'
                f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
                '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
                f'<w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
            )
        for level in range(1, 5):
            style = page.roles["entry-chapter" if level == 1 else "entry"]
            before = 9 if level == 1 else 0
            style = style._replace(before=before, left=0.0)
            spacing, _, align = self.block_parts(style)
            steps = 0 if level == ANNEX_LEVEL else level - 1
            indent = tag("w:ind", {"w:left": twips(24.0 * steps)})
            stop = {"w:val": "right", "w:leader": "dot", "w:pos": twips(page.width)}
            made.append(
                f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/>'
                '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="39"/>'
                + properties(
                    "w:pPr", tag("w:tabs", None, tag("w:tab", stop)), spacing, indent, align
                )
                + properties("w:rPr", *self.text_parts(style))
                + "</w:style>"
            )
        small = page.roles["small"]
        for name in ("header", "footer"):
            parts = self.block_parts(small)
            made.append(
                f'<w:style w:type="paragraph" w:styleId="{name.capitalize()}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
                + properties("w:pPr", *parts)
                + properties("w:rPr", *self.text_parts(small))
                + "</w:style>"
            )
        return made


def _flush(style: TextStyle) -> TextStyle:
    return style._replace(first=0.0, left=0.0)


def _fonts(latin: str, han: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{han}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def _camel(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))
