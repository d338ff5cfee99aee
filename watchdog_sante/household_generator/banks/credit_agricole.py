"""Crédit Agricole's CSV: a preamble, labels over several lines, positive debits and credits, thousands with spaces."""

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
    EventKind.CHEQUE: ("CHEQUE EMIS", "{reference}"),
    EventKind.DEPOSIT: ("REMISE DE CHEQUE", "{reference}"),
    EventKind.LOAN: ("REMBOURSEMENT DE PRET", "{reference}"),
    EventKind.FEE: ("COTISATION", "{payee}"),
    EventKind.DEBIT_RETURN: ("REJET DE PRELEVEMENT", "{payee}"),
}


def label(event: BankEvent, card: str) -> tuple[str, ...]:
    """The wording of one operation, line by line."""
    done = event.done or event.day
    place = f"{event.payee} {event.town}".strip()
    match event.kind:
        case EventKind.CARD:
            return ("PAIEMENT PAR CARTE", f"X{card} {place} {done:%d/%m}")
        case EventKind.CARD_REFUND:
            return ("AVOIR", f"CARTE X{card} {place} {done:%d/%m}")
        case EventKind.CASH:
            return ("RETRAIT AU DISTRIBUTEUR", f"{event.payee} {done:%d/%m}")
        case EventKind.DEBIT:
            ids = (event.mandate, event.creditor_id) if event.creditor_id else ()
            return ("PRELEVEMENT", f"{event.payee} {event.motive}".strip(), *ids)
        case EventKind.TRANSFER_IN:
            how = "VIR INST de " if event.instant else ""
            return ("VIREMENT EN VOTRE FAVEUR", f"{how}{event.payee} {event.motive}".strip(), event.reference)
        case EventKind.TRANSFER_OUT:
            how = "VIR INST vers " if event.instant else ""
            title = "VIREMENT PERMANENT" if event.permanent else "VIREMENT EMIS"
            return (title, f"{how}{event.payee} {event.motive}".strip(), event.reference)
        case _:
            title, rest = _FIXED[event.kind]
            return (title, rest.format(payee=event.payee, reference=event.reference))


def _line(row: Row, card: str) -> str:
    padded = (f"{line:<24}" if not n else f"{line:<35}" for n, line in enumerate(label(row.event, card)) if line)
    amount = money(abs(row.event.cents), thousands=" ")
    sides = (amount, "") if row.event.cents < 0 else ("", amount)
    return ";".join((dd_mm_yyyy(row.event.day), quoted("\n".join(padded)), *sides, ""))


def _write(statement: AccountStatement) -> bytes:
    first, last = dd_mm_yyyy(statement.first), dd_mm_yyyy(statement.last)
    lines = [
        f"Téléchargement du {last};",
        "",
        f"{statement.holder};",
        f"Compte de Dépôt carte n° {statement.account.number};",
        f"Solde au {last} {money(statement.closing, thousands=' ')} €",
        "",
        f"Liste des opérations du compte entre le {first} et le {last};",
        "",
        "Date;Libellé;Débit euros;Crédit euros;",
        *(_line(row, statement.card) for row in reversed(statement.rows)),
    ]
    return csv_bytes(lines, "iso8859-1")


EXPORTS = (Export("credit-agricole-csv", "11706", "csv", _write),)
