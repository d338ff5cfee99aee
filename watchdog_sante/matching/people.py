"""Who belongs to the household, as the statements themselves show it: people whose care goes on where others' does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from watchdog_sante.matching.words import plain_key, same_person
from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.operations import BenefitLine

_DAYS = 2  # days of care at the household's providers that make a newcomer one of the household


@dataclass(frozen=True, slots=True)
class Person:
    """One beneficiary under all the spellings of the statements, with every line, in order of payment."""

    name: str
    lines: tuple[BenefitLine, ...]

    @property
    def since(self) -> date:
        """The day of the first payment."""
        return self.lines[0].paid_on

    @property
    def care_days(self) -> frozenset[date]:
        """The days of care."""
        return frozenset(line.care_date for line in self.lines if line.care_date)

    @property
    def providers(self) -> frozenset[str]:
        """Comparison keys of the providers seen."""
        return frozenset(plain_key(line.care_provider) for line in self.lines) - {""}


def people(lines: Iterable[BenefitLine]) -> tuple[Person, ...]:
    """The beneficiaries of the lines, by first payment; spellings of one name are one person. Nameless lines are left.

    Longer names come first, so that an initial joins the full name it abbreviates.
    """
    by_name: defaultdict[str, list[BenefitLine]] = defaultdict(list)
    for line in lines:
        if plain_key(line.beneficiary):
            by_name[line.beneficiary].append(line)
    found: list[tuple[str, list[BenefitLine]]] = []
    for name, of_name in sorted(by_name.items(), key=lambda entry: (-len(plain_key(entry[0])), entry[0])):
        home = next((own for other, own in found if same_person(name, other)), None)
        if home is None:
            found.append((name, list(of_name)))
        else:
            home += of_name
    everyone = [Person(name, tuple(sorted(own, key=lambda line: (line.paid_on, line.key)))) for name, own in found]
    return tuple(sorted(everyone, key=lambda person: (person.since, person.name)))


def settled_people(everyone: tuple[Person, ...], learning: timedelta) -> tuple[Person, ...]:
    """The people of the household, judged from the history: seen in the learning period, or cared for where someone of
    the household goes, on several days or with the reimbursement paid to the insured (a stranger's care is paid to the
    provider)."""
    if not everyone:
        return ()
    learned_until = everyone[0].since + learning
    settled = [person for person in everyone if person.since <= learned_until]
    for person in everyone:
        known = frozenset[str]().union(*(other.providers for other in settled))
        shared = [line for line in person.lines if plain_key(line.care_provider) in known]
        advanced = any(line.paid_to is PaidTo.INSURED for line in shared)
        days = {line.care_date for line in shared}
        if person not in settled and (len(days) >= _DAYS or advanced):
            settled.append(person)
    return tuple(settled)
