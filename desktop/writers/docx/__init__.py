"""Writes documents as Office Open XML (ECMA-376, part 1: WordprocessingML)."""
