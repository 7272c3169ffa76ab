"""Where the program keeps things on this computer. Imports nothing heavy: asked before the first
paint."""

import os
import sys
from pathlib import Path

__all__ = ["LIBRARY_SUFFIX", "data_folder", "default_library", "state_folder"]

LIBRARY_SUFFIX = ".policydesk"


def data_folder() -> Path:
    """Where the program keeps what is the user's: POLICYDESK_DATA, or the platform's place."""
    named = os.environ.get("POLICYDESK_DATA")
    if named:
        return Path(named)
    if sys.platform != "linux":
        from platformdirs import user_data_path

        return user_data_path("PolicyDesk", appauthor=False)
    return _linux_folder("XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    """Where the program notes what it saw of libraries, apart from them."""
    named = os.environ.get("POLICYDESK_DATA")
    if named:
        return Path(named) / "state"
    if sys.platform != "linux":
        from platformdirs import user_state_path

        return user_state_path("PolicyDesk", appauthor=False)
    return _linux_folder("XDG_STATE_HOME", ".local/state")


def _linux_folder(variable: str, usual: str) -> Path:
    """As platformdirs has it, without its import."""
    named = os.environ.get(variable, "").strip()
    base = Path(named) if named.startswith("/") else Path("~", usual).expanduser()
    return base / "PolicyDesk"


def default_library() -> Path:
    """POLICYDESK_LIBRARY, or `library.policydesk` in the data folder."""
    named = os.environ.get("POLICYDESK_LIBRARY")
    return Path(named) if named else data_folder() / f"library{LIBRARY_SUFFIX}"
