"""One care as both insurers tell it: the basic insurer's lines and the top-up insurer's lines of the same act."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from watchdog_sante.matching.words import family_key, plain_key, same_person
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.knowledge import ActFamily
from watchdog_sante.model.operations import BenefitLine

NOT_CARE = frozenset({"deduction", "cash_benefit"})  # families that are money, not an act


@dataclass(frozen=True)
class Care:
    """Lines of one act, one person, one day, one provider; `provider` and `family` are comparison keys.

    Several identical acts of one day are one Care with several lines of an insurer. Without slots: what is asked again
    and again of ten years of cares is worked out once.
    """

    care_date: date
    beneficiary: str
    family: str
    provider: str
    lines: tuple[BenefitLine, ...]

    def of(self, insurer: SourceKind) -> tuple[BenefitLine, ...]:
        """This insurer's lines, in order of payment."""
        return tuple(line for line in self.lines if line.insurer is insurer)

    @cached_property
    def first_paid(self) -> date:
        """The day on which the first line was paid."""
        return min(line.paid_on for line in self.lines)

    @cached_property
    def expense_cents(self) -> int:
        """What one act cost: the largest expense stated, or what was reimbursed where none is."""
        stated = max((line.expense_cents or 0 for line in self.lines), default=0)
        paid = sum(max((line.reimbursed_cents for line in self.of(insurer)), default=0) for insurer in SourceKind)
        return max(stated, paid)

    @property
    def third_party(self) -> bool:
        """Whether nothing was paid to the insured: the provider was paid directly."""
        return all(line.paid_to is PaidTo.CARE_PROVIDER for line in self.lines)


def _single(line: BenefitLine, family: str) -> Care | None:
    if line.care_date is None or family in NOT_CARE:
        return None
    return Care(line.care_date, line.beneficiary, family, plain_key(line.care_provider), (line,))


def _same_act(care: Care, other: Care) -> bool:
    if not same_person(care.beneficiary, other.beneficiary):
        return False
    same_place = care.provider == other.provider or not care.provider or not other.provider
    if care.family == other.family and same_place:
        return True
    first, second = care.lines[0], other.lines[0]
    same_cost = first.expense_cents == second.expense_cents and bool(first.expense_cents)
    return first.insurer is not second.insurer and same_cost and (same_place or care.family == other.family)


def _add(cares: list[Care], new: Care) -> None:
    for index, care in enumerate(cares):
        if _same_act(care, new):
            named = care.provider or new.provider
            cares[index] = replace(care, provider=named, lines=(*care.lines, *new.lines))
            return
    cares.append(new)


def cares(lines: Iterable[BenefitLine], families: tuple[ActFamily, ...]) -> tuple[Care, ...]:
    """Every care the statements tell of, in order of care date; deductions and daily allowances are none."""
    lines = tuple(lines)
    family_of = {act: family_key(act, families) for act in {line.act for line in lines}}
    by_day: defaultdict[date, list[Care]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.insurer, line.paid_on, line.key)):
        if single := _single(line, family_of[line.act]):
            _add(by_day[single.care_date], single)
    return tuple(care for _, found in sorted(by_day.items()) for care in found)
