"""The colours of the window, by what they are for: `resources/window/tokens.json`."""

import json
from collections.abc import Mapping
from functools import cache

from PySide6.QtGui import QColor

from desktop.resource_files import resource_path

__all__ = ["Tokens", "palette_tokens"]


class Tokens:
    """One palette. `blocker`, `warn`, `sugg`, `ok`: text; `…_bg` behind it; `…_fill` for marks.

    No dataclass: making one of so many fields takes longer than the rest of this module.
    """

    window: QColor
    rail: QColor
    panel: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    line: QColor
    line_strong: QColor
    field_edge: QColor
    text: QColor
    text2: QColor
    text3: QColor
    disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    on_accent: QColor
    accent_text: QColor
    accent_soft: QColor
    sel: QColor
    sel_text: QColor
    sel_inactive: QColor
    hover: QColor
    focus: QColor
    blocker: QColor
    blocker_bg: QColor
    blocker_fill: QColor
    warn: QColor
    warn_bg: QColor
    warn_fill: QColor
    warn_line: QColor
    sugg: QColor
    sugg_bg: QColor
    sugg_fill: QColor
    ok: QColor
    ok_bg: QColor
    ok_fill: QColor
    st_draft: QColor
    st_draft_bg: QColor
    st_consult: QColor
    st_consult_bg: QColor
    st_review: QColor
    st_review_bg: QColor
    st_approved: QColor
    st_approved_bg: QColor
    st_issued: QColor
    st_issued_bg: QColor
    st_withdrawn: QColor
    st_withdrawn_bg: QColor
    seal: QColor
    paper: QColor
    paper_text: QColor
    desk: QColor
    mark: QColor

    def __init__(self, codes: Mapping[str, str]) -> None:
        """`codes`: `#RRGGBB` of every token. One that is missing or unknown is a bug: KeyError."""
        if codes.keys() != Tokens.__annotations__.keys():
            raise KeyError(*(codes.keys() ^ Tokens.__annotations__.keys()))
        for name, code in codes.items():
            setattr(self, name, QColor(code))

    def colour(self, name: str) -> QColor:
        """The colour of that name; a name that is no token is a bug: AttributeError."""
        colour = getattr(self, name)
        assert isinstance(colour, QColor)
        return colour

    def names(self) -> dict[str, str]:
        """Every token as `#rrggbb`, for style sheets."""
        return {name: self.colour(name).name() for name in Tokens.__annotations__}


@cache
def palette_tokens(*, dark: bool) -> Tokens:
    """The light or the dark palette."""
    kept = json.loads(resource_path("window", "tokens.json").read_text("utf-8"))
    return Tokens(kept["dark" if dark else "light"])
