"""The profiles as data: what is refused in a profile, and that the package's own do not stand in each other's way."""

from collections import Counter
from typing import Any

import pytest
from pydantic import ValidationError

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.package_data import profiles
from watchdog_sante.readers.csv_layout import layouts_by_header
from watchdog_sante.readers.profile import Profile, Role

_BANKS_OF_THE_CONTRACT = {
    "BNP Paribas",
    "Société Générale",
    "Crédit Agricole",
    "Caisse d'Épargne",
    "Banque Populaire",
    "Crédit Mutuel",
    "CIC",
    "La Banque Postale",
    "LCL",
    "BoursoBank",
    "Fortuneo",
    "Hello bank!",
    "N26",
    "Revolut",
}


def _profile(**changes: Any) -> Profile:
    data: dict[str, Any] = {
        "name": "own",
        "source": "test",
        "columns": {"Jour": "day", "Texte": "label", "Somme": "amount"},
    }
    return Profile.model_validate(data | changes)


def test_every_bank_of_the_contract_is_served() -> None:
    assert {bank for profile in profiles() for bank in profile.banks} >= _BANKS_OF_THE_CONTRACT


def test_names_are_unique_and_every_profile_says_where_it_is_known_from() -> None:
    assert [name for name, times in Counter(profile.name for profile in profiles()).items() if times > 1] == []
    assert all(profile.source for profile in profiles())


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_a_header_of_all_its_names_is_claimed_by_this_profile_alone(profile: Profile) -> None:
    """Of names for one role only the first, as a real header has one of them."""
    if profile.fields:
        return
    names: dict[str, Role] = {}
    for name, role in profile.columns.items():
        if role in (Role.IGNORED, Role.LABEL) or role not in names.values():
            names[name] = role
    header = ";".join(name.partition("#")[0] for name in names)
    assert [layout.profile.name for layout in layouts_by_header([header], profiles())] == [profile.name]


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "blue"},
        {"columns": {"Jour": "day", "Texte": "label", "Somme": "price"}},
        {"columns": {"Jour": "day", "Somme": "amount"}},
        {"columns": {"Texte": "label", "Somme": "amount"}},
        {"columns": {"Jour": "day", "Texte": "label"}},
        {"columns": {"Jour": "day", "Texte": "label", "Sorties": "debit"}},
        {"kind": "insurer_details"},
        {"kind": "basic_insurer"},
        {"kind": "savings"},
        {"name": "Mon profil"},
        {"lines": ["solde (?P<balance>"]},
        {"lines": ["x{99999999999}"]},
        {"days": []},
        {"delimiters": []},
        {"decimal": ";"},
        {"fields": 3},
        {"fields": 101, "columns": {"#1": "day", "#2": "label", "#3": "amount"}},
        {"source": None},
        {"days": ["%d/%m/%Y %Y"]},
        {"days": ["%d/%m"]},
        {"days": ["%Q"]},
    ],
    ids=str,
)
def test_a_profile_that_says_something_else_is_refused(changes: dict[str, Any]) -> None:
    _profile()
    with pytest.raises(ValidationError):
        _profile(**changes)


def test_a_second_column_of_one_name_is_told_by_its_number() -> None:
    profile = _profile(columns={"Date": "day", "Libellé": "label", "Solde": "amount", "Solde#2": "balance"})
    layouts = layouts_by_header(["Date;Libellé;Solde;Solde"], [profile])
    assert [layout.roles for layout in layouts] == [(Role.DAY, Role.LABEL, Role.AMOUNT, Role.BALANCE)]


def test_canonical_headers_are_those_of_the_contract() -> None:
    headers = {profile.kind: ";".join(profile.columns) for profile in profiles() if profile.kind is not SourceKind.BANK}
    assert headers == {
        SourceKind.BASIC_INSURER: (
            "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
            "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence"
        ),
        SourceKind.TOP_UP_INSURER: (
            "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;Dépense;Remboursement Sécurité sociale;"
            "Remboursement mutuelle;Payé à;N° décompte"
        ),
        SourceKind.INSURER_DETAILS: "Date;Champ;Valeur",
    }


def test_a_signed_amount_goes_before_a_debit_and_a_credit() -> None:
    layouts = layouts_by_header(["Date;Libellé;Débit;Crédit;Montant"], profiles())
    assert [layout.roles for layout in layouts] == [(Role.DAY, Role.LABEL, Role.IGNORED, Role.IGNORED, Role.AMOUNT)]
