"""La Banque Postale's CSV: six lines about the account, then day, label, signed amount; card days with dots."""

from watchdog_sante.household_generator.banks.export import (
    AccountStatement,
    Export,
    Row,
    csv_bytes,
    dd_mm_yyyy,
    money,
    quoted,
)
from watchdog_sante.household_generator.values import BankEvent, EventKind

_FIXED = {
    EventKind.CHEQUE: "CHEQUE N° {reference}",
    EventKind.DEPOSIT: "REMISE DE CHEQUE N° {reference}",
    EventKind.LOAN: "ECHEANCE DE PRET {reference}",
    EventKind.FEE: "COTISATION TRIMESTRIELLE {payee}",
    EventKind.DEBIT_RETURN: "REJET DE PRELEVEMENT {payee}",
}


def label(event: BankEvent, card: str) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f" {event.town}" if event.town else ""
    reference = f" REF : {event.reference}" if event.reference else ""
    motive = f" {event.motive}" if event.motive else ""
    match event.kind:
        case EventKind.CARD:
            return f"ACHAT CB {event.payee}{town} {done:%d.%m.%y} CARTE NUMERO {card}"
        case EventKind.CARD_REFUND:
            return f"CREDIT CARTE BANCAIRE {event.payee}{town} {done:%d.%m.%y} CARTE NUMERO {card}"
        case EventKind.CASH:
            return f"CARTE X{card} {done:%d/%m/%y} A 11H{done.day:02d} RETRAIT DAB {event.payee}"
        case EventKind.DEBIT:
            return f"PRELEVEMENT DE {event.payee}{motive} REF : {event.mandate}"
        case EventKind.TRANSFER_IN:
            how = "VIREMENT INSTANTANE DE" if event.instant else "VIREMENT DE"
            return f"{how} {event.payee}{motive}{reference}"
        case EventKind.TRANSFER_OUT:
            how = "VIREMENT INSTANTANE A" if event.instant else "VIREMENT POUR"
            how = "VIREMENT PERMANENT POUR" if event.permanent else how
            return f"{how} {event.payee}{motive}{reference}"
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference)


def _line(row: Row, card: str) -> str:
    return f"{dd_mm_yyyy(row.event.day)};{quoted(label(row.event, card))};{money(row.event.cents)}"


def _write(statement: AccountStatement) -> bytes:
    lines = [
        f"Numéro Compte ;{statement.account.number}",
        "Type ;CCP",
        "Compte tenu en ;euros",
        f"Date ;{dd_mm_yyyy(statement.last)}",
        f"Solde (EUROS) ;{money(statement.closing)}",
        "",
        "Date;Libellé;Montant(EUROS)",
        *(_line(row, statement.card) for row in reversed(statement.rows)),
    ]
    return csv_bytes(lines, "cp1252", "\n")


EXPORTS = (Export("banque-postale-csv", "20041", "csv", _write, creditors=False),)
