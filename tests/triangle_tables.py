"""Tables of payments and credits for the tests of the triangle, and what is read from it."""

from datetime import date

from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.matching import CreditVerdict, SettlementKind, UnpaidVerdict
from watchdog_sante.model.household import Household
from watchdog_sante.package_data import knowledge

BASIC = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"
TOP_UP = "top-up | care | beneficiary | act | provider | paid | basic | reimbursed | to\n"
BANK = "bank | amount | label | account\n"


def basic(day: str, cents: float, to: str = "insured", who: str = "Anne Tilleul", act: str = "Consultation") -> str:
    return f"{day} | {day} | {who} | {act} | DR ORME | 60.00 | {cents} | {to}\n"


def top_up(day: str, cents: float, to: str = "insured") -> str:
    return f"{day} | {day} | Anne Tilleul | Consultation | DR ORME | 60.00 | 20.00 | {cents} | {to}\n"


def credit(day: str, amount: float, label: str = "VIR SEPA CPAM PARIS", account: str = "") -> str:
    return f"{day} | {amount} | {label} | {account}\n"


def evidence(*tables: str, household: Household | None = None, as_of: date | None = None) -> Evidence:
    example = Example("", "\n".join(tables), household or Household(), as_of)
    return assemble(collected(example), example.household, knowledge(), as_of)


# Five payments, each credited two days later, so that the insurer is known to pay here and within two days.
PAID = BASIC + "".join(basic(f"2023-0{month}-10", 16.55 + month) for month in range(1, 6))
CREDITED = BANK + "".join(credit(f"2023-0{month}-12", 16.55 + month) for month in range(1, 6))
LATER = credit("2023-09-28", 1900, "VIR SEPA ATELIER ORME")


def unpaid(found: Evidence) -> list[tuple[date, int, UnpaidVerdict]]:
    return [(one.group.paid_on, one.group.cents, one.verdict) for one in found.triangle.unpaid]


def settled(found: Evidence) -> list[tuple[list[int], list[int], SettlementKind, int]]:
    """What the settlements beyond the five usual ones are made of."""
    return [
        ([g.cents for g in s.groups], [c.cents for c in s.credits], s.kind, s.deducted_cents)
        for s in found.triangle.settlements
        if s.groups[-1].paid_on >= date(2023, 6, 1)
    ]


def lone(found: Evidence) -> list[tuple[int, CreditVerdict]]:
    return [(one.credit.cents, one.verdict) for one in found.triangle.lone_credits]
