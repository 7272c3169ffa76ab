"""Days as people write them: 2026-11-22, 2026/11/22, 2026.11.22, 20261122."""

import re
from datetime import date

__all__ = ["day_of"]

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)


def day_of(text: str) -> date | None:
    """The day that `text` means; None for an empty text. ValueError where it means none."""
    text = text.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(one) for one in found.groups() if one is not None)
    return date(year, month, day)
