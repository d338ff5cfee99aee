"""Fortuneo's CSV: a debit and a credit column, latest first; short card days, payers after /FRM, labels without ICS."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row, csv_bytes, dd_mm_yyyy, money
from watchdog_sante.household_generator.values import BankEvent, EventKind

_HEADER = "Date opération;Date valeur;libellé;Débit;Crédit;"


def label(event: BankEvent) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f" {event.town}" if event.town else ""
    motive = f" {event.motive}" if event.motive else ""
    match event.kind:
        case EventKind.CARD:
            return f"CARTE {done:%d/%m} {event.payee}{town}"
        case EventKind.CARD_REFUND:
            return f"ANN CARTE {event.payee}{town}"
        case EventKind.DEBIT:
            return f"PRLV {event.payee}"
        case EventKind.DEBIT_RETURN:
            return f"ANN PRLV {event.payee}"
        case EventKind.CASH:
            return f"CARTE {done:%d/%m} RET DAB {event.payee}"
        case EventKind.CHEQUE:
            return f"CHEQUE {event.reference}"
        case EventKind.DEPOSIT:
            return f"REMISE CHEQUE {event.reference}"
        case EventKind.LOAN:
            return f"ECHEANCE PRET {event.reference}"
        case EventKind.FEE:
            return event.payee
        case EventKind.TRANSFER_IN:
            return f"VIR {'INST' if event.instant else 'SEPA'} RECU /FRM {event.payee}{motive}"
        case _:
            return f"VIR {'INST ' if event.instant else 'PERM ' if event.permanent else ''}{event.payee}{motive}"


def _line(row: Row) -> str:
    event = row.event
    amount = money(event.cents)
    columns = (amount, "") if event.cents < 0 else ("", amount)
    return ";".join((dd_mm_yyyy(event.day), dd_mm_yyyy(event.day), label(event), *columns, ""))


def _write(statement: AccountStatement) -> bytes:
    return csv_bytes([_HEADER, *(_line(row) for row in reversed(statement.rows))], "cp1252")


EXPORTS = (Export("fortuneo-csv", "14518", "csv", _write, numbered=False, creditors=False, mandates=False),)
