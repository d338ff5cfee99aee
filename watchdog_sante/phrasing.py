"""From a sentence's key and values to words in one language. Money, days and plurals go through Babel.

Wording is data (`wording/<language>/**/*.yaml`): a flat text, or `one`/`other` forms chosen by the value `count`.
Values are named between braces; a key or a value that is missing is a bug and raises `KeyError`.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from watchdog_sante.model.sentences import Money, Sentence, Value
from watchdog_sante.redaction import visible

Wording: TypeAlias = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All the wording of one language (`fr` or `en`)."""

    language: str
    wording: Mapping[str, Wording]

    def text(self, sentence: Sentence) -> str:
        """The sentence in this language."""
        form = self.wording[sentence.key]
        values = {name: self._value(value) for name, value in sentence.values}
        if isinstance(form, Mapping):
            count = dict(sentence.values)["count"]
            plural = Locale.parse(self.language).plural_form(count if isinstance(count, int) else 0)
            form = form[plural] if plural in form else form["other"]
        return form.format_map(values)

    def day(self, day: date) -> str:
        """A day in full: `8 mars 2024`, `1er avril 2024`."""
        text = format_date(day, format="long", locale=self.language)
        # French counts the first of a month as an ordinal; CLDR's patterns do not.
        return f"1er{text[1:]}" if self.language == "fr" and day.day == 1 else text

    def short_day(self, day: date) -> str:
        """A day for a table: `8 mars 2024`, `5 nov. 2024`."""
        text = format_date(day, format="medium", locale=self.language)
        return f"1er{text[1:]}" if self.language == "fr" and day.day == 1 else text

    def numeric_day(self, day: date) -> str:
        """A day for a narrow column: `08/03/2024`; in English the international form, which no one misreads."""
        return f"{day:%d/%m/%Y}" if self.language == "fr" else day.isoformat()

    def moment(self, at: datetime) -> str:
        """A day and an hour, as `at`'s own zone has them: `8 mars 2024, 14:05`."""
        return f"{self.short_day(at.date())}, {at:%H:%M}"

    def month(self, month: date) -> str:
        """A month in full: `mars 2024`."""
        return format_skeleton("yMMMM", month, locale=self.language)

    def month_alone(self, month: date) -> str:
        """A month without its year: `mars`."""
        return format_date(month, format="LLLL", locale=self.language)

    def short_month(self, month: date) -> str:
        """A month for a chart: `nov. 2024`."""
        return format_skeleton("yMMM", month, locale=self.language)

    def round_money(self, cents: int) -> str:
        """An amount without cents, for the scale of a chart: `40 €`."""
        pattern = copy(Locale.parse(self.language).currency_formats["standard"])
        pattern.frac_prec = (0, 0)
        return str(pattern.apply(Decimal(cents) / 100, self.language, currency="EUR", currency_digits=False))

    def money(self, cents: int) -> str:
        """An amount in euros, from integer cents: `39,99 €`."""
        return format_currency(Decimal(cents) / 100, "EUR", locale=self.language)

    def number(self, value: float) -> str:
        """A number with one decimal at most: `1,5`."""
        return format_decimal(round(value, 1), locale=self.language)

    def _value(self, value: Value) -> str:
        match value:
            case Sentence():
                return self.text(value)
            case Money():
                return self.money(value.cents)
            case date():
                return self.day(value)
            case int():
                return format_decimal(value, locale=self.language)
            case _:
                return visible(value)
