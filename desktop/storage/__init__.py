"""One library is one SQLite file: open, lock, migrate, search, back up, check."""
