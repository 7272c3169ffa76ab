"""Loads Qt without the parts of PySide that a program without faults never needs.

More than half of what `import PySide6.QtCore` takes goes into Python code of PySide's own that is
compiled anew at every start: it reads and prints signatures, for the words of a TypeError, for
`help` and for stubs. Here each module of it comes when something in it is first asked for.
"""

import builtins
import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["load_qt"]

_SIGNATURE = "shibokensupport.signature"
_LATER = ("errorhandler", "layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "parser")
_one_at_a_time = threading.RLock()


class _Later(ModuleType):
    """Stands where a module is looked for; becomes that module with the first question."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)  # PySide publishes it under another name, too
        self._waiting = name
        """Its own name until it has been loaded."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what `import` itself asks of every module
            raise AttributeError(name)
        with _one_at_a_time:
            if self._waiting:
                self._become(self._waiting)
            if name not in self.__dict__:
                raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
            return self.__dict__[name]

    def _become(self, name: str) -> None:
        self._waiting = ""
        published, importer = self.__spec__, sys.modules[_SIGNATURE].__loader__
        assert importer is not None
        self.__spec__ = importer.find_spec(name, None)  # type: ignore[attr-defined]
        importer.exec_module(self)  # type: ignore[attr-defined]
        self.__spec__ = published


def load_qt() -> None:
    """Afterwards all of PySide can be imported as usual.

    PySide also replaces `__import__` by one that reads the source of every module imported later,
    to see whether it may have to be given snake_case names: a fifth of the time of imports, and
    all that source kept in memory. Nobody here wants such names.
    """
    plain = builtins.__import__

    def plant(name: str, *others: Any, **named: Any) -> ModuleType:
        """Just before PySide looks for them: it clears their places first."""
        wanted = named.get("fromlist") or (others[2:3] or [()])[0] or ()
        if name == _SIGNATURE and "loader" in wanted:
            builtins.__import__ = plain
            for one in _LATER:
                sys.modules[f"{_SIGNATURE}.{one}"] = _Later(f"{_SIGNATURE}.{one}")
        return plain(name, *others, **named)

    builtins.__import__ = plant
    try:
        plain("PySide6.QtCore")
    finally:
        builtins.__import__ = plain
