"""Where the words of a field's value stand: every text that a person wrote, with its place."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from desktop.i18n import LANGUAGES
from desktop.models.definitions import Json

__all__ = ["Path", "TextPlace", "put_text", "text_places"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead into a canonical value."""

_OF_PARTS = ("rich", "list")


class TextPlace(NamedTuple):
    """A text in a value, as `{language: inline}`.

    `part`: id of the paragraph, item or row; `column`: of its cell; `item`: of an item inside a
    cell. Each is empty where there is none.
    """

    path: Path
    text: dict[str, Json]
    part: str = ""
    column: str = ""
    item: str = ""


def text_places(value: Json, kind: str) -> Iterator[TextPlace]:
    """The texts of a canonical value of a field kind, in their order."""
    if isinstance(value, dict):
        if _is_text(value):
            yield TextPlace((), value)
        elif kind == "raci":
            # The letters of a row are an object, too: of role codes.
            rows = _in_rows(value["rows"], ("rows",))
            yield from (place for place in rows if place.column == "activity")
        else:
            for key, one in value.items():
                if isinstance(one, dict) and _is_text(one):
                    yield TextPlace((key,), one, column=key)
    elif kind in _OF_PARTS:
        for position, text, part in _parts(value):
            yield TextPlace((position, "text"), text, part)
    else:
        yield from _in_rows(value, ())


def put_text(value: Json, path: Path, text: Json) -> Json:
    """`value` with another text at `path`; `value` itself stays as it is."""
    if not path:
        return text
    key, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(key, str):
        return {**value, key: put_text(value[key], rest, text)}
    if isinstance(value, list) and isinstance(key, int):
        return [*value[:key], put_text(value[key], rest, text), *value[key + 1 :]]
    raise ValueError(f"no such place: {path}")


def _is_text(value: dict[str, Json]) -> bool:
    return bool(value) and all(key in LANGUAGES for key in value)


def _in_rows(value: Json, path: Path) -> Iterator[TextPlace]:
    for position, row in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(row, dict):
            continue
        row_id = str(row.get("id", ""))
        for column, cell in row.items():
            here = (*path, position, column)
            if isinstance(cell, dict) and _is_text(cell):
                yield TextPlace(here, cell, row_id, column)
            elif isinstance(cell, list):
                for at, text, item in _parts(cell):
                    yield TextPlace((*here, at, "text"), text, row_id, column, item)


def _parts(value: Json) -> Iterator[tuple[int, dict[str, Json], str]]:
    """Position, text and id of the paragraphs or items of a list."""
    for position, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            text = one.get("text")
            if isinstance(text, dict):
                yield position, text, str(one.get("id", ""))
