"""Why a credit that sounds like a reimbursement has no payment on any statement."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from itertools import islice, pairwise, takewhile
from operator import or_

from watchdog_sante.matching.awaited import awaited_payments, is_awaited, much_awaited
from watchdog_sante.matching.board import Board
from watchdog_sante.matching.cares import Care
from watchdog_sante.matching.groups import expected_by
from watchdog_sante.matching.told_days import LOOK_BACK, ToldDays
from watchdog_sante.matching.values import CreditVerdict, LoneCredit, PaymentGroup
from watchdog_sante.matching.words import family_key, words_of
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import ActFamily
from watchdog_sante.model.operations import BenefitLine, Movement

_AROUND = timedelta(days=31)  # a lost monthly statement leaves other credits alone too
_ALLOWANCE = timedelta(days=60)
_LARGEST_SUM = 1_000_000  # cents: nobody is credited ten thousand euros of usual reimbursements at once
_LOST = 2  # usual sums alone around a credit that show a lost statement
_REGULAR = 3  # credits of one payer that no statement tells of: its statements were not imported
_OTHER_BENEFITS = frozenset(
    "IJ INDEMNITE INDEMNITES JOURNALIERES PENSION INVALIDITE RENTE CAPITAL DECES ALLOCATION".split()
)
_PREMIUM = "COTIS"  # a premium given back (cotisation), whole or cut
_OTHER = {
    SourceKind.BASIC_INSURER: SourceKind.TOP_UP_INSURER,
    SourceKind.TOP_UP_INSURER: SourceKind.BASIC_INSURER,
}


class LoneCredits:
    """Judges the credits that stayed open on the board."""

    def __init__(
        self,
        board: Board,
        groups: tuple[PaymentGroup, ...],
        lines: tuple[BenefitLine, ...],
        cares: tuple[Care, ...],
        told: ToldDays,
        families: tuple[ActFamily, ...],
    ) -> None:
        self.of_payer: defaultdict[str, list[Movement]] = defaultdict(list)
        for credit in board.open_credits():
            self.of_payer[credit.reading.payee_key].append(credit)
        self.by_amount = {name: sorted(found, key=lambda one: one.cents) for name, found in self.of_payer.items()}
        self.told = told
        self.awaited = awaited_payments(cares)
        self.usual = {(group.insurer, group.cents) for group in groups}
        self.usual |= {(line.insurer, line.reimbursed_cents) for line in lines}
        self.largest = {insurer: max((c for kind, c in self.usual if kind is insurer), default=0) for insurer in _OTHER}
        self._sums: dict[SourceKind, int] = {}
        allowances = {act for act in {line.act for line in lines} if family_key(act, families) == "cash_benefit"}
        self.allowances = [line.paid_on for line in lines if line.act in allowances]

    def _recurs(self, credit: Movement) -> bool:
        """Whether this payer pays about the same at about the same interval, unexplained: a pension, an allowance."""
        same_payer = self.by_amount[credit.reading.payee_key]
        start = bisect_right(same_payer, credit.cents * 9, key=lambda other: other.cents * 10)
        end = bisect_left(same_payer, credit.cents * 11, key=lambda other: other.cents * 10)
        alike = sorted(other.booked for other in same_payer[start:end])
        gaps = [(after - before).days for before, after in pairwise(alike)]
        return len(alike) >= 3 and min(gaps) >= 12 and max(gaps) - min(gaps) <= 8

    def _regular(self, credit: Movement) -> bool:
        """Whether this payer comes again and again: an insurer of the household whose statements are not here."""
        return len(self.of_payer[credit.reading.payee_key]) >= _REGULAR

    def _beside(self, credit: Movement) -> Iterator[Movement]:
        """The other open credits of its payer around its day."""
        same_payer = self.of_payer[credit.reading.payee_key]
        start = bisect_left(same_payer, credit.booked - _AROUND, key=lambda other: other.booked)
        near = takewhile(lambda other: other.booked <= credit.booked + _AROUND, islice(same_payer, start, None))
        return (other for other in near if other is not credit)

    def _month_lost(self, credit: Movement, insurer: SourceKind) -> bool:
        """Whether other credits of this payer, each a usual sum, stand alone around it: a statement is missing.

        It excuses no sum above all that this insurer ever announced.
        """
        alone = [other for other in self._beside(credit) if (insurer, other.cents) in self.usual]
        return len(alone) >= _LOST and credit.cents <= self.largest[insurer]

    def _made_of_usual(self, cents: int, insurer: SourceKind) -> bool:
        """Whether the sum is made of up to three of this insurer's usual payments.

        The sums are the bits of one number: over years of statements there are too many to list.
        """
        if insurer not in self._sums:
            usual = {c for kind, c in self.usual if kind is insurer and 0 < c <= _LARGEST_SUM}
            self._sums[insurer] = reduce(lambda sums, _: reduce(or_, (sums << c for c in usual), sums), range(3), 1)
        return cents <= _LARGEST_SUM and bool(self._sums[insurer] >> cents & 1)

    def _statement_lost(self, credit: Movement, insurer: SourceKind) -> bool:
        """Whether the payment may stand on a statement that is not here."""
        booked = credit.booked
        usual = (insurer, credit.cents) in self.usual
        if is_awaited(credit, insurer, self.awaited, usual) or self._month_lost(credit, insurer):
            return True
        if self.told.tells(insurer, booked - LOOK_BACK, booked):
            return usual and not self.told.tells(insurer, _business_days_before(booked), booked)
        if self._made_of_usual(credit.cents, insurer) or not self.told.within(insurer, booked):
            return True
        same_payer = any(True for _ in self._beside(credit))
        on_leave = any(abs(booked - day) <= _ALLOWANCE for day in self.allowances)
        return (
            same_payer
            or on_leave
            or much_awaited(credit, insurer, self.awaited)
            or not self.told.within(_OTHER[insurer], booked)
        )

    def verdict(self, credit: Movement, insurer: SourceKind, known: bool) -> LoneCredit:
        """The verdict on one credit; `known`: its payer is one of the household's."""
        if not known and (not self.told.imported(insurer) or self._regular(credit)):
            return LoneCredit(credit, insurer, CreditVerdict.STATEMENT_MISSING)
        if not known:
            return LoneCredit(credit, insurer, CreditVerdict.STRANGER)
        words = set(words_of(credit.operation.label))
        premium = any(word.startswith(_PREMIUM) for word in words)
        if _OTHER_BENEFITS & words or premium or self._recurs(credit):
            return LoneCredit(credit, insurer, CreditVerdict.OTHER_BENEFIT)
        lost = self._statement_lost(credit, insurer)
        return LoneCredit(credit, insurer, CreditVerdict.STATEMENT_MISSING if lost else CreditVerdict.UNEXPLAINED)


def _business_days_before(day: date) -> date:
    start = day - timedelta(days=16)
    while expected_by(start) < day:
        start += timedelta(days=1)
    return start
