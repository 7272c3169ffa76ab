"""What LibreOffice makes of a marked-up copy, against the two texts that were marked."""

import difflib
import re
from dataclasses import replace
from pathlib import Path

from desktop.documents.accepting import accepted, rejected
from desktop.documents.blocks import Document
from desktop.writers.docx.writer import write_docx
from tests.writers.office import revised

__all__ = ["differences", "without_pages", "worded"]

_SIDES = {"Accept": accepted, "Reject": rejected}


def differences(copy: Document, command: str, folder: Path) -> list[str]:
    """Lines that only one of the two has: `+` of LibreOffice, once it did `command` (Accept or
    Reject) to every change of the copy, `-` of the text that it should be."""
    plain = replace(copy, blocks=_SIDES[command](copy.blocks))
    wanted = worded(revised(write_docx(plain), "", folder).splitlines())
    shown = worded(revised(write_docx(copy), f"{command}AllTrackedChanges", folder).splitlines())
    lines = difflib.unified_diff(wanted, shown, "wanted", "shown", lineterm="", n=0)
    return [one for one in lines if not one.startswith(("---", "+++", "@@"))]


def without_pages(lines: list[str]) -> list[str]:
    """A page's number in the table of contents is no text of anybody's."""
    return [re.sub(r"\t[0-9]+$", "", one) for one in lines]


def worded(lines: list[str]) -> list[str]:
    """The lines that say something; tabs are room, not words."""
    shown = (one.replace("\t", "") for one in without_pages(lines))
    return [one for one in shown if one.strip()]
