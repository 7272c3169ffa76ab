"""The five templates of the program: complete, in both languages, one meaning an id."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from desktop.i18n import LANGUAGES
from desktop.models.definitions import FieldDefinition, Template
from desktop.models.fields import field_kind, plain_text
from desktop.models.fields.base import Grid, Intake, Prose, Reader, Scalar
from desktop.models.figures import read_number
from desktop.models.library_reader import check_library, load_library_definitions
from desktop.models.template_reader import builtin_template_paths, check_template, load_template
from desktop.models.wording import Inline, Localised, Run

TEMPLATES = {path.stem: load_template(path) for path in builtin_template_paths()}
LIBRARY = load_library_definitions()
ROLE_NAMES = {str(role.code): role.title for role in LIBRARY.roles.values()}
templates = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())


def fields_of(template: Template) -> Iterator[FieldDefinition]:
    for chapter in template.chapters:
        yield from chapter.fields


ALL_FIELDS = {
    f"{name}.{field.id}": field for name, one in TEMPLATES.items() for field in fields_of(one)
}


def test_the_files_have_no_problems() -> None:
    assert check_library() == ()
    assert {path.name: check_template(path) for path in builtin_template_paths()} == {
        path.name: () for path in builtin_template_paths()
    }


def test_there_are_the_five_of_the_domain_with_their_codes() -> None:
    assert sorted(one.code for one in TEMPLATES.values()) == ["A", "B", "C", "D", "E"]
    assert len({one.fingerprint for one in TEMPLATES.values()}) == 5
    by_code = {one.code: one for one in TEMPLATES.values()}
    assert len(by_code["E"].chapters) == 16
    assert {one.source for one in TEMPLATES.values()} == {"built-in"}


@templates
def test_a_template_begins_with_its_purpose_and_ends_with_the_supplementary_chapter(
    template: Template,
) -> None:
    first = template.chapters[0].articles[0]
    assert first.id == "purpose"
    last = [article.id for article in template.chapters[-1].articles]
    assert template.chapters[-1].id == "supplementary"
    assert {"interpretation", "effect"} <= set(last)
    assert "review" in {article.id for one in template.chapters for article in one.articles}
    for chapter in template.chapters:
        assert chapter.guidance.zh
        assert chapter.guidance.en
    assert any(chapter.required for chapter in template.chapters)


@templates
def test_the_113_items_of_the_six_phases(template: Template) -> None:
    assert [phase.id for phase in template.phases] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    items = [item for phase in template.phases for item in phase.items]
    assert len(items) == 113
    assert len({item.code for item in items}) == 113
    assert all(18 <= len(phase.items) <= 20 for phase in template.phases)
    assert all(item.role in ROLE_NAMES for item in items)
    assert all(phase.gate is not None and phase.gate.body for phase in template.phases)
    assert {item.tag for item in items} == {"M", "O", "G"}
    # The gate item may not be left out for any class of project.
    assert all(item.classes == ("A", "B", "C") for item in items if item.tag == "G")


def test_a_field_and_an_article_mean_the_same_in_every_template() -> None:
    meanings: dict[str, set[tuple[str, Localised, object]]] = {}
    for template in TEMPLATES.values():
        for field in fields_of(template):
            meanings.setdefault(field.id, set()).add((field.kind, field.title, field.columns))
    assert {name for name, found in meanings.items() if len(found) > 1} == set()


def test_everything_in_the_library_is_used() -> None:
    used_articles = {
        article.id for one in TEMPLATES.values() for c in one.chapters for article in c.articles
    }
    used_fields = {field.id for one in TEMPLATES.values() for field in fields_of(one)}
    assert set(LIBRARY.articles) - used_articles == set()
    assert set(LIBRARY.fields) - used_fields == set()


def test_the_twelve_indicators_and_the_matrix_of_the_domain() -> None:
    kpis = LIBRARY.fields["kpis"].sample  # type: ignore[index]
    assert isinstance(kpis, list)
    assert len(kpis) == 12
    raci = LIBRARY.fields["raci"].sample  # type: ignore[index]
    assert isinstance(raci, dict)
    rows = raci["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 15
    for row in rows:
        assert isinstance(row, dict)
        cells = row["cells"]
        assert isinstance(cells, dict)
        letters = Counter("".join(str(letter) for letter in cells.values()))
        assert letters["A"] == 1, row["activity"]
        assert letters["R"] >= 1, row["activity"]


def test_every_field_says_what_to_write_and_shows_it() -> None:
    for name, field in ALL_FIELDS.items():
        assert all((field.title.zh, field.title.en, field.guidance.zh, field.guidance.en)), name
        assert field.sample is not None, name


@templates
def test_every_sample_fills_its_field_in_both_languages(template: Template) -> None:
    for field in fields_of(template):
        kind = field_kind(field.kind)
        intake = Intake(LANGUAGES, frozenset(ROLE_NAMES))
        value = kind.parse(field.sample, field, intake, field.id)
        assert kind.parse(value, field, intake, field.id) == value, field.id
        assert intake.problems == []
        assert not kind.is_empty(value, field), field.id
        for language in LANGUAGES:
            assert kind.contents(value, field, Reader(language, ROLE_NAMES)), field.id
        zh, en = (plain_text(value, field, Reader(one, ROLE_NAMES)) for one in LANGUAGES)
        assert zh, field.id
        assert en, field.id
        assert _language_free(en), f"{field.id}: {en}"
        assert zh != en or _language_free(zh), field.id


def _language_free(text: str) -> bool:
    """Numbers and codes read the same in both languages."""
    return not any("\u4e00" <= one <= "\u9fff" for one in text)


@templates
def test_sentences_have_a_place_for_every_simple_field_once(template: Template) -> None:
    for chapter in template.chapters:
        for article in chapter.articles:
            for field in article.fields:
                slots = sum(pattern.zh.count(f"{{{field.id}}}") for pattern in article.patterns)
                assert slots <= 3, f"{article.id}: {field.id}"


def test_risk_bands_cover_every_score_without_gap() -> None:
    bands = LIBRARY.fields["risk_bands"].sample  # type: ignore[index]
    assert isinstance(bands, list)
    edges = [
        (read_number(band["from"]), read_number(band["to"]))
        for band in bands
        if isinstance(band, dict)
    ]
    assert edges[0][0] == 1
    assert edges[-1][1] == 25
    assert all(
        upper is not None and lower == upper + 1 for (_, upper), (lower, _) in pairwise(edges)
    )


def test_no_sample_holds_text_that_a_typesetter_would_have_to_mend() -> None:
    """No doubled or Chinese-side spaces, no straight quotes between Chinese characters."""
    faults = []
    for name, field in ALL_FIELDS.items():
        kind = field_kind(field.kind)
        value = kind.parse(field.sample, field, Intake(LANGUAGES), "")
        for content in kind.contents(value, field, Reader("zh", ROLE_NAMES)):
            for inline in _inlines(content):
                text = "".join(one.text for one in inline if isinstance(one, Run))
                if "  " in text or '"' in text:
                    faults.append(f"{name}: {text[:40]}")
    assert faults == []


def _inlines(content: object) -> Iterator[Inline]:
    match content:
        case Scalar(text):
            yield text
        case Prose(parts):
            yield from (part.text for part in parts)
        case Grid(rows=rows):
            for row in rows:
                for cell in row.cells:
                    yield from cell.paragraphs
