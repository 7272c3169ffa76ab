"""Compares chapters, sections, articles and the clauses inside them."""

from desktop.documents.comparing.gathering import Gathering, Said, lines
from desktop.documents.comparing.grids import compare_piece, piece_lines
from desktop.documents.comparing.results import Thing
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.sides import Side, paired_sentences
from desktop.documents.outline import ArticleOutline, ChapterOutline, Clause, FigurePiece, Piece
from desktop.documents.scribe import span

__all__ = ["chapter_changes", "is_made", "named_pieces"]

_MADE = ("lead:", "listed:", "unwritten")
"""Sentences that follow from other content: no person wrote them."""


def is_made(anchor: str) -> bool:
    return anchor.startswith(_MADE)


def chapter_changes(gathered: Gathering) -> None:
    old, new = gathered.old, gathered.new
    for key, change in weave([*old.chapters], [*new.chapters], old.chapters, new.chapters):
        if change in ("", "moved-in"):
            was, now = old.chapters[key], new.chapters[key]
            moved = change == "moved-in"
            if moved or was.title != now.title:
                gathered.compare(
                    "chapter", _chapter_said(old, was), _chapter_said(new, now), moved=moved
                )
            if was is not now:
                _members(gathered, old.titles(was), new.titles(now))
        elif change == "inserted":
            gathered.inserted("chapter", _chapter_said(new, new.chapters[key]))
            _members(gathered, [], new.titles(new.chapters[key]))
        elif change == "deleted":
            gathered.deleted("chapter", _chapter_said(old, old.chapters[key]))
            _members(gathered, old.titles(old.chapters[key]), [])


def _members(gathered: Gathering, before: list[str], after: list[str]) -> None:
    """Sections and articles of a chapter. (Those of a chapter that stood elsewhere, too, stay
    where they are inside it.)"""
    old, new = gathered.old, gathered.new
    for key, change in weave(before, after, old.homes, new.homes):
        if change in ("", "moved-in"):
            _compare_member(gathered, key, moved=change == "moved-in")
        elif change == "inserted":
            if key.startswith("section:"):
                gathered.inserted("section", _section_said(new, key))
            else:
                gathered.inserted("article", _whole_article(new, new.articles[key]))
        elif change == "deleted":
            if key.startswith("section:"):
                gathered.deleted("section", _section_said(old, key))
            else:
                gathered.deleted("article", _whole_article(old, old.articles[key]))


def _compare_member(gathered: Gathering, key: str, *, moved: bool) -> None:
    old, new = gathered.old, gathered.new
    if key.startswith("section:"):
        gathered.compare("section", _section_said(old, key), _section_said(new, key), moved=moved)
        return
    was, now = old.articles[key], new.articles[key]
    if moved or was.title != now.title:
        gathered.compare("article", _article_said(old, was), _article_said(new, now), moved=moved)
    if was is not now and was.pieces != now.pieces:
        _pieces(gathered, was, now)


def _pieces(gathered: Gathering, was: ArticleOutline, now: ArticleOutline) -> None:
    old, new = gathered.old, gathered.new
    names = named_pieces(was, now)
    sources = {name: anchor for anchor, name in names.items()}
    steps = weave([*sources], [one.anchor for one in now.pieces], old.movable, new.movable)
    for key, change in steps:
        if is_made(key):
            continue
        if change in ("", "moved-in"):
            before, after = old.pieces[sources.get(key, key)], new.pieces[key]
            _compare_pieces(gathered, before, after, moved=change == "moved-in")
        elif change == "inserted":
            piece = new.pieces[key]
            gathered.inserted(_thing(piece), piece_said(new, piece))
        elif change == "deleted":
            piece = old.pieces[sources[key]]
            gathered.deleted(_thing(piece), piece_said(old, piece))


def named_pieces(was: ArticleOutline, now: ArticleOutline) -> dict[str, str]:
    """Anchors of the old article's pieces → what they are in the new one."""
    paired = paired_sentences(was, now)
    names = {one.anchor: paired.get(one.anchor, one.anchor) for one in was.pieces}
    own = {one.anchor for one in now.pieces}
    for anchor, name in names.items():  # a sentence that went leaves its place to another one
        if anchor not in paired and anchor.startswith("sentence:") and name in own:
            names[anchor] = f"{anchor}/gone"
    return names


def _compare_pieces(gathered: Gathering, before: Piece, after: Piece, *, moved: bool) -> None:
    if before == after and not moved:
        return
    if not (isinstance(before, Clause) and isinstance(after, Clause)):
        compare_piece(gathered, before, after, moved=moved)
        return
    old, new = gathered.old, gathered.new
    marks = old.end_mark(before), new.end_mark(after)
    was, now = piece_said(old, before), piece_said(new, after)
    if all(marks):  # which mark ends an item follows from its place in the list
        was = Said(was.anchor, old.scribe.text(before.text[:-1]), was.label, was.article, was.roles)
        now = Said(now.anchor, new.scribe.text(after.text[:-1]), now.label, now.article, now.roles)
    gathered.compare("clause", was, now, moved=moved, other=before.level != after.level)


def _thing(piece: Piece) -> Thing:
    if isinstance(piece, Clause):
        return "clause"
    return "figure" if isinstance(piece, FigurePiece) else "table"


# -- how things read ---------------------------------------------------------------------------


def _chapter_said(side: Side, chapter: ChapterOutline) -> Said:
    label = side.numbers.mention(chapter.anchor)
    return Said(chapter.anchor, span(chapter.title), label)


def _section_said(side: Side, anchor: str) -> Said:
    chapter = side.chapters[side.homes[anchor]]
    title = next(one.title for one in chapter.sections if one.anchor == anchor)
    return Said(anchor, span(title), side.numbers.mention(anchor))


def _article_said(side: Side, article: ArticleOutline) -> Said:
    label = side.numbers.mention(article.anchor)
    return Said(article.anchor, span(article.title), label, article.anchor)


def _whole_article(side: Side, article: ArticleOutline) -> Said:
    """An article that came or went as a whole: its title and all that stands in it."""
    said = _article_said(side, article)
    texts = [said.text]
    roles: list[str] = []
    for piece in article.pieces:
        part = piece_said(side, piece)
        texts.append((*span(_marker(side, piece)), *part.text))
        roles += part.roles
    return Said(said.anchor, lines(*texts), said.label, article.anchor, tuple(roles))


def piece_said(side: Side, piece: Piece) -> Said:
    label = side.numbers.mention(piece.anchor)
    home = side.homes[piece.anchor]
    if not isinstance(piece, Clause):
        text, roles = piece_lines(side, piece)
        return Said(piece.anchor, text, label, home, roles)
    roles = tuple(code for one in piece.fields for code in side.named.get(one, ()))
    return Said(piece.anchor, side.scribe.text(piece.text), label, home, roles)


def _marker(side: Side, piece: Piece) -> str:
    """The number that is printed before an item."""
    if not isinstance(piece, Clause):
        return ""
    number = side.numbers.printed.get(piece.anchor, "")
    return f"{number} " if number and side.language == "en" else number
