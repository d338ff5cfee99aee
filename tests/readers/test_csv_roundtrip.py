"""Random rows written in each form and read back are the same rows. The writer knows profiles, not readers."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv
from watchdog_sante.readers.profile import Profile, Role

_ABOVE = {
    "bnp-paribas-no-header": "Compte de chèques;Compte de chèques;****7788;05/06/2025;;1 250,40\n",
    "lcl": "01/01/2020;0,00;;00177 771122Z\n",
}
_BELOW = {"lcl": "31/12/2030;0,00;;00177 771122Z\n"}
_PROFILES = [profile for profile in profiles() if profile.cash]

# Words of a label: letters, digits and the signs that a CSV must quote; white space is folded, so it is single here.
_signs = "abcdeéèàôÇŒ0123456789'\"/*.-;,"
_words = st.text(_signs, min_size=1, max_size=12)
_labels = st.lists(_words, min_size=1, max_size=6).map(" ".join).map(lambda label: f"VIR {label}")
_days = st.dates(date(2020, 1, 1), date(2029, 12, 31))
_cents = st.integers(-(10**8), 10**8).filter(bool)


@dataclass(frozen=True)
class Sketch:
    """What a row of any kind is made of."""

    day: date
    other_day: date
    cents: int
    label: str
    balance: int


_sketches = st.lists(st.builds(Sketch, _days, _days, _cents, _labels, _cents), min_size=1, max_size=8)


def _amount(cents: int, mark: str, thousands: str) -> str:
    whole = f"{abs(cents) // 100:,}".replace(",", thousands)
    return f"{'-' if cents < 0 else ''}{whole}{mark}{abs(cents) % 100:02d}"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ';,"\t') else cell


def _cell(profile: Profile, role: Role, sketch: Sketch, minus: bool, thousands: str) -> str:
    mark = profile.decimal or ","
    day = sketch.day.strftime(profile.days[0])
    match role:
        case Role.DAY | Role.PAID_ON:
            return day
        case Role.VALUE_DAY | Role.CARE_DATE:
            return sketch.other_day.strftime(profile.days[0])
        case Role.LABEL | Role.ACT | Role.VALUE | Role.FIELD | Role.BENEFICIARY:
            return sketch.label
        case Role.AMOUNT | Role.REIMBURSED:
            return _amount(sketch.cents, mark, thousands)
        case Role.DEBIT:
            return _amount(sketch.cents if minus else -sketch.cents, mark, thousands) if sketch.cents < 0 else ""
        case Role.CREDIT:
            return _amount(sketch.cents, mark, thousands) if sketch.cents > 0 else ""
        case Role.BALANCE | Role.EXPENSE:
            return _amount(sketch.balance, mark, thousands)
        case Role.STATE:
            return next(iter(profile.done), "")
        case Role.DIRECTION:
            return "D" if sketch.cents < 0 else "C"
        case Role.PAID_TO:
            return profile.insured[0]
        case Role.CURRENCY:
            return "EUR"
        case _:
            return ""


def _headers(profile: Profile) -> list[tuple[str, Role]]:
    """One column for each role, under the first name that the profile lists, and the ignored columns as they come."""
    chosen: list[tuple[str, Role]] = []
    for name, role in profile.columns.items():
        known = role is not Role.IGNORED and role in [found for _, found in chosen]
        if profile.fields:
            chosen.append((name, Role.IGNORED if known else role))
        elif not known:
            chosen.append((name.partition("#")[0], role))
    return chosen


def _written(profile: Profile, sketches: list[Sketch], minus: bool, thousands: str, end: str) -> str:
    columns = _headers(profile)
    lines = [] if profile.fields else [";".join(name for name, _ in columns)]
    for sketch in sketches:
        cells = (_cell(profile, role, sketch, minus, thousands) for _, role in columns)
        lines.append(";".join(map(_quoted, cells)))
    text = "".join(line + "\n" for line in lines)
    return (_ABOVE.get(profile.name, "") + text + _BELOW.get(profile.name, "")).replace("\n", end)


def _expected(profile: Profile, sketches: list[Sketch]) -> list[object]:
    roles = {role for _, role in _headers(profile)}
    if profile.kind is SourceKind.BANK:
        return [
            (s.day, s.cents, s.label, s.other_day if Role.VALUE_DAY in roles else None,
             s.balance if Role.BALANCE in roles else None)
            for s in sketches
        ]  # fmt: skip
    if profile.kind is SourceKind.INSURER_DETAILS:
        return [(s.day, s.label, s.label) for s in sketches]
    return [(s.day, s.other_day, s.label, s.label, s.balance, s.cents, PaidTo.INSURED) for s in sketches]


def _read(row: BankRow | BenefitRow | DetailRow) -> object:
    match row:
        case BankRow():
            return (row.booked, row.cents, row.label, row.value_day, row.balance_cents)
        case BenefitRow():
            days, texts = (row.paid_on, row.care_date), (row.beneficiary, row.act)
            return (*days, *texts, row.expense_cents, row.reimbursed_cents, row.paid_to)
        case DetailRow():
            return (row.day, row.field, row.value)


def _means_another_text(data: bytes, text: str) -> bool:
    """`ÇŒ` in Windows-1252 are the two bytes of `ǌ` in UTF-8: no reader can tell such a file from the other."""
    try:
        return data.decode("utf-8") != text
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("profile", _PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=12, deadline=None)
@given(
    sketches=_sketches,
    minus=st.booleans(),
    thousands=st.sampled_from(["", " ", "\u00a0", "\u202f", "."]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_what_is_written_is_read(
    profile: Profile, sketches: list[Sketch], minus: bool, thousands: str, end: str, encoding: str
) -> None:
    thousands = " " if encoding == "cp1252" and thousands == "\u202f" else thousands
    text = _written(profile, sketches, minus, thousands, end)
    data = text.encode(encoding)
    assume(encoding != "cp1252" or not _means_another_text(data, text))
    answer = csv.read(data, profiles())
    assert isinstance(answer, Statement), answer
    assert answer.rejected == ()
    assert answer.profile == profile.name
    assert [_read(row) for row in answer.rows] == _expected(profile, sketches)
    above = 1 if profile.fields else 2
    first = above + (1 if profile.fields and profile.name in _ABOVE else 0)
    assert [row.row for row in answer.rows] == list(range(first, first + len(sketches)))
