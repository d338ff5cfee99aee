"""Franchises and participations: kept back from a payment to the insured, at once or from a later one, down to zero."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from random import Random

from watchdog_sante.household_generator.dice import chance
from watchdog_sante.household_generator.values import CareLine
from watchdog_sante.model.kinds import PaidTo

_YEARLY_CAP = 5000  # cents a person, for each kind
_AT_ONCE = 0.75


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody owes for one act: `kind` is the deduction's name on the statement."""

    day: date
    person: str
    account: str
    kind: str
    cents: int


def _capped(owed: list[Owed]) -> list[Owed]:
    """Without what goes over the yearly cap of a person and kind."""
    total: dict[tuple[str, str, int], int] = {}
    kept = []
    for one in sorted(owed, key=lambda one: (one.day, one.person, one.kind)):
        key = (one.person, one.kind, one.day.year)
        total[key] = total.get(key, 0) + one.cents
        if total[key] <= _YEARLY_CAP:
            kept.append(one)
    return kept


def kept_back(rng: Random, lines: list[CareLine], owed: list[Owed]) -> list[CareLine]:
    """The statement rows, negative, that keep back what is owed from payments to the insured."""
    left, rows = _capped(owed), []
    to_insured = (line for line in lines if line.paid_to == PaidTo.INSURED)
    insured = sorted(to_insured, key=lambda line: (line.paid_on, line.payment))
    for _, group in groupby(insured, key=lambda line: line.payment):
        paid = list(group)
        if not chance(rng, _AT_ONCE):
            continue
        room, first = sum(line.reimbursed for line in paid), paid[0]
        taken = []
        for one in left:
            if one.account == first.account and one.day < first.paid_on and one.cents <= room:
                taken.append(one)
                room -= one.cents
        left = [one for one in left if one not in taken]
        mine = dict.fromkeys((one.kind, one.person) for one in taken)
        rows += [_row(first, kind, person, taken) for kind, person in mine]
    return rows


def _row(paid: CareLine, kind: str, person: str, taken: list[Owed]) -> CareLine:
    mine = [one for one in taken if (one.kind, one.person) == (kind, person)]
    return CareLine(
        paid.insurer,
        paid.paid_on,
        mine[0].day,
        person,
        kind,
        "",
        None,
        None,
        "",
        None,
        -sum(one.cents for one in mine),
        PaidTo.INSURED,
        "",
        paid.payment,
        paid.account,
    )
