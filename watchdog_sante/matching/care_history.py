"""One episode of care against all that the household had before it: providers, families, costs, stays in hospital."""

from collections import Counter
from datetime import date, timedelta
from statistics import median_low

from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.episodes import Episode, before, paid_to_provider
from watchdog_sante.matching.words import same_person

_MANY_ARE_USUAL = frozenset({"pharmacy", "biology", "devices"})  # many alike on one bill
_RELATED = (("dental", "dental_prosthesis"), ("pharmacy", "devices"), ("optics", "devices"), ("hospital", "transport"))
_IN_HOSPITAL_TOO = frozenset(
    {"hospital", "pharmacy", "biology", "imaging", "devices", "transport", "specialist", "general_practice"}
)


class CareHistory:
    """What the household had before an episode. Costs are in cents; `start` is the first day of any statement."""

    def __init__(self, cares: tuple[Care, ...], start: date, episode: Episode) -> None:
        self.episode, self.first = episode, episode.first
        # Its own cares are no history: a session may be paid before the one that it follows.
        began = min(care.first_paid for care in episode.cares)
        earlier = [care for care in before(cares, began) if care not in episode.cares]
        self.days = (began - start).days
        self.provider_costs = [care.expense_cents for care in earlier if care.provider == self.first.provider]
        self.provider_families = {care.family for care in earlier if care.provider == self.first.provider}
        self.family_costs = [care.expense_cents for care in earlier if care.family == self.first.family]
        self.places = {care.provider for care in earlier if care.family == self.first.family}
        self.direct_costs = [care.expense_cents for care in earlier if paid_to_provider(care)]
        self._stays = [
            care.care_date
            for care in cares
            if care.family == "hospital" and same_person(care.beneficiary, self.first.beneficiary)
        ]

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
