"""What a detector accuses in a small bank table: for the tests of the detectors of money going out."""

from types import ModuleType

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.household import Household
from watchdog_sante.package_data import knowledge

HEAD = "bank | amount | label | account\n"
# Months of everyday life, so that the account's beginnings are learned.
LIFE = """2023-01-02 x12 | -54.10 | CARTE 01/01/23 SUPERMARCHE ORME LYON 03 |
2023-01-16 x12 | -31.00 | CARTE 15/01/23 BRASSERIE TILLEUL LYON 03 |
"""


def told(rows: str, household: Household | None = None) -> Evidence:
    """The evidence of these rows (`day | amount | label | account`), after months of everyday life."""
    example = Example("", HEAD + LIFE + rows)
    return assemble(collected(example), household or Household(), knowledge())


def accused(
    detector: ModuleType, rows: str, params: BaseModel | None = None, household: Household | None = None
) -> list[tuple[str, list[str]]]:
    """Severity and accused days of each finding."""
    findings = detector.detect(told(rows, household), params or detector.Params())
    return [(one.severity.value, [row.day.isoformat() for row in one.evidence]) for one in findings]
