"""Random edits of a policy as a person makes them, for tests that compare what is kept with what
is made from nothing. Parts that an edit does not touch stay the identical objects."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from desktop.models.definitions import Json, Role
from desktop.models.paper_style import PaperStyle
from desktop.models.snapshot import Article, Chapter, Field, Policy
from tests import factories as make
from tests.documents.sample_policy import sample_policy
from tests.factories import words

__all__ = ["edited", "long_policy", "prose_value", "with_field"]

_SAID = (
    "项目经理应当在收到申请后5个工作日内组织评审，并将结论书面通知申请部门；",
    "未经批准不得变更范围。",
    "Deviations above 10% go to the Review Board. ",
    "《合同管理办法》另有规定的，从其规定。",
)
_names = count(1)


def _prose(chance: random.Random, most: int = 12) -> str:
    return "".join(chance.choice(_SAID) for _ in range(chance.randint(1, most)))


def _article(chance: random.Random, name: str) -> Article:
    number = next(_names)
    texts = [words(_prose(chance)) for _ in range(chance.randint(1, 5))]
    paragraphs: list[Json] = [{"zh": one.zh, "en": one.en} for one in texts]
    return make.article(
        f"{name}{number}",
        make.field(f"text{number}", "rich", paragraphs),
        make.field(f"list{number}", "list", [{"zh": "甲方", "en": "one"}, {"zh": "乙", "en": "b"}]),
        title=words(f"条文{number}", f"Article {number}"),
        section=f"part{number}" if chance.random() < 0.2 else "",
    )


def long_policy(chance: random.Random, chapters: int = 4) -> Policy:
    """The sample policy with chapters of prose before and after its own, its figures in a chapter
    of their own, and a table that cites parts of all of it."""
    prose = [
        make.chapter(
            f"prose{number}", *(_article(chance, "made") for _ in range(chance.randint(1, 9)))
        )
        for number in range(chapters)
    ]
    sample = sample_policy()
    figures = [one for one in sample.fields if one.definition.kind == "diagram"]
    for figure in figures:
        sample = _without_field(sample, figure.id)
    drawn = make.chapter("figures", *(make.article(f"of-{one.id}", one) for one in figures))
    return replace(sample, chapters=(drawn, *prose[:2], *sample.chapters, *prose[2:], _citing()))


def _citing() -> Chapter:
    targets = [
        "part:decision_levels/l1",
        "part:decision_levels/l2",
        "article:principles",
        "chapter:process",
        "table:goal",
        "annex:P1",
    ]
    columns = (make.column("what"), make.column("where", "reference"))
    rows: list[Json] = [
        {"what": {"zh": f"第{number}处", "en": f"place {number}"}, "where": one}
        for number, one in enumerate(targets)
    ]
    return make.chapter(
        "citing", make.article("cited", make.field("cites", "table", rows, columns=columns))
    )


def _without_field(policy: Policy, field_id: str) -> Policy:
    def cut(article: Article) -> Article:
        return replace(article, fields=tuple(one for one in article.fields if one.id != field_id))

    return replace(
        policy,
        chapters=tuple(
            replace(one, articles=tuple(map(cut, one.articles))) for one in policy.chapters
        ),
    )


def edited(policy: Policy, chance: random.Random) -> Policy:
    """One random edit; perhaps of something that is not there, and then nothing is changed."""
    return chance.choice(_EDITS)(policy, chance)


def with_field(policy: Policy, field_id: str, value: Json) -> Policy:
    """The policy with another value of one field."""

    def change(field: Field) -> Field:
        return replace(field, value=value) if field.id == field_id else field

    return replace(policy, chapters=tuple(_changed(one, change) for one in policy.chapters))


def prose_value(*paragraphs: str) -> Json:
    """The value of a field of prose that says this in both languages."""
    return make.field("prose", "rich", [{"zh": one, "en": one} for one in paragraphs]).value


def _changed(chapter: Chapter, change: Callable[[Field], Field]) -> Chapter:
    articles = []
    for article in chapter.articles:
        fields = tuple(map(change, article.fields))
        same = all(one is other for one, other in zip(fields, article.fields, strict=True))
        articles.append(article if same else replace(article, fields=fields))
    if all(one is other for one, other in zip(articles, chapter.articles, strict=True)):
        return chapter
    return replace(chapter, articles=tuple(articles))


# -- fields ------------------------------------------------------------------------------------


def _write_prose(policy: Policy, chance: random.Random) -> Policy:
    fields = [one for one in policy.fields if one.definition.kind in ("rich", "list", "text")]
    field = chance.choice(fields)
    said = {"zh": _prose(chance), "en": _prose(chance)}
    kind = field.definition.kind
    if kind == "text":
        return with_field(policy, field.id, said)
    made = make.field(field.id, kind, [said] * chance.randint(1, 4)).value
    return with_field(policy, field.id, made)


def _empty(policy: Policy, chance: random.Random) -> Policy:
    return with_field(policy, chance.choice(policy.fields).id, None)


def _change_rows(policy: Policy, chance: random.Random) -> Policy:
    """Rows go, come again under another id, or change places; figures follow their tables."""
    tables = [
        one
        for one in policy.fields
        if one.definition.kind in ("table", "kpi", "list", "rich") and isinstance(one.value, list)
    ]
    if not tables:
        return policy
    field = chance.choice(tables)
    rows = list(field.value) if isinstance(field.value, list) else []
    for _ in range(chance.randint(0, 30)):
        row = chance.choice(rows)
        if isinstance(row, dict):
            rows.insert(chance.randrange(len(rows) + 1), {**row, "id": f"copy{next(_names)}"})
    if len(rows) > 1 and chance.random() < 0.5:
        rows.pop(chance.randrange(len(rows)))
    at = chance.randrange(len(rows)) if rows else 0
    row = rows[at] if rows else None
    if isinstance(row, dict) and len(row) > 2 and chance.random() < 0.5:
        emptied = chance.choice([name for name in row if name != "id"])
        value = row[emptied]
        if isinstance(value, dict) and "zh" in value:
            said = {"zh": _prose(chance, 1), "en": _prose(chance, 1)}
            rows[at] = {**row, emptied: chance.choice([None, said])}
    if chance.random() < 0.3:
        chance.shuffle(rows)
    return with_field(policy, field.id, rows)


# -- articles and chapters ---------------------------------------------------------------------


def _with_articles(policy: Policy, at: int, articles: list[Article]) -> Policy:
    chapters = list(policy.chapters)
    chapters[at] = replace(chapters[at], articles=tuple(articles))
    return replace(policy, chapters=tuple(chapters))


def _add_article(policy: Policy, chance: random.Random) -> Policy:
    at = chance.randrange(len(policy.chapters))
    articles = list(policy.chapters[at].articles)
    articles.insert(chance.randrange(len(articles) + 1), _article(chance, "added"))
    return _with_articles(policy, at, articles)


def _remove_article(policy: Policy, chance: random.Random) -> Policy:
    at = chance.randrange(len(policy.chapters))
    articles = list(policy.chapters[at].articles)
    if articles:
        articles.pop(chance.randrange(len(articles)))
    return _with_articles(policy, at, articles)


def _move_article(policy: Policy, chance: random.Random) -> Policy:
    at, to = (chance.randrange(len(policy.chapters)) for _ in range(2))
    articles = list(policy.chapters[at].articles)
    if not articles:
        return policy
    article = articles.pop(chance.randrange(len(articles)))
    policy = _with_articles(policy, at, articles)
    others = list(policy.chapters[to].articles)
    others.insert(chance.randrange(len(others) + 1), article)
    return _with_articles(policy, to, others)


def _rename_article(policy: Policy, chance: random.Random) -> Policy:
    at = chance.randrange(len(policy.chapters))
    articles = list(policy.chapters[at].articles)
    if not articles:
        return policy
    one = chance.randrange(len(articles))
    articles[one] = replace(articles[one], title=words(f"改名{next(_names)}", "Renamed"))
    return _with_articles(policy, at, articles)


def _say_otherwise(policy: Policy, chance: random.Random) -> Policy:
    """Another sentence pattern."""
    at = chance.randrange(len(policy.chapters))
    articles = list(policy.chapters[at].articles)
    if not articles:
        return policy
    one = chance.randrange(len(articles))
    slots = "".join(f"{{{field.id}}}" for field in articles[one].fields[:2])
    articles[one] = replace(articles[one], patterns=(words(f"{_prose(chance, 3)}{slots}。"),))
    return _with_articles(policy, at, articles)


def _rename_chapter(policy: Policy, chance: random.Random) -> Policy:
    chapters = list(policy.chapters)
    at = chance.randrange(len(chapters))
    chapters[at] = replace(chapters[at], title=words(f"章名{next(_names)}", "Chapter renamed"))
    return replace(policy, chapters=tuple(chapters))


def _add_chapter(policy: Policy, chance: random.Random) -> Policy:
    chapters = list(policy.chapters)
    made = [_article(chance, "new") for _ in range(chance.randint(0, 3))]
    at = chance.randrange(len(chapters) + 1)
    chapters.insert(at, make.chapter(f"chapter{next(_names)}", *made))
    return replace(policy, chapters=tuple(chapters))


def _remove_chapter(policy: Policy, chance: random.Random) -> Policy:
    chapters = list(policy.chapters)
    if len(chapters) > 2:
        chapters.pop(chance.randrange(len(chapters)))
    return replace(policy, chapters=tuple(chapters))


def _move_chapter(policy: Policy, chance: random.Random) -> Policy:
    chapters = list(policy.chapters)
    chapter = chapters.pop(chance.randrange(len(chapters)))
    chapters.insert(chance.randrange(len(chapters) + 1), chapter)
    return replace(policy, chapters=tuple(chapters))


# -- the policy itself -------------------------------------------------------------------------


def _change_facts(policy: Policy, chance: random.Random) -> Policy:
    facts = policy.facts
    changed = chance.choice(
        [
            replace(facts, number=f"QP-{next(_names)}"),
            replace(facts, number=""),
            replace(facts, amendment=facts.amendment + 1),
            replace(facts, classification="public"),
            replace(facts, signatories=facts.signatories[: chance.randint(0, 4)]),
            replace(facts, distribution=(words("质量部"),) * chance.randint(0, 40)),
        ]
    )
    return replace(policy, facts=changed)


def _change_frame(policy: Policy, chance: random.Random) -> Policy:
    roles = list(policy.roles)
    roles[0] = Role(roles[0].code, words(f"负责人{next(_names)}", "Leader"))
    return chance.choice(
        [
            replace(policy, title=words(f"制度{next(_names)}", "Policy")),
            replace(policy, state=chance.choice(["draft", "effective", "withdrawn"])),
            replace(policy, organisation=make.policy().organisation),
            replace(policy, history=policy.history * chance.randint(0, 30)),
            replace(policy, roles=tuple(roles)),
            replace(policy, numbering=chance.choice(["article", "decimal"])),
            replace(policy, paper=PaperStyle(chance.choice(["song", "kai"]), "large", "binding")),
        ]
    )


def _change_phases(policy: Policy, chance: random.Random) -> Policy:
    items = [make.item(f"IT-{number}") for number in range(chance.randint(0, 30))]
    phases = [*policy.phases]
    if phases and chance.random() < 0.5:
        phases[0] = replace(phases[0], items=tuple(items))
    else:
        phases.append(make.phase(f"P{next(_names)}", *items))
    return replace(policy, phases=tuple(phases[-3:]))


_EDITS: list[Callable[[Policy, random.Random], Policy]] = [
    *[_write_prose] * 5,
    *[_change_rows] * 3,
    _empty,
    _add_article,
    _remove_article,
    _move_article,
    _rename_article,
    _say_otherwise,
    _rename_chapter,
    _add_chapter,
    _remove_chapter,
    _move_chapter,
    _change_facts,
    _change_frame,
    _change_phases,
]
