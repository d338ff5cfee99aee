"""Caisse d'Épargne and Banque Populaire: the CSV of thirteen columns, and OFX with provisional identifiers."""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row, csv_bytes, dd_mm_yyyy, money
from watchdog_sante.household_generator.banks.ofx_file import Style, Texts, ofx_bytes
from watchdog_sante.household_generator.values import BankEvent, EventKind

_HEADER = (
    "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;"
    "Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation"
)
_TYPES = {
    EventKind.CARD: ("Carte bancaire", "Vie quotidienne"),
    EventKind.CARD_REFUND: ("Carte bancaire", "Vie quotidienne"),
    EventKind.DEBIT: ("Prelevement", "Logement - maison"),
    EventKind.DEBIT_RETURN: ("Prelevement", "A categoriser"),
    EventKind.TRANSFER_IN: ("Virement recu", "Revenus et rentrees d'argent"),
    EventKind.TRANSFER_OUT: ("Virement", "A categoriser"),
    EventKind.CASH: ("Retrait", "Retrait especes"),
    EventKind.CHEQUE: ("Cheque", "A categoriser"),
}
_FIXED = {
    EventKind.CHEQUE: "CHEQUE {reference}",
    EventKind.DEPOSIT: "REMISE CHEQUE {reference}",
    EventKind.LOAN: "ECH PRET {reference}",
    EventKind.FEE: "COTIS {payee}",
    EventKind.DEBIT_RETURN: "REJET PRLV {payee}",
}


def label(event: BankEvent) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f" {event.town}" if event.town else ""
    match event.kind:
        case EventKind.CARD:
            return f"CB {event.payee}{town} FACT {done:%d%m%y}"
        case EventKind.CARD_REFUND:
            return f"AVOIR CB {event.payee}{town} FACT {done:%d%m%y}"
        case EventKind.CASH:
            return f"RETRAIT DAB {event.payee} {done:%d%m%y}"
        case EventKind.DEBIT:
            return f"PRLV {event.payee}"
        case EventKind.TRANSFER_IN | EventKind.TRANSFER_OUT:
            return f"{'VIR INST' if event.instant else 'VIR SEPA'} {event.payee}"
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference)


def _more(event: BankEvent) -> str:
    """What the bank tells beside the label: creditor and mandate, or the motive."""
    if event.kind == EventKind.DEBIT and event.creditor_id:
        return f"{event.creditor_id}-{event.mandate}"
    return " ".join(part for part in (event.motive, event.reference) if part)


def _line(row: Row) -> str:
    event, day = row.event, dd_mm_yyyy(row.event.day)
    kind, category = _TYPES.get(event.kind, ("Autre", "A categoriser"))
    amount = money(event.cents, plus="+")
    sides = (amount, "") if event.cents < 0 else ("", amount)
    done = dd_mm_yyyy(event.done or event.day)
    cells = (day, event.payee or kind, label(event), row.stamp(7), _more(event), kind, category, "Sous categorie")
    return ";".join((*cells, *sides, done, day, "0"))


def _csv(statement: AccountStatement) -> bytes:
    return csv_bytes([_HEADER, *(_line(row) for row in reversed(statement.rows))], "utf-8", "\n")


def _ofx(statement: AccountStatement) -> bytes:
    texts = [Texts(label(row.event), _more(row.event)) for row in statement.rows]
    return ofx_bytes(statement, texts, Style(xml=True, time="120000"))


EXPORTS = (
    Export("caisse-epargne-csv", "14445", "csv", _csv, numbered=False),
    Export("banque-populaire-csv", "16807", "csv", _csv, numbered=False),
    Export("banque-populaire-ofx", "16807", "ofx", _ofx),
)
