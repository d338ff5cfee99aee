"""What the person told the tool about the household, as values: all of it is optional."""

from dataclasses import dataclass
from enum import StrEnum

from watchdog_sante.model.rules import OwnRule


class InsurerRole(StrEnum):
    """compulsory: basic insurer (AMO). complementary: top-up insurer (AMC)."""

    COMPULSORY = "compulsory"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, slots=True)
class Member:
    """A person covered. `birth_year` makes checks by age possible, None leaves them out."""

    name: str
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Insurer:
    """An insurer of the household with the words its payments carry at the bank."""

    name: str
    role: InsurerRole
    bank_labels: tuple[str, ...] = ()
    creditor_id: str = ""
    domains: tuple[str, ...] = ()  # e-mail domains known to be the insurer's own
    telephones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account the person named: by its number's last digits, or by the subfolder its exports lie in."""

    name: str
    number: str = ""
    folder: str = ""
    domains: tuple[str, ...] = ()  # the bank's own, as the person knows them
    telephones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Household:
    """Members, insurers, accounts and ticked breaches (keys of knowledge/breaches.yaml); empty when nothing is set."""

    members: tuple[Member, ...] = ()
    insurers: tuple[Insurer, ...] = ()
    accounts: tuple[AccountName, ...] = ()
    breaches: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()  # subjects the person accepted (`Finding.subject`)
    rules: tuple[OwnRule, ...] = ()  # the person's own rules
    silence_days: int | None = None  # days without a new statement that are too many; None: judged from habit
