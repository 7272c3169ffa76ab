"""The colours of the window, by what they are for: `resources/window/tokens.json`."""

import json
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtGui import QColor

from desktop.resource_files import resource_path

__all__ = ["Tokens", "palette_tokens"]


@dataclass(frozen=True)
class Tokens:
    """One palette. `blocker`, `warn`, `sugg`, `ok`: text; `…_bg` behind it; `…_fill` for marks."""

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

    def colour(self, name: str) -> QColor:
        """The colour of that name; a name that is no token is a bug: AttributeError."""
        colour = getattr(self, name)
        assert isinstance(colour, QColor)
        return colour

    def names(self) -> dict[str, str]:
        """Every token as `#rrggbb`, for style sheets."""
        return {field.name: self.colour(field.name).name() for field in fields(self)}


@cache
def palette_tokens(*, dark: bool) -> Tokens:
    """The light or the dark palette."""
    kept = json.loads(resource_path("window", "tokens.json").read_text("utf-8"))
    return Tokens(
        **{name: QColor(code) for name, code in kept["dark" if dark else "light"].items()}
    )
