"""LCL's OFX: NAME is missing on cheques, which carry their number instead; comma decimals, every type by sign."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row
from watchdog_sante.household_generator.banks.ofx_file import Style, Texts, ofx_bytes
from watchdog_sante.household_generator.values import BankEvent, EventKind

_WIDTH = 32
_FIXED = {
    EventKind.DEPOSIT: "REM CHEQUES {reference}",
    EventKind.LOAN: "ECHEANCE PRET {reference}",
    EventKind.FEE: "ABON {payee}",
    EventKind.DEBIT_RETURN: "REJET PRLV SEPA {payee}",
}


def label(event: BankEvent) -> tuple[str, str]:
    """The wording of one operation: what comes first, and what the bank adds."""
    done = event.done or event.day
    match event.kind:
        case EventKind.CARD:
            return f"CB {event.payee} {done:%d/%m/%y}", event.town
        case EventKind.CARD_REFUND:
            return f"AVOIR CB {event.payee} {done:%d/%m/%y}", event.town
        case EventKind.CASH:
            return f"RETRAIT DAB {done:%d/%m/%y}", event.payee
        case EventKind.DEBIT:
            ids = f"ICS {event.creditor_id} RUM {event.mandate}" if event.creditor_id else ""
            return f"PRLV SEPA {event.payee}", ids
        case EventKind.TRANSFER_IN | EventKind.TRANSFER_OUT:
            how = "VIR INST" if event.instant else "VIR SEPA" if event.cents > 0 else "VIREMENT"
            how = "VIR.PERMANENT" if event.permanent else how
            return f"{how} {event.payee}", " ".join(part for part in (event.motive, event.reference) if part)
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference), ""


def _texts(row: Row) -> Texts:
    if row.event.kind == EventKind.CHEQUE:
        return Texts("", f"CHEQUE {row.event.reference}", row.event.reference)
    words, more = label(row.event)
    return Texts(words[:_WIDTH].strip(), f"{words[_WIDTH:]} {more}".strip())


def _write(statement: AccountStatement) -> bytes:
    return ofx_bytes(statement, [_texts(row) for row in statement.rows], Style(point=",", typed=False))


EXPORTS = (Export("lcl-ofx", "30002", "ofx", _write),)
