"""An amount of money. Canonical: `{"amount": "20000", "currency": "CNY"}`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.i18n import catalogue
from desktop.models.definitions import Column, Json
from desktop.models.fields.base import (
    Cell,
    Content,
    FieldKind,
    GridColumn,
    Intake,
    Reader,
    Scalar,
    Spec,
)
from desktop.models.figures import (
    CURRENCIES,
    amount_words,
    canonical_number,
    grouped,
    read_amount,
    read_number,
)
from desktop.models.limits import within
from desktop.models.parts import is_blank, unknown_keys
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown
from desktop.models.wording import run


class MoneyKind(FieldKind):
    name = "money"
    simple = True
    in_tables = True
    align = "right"
    editor = "money"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        currency: Json = spec.currency
        amount = raw
        amount_place = place
        if isinstance(raw, dict):
            if unknown_keys(raw, ("amount", "currency"), intake, place):
                return None
            currency, amount = raw.get("currency") or spec.currency, raw.get("amount")
            amount_place = f"{place}.amount"
        if is_blank(amount):
            return None
        if currency not in CURRENCIES:
            code, facts = unknown_name("unknown-currency", currency, CURRENCIES)
            intake.wrong(f"{place}.currency", code, **facts)
            return None
        number = self._amount(amount, currency, intake, amount_place)
        if number is None or not within(number, spec, intake, amount_place):
            return None
        return {"amount": canonical_number(number), "currency": currency}

    def _amount(self, raw: Json, currency: Json, intake: Intake, place: str) -> Decimal | None:
        if isinstance(raw, str):
            found = read_amount(raw)
            if found is not None and found[1] not in (None, currency):
                intake.wrong(place, "other-currency", given=shown(raw), currency=currency)
                return None
            number = None if found is None else found[0]
        else:
            number = read_number(raw)
        if number is None:
            intake.wrong(place, "expected-amount", given=shown(raw))
        return number

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, dict):
            return ()
        amount, currency = str(value["amount"]), str(value["currency"])
        return (Scalar(run(amount_words(amount, currency, reader.language))),)

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        """The currency stands in the head; an amount in another one says so itself."""
        head, cells = super().column(values, spec, reader)
        unit = catalogue("fields").raw(f"currency_{spec.currency}", reader.language)
        own = [
            str(value["amount"])
            if isinstance(value, dict) and value["currency"] == spec.currency
            else ""
            for value in values
        ]
        decimals = 2 if any("." in amount for amount in own) else None
        aligned = tuple(
            Cell((run(grouped(amount, decimals=decimals, from_digits=4)),)) if amount else cell
            for amount, cell in zip(own, cells, strict=True)
        )
        return replace(head, unit=unit), aligned


KIND = MoneyKind()
