"""Makes the subset faces in this folder from the full Noto faces.

Run by hand, and only to renew the fonts:

    python make_subsets.py FOLDER_WITH_FULL_FACES CHARACTER_LIST

CHARACTER_LIST is a UTF-8 text holding the 8,105 characters of 通用规范汉字表 (2013).
Kept besides them: all of GB 2312, Latin, Greek, Cyrillic, punctuation, symbols, kana.
Hinting and layout tables go: paper needs neither, and the embedded subset is smaller.
"""

import sys
from pathlib import Path

from fontTools import subset

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x370, 0x3FF), (0x400, 0x45F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x259F), (0x25A0, 0x25FF),
    (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x30FF),
    (0x3100, 0x312F), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]  # fmt: skip
HAN_FACES = [
    "NotoSerifSC_400Regular", "NotoSerifSC_700Bold",
    "NotoSansSC_400Regular", "NotoSansSC_500Medium", "NotoSansSC_700Bold",
]  # fmt: skip
LATIN_FACES = [
    "NotoSerif_400Regular", "NotoSerif_400Regular_Italic", "NotoSerif_700Bold",
    "NotoSerif_700Bold_Italic", "NotoSans_400Regular", "NotoSans_500Medium", "NotoSans_700Bold",
]  # fmt: skip
# The Latin faces lack ≤ ≥ and arrows; this one has them in Latin width.
MATH_FACE = "NotoSansMath_400Regular"
MATH_RANGES = [(0x20, 0x20), (0x2190, 0x21FF), (0x2200, 0x22FF)]
# Copyright, names, version, licence and its address stay in the subset.
NAMES = [0, 1, 2, 4, 5, 6, 13, 14, 16, 17]
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "DSIG"]


def gb2312() -> set[int]:
    """Code points of GB 2312-80, level 1 and 2 characters and its symbols."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def main(folder: Path, characters: Path) -> None:
    kept = {code for first, last in RANGES for code in range(first, last + 1)}
    han = kept | gb2312() | {ord(one) for one in characters.read_text("utf-8") if not one.isspace()}
    math = {code for first, last in MATH_RANGES for code in range(first, last + 1)}
    wanted = dict.fromkeys(HAN_FACES, han) | dict.fromkeys(LATIN_FACES, kept) | {MATH_FACE: math}
    target = Path(__file__).parent
    for name, codes in wanted.items():
        source = next(folder.rglob(f"{name}.ttf"))
        options = subset.Options(
            hinting=False,
            layout_features=[],
            drop_tables=DROPPED,
            name_IDs=NAMES,
            notdef_outline=True,
        )
        font = subset.load_font(str(source), options)
        worker = subset.Subsetter(options)
        worker.populate(unicodes=codes)
        worker.subset(font)
        family, weight = name.split("_", 1)
        style = weight.lstrip("0123456789").replace("Regular_Italic", "Italic").replace("_", "")
        subset.save_font(font, str(target / f"{family}-{style}.ttf"), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
