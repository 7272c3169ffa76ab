"""The font reader and its subsets, held against fontTools."""

import io

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from desktop.resource_files import resource_path
from desktop.writers.pdf.faces import face_choice, split_by_face
from desktop.writers.pdf.truetype import open_face

FACES = sorted(path.name for path in resource_path("fonts").glob("*.ttf"))
TEXT = "项目运营流程制度内容怎么写？𫖯㛃é½ﬁ"


def outline(font: TTFont, glyph: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value


@pytest.mark.parametrize("name", FACES)
def test_characters_and_widths_agree_with_fonttools(name: str) -> None:
    path = resource_path("fonts", name)
    ours = open_face(path)
    with TTFont(path, lazy=True) as theirs:
        order = theirs.getReverseGlyphMap()
        mapped = {code: order[glyph] for code, glyph in theirs.getBestCmap().items()}
        assert ours.glyphs == mapped
        scale = 1000 / theirs["head"].unitsPerEm
        metrics = theirs["hmtx"]
        for code in list(mapped)[:: max(1, len(mapped) // 300)]:
            assert ours.advance(code) == round(metrics[theirs.getBestCmap()[code]][0] * scale)


@pytest.mark.parametrize("name", FACES)
def test_a_subset_draws_the_same_outlines(name: str) -> None:
    path = resource_path("fonts", name)
    ours = open_face(path)
    codes = [ord(one) for one in TEXT if ord(one) in ours.glyphs] or list(ours.glyphs)[5:9]
    codes += [code for code in (0xC5, 0x1E9E, 0x1F600) if code in ours.glyphs]
    with TTFont(io.BytesIO(ours.subset(codes))) as cut, TTFont(path, lazy=True) as whole:
        cmap = whole.getBestCmap()
        names = cut.getGlyphOrder()
        for index, code in enumerate(codes, 1):
            assert outline(cut, names[index]) == outline(whole, cmap[code])
            assert cut["hmtx"][names[index]][0] == whole["hmtx"][cmap[code]][0]


def test_every_character_of_the_national_table_has_a_face() -> None:
    """GB 2312 whole, and the rare characters of 通用规范汉字表 that names are made of."""
    text = bytes(
        byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
    )
    hanzi = text.decode("gb2312", "ignore") + "𫖯㛃𬍛𫍯𬬭䶮㸆"
    choice = face_choice("zh", "serif")
    assert [run for run in split_by_face(hanzi, choice) if run.substitute] == []


def test_a_character_that_no_face_has_is_written_out() -> None:
    runs = list(split_by_face("甲\u0e01乙", face_choice("zh", "serif")))
    assert "".join(run.text for run in runs) == "甲〔U+0E01〕乙"
