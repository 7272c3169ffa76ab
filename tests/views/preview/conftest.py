"""The preview is tested by itself, in a window system that must not complain."""

from tests.views.programs import no_faults
from tests.views.screen import clean_window

__all__ = ["clean_window", "no_faults"]
