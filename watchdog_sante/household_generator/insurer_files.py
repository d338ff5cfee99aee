"""The three canonical CSV forms: basic insurer, top-up insurer, insurer details. Headers as in the contract."""

from collections.abc import Iterable

from watchdog_sante.household_generator.banks.export import dd_mm_yyyy, money
from watchdog_sante.household_generator.values import CareLine, Snapshot
from watchdog_sante.model.kinds import PaidTo

BASIC_HEADER = (
    "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
    "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence"
)
TOP_UP_HEADER = (
    "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;Dépense;Remboursement Sécurité sociale;"
    "Remboursement mutuelle;Payé à;N° décompte"
)
DETAILS_HEADER = "Date;Champ;Valeur"
_PAID_TO = {
    PaidTo.INSURED: "Assuré",
    PaidTo.CARE_PROVIDER: "Professionnel de santé",
    PaidTo.EMPLOYER: "Employeur",
    PaidTo.UNKNOWN: "",
}


def _amount(cents: int | None) -> str:
    return "" if cents is None else money(cents)


def _bytes(lines: list[str], encoding: str) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def basic_csv(lines: Iterable[CareLine], encoding: str = "utf-8-sig") -> bytes:
    """The basic insurer's statement rows, in the order given."""
    rows = [
        ";".join(
            (
                dd_mm_yyyy(line.paid_on), dd_mm_yyyy(line.care_day), line.beneficiary, line.act, line.provider,
                _amount(line.expense), _amount(line.base), line.rate, _amount(line.reimbursed), _PAID_TO[line.paid_to],
                line.reference,
            )
        )
        for line in lines
    ]  # fmt: skip
    return _bytes([BASIC_HEADER, *rows], encoding)


def top_up_csv(lines: Iterable[CareLine], encoding: str = "utf-8-sig") -> bytes:
    """The top-up insurer's statement rows, in the order given."""
    rows = [
        ";".join(
            (
                dd_mm_yyyy(line.paid_on), dd_mm_yyyy(line.care_day), line.beneficiary, line.act, line.provider,
                _amount(line.expense), _amount(line.basic), _amount(line.reimbursed), _PAID_TO[line.paid_to],
                line.reference,
            )
        )
        for line in lines
    ]  # fmt: skip
    return _bytes([TOP_UP_HEADER, *rows], encoding)


def details_csv(snapshot: Snapshot, encoding: str = "utf-8-sig") -> bytes:
    """One snapshot of the insurer's details."""
    day = dd_mm_yyyy(snapshot.day)
    return _bytes([DETAILS_HEADER, *(f"{day};{field};{value}" for field, value in snapshot.fields)], encoding)
