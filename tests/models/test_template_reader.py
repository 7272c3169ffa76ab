"""A user's template: read whole, or every mistake named with its line and its mend."""

from pathlib import Path

import pytest

from desktop.i18n import LANGUAGES
from desktop.models.errors import Refused
from desktop.models.template_reader import check_template, load_template, template_id
from desktop.models.wording import Localised
from tests.models.kinds import said

GOOD = """\
format: policydesk-template/1
id: office_rules
code: O
title: {zh: 办公制度, en: Office rules}
description: {zh: 小公司用, en: For a small company}
policy_title: {zh: 办公管理制度, en: Office Policy}
numbering: decimal
roles:
  - code: OFFICE
    title: {zh: 行政主管, en: Office Manager}
    deputy: PM
phases:
  - P1
  - id: MOVE
    title: {zh: 搬迁, en: Move}
    goal: {zh: 按期搬迁, en: Move on time}
    gate: {id: GM, title: {zh: 搬迁评审, en: Move review}, body: OFFICE, days: 3}
    items:
      - code: MV-01
        text: {zh: 钥匙已交接, en: Keys handed over}
        tag: G
        evidence: {zh: 交接单, en: Handover sheet}
        role: OFFICE
        classes: [A, B]
        article: keys
chapters:
  - id: general
    code: O1
    title: {zh: 总则, en: General}
    guidance: {zh: 先写目的, en: Purpose first}
    required: true
    articles:
      - section: {id: opening, zh: 开头, en: Opening}
      - purpose
      - id: keys
        title: {zh: 钥匙, en: Keys}
        text:
          zh: 钥匙遗失的，{key_owner}在{key_days}内换锁。
          en: "{key_owner} changes the lock within {key_days}."
        fields:
          - id: key_days
            kind: number
            title: {zh: 换锁期限, en: Time}
            guidance: {zh: 写工作日数, en: Working days}
            unit: {zh: 个工作日, en: working days}
            min: 1
            max: 5
            sample: 2
          - {id: key_owner, kind: role, title: {zh: 负责人, en: Owner}, sample: OFFICE}
          - {field: scope_exclusions, required: false, sample: [{zh: 外包, en: Contractors}]}
          - id: key_list
            kind: table
            title: {zh: 钥匙清单, en: Keys}
            min_rows: 2
            columns:
              - {id: door, kind: text, required: true, title: {zh: 门, en: Door}}
              - {id: clause, kind: reference, title: {zh: 条文, en: Article}}
              - id: level
                kind: choice
                title: {zh: 等级, en: Level}
                choices: [{id: low, zh: 低, en: Low}, {id: high, zh: 高, en: High}]
            sample:
              - {door: {zh: 前门, en: Front}, clause: "article:purpose", level: low}
              - {id: back, door: {zh: 后门, en: Back}, clause: "part:key_list/back"}
          - id: key_flow
            kind: diagram
            title: {zh: 流程, en: Flow}
            diagram: swimlane
            source: key_list
          - id: key_rule
            kind: rich
            title: {zh: 规则, en: Rule}
            sample:
              - zh: [按照, {ref: "table:key_list"}, 办理。]
                en: [See, {ref: "annex:MOVE"}, and, {ref: "chapter:general"}, .]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "office.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_template_is_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert check_template(path) == ()
    template = load_template(path)
    assert (template.id, template.code, template.numbering) == ("office_rules", "O", "decimal")
    assert template.source == str(path)
    assert template.title == Localised("办公制度", "Office rules")
    assert [phase.id for phase in template.phases] == ["P1", "MOVE"]
    assert template.phases[1].gate is not None
    assert template.phases[1].gate.body == "OFFICE"
    assert template.phases[1].items[0].classes == ("A", "B")
    assert [role.code for role in template.roles][-1] == "OFFICE"
    (chapter,) = template.chapters
    assert [article.id for article in chapter.articles] == ["purpose", "keys"]
    opening = chapter.articles[0].section
    assert opening is not None
    assert opening.title.zh == "开头"
    assert chapter.articles[1].section is None
    fields = {one.id: one for one in chapter.fields}
    assert fields["key_days"].sample == 2
    assert fields["key_days"].maximum == 5
    assert fields["scope_exclusions"].sample == [{"zh": "外包", "en": "Contractors"}]
    assert fields["scope_exclusions"].title.zh
    assert fields["key_list"].columns[2].choices[1].id == "high"
    assert template_id(path) == "office_rules"


def test_items_of_the_library_lose_articles_that_the_template_does_not_have(tmp_path: Path) -> None:
    template = load_template(written(tmp_path, GOOD))
    assert {item.article for item in template.phases[0].items} == {None}
    assert template.phases[1].items[0].article == "keys"


def test_the_fingerprint_is_of_the_content(tmp_path: Path) -> None:
    first = load_template(written(tmp_path, GOOD))
    (tmp_path / "other").mkdir()
    moved = load_template(written(tmp_path / "other", "# a comment\n" + GOOD))
    changed = load_template(written(tmp_path, GOOD.replace("sample: 2", "sample: 3")))
    assert first.fingerprint == moved.fingerprint
    assert first.fingerprint != changed.fingerprint


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("policydesk-template/1", "policydesk-template/9", "other-format"),
        ("format: policydesk-template/1\n", "# nothing\n", "key-missing"),
        ("id: office_rules", "id: Office Rules", "bad-id"),
        ("code: O\n", "code: Office\n", "bad-template-code"),
        ("title: {zh: 办公制度, en: Office rules}", "title: {zh: 办公制度}", "text-missing-en"),
        ("title: {zh: 办公制度, en: Office rules}", "title: 办公制度", "text-needs-both"),
        ("title: {zh: 办公制度, en: Office rules}", "title: [1]", "expected-both-languages"),
        ("{zh: 办公制度, en: Office rules}", "{zh: 办公制度, en: Rules, 5}", "unquoted-comma"),
        (
            "{zh: 办公制度, en: Office rules}",
            "{zh: 办公制度, eng: Rules, en: a}",
            "unknown-language-nearest",
        ),
        ("{zh: 办公制度, en: Office rules}", "{zh: [办公], en: Rules}", "expected-text"),
        (
            "{zh: 办公制度, en: Office rules}",
            '{zh: "办\\x07公", en: Rules}',
            "text-control-character",
        ),
        ("policy_title:", "policytitle:", ("unknown-key-nearest", "key-missing")),
        ("numbering: decimal", "numbering: decimals", "unknown-word-nearest"),
        ("numbering: decimal", "numbering: [decimal]", "expected-word"),
        ("    deputy: PM", "    deputy: PMX", "unknown-role-nearest"),
        ("  - code: OFFICE\n", "  - code: QA\n", ("role-defined-twice", "unknown-role")),
        ("  - P1\n", "  - P11\n", "unknown-phase-nearest"),
        ("  - P1\n", "  - P1\n  - P1\n", ("phase-twice", "item-in-two-phases")),
        ("body: OFFICE", "body: OFICE", "unknown-role-nearest"),
        ("days: 3}", "days: soon}", "expected-whole"),
        ("days: 3}", "days: 0}", "expected-whole"),
        ("code: MV-01", "code: IN-01", "item-in-two-phases"),
        ("tag: G", "tag: X", "unknown-word"),
        ("        tag: G\n", "", "key-missing"),
        ("classes: [A, B]", "classes: [A, D]", "unknown-word"),
        ("classes: [A, B]", "classes: []", "no-classes"),
        ("classes: [A, B]", "classes: A", "expected-list"),
        ("article: keys", "article: key", "unknown-article-nearest"),
        ("  - id: general\n", "  - id: general\n    titel: x\n", "unknown-key-nearest"),
        ("required: true\n", "required: yes\n", "expected-flag"),
        (
            "      - purpose\n",
            "      - section: {id: second, zh: 二, en: Two}\n      - purpose\n",
            "section-empty",
        ),
        ("      - purpose\n", "      - purpos\n", ("unknown-article-nearest", "no-such-article")),
        (
            "      - purpose\n",
            "      - purpose\n      - purpose\n",
            ("article-twice", "field-in-two-articles"),
        ),
        ("      - purpose\n", "      - purpose\n      - 5\n", "expected-article"),
        ("{key_owner}在", "{key_ower}在", ("unknown-slot-nearest", "slots-differ")),
        ("{key_owner}在", "{key_list}{key_owner}在", ("slot-not-simple", "slots-differ")),
        ("钥匙遗失的，", "钥匙}遗失的，", "stray-brace"),
        ("            kind: number\n", "            kind: numbr\n", "unknown-word-nearest"),
        ("            kind: number\n", "", "key-missing"),
        ("            min: 1\n", "            min: 9\n", ("limits-crossed", "number-too-small")),
        ("            min: 1\n", "            min: few\n", "expected-number"),
        ("            min: 1\n", "            many: true\n", "unknown-key"),
        ("            sample: 2\n", "            sample: two\n", "expected-number"),
        ("            sample: 2\n", "            sample: 6\n", "number-too-large"),
        ("sample: OFFICE}", "sample: OFICE}", "unknown-role-nearest"),
        ("{field: scope_exclusions,", "{field: scope_exclusion,", "unknown-field-nearest"),
        ("{field: scope_exclusions,", "{field: scope_exclusions, kind: text,", "unknown-key"),
        (
            "- {id: key_owner, kind: role,",
            "- 7\n          - {id: key_owner, kind: role,",
            "expected-field",
        ),
        (
            "- {id: key_owner, kind: role,",
            "- {id: key_owner, id2: x, kind: role,",
            "unknown-key-nearest",
        ),
        (
            "id: key_flow\n",
            "id: purpose\n",
            ("field-in-two-articles", "field-kind-differs"),
        ),
        (
            "id: key_flow\n",
            "id: key_days\n",
            ("field-twice", "slot-not-simple"),
        ),
        ("[{zh: 外包, en: Contractors}]", "[{zh: 外包}]", "sample-without-en"),
        ("[{zh: 外包, en: Contractors}]", "[外包]", "sample-without-en"),
        ("[{zh: 外包, en: Contractors}]", "{a: b}", "unknown-language"),
        ("min_rows: 2", "min_rows: 3", "sample-incomplete"),
        ("min_rows: 2", "min_rows: -1", "expected-whole"),
        ("{id: door, kind: text,", "{id: door, kind: rich,", ("unknown-word", "unknown-column")),
        ("{id: door, kind: text,", "{id: clause, kind: text,", ("id-twice", "unknown-column")),
        ("{id: door, kind: text,", "{id: door, kind: text, width: 900,", "bad-width"),
        ("{id: door, kind: text,", "{id: door, kind: text, look: form,", "unknown-key"),
        (
            "{id: low, zh: 低, en: Low}",
            "{id: high, zh: 低, en: Low}",
            ("id-twice", "unknown-choice"),
        ),
        ("{id: low, zh: 低, en: Low}", "{id: low, zh: 低}", "text-missing-en"),
        (
            "                choices: [{id: low, zh: 低, en: Low}, {id: high, zh: 高, en: High}]\n",
            "",
            ("key-missing", "unknown-choice"),
        ),
        ("level: low}", "level: lo}", "unknown-choice-nearest"),
        ("level: low}", "lvl: low}", "unknown-column-nearest"),
        ('"article:purpose"', '"article:purposes"', "no-such-article-nearest"),
        ('"article:purpose"', '"purpose"', "expected-reference"),
        ("part:key_list/back", "part:key_list/front", "no-such-row"),
        ("part:key_list/back", "part:key_lost/back", "no-such-part-nearest"),
        ("source: key_list\n", "source: key_lists\n", "unknown-source-nearest"),
        ("            diagram: swimlane\n", "", "key-missing"),
        ("table:key_list", "table:key_rule", "no-such-table-nearest"),
        ("annex:MOVE", "annex:MOVES", "no-such-annex-nearest"),
        ("chapter:general", "chapter:generals", "no-such-chapter-nearest"),
    ],
)
def test_every_mistake_is_named_at_its_line(
    tmp_path: Path, old: str, new: str, code: str | tuple[str, ...]
) -> None:
    assert GOOD.count(old) >= 1
    start = GOOD.index(old)
    text = GOOD[:start] + new + GOOD[start + len(old) :]
    path = written(tmp_path, text)
    problems = check_template(path)
    codes = {code} if isinstance(code, str) else set(code)
    assert {problem.code for problem in problems} == codes
    for problem in problems:
        assert all(said(problem, language) for language in LANGUAGES)
        assert problem.line is not None
    with pytest.raises(Refused) as caught:
        load_template(path)
    assert sorted(map(str, caught.value.problems)) == sorted(map(str, problems))
    assert caught.value.facts["file"] == str(path)


@pytest.mark.parametrize(
    ("old", "new", "line", "place"),
    [
        ("numbering: decimal", "numbering: x", 7, "numbering"),
        ("tag: G", "tag: X", 21, "phases[2].items[1].tag"),
        ("en: Keys handed over", "enn: Keys", 20, "phases[2].items[1].text.enn"),
        ("sample: 2", "sample: 9", 48, "chapters[1].articles[3].fields[1].sample"),
        (
            "{zh: 后门, en: Back}",
            "{zh: 后门}",
            64,
            "chapters[1].articles[3].fields[4].sample[2].door",
        ),
        (
            "annex:MOVE",
            "annex:NONE",
            75,
            "chapters[1].articles[3].fields[6].sample[1].en[2].ref",
        ),
    ],
)
def test_line_and_place_lead_to_the_mistake(
    tmp_path: Path, old: str, new: str, line: int, place: str
) -> None:
    problems = check_template(written(tmp_path, GOOD.replace(old, new, 1)))
    assert (line, place) in {(one.line, one.place) for one in problems}


def test_all_mistakes_come_at_once_in_order_of_line(tmp_path: Path) -> None:
    text = GOOD.replace("code: O\n", "code: 7\n").replace("tag: G", "tag: X")
    text = text.replace("sample: 2", "sample: 0").replace("annex:MOVE", "annex:X")
    problems = check_template(written(tmp_path, text))
    assert [one.code for one in problems] == [
        "bad-template-code",
        "unknown-word",
        "number-too-small",
        "no-such-annex",
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", {"expected-mapping"}),
        ("- a\n", {"expected-mapping"}),
        ("a: [", {"yaml-flow"}),
        ("id: &a x\n", {"yaml-anchor", "key-missing"}),
        ("format: policydesk-template/1\n", {"key-missing"}),
    ],
)
def test_files_that_are_no_templates(tmp_path: Path, text: str, codes: set[str]) -> None:
    assert {one.code for one in check_template(written(tmp_path, text))} == codes


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        check_template(tmp_path / "none.yaml")
    assert caught.value.code == "file-missing"
