"""Full text search: one Chinese character is enough, and no query breaks anything."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.services.library import Library
from desktop.storage.search_index import Document, find, put, query_of, spaced, unspaced

TEXTS = {
    "a": "项目经理应当在10个工作日内提交《风险登记册》。",
    "b": "Risk register (RACI): the Project Manager updates it weekly.",
    "c": "进度SPI低于0.9时，QA与PM共同分析偏差原因。",
    "d": "𫖯首称㛃，編號 QP-PM-01，Überprüfung naïve。",
    "e": "项目由发起人批准。经理层不干预。",
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("search")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        with (
            Library.open(folder / "library.policydesk", create=True) as library,
            library.file.writing() as session,
        ):
            put(
                session,
                [Document("field", "p", name, "", text) for name, text in TEXTS.items()],
                (),
            )
            yield session


def hits(session: Session, query: str) -> set[str]:
    return {one.anchor for one in find(session, query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("险", "a"),
        ("项目", "ae"),
        ("项目经理", "a"),
        ("目项", ""),
        ("经理", "ae"),
        ("项目 经理", "ae"),
        ("risk", "b"),
        ("RIS", "b"),
        ("isk", ""),
        ("manager project", "b"),
        ("SPI", "c"),
        ("spi低于", "c"),
        ("SPI低于0.9", "c"),
        ("QA与P", "c"),
        ("𫖯", "d"),
        ("㛃", "d"),
        ("QP-PM-01", "d"),
        ("qp-pm", "d"),
        ("uberprufung", "d"),
        ("10个工作日", "a"),
        ("风险登记册》。", "a"),
        ("，", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_what_is_found(session: Session, query: str, found: str) -> None:
    assert hits(session, query) == set(found)


HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "项目*",
    "a AND",
    "NOT",
    "OR OR",
    "NEAR(a b)",
    "title:项目",
    "^项",
    "(",
    "项目) OR (1=1",
    "'; DROP TABLE field; --",
    "-- ",
    "\x00",
    "项\x00目",
    "\ud800",
    "\x1f\x02\x03",
    "a" * 1000,
    "险" * 1000,
    "{a b}",
    "+",
    "\\",
    "%_",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_any_query_is_safe(session: Session, query: str) -> None:
    find(session, query)
    assert hits(session, "险") == {"a"}


@given(st.text(st.characters(), max_size=30))
def test_every_query_can_be_asked(session: Session, query: str) -> None:
    assert hits(session, query) <= set(TEXTS)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_every_stretch_of_han_is_found_where_it_stands(
    session: Session, name: str, data: st.DataObject
) -> None:
    text = TEXTS[name]
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    piece = text[begin:end]
    if all("\u3400" <= one <= "\U0003ffff" and one not in "（）《》，。：" for one in piece):
        assert name in hits(session, piece)


@given(st.text(st.characters(exclude_characters="\x00\x02\x03\x1f"), max_size=50))
def test_spacing_leaves_no_trace(text: str) -> None:
    assert unspaced(spaced(text)) == text


def test_the_words_around_a_match(session: Session) -> None:
    found = find(session, "风险登记")[0]
    begin, end = found.marks[0]
    assert found.snippet[begin:end] == "风险登记"
    assert "项目经理应当" in found.snippet
    assert "\x1f" not in found.snippet


def test_a_title_weighs_more_than_a_text(session: Session) -> None:
    put(
        session,
        [
            Document("article", "w", "text", "其他", "这里谈的是应急预案。"),
            Document("article", "w", "title", "应急", "这里谈的是预案。"),
        ],
        (),
    )
    assert [one.anchor for one in find(session, "应急")] == ["title", "text"]
    put(session, (), [("w", "text"), ("w", "title")])
    assert hits(session, "应急") == set()


def test_a_document_takes_its_own_place(session: Session) -> None:
    put(session, [Document("field", "x", "one", "", "原来的说法")], ())
    put(session, [Document("field", "x", "one", "", "改过的说法")], ())
    assert hits(session, "原来的说法") == set()
    assert hits(session, "改过的说法") == {"one"}
    put(session, (), [("x", "one"), ("x", "never there")])
    assert hits(session, "改过的说法") == set()


def test_no_more_than_asked_for(session: Session) -> None:
    put(session, [Document("field", "many", str(n), "", "许多条文") for n in range(30)], ())
    assert len(find(session, "许多", limit=7)) == 7
    assert len(find(session, "许多", limit=100)) == 30
    put(session, (), [("many", str(n)) for n in range(30)])


def test_a_query_is_made_of_quoted_phrases() -> None:
    assert query_of('say "NOT"') == '"say"* AND "NOT"*'
    assert query_of("，。") is None


def test_the_index_lives_in_the_same_transaction(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.policydesk", create=True) as library:
        with contextlib.suppress(RuntimeError), library.file.writing() as session:
            put(session, [Document("field", "p", "a", "", "没有提交")], ())
            raise RuntimeError
        with library.read() as session:
            assert find(session, "没有提交") == []
