"""What no statement hands on: a NIR, in whatever field a file has put it. The last thing done to what a reader read.

Labels are masked by the readers themselves, since rows are compared by them; this room sees to all other fields. An
account whose number holds a NIR has no number that may be kept: it counts as an export without one.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Rejection, Row, Statement
from watchdog_sante.redaction import mask_nir

Held = TypeVar("Held")


def without_nir(answer: Statement | Rejection) -> Statement | Rejection:
    """The same without any NIR; the very same value when it held none."""
    if isinstance(answer, Rejection):
        return Rejection(_sentence(answer.reason))
    words = {one for row in answer.rows if isinstance(row, BankRow) for one in (row.type_hint, row.currency)}
    accounts = {row.account for row in answer.rows if isinstance(row, BankRow)}
    accounts |= {one.account for one in answer.periods} | {one.account for one in answer.balances}
    unnamed = _changed(accounts)
    rows = answer.rows
    if unnamed or _changed(words) or not all(isinstance(row, BankRow) for row in rows):
        rows = tuple(_row(row, unnamed) for row in rows)
    return replace(
        answer,
        rows=rows,
        rejected=tuple(replace(one, reason=_sentence(one.reason)) for one in answer.rejected),
        periods=tuple(replace(one, account=_account(one.account, unnamed)) for one in answer.periods),
        balances=tuple(replace(one, account=_account(one.account, unnamed)) for one in answer.balances),
        unverified=answer.unverified and _sentence(answer.unverified),
    )


def _changed(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text for text in texts if mask_nir(text) != text)


def _account(account: str, unnamed: frozenset[str]) -> str:
    return "" if account in unnamed else account


def _row(row: Row, unnamed: frozenset[str]) -> Row:
    match row:
        case BankRow():
            account = _account(row.account, unnamed)
            return row._replace(account=account, type_hint=mask_nir(row.type_hint), currency=mask_nir(row.currency))
        case BenefitRow() | DetailRow():
            return _fields(row)


def _fields(row: Held) -> Held:
    """A row with each of its texts masked."""
    if not is_dataclass(row) or isinstance(row, type):
        return row
    texts = {one.name: getattr(row, one.name) for one in fields(row)}
    masked = {name: mask_nir(text) for name, text in texts.items() if type(text) is str and mask_nir(text) != text}
    return replace(row, **masked) if masked else row


def _sentence(sentence: Sentence) -> Sentence:
    values = tuple(
        (
            name,
            mask_nir(value) if isinstance(value, str) else _sentence(value) if isinstance(value, Sentence) else value,
        )
        for name, value in sentence.values
    )
    return sentence if values == sentence.values else Sentence(sentence.key, values)
