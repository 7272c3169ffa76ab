"""What every test of the window stands on: the one application of the process."""

from tests.views.screen import application

__all__ = ["application"]
