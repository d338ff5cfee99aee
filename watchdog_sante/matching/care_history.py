"""One episode of care against all that the household had before it: providers, families, costs, stays in hospital."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from statistics import median_low

from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.episodes import Episode, paid_to_provider
from watchdog_sante.matching.words import same_person

_MANY_ARE_USUAL = frozenset({"pharmacy", "biology", "devices"})  # many alike on one bill
_RELATED = (("dental", "dental_prosthesis"), ("pharmacy", "devices"), ("optics", "devices"), ("hospital", "transport"))
_IN_HOSPITAL_TOO = frozenset(
    {"hospital", "pharmacy", "biology", "imaging", "devices", "transport", "specialist", "general_practice"}
)


class KnownCares:
    """All cares of the household by provider, by family and by who was paid, each in order of payment."""

    def __init__(self, cares: Iterable[Care]) -> None:
        self.of_provider: defaultdict[str, list[Care]] = defaultdict(list)
        self.of_family: defaultdict[str, list[Care]] = defaultdict(list)
        self.direct: list[Care] = []
        for care in sorted(cares, key=_first_paid):
            self.of_provider[care.provider].append(care)
            self.of_family[care.family].append(care)
            if paid_to_provider(care):
                self.direct.append(care)


def _first_paid(care: Care) -> date:
    return care.first_paid


class CareHistory:
    """What the household had before an episode. Costs are in cents; `start` is the first day of any statement."""

    def __init__(self, known: KnownCares, start: date, episode: Episode) -> None:
        self.episode, self.first = episode, episode.first
        # Its own cares are no history: a session may be paid before the one that it follows.
        self._began = min(care.first_paid for care in episode.cares)
        self._known = known
        self.days = (self._began - start).days

    def _earlier(self, cares: list[Care]) -> list[Care]:
        return cares[: bisect_left(cares, self._began, key=_first_paid)]

    @cached_property
    def _with_provider(self) -> list[Care]:
        return self._earlier(self._known.of_provider[self.first.provider])

    @cached_property
    def _of_family(self) -> list[Care]:
        return self._earlier(self._known.of_family[self.first.family])

    @cached_property
    def provider_costs(self) -> list[int]:
        """What the provider's earlier cares cost."""
        return [care.expense_cents for care in self._with_provider]

    @cached_property
    def provider_families(self) -> set[str]:
        """What families of care the provider was paid for."""
        return {care.family for care in self._with_provider}

    @cached_property
    def family_costs(self) -> list[int]:
        """What earlier cares of the family cost."""
        return [care.expense_cents for care in self._of_family]

    @cached_property
    def places(self) -> set[str]:
        """The providers of earlier cares of the family."""
        return {care.provider for care in self._of_family}

    @cached_property
    def direct_costs(self) -> list[int]:
        """What earlier cares cost that were paid directly, whoever gave them."""
        return [care.expense_cents for care in self._earlier(self._known.direct)]

    @property
    def has_direct(self) -> bool:
        """Whether any care was paid directly before."""
        return bool(self._known.direct) and self._known.direct[0].first_paid < self._began

    @cached_property
    def _stays(self) -> list[date]:
        hospital = self._known.of_family["hospital"]
        return [care.care_date for care in hospital if same_person(care.beneficiary, self.first.beneficiary)]

    @property
    def known_provider(self) -> bool:
        """Whether the household went there before; a provider without a name is nobody known."""
        return bool(self.provider_costs and self.first.provider)

    @property
    def often(self) -> bool:
        """Whether one goes there again and again for such care: what a month adds up to then tells nothing."""
        return self.first.family in _MANY_ARE_USUAL

    @property
    def new_trade(self) -> bool:
        """Whether a known provider now bills a family that neither it nor anybody else billed before."""
        expected = {family for known, family in _RELATED if known in self.provider_families}
        return self.known_provider and not self.family_costs and self.first.family not in expected

    @property
    def dearest(self) -> int:
        """What the dearest act of the episode cost."""
        return max(care.expense_cents for care in self.episode.cares)

    @property
    def usual(self) -> int:
        """The usual cost of a care paid directly."""
        return median_low(self.direct_costs) if self.direct_costs else 0

    def in_hospital(self, days: int) -> bool:
        """Whether a practice was paid for one of the `days` after the person's admission to hospital."""
        return self.first.family not in _IN_HOSPITAL_TOO and any(
            timedelta(0) < care.care_date - stay <= timedelta(days=days)
            for care in self.episode.cares
            for stay in self._stays
        )

    def taken_to_hospital(self, days: int) -> bool:
        """Whether it is a journey within so many days of a stay of the same person in hospital."""
        return self.first.family == "transport" and any(
            abs(care.care_date - stay) <= timedelta(days=days) for care in self.episode.cares for stay in self._stays
        )

    @property
    def identical_acts(self) -> int:
        """The most identical acts that one insurer paid for on one day."""
        if self.first.family in _MANY_ARE_USUAL:
            return 0
        counts = Counter(
            (care.care_date, line.insurer, line.reimbursed_cents)
            for care in self.episode.cares
            for line in care.lines
            if line.reimbursed_cents > 0
        )
        return max(counts.values(), default=0)
