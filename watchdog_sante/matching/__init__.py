"""The triangle: basic insurer's payment, top-up insurer's payment, bank credit, matched both ways by group amount.

Only this room knows how payments and credits find each other (domain notes, sections 3.3 to 3.5).
"""

from collections.abc import Iterable
from datetime import date

from watchdog_sante.matching.values import Period, Triangle
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import BenefitLine, Movement

__all__ = ["Triangle", "match"]


def match(
    movements: tuple[Movement, ...],
    benefit_lines: tuple[BenefitLine, ...],
    covered: Iterable[Period],
    household: Household,
    knowledge: Knowledge,
    as_of: date,
) -> Triangle:
    """Match insurers' payments and bank credits as known on the day `as_of`."""
    return Triangle()
