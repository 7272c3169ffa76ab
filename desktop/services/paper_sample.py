"""A few printed lines, set as paper would be, for somebody who chooses how paper looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.words import words
from desktop.i18n import Language, catalogue
from desktop.models.paper_style import PaperStyle
from desktop.resource_files import resource_path
from desktop.writers.pdf.lines import Line
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import PAGE_WIDTH, TextStyle, geometry

__all__ = ["Glyphs", "PaperSample", "paper_sample"]

_LINES = 3
_EDGE = 9.0
"""Room above the heading, below it and below the text, in pt."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one face on one line. `file`: of the face; `size` in pt; `baseline` from the
    sample's top, `places` from its left edge, in pt, one a character."""

    text: str
    file: Path
    size: float
    baseline: float
    places: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PaperSample:
    """The upper part of a page, in pt. `left`, `right`: edges of the text; `mark`: the words of
    the watermark, "" for none."""

    width: float
    height: float
    left: float
    right: float
    glyphs: tuple[Glyphs, ...]
    mark: str


def paper_sample(language: Language, paper: PaperStyle) -> PaperSample:
    """A heading and the first lines of a long paragraph; equally high for every choice."""
    setter = Setter(geometry(language, paper))
    page, texts = setter.page, catalogue("paper")
    head, body = page.roles["chapter"], page.roles["body"]
    title = setter.line(texts.say("sample_title", language), head)
    left = (page.width - title.width) / 2 if head.align == "centre" else 0.0
    made = [*_glyphs(title, head, page.left + left, _EDGE)]
    text = setter.plain(texts.say("sample_text", language), body)
    for number, line in enumerate(setter.lines(text, body, page.width)[:_LINES]):
        top = 2 * _EDGE + head.pitch + number * body.pitch
        made += _glyphs(line, body, page.left, top)
    tallest = geometry(language, PaperStyle(size="large")).roles
    height = 3 * _EDGE + tallest["chapter"].pitch + _LINES * tallest["body"].pitch
    mark = words(language, "watermark.draft") if paper.draft_mark else ""
    return PaperSample(PAGE_WIDTH, height, page.left, page.right, tuple(made), mark)


def _glyphs(line: Line, style: TextStyle, x: float, top: float) -> Iterator[Glyphs]:
    baseline = top + (style.pitch + style.size) / 2 - _DESCENT * style.size
    for at, piece, spacing in line.stretches:
        places: list[float] = []
        along = x + at
        for character in piece.text:
            places.append(along)
            along += piece.face.width(character) * piece.look.size / 1000 + spacing
        file = resource_path("fonts", piece.face.file.file_name)
        yield Glyphs(piece.text, file, piece.look.size, baseline, tuple(places))


_DESCENT = 0.12
"""Share of the size that lies below the baseline, as the pen has it."""
