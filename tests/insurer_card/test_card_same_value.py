"""What is merely written otherwise is no change; what is another value is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.insurer_card.fields import FieldKind as Kind
from watchdog_sante.insurer_card.same_value import mistyped, same_value

HOME = "FR7630001005500000000001286"
OTHER = "FR7612345987650000000012339"

WRITTEN_OTHERWISE = [
    (Kind.ACCOUNT, HOME, "FR76 3000 1005 5000 0000 0001 286"),
    (Kind.ACCOUNT, HOME, "fr76-3000-1005-5000-0000-0001-286"),
    (Kind.ACCOUNT, HOME, "30001 00550 00000000012 86"),
    (Kind.ACCOUNT, HOME, "IBAN : FR76 3000 1005 5000 0000 0001 286"),
    (Kind.ACCOUNT, HOME, "FR76 **** **** **** **** **** 286"),
    (Kind.ACCOUNT, "FR…1286", HOME),
    (Kind.TELEPHONE, "0969000001", "09 69 00 00 01"),
    (Kind.TELEPHONE, "09.69.00.00.01", "+33 9 69 00 00 01"),
    (Kind.TELEPHONE, "09 69 00 00 01", "+33 (0)9 69 00 00 01"),
    (Kind.TELEPHONE, "0969000001", "0033969000001"),
    (Kind.TELEPHONE, "0969000001", "969000001"),
    (Kind.TELEPHONE, "09 69 00 00 01", "09 69 00 00 01 (appel non surtaxé, de 9h00 à 18h30)"),
    (Kind.TELEPHONE, "3646", "36 46"),
    (Kind.TELEPHONE, "09 69 00 00 01 / 01 40 00 00 02", "01 40 00 00 02"),
    (Kind.EMAIL, "contact@tilleuls.example", "Contact@Tilleuls.example"),
    (Kind.EMAIL, "contact@tilleuls.example", "mailto:contact@tilleuls.example"),
    (Kind.WEBSITE, "www.tilleuls.example", "https://tilleuls.example/espace-adherent"),
    (Kind.PERSON, "Élodie MARTEL", "MARTEL ELODIE"),
    (Kind.PERSON, "Mme Élodie Martel", "MARTEL E."),
    (Kind.PERSON, "Jean-Pierre Le Goff", "LE GOFF JEAN PIERRE"),
    (Kind.PERSON, "Élodie Martel", "Elodie Marie MARTEL"),
    (Kind.PERSON, "Élodie Martel", "Élodie Martell"),
    (Kind.PERSON, "Élodie Martel, Paul Martel", "MARTEL Paul et MARTEL Elodie"),
    (Kind.ORGANISATION, "Mutuelle des Tilleuls", "Mut. Tilleuls SA"),
    (Kind.ORGANISATION, "MUTUELLE DES TILLEULS", "Mutuelle des Tilleuls (groupe Cèdre)"),
    (Kind.ORGANISATION, "C.P.A.M. DU BOCAGE", "CPAM du Bocage"),
    (Kind.NUMBER, "0044 100-27", "4410027"),
    (Kind.SWITCH, "oui", "OUI"),
    (Kind.SWITCH, "Oui", "Activée"),
    (Kind.SWITCH, "non", "désactivée le 3/4"),
    (Kind.ADDRESS, "12 bd des Ormes, 44000 NANTES", "12, Boulevard des Ormes 44000 Nantes"),
    (Kind.PLAN, "Confort 2", "CONFORT-2"),
    (Kind.PLAN, "Confort 2", "Formule Confort 2"),
    (Kind.OTHER, "Carte valable jusqu'au 31/12/2023", "Carte valable jusqu’au 31/12/2024"),
    (Kind.OTHER, "", "quelque chose"),
]

ANOTHER_VALUE = [
    (Kind.ACCOUNT, HOME, OTHER),
    (Kind.ACCOUNT, HOME, "FR76 **** **** **** **** **** 339"),
    (Kind.ACCOUNT, "FR…1286", "DE…1286"),
    (Kind.TELEPHONE, "0969000001", "0644000001"),
    (Kind.TELEPHONE, "0969000001", "09 69 00 00 01 ou 06 44 00 00 01"),
    (Kind.TELEPHONE, "0969000001", "+32 969000001"),
    (Kind.EMAIL, "contact@tilleuls.example", "contact@tilleuls.example.org"),
    (Kind.PERSON, "Élodie MARTEL", "Karim MARTEL"),
    (Kind.PERSON, "Élodie Martel", "Élodie Martel, Karim Martel"),
    (Kind.ORGANISATION, "Mutuelle des Tilleuls", "Mutuelle des Ormes"),
    (Kind.ORGANISATION, "Mutuelle des Tilleuls", "Mutuelle"),
    (Kind.NUMBER, "4410027", "4410028"),
    (Kind.SWITCH, "oui", "non"),
    (Kind.SWITCH, "oui", "n'est pas activée"),
    (Kind.PLAN, "Confort 2", "Confort 3"),
    (Kind.ADDRESS, "12 rue des Ormes, 44000 Nantes", "14 rue des Ormes, 44000 Nantes"),
]


@pytest.mark.parametrize(("kind", "before", "after"), WRITTEN_OTHERWISE)
def test_written_otherwise_is_the_same_value(kind: Kind, before: str, after: str) -> None:
    assert same_value(kind, before, after)


@pytest.mark.parametrize(("kind", "before", "after"), ANOTHER_VALUE)
def test_another_value_is_a_change(kind: Kind, before: str, after: str) -> None:
    assert not same_value(kind, before, after)


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        (Kind.ACCOUNT, HOME, HOME.replace("1286", "1268"), True),  # its check digits fail: no bank has it
        (Kind.ACCOUNT, HOME, OTHER, False),
        (Kind.TELEPHONE, "0969000001", "0969000010", True),
        (Kind.TELEPHONE, "0969000001", "0644000001", False),
        (Kind.NUMBER, "4410027", "4410072", True),
        (Kind.NUMBER, "4410027", "8810999", False),
        (Kind.ORGANISATION, "Mutuelle des Tilleuls", "Mutuelle des Tileuls", True),
        (Kind.ORGANISATION, "Mutuelle des Tilleuls", "Mutuelle des T1lleuls", False),  # a digit imitates a letter
        (Kind.EMAIL, "contact@tilleuls.example", "contact@tileuls.example", False),
    ],
)
def test_a_slip_of_the_hand_is_told_apart(kind: Kind, before: str, after: str, expected: bool) -> None:
    assert mistyped(kind, before, after) is expected


@given(st.lists(st.sampled_from(["", " ", "  ", "-", "."]), min_size=27, max_size=27), st.booleans())
def test_an_account_is_the_same_however_it_is_spaced(blanks: list[str], lower: bool) -> None:
    written = "".join(letter + blank for letter, blank in zip(HOME, blanks, strict=True))
    assert same_value(Kind.ACCOUNT, HOME, written.lower() if lower else written)


@given(st.integers(0, 10**11 - 1), st.integers(0, 10**11 - 1))
def test_two_accounts_are_the_same_only_when_their_numbers_are(one: int, other: int) -> None:
    accounts = [f"3000100550{number:011d}86" for number in (one, other)]
    assert same_value(Kind.ACCOUNT, *accounts) is (one == other)


@given(st.permutations(["ELODIE", "MARIE", "MARTEL"]), st.sampled_from(["", "Mme ", "M. "]), st.booleans())
def test_the_order_of_names_changes_nobody(words: list[str], title: str, lower: bool) -> None:
    name = title + " ".join(words)
    assert same_value(Kind.PERSON, "Élodie Marie MARTEL", name.lower() if lower else name)
