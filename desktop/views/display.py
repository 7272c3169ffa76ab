"""Whether there is a screen to show a window on. Asked before Qt, which would abort."""

import os
import re
import sys
from pathlib import Path

__all__ = ["has_display", "what_lacks"]

_PATIENCE = 3.0  # seconds for a display on another computer


def has_display() -> bool:
    """False on a machine without a screen, or where nothing answers at the one that is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return True  # offscreen, vnc, …: the person knows
    return _wayland_answers() or _x11_answers(os.environ.get("DISPLAY", ""))


def what_lacks() -> str:
    """Why Qt could not use the screen, in the system's words; "" where it can.

    Asked before Qt's own start, which ends the process where its part for X11 cannot be loaded.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (chosen or "xcb").split(":")[0] != "xcb":
        return ""
    if not chosen and _wayland_answers():
        return ""
    from PySide6.QtCore import QLibrary, QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    part = QLibrary(str(folder / "libqxcb.so"))
    return "" if part.load() else part.errorString()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers(str(Path(folder, name)))


def _x11_answers(display: str) -> bool:
    found = re.fullmatch(r"(?:unix)?(.*):(\d+)(?:\.\d+)?", display)
    if found is None:
        return False
    host, number = found[1], int(found[2])
    if not host or host.startswith("/"):
        # Linux knows the same name outside the file system, too.
        place = f"/tmp/.X11-unix/X{number}"  # X's own place
        return _answers(place) or _answers("\0" + place)
    import socket

    try:
        with socket.create_connection((host, 6000 + number), _PATIENCE):
            return True
    except OSError:
        return False


def _answers(place: str) -> bool:
    # What `socket` is made of: all of it takes as long to import as the window to be made.
    import _socket

    one = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        one.settimeout(_PATIENCE)
        one.connect(place)
    except OSError:
        return False
    finally:
        one.close()
    return True
