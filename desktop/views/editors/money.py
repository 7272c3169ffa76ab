"""The editor of an amount of money: thousands separated, the currency beside it, and for yuan the
amount in capital words below, as contracts write it."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.i18n import catalogue
from desktop.models.capital_amounts import capital_amount
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.figures import CURRENCIES, canonical_number, grouped, read_amount
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.number import limits_in_words
from desktop.views.editors.simple.typed import TypedEditor
from desktop.views.theme import font

__all__ = ["EDITORS", "MoneyEditor"]


class MoneyEditor(TypedEditor):
    """Takes `20000`, `20,000`, `2万元`, `￥20000`, `USD 300` as they are typed."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent, width=280)
        self._currency = definition.currency
        self.currency = QToolButton(self.frame)
        self.currency.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.currency.setToolTip(self.tr("Currency"))
        self.currency.setFont(font("body"))
        self.currency.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.currency)
        self._group = QActionGroup(self._menu)
        self.currency.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.row.addWidget(self.currency)
        self._show_currency()

    def show_value(self, value: Json) -> None:
        if isinstance(value, dict):
            currency = value.get("currency")
            self._currency = currency if currency in CURRENCIES else self.definition.currency
            self.show_text(_written(value.get("amount")))
        else:
            self._currency = self.definition.currency
            self.show_text("" if value is None else str(value))
        self._show_currency()

    def raw(self) -> Json:
        text = self.line.text().strip()
        return {"amount": text, "currency": self._currency} if text else None

    def _amount(self) -> Decimal | None:
        found = read_amount(self.line.text())
        return found[0] if found is not None else None

    def _typed(self, text: str) -> None:
        found = read_amount(text)
        if found is not None and found[1] in CURRENCIES and found[1] != self._currency:
            self._currency = found[1]
            self._show_currency()
        super()._typed(text)

    def settle(self) -> None:
        amount = self._amount()
        if amount is not None:
            self.show_text(_written(canonical_number(amount)))

    def hint_words(self) -> str:
        amount = self._amount()
        if amount is not None and self._currency == "CNY" and self.context.language == "zh":
            return capital_amount(amount)
        return limits_in_words(self.definition) if self.line.hasFocus() else ""

    def _fill_menu(self) -> None:
        self._menu.clear()
        for code in CURRENCIES:
            action = self._menu.addAction(f"{self._name(code)}  {code}")
            action.setCheckable(True)
            action.setChecked(code == self._currency)
            self._group.addAction(action)
            action.triggered.connect(lambda _checked=False, one=code: self._choose(one))

    def _choose(self, currency: str) -> None:
        if currency != self._currency:
            self._currency = currency
            self._show_currency()
            self.say_hint()
            if self.line.text().strip():
                self.edited.emit()

    def _name(self, code: str) -> str:
        return catalogue("fields").raw(f"currency_{code}", self.context.window_language)

    def _show_currency(self) -> None:
        name = self._name(self._currency)
        self.currency.setText(name)
        self.currency.setAccessibleName(self.tr("Currency: {name}").format(name=name))


def _written(amount: Json) -> str:
    found = read_amount(str(amount)) if amount is not None else None
    if found is None:
        return "" if amount is None else str(amount)
    text = canonical_number(found[0])
    return grouped(text, decimals=2 if "." in text else None, from_digits=4)


EDITORS: dict[str, type[FieldEditor]] = {"money": MoneyEditor}
