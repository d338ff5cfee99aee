"""The key of a payee: one for all its spellings, never one for two payees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.labels import payee_key, read_labels
from watchdog_sante.model.operations import Operation, Origin

ONE_PAYEE = [
    ("ORANGEADE SA", "Orangeade", "ORANGEADE S.A.", "ORANGEADE S A"),
    ("M LORIOT ARSENE", "MR LORIOT ARSÈNE", "M. LORIOT ARSENE", "MONSIEUR LORIOT ARSENE"),
    ("M OU MME LORIOT", "M. ET MME LORIOT", "MME OU M LORIOT"),
    ("CARREFOUR MARKET 4510", "CARREFOUR MARKET", "Carrefour Market 75011", "CARREFOUR-MARKET"),
    ("NAVETTE.COM", "WWW.NAVETTE.FR", "NAVETTE"),
    ("H&M", "H & M", "H  &  M 0451"),
    ("CLINIQUE SAINT-AUGUSTE", "CLINIQUE ST AUGUSTE"),
    ("PLOMBERIE MOREL SARL", "SARL PLOMBERIE MOREL", "PLOMBERIE MOREL S.A.R.L.", "PLOMBERIE MOREL SAS SARL"),
    ("S.N.C.F", "SNCF", "S.N.C.F."),
    ("NAVETTE EUROPE S.A.R.L. ET CIE S.C.A.", "NAVETTE EUROPE"),
    ("L'ÉPI D'OR", "L EPI D OR", "L’EPI D’OR"),
    ("MUTUELLE DES ALIZES 334512207", "MUTUELLE DES ALIZÉS", "MUTUELLE DES ALIZES SEPA"),
    ("LOYERS LORIOT MARS 2024", "LOYERS LORIOT AVRIL 2024", "LOYERS LORIOT"),
]
CPAM = [
    "CPAM", "C.P.A.M.", "C P A M", "CPAM DE PARIS", "C.P.A.M. DE L'ISERE", "CPAM DE L ISERE", "CPAM 131 MARSEILLE",
    "CPAM01", "CPAM 75", "CPAMHAUTSDESEINE", "CPAM SAONE ET LOIRE 562520005600",
    "CAISSE PRIMAIRE D'ASSURANCE MALADIE DU RHONE", "CAISSE PRIMAIRE ASS MALADIE", "CAISSE PRIM ASSUR MALADIE 75",
    "CPAMTS RHONE", "CPAM.ISERE", "C.P.A.M",
]  # fmt: skip
TWO_PAYEES = [
    ("CPAM", "CPAN"),
    ("CPAM", "CPAMELI"),
    ("CPAM", "AMELI REMBOURST"),
    ("CPAM", "ASSURANCE MALADIE REMBOURSEMENT"),
    ("CPAM DE PARIS", "CAF DE PARIS"),
    ("CPAM", "CGSS REUNION"),
    ("HARMONIE MUTUELLE", "HARM0NIE MUTUELLE"),
    ("HARMONIE MUTUELLE", "HARMONIE MUUELLE"),
    ("STUDIO 28", "STUDIO 54"),
    ("STUDIO 104", "STUDIO 208"),
    ("MR BRICOLAGE", "BRICOLAGE"),
    ("APPLE.COM/BILL", "APPLE STORE"),
    ("SCI LORIOT", "LORIOT"),
    ("FITZEN GESTION SAS", "FITZEN SERVICES"),
    ("M LORIOT ARSENE", "MME LORIOT BERTILLE"),
    ("STE GENEVIEVE ASSURANCES", "GENEVIEVE ASSURANCES"),
    ("SOCIETE GENERALE", "GENERALE"),
    ("LIBRAIRIE OMBRELINE 3", "LIBRAIRIE OMBRELINE 4"),
]


@pytest.mark.parametrize("spellings", ONE_PAYEE, ids=lambda spellings: str(spellings[0]))
def test_one_payee_of_many_spellings(spellings: tuple[str, ...]) -> None:
    assert len({payee_key(text) for text in spellings}) == 1


@pytest.mark.parametrize("text", CPAM)
def test_every_spelling_of_a_caisse_primaire(text: str) -> None:
    assert payee_key(text) == "CPAM"


@pytest.mark.parametrize(("one", "other"), TWO_PAYEES)
def test_never_one_payee_of_two(one: str, other: str) -> None:
    assert payee_key(one) != payee_key(other)


def test_nothing_has_no_key() -> None:
    assert [payee_key(text) for text in ("", "   ", ".", "---")] == ["", "", "", ""]


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert payee_key(payee_key(text)) == payee_key(text)


AWKWARD = "M MME SA SARL ET CIE 4510 12 CPAM SAINT LORIOT MARS 2024 SEPA C P A S REF W.W X.COM &".split()


@given(st.lists(st.sampled_from(AWKWARD)))
def test_a_key_of_awkward_words_is_its_own_key(words: list[str]) -> None:
    key = payee_key(" ".join(words))
    assert payee_key(key) == key


def _operation(label: str, cents: int, type_hint: str, payee: str) -> Operation:
    day, origins = date(2025, 3, 7), (Origin("n26.csv", 2),)
    return Operation(label, "", day, cents, label, 1, origins, type_hint=type_hint, payee=payee)


@pytest.mark.parametrize(
    ("name", "reference", "cents", "type_hint", "expected"),
    [
        ("Chouette AB", "JUZHKQDRH", -1099, "Direct Debit", ("CHOUETTE AB", "CHOUETTE AB", "")),
        ("Chouette AB", "abonnement 4471", -1099, "Direct Debit", ("CHOUETTE AB", "CHOUETTE AB", "ABONNEMENT 4471")),
        ("Léo Marchand", "merci pour samedi", -2500, "Debit Transfer", ("LEO MARCHAND", "LEO MARCHAND", "")),
        ("Atelier Dupuy", "Salaire mars", 185000, "Credit Transfer", ("ATELIER DUPUY", "ATELIER DUPUY", "")),
        ("Librairie Morel", "avoir du 3", -1900, "Presentment", ("LIBRAIRIE MOREL", "LIBRAIRIE MOREL", "")),
        ("Chouette AB", "dépôt", -1099, "inconnu", ("CHOUETTE AB", "CHOUETTE AB", "")),
        ("", "Chouette AB", -1099, "Direct Debit", ("CHOUETTE AB", "CHOUETTE AB", "")),
        ("PRLV SEPA CHOUETTE", "ABC", -1099, "Direct Debit", ("CHOUETTE ABC", "CHOUETTE ABC", "")),
    ],
)
def test_a_payee_in_a_column_of_its_own_ends_where_its_column_ends(
    name: str, reference: str, cents: int, type_hint: str, expected: tuple[str, str, str]
) -> None:
    """Whatever the reference says this month; opening words of a bank still come first."""
    (reading,) = read_labels([_operation(f"{name} {reference}".strip(), cents, type_hint, name)])
    assert (reading.payee_key, reading.payee, reading.reference) == expected
