"""What the statements tell of, and what they do not: false calm is the worst bug.

`covered_days` and `covered_insurer_months` say which days can be judged at all ("never received" or "cannot tell");
`ledger` says it to people. Rooms inside: `spans`, `balances` (do stated balances add up), `bank`, `insurers`, `ledger`.
"""

from watchdog_sante.coverage.bank import CoveredPeriod, covered_days, covers
from watchdog_sante.coverage.insurers import InsurerPeriod, covered_insurer_months
from watchdog_sante.coverage.ledger import ledger
from watchdog_sante.coverage.subjects import account_subject, role_subject

__all__ = [
    "CoveredPeriod",
    "InsurerPeriod",
    "account_subject",
    "covered_days",
    "covered_insurer_months",
    "covers",
    "ledger",
    "role_subject",
]
