"""One label read on its own: opening words, then the body as a card purchase, a direct debit or a transfer."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from watchdog_sante.labels.cards import Purchase, read_purchase
from watchdog_sante.labels.creditors import find_creditor
from watchdog_sante.labels.fields import CUT_LENGTHS, Part, Parts, parts
from watchdog_sante.labels.grammar import ANY_OPENING, HINTS, OPENINGS, Opening, unglued
from watchdog_sante.labels.payees import BASIC_INSURER, clean_payee, payee_key
from watchdog_sante.labels.people import split_means
from watchdog_sante.labels.text import fold, is_reference, without_echo
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import LabelReading

_BY_SIGN = {  # what a kind becomes when money comes in
    OperationKind.TRANSFER_OUT: OperationKind.TRANSFER_IN,
    OperationKind.CARD: OperationKind.CARD_REFUND,
    OperationKind.DIRECT_DEBIT: OperationKind.DIRECT_DEBIT_RETURN,
    OperationKind.CHEQUE: OperationKind.DEPOSIT,
}
_CARD_KINDS = (OperationKind.CARD, OperationKind.CARD_REFUND, OperationKind.CASH)
_DEBIT_KINDS = (OperationKind.DIRECT_DEBIT, OperationKind.DIRECT_DEBIT_RETURN)
_TRANSFER_KINDS = (OperationKind.TRANSFER_IN, OperationKind.TRANSFER_OUT)
_NAMELESS = (OperationKind.CASH, OperationKind.CHEQUE, OperationKind.DEPOSIT)
_INSTANT = re.compile(r"(?<![A-Z])INST(?:ANT|ANTANEE?S?)?(?![A-Z])")
_DUE_DAY = re.compile(r"(?<![A-Z])(?:ECH(?:EANCE)?(?: DU)?|DU) [0-9].*$")
BARE = "TRANSFER"  # Revolut's type of transfers and of direct debits; its own fees have another
_LONGEST = 500  # characters of a label that mean anything: a hostile one must not cost time
_PERMANENT = re.compile(r"(?<![A-Z])PERM(?:ANENT)?S?(?![A-Z])|STANDING ORDER")


class Opened(NamedTuple):
    """A label after its opening words: `body` is what they leave.

    `named` is the other party's name where the export has a column for it, and no opening words say otherwise.
    """

    kind: OperationKind
    opening: str
    body: str
    town_first: bool
    cut: bool
    incoming: bool
    named: str = ""


def _hinted(type_hint: str) -> OperationKind | None:
    hint = fold(type_hint).replace("_", " ")
    return next((kind for pattern, kind in HINTS if pattern.fullmatch(hint)), None)


def _opening(text: str) -> tuple[Opening, str] | None:
    found = ANY_OPENING.match(text)
    return (OPENINGS[found.lastindex - 1], found.group()) if found and found.lastindex else None


def _is_no_fee(type_hint: str, payee: str) -> bool:
    """Whether the export's own type tells a creditor that calls itself a fee from the bank's fees."""
    return fold(type_hint) == BARE or (payee != "" and _hinted(type_hint) is OperationKind.DIRECT_DEBIT)


def orders_transfer(label: str) -> bool:
    """Whether the label begins with a bank's words for a transfer."""
    found = _opening(without_echo(unglued(fold(label[:_LONGEST]))))
    return found is not None and found[0].kind is OperationKind.TRANSFER_OUT


def opened(label: str, cents: int, type_hint: str, payee: str = "") -> Opened:
    """Kind by the label's opening words, else by the bank's own word; the sign decides the way money went."""
    folded = fold(label[: 4 * _LONGEST])[:_LONGEST]
    while folded.endswith(" ."):
        folded = folded[:-2]
    text = without_echo(unglued(folded))
    found = _opening(text)
    if found and found[0].kind is OperationKind.FEE and _is_no_fee(type_hint, payee):
        found = None
    kind = found[0].kind if found else _hinted(type_hint) or OperationKind.OTHER
    words = found[1] if found else ""
    return Opened(
        _BY_SIGN.get(kind, kind) if cents > 0 else kind,
        words,
        text[len(words) :].strip(),
        found is not None and found[0].town_first,
        len(folded) in CUT_LENGTHS,
        cents > 0,
        "" if found else fold(payee[: 4 * _LONGEST])[:_LONGEST],
    )


class Read(NamedTuple):
    """A reading with what `towns` needs to look at a card label again."""

    reading: LabelReading
    purchase: Purchase | None = None
    town_first: bool = False


def _card(label: Opened, purchase: Purchase) -> LabelReading:
    kind = OperationKind.CARD_REFUND if purchase.refund and label.kind is OperationKind.CARD else label.kind
    return LabelReading(
        kind,
        purchase.payee,
        "" if kind in _NAMELESS else payee_key(purchase.payee),
        card_date=purchase.day,
        town=purchase.town,
        intermediary=purchase.intermediary,
    )


def _reference(label: Opened, found: Parts, name: str, payee: str) -> str:
    motive = found.first(Part.MOTIVE) or found.first(Part.REFERENCE)
    rest = (label.body.removeprefix(label.named) if label.named else name.removeprefix(payee)).strip()
    return motive or (rest if any(map(str.isdigit, rest)) else "")


@lru_cache(maxsize=20_000)  # the same debit and the same wage come back month after month
def _debit(label: Opened) -> LabelReading:
    found = parts(label.body, label.cut)
    creditor = find_creditor(found, label.body, label.cut)
    name = label.named or found.first(Part.PAYEE) or found.head
    if creditor.text and f" {creditor.text}" in f" {name}":
        name = f" {name}".partition(f" {creditor.text}")[0].removesuffix(f" {creditor.mandate}").strip()
    payee = clean_payee(re.sub(r" PRELEVEMENT(?: SEPA)?$", "", name))
    return LabelReading(
        label.kind,
        payee,
        payee_key(payee),
        creditor_id=creditor.text,
        creditor_id_cut=creditor.cut,
        mandate_reference=creditor.mandate,
        mandate_reference_cut=creditor.mandate_cut,
        reference=_reference(label, found, name, payee),
    )


@lru_cache(maxsize=20_000)
def _transfer(label: Opened) -> LabelReading:
    found = parts(label.body, label.cut)
    name, by = split_means(label.named or found.first(Part.PAYEE) or found.head)
    payee = clean_payee(name)
    return LabelReading(
        label.kind,
        payee,
        payee_key(payee),
        instant=_INSTANT.search(label.opening) is not None,
        permanent=_PERMANENT.search(label.opening) is not None,
        reference=_reference(label, found, name, payee),
        intermediary=by,
    )


def _other(label: Opened) -> LabelReading:
    payee = "" if label.kind in _NAMELESS else clean_payee(label.named or _DUE_DAY.sub("", label.body))
    number = next((token for token in label.body.split() if is_reference(token) or token.isdigit()), "")
    key = payee_key(payee)
    incoming = key == BASIC_INSURER and label.incoming and label.kind is OperationKind.OTHER
    return LabelReading(OperationKind.TRANSFER_IN if incoming else label.kind, payee, key, reference=number)


def read_whole(label: str, cents: int, booked: date, type_hint: str = "", payee: str = "") -> Read:
    """As `read_label`, with the card label's parts beside the reading."""
    text = opened(label, cents, type_hint, payee)
    if text.kind in _CARD_KINDS:
        purchase = read_purchase(text.named or text.body, booked, text.town_first, text.cut)
        return Read(_card(text, purchase), purchase, text.town_first)
    if text.kind in _DEBIT_KINDS:
        return Read(_debit(text))
    if text.kind in _TRANSFER_KINDS:
        return Read(_transfer(text))
    return Read(_other(text))


def read_label(label: str, cents: int, booked: date, type_hint: str = "") -> LabelReading:
    """What one label says. `cents` is negative when money leaves; `booked` dates a card day written without its year.

    A label whose opening is not known, with no help from `type_hint`, has kind OTHER and its whole text as payee.
    """
    return read_whole(label, cents, booked, type_hint).reading
