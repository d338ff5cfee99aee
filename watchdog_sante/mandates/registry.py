"""The entries of the registry: what is usual with each creditor, and since when."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from watchdog_sante.deadlines import contest_deadline, refund_deadline
from watchdog_sante.labels import creditor_key, payee_key
from watchdog_sante.likeness import HEALTH_WORDS, holds_any
from watchdog_sante.mandates.names import Names, written_key
from watchdog_sante.model.household import Household, InsurerRole
from watchdog_sante.model.kinds import OperationKind, SourceKind
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.operations import Movement

_STEADY = 4  # debits under one payment reference before it is taken for the mandate's or the contract's
_REPAYS = 3  # credits under the creditor's own name that make it an insurer for which no word was known
_RHYTHMS = {1: (25, 36), 2: (53, 68), 3: (82, 101), 6: (170, 195), 12: (345, 385)}  # months: days between two debits


@dataclass(frozen=True, slots=True)
class Seen:
    """A spelling of something (name, creditor id, mandate reference) with the first and last day it was seen."""

    text: str
    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Mandate:
    """A creditor that debits the household. Amounts are positive cents; tuples are in order of time."""

    key: str  # country + national id, else the normalised name
    by_id: bool  # the key comes from a creditor id
    name: str  # the latest name, as the labels write it
    names: tuple[Seen, ...]  # payees' keys
    creditor_ids: tuple[Seen, ...]
    references: tuple[Seen, ...]  # RUM; where no label shows one, payment references that hardly change
    accounts: tuple[str, ...]
    debits: tuple[Movement, ...]
    returns: tuple[Movement, ...]  # debits that came back
    usual_cents: int  # median of the debits
    spread_cents: int  # median distance of the debits from `usual_cents`
    rhythm_months: int | None  # 1, 2, 3, 6 or 12; None: irregular or too few debits to tell
    is_premium: bool  # the name, or settings, say that it is a top-up health insurer
    is_intermediary: bool  # collects for others (PayPal, GoCardless ...): a foreign id proves nothing

    @property
    def first(self) -> date:
        """Booking day of the first debit."""
        return self.debits[0].booked

    @property
    def last(self) -> date:
        """Booking day of the last debit."""
        return self.debits[-1].booked

    @property
    def country(self) -> str:
        """Country of the creditor id; `FR` where no label shows one."""
        return self.creditor_ids[-1].text[:2] if self.creditor_ids else "FR"

    def under(self, reference: str) -> tuple[Movement, ...]:
        """The debits whose label shows this one of `references`."""
        return tuple(one for one in self.debits if reference in (one.reading.mandate_reference, one.reading.reference))

    @property
    def subject(self) -> str:
        """What an acceptance teaches (`Finding.subject`)."""
        return f"creditor:{self.key}"

    @property
    def refund_by(self) -> date:
        """Last day to ask back the last debit if it was authorised (8 weeks)."""
        return refund_deadline(self.last)

    @property
    def contest_by(self) -> date:
        """Last day to contest the last debit as not authorised (13 months, 70 days outside the EEA)."""
        return contest_deadline(self.last, self.country)


def _seen(movements: Iterable[Movement], text: Callable[[Movement], str]) -> tuple[Seen, ...]:
    days: dict[str, list[date]] = defaultdict(list)
    for movement in movements:
        if value := text(movement):
            days[value].append(movement.booked)
    found = [Seen(value, min(seen), max(seen), len(seen)) for value, seen in days.items()]
    return tuple(sorted(found, key=lambda one: (one.first, one.text)))


def _references(debits: list[Movement]) -> tuple[Seen, ...]:
    """Mandate references; where no label shows any (La Banque Postale writes `REF :` alone), payment references, unless
    they change with the invoice."""
    marked = _seen(debits, lambda movement: movement.reading.mandate_reference)
    if marked or any(movement.reading.creditor_id for movement in debits):
        return marked
    written = _seen((one for one in debits if " REF" in one.operation.label.upper()), lambda one: one.reading.reference)
    return written if written and written[0].count >= _STEADY and len(written) * _STEADY <= len(debits) else ()


def rhythm(days: Iterable[date]) -> int | None:
    """Months between debits (1, 2, 3, 6 or 12) when most gaps agree; None when irregular or fewer than three debits."""
    ordered = sorted(set(days))
    gaps = [(after - before).days for before, after in pairwise(ordered)]
    if len(gaps) < 2:
        return None
    for months, (shortest, longest) in _RHYTHMS.items():
        if sum(shortest <= gap <= longest for gap in gaps) * 10 >= len(gaps) * 7:
            return months
    return None


def _is_premium(
    names: Iterable[str], key: str, repaid: Counter[str], household: Household, knowledge: Knowledge
) -> bool:
    own = [insurer for insurer in household.insurers if insurer.role is InsurerRole.COMPLEMENTARY]
    if any(insurer.creditor_id and creditor_key(insurer.creditor_id) == key for insurer in own):
        return True
    spellings = [payee_key(word) for insurer in own for word in (insurer.name, *insurer.bank_labels)]
    spellings += [word for payer in knowledge.payers if payer.role is SourceKind.TOP_UP_INSURER for word in payer.words]
    return any(holds_any(name, (*spellings, *HEALTH_WORDS)) or repaid[name] >= _REPAYS for name in names)


def _mandate(
    key: str,
    debits: list[Movement],
    returns: list[Movement],
    repaid: Counter[str],
    household: Household,
    knowledge: Knowledge,
) -> Mandate:
    amounts = [-movement.cents for movement in debits]
    usual = round(median(amounts))
    names = _seen(debits, lambda movement: movement.reading.payee_key)
    spellings = [seen.text for seen in names]
    collecting = tuple(word for group in knowledge.intermediaries for word in group.words)
    collects = any(holds_any(name, collecting) for name in spellings)
    return Mandate(
        key=key,
        by_id=any(written_key(movement) == key for movement in debits),
        name=debits[-1].reading.payee,
        names=names,
        creditor_ids=_seen(debits, lambda movement: movement.reading.creditor_id if written_key(movement) else ""),
        references=_references(debits),
        accounts=tuple(sorted({movement.operation.account for movement in debits})),
        debits=tuple(debits),
        returns=tuple(returns),
        usual_cents=usual,
        spread_cents=round(median(abs(amount - usual) for amount in amounts)),
        rhythm_months=rhythm(movement.booked for movement in debits),
        is_premium=not collects and _is_premium(spellings, key, repaid, household, knowledge),
        is_intermediary=collects,
    )


def registry(movements: Iterable[Movement], household: Household, knowledge: Knowledge) -> tuple[Mandate, ...]:
    """Every creditor that ever debited the household, by first day then key. Row order changes nothing."""
    ordered = sorted(movements, key=lambda movement: (movement.booked, movement.operation.key))
    debits = [one for one in ordered if one.reading.kind is OperationKind.DIRECT_DEBIT and one.cents < 0]
    returned = [one for one in ordered if one.reading.kind is OperationKind.DIRECT_DEBIT_RETURN]
    repaid = Counter(one.reading.payee_key for one in ordered if one.reading.kind is OperationKind.TRANSFER_IN)
    named = Names([one for one in debits if one.reading.payee_key or one.reading.creditor_id])
    by_key: dict[str, list[Movement]] = defaultdict(list)
    back: dict[str, list[Movement]] = defaultdict(list)
    for movement in debits:
        by_key[named.key(movement)].append(movement)
    for movement in returned:
        back[named.key(movement)].append(movement)
    found = [_mandate(key, rows, back[key], repaid, household, knowledge) for key, rows in by_key.items() if key]
    return tuple(sorted(found, key=lambda mandate: (mandate.first, mandate.key)))
