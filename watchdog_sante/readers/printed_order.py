"""Which amount of a line of care is which, where only their order tells: by the headings, else by the usual order.

The usual order is that of the statements themselves: what was paid, the tariff, the rate, then what was reimbursed; on
a top-up insurer's the expense, the basic insurer's part, its own, and sometimes what is left to pay.
"""

from collections.abc import Sequence

from watchdog_sante.readers.printed_columns import Column
from watchdog_sante.readers.printed_tokens import Tokens
from watchdog_sante.readers.profile import Role

_E, _B, _S, _R, _O = Role.EXPENSE, Role.BASE, Role.BASIC, Role.REIMBURSED, Role.OTHER_AMOUNT
_TOP_UP = ((_R,), (_E, _R), (_E, _S, _R), (_E, _S, _R, _O), (_E, _B, _S, _R, _O))
_BASIC = ((_R,), (_E, _R), (_E, _B, _R), (_E, _B, _R, _O), (_E, _B, _R, _O, _O))


def ordered_roles(tokens: Tokens, money: Sequence[Column], top_up: bool) -> tuple[Role, ...]:
    """A role for each amount of the line, from left to right."""
    count = len(tokens.amounts)
    if len(money) == count:
        return tuple(column.role for column in money)
    if tokens.rates and not top_up:
        return _around_rates(tokens)
    usual = _TOP_UP if top_up else _BASIC
    return usual[count - 1] if count <= len(usual) else (*usual[-1], *[_O] * (count - len(usual)))


def _around_rates(tokens: Tokens) -> tuple[Role, ...]:
    """Before the rate what was paid and the tariff, behind it what was reimbursed; the rest is another insurer's."""
    rate = tokens.rates[0][0]
    before = sum(token.start < rate for token in tokens.amounts)
    behind = len(tokens.amounts) - before
    first = ((), (_B,), (_E, _B))[before] if before <= 2 else (*[_O] * (before - 2), _E, _B)
    return (*first, *((_R,) if behind else ()), *[_O] * max(behind - 1, 0))
