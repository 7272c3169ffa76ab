"""Drop a file in and it is found: collects what the modules of a package offer."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

__all__ = ["modules_of"]


def modules_of(package: str) -> Iterator[ModuleType]:
    """Imports and gives every module of `package` (not its sub-packages), in order of name."""
    parent = importlib.import_module(package)
    names = sorted(entry.name for entry in pkgutil.iter_modules(parent.__path__) if not entry.ispkg)
    for name in names:
        yield importlib.import_module(f"{package}.{name}")
