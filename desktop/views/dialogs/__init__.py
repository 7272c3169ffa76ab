"""Dialogs: each a function(window) that a command of the window calls."""
