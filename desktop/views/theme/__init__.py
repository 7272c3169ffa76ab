"""The look of the window: colours, fonts, sizes and icons. Nobody else writes a colour or a size.

`tokens().accent` is a colour, `px(30)` a size at the person's zoom, `font("section")` a font,
`icon("printer")` a drawing; `Theme.current().changed` says when to ask again.
"""

from desktop.views.theme.fonts import Role, font, line_height
from desktop.views.theme.icons import dress, icon, paint_icon, pixmap
from desktop.views.theme.present import px, tokens, zoom
from desktop.views.theme.theme import Choice, Theme
from desktop.views.theme.tokens import Tokens

__all__ = [
    "Choice",
    "Role",
    "Theme",
    "Tokens",
    "dress",
    "font",
    "icon",
    "line_height",
    "paint_icon",
    "pixmap",
    "px",
    "tokens",
    "zoom",
]
