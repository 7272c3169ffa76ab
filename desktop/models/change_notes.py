"""What the preparer of a revision says of a change."""

from dataclasses import dataclass
from typing import Literal

from desktop.models.wording import Localised

__all__ = ["ChangeNote"]


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """`kind`: substantive (asks for new signatures and reading receipts) or editorial."""

    kind: Literal["substantive", "editorial"] = "substantive"
    reason: Localised = Localised()
