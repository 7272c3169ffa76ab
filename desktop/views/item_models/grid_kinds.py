"""The editable columns of a field: from what the template defines to what a cell can do."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication

from desktop.i18n import LANGUAGES, Language, catalogue
from desktop.models.definitions import Choice, Column, FieldDefinition, Json
from desktop.models.fields.kpi import kpi_columns
from desktop.models.fields.kpi import limit_words as limits_in_words
from desktop.models.fields.measure import measure_columns
from desktop.models.figures import canonical_number, read_number
from desktop.models.snapshot import Policy
from desktop.views.item_models.grid_columns import (
    BoolColumn,
    CellColumn,
    DateColumn,
    ListColumn,
    MoneyColumn,
    MultiColumn,
    NumberColumn,
    PickColumn,
    Style,
    TextColumn,
    Typed,
)

__all__ = [
    "LIMITS",
    "LimitsColumn",
    "cell_columns",
    "columns_of_field",
    "kpi_limits",
    "limit_words",
]

LIMITS = "limits"
"""The column of a KPI that says its limits in words."""


def columns_of_field(definition: FieldDefinition) -> tuple[Column, ...]:
    """The columns that the kind or the template gives the field."""
    built_in = {"kpi": kpi_columns, "measure": measure_columns}
    return built_in[definition.kind]() if definition.kind in built_in else definition.columns


def cell_columns(
    columns: Sequence[Column], typed: Typed, policy: Callable[[], Policy]
) -> tuple[CellColumn, ...]:
    """An editable column for each."""
    return tuple(_cell_column(column, typed, policy) for column in columns)


def _cell_column(column: Column, typed: Typed, policy: Callable[[], Policy]) -> CellColumn:
    made = _of_kind(column, column.title.text(typed.window_language), typed, policy)
    made.unit = column.unit.text(typed.window_language)
    if isinstance(made, MoneyColumn) and not made.unit:
        made.unit = catalogue("fields").raw(f"currency_{column.currency}", typed.window_language)
    made.required = column.required
    made.titles = _titles(column, made)
    made.wish = column.width
    return made


def _of_kind(column: Column, title: str, typed: Typed, policy: Callable[[], Policy]) -> CellColumn:
    match column.kind:
        case "number":
            number = NumberColumn(column.id, title, typed)
            number.units = (column.unit.zh, column.unit.en)
            return number
        case "money":
            money = MoneyColumn(column.id, title, typed)
            money.currency = column.currency
            return money
        case "date":
            return DateColumn(column.id, title, typed)
        case "list":
            return ListColumn(column.id, title, typed)
        case "bool":
            return _yes_or_no(column.id, title, typed)
        case "choice":
            return _with_choices(PickColumn(column.id, title, typed), column.choices)
        case "multi":
            return _with_choices(MultiColumn(column.id, title, typed, many=True), column.choices)
        case "role":
            return RoleColumn(column.id, title, typed, policy, many=column.many)
        case "reference":
            return ReferenceColumn(column.id, title, typed, policy, many=column.many)
    return TextColumn(column.id, title, typed)


def _titles(column: Column, made: CellColumn) -> frozenset[str]:
    titles = {column.id, made.title}
    for language in LANGUAGES:
        title = column.title.text(language)
        unit = column.unit.text(language) or made.unit
        titles |= {title, f"{title}（{unit}）", f"{title}({unit})", f"{title} ({unit})"}
    return frozenset(title.casefold() for title in titles)


def _with_choices(made: PickColumn, choices: Sequence[Choice]) -> PickColumn:
    for choice in choices:
        name = choice.title.text(made.typed.window_language)
        made.offer(choice.id, name, "", choice.title.zh, choice.title.en)
    return made


def _yes_or_no(column_id: str, title: str, typed: Typed) -> CellColumn:
    made = BoolColumn(column_id, title, typed)
    words = catalogue("fields")
    marks = {
        "true": ("yes", "y", "√", "✓", "✔", "☑", "■"),
        "false": ("no", "n", "×", "✗", "☐", "□"),
    }
    for value, others in marks.items():
        names = {language: words.raw(f"bool_{value}", language) for language in LANGUAGES}
        made.offer(value, names[typed.window_language], "", *names.values(), *others)
    return made


class _FromPolicy(PickColumn):
    """What can be picked stands in the policy, and changes with it."""

    def __init__(
        self,
        column_id: str,
        title: str,
        typed: Typed,
        policy: Callable[[], Policy],
        *,
        many: bool = False,
    ) -> None:
        super().__init__(column_id, title, typed, many=many)
        self._policy = policy
        self._offered: Policy | None = None

    def refreshed(self) -> None:
        """Reads the policy again where it is a new one."""
        policy = self._policy()
        if policy is self._offered:
            return
        self._offered = policy
        self.names, self.notes, self.known = {}, {}, {}
        self.offer_from(policy)

    def offer_from(self, policy: Policy) -> None:
        raise NotImplementedError


class RoleColumn(_FromPolicy):
    """Roles of the policy's role dictionary: by title, code, or title in the other language."""

    def offer_from(self, policy: Policy) -> None:
        language = self.typed.window_language
        for role in policy.roles:
            title = role.title.text(language)
            self.offer(
                str(role.code),
                title or str(role.code),
                str(role.code),
                role.title.zh,
                role.title.en,
            )


class ReferenceColumn(_FromPolicy):
    """Places of the policy, as they are cited at present."""

    def __init__(
        self,
        column_id: str,
        title: str,
        typed: Typed,
        policy: Callable[[], Policy],
        *,
        many: bool = False,
    ) -> None:
        super().__init__(column_id, title, typed, policy, many=many)
        self.align = "left"

    def offer_from(self, policy: Policy) -> None:
        for target, title in _targets(policy, self.typed.language):
            mention = self.typed.mention(target)
            if mention:
                self.offer(target, mention, title)


def _targets(policy: Policy, language: Language) -> list[tuple[str, str]]:
    """Every place that can be cited, with its title, in the order of the policy."""
    found: list[tuple[str, str]] = []
    for chapter in policy.chapters:
        found.append((f"chapter:{chapter.id}", chapter.title.text(language)))
        for article in chapter.articles:
            found.append((f"article:{article.id}", article.title.text(language)))
            for field in article.fields:
                found.append((f"table:{field.id}", field.definition.title.text(language)))
    for phase in policy.phases:
        found.append((f"annex:{phase.id}", phase.title.text(language)))
    return found


class LimitsColumn(CellColumn):
    """The limits of an indicator in words; they are written in their own columns."""

    style: ClassVar[Style] = "words"

    def shown(self, value: Json) -> str:
        return ""

    def shown_in(self, row: dict[str, Json]) -> str:
        return "\n".join(limit_words(row, self.typed.window_language))

    def read(self, text: str, before: Json) -> Json:
        return before


def kpi_limits(row: dict[str, Json], language: Language) -> tuple[str, str, str]:
    """Green, amber and red of a row that is being written, in words; "" where a limit is missing
    or makes no sense yet."""
    tidy = dict(row)
    for limit in ("green_from", "green_to", "amber_from", "amber_to"):
        value = tidy.get(limit)
        if not isinstance(value, str) or not _is_number(value):
            tidy.pop(limit, None)
    return limits_in_words(tidy, language)


def limit_words(row: dict[str, Json], language: Language) -> tuple[str, ...]:
    """`绿 ≥95%`, `黄 90%～<95%`, `红 <90%`, as far as there are limits."""
    green, amber, red = kpi_limits(row, language)
    words = (
        (green, QCoreApplication.translate("Kpi", "Green {limit}")),
        (amber, QCoreApplication.translate("Kpi", "Amber {limit}")),
        (red, QCoreApplication.translate("Kpi", "Red {limit}")),
    )
    return tuple(text.format(limit=limit) for limit, text in words if limit)


def _is_number(text: str) -> bool:
    number = read_number(text)
    return number is not None and canonical_number(number) == text
