"""P3 and P8b: names that look like a known creditor's or insurer's: a typo, a word more, a digit for a letter."""

from random import Random

from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.dice import cents, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.people import MAIN
from watchdog_sante.household_generator.planting import a_day, an_account, bank_row, bills, fraud
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import BankEvent, EventKind

_DIGITS = {"O": "0", "I": "1", "E": "3", "S": "5"}
_SHAPES = {"I": "l", "M": "RN", "W": "VV", "CL": "D", "U": "V"}
_MORE = ("SERVICES", "FRANCE", "GESTION", "RECOUVREMENT", "EUROPE", "CLIENT")


def _typo(name: str, rng: Random) -> str:
    places = [n for n in range(1, len(name) - 1) if name[n].isalpha() and name[n + 1].isalpha()]
    at = pick(rng, places)
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :] if name[at] != name[at + 1] else name[:at] + name[at + 1 :]
    )


def _replaced(name: str, rng: Random, letters: dict[str, str]) -> str:
    found = [letter for letter in letters if letter in name]
    letter = pick(rng, found) if found else ""
    return name.replace(letter, letters[letter], 1) if letter else _typo(name, rng)


def alike(name: str, rng: Random) -> str:
    """A name that one could take for this one."""
    how = rng.random()
    if how < 0.3:
        return _typo(name, rng)
    if how < 0.55:
        return f"{name} {pick(rng, _MORE)}"
    return _replaced(name, rng, _DIGITS if how < 0.8 else _SHAPES)


def lookalike_creditor(story: Story, rng: Random) -> Story | None:
    """A debit by somebody whose name is nearly that of a creditor, or of the top-up insurer, of this household."""
    account = an_account(story, rng)
    known = [series[0].payee for series in bills(story) if series[0].account == account]
    day = a_day(story, rng, account)
    if day is None or not known:
        return None
    name = alike(pick(rng, [*known, story.family.top_up.words]), rng)
    event = debit(account, day, cents(rng, 29, 145), creditor(rng, name), "", digits(rng, 8))
    return fraud(story.with_events([event]), "lookalike_creditor", [bank_row(event)])


def lookalike_payer(story: Story, rng: Random) -> Story | None:
    """A credit by somebody who looks like the fund or the insurer: bait for a call that asks for it back."""
    day = a_day(story, rng)
    if day is None:
        return None
    town = story.family.fund.split()[-1]
    names = (
        f"CPAN {town}",
        "AMELI REMBOURST",
        "ASSURANCE MALADI3",
        f"C.P.A.N. {town}",
        alike(story.family.top_up.words, rng),
    )
    event = BankEvent(MAIN, day, cents(rng, 35, 420), EventKind.TRANSFER_IN, pick(rng, names), motive="REMBOURSEMENT")
    return fraud(story.with_events([event]), "lookalike_payer", [bank_row(event)])
