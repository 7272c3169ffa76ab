"""Columns that kinds bring themselves (measure, KPI), titled in resources/texts/fields.yaml."""

from collections.abc import Sequence

from desktop.i18n import catalogue
from desktop.models.definitions import Choice, Column
from desktop.models.wording import Localised

__all__ = ["built_in", "word"]


def built_in(
    family: str,
    column: str,
    kind: str,
    *,
    required: bool = False,
    choices: Sequence[str] = (),
    width: float | None = None,
) -> Column:
    """A column titled by the text `<family>_<column>`, its choices by `<column>_<choice>`."""
    return Column(
        column,
        kind,
        word(f"{family}_{column}"),
        required=required,
        choices=tuple(Choice(one, word(f"{column}_{one}")) for one in choices),
        width=width,
    )


def word(key: str) -> Localised:
    words = catalogue("fields")
    return Localised(words.raw(key, "zh"), words.raw(key, "en"))
