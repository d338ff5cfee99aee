"""What the invented person finds in the statements: one household a kind of trouble, all invented."""

from tests.dossier.person import UNKNOWN, Person

_BASIC = (
    "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
    "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence\n"
)
_TWICE = "03/02/2026;Anne Exemple;Pharmacie;PHARMACIE DE L ORME;21,20;21,20;65 %;13,78;Professionnel de santé;"


def unknown_creditor(person: Person) -> None:
    """WS101: two debits of a creditor never seen."""
    person.bank(("20260122", "-189.00", UNKNOWN), ("20260223", "-189.00", UNKNOWN))


def dear_telephone(person: Person) -> None:
    """WS105: a known creditor takes ten times its usual."""
    person.bank(("20260223", "-409.99", "PRLV SEPA TELECOM DU LAC ID EMETTEUR/FR72ZZZ123456 MDT/A1"))


def coupons(person: Person) -> None:
    """WS111: prepaid coupons bought with the card."""
    person.bank(("20260214", "-250.00", "CARTE 13/02/26 TRANSCASH.COM"))


def paid_twice(person: Person) -> None:
    """WS204: the same medicine reimbursed twice."""
    rows = "".join(f"{day};{_TWICE}R{number}\n" for number, day in enumerate(("10/02/2026", "17/02/2026")))
    (person.statements / "ameli.csv").write_text(_BASIC + rows, "utf-8")


def account_swapped(person: Person) -> None:
    """WS301: the account for reimbursements is another one."""
    ibans = ("FR7630001005500000000001286", "FR7612345987650000000012339")
    days = ("10/11/2025", "10/02/2026")
    rows = "".join(
        f"{day};Organisme;Mutuelle des Tilleuls\n{day};IBAN de remboursement;{iban}\n"
        for day, iban in zip(days, ibans, strict=True)
    )
    (person.statements / "carte.csv").write_text(f"Date;Champ;Valeur\n{rows}", "utf-8")
