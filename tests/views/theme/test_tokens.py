"""The palettes: readable, complete, and the same everywhere."""

import json
import re

import pytest
from PySide6.QtGui import QColor

from desktop.resource_files import resource_path
from desktop.views.theme.tokens import Tokens, palette_tokens

READ = 4.5  # WCAG AA, text
SEEN = 3.0  # WCAG AA, edges and marks

TEXTS = [
    ("text", ("window", "panel", "surface", "raised", "sunken", "hover")),
    ("text2", ("window", "panel", "surface", "raised", "rail", "desk")),
    ("text3", ("window", "panel", "surface", "raised")),
    ("accent_text", ("surface", "panel", "window", "accent_soft")),
    ("on_accent", ("accent", "accent_hover")),
    ("sel_text", ("sel",)),
    ("blocker", ("surface", "blocker_bg")),
    ("warn", ("surface", "warn_bg")),
    ("sugg", ("surface", "sugg_bg")),
    ("ok", ("surface", "ok_bg")),
    *((f"st_{state}", (f"st_{state}_bg",)) for state in ("draft", "consult", "review")),
    *((f"st_{state}", (f"st_{state}_bg",)) for state in ("approved", "issued", "withdrawn")),
    ("paper_text", ("paper", "mark")),
]
MARKS = [
    ("focus", ("surface", "window", "panel")),
    ("field_edge", ("surface", "window")),
    ("blocker_fill", ("surface", "panel")),
    ("sugg_fill", ("surface", "panel")),
    ("ok_fill", ("surface", "panel")),
    ("warn_line", ("surface", "panel")),
]


def _light(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(one) for one in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, READ), (MARKS, SEEN)])
def test_what_is_written_can_be_read_on_what_it_stands_on(dark, pairs, least) -> None:
    tokens = palette_tokens(dark=dark)
    too_pale = [
        f"{front} on {back}: {contrast:.2f}"
        for front, backs in pairs
        for back in backs
        if (contrast := _contrast(tokens.colour(front), tokens.colour(back))) < least
    ]
    assert too_pale == []


def test_a_palette_with_a_token_too_few_or_too_many_is_refused() -> None:
    kept = json.loads(resource_path("window", "tokens.json").read_text("utf-8"))["light"]
    with pytest.raises(KeyError, match="accent"):
        Tokens({name: code for name, code in kept.items() if name != "accent"})
    with pytest.raises(KeyError, match="glitter"):
        Tokens({**kept, "glitter": "#FFFFFF"})


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_drawings_for_the_style_sheet_have_the_colours_of_the_palette(shade: str) -> None:
    tokens = palette_tokens(dark=shade == "dark")
    allowed = {tokens.text.name(), tokens.text2.name(), tokens.on_accent.name()}
    drawings = sorted(resource_path("icons", "controls", shade).glob("*.svg"))
    assert drawings
    for path in drawings:
        assert {one.lower() for one in re.findall(r"#\w{6}", path.read_text("utf-8"))} <= allowed
