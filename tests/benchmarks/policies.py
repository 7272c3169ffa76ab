"""Policies of a wanted length: the comprehensive template filled with its own samples.

A short one leaves chapters out; a long one has its chapters several times over. Every copy has
ids of its own and different words, so that nothing that remembers text can take a short cut.
"""

import random
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.blocks import Document
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.models.definitions import ChapterDefinition, FieldDefinition, Json, Section, Template
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.snapshot import Organisation
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.library import Library
from desktop.services.printing import print_order
from desktop.services.templates import template_of
from desktop.writers.pdf.writer import write_pdf

__all__ = ["BOOK", "TITLE", "MadePolicy", "copied_chapters", "make_policy", "source_template"]

BOOK = "policy-book"
TITLE = "项目运营流程管理制度"
_COMPANY = Localised("启航信息技术有限公司", "Qihang Information Technology Co., Ltd.")

# Words that decide where a line may break (numerals, measures, what a clause number is made of)
# stay as they are, in every copy.
_KEPT = frozenset(
    "一二三四五六七八九十百千零〇第条款项目章节附件表图个工作自然百分点季度月年日天周时"
    "万亿元学人小分钟次页份名家倍类级期轮台套号种处步列行"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_TARGET = re.compile("(article|chapter|table|part):([^/]+)(/.*)?")
_SLOT = re.compile(r"\{(\w+)\}")
_SHORT = 6
"""Up to so many characters a text stays (是, 项目经理): long policies repeat those, too."""


@dataclass(frozen=True, slots=True)
class MadePolicy:
    """A policy in a library, and its book as neutral blocks. `pages`: as we set it."""

    library: Path
    policy: PolicyId
    document: Document
    pages: int


def source_template() -> Template:
    return template_of("comprehensive")


def make_policy(folder: Path, pages: int) -> MadePolicy:
    """A policy of about `pages` pages in a new library inside `folder`."""
    whole = source_template()
    path = folder / f"policy-{pages}.policydesk"
    with Library.open(path, create=True) as library:
        library.run(SetOrganisation(Organisation(_COMPANY)))
        first = _order(library, whole)
        chapters = first.policy.chapters
        fixed, full = _pages(first, 0), _pages(first, len(chapters))
        if pages < full:
            count = _nearest(range(len(chapters)), pages, lambda count: _pages(first, count))
            template = replace(whole, chapters=whole.chapters[:count])
        else:
            copies = max(1, round((pages - fixed) / (full - fixed)))
            template = replace(whole, chapters=tuple(copied_chapters(whole, copies)))
        order = _order(library, template)
    document = document_kind(BOOK).build(order)
    return MadePolicy(path, order.policy.id, document, write_pdf(document).pages)


def _order(library: Library, template: Template) -> PrintOrder:
    created = library.run(CreatePolicy(template, Localised(TITLE), number="QP-PM-01", samples=True))
    return print_order(library, document_kind(BOOK), created.result)


def _nearest(counts: Sequence[int], pages: int, set_pages: Callable[[int], int]) -> int:
    """The count, of rising ones, whose pages come nearest to `pages`."""
    above = bisect_left(counts, pages, key=set_pages)
    around = counts[max(above - 1, 0) : above + 1]
    return min(around, key=lambda count: abs(set_pages(count) - pages))


def _pages(order: PrintOrder, chapters: int) -> int:
    cut = replace(order.policy, chapters=order.policy.chapters[:chapters])
    return write_pdf(document_kind(BOOK).build(replace(order, policy=cut))).pages


def copied_chapters(template: Template, copies: int) -> list[ChapterDefinition]:
    """All chapters `copies` times; the first time as they are."""
    result = list(template.chapters)
    for number in range(2, copies + 1):
        copy = _Copy(template, number)
        result += [copy.chapter(one) for one in template.chapters]
    return result


class _Copy:
    """One copy of a template's chapters: new ids, references to them, other words."""

    def __init__(self, template: Template, number: int) -> None:
        self._suffix = f"_copy{number}"
        self._ids = {
            str(identity)
            for chapter in template.chapters
            for article in chapter.articles
            for identity in (chapter.id, article.id, *(field.id for field in article.fields))
        }
        han = sorted(set(_HAN.findall(repr(template.chapters))) - _KEPT)
        others = list(han)
        random.Random(number).shuffle(others)
        self._exchange = str.maketrans(dict(zip(han, others, strict=True)))

    def chapter(self, one: ChapterDefinition) -> ChapterDefinition:
        articles = tuple(
            replace(
                article,
                id=ArticleId(article.id + self._suffix),
                fields=tuple(self._field(field) for field in article.fields),
                patterns=tuple(
                    Localised(self._pattern(pattern.zh), self._pattern(pattern.en))
                    for pattern in article.patterns
                ),
                section=article.section
                and Section(article.section.id + self._suffix, article.section.title),
            )
            for article in one.articles
        )
        return replace(one, id=ChapterId(one.id + self._suffix), articles=articles)

    def _field(self, field: FieldDefinition) -> FieldDefinition:
        return replace(
            field,
            id=FieldId(field.id + self._suffix),
            source=field.source and field.source + self._suffix,
            sample=self._value(field.sample),
            note=Localised(self._words(field.note.zh), field.note.en),
        )

    def _value(self, value: Json) -> Json:
        if isinstance(value, str):
            target = _TARGET.fullmatch(value)
            if target and target[2] in self._ids:
                return f"{target[1]}:{target[2]}{self._suffix}{target[3] or ''}"
            return self._words(value)
        if isinstance(value, list):
            return [self._value(one) for one in value]
        if isinstance(value, dict):
            return {key: self._value(one) for key, one in value.items()}
        return value

    def _pattern(self, text: str) -> str:
        """A sentence with slots: they name the copy's own fields."""

        def slot(match: re.Match[str]) -> str:
            name = match[1]
            return f"{{{name}{self._suffix}}}" if name in self._ids else match[0]

        return _SLOT.sub(slot, self._words(text))

    def _words(self, text: str) -> str:
        """The same typography in other words: Han characters change places."""
        return text if len(text) <= _SHORT else text.translate(self._exchange)
