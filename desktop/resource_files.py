"""The one way to the files of `resources/`: from a checkout, a wheel and a frozen bundle alike."""

from functools import cache
from pathlib import Path

__all__ = ["resource_folder", "resource_path"]


@cache
def resource_folder() -> Path:
    """The folder `resources`: inside the package in a wheel or bundle, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / "templates").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found in or beside {package}")


def resource_path(*parts: str) -> Path:
    """Path of one resource, e.g. `resource_path("fonts", "NotoSerif-Regular.ttf")`."""
    return resource_folder().joinpath(*parts)
