"""Direct debits that an export words as transfers: the bare name of who takes the money.

Revolut's type column says TRANSFER for both; a transfer that the person orders reads "To X", a debit "X" alone. Learned
from the account itself, where several transfers read so; counting only, so the order of the history changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from watchdog_sante.labels.reading import BARE, orders_transfer
from watchdog_sante.labels.text import fold
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import LabelReading, Operation

_ORDERED = 3  # transfers out with opening words, before a bare name is believed to be a debit


def _leaves(operation: Operation) -> bool:
    return operation.cents < 0 and fold(operation.type_hint) == BARE


def with_bare_debits(operations: Sequence[Operation], readings: Sequence[LabelReading]) -> tuple[LabelReading, ...]:
    """The readings, in their order, with the kind of bare names set right."""
    orders = {at: orders_transfer(one.label) for at, one in enumerate(operations) if _leaves(one)}
    ordered = Counter(operations[at].account for at, told in orders.items() if told)
    bare = {at for at, told in orders.items() if not told and ordered[operations[at].account] >= _ORDERED}
    return tuple(
        replace(one, kind=OperationKind.DIRECT_DEBIT) if at in bare and one.kind is OperationKind.TRANSFER_OUT else one
        for at, one in enumerate(readings)
    )
