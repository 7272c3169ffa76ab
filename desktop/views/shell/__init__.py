"""The window's frame: menu bar, rail, status bar, and what is said in it."""
