"""The policy book, made again and again from states of a policy that differ little.

Blocks that come out the same stay the same objects, so whoever sets them can remember them by
that. A chapter is looked at again only where its outline changed or something in the policy is
numbered or named differently now; of its articles only those are written whose outline changed or
that cite what reads differently. What stands around the chapters is short and simply compared.
"""

from dataclasses import dataclass
from itertools import chain

from desktop.documents.arrange import KeptOutlines, reader_of
from desktop.documents.blocks import Contents, Document, PageBreak
from desktop.documents.catalogue import PrintOrder
from desktop.documents.checklist_sheet import checklist_blocks
from desktop.documents.clauses import article_blocks, chapter_heading, section_heading, unwritten
from desktop.documents.content_hash import joint_hash
from desktop.documents.frame import Sheet, chosen_language
from desktop.documents.front_matter import cover, records
from desktop.documents.kept_parts import KeptPart, PartWriter
from desktop.documents.numbering import KeptNumbers
from desktop.documents.origin import Origin, of_one
from desktop.documents.outline import AnnexOutline, ChapterOutline
from desktop.documents.scribe import Scribe
from desktop.documents.signature_page import signature_page
from desktop.i18n import Language
from desktop.models.definitions import NumberingProfile, Role

__all__ = ["Book", "KeptBook"]


@dataclass(frozen=True, slots=True)
class Book:
    """The document, and where each of its blocks comes from, in the same order."""

    document: Document
    origins: tuple[Origin, ...]


class KeptBook:
    """Remembers how it made the last book; a fresh one makes the same from nothing."""

    def __init__(self) -> None:
        self._profile: tuple[Language, NumberingProfile, tuple[Role, ...]] | None = None
        self._outlines: KeptOutlines | None = None
        self._numbers = KeptNumbers()
        self._parts: dict[str, KeptPart] = {}

    def build(self, order: PrintOrder) -> Book:
        """Cover, records, contents, chapters, signature page, annexes. Refused where the policy
        has no such language."""
        sheet = self._sheet(order)
        named = self._named_parts(sheet)
        self._parts = dict(named)
        parts = [part for _, part in named]
        sheet.scribe = Scribe(sheet.scribe.numbers)  # what is missing: in order of appearance
        for part in parts:
            sheet.scribe.remember(part.missing)
        document = sheet.finish(
            "policy-book",
            tuple(chain.from_iterable(part.blocks for part in parts)),
            known_hash=joint_hash(part.text for part in parts),
        )
        return Book(document, tuple(chain.from_iterable(part.origins for part in parts)))

    def _sheet(self, order: PrintOrder) -> Sheet:
        policy = order.policy
        language = chosen_language(policy, order.language)
        profile = (language, policy.numbering, policy.roles)
        if self._outlines is None or profile != self._profile:
            self._profile = profile
            self._outlines = KeptOutlines(reader_of(policy, language))
            self._numbers = KeptNumbers()
            self._parts = {}
        outline = self._outlines.arrange(policy)
        scribe = Scribe(self._numbers.number(outline))
        return Sheet(policy, language, order.printed, outline, scribe)

    def _named_parts(self, sheet: Sheet) -> list[tuple[str, KeptPart]]:
        """All parts in order. (Looked up by name the next time.)"""
        parts = [("front", self._front(sheet))]
        parts += [(one.anchor, self._chapter(one, sheet)) for one in sheet.outline.chapters]
        parts.append(("signatures", self._signatures(sheet)))
        for position, annex in enumerate(sheet.outline.annexes):
            parts.append((annex.anchor, self._annex(position, annex, sheet)))
        return parts

    def _front(self, sheet: Sheet) -> KeptPart:
        writer = PartWriter(sheet.scribe, self._parts.get("front"))
        writer.write("cover", of_one((cover(sheet), PageBreak())))
        writer.write("records", of_one((*records(sheet), PageBreak())))
        writer.write("contents", of_one((Contents(sheet.say("contents.title")), PageBreak())))
        return writer.part(None)

    def _chapter(self, chapter: ChapterOutline, sheet: Sheet) -> KeptPart:
        scribe = sheet.scribe
        before = self._parts.get(chapter.anchor)
        kept = before.as_before(chapter, scribe) if before is not None else None
        if kept is not None:
            return kept
        writer = PartWriter(scribe, before)
        writer.write(chapter.anchor, chapter_heading(chapter, scribe))
        for section in chapter.sections:
            if section.id:
                writer.write(section.anchor, section_heading(section, scribe, chapter.id))
            for article in section.articles:
                if not writer.keep(article.anchor, article):
                    made = article_blocks(article, scribe, chapter.id)
                    writer.write(article.anchor, made, article)
        if not chapter.articles:
            writer.write("unwritten", unwritten(chapter, scribe))
        return writer.part(chapter)

    def _signatures(self, sheet: Sheet) -> KeptPart:
        writer = PartWriter(sheet.scribe, self._parts.get("signatures"))
        writer.write("signatures", of_one(signature_page(sheet)))
        return writer.part(None)

    def _annex(self, position: int, annex: AnnexOutline, sheet: Sheet) -> KeptPart:
        """Depends on its phase, its number, its place and the policy's own facts."""
        source = (annex, position, sheet.scribe.number(annex.anchor), sheet.policy.facts)
        before = self._parts.get(annex.anchor)
        if before is not None and before.source == source:
            return before
        writer = PartWriter(sheet.scribe, before)
        origin = Origin(phase=annex.phase.id)
        writer.write(annex.anchor, of_one(checklist_blocks(sheet, annex.phase), origin))
        return writer.part(source)
