"""What the editors of simple values share: tokens, calendar, reading of days."""
