"""What a field is about, from its name."""

import pytest

from watchdog_sante.insurer_card.fields import FieldKind as Kind
from watchdog_sante.insurer_card.fields import field_key, field_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IBAN de remboursement", Kind.ACCOUNT),
        ("RIB", Kind.ACCOUNT),
        ("Coordonnées bancaires", Kind.ACCOUNT),
        ("E-mail", Kind.EMAIL),
        ("Adresse e-mail", Kind.EMAIL),
        ("Courriel de contact", Kind.EMAIL),
        ("Téléphone", Kind.TELEPHONE),
        ("N° de tél.", Kind.TELEPHONE),
        ("Site internet", Kind.WEBSITE),
        ("Télétransmission", Kind.SWITCH),
        ("Lien NOÉMIE", Kind.SWITCH),
        ("Opérateur de tiers payant", Kind.OPERATOR),
        ("N° de contrat", Kind.NUMBER),
        ("Nº adhérent", Kind.NUMBER),
        ("Numéro AMC", Kind.NUMBER),
        ("Adhérent", Kind.PERSON),
        ("Bénéficiaires", Kind.PERSON),
        ("Ayants droit", Kind.PERSON),
        ("Organisme", Kind.ORGANISATION),
        ("Mutuelle", Kind.ORGANISATION),
        ("Formule", Kind.PLAN),
        ("Niveau de garantie", Kind.PLAN),
        ("Adresse", Kind.ADDRESS),
        ("Date d'effet", Kind.OTHER),
    ],
)
def test_the_kind_of_a_field(name: str, kind: Kind) -> None:
    assert field_kind(name) is kind


@pytest.mark.parametrize(
    "names",
    [
        ("Téléphone", "Tél.", "N° de téléphone", "TELEPHONE"),
        ("E-mail", "Email", "Adresse e-mail", "Courriel"),
        ("IBAN de remboursement", "IBAN", "RIB"),
        ("N° de contrat", "Nº DE CONTRAT", "n. de contrat"),
    ],
)
def test_spellings_of_one_field_have_one_key(names: tuple[str, ...]) -> None:
    assert len({field_key(name) for name in names}) == 1


def test_two_accounts_on_one_card_stay_two_fields() -> None:
    assert field_key("IBAN de remboursement") != field_key("IBAN de prélèvement")
