"""Journeys run in the whole program, begun in an empty data folder."""

from tests.views.programs import data, library_path, no_faults, program
from tests.views.screen import application, clean_window

__all__ = ["application", "clean_window", "data", "library_path", "no_faults", "program"]
