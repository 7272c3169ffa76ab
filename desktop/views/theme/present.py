"""What is on the screen now: palette, zoom and language. `Theme` sets it, everything else reads.

Painting asks for colours and sizes thousands of times a second: plain functions, no objects.
"""

from dataclasses import dataclass, field

from desktop.i18n import Language
from desktop.views.theme.tokens import Tokens, palette_tokens

__all__ = ["Present", "present", "px", "tokens", "zoom"]


@dataclass
class Present:
    """The look that holds at this moment. `zoom`: 0.8 to 2.0."""

    tokens: Tokens = field(default_factory=lambda: palette_tokens(dark=False))
    dark: bool = False
    zoom: float = 1.0
    language: Language = "zh"


present = Present()


def tokens() -> Tokens:
    """The colours of now. Ask again after `Theme.changed`."""
    return present.tokens


def zoom() -> float:
    """The person's zoom of the window; 1.0 is 100 %."""
    return present.zoom


def px(size: float) -> int:
    """A size of the look (px at 100 %) at the person's zoom. Hairlines stay hairlines."""
    if -2 <= size <= 2:
        return round(size)
    return round(size * present.zoom)
