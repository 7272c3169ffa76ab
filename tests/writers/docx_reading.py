"""Reads a Word file by the standard's rules (ECMA-376-1, 17.13.5), without a word processor."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

__all__ = ["W", "accepted", "body_of", "lines_of", "part", "parts", "rejected", "text_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = ElementTree.Element


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> Element:
    return ElementTree.fromstring(parts(data)[name])


def body_of(data: bytes) -> Element:
    body = part(data, "word/document.xml").find(f"{W}body")
    assert body is not None
    return body


def accepted(data: bytes) -> Element:
    """The body with every revision accepted."""
    return _settled(body_of(data), kept=("ins", "moveTo"), gone=("del", "moveFrom"))


def rejected(data: bytes) -> Element:
    return _settled(body_of(data), kept=("del", "moveFrom"), gone=("ins", "moveTo"))


def _settled(body: Element, kept: tuple[str, ...], gone: tuple[str, ...]) -> Element:
    _settle_blocks(body, {f"{W}{name}" for name in kept}, {f"{W}{name}" for name in gone})
    return body


def _settle_blocks(container: Element, kept: set[str], gone: set[str]) -> None:
    result: list[Element] = []
    carried: list[Element] = []
    for block in list(container):
        if block.tag == f"{W}tbl":
            assert not carried, "what is left of a paragraph cannot go into a table"
            _settle_table(block, kept, gone)
            if block.find(f"{W}tr") is not None:
                result.append(block)
            continue
        if block.tag != f"{W}p":
            result.append(block)
            continue
        marks = block.find(f"{W}pPr/{W}rPr")
        mark_gone = marks is not None and any(one.tag in gone for one in marks)
        content = [one for one in _settled_runs(block, kept, gone) if one.tag != f"{W}pPr"]
        if mark_gone:
            carried += content
            continue
        about = block.find(f"{W}pPr")
        for child in list(block):
            block.remove(child)
        block.extend([*([about] if about is not None else []), *carried, *content])
        carried = []
        result.append(block)
    assert not carried, "the last paragraph cannot go"
    for child in list(container):
        container.remove(child)
    container.extend(result)


def _settle_table(table: Element, kept: set[str], gone: set[str]) -> None:
    for row in table.findall(f"{W}tr"):
        about = row.find(f"{W}trPr")
        if about is not None and any(one.tag in gone for one in about):
            table.remove(row)
            continue
        for cell in row.findall(f"{W}tc"):
            _settle_blocks(cell, kept, gone)
            assert cell.find(f"{W}p") is not None


def _settled_runs(parent: Element, kept: set[str], gone: set[str]) -> Iterator[Element]:
    for child in list(parent):
        if child.tag in gone:
            continue
        if child.tag in kept:
            yield from _settled_runs(child, kept, gone)
            continue
        if child.tag == f"{W}hyperlink":
            inside = list(_settled_runs(child, kept, gone))
            for one in list(child):
                child.remove(one)
            child.extend(inside)
            if not inside:
                continue
        if child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd") or "Range" in child.tag:
            continue
        yield child


def text_of(element: Element) -> str:
    """Text of a paragraph, tabs and line ends with it; without the code of fields."""
    shown = []
    for one in element.iter():
        if one.tag in (f"{W}t", f"{W}delText"):
            shown.append(one.text or "")
        elif one.tag == f"{W}tab" and "pos" not in str(one.attrib):
            shown.append("\t")
        elif one.tag == f"{W}br":
            shown.append("\n")
    return "".join(shown)


def lines_of(element: Element) -> list[str]:
    """Text of every paragraph, in order."""
    return [text_of(one) for one in element.iter(f"{W}p")]
