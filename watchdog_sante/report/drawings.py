"""What the report's two charts show, in words and figures; `charts` draws them. Each comes wide and narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from watchdog_sante.model.sentences import Value, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.report.charts import Bars, Lane, Words, day_lanes, month_bars
from watchdog_sante.report.months import HealthMonth
from watchdog_sante.report.payments import Payment, PaymentState

_WIDE_MONTHS, _NARROW_MONTHS = 24, 12
_TICK_MONTHS, _NARROW_TICK_MONTHS = 3, 4
_MOST_DOTS = 600  # a drawing stays small; the exceptions come first, then the latest
_LANES = {
    "arrived": (PaymentState.ARRIVED,),
    "otherwise": (PaymentState.LATE, PaymentState.DIFFERS),
    "never": (PaymentState.NEVER_ARRIVED,),
    "unannounced": (PaymentState.UNANNOUNCED, PaymentState.STRANGER),
    "unchecked": (PaymentState.NOT_CHECKED, PaymentState.STATEMENT_MISSING),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as `<svg>`, for a screen and for a telephone."""

    wide: Markup
    narrow: Markup


def _word(book: Phrasebook, key: str, **values: Value) -> str:
    return book.text(say(f"report_page.{key}", **values))


def _months_back(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 - count
    return date(max(months // 12, 1), months % 12 + 1, 1)


def bars(months: Sequence[HealthMonth], book: Phrasebook) -> Drawing | None:
    """Received above the line, premiums and what was left to pay below; None without a month."""
    if not months:
        return None

    def drawn(narrow: bool) -> Markup:
        kept = list(reversed(months[: _NARROW_MONTHS if narrow else _WIDE_MONTHS]))
        words = Words(
            f"bars-{'narrow' if narrow else 'wide'}",
            _word(book, "months"),
            _word(book, "months_chart", start=book.month(kept[0].month), end=book.month(kept[-1].month)),
        )
        series = (
            Bars(_word(book, "received"), tuple(one.received_cents for one in kept)),
            Bars(_word(book, "premiums"), tuple(-one.premium_cents for one in kept)),
            Bars(_word(book, "left"), tuple(-one.left_cents for one in kept)),
        )
        labels = [book.short_month(one.month) if n % _TICK_MONTHS == 0 else "" for n, one in enumerate(kept)]
        return Markup(month_bars(words, labels, series, book.round_money, narrow=narrow))

    return Drawing(drawn(False), drawn(True))


def lanes(rows: Sequence[Payment], end: date, book: Phrasebook) -> Drawing | None:
    """A dot a payment, on the lane that says what became of it, up to `end`; None without a payment."""
    if not rows:
        return None

    def drawn(narrow: bool) -> Markup:
        months = _NARROW_MONTHS if narrow else _WIDE_MONTHS
        start = _months_back(end, months - 1)
        shown = [one for one in rows if start <= one.day <= end]
        shown.sort(key=lambda one: (one.state is PaymentState.ARRIVED, -one.day.toordinal()))
        kept = shown[:_MOST_DOTS]
        step = _NARROW_TICK_MONTHS if narrow else _TICK_MONTHS
        ticks = [_months_back(end, back) for back in range(months - 1, -1, -step)]
        words = Words(
            f"lanes-{'narrow' if narrow else 'wide'}",
            _word(book, "payments"),
            _word(book, "payments_chart", start=book.month(start), end=book.month(end)),
        )
        drawn_lanes = [
            Lane(_word(book, f"lane_{name}"), tuple(one.day for one in kept if one.state in states))
            for name, states in _LANES.items()
        ]
        return Markup(day_lanes(words, drawn_lanes, [*ticks, end], book.short_month, book.day, narrow=narrow))

    return Drawing(drawn(False), drawn(True))
