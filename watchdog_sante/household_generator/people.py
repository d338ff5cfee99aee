"""Who lives in the household, where their money and their insurers are. Everything here follows from the seed."""

from dataclasses import dataclass
from datetime import date
from random import Random

from watchdog_sante.household_generator.accounts import OWN, AccountNumber
from watchdog_sante.household_generator.banks import EXPORTS
from watchdog_sante.household_generator.creditors import Creditor, creditor
from watchdog_sante.household_generator.dice import between, chance, dice, digits, pick, some
from watchdog_sante.household_generator.names import (
    ADULTS,
    CHILDREN,
    FORMULAS,
    FUND_SPELLINGS,
    FUNDS,
    INSURERS,
    SURNAMES,
    TOWNS,
)

MAIN, SECOND = "main", "second"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is covered."""

    first: str
    last: str
    birth: date

    @property
    def name(self) -> str:
        """As insurers write it."""
        return f"{self.first} {self.last.upper()}"

    def age(self, day: date) -> int:
        """Full years on that day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account whose statements the household downloads, in the form named by `export`."""

    key: str
    export: str
    number: AccountNumber
    holder: str
    card: str  # last four digits


@dataclass(frozen=True, slots=True)
class TopUp:
    """A top-up insurer's contract. `premium` is in cents a month."""

    name: str
    words: str
    creditor: Creditor
    premium: int
    contract: str
    operator_number: str
    formula: str
    domain: str
    telephone: str
    operator: str


@dataclass(frozen=True, slots=True)
class Family:
    """The household: adults first. `fund` is how the basic insurer's credits are worded at the bank."""

    people: tuple[Person, ...]
    accounts: tuple[Account, ...]
    town: str
    fund: str
    top_up: TopUp
    separate: bool  # the second adult's reimbursements go to the second account

    def credited(self, person: Person) -> str:
        """The account that receives this person's reimbursements."""
        apart = self.separate and len(self.people) > 1 and person == self.people[1]
        return SECOND if apart else MAIN

    def account(self, key: str) -> Account:
        """The account of that key."""
        return next(account for account in self.accounts if account.key == key)

    @property
    def adults(self) -> tuple[Person, ...]:
        """Those born more than eighteen years before the youngest statements can be."""
        return tuple(person for person in self.people if person.birth.year < 2004)


def _people(rng: Random, adults: int, children: int, year: int) -> tuple[Person, ...]:
    last = pick(rng, SURNAMES)
    old = between(rng, 29, 66) if not children else between(rng, 27, 50)

    def born(age: int) -> date:
        return date(year - age, between(rng, 1, 12), between(rng, 1, 28))

    grown = tuple(Person(first, last, born(old + between(rng, -2, 3))) for first in some(rng, ADULTS, adults))
    small = tuple(Person(first, last, born(between(rng, 2, 14))) for first in some(rng, CHILDREN, children))
    return grown + small


def top_up(rng: Random, people: int) -> TopUp:
    """A contract with one of the invented insurers."""
    name, words, domain, telephone, operator = pick(rng, INSURERS)
    premium = sum(between(rng, 2400, 5200) for _ in range(people))
    return TopUp(
        name,
        words,
        creditor(rng, words),
        premium,
        digits(rng, 8),
        digits(rng, 8),
        pick(rng, FORMULAS),
        domain,
        telephone,
        operator,
    )


def family(seed: int, year: int, exports: tuple[str, ...], adults: int, children: int, unseen: bool = False) -> Family:
    """The household of this seed: one account for each export form named, the first of them the main one.

    `unseen`: the second adult's account is not among them.
    """
    rng = dice(seed, "people")
    people = _people(rng, adults, children, year)
    accounts = tuple(
        Account(key, export, pick(rng, OWN[EXPORTS[export].bank_code]), holder.name, digits(rng, 4))
        for key, export, holder in zip((MAIN, SECOND), exports, (people * 2)[:2], strict=False)
    )
    fund = pick(rng, FUND_SPELLINGS).format(pick(rng, FUNDS))
    insurer = top_up(rng, len(people))
    separate = adults > 1 and (unseen or (len(accounts) > 1 and chance(rng, 0.6)))
    return Family(people, accounts, pick(rng, TOWNS), fund, insurer, separate)
