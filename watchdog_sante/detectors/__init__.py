"""Detectors: one file each, in the order page, CARD, EXAMPLES, Params, detect. They do not know each other."""

import json
from importlib import import_module
from typing import Any, Protocol

from pydantic import BaseModel

from watchdog_sante.evidence import Evidence
from watchdog_sante.examples import Example
from watchdog_sante.model.findings import Card, Finding, FullCard, Option
from watchdog_sante.model.sentences import say


class Detector(Protocol):
    """What every detector's file offers."""

    CARD: Card
    EXAMPLES: tuple[Example, ...]
    Params: type[BaseModel]

    def detect(self, evidence: Evidence, params: Any) -> list[Finding]:
        """Findings over the whole history: same evidence, same findings; the order of rows changes nothing."""
        ...


# Kept by hand, in the order of their ids; a test compares it with the folder.
NAMES: tuple[str, ...] = (
    "new_mandate",
    "creditor_changed",
    "mandate_reference_changed",
    "invalid_creditor_id",
    "debit_amount_broken",
    "sleeping_mandate",
    "second_premium",
    "look_alike_payee",
    "new_payee_transfer",
    "card_testing",
    "repeated_small_payments",
    "risky_merchant",
    "mule",
    "lender",
    "premium_jump",
    "reimbursement_never_received",
    "credit_unexplained",
    "reimbursement_amount_differs",
    "duplicate_reimbursement",
    "reimbursed_above_paid",
    "care_never_seen",
    "care_unlikely_for_age",
    "unknown_beneficiary",
    "top_up_stops",
    "reimbursement_late",
    "details_changed",
    "payer_changed",
    "rows_rejected",
    "statement_gap",
    "balance_broken",
    "stale_account",
    "file_refused",
    "garbled_text",
    "own_rule",
)

DETECTORS: tuple[Detector, ...] = tuple(import_module(f"{__name__}.{name}") for name in NAMES)


def options_of(detector: Detector) -> tuple[Option, ...]:
    """What its `Params` declare: the one place where an option, its default and its words come from."""
    return tuple(
        Option(name, json.dumps(field.get_default()), say(f"{detector.CARD.slug}.option.{name}"))
        for name, field in detector.Params.model_fields.items()
    )


def full_cards() -> tuple[FullCard, ...]:
    """Every detector's card with its options, in the order of their ids."""
    return tuple(FullCard(detector.CARD, options_of(detector)) for detector in DETECTORS)
