"""Find and replace in a policy: every text that a person wrote in it, and the template's sentences
around them, in the order of the book; then the role dictionary, whose titles stand in the tables.

What is looked for is taken letter by letter: it is no pattern, and full-width and half-width
letters are different ones. A cross reference is one character that nothing matches, and so is a
slot of a sentence, `{field_id}`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop.i18n import Language
from desktop.models.definitions import ChecklistItem, Json, Phase, Role
from desktop.models.identity import ArticleId, ChapterId, FieldId, ItemCode, PhaseId, RoleCode
from desktop.models.sentence_slots import without_slots
from desktop.models.snapshot import Article, Chapter, Policy
from desktop.models.text_places import Path, text_places
from desktop.models.wording import Localised

if TYPE_CHECKING:
    from desktop.services.commands.replace_text import ReplaceText

__all__ = [
    "ITEM_TEXTS",
    "REFERENCE",
    "ROLE_TEXTS",
    "Hit",
    "HitKind",
    "Spot",
    "TextFinder",
    "characters_of",
    "find_text",
    "replaceable",
    "replacement",
    "text_of_item",
    "texts_of_role",
]

HitKind = Literal["policy", "chapter", "section", "article", "sentence", "field", "item", "role"]
ITEM_TEXTS = ("text", "evidence", "guidance", "due")
ROLE_TEXTS = ("title", "department", "authority", "appointed_by", "competence")
REFERENCE = "\0"
"""What stands for a cross reference or slot in the characters of a text: no text can hold it."""
_AROUND = 24


class Spot(NamedTuple):
    """A text: of what, where in it, and in which language. `path` leads into a field's value;
    of an item it is one of ITEM_TEXTS; of a sentence its position in the article `id`;
    of a role one of ROLE_TEXTS, or `duties` and which of them."""

    kind: HitKind
    id: str
    path: Path
    language: Language


@dataclass(frozen=True, slots=True)
class Hit:
    """A match. `chapter`, `article`, `field`: where it stands (each empty where that does not
    apply); `phase` and `item` for a checklist, `role` for the role dictionary.

    `part`: id of the paragraph, list item or row, `column` of its cell, `part_in_cell` of an item
    in it; of a checklist item `part` is one of ITEM_TEXTS, of a sentence its position in the
    article, "0" for the first. `start` and `length` count characters (code points; a cross
    reference or slot is one) from the beginning of that text. `snippet` shows characters around
    it, the match at `mark`.
    """

    kind: HitKind
    language: Language
    start: int
    length: int
    snippet: str
    mark: tuple[int, int]
    chapter: ChapterId = ChapterId("")
    article: ArticleId = ArticleId("")
    field: FieldId = FieldId("")
    phase: PhaseId = PhaseId("")
    item: ItemCode = ItemCode("")
    part: str = ""
    column: str = ""
    part_in_cell: str = ""
    path: Path = ()
    role: RoleCode = RoleCode("")

    @property
    def matched(self) -> str:
        return self.snippet[slice(*self.mark)]

    @property
    def spot(self) -> Spot:
        names = {
            "policy": "",
            "chapter": self.chapter,
            "section": self.article,
            "article": self.article,
            "sentence": self.article,
            "field": self.field,
            "item": self.item,
            "role": self.role,
        }
        return Spot(self.kind, names[self.kind], self.path, self.language)


def find_text(
    policy: Policy,
    query: str,
    *,
    language: Language | None = None,
    match_case: bool = False,
    whole_word: bool = False,
) -> tuple[Hit, ...]:
    """Every match of `query`, none overlapping another. `language` None: in all of the policy's.

    `whole_word`: no letter or digit of a spaced script right before or after it.
    """
    steps = TextFinder().steps(
        policy, query, language=language, match_case=match_case, whole_word=whole_word
    )
    return tuple(hit for found in steps for hit in found)


def replacement(policy: Policy, hits: Iterable[Hit], replace_with: str) -> "ReplaceText | None":
    """The command that puts `replace_with` in the place of `hits`, which were found in `policy`.

    A match over several looks takes the look of its first character. None where nothing would be
    different.
    """
    from desktop.services.replacing import command_for

    return command_for(policy, hits, replace_with)


def replaceable(hits: Iterable[Hit], replace_with: str) -> tuple[Hit, ...]:
    """Those of `hits` that `replace_with` can stand in: braces in a sentence around fields would
    make a field stand elsewhere, or twice."""
    braces = "{" in replace_with or "}" in replace_with
    return tuple(one for one in hits if not (braces and one.kind == "sentence"))


class TextFinder:
    """Finds again and again in one policy: the texts of what did not change are kept."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, _Texts]] = {}

    def steps(
        self,
        policy: Policy,
        query: str,
        *,
        language: Language | None = None,
        match_case: bool = False,
        whole_word: bool = False,
    ) -> Iterator[tuple[Hit, ...]]:
        """The matches chapter by chapter, so that the window lives on between them."""
        if not query or REFERENCE in query or "\n" in query:
            return
        languages = policy.languages if language is None else (language,)
        needle = _Needle(query, match_case, whole_word, languages)
        yield tuple(_Texts([_Entry("policy", policy.title)]).hits(needle))
        kept: dict[str, tuple[object, _Texts]] = {}
        for chapter in policy.chapters:
            found = list(_Texts([_Entry("chapter", chapter.title, chapter.id)]).hits(needle))
            for article in chapter.articles:
                texts = self._texts(kept, f"{chapter.id}/{article.id}", (chapter, article))
                found.extend(texts.hits(needle))
            yield tuple(found)
        for phase in policy.phases:
            yield tuple(self._texts(kept, f"/{phase.id}", phase).hits(needle))
        roles = [entry for role in policy.roles for entry in _of_role(role)]
        yield tuple(_Texts(roles).hits(needle))
        self._kept = kept

    def _texts(
        self,
        kept: "dict[str, tuple[object, _Texts]]",
        name: str,
        of: tuple[Chapter, Article] | Phase,
    ) -> "_Texts":
        made_of = of if isinstance(of, Phase) else of[1]
        known = self._kept.get(name)
        if known is None or known[0] is not made_of:
            entries = _of_phase(of) if isinstance(of, Phase) else _of_article(*of)
            known = (made_of, _Texts(list(entries)))
        kept[name] = known
        return known[1]


@dataclass(slots=True)
class _Entry:
    """A text to look through: where it stands, and its characters by language."""

    kind: HitKind
    texts: Localised | dict[str, Json]
    chapter: str = ""
    article: str = ""
    field: str = ""
    phase: str = ""
    item: str = ""
    path: Path = ()
    part: str = ""
    column: str = ""
    part_in_cell: str = ""
    role: str = ""

    def characters(self, language: Language) -> str:
        if isinstance(self.texts, Localised):
            return self.texts.zh if language == "zh" else self.texts.en
        return characters_of(self.texts.get(language))

    def hit(self, language: Language, text: str, start: int, length: int) -> Hit:
        begin, end = max(start - _AROUND, 0), min(start + length + _AROUND, len(text))
        before = "…" if begin else ""
        after = "…" if end < len(text) else ""
        snippet = before + text[begin:end].replace(REFERENCE, "…") + after
        mark = start - begin + len(before)
        return Hit(
            self.kind,
            language,
            start,
            length,
            snippet,
            (mark, mark + length),
            ChapterId(self.chapter),
            ArticleId(self.article),
            FieldId(self.field),
            PhaseId(self.phase),
            ItemCode(self.item),
            self.part,
            self.column,
            self.part_in_cell,
            self.path,
            RoleCode(self.role),
        )


class _Needle(NamedTuple):
    query: str
    match_case: bool
    whole_word: bool
    languages: tuple[Language, ...]

    def spans(self, text: str) -> Iterator[int]:
        """Where it begins in `text`."""
        needle = self.query if self.match_case else _folded(self.query)
        hay = text if self.match_case else _folded(text)
        at = hay.find(needle)
        while at >= 0:
            if self.whole_word and not _is_whole(text, at, at + len(needle)):
                at = hay.find(needle, at + 1)
                continue
            yield at
            at = hay.find(needle, at + len(needle))


class _Texts:
    """The texts of one article or phase, with all their characters in one string beside, so that
    where nothing is to be found no text is looked through."""

    __slots__ = ("_entries", "_joined")

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._entries = entries
        self._joined: dict[tuple[Language, bool], str] = {}

    def hits(self, needle: _Needle) -> Iterator[Hit]:
        wanted = needle.query if needle.match_case else _folded(needle.query)
        languages = [one for one in needle.languages if wanted in self._all(one, needle.match_case)]
        for entry in self._entries if languages else ():
            for language in languages:
                text = entry.characters(language)
                for start in needle.spans(text):
                    yield entry.hit(language, text, start, len(wanted))

    def _all(self, language: Language, match_case: bool) -> str:
        key = (language, match_case)
        if key not in self._joined:
            text = "\n".join([one.characters(language) for one in self._entries])
            self._joined[key] = text if match_case else _folded(text)
        return self._joined[key]


def _of_article(chapter: Chapter, article: Article) -> Iterator[_Entry]:
    if article.section is not None:
        yield _Entry("section", article.section.title, chapter.id, article.id)
    yield _Entry("article", article.title, chapter.id, article.id)
    for position, sentence in enumerate(article.patterns):
        said = Localised(
            without_slots(sentence.zh, REFERENCE), without_slots(sentence.en, REFERENCE)
        )
        yield _Entry("sentence", said, chapter.id, article.id, path=(position,), part=str(position))
    for one in article.fields:
        for place in text_places(one.value, one.definition.kind):
            yield _Entry(
                "field",
                place.text,
                chapter.id,
                article.id,
                one.id,
                "",
                "",
                place.path,
                place.part,
                place.column,
                place.item,
            )


def _of_phase(phase: Phase) -> Iterator[_Entry]:
    for item in phase.items:
        for name in ITEM_TEXTS:
            yield _Entry(
                "item",
                text_of_item(item, name),
                phase=phase.id,
                item=item.code,
                path=(name,),
                part=name,
            )


def _of_role(role: Role) -> Iterator[_Entry]:
    for path, text in texts_of_role(role):
        yield _Entry("role", text, path=path, role=role.code)


def texts_of_role(role: Role) -> Iterator[tuple[Path, Localised]]:
    """What the role dictionary says of a role, with the path of each."""
    for name in ROLE_TEXTS:
        yield (name,), getattr(role, name)
    for position, duty in enumerate(role.duties):
        yield ("duties", position), duty


def text_of_item(item: ChecklistItem, name: str) -> Localised:
    text: Localised = getattr(item, name)
    return text


def characters_of(inline: Json) -> str:
    """The characters of a canonical inline text."""
    if isinstance(inline, str):
        return inline
    return "".join(map(_run, inline)) if isinstance(inline, list) else ""


def _run(one: Json) -> str:
    if isinstance(one, dict):
        return REFERENCE if "ref" in one else str(one["text"])
    return str(one)


def _folded(text: str) -> str:
    """Without the difference of capital and small letters, each character in its place."""
    lower = text.lower()
    if len(lower) == len(text) and "Σ" not in text:
        return lower
    # The small form of one letter is two, that of another depends on where it stands.
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _joins(text[start - 1]) and _joins(text[start])
    after = end < len(text) and _joins(text[end]) and _joins(text[end - 1])
    return not (before or after)


def _joins(one: str) -> bool:
    """Whether a character is part of a word that spaces end: Chinese words end anywhere."""
    if one == "_":
        return True
    alone = "\u2e80" <= one <= "\u9fff" or "\uf900" <= one <= "\ufaff" or one >= "\U00020000"
    return one.isalnum() and not alone
