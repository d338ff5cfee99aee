"""The household of `demo`: two adults, two children, 24 months, three things that deserve a look, otherwise quiet."""

from datetime import date

from watchdog_sante.household_generator.dice import dice
from watchdog_sante.household_generator.frauds.diverted import reimbursement_diverted
from watchdog_sante.household_generator.frauds.insurer_details import iban_same_country
from watchdog_sante.household_generator.frauds.new_creditors import new_creditor
from watchdog_sante.household_generator.household import everyday_story, told
from watchdog_sante.household_generator.values import GeneratedHousehold

_SEED = 20240448
_START, _MONTHS = date(2023, 1, 1), 24
_EXPORTS = ("credit-mutuel-ofx", "boursobank-csv")


def demo_household() -> GeneratedHousehold:
    """Always the same household: an OFX account, a CSV account, both insurers, insurer details."""
    story = everyday_story(_SEED, _START, _MONTHS, _EXPORTS, adults=2, children=2)
    for planter in (reimbursement_diverted, new_creditor, iban_same_country):
        planted = planter(story, dice(_SEED, "demo", planter.__name__))
        assert planted is not None, planter.__name__
        story = planted
    return told(story, "demo")
