"""What a field of the card is about, told from its name: names differ from one insurer and one person to the next."""

import re
from enum import StrEnum
from functools import lru_cache

from watchdog_sante.labels.text import fold


class FieldKind(StrEnum):
    """What a field holds, hence how its values compare and what its change means."""

    ACCOUNT = "account"  # IBAN or RIB that reimbursements go to
    EMAIL = "email"
    TELEPHONE = "telephone"
    WEBSITE = "website"
    SWITCH = "switch"  # yes or no: télétransmission (Noémie link)
    OPERATOR = "operator"  # third-party payment operator
    NUMBER = "number"  # contract, member, AMC code
    PERSON = "person"  # member, beneficiaries
    ORGANISATION = "organisation"
    PLAN = "plan"  # formule, garanties
    ADDRESS = "address"
    OTHER = "other"


# In this order: the first whose words are found names the kind (`Adresse e-mail` is an e-mail, no address).
_WORDS: tuple[tuple[FieldKind, str], ...] = (
    (FieldKind.ACCOUNT, r"IBAN|RIB|COMPTE|BANCAIRES?"),
    (FieldKind.EMAIL, r"E?MAIL|COURRIEL|MEL"),
    (FieldKind.TELEPHONE, r"TEL|TELEPHONES?|PORTABLE|MOBILE|FAX|PHONE"),
    (FieldKind.WEBSITE, r"SITE|WEB|INTERNET|URL"),
    (FieldKind.SWITCH, r"TELETRANSMISSION|NOEMIE"),
    (FieldKind.OPERATOR, r"OPERATEUR|DELEGATAIRE|GESTIONNAIRE|TIERS PAYANT"),
    (FieldKind.NUMBER, r"NO|NUMERO|NUM|REFERENCE|CODE|AMC|CONTRAT|IDENTIFIANT"),
    (FieldKind.PERSON, r"ADHERENTE?|ASSUREE?|TITULAIRE|SOUSCRIPTEUR|NOM|PRENOM|BENEFICIAIRES?|AYANTS? DROIT"),
    (FieldKind.ORGANISATION, r"ORGANISME|MUTUELLE|ASSUREUR|COMPLEMENTAIRE|CAISSE|COMPAGNIE"),
    (FieldKind.PLAN, r"FORMULE|GARANTIES?|NIVEAU|OFFRE|PRODUIT|OPTIONS?"),
    (FieldKind.ADDRESS, r"ADRESSE|DOMICILE"),
)
_SYNONYMS = {
    FieldKind.EMAIL: r"ADRESSE|ELECTRONIQUE|E|MAIL|EMAIL|COURRIEL|MEL|DE|CONTACT",
    FieldKind.TELEPHONE: r"NUMERO|NO|DE|TEL|TELEPHONE|CONTACT",
    FieldKind.ACCOUNT: r"IBAN|RIB|DE|DES|REMBOURSEMENTS?|COMPTE|BANCAIRES?|COORDONNEES|POUR|VOS|LES",
    FieldKind.SWITCH: r"TELETRANSMISSION|NOEMIE|LIAISON|LIEN|LA|ACTIVE|ACTIVEE",
}


@lru_cache(maxsize=2_000)
def plain_name(name: str) -> str:
    """A field's name without case, accents or punctuation; `N°`, `n.` and `Nº` all read `NO`."""
    text = re.sub(r"\bN\s*[°º.]|\bNO\b", "NO ", fold(name.replace("º", "°")))
    return " ".join(re.sub(r"[^A-Z0-9]", " ", text).split())


@lru_cache(maxsize=2_000)
def field_kind(name: str) -> FieldKind:
    """The kind of the field called `name`; OTHER when no known word is in it."""
    plain = plain_name(name)
    squeezed = plain.replace("E MAIL", "EMAIL")
    for kind, words in _WORDS:
        if re.search(rf"\b(?:{words})\b", squeezed):
            return kind
    return FieldKind.OTHER


def field_key(name: str) -> str:
    """One key for the spellings of one field: `Tél.`, `Téléphone` and `N° de téléphone` are the same field."""
    kind, plain = field_kind(name), plain_name(name)
    rest = re.sub(rf"\b(?:{_SYNONYMS[kind]})\b", " ", plain) if kind in _SYNONYMS else plain
    return f"{kind}:{' '.join(rest.split())}"
