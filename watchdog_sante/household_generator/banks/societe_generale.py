"""Société Générale's CSV: an account line above the header, a short label of 18 characters, the words in the detail."""

from watchdog_sante.household_generator.banks.export import (
    AccountStatement,
    Export,
    Row,
    csv_bytes,
    dd_mm_yyyy,
    money,
)
from watchdog_sante.household_generator.values import BankEvent, EventKind

_SHORT_WIDTH = 18
_FIXED = {
    EventKind.CHEQUE: "CHEQUE {reference}",
    EventKind.DEPOSIT: "REMISE CHEQUE {reference}",
    EventKind.LOAN: "ECHEANCE PRET {reference}",
    EventKind.FEE: "COTISATION MENSUELLE {payee}",
}


def label(event: BankEvent, card: str, stamp: str) -> str:
    """The wording of one operation; `stamp` is the number that the bank puts after the kind."""
    done = event.done or event.day
    motive = f" MOTIF: {event.motive}" if event.motive else ""
    reference = f" REF: {event.reference}" if event.reference else ""
    town = f" {event.town}" if event.town else ""
    match event.kind:
        case EventKind.CARD:
            return f"CARTE X{card} {done:%d/%m} {event.payee}{town}"
        case EventKind.CARD_REFUND:
            return f"CARTE X{card} REMBT {done:%d/%m} {event.payee}{town}"
        case EventKind.CASH:
            return f"CARTE X{card} RETRAIT DAB {done:%d/%m} {event.payee}"
        case EventKind.DEBIT:
            ids = f"ID: {event.creditor_id}{motive}{reference} MANDAT {event.mandate}"
            return f"PRELEVEMENT EUROPEEN {stamp} DE: {event.payee} {ids}"
        case EventKind.DEBIT_RETURN:
            return f"REJET PRELEVEMENT {stamp} DE: {event.payee}"
        case EventKind.TRANSFER_IN:
            how = f"VIR INST RE {stamp}" if event.instant else f"VIR RECU {stamp}S"
            return f"{how} DE: {event.payee}{motive}{reference}"
        case EventKind.TRANSFER_OUT:
            how = "VIR INSTANTANE EMIS LOGITEL" if event.instant else "VIR EUROPEEN EMIS LOGITEL"
            how = "VIR PERM" if event.permanent else how
            return f"{how} POUR: {event.payee} {done:%d %m} BQ {stamp[:6]}{motive}{reference}"
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference)


def _line(row: Row, card: str) -> str:
    words = label(row.event, card, row.stamp(10))
    amount = money(row.event.cents)
    return ";".join((dd_mm_yyyy(row.event.day), words[:_SHORT_WIDTH].strip(), words, amount, "EUR", ""))


def _write(statement: AccountStatement) -> bytes:
    first, last = dd_mm_yyyy(statement.first), dd_mm_yyyy(statement.last)
    closing = money(statement.closing, ".")
    lines = [
        f'="{statement.account.number}";{first};{last};{len(statement.rows)};{last};{closing} EUR',
        "",
        "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise;",
        *(_line(row, statement.card) for row in reversed(statement.rows)),
    ]
    return csv_bytes(lines, "cp1252")


EXPORTS = (Export("societe-generale-csv", "30003", "csv", _write),)
