"""The faces of the window, and the role that each size has.

Windows and macOS have good Chinese faces of their own. Elsewhere the window brings the faces that
paper is printed with: registering one takes a few milliseconds.
"""

import sys
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from desktop.resource_files import resource_path
from desktop.views.theme.present import present, px

__all__ = ["Role", "font", "line_height", "register_first_faces", "register_other_faces"]

Role = Literal[
    "greeting", "chapter", "page", "section", "card", "body", "strong", "label", "policy"
]
"""`card`: the head of a card; `strong`: a selected or important row; `policy`: what is written."""

_ROLES: dict[Role, tuple[int, int, int]] = {
    "greeting": (20, 600, 28),
    "chapter": (18, 600, 26),
    "page": (16, 600, 24),
    "section": (14, 600, 20),
    "card": (13, 600, 20),
    "body": (13, 400, 20),
    "strong": (13, 500, 20),
    "label": (12, 400, 18),
    "policy": (14, 400, 24),
}
"""Role: size in px, weight, height of a line in px."""

_CHINESE = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf")
_LATIN = ("NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-Bold.ttf")
_registered: set[str] = set()


def families() -> list[str]:
    """The families to try, the best first.

    In an English window the Latin face leads: quotation marks and dashes belong to whichever face
    comes first, and the Chinese ones are as wide as a character.
    """
    if sys.platform == "win32":
        own = ["Microsoft YaHei UI", "Segoe UI"]
        return [*(own if present.language == "zh" else reversed(own)), "Noto Sans SC"]
    if sys.platform == "darwin":
        return ["PingFang SC", ".AppleSystemUIFont", "Noto Sans SC"]
    bundled = ["Noto Sans SC", "Noto Sans"]
    return bundled if present.language == "zh" else bundled[::-1]


def register_first_faces() -> None:
    """What the first paint needs, no bold words; nothing where the system has faces of its own."""
    if _system_has_faces():
        return
    if present.language == "zh":
        _register(_CHINESE[0])
    else:
        _register(_LATIN[0], _CHINESE[0])


def register_other_faces() -> None:
    """The rest, for afterwards: characters and weights of the other script."""
    if not _system_has_faces():
        _register(*_CHINESE, *_LATIN)


def _system_has_faces() -> bool:
    needed = {"win32": "Microsoft YaHei UI", "darwin": "PingFang SC"}.get(sys.platform)
    return needed is not None and QFontDatabase.hasFamily(needed)


def _register(*files: str) -> None:
    for file in files:
        if file not in _registered:
            _registered.add(file)
            QFontDatabase.addApplicationFont(str(resource_path("fonts", file)))


def font(role: Role = "body", *, weight: int | None = None, size: float | None = None) -> QFont:
    """A font at the person's zoom. `weight` 400, 500 or 600; `size` in px at 100 %."""
    role_size, role_weight, _ = _ROLES[role]
    made = QFont()
    made.setFamilies(families())
    made.setPixelSize(max(9, px(size or role_size)))
    made.setWeight(_weight(weight or role_weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def line_height(role: Role) -> int:
    """The height of one line of that role, in px at the person's zoom."""
    return px(_ROLES[role][2])


def _weight(weight: int) -> QFont.Weight:
    """A weight that the faces have: none has 600, and YaHei has no 500 either."""
    if weight >= 600:
        return QFont.Weight.Bold
    if weight >= 500 and sys.platform != "win32":
        return QFont.Weight.Medium
    return QFont.Weight.Normal
