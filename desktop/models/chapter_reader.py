"""Reading the chapters of a template: which articles stand in them, in which sections."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from desktop.i18n import LANGUAGES
from desktop.models.article_reader import PlacedArticle, read_article
from desktop.models.definitions import (
    ArticleDefinition,
    ChapterDefinition,
    FieldDefinition,
    Section,
)
from desktop.models.field_reader import SampleNode
from desktop.models.identity import ArticleId, ChapterId, FieldId
from desktop.models.library_reader import Definitions
from desktop.models.node_reader import Entry, Report, read_localised
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown
from desktop.models.yaml_lines import Node

__all__ = ["ChapterReader", "PlacedField"]

_KEYS = ("id", "code", "title", "guidance", "required", "articles")
_SECTION_KEYS = ("id", "zh", "en")


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field of the template and where it came in; `sample` where this file writes it out."""

    definition: FieldDefinition
    place: str
    line: int
    sample: SampleNode | None


@dataclass(slots=True)
class ChapterReader:
    """Reads chapters and remembers what stood where, so that no id comes twice."""

    report: Report
    library: Definitions
    fields: dict[FieldId, PlacedField] = field(default_factory=dict)
    _chapters: dict[str, int] = field(default_factory=dict)
    _articles: dict[str, int] = field(default_factory=dict)
    _sections: dict[str, int] = field(default_factory=dict)

    def read(self, template: Entry) -> Iterator[ChapterDefinition]:
        for node, place in template.items("chapters"):
            chapter = self._chapter(node, place)
            if chapter is not None:
                yield chapter

    def _chapter(self, node: Node, place: str) -> ChapterDefinition | None:
        entry = Entry(node, place, self.report, _KEYS)
        if not isinstance(node.value, dict):
            return None
        chapter_id = ChapterId(entry.identifier())
        self._once(chapter_id, self._chapters, "chapter-twice", entry.at("id"), node.line)
        if "articles" not in entry:
            entry.missing("articles")
        chapter = ChapterDefinition(
            chapter_id,
            entry.text("title", required=True),
            tuple(self._in_sections(entry)),
            code=entry.string("code"),
            guidance=entry.text("guidance"),
            required=entry.flag("required"),
        )
        if "articles" in entry and not chapter.articles:
            entry.wrong("articles", "no-articles")
        return chapter

    def _in_sections(self, chapter: Entry) -> Iterator[ArticleDefinition]:
        section: Section | None = None
        section_place, section_line = "", 0
        for node, place in chapter.items("articles"):
            if isinstance(node.value, dict) and "section" in node.value:
                if section is not None:
                    self.report.wrong(section_place, "section-empty", section_line)
                section = self._section(node, place)
                section_place, section_line = place, node.line
                continue
            placed = self._article(node, place)
            if placed is None:
                continue
            self._once(placed.article.id, self._articles, "article-twice", place, node.line)
            self._place_fields(placed, place, node.line)
            yield replace(placed.article, section=section)
            section = None
        if section is not None:
            self.report.wrong(section_place, "section-empty", section_line)

    def _section(self, node: Node, place: str) -> Section | None:
        entry = Entry(node, place, self.report, ("section",))
        inner = entry.get("section")
        if inner is None:
            entry.missing("section")
            return None
        section = Entry(inner, entry.at("section"), self.report, _SECTION_KEYS)
        if not isinstance(inner.value, dict):
            return None
        section_id = section.identifier()
        self._once(section_id, self._sections, "section-twice", section.at("id"), inner.line)
        words: dict[str, Node] = {
            key: value for key, value in inner.value.items() if key in LANGUAGES
        }
        title = read_localised(Node(words, inner.line), section.place, self.report)
        return Section(section_id, title)

    def _article(self, node: Node, place: str) -> PlacedArticle | None:
        """A library article by its id, or one that is written out."""
        if isinstance(node.value, str):
            found = self.library.articles.get(ArticleId(node.value))
            if found is None:
                code, facts = unknown_name("unknown-article", node.value, self.library.articles)
                self.report.wrong(place, code, node.line, **facts)
                return None
            # Its samples stand in the library's files, not in this one.
            return PlacedArticle(found.article, place, node.line, {})
        if not isinstance(node.value, dict):
            self.report.wrong(place, "expected-article", node.line, given=shown(node.value))
            return None
        return read_article(node, place, self.report, self.library.fields)

    def _place_fields(self, placed: PlacedArticle, place: str, line: int) -> None:
        for definition in placed.article.fields:
            sample = placed.samples.get(definition.id)
            first = self.fields.get(definition.id)
            if first is not None:
                self.report.wrong(
                    place, "field-in-two-articles", line, given=definition.id, first=first.line
                )
                continue
            at = sample.node.line if sample is not None else line
            self.fields[definition.id] = PlacedField(definition, place, at, sample)

    def _once(self, name: str, seen: dict[str, int], code: str, place: str, line: int) -> None:
        if name in seen:
            self.report.wrong(place, code, line, given=name, first=seen[name])
        elif name:
            seen[name] = line

    @property
    def chapter_ids(self) -> tuple[str, ...]:
        return tuple(self._chapters)

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(self._articles)
