"""The neutral tree of blocks: what is printed, in any format. No ReportLab, no Qt.

Numbers and references are already rendered here; a writer only decides how a block looks.
All blocks are frozen and hashable, so that a writer can remember a block's layout by the block.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from desktop.i18n import Language
from desktop.models.paper_style import PaperStyle

__all__ = [
    "AnnexHead",
    "Block",
    "Box",
    "Change",
    "Contents",
    "Cover",
    "Document",
    "Figure",
    "FillLine",
    "FormHead",
    "Furniture",
    "Heading",
    "Note",
    "PageBreak",
    "Paragraph",
    "RiskMatrix",
    "Seal",
    "SignatureRow",
    "SignatureTable",
    "Span",
    "SwimLanes",
    "Table",
    "TableCell",
    "TableColumn",
    "TableRow",
    "Text",
    "TickBox",
]


Change: TypeAlias = Literal["", "inserted", "deleted", "moved-in", "moved-out", "renumbered"]
"""What became of a part in a marked-up copy, from one revision to the next; "" is unchanged.

A part that was moved stands twice: `moved-out` where it was (gone in the new text), `moved-in`
where it is now. `renumbered` is of spans only: a number that the program renders and that reads
otherwise now (`before`); nobody wrote it, so paper shows it as it is now, without a mark.
"""


def late(default: Any) -> Any:
    """A field that came after paper had been printed: it counts in the content hash only where it
    is set, so that what was printed before keeps its hash."""
    return field(default=default, metadata={"late": True})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look.

    `face`: serif (default), sans, answer (form answers, 楷). `link`: anchor it leads to.
    `tone`: ink, secondary, blue. `before`: what stood here, where it is renumbered.
    """

    text: str
    bold: bool = False
    italic: bool = False
    face: str = "serif"
    link: str = ""
    tone: str = "ink"
    change: Change = late("")
    before: str = late("")


@dataclass(frozen=True, slots=True)
class TickBox:
    """A vector tick box inside text. `checked`: ticked or empty; `label` follows it unbroken."""

    checked: bool = False
    label: str = ""


Text: TypeAlias = tuple[Span | TickBox, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`role`: title (front matter), chapter, section, article (English); decimal-1 to decimal-3 in
    the decimal profile. `number` is "" where the level has no number.

    `level` is the depth in the outline, from 1. `anchor` is the place references lead to.

    In a marked-up copy `change` is of the whole heading, `runs` stand instead of `text` where its
    words changed, and `number_before` is what the number was where it is another now. `remark`:
    where it was moved from or to; small print that belongs to neither text.
    """

    role: str
    text: str
    number: str = ""
    level: int = 1
    anchor: str = ""
    in_contents: bool = True
    change: Change = late("")
    runs: "Text" = late(())
    number_before: str = late("")
    remark: str = late("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. `label` is the run-in article label (第十二条【立项申请】) or clause number.

    `role`: body (款), item (项), subitem (目); in the decimal profile hang-1 and hang-2 instead of
    item and subitem, and plain (no indent: numbered clauses).
    `marker` is the rendered number of an item: （一）, 1．, a); a）, 1） in the decimal profile.
    `lead_in`: ends with a colon and stays with what follows.

    In a marked-up copy `change` is of the whole paragraph (its spans then have none of their own);
    `label_before` and `marker_before` are what label and marker were where they are others now
    ("" where they are the same). `remark`: where it was moved from or to; small print that belongs
    to neither text.
    """

    text: Text
    role: str = "body"
    label: str = ""
    marker: str = ""
    anchor: str = ""
    lead_in: bool = False
    change: Change = late("")
    label_before: str = late("")
    marker_before: str = late("")
    remark: str = late("")


@dataclass(frozen=True, slots=True)
class Note:
    """Small print under a table or figure. `sample`: what changes stand in it show how changes are
    marked; nothing came or went."""

    text: Text
    sample: bool = late(False)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`align`: left, centre, right. `width`: relative wish. `fixed`: width in pt, or None.

    `group`: neighbours with the same group share a head row above. `code`: short code under the
    title. `upright`: the head is set upright (Chinese) or turned (English): RACI roles.
    `tint`: "", green, amber, red: a tint of the whole column (KPI limits). `symbol`: "", ring,
    triangle, square: drawn before the head.
    """

    title: str
    align: str = "left"
    width: float | None = None
    fixed: float | None = None
    group: str = ""
    code: str = ""
    upright: bool = False
    tint: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """`paragraphs` stand under each other. `mark`: "", raci-A …, tag-G, tag-M, tag-O, green,
    amber, orange, red, date-line (faint 年 月 日 at the bottom). `rows`, `columns`: how many it
    spans. `head`: tinted and semibold like a head cell. `mark_before`: in a marked-up copy, what
    mark was where it is another now, `none` for none; its text then says both."""

    paragraphs: tuple[Text, ...] = ()
    mark: str = ""
    rows: int = 1
    columns: int = 1
    align: str = ""
    head: bool = False
    mark_before: str = late("")


@dataclass(frozen=True, slots=True)
class TableRow:
    """`cells` from left to right; places covered by a span from above or left are left out.
    `change`: of the whole row; else the spans of its cells may have some."""

    cells: tuple[TableCell, ...]
    anchor: str = ""
    minimum_height: float = 0.0
    strong_rule: bool = False
    change: Change = late("")


@dataclass(frozen=True, slots=True)
class Table:
    """`look`: reading (three-line), matrix (reading with fine verticals), form (full grid).

    `splittable`: false keeps it on one page (signature tables). `size`: pt of the cell text.
    `caption_before`: what the caption was, where it is another now. A table that came or went has
    that change in all of its rows.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    look: str = "reading"
    caption: str = ""
    anchor: str = ""
    show_head: bool = True
    splittable: bool = True
    size: float = 9.0
    end_mark: bool = False
    caption_before: str = late("")


@dataclass(frozen=True, slots=True)
class Box:
    """A step of a swim-lane figure: in lane `lane`, band `band`; `gate`: drawn as a diamond.

    `slot`: row inside the band, from 0; no two boxes share lane, band and slot. A line break in
    `text` is wanted: name above, detail below.
    """

    id: str
    number: str
    text: str
    lane: int
    band: int
    slot: int
    gate: bool = False


@dataclass(frozen=True, slots=True)
class SwimLanes:
    """Process flow: `lanes` are roles, `bands` phases. `flows`: (from, to, label, returning)."""

    lanes: tuple[str, ...]
    bands: tuple[str, ...]
    boxes: tuple[Box, ...]
    flows: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """5 × 5 scores; `bands`: (from, to, name, colour: green, amber, orange, red or "").

    Axis words come with it: five for each axis, from 1 to 5, all "" where they have no names.
    """

    bands: tuple[tuple[int, int, str, str], ...]
    probability: str
    impact: str
    probability_words: tuple[str, ...]
    impact_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is drawn otherwise now stands twice in a marked-up copy: deleted, inserted."""

    drawing: SwimLanes | RiskMatrix
    caption: str = ""
    anchor: str = ""
    change: Change = late("")
    caption_before: str = late("")


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """`opinion`: stands instead of the three ticks (the preparer gives no opinion)."""

    step: str
    post: str
    name: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class SignatureTable:
    """Never split. `opinions`: with three ticks and 意见; else the short block of the cover."""

    rows: tuple[SignatureRow, ...]
    opinions: bool = False
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """Place for the company seal: dashed circle over issuer and date."""

    issuer: str
    diameter_mm: float = 42.0


@dataclass(frozen=True, slots=True)
class Cover:
    """`facts`: pairs of label and value, two pairs a row."""

    company: str
    company_other: str
    title: str
    title_other: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    signatures: SignatureTable
    notes: tuple[str, ...]
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Table of contents: of the headings that say `in_contents`, and of the annexes."""

    title: str


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Starts a page. `number`: 附件1 / Annex 1; `form`: form number and revision, at the right.

    In a marked-up copy `change` is of the whole annex; the others are what number, title and form
    were where they are others now.
    """

    number: str
    title: str
    form: str = ""
    anchor: str = ""
    change: Change = late("")
    number_before: str = late("")
    title_before: str = late("")
    form_before: str = late("")


@dataclass(frozen=True, slots=True)
class FillLine:
    """Label and line to write on, several side by side. (label, answer, share of the width)."""

    fields: tuple[tuple[str, str, float], ...]
    change: Change = late("")


@dataclass(frozen=True, slots=True)
class FormHead:
    """Title of a form that stands alone on its page. `form`: form number and revision."""

    title: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Heading
    | Paragraph
    | Note
    | Table
    | Figure
    | SignatureTable
    | Seal
    | Cover
    | Contents
    | AnnexHead
    | FillLine
    | FormHead
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page. `watermark`: "" or the words behind the text.

    `page_pattern` has the slots {page} and {pages}. `evidence` is the small line at the foot.
    """

    header_left: str
    header_centre: str
    header_right: str
    footer_left: str
    footer_centre: str
    page_pattern: str
    evidence: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be written. `content_hash` is of what was printed, not of the bytes:
    SHA-256 over the canonical blocks, 64 hexadecimal digits.

    `broken_references`: targets that are cited and do not exist, in order of appearance. `paper`:
    for writers that set pages. `number`, `revision`: of the policy that it belongs to.
    `tracked`: its changes can be accepted and rejected, as the marked-up copy's; elsewhere (in the
    comparison table) marks of changes are only there to be seen.
    """

    name: str
    language: Language
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    furniture: Furniture
    blocks: tuple[Block, ...]
    content_hash: str
    printed: datetime
    broken_references: tuple[str, ...] = ()
    paper: PaperStyle = PaperStyle()
    number: str = ""
    revision: str = ""
    tracked: bool = False
