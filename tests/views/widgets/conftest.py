"""Every test here begins with a clean window and ends with none."""

from tests.views.screen import application, clean_window

__all__ = ["application", "clean_window"]
