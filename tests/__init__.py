"""Tests mirror the rooms of `desktop/`; `architecture/` holds the house rules themselves."""
