"""Invented creditors: names, SEPA creditor identifiers (ICS) with valid keys, mandate references of many forms."""

from dataclasses import dataclass
from random import Random

from stdnum.iso7064 import mod_97_10

from watchdog_sante.household_generator.dice import between, digits, letters, pick


def creditor_id(national: str, country: str = "FR", business: str = "ZZZ") -> str:
    """An ICS whose key is right: it covers national id and country only (domain notes, section 3.2)."""
    return f"{country}{mod_97_10.calc_check_digits(national + country)}{business}{national}"


def broken_creditor_id(ics: str, rng: Random) -> str:
    """The same identifier with a key that is wrong."""
    wrong = (int(ics[2:4]) - 2 + between(rng, 1, 90)) % 97 + 2
    return f"{ics[:2]}{wrong if wrong != int(ics[2:4]) else (wrong + 7) % 97:02d}{ics[4:]}"


@dataclass(frozen=True, slots=True)
class Creditor:
    """Who debits, by its creditor identifier, under which mandate."""

    name: str
    creditor_id: str
    mandate: str


def national_id(rng: Random) -> str:
    """The national part of a French identifier: six digits, or now and then letters among them."""
    if rng.random() < 0.15:
        return f"{digits(rng, 3)}{pick(rng, 'ABCDE')}{digits(rng, 2)}"
    return digits(rng, 6)


def mandate(rng: Random, name: str) -> str:
    """A mandate reference (RUM) in one of the forms that creditors print."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:4] or "RUM"
    forms = (
        f"{initials}-{digits(rng, 9)}",
        f"++{initials}{digits(rng, 8)}",
        f"{letters(rng, 5)}{digits(rng, 6)}SEPA",
        f"MD{digits(rng, 10)}",
        f"{digits(rng, 7)}-{digits(rng, 4)}",
    )
    return pick(rng, forms)


def creditor(rng: Random, name: str, business: str = "ZZZ") -> Creditor:
    """A French creditor of that name."""
    return Creditor(name, creditor_id(national_id(rng), business=business), mandate(rng, name))


def foreign_creditor(rng: Random, name: str, country: str) -> Creditor:
    """A creditor whose identifier was given abroad."""
    return Creditor(name, creditor_id(f"{0:09d}{digits(rng, 7)}", country), mandate(rng, name))
