"""The checklist of a phase: blank from a policy, filled from a project; all phases in one file."""

from collections import Counter
from collections.abc import Iterator

from desktop.documents.arrange import reader_of
from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Document,
    FillLine,
    Note,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.frame import Sheet
from desktop.documents.scribe import span
from desktop.documents.words import form_number
from desktop.models.definitions import ChecklistItem, Phase
from desktop.models.errors import Refused
from desktop.models.snapshot import ItemRecord, Project

__all__ = ["DOCUMENTS", "checklist_blocks"]

# In pt. Rows to be ticked are at least 8 mm high, rows to be signed 14 mm (print style §5).
TICKING_HEIGHT, SIGNING_HEIGHT, REMARK_HEIGHT = 22.7, 39.7, 32.0
CLASSES = ("A", "B", "C")
DECISIONS = ("go", "conditional", "hold", "stop")
# Fixed widths of all columns but that of the item itself, in pt.
_WIDTHS = {
    "zh": {"tag": 27.0, "position": 27.0, "evidence": 70.0, "role": 54.0, "result": 70.0},
    "en": {"tag": 27.0, "position": 22.0, "evidence": 72.0, "role": 84.0, "result": 82.0},
}
# English names of roles wrap; English answers differ in length and line up at the left.
_WORD_ALIGN = {"zh": "centre", "en": "left"}
_DATE_WIDTH = {"zh": 34.0, "en": 32.0}
# The tick of each recorded state; an open item has none.
_TICKS = {"done": "yes", "failed": "no", "na": "exempt"}
_RESULTS = ("yes", "no", "exempt")


def checklist_blocks(sheet: Sheet, phase: Phase, project: Project | None = None) -> Iterator[Block]:
    """One phase's sheet. It carries the annex and form number that it has in the policy."""
    position = next(
        (
            index
            for index, annex in enumerate(sheet.outline.annexes, start=1)
            if annex.phase.id == phase.id
        ),
        0,
    )
    anchor = f"annex:{phase.id}"
    yield AnnexHead(
        sheet.scribe.number(anchor),
        sheet.say("checklist.title", phase=phase.title.text(sheet.language)),
        form=_form(sheet, position, project),
        anchor=anchor,
    )
    yield _project_line(sheet, phase, project)
    yield _item_table(sheet, phase, project)
    yield Note(_legend(sheet, project))
    yield _conclusion(sheet, phase, project)
    yield _signatures(sheet, phase)


def _form(sheet: Sheet, position: int, project: Project | None) -> str:
    number = form_number(sheet.policy.facts.number, position) if position else ""
    revision = project.revision if project else sheet.form_revision
    stated = sheet.say("form.revision", revision=revision)
    if not number:
        return stated
    return sheet.say("form.joint").join((sheet.say("form.number", number=number), stated))


def _project_line(sheet: Sheet, phase: Phase, project: Project | None) -> FillLine:
    title, number, grade = (
        (project.title, project.number, project.project_class) if project else ("", "", "")
    )
    fields = [
        (sheet.say("checklist.project"), title, 0.56),
        (sheet.say("checklist.project_number"), number, 0.28),
        (sheet.say("checklist.class"), grade, 0.16),
    ]
    if phase.calendar:  # runs by period: 2026年第1季度
        fields[2] = (sheet.say("checklist.period"), "", 0.16)
    return FillLine(tuple(fields))


# -- the items ---------------------------------------------------------------------------------


def _item_table(sheet: Sheet, phase: Phase, project: Project | None) -> Table:
    widths = _WIDTHS[sheet.language]
    columns = (
        TableColumn(sheet.say("checklist.position"), "centre", fixed=widths["position"]),
        TableColumn(sheet.say("checklist.item"), width=1.0),
        TableColumn(sheet.say("checklist.tag"), "centre", fixed=widths["tag"]),
        TableColumn(sheet.say("checklist.evidence"), fixed=widths["evidence"]),
        TableColumn(sheet.say("checklist.role"), _WORD_ALIGN[sheet.language], fixed=widths["role"]),
        TableColumn(
            sheet.say("checklist.result"), _WORD_ALIGN[sheet.language], fixed=widths["result"]
        ),
        TableColumn(sheet.say("checklist.date"), "centre", fixed=_DATE_WIDTH[sheet.language]),
    )
    rows: list[TableRow] = []
    banded = len({item.period for item in phase.items}) > 1
    above: bool | None = None
    for position, item in enumerate(phase.items, start=1):
        if banded and item.period != above:
            above = item.period
            rows.append(_band(sheet, item.period, len(columns)))
        rows.append(_item_row(sheet, position, item, project))
    return Table(columns, tuple(rows), look="form", size=8.0)


def _record(project: Project | None, item: ChecklistItem) -> ItemRecord:
    if project is None:
        return ItemRecord(item.code)
    return next((one for one in project.records if one.code == item.code), ItemRecord(item.code))


def _band(sheet: Sheet, period: bool, columns: int) -> TableRow:
    text = sheet.say("checklist.by_period" if period else "checklist.by_project")
    return TableRow((TableCell((span(text),), columns=columns, align="left", head=True),))


def _item_row(
    sheet: Sheet, position: int, item: ChecklistItem, project: Project | None
) -> TableRow:
    language = sheet.language
    record = _record(project, item)
    text = item.text.text(language)
    wording: Text = span(text)
    if item.classes and set(item.classes) != set(CLASSES) and project is None:
        grades = sheet.say("checklist.grade_joint").join(item.classes)
        stated = sheet.say("checklist.grades", grades=grades)
        wording += span(stated, tone="secondary")
    evidence = [span(item.evidence.text(language)), *(_answer(one) for one in record.evidence)]
    role = reader_of(sheet.policy, language).role(item.role) if item.role else ""
    return TableRow(
        (
            TableCell((span(f"{position:02d}"),)),
            TableCell((wording,)),
            TableCell((span(item.tag),), mark=f"tag-{item.tag}"),
            TableCell(tuple(one for one in evidence if one)),
            TableCell((span(role),) if role else ()),
            TableCell((_ticks(sheet, item, record),)),
            TableCell(_date(record)),
        ),
        anchor=f"item:{item.code}",
        minimum_height=TICKING_HEIGHT,
    )


def _ticks(sheet: Sheet, item: ChecklistItem, record: ItemRecord) -> Text:
    """是 否 免; a gate item cannot be exempt and shows — there."""
    ticked = _TICKS.get(record.state, "")
    boxes = [TickBox(ticked == result, sheet.say(f"result.{result}")) for result in _RESULTS]
    gap = sheet.say("checklist.result_gap")
    if item.tag != "G":
        return _spaced(boxes, gap)
    return (*_spaced(boxes[:-1], gap), Span(sheet.say("result.never"), tone="secondary"))


def _spaced(boxes: list[TickBox], gap: str) -> Text:
    spaced: list[Span | TickBox] = []
    for box in boxes:
        spaced += [Span(gap), box] if spaced else [box]
    return tuple(spaced)


def _date(record: ItemRecord) -> tuple[Text, ...]:
    """Year above month and day: the column is narrow, and a year may turn inside a project."""
    if record.at is None or record.state not in _TICKS:
        return ()
    return (_answer(f"{record.at:%Y}"), _answer(f"{record.at:%m-%d}"))


def _answer(text: str) -> Text:
    return span(text, face="answer")


# -- below the items ---------------------------------------------------------------------------


def _legend(sheet: Sheet, project: Project | None) -> Text:
    legend: list[Span | TickBox] = []
    for tag in ("G", "M", "O"):
        legend.append(Span(tag, bold=tag != "O", face="sans"))
        legend.append(Span(sheet.say(f"legend.{tag}")))
    legend.append(Span(sheet.say("legend.remark")))
    if project is None:
        legend.append(Span(sheet.say("legend.grades")))
    return tuple(legend)


def _conclusion(sheet: Sheet, phase: Phase, project: Project | None) -> Table:
    """Remarks, and the conclusion of the gate where the phase ends with one."""
    remarks = tuple(
        _answer(sheet.say("checklist.remark_line", position=f"{position:02d}", note=record.note))
        for position, item in enumerate(phase.items, start=1)
        if (record := _record(project, item)).note
    )
    rows = [
        TableRow(
            (TableCell((span(sheet.say("checklist.remarks")),), head=True), TableCell(remarks)),
            minimum_height=REMARK_HEIGHT,
        )
    ]
    if phase.gate is not None:
        boxes = [TickBox(label=sheet.say(f"decision.{decision}")) for decision in DECISIONS]
        line = (
            *_spaced(boxes, sheet.say("checklist.tick_gap")),
            Span(sheet.say("checklist.condition_due")),
        )
        head = sheet.say("checklist.conclusion", gate=phase.gate.id)
        rows.append(
            TableRow(
                (TableCell((span(head),), head=True), TableCell((line,))),
                minimum_height=TICKING_HEIGHT,
            )
        )
    columns = (TableColumn("", "centre", fixed=68.0), TableColumn("", width=1.0))
    return Table(columns, tuple(rows), look="form", show_head=False)


def _signatures(sheet: Sheet, phase: Phase) -> Table:
    """Who answers for most of the items signs, and the body that decides at the gate."""
    reader = reader_of(sheet.policy, sheet.language)
    roles = Counter(item.role for item in phase.items if item.role)
    answering = roles.most_common(1)[0][0] if roles else ""
    deciding = phase.gate.body if phase.gate and phase.gate.body else ""
    signing = [reader.role(code) for code in dict.fromkeys((answering, deciding)) if code]
    signing = signing or [sheet.say("checklist.signatory")]
    cells: list[TableCell] = []
    for role in signing:
        below = span(sheet.say("checklist.sign_and_date"), tone="secondary")
        cells += [TableCell((span(role), below), head=True), TableCell(mark="date-line")]
    columns = tuple(
        one
        for _ in signing
        for one in (TableColumn("", "centre", fixed=96.0), TableColumn("", "centre", width=1.0))
    )
    return Table(
        columns,
        (TableRow(tuple(cells), minimum_height=SIGNING_HEIGHT),),
        look="form",
        show_head=False,
        splittable=False,
    )


# -- the documents -----------------------------------------------------------------------------


def _phases(order: PrintOrder) -> tuple[Phase, ...]:
    """The phases that have items: the project's, with the items of its class, or the policy's."""
    phases = order.project.phases if order.project else order.policy.phases
    return tuple(phase for phase in phases if phase.items)


def _state(sheet: Sheet, order: PrintOrder) -> str:
    if order.project is None:
        return ""
    return sheet.say("footer.project", number=order.project.number or order.project.title)


def _one(order: PrintOrder) -> Document:
    phases = _phases(order)
    known = ", ".join(phase.id for phase in phases)
    if not order.phase:
        raise Refused("document-needs-phase", known=known)
    chosen = next((phase for phase in phases if phase.id == order.phase), None)
    if chosen is None:
        raise Refused("document-phase-unknown", phase=order.phase, known=known)
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    title = sheet.say("checklist.title", phase=chosen.title.text(sheet.language))
    blocks = tuple(checklist_blocks(sheet, chosen, order.project))
    return _finished("checklist", sheet, order, blocks, title)


def _all(order: PrintOrder) -> Document:
    phases = _phases(order)
    if not phases:
        raise Refused("document-empty", document="checklists")
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    blocks = tuple(
        block for phase in phases for block in checklist_blocks(sheet, phase, order.project)
    )
    title = titled("checklists").text(sheet.language)
    return _finished("checklists", sheet, order, blocks, title)


def _finished(
    name: str, sheet: Sheet, order: PrintOrder, blocks: tuple[Block, ...], title: str
) -> Document:
    blank = order.project is None
    return sheet.finish(name, blocks, title=title, state=_state(sheet, order), of_revision=blank)


DOCUMENTS = (
    DocumentKind("checklist", titled("checklist"), ("phase",), _one),
    DocumentKind("checklists", titled("checklists"), ("policy", "project"), _all),
)
