"""Bills by direct debit: fixed or by consumption, monthly or every other month, each under its creditor and mandate.

The top-up insurer's premium is one of them; it rises by a few percent each January.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from watchdog_sante.household_generator.calendar import booked, in_month, months
from watchdog_sante.household_generator.creditors import Creditor, creditor
from watchdog_sante.household_generator.dice import between, chance, dice, digits, pick
from watchdog_sante.household_generator.people import MAIN, SECOND
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

PREMIUM = "premium"


@dataclass(frozen=True, slots=True)
class Contract:
    """A bill: euros from `low` to `high`, how far it wavers, every how many months, how likely a household has it."""

    names: tuple[str, ...]
    low: int
    high: int
    waver: float
    every: int
    likely: float
    motive: str


CONTRACTS = (
    Contract(("ENERVAL ENERGIE", "LUMELEC PARTICULIERS", "SOLEANE ELECTRICITE"), 55, 160, 0.0, 1, 1.0, "ELECTRICITE"),
    Contract(("GAZONOR", "BIOGAZ DU MIDI"), 40, 120, 0.25, 2, 0.45, "FACTURE GAZ"),
    Contract(("TELVIA MOBILE", "ONDEO TELECOM", "MOBICIEL SA"), 8, 30, 0.08, 1, 1.0, "FACTURE MOBILE"),
    Contract(("FIBRALIS", "BOXNET INTERNET"), 25, 45, 0.0, 1, 0.9, "ABONNEMENT FIBRE"),
    Contract(("EAUX DU VAL", "REGIE DES EAUX MONTFLEURY"), 38, 90, 0.2, 2, 0.75, "FACTURE EAU"),
    Contract(("ASSURVAL IARD", "LA PREVOYANTE DE L'OUEST", "CERTIA ASSUR"), 32, 95, 0.0, 1, 0.95, "AUTO HABITATION"),
    Contract(("GESTIMMO LOCATIONS", "CABINET LEGRANDIN IMMO", "OFFICE HABITAT"), 560, 1150, 0.0, 1, 0.6, "LOYER"),
    Contract(("DIRECTION GENERALE DES FINANCES PUBLIQUES",), 60, 310, 0.0, 1, 0.75, "IMPOT REVENU"),
    Contract(("FORME ET VIE CLUB", "SALLE ATHLETIX"), 20, 38, 0.0, 1, 0.3, "ABONNEMENT"),
    Contract(("LIGUE DES SOURCES", "SECOURS DES ENFANTS"), 8, 20, 0.0, 1, 0.3, "DON MENSUEL"),
)


def events(story: Story) -> Iterator[BankEvent]:
    """Every bill, the premium included, and a loan for those who pay no rent."""
    rng = dice(story.seed, "bills")
    renting = False
    for contract in CONTRACTS:
        if chance(rng, contract.likely):
            renting = renting or contract.motive == "LOYER"
            yield from _bill(story, contract, dice(story.seed, "bill", contract.motive))
    yield from premiums(story)
    if not renting:
        yield from _loan(story, rng)


def _payer(story: Story, rng: Random) -> str:
    return SECOND if len(story.family.accounts) > 1 and chance(rng, 0.35) else MAIN


def _bill(story: Story, contract: Contract, rng: Random) -> Iterator[BankEvent]:
    payee = creditor(rng, pick(rng, contract.names))
    account, usual, due = _payer(story, rng), between(rng, contract.low * 100, contract.high * 100), between(rng, 2, 27)
    for number, month in enumerate(months(story.start, story.months)):
        if number % contract.every:
            continue
        if month.month == 7 and not contract.waver and chance(rng, 0.3):
            usual = round(usual * 1.03)
        amount = round(usual * (1 + contract.waver * (2 * rng.random() - 1)))
        yield debit(account, in_month(month, due), amount, payee, contract.motive, digits(rng, 8))


def debit(account: str, day: date, cents: int, payee: Creditor, motive: str = "", reference: str = "") -> BankEvent:
    """One direct debit of `cents` (positive), booked on `day` or the next working day."""
    return BankEvent(
        account,
        booked(day),
        -cents,
        EventKind.DEBIT,
        payee.name,
        creditor_id=payee.creditor_id,
        mandate=payee.mandate,
        motive=motive,
        reference=reference,
    )


def premiums(story: Story) -> Iterator[BankEvent]:
    """The top-up insurer's premium, month after month, with the yearly rise of January."""
    rng = dice(story.seed, "premium")
    top_up = story.family.top_up
    premium, due = top_up.premium, between(rng, 3, 12)
    for month in months(story.start, story.months):
        if month.month == 1 and month > story.start:
            premium = round(premium * (1.03 + 0.06 * rng.random()))
        event = debit(MAIN, in_month(month, due), premium, top_up.creditor, f"CONTRAT {top_up.contract}")
        yield replace(event, tag=PREMIUM)


def _loan(story: Story, rng: Random) -> Iterator[BankEvent]:
    amount, reference = between(rng, 52000, 118000), digits(rng, 8)
    for month in months(story.start, story.months):
        yield BankEvent(MAIN, booked(in_month(month, 10)), -amount, EventKind.LOAN, reference=reference)
