"""Sets the name and the logo of the organisation whose library this is."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.errors import Refused
from desktop.models.plain import from_plain, to_plain
from desktop.models.snapshot import Organisation
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.set_setting import SetSetting
from desktop.services.words import checked_localised

__all__ = ["SetOrganisation"]

LARGEST_LOGO = 2_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class SetOrganisation(Command[None]):
    """The logo is a PNG or JPEG file of at most 2 MB."""

    name: ClassVar[str] = "set-organisation"

    organisation: Organisation

    def apply(self, work: Work) -> Applied[None]:
        logo = self.organisation.logo
        if logo is not None and not logo.startswith(_PICTURES):
            raise Refused("logo-no-picture")
        if logo is not None and len(logo) > LARGEST_LOGO:
            raise Refused("logo-too-large", size=len(logo), limit=LARGEST_LOGO)
        kept = Organisation(checked_localised(self.organisation.name, "name"), logo)
        plain = None if kept == Organisation() else to_plain(kept)
        set_it = SetSetting("organisation", plain).apply(work)
        before = (
            Organisation() if set_it.before is None else from_plain(Organisation, set_it.before)
        )
        return Applied(None, SetOrganisation(before), set_it.target, set_it.before, set_it.after)
