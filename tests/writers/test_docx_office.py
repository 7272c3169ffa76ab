"""A policy book that somebody opens in LibreOffice, edits and saves: only the edit is different."""

from collections import Counter
from xml.etree.ElementTree import Element

import pytest

from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.writers.docx.writer import write_docx
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.writers.docx_reading import W, body_of, lines_of, part, parts, text_of
from tests.writers.office import edited, needs_office

DECIDED, SAID = "项目评审委员会在10个工作日内决定", "（办公室改）"


@pytest.fixture(scope="module")
def book() -> bytes:
    return write_docx(document_kind("policy-book").build(PrintOrder(sample_policy(), NOON, "zh")))


@pytest.fixture(scope="module")
def saved(book: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return edited(book, DECIDED, SAID, "输入", tmp_path_factory.mktemp("office"))


def worded(data: bytes) -> Counter[str]:
    """Its lines, but for how many pages there are."""
    found = Counter(filter(None, map(str.strip, lines_of(body_of(data)))))
    return Counter({line: many for line, many in found.items() if not line.startswith("共")})


def style_names(data: bytes) -> dict[str, str]:
    """Id → name as people see it: LibreOffice gives ids of its own."""
    return {
        str(one.get(f"{W}styleId")): _value(one, "name").casefold()
        for one in part(data, "word/styles.xml").iter(f"{W}style")
    }


def used(data: bytes, kind: str) -> Counter[str]:
    names = style_names(data)
    return Counter(names[str(one.get(f"{W}val"))] for one in body_of(data).iter(f"{W}{kind}"))


def _value(of: Element, name: str) -> str:
    found = of.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val"))


@needs_office
def test_only_the_edit_is_different(book: bytes, saved: bytes) -> None:
    before, after = worded(book), worded(saved)
    gone, came = before - after, after - before
    assert set(came) == {line.replace(DECIDED, DECIDED + SAID) for line in gone if DECIDED in line}
    # The row of one card that was deleted: its name and its two lines.
    assert sorted(one for one in gone if DECIDED not in one) == [
        "1．\t商机单",
        "2．\t战略",
        "输入",
    ]
    rows = [len(list(body_of(data).iter(f"{W}tr"))) for data in (book, saved)]
    assert rows[1] == rows[0] - 1


@needs_office
def test_styles_stay_the_styles_of_what_stays(book: bytes, saved: bytes) -> None:
    # The deleted row had three; and LibreOffice makes no paragraph of the end of a section.
    gone = used(book, "pStyle") - used(saved, "pStyle")
    assert set(gone) == {"policydesk 表头 9 左", "policydesk 表内文字 9 左", "policydesk 分节"}
    assert gone["policydesk 表内文字 9 左"] + gone["policydesk 表头 9 左"] == 3
    assert used(book, "rStyle") - used(saved, "rStyle") == Counter()
    assert used(book, "tblStyle") == used(saved, "tblStyle")


@needs_office
def test_places_links_boxes_and_pictures_stay(book: bytes, saved: bytes) -> None:
    names = [
        {one.get(f"{W}name") for one in body_of(data).iter(f"{W}bookmarkStart")}
        for data in (book, saved)
    ]
    assert names[0] - names[1] == {"pd_table_inputs"}  # of the deleted row
    for name in ("hyperlink", "drawing", "sectPr", "tbl"):
        many = [len(list(body_of(data).iter(f"{W}{name}"))) for data in (book, saved)]
        assert many[0] == many[1] > 0, name
    checkbox = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
    boxes = [len(list(body_of(data).iter(checkbox))) for data in (book, saved)]
    assert boxes[0] == boxes[1] > 0


@needs_office
def test_headers_footers_and_fields_stay(book: bytes, saved: bytes) -> None:
    def around(data: bytes) -> list[str]:
        """Header and footer of every section, without the numbers of pages."""
        names = [one for one in parts(data) if one.startswith(("word/header", "word/footer"))]
        texts = ("".join(map(text_of, part(data, one).iter(f"{W}p"))) for one in names)
        return sorted("".join(char for char in one if not char.isdigit()) for one in texts)

    assert around(book) == around(saved)
    fields = " ".join(one.text or "" for one in body_of(saved).iter(f"{W}instrText"))
    assert "NUMPAGES" in fields
    assert "TOC" in fields
    assert "PolicyDesk 章 1级,1" in fields
