"""The policy book, made again and again from states of a policy that differ little.

Blocks that come out the same stay the same objects, so whoever sets them can remember them by
that. An article is written again only where its outline changed or where something that it cites
reads differently now; everything else of the book is short and simply compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.documents.arrange import KeptOutlines, reader_of
from desktop.documents.blocks import Block, Contents, Document, PageBreak
from desktop.documents.catalogue import PrintOrder
from desktop.documents.checklist_sheet import checklist_blocks
from desktop.documents.clauses import article_blocks, chapter_heading, section_heading, unwritten
from desktop.documents.content_hash import block_text, joint_hash
from desktop.documents.frame import Sheet, chosen_language
from desktop.documents.front_matter import cover, records
from desktop.documents.numbering import KeptNumbers, Numbers
from desktop.documents.origin import Origin, Origined, of_one
from desktop.documents.outline import AnnexOutline, ChapterOutline
from desktop.documents.scribe import Answer, Question, Scribe
from desktop.documents.signature_page import signature_page
from desktop.i18n import Language
from desktop.models.definitions import NumberingProfile, Role

__all__ = ["Book", "KeptBook"]

_BREAK = PageBreak()
_NOTHING: Mapping[Question, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Book:
    """The document, and where each of its blocks comes from, in the same order."""

    document: Document
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that are made together. `source`, `heard`: what they were made of; `text`: what goes
    into the content hash; `missing`: what they cite that does not exist."""

    name: str
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    text: bytes
    source: object
    heard: Mapping[Question, Answer]
    missing: tuple[str, ...]


class KeptBook:
    """Remembers how it made the last book; a fresh one makes the same from nothing."""

    def __init__(self) -> None:
        self._profile: tuple[Language, NumberingProfile, tuple[Role, ...]] | None = None
        self._outlines: KeptOutlines | None = None
        self._numbers = KeptNumbers()
        self._held: Numbers | None = None  # those that all groups were looked over for
        self._before: dict[str, _Group] = {}
        self._groups: list[_Group] = []

    def build(self, order: PrintOrder) -> Book:
        """Cover, records, contents, chapters, signature page, annexes. Refused where the policy
        has no such language."""
        sheet = self._sheet(order)
        self._before = {group.name: group for group in self._groups}
        self._groups = []
        held, self._held = self._held, None
        self._write(sheet, sheet.scribe.numbers is held)
        self._held = sheet.scribe.numbers
        groups = self._groups
        document = sheet.finish(
            "policy-book",
            tuple(block for group in groups for block in group.blocks),
            known_hash=joint_hash(group.text for group in groups if group.blocks),
        )
        return Book(document, tuple(origin for group in groups for origin in group.origins))

    def _sheet(self, order: PrintOrder) -> Sheet:
        policy = order.policy
        language = chosen_language(policy, order.language)
        profile = (language, policy.numbering, policy.roles)
        if self._outlines is None or profile != self._profile:
            self._profile = profile
            self._outlines = KeptOutlines(reader_of(policy, language))
            self._numbers = KeptNumbers()
            self._groups = []
        outline = self._outlines.arrange(policy)
        scribe = Scribe(self._numbers.number(outline))
        return Sheet(policy, language, order.printed, outline, scribe)

    def _write(self, sheet: Sheet, numbered_alike: bool) -> None:
        scribe = sheet.scribe
        self._add("cover", of_one((cover(sheet), _BREAK)))
        self._add("records", of_one((*records(sheet), _BREAK)))
        self._add("contents", of_one((Contents(sheet.say("contents.title")), _BREAK)))
        for chapter in sheet.outline.chapters:
            self._chapter(chapter, scribe, numbered_alike)
        self._add("signatures", of_one(signature_page(sheet)))
        for position, annex in enumerate(sheet.outline.annexes):
            self._annex(position, annex, sheet)

    def _chapter(self, chapter: ChapterOutline, scribe: Scribe, numbered_alike: bool) -> None:
        own = Origin(chapter.id)
        self._add(chapter.anchor, of_one((chapter_heading(chapter, scribe),), own))
        for section in chapter.sections:
            if section.id:
                self._add(section.anchor, of_one((section_heading(section, scribe),), own))
            for article in section.articles:
                before = self._before.get(article.anchor)
                if (
                    before is not None
                    and before.source == (article, chapter.id)
                    and (numbered_alike or scribe.holds(before.heard))
                ):
                    scribe.remember(before.missing)
                    self._groups.append(before)
                    continue
                heard = scribe.listen()
                made = article_blocks(article, scribe, chapter.id)
                self._add(article.anchor, made, (article, chapter.id), heard)
        if not chapter.articles:
            self._add(f"unwritten:{chapter.id}", of_one((unwritten(scribe),), own))

    def _annex(self, position: int, annex: AnnexOutline, sheet: Sheet) -> None:
        """Depends on its phase, its place among the annexes and the policy's own facts."""
        source = (annex, position, sheet.scribe.number(annex.anchor), sheet.policy.facts)
        before = self._before.get(annex.anchor)
        if before is not None and before.source == source:
            self._groups.append(before)
            return
        origin = Origin(phase=annex.phase.id)
        self._add(annex.anchor, of_one(checklist_blocks(sheet, annex.phase), origin), source)

    def _add(
        self,
        name: str,
        made: Iterable[Origined],
        source: object = None,
        heard: Mapping[Question, Answer] = _NOTHING,
    ) -> None:
        """A group of blocks; old ones of the same name take the place of those that equal them."""
        before = self._before.get(name)
        old: dict[Block, list[Block]] = {}
        for block in reversed(before.blocks) if before else ():
            old.setdefault(block, []).append(block)
        blocks: list[Block] = []
        origins: list[Origin] = []
        for block, origin in made:
            equal = old.get(block)
            blocks.append(equal.pop() if equal else block)
            origins.append(origin)
        if before is not None and list(map(id, before.blocks)) == list(map(id, blocks)):
            text = before.text
        else:
            text = b",".join(map(block_text, blocks))
        missing = tuple(
            target
            for (kind, target), answer in heard.items()
            if kind == "mention" and not answer[1]
        )
        made_group = _Group(name, tuple(blocks), tuple(origins), text, source, dict(heard), missing)
        self._groups.append(made_group)
