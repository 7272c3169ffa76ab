"""Which face sets a character, and how a face gets into the PDF.

A `Face` knows widths; an `EmbeddedFace` is one face inside one document: it numbers the
characters in the order of their first use and writes itself as one Type0 font with Identity-H
(ISO 32000-1, 9.7), so that every character, also beyond U+FFFF, is extracted as it was.
"""

import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from desktop.i18n import Language
from desktop.models.paper_style import PaperFace
from desktop.resource_files import resource_path
from desktop.writers.pdf.truetype import TrueTypeFile, open_face

__all__ = [
    "EmbeddedFace",
    "Face",
    "FaceChoice",
    "face",
    "face_choice",
    "face_files",
    "split_by_face",
]

_CHAIN_AFTER = ("NotoSerifSC-Full", "NotoSansSymbols2-Regular", "NotoEmoji-Regular")

# (language, look) → files, the first one preferred. Chinese faces carry Latin letters that match
# them; English text takes Latin faces, whose quotation marks are not full-width. Han is never
# slanted: emphasis is set in 楷.
_FILES: dict[tuple[Language, str], tuple[str, ...]] = {
    ("zh", "serif"): ("NotoSerifSC-Regular",),
    ("zh", "serif-bold"): ("NotoSerifSC-Bold", "NotoSerifSC-Regular"),
    ("zh", "serif-italic"): ("LXGWWenKai-Regular", "NotoSerifSC-Regular"),
    ("zh", "serif-bold-italic"): ("LXGWWenKai-Regular", "NotoSerifSC-Bold"),
    ("zh", "sans"): ("NotoSansSC-Medium",),
    ("zh", "sans-bold"): ("NotoSansSC-Bold", "NotoSansSC-Medium"),
    ("zh", "light"): ("NotoSansSC-Regular",),
    ("zh", "answer"): ("LXGWWenKai-Regular", "NotoSerifSC-Regular"),
    ("en", "serif"): ("NotoSerif-Regular", "NotoSansMath-Regular", "NotoSerifSC-Regular"),
    ("en", "serif-bold"): (
        "NotoSerif-Bold",
        "NotoSansMath-Regular",
        "NotoSerifSC-Bold",
        "NotoSerifSC-Regular",
    ),
    ("en", "serif-italic"): ("NotoSerif-Italic", "NotoSansMath-Regular", "LXGWWenKai-Regular"),
    ("en", "serif-bold-italic"): (
        "NotoSerif-BoldItalic",
        "NotoSansMath-Regular",
        "LXGWWenKai-Regular",
    ),
    ("en", "sans"): ("NotoSans-Medium", "NotoSansMath-Regular", "NotoSansSC-Medium"),
    ("en", "sans-bold"): (
        "NotoSans-Bold",
        "NotoSansMath-Regular",
        "NotoSansSC-Bold",
        "NotoSansSC-Medium",
    ),
    ("en", "light"): ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSC-Regular"),
    ("en", "answer"): ("LXGWWenKai-Regular", "NotoSerifSC-Regular"),
}

# What text is set in where an office has not chosen 宋. There is one weight of 楷: what is bold in
# it is set in bold 宋 (as its headings are), what is emphasised in 宋. No slanted sans is bundled:
# English emphasis is set in the slanted serif.
_OTHER_TEXT: dict[PaperFace, dict[tuple[Language, str], tuple[str, ...]]] = {
    "kai": {
        ("zh", "serif"): ("LXGWWenKai-Regular", "NotoSerifSC-Regular"),
        ("zh", "serif-italic"): ("NotoSerifSC-Regular",),
        ("zh", "serif-bold-italic"): ("NotoSerifSC-Bold", "NotoSerifSC-Regular"),
        ("en", "serif"): ("NotoSerif-Regular", "NotoSansMath-Regular", "LXGWWenKai-Regular"),
    },
    "hei": {
        ("zh", "serif"): ("NotoSansSC-Regular",),
        ("zh", "serif-bold"): ("NotoSansSC-Bold", "NotoSansSC-Regular"),
        ("zh", "serif-italic"): ("LXGWWenKai-Regular", "NotoSansSC-Regular"),
        ("zh", "serif-bold-italic"): ("LXGWWenKai-Regular", "NotoSansSC-Bold"),
        ("en", "serif"): ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSC-Regular"),
        ("en", "serif-bold"): (
            "NotoSans-Bold",
            "NotoSansMath-Regular",
            "NotoSansSC-Bold",
            "NotoSansSC-Regular",
        ),
    },
}


class Face:
    """A face for measuring: `widths[character]` in 1/1000 em, filled on demand."""

    __slots__ = ("_characters", "file", "known", "widths")

    def __init__(self, file: TrueTypeFile) -> None:
        self.file = file
        self.known = file.glyphs.keys()
        self._characters = frozenset(map(chr, file.glyphs))
        self.widths = _Widths(file)

    def has(self, text: str) -> bool:
        return self._characters.issuperset(text)

    def width(self, text: str) -> int:
        """Sum of advances, in 1/1000 em. All characters must be in the face."""
        return sum(map(self.widths.__getitem__, text))


class _Widths(dict[str, int]):
    def __init__(self, file: TrueTypeFile) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, character: str) -> int:
        width = self[character] = self._file.advance(ord(character))
        return width


@cache
def face(name: str) -> Face:
    """The face of `resources/fonts/<name>.ttf`."""
    return Face(open_face(resource_path("fonts", f"{name}.ttf")))


class FaceChoice:
    """The faces for one look in one language, the preferred one first.

    Later faces are opened only when a character asks for them.
    """

    __slots__ = ("_names", "first", "regular")

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names + tuple(name for name in _CHAIN_AFTER if name not in names)
        self.first = face(names[0])
        self.regular = len(names)

    def face_for(self, character: str) -> tuple[Face | None, bool]:
        """The face that has `character` (None: no face has it), and whether it is a substitute."""
        code = ord(character)
        for index, name in enumerate(self._names):
            candidate = face(name)
            if code in candidate.known:
                return candidate, index >= self.regular
        return None, True


def face_files(language: Language, look: str, text: PaperFace = "song") -> tuple[str, ...]:
    """Names of the files in `resources/fonts/`, the preferred one first. See `face_choice`."""
    other = _OTHER_TEXT.get(text, {})
    return other.get((language, look)) or _FILES[language, look]


@cache
def face_choice(language: Language, look: str, text: PaperFace = "song") -> FaceChoice:
    """`look`: serif (text), sans (with -bold, -italic), light (small sans) or answer (楷).
    `text`: what an office has chosen for its text."""
    return FaceChoice(face_files(language, look, text))


class FaceRun(NamedTuple):
    text: str
    face: Face
    substitute: bool


def split_by_face(text: str, choice: FaceChoice) -> Iterator[FaceRun]:
    """Cuts `text` where the face changes. A character that no face has is written out as its
    code point (U+0E01), so that nothing is lost in silence."""
    current: list[str] = []
    current_face, current_substitute = choice.first, False
    for character in text:
        found, substitute = choice.face_for(character)
        shown = character
        if found is None:
            found, shown = choice.first, f"〔U+{ord(character):04X}〕"
            if not found.has(shown):
                shown = f"[U+{ord(character):04X}]"
        if current and (found is not current_face or substitute != current_substitute):
            yield FaceRun("".join(current), current_face, current_substitute)
            current = []
        current_face, current_substitute = found, substitute
        current.append(shown)
    if current:
        yield FaceRun("".join(current), current_face, current_substitute)


class EmbeddedFace:
    """One face inside one document. `codes[character]` is its four hex digits in content."""

    def __init__(self, used: Face, resource: str) -> None:
        self.face = used
        self.resource = resource
        self.codes = _Codes()

    def add_to(self, document: Any, *, compressed: bool) -> None:
        """Writes font, widths, subset and Unicode map into `document`, before it is formatted.
        `compressed`: takes less room, and longer.

        `document` is ReportLab's PDFDocument, whose published types leave out fonts.
        """
        from reportlab.pdfbase import pdfdoc

        file = self.face.file
        characters = list(self.codes)
        tag = _subset_tag("".join(characters))
        name = pdfdoc.PDFName(f"{tag}+{file.postscript_name}")
        program = file.subset([ord(c) for c in characters])
        if compressed:
            subset = pdfdoc.PDFStream(content=zlib.compress(program, 6))
            subset.dictionary = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
        else:
            subset = pdfdoc.PDFStream(content=program)
        # What is compressed is so already: ReportLab would also write it as ASCII85.
        subset.filters = []
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(list(file.box)),
                "ItalicAngle": 0,
                "Ascent": file.ascent,
                "Descent": file.descent,
                "CapHeight": 733,
                "StemV": 80,
                "FontFile2": document.Reference(subset, f"subset-{self.resource}"),
            }
        )
        widths = self.face.widths
        child = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor, f"descriptor-{self.resource}"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([widths[c] for c in characters])]),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            }
        )
        unicode_map = pdfdoc.PDFStream(content=_to_unicode(characters))
        unicode_map.filters = [pdfdoc.PDFZCompress] if compressed else []
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray(
                    [document.Reference(child, f"child-{self.resource}")]
                ),
                "ToUnicode": document.Reference(unicode_map, f"unicode-{self.resource}"),
            }
        )
        reference = document.Reference(font, self.resource)
        document.idToObject["BasicFonts"].dict[self.resource] = reference


class _Codes(dict[str, str]):
    """Character → content code, numbered from 1 in order of first use."""

    def __missing__(self, character: str) -> str:
        code = self[character] = f"{len(self) + 1:04X}"
        return code


def _subset_tag(characters: str) -> str:
    """Six capitals that depend on the subset alone (ISO 32000-1, 9.6.4)."""
    value = zlib.crc32(characters.encode("utf-8"))
    letters = []
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters.append(chr(65 + rest))
    return "".join(letters)


def _to_unicode(characters: list[str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(characters), 100):
        part = characters[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [
            f"<{start + index + 1:04X}> <{one.encode('utf-16-be').hex().upper()}>"
            for index, one in enumerate(part)
        ]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
