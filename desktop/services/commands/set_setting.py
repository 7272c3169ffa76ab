"""Sets one of the library's settings."""

import re
from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import Json
from desktop.models.entities import Setting
from desktop.models.errors import Refused
from desktop.services.command import Applied, Command, Work
from desktop.services.words import checked_json

__all__ = ["SetSetting"]

_KEY = re.compile(r"[a-z][a-z0-9_.-]{0,99}")


@dataclass(frozen=True)
class SetSetting(Command[None]):
    """`value` None takes the setting out, so that its default holds again."""

    name: ClassVar[str] = "set-setting"

    key: str
    value: Json

    def apply(self, work: Work) -> Applied[None]:
        if not _KEY.fullmatch(self.key):
            raise Refused("setting-key-wrong", given=self.key[:40])
        checked_json(self.value, self.key)
        row = work.session.get(Setting, self.key)
        before: Json = None if row is None else row.value
        if self.value is None:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.session.add(Setting(key=self.key, value=self.value))
        else:
            row.value = self.value
        inverse = SetSetting(self.key, before)
        return Applied(None, inverse, f"setting:{self.key}", before, self.value)
