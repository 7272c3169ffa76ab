"""The places of a document that links lead to, for formats that know no pages."""

from collections.abc import Iterator

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Text,
)

__all__ = ["GONE", "Entry", "Places", "contents_entries"]

GONE = frozenset({"deleted", "moved-out"})
"""Changes of what the new text no longer has."""

Entry = Heading | AnnexHead


class Places:
    """Which anchors exist. Each is given out once: in a marked-up copy a part that was moved
    stands twice, and links lead to where it is now. `cited`: those that some text leads to."""

    def __init__(self, document: Document) -> None:
        self.cited: set[str] = set()
        self._living: set[str] = set()
        self._gone: set[str] = set()
        self._given: set[str] = set()
        for block in document.blocks:
            self._find(block)

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._living or anchor in self._gone

    def begin(self, anchor: str, change: str = "") -> str:
        """The anchor that is to be written here, or ""."""
        if not anchor or anchor in self._given or (change in GONE and anchor in self._living):
            return ""
        self._given.add(anchor)
        return anchor

    def _find(self, block: Block) -> None:
        for text in _texts(block):
            self.cited |= {one.link for one in text if isinstance(one, Span) and one.link}
        match block:
            case Heading() | Paragraph() | Figure() | AnnexHead():
                self._add(block.anchor, block.change)
            case Table():
                self._add(block.anchor, "")
                for row in block.rows:
                    self._add(row.anchor, row.change)

    def _add(self, anchor: str, change: str) -> None:
        if anchor:
            (self._gone if change in GONE else self._living).add(anchor)


def _texts(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph() | Note():
            yield block.text
        case Heading():
            yield block.runs
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def contents_entries(document: Document) -> list[Entry]:
    """What the table of contents lists."""
    return [
        one
        for one in document.blocks
        if isinstance(one, AnnexHead) or (isinstance(one, Heading) and one.in_contents)
        if one.change not in GONE
    ]
