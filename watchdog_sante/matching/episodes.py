"""Care paid directly to a provider, provider by provider: what the household had before, and what is new.

An episode is what one provider was paid for one person and one family of care within two months: ten sessions are one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from watchdog_sante.likeness import holds
from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.words import same_person, words_of
from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.operations import BenefitLine, Movement

_ONE_EPISODE = timedelta(days=60)
_PAID_AROUND = (timedelta(days=-40), timedelta(days=60))  # a person pays what is left before or after the care
_TELLING = 2000  # cents: smaller sums equal other payments by chance
_RARE = 2  # movements of a payee where one does not go every week
_WORD = 5  # letters of a provider's word that recognise it at the bank


@dataclass(frozen=True, slots=True)
class Episode:
    """Cares of one person, family and provider that began together, in order of care date."""

    cares: tuple[Care, ...]

    @property
    def first(self) -> Care:
        """The care it began with."""
        return self.cares[0]

    @property
    def lines(self) -> tuple[BenefitLine, ...]:
        """All its lines, positive ones first, then by payment day."""
        found = [line for care in self.cares for line in care.lines]
        return tuple(sorted(found, key=lambda line: (line.reimbursed_cents <= 0, line.paid_on, line.key)))

    @property
    def expense_cents(self) -> int:
        """What its acts cost in all."""
        return sum(care.expense_cents for care in self.cares)

    @property
    def in_a_row(self) -> int:
        """The most days of care that follow each other within two days, week-ends let pass."""
        days = sorted({care.care_date for care in self.cares})
        best = run = 1
        for before_it, day in pairwise(days):
            run = run + 1 if (day - before_it).days <= (3 if day.weekday() == 0 else 1) else 1
            best = max(best, run)
        return best


def paid_to_provider(care: Care) -> bool:
    """Whether the insured received nothing: the provider was paid directly, as far as the statements say."""
    return all(line.paid_to in (PaidTo.CARE_PROVIDER, PaidTo.UNKNOWN) for line in care.lines)


def episodes(cares: Iterable[Care]) -> tuple[Episode, ...]:
    """Episodes of care paid to providers, by first payment day."""
    found: list[list[Care]] = []
    alike: defaultdict[tuple[str, str], list[list[Care]]] = defaultdict(list)
    for care in cares:
        if not paid_to_provider(care) or sum(line.reimbursed_cents for line in care.lines) <= 0:
            continue
        places = alike[care.family, care.provider]
        home = next((one for one in reversed(places) if _continues(one[0], care)), None)
        if home is None:
            found.append([care])
            places.append(found[-1])
        else:
            home.append(care)
    return tuple(sorted(map(Episode, map(tuple, found)), key=lambda one: (one.first.first_paid, one.first.care_date)))


def _continues(first: Care, care: Care) -> bool:
    return care.care_date - first.care_date <= _ONE_EPISODE and same_person(first.beneficiary, care.beneficiary)


def left_to_pay(care: Care) -> int:
    """What the insurers did not reimburse of a care, in cents."""
    return max(care.expense_cents - sum(line.reimbursed_cents for line in care.lines), 0)


def person_paid(episode: Episode, movements: tuple[Movement, ...]) -> bool:
    """Whether the bank shows that the person went there: what was left to pay, to the cent, or the provider's name."""
    often = Counter(movement.reading.payee_key for movement in movements)
    parts = [left_to_pay(care) for care in episode.cares]
    rest = {cents for cents in (*parts, sum(parts)) if cents >= _TELLING}
    first, last = episode.first.care_date, episode.cares[-1].care_date
    words = [word for word in words_of(episode.first.provider) if len(word) >= _WORD]
    near = [
        movement
        for movement in movements
        if movement.cents < 0 and first + _PAID_AROUND[0] <= movement.booked <= last + _PAID_AROUND[1]
    ]
    return any(
        (-movement.cents in rest and often[movement.reading.payee_key] <= _RARE)
        or (len(words) > 1 and all(holds(movement.reading.payee_key, word) for word in words))
        for movement in near
    )
