"""How a library's paper looks: the little that an office may choose of it."""

from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from desktop.models.definitions import Json
from desktop.models.plain import from_plain

__all__ = ["PAPER", "PaperFace", "PaperMargins", "PaperSize", "PaperStyle", "read_paper_style"]

PAPER = "paper"
"""Key of the setting that keeps it."""

PaperFace: TypeAlias = Literal["song", "kai", "hei"]
PaperSize: TypeAlias = Literal["small", "standard", "large"]
PaperMargins: TypeAlias = Literal["standard", "binding", "narrow"]


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """Changes how pages look, never what stands on them: the content hash stays.

    `face`: of Chinese text (宋体, 楷体, 黑体); English text goes with it. `size`: of text (五号,
    小四 or 四号; 9.5, 10.5 or 12 pt in English). `margins`: binding leaves 8 mm more at the left,
    narrow 20 mm at either side. `draft_mark`: whether drafts bear the watermark.
    """

    face: PaperFace = "song"
    size: PaperSize = "standard"
    margins: PaperMargins = "standard"
    draft_mark: bool = True


def read_paper_style(raw: Json) -> PaperStyle:
    """What the setting holds. Whatever in it nobody knows (a newer version's, or written by hand)
    has its default."""
    known: dict[str, Any] = {}
    for one in fields(PaperStyle):
        if isinstance(raw, dict) and one.name in raw:
            try:
                read = from_plain(PaperStyle, {one.name: raw[one.name]})
            except ValueError:
                continue
            known[one.name] = getattr(read, one.name)
    return PaperStyle(**known)
