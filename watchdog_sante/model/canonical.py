"""The canonical CSV forms that a person can fill in by hand: header names that users' spreadsheets rely on."""

_FORMULA = tuple("=+-@\t\r")  # how a spreadsheet's formula begins, a telephone number written +33 included
BASIC_INSURER = (
    "Date de paiement",
    "Date des soins",
    "Bénéficiaire",
    "Nature des soins",
    "Professionnel de santé",
    "Montant payé",
    "Base de remboursement",
    "Taux",
    "Montant remboursé",
    "Destinataire",
    "Référence",
)
TOP_UP_INSURER = (
    "Date de règlement",
    "Date des soins",
    "Bénéficiaire",
    "Acte",
    "Professionnel",
    "Dépense",
    "Remboursement Sécurité sociale",
    "Remboursement mutuelle",
    "Payé à",
    "N° décompte",
)
INSURER_DETAILS = ("Date", "Champ", "Valeur")
# What an insurer's card or member area shows; any other field may be added.
DETAIL_FIELDS = (
    "Organisme",
    "N° de contrat",
    "Formule",
    "IBAN de remboursement",
    "Téléphone",
    "E-mail",
    "Adhérent",
    "Opérateur de tiers payant",
    "N° AMC",
    "Télétransmission",
)


def harmless(value: str) -> str:
    """A value as our own files hold it: a spreadsheet shows it and reckons nothing. `meant` gives it back."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def meant(value: str) -> str:
    """The value that `harmless` wrote, or that a person wrote themselves."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value
