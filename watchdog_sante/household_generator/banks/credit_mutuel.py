"""Crédit Mutuel and CIC: OFX, and two CSV forms (debit and credit apart, or one signed amount); town before the shop.

Neither CSV names the account: the person keeps them in a folder an account.
"""

from watchdog_sante.household_generator.banks.export import AccountStatement, Export, Row, csv_bytes, dd_mm_yyyy, money
from watchdog_sante.household_generator.banks.ofx_file import Style, Texts, cut, ofx_bytes
from watchdog_sante.household_generator.values import BankEvent, EventKind

_FIXED = {
    EventKind.CHEQUE: "CHEQUE {reference}",
    EventKind.DEPOSIT: "REM CHQ REF{reference}",
    EventKind.LOAN: "ECH PRET CAP+IN {reference}",
    EventKind.FEE: "F COTIS {payee}",
    EventKind.DEBIT_RETURN: "IMPAYE PRLV SEPA {payee}",
}


def label(event: BankEvent, card: str) -> str:
    """The wording of one operation."""
    done = event.done or event.day
    town = f"{event.town} " if event.town else ""
    motive = f" {event.motive}" if event.motive else ""
    reference = f" {event.reference}" if event.reference else ""
    match event.kind:
        case EventKind.CARD:
            how = "PAIEMENT CB" if event.cents <= -5000 or not event.town else "PAIEMENT PSC"
            virtual = "CARTE" if event.town else "PAYWEB"
            return f"{how} {done:%d%m} {town}{event.payee} {virtual} {card}"
        case EventKind.CARD_REFUND:
            return f"REMB CB {done:%d%m} {town}{event.payee} CARTE {card}"
        case EventKind.CASH:
            return f"RETRAIT DAB {done:%d%m} {event.payee} CARTE {card}"
        case EventKind.DEBIT:
            return f"PRLV SEPA {event.payee}{motive}"
        case EventKind.TRANSFER_IN | EventKind.TRANSFER_OUT:
            kind = "VIR INST" if event.instant else "VIR SEPA" if event.cents < 0 else "VIR"
            return f"{kind} {event.payee}{motive}{reference}"
        case _:
            return _FIXED[event.kind].format(payee=event.payee, reference=event.reference)


def _texts(row: Row, card: str) -> Texts:
    event = row.event
    if event.kind == EventKind.DEBIT:
        ids = f" {event.creditor_id} {event.mandate}" if event.creditor_id else ""
        return Texts(f"PRLV SEPA {event.payee}"[:32].strip(), (f"PRLV SEPA {event.payee}"[32:] + ids).strip())
    return cut(label(event, card))


def _ofx(statement: AccountStatement) -> bytes:
    texts = [_texts(row, statement.card) for row in statement.rows]
    return ofx_bytes(statement, texts, Style(typed=False, user_day=True))


def _csv(statement: AccountStatement) -> bytes:
    lines = ["Date;Date de valeur;Débit;Crédit;Libellé;Solde"]
    for row in statement.rows:
        day, amount = dd_mm_yyyy(row.event.day), money(row.event.cents)
        sides = (amount, "") if row.event.cents < 0 else ("", amount)
        lines.append(";".join((day, day, *sides, label(row.event, statement.card), money(row.balance))))
    return csv_bytes(lines, "iso8859-15")


def _cic_csv(statement: AccountStatement) -> bytes:
    lines = ["Date;Date de valeur;Montant;Libellé;Solde"]
    for row in statement.rows:
        booked, value = dd_mm_yyyy(row.event.day), dd_mm_yyyy(row.event.done or row.event.day)
        words = label(row.event, statement.card)
        lines.append(";".join((booked, value, money(row.event.cents, thousands=" "), words, money(row.balance))))
    return csv_bytes(lines, "iso8859-15")


EXPORTS = (
    Export("credit-mutuel-ofx", "10278", "ofx", _ofx),
    Export("credit-mutuel-csv", "10278", "csv", _csv, numbered=False, creditors=False, mandates=False),
    Export("cic-csv", "10096", "csv", _cic_csv, numbered=False, creditors=False, mandates=False),
)
