"""BNP Paribas: long slashed labels; OFX split between NAME and MEMO, a CSV, and old exports cut at 50 characters."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, csv_bytes, dd_mm_yyyy, money
from watchdog_sante.household_generator.banks.ofx_file import Style, cut, ofx_bytes
from watchdog_sante.household_generator.values import BankEvent, EventKind

OLD_WIDTH = 50
_SHORT = {
    EventKind.CARD: ("FACTURE CARTE", "Carte"),
    EventKind.DEBIT: ("PRLV SEPA", "Prelevement"),
    EventKind.TRANSFER_IN: ("VIR SEPA RECU", "Virement recu"),
    EventKind.TRANSFER_OUT: ("VIREMENT SEPA EMIS", "Virement emis"),
    EventKind.CHEQUE: ("CHEQUE", "Cheque"),
    EventKind.CASH: ("RETRAIT DAB", "Retrait"),
}
_FIXED = {
    EventKind.CHEQUE: "CHEQUE {reference}",
    EventKind.DEPOSIT: "REMISE CHEQUES BORDEREAU {reference}",
    EventKind.LOAN: "ECHEANCEPRET {reference}",
    EventKind.FEE: "COMMISSIONS {payee}",
    EventKind.DEBIT_RETURN: "REJET PRLV SEPA {payee}",
}


def _debit(event: BankEvent) -> str:
    library = f" LIB/{event.motive}" if event.motive else ""
    reference = f" REF/{event.reference}" if event.reference else ""
    return (
        f"PRLV SEPA {event.payee} ECH/{event.day:%d%m%y} ID EMETTEUR/{event.creditor_id}"
        f" MDT/{event.mandate}{reference}{library}"
    )


def label(event: BankEvent, card: str) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f" {event.town}" if event.town else ""
    reference = f" /REF {event.reference}" if event.reference else ""
    match event.kind:
        case EventKind.CARD:
            return f"FACTURE CARTE DU {done:%d%m%y} {event.payee}{town} CARTE 4974XXXXXXXX{card}"
        case EventKind.CARD_REFUND:
            return f"REMBOURST CB DU {done:%d%m%y} {event.payee}{town} CARTE 4974XXXXXXXX{card}"
        case EventKind.CASH:
            return f"RETRAIT DAB {done:%d/%m/%y} 10H{done.day:02d} {event.payee} 4974XXXXXXXX{card}"
        case EventKind.DEBIT:
            return _debit(event)
        case EventKind.TRANSFER_IN:
            instant = "VIR INSTANTANE RECU" if event.instant else "VIR SEPA RECU"
            return f"{instant} /DE {event.payee} /MOTIF {event.motive}{reference}"
        case EventKind.TRANSFER_OUT:
            how = "VIR INSTANTANE EMIS" if event.instant else "VIREMENT SEPA EMIS"
            return f"{how} /MOTIF {event.motive} /BEN {event.payee}{reference.replace('/REF', '/REFDO')}"
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference)


def _ofx(statement: AccountStatement) -> bytes:
    texts = [cut(label(row.event, statement.card)) for row in statement.rows]
    return ofx_bytes(statement, texts, Style())


def _old_ofx(statement: AccountStatement) -> bytes:
    texts = [cut(label(row.event, statement.card)[:OLD_WIDTH].strip()) for row in statement.rows]
    return ofx_bytes(statement, texts, Style(point=","))


def _csv(statement: AccountStatement) -> bytes:
    number = statement.account.number
    lines = [
        f"Compte de cheques;Compte de cheques;****{number[-4:]};{dd_mm_yyyy(statement.last)};"
        f"{money(statement.closing, thousands=' ')}",
        "",
        "Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro",
    ]
    for row in reversed(statement.rows):
        short, kind = _SHORT.get(row.event.kind, ("DIVERS", "Divers"))
        amount = money(row.event.cents, thousands=" ")
        words = label(row.event, statement.card)
        lines.append(";".join((dd_mm_yyyy(row.event.day), short, kind, words, amount)))
    return csv_bytes(lines, "cp1252")


EXPORTS = (
    Export("bnp-ofx", "30004", "ofx", _ofx),
    Export("bnp-old-ofx", "30004", "ofx", _old_ofx, creditors=False, mandates=False),
    Export("bnp-csv", "30004", "csv", _csv),
)
