"""The triangle: basic insurer's payment, top-up insurer's payment, bank credit, matched both ways by group amount.

Only this room knows how payments and credits find each other (domain notes, sections 3.3 to 3.5). Rooms inside:
`values` (what comes out), `groups` (payments by day), `payers` (who pays this household), `told_days` (what insurers'
statements tell of), `board` with `exact`, `combining`, `netting` and `adopting` (pairing off, surest first),
`accounts`, `unpaid`, `lone`, `awaited` and `strangers` (verdicts on what is left); and what the insurers' lines alone
say: `cares` (one care as both tell it), `following`, `unclaimed` (visits without their care), `episodes`,
`care_history`, `people`, `words` (people and acts compared), `actions`.
"""

from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.payers import names
from watchdog_sante.matching.triangle import match
from watchdog_sante.matching.values import (
    CreditVerdict,
    HouseholdPayer,
    LoneCredit,
    PaymentGroup,
    Settlement,
    SettlementKind,
    Triangle,
    Unpaid,
    UnpaidVerdict,
)

__all__ = [
    "Care",
    "CreditVerdict",
    "HouseholdPayer",
    "LoneCredit",
    "PaymentGroup",
    "Settlement",
    "SettlementKind",
    "Triangle",
    "Unpaid",
    "UnpaidVerdict",
    "match",
    "names",
]
