"""Direct debits that an export words as transfers: the bare name of who takes the money.

Revolut's type column says TRANSFER for both; a transfer that the person orders reads "To X", a debit "X" alone. Learned
from the account itself, where several transfers read so; counting only, so the order of the history changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from watchdog_sante.labels.reading import BARE, orders_transfer
from watchdog_sante.labels.text import fold
from watchdog_sante.model.operations import LabelReading, Operation, OperationKind

_ORDERED = 3  # transfers out with opening words, before a bare name is believed to be a debit


def _leaves(operation: Operation) -> bool:
    return operation.cents < 0 and fold(operation.type_hint) == BARE


def with_bare_debits(operations: Sequence[Operation], readings: Sequence[LabelReading]) -> tuple[LabelReading, ...]:
    """The readings, in their order, with the kind of bare names set right."""
    ordered = Counter(one.account for one in operations if _leaves(one) and orders_transfer(one.label))
    return tuple(
        replace(reading, kind=OperationKind.DIRECT_DEBIT)
        if reading.kind is OperationKind.TRANSFER_OUT
        and _leaves(one)
        and ordered[one.account] >= _ORDERED
        and not orders_transfer(one.label)
        else reading
        for one, reading in zip(operations, readings, strict=True)
    )
