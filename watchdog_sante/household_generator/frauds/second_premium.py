"""P5: a second health contract sold over the telephone: its premium is debited beside the first one's."""

from random import Random

from watchdog_sante.household_generator.calendar import DAY
from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.dice import between, cents, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, fraud
from watchdog_sante.household_generator.story import Story

_SOLD_BY_TELEPHONE = (
    "MUTUELLE PROTECT AVENIR", "SANTE CONFORT ASSURANCES", "MUTUELLE SENIORS UNIE",
    "COMPLEMENTAIRE SANTE PLUS",    "AZUREA MUTUELLE", "PREVOIR MIEUX SANTE",
)  # fmt: skip


def second_premium(story: Story, rng: Random) -> Story | None:
    """One to four premiums of another top-up insurer while the first goes on."""
    account = an_account(story, rng)
    day = a_day(story, rng, account, after=100)
    if day is None:
        return None
    payee, amount = creditor(rng, pick(rng, _SOLD_BY_TELEPHONE)), cents(rng, 22, 130)
    contract = f"CONTRAT {digits(rng, 7)}"
    events = [debit(account, day + 30 * n * DAY, amount, payee, contract) for n in range(between(rng, 1, 4))]
    return fraud(story.with_events(events), "second_premium", map(bank_row, events))
