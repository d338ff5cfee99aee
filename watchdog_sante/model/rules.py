"""A person's own rule, declared in settings: what to match, how loudly to say it, in which words. No code."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from watchdog_sante.model.findings import Severity
from watchdog_sante.model.kinds import OperationKind


class Direction(StrEnum):
    """Whether money leaves the account or comes in."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """All conditions that are set must hold; at least one must be set.

    `payee` and `label` are words to find, whatever their case and accents, with `*` for any run of characters;
    `amount_from` and `amount_to` are euros without sign, both included; `account` is the last characters of its number.
    Raises `ValueError` when no condition is set or when the amounts are the wrong way round.
    """

    name: str
    payee: str = ""
    label: str = ""
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    account: str = ""
    kind: OperationKind | None = None
    direction: Direction | None = None
    severity: Severity = Severity.WARNING
    text: str = ""  # what to tell the person when the rule speaks; "" = its name alone

    def __post_init__(self) -> None:
        """Refuse a rule that would match everything or nothing."""
        words = (self.payee.strip(" *"), self.label.strip(" *"), self.account.strip())
        if not any(words) and (self.amount_from, self.amount_to, self.kind, self.direction) == (None,) * 4:
            raise ValueError("a rule needs at least one condition: payee, label, amount, account, kind or direction")
        if self.amount_from is not None and self.amount_to is not None and self.amount_from > self.amount_to:
            raise ValueError("amount_from is above amount_to")
