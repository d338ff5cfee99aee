"""Towns learnt from the history: what stands beside many merchants is no payee."""

import random
from datetime import date, timedelta

import pytest

from watchdog_sante.labels import read_labels
from watchdog_sante.model.operations import LabelReading, Operation

MERCHANTS = ["MERCERIE PLUME", "LIBRAIRIE OMBRELINE", "BOULANGERIE MOREL", "SUPERETTE DU PONT", "VELOCINA",
             "CORALINE FLEURS", "TOITURES MOREL", "EPICERIE LORIOT", "GARAGE DU CYGNE",
             "OPTIQUE DES ALIZES"]  # fmt: skip
FORMS = {
    "cm": "PAIEMENT CB {day:%d%m} {town} {merchant} CARTE 1188",
    "bnp": "FACTURE CARTE DU {day:%d%m%y} {merchant} {town} CARTE 4974XXXXXXXX1188",
    "ca": "PAIEMENT PAR CARTE X1188 {merchant} {town} {day:%d/%m}",
    "ce": "CB {merchant} {town} FACT {day:%d%m%y}",
    "lbp": "ACHAT CB {merchant} {town} {day:%d.%m.%y}",
    "bourso": "CARTE {day:%d/%m/%y} {merchant} {town} CB*1188",
    "sg": "CARTE X1188 {day:%d/%m} {merchant} {town}",
}


def _operations(labels: list[str], first: date = date(2024, 1, 2)) -> list[Operation]:
    return [Operation(f"k{n}", "a", first + timedelta(days=n), -1000, label, 1, ()) for n, label in enumerate(labels)]


def _history(form: str, town: str, merchants: list[str]) -> list[Operation]:
    days = [date(2024, 1, 2) + timedelta(days=n) for n in range(len(merchants))]
    labels = [
        " ".join(FORMS[form].format(day=day, town=town, merchant=merchant).split())
        for day, merchant in zip(days, merchants, strict=True)
    ]
    return _operations(labels)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("town", ["NANTES", "LA ROCHELLE", "AIX EN PROVENCE", "LYON 03", "ST-NAZAIRE"])
def test_the_usual_town_comes_off(form: str, town: str) -> None:
    readings = read_labels(_history(form, town, MERCHANTS * 2))
    assert [(one.payee_key, one.town) for one in readings] == [(merchant, town) for merchant in MERCHANTS * 2]


@pytest.mark.parametrize("form", FORMS)
def test_a_holiday_town_comes_off_beside_merchants_known_at_home(form: str) -> None:
    home, away = _history(form, "NANTES", MERCHANTS * 2), _history(form, "ANNECY", MERCHANTS[:2])
    assert [(one.payee_key, one.town) for one in read_labels([*home, *away])[-2:]] == [
        (merchant, "ANNECY") for merchant in MERCHANTS[:2]
    ]


def test_a_trade_that_is_all_that_remains_keeps_its_town() -> None:
    readings = read_labels(_history("cm", "NANTES", [*MERCHANTS, "PHARMACIE"]))
    assert (readings[-1].payee_key, readings[-1].town) == ("NANTES PHARMACIE", "NANTES")


def test_store_numbers_before_the_town_come_off() -> None:
    readings = read_labels(_history("bnp", "NANTES", [*MERCHANTS, "SUPERETTE DU PONT 4521", "SUPERETTE DU PONT 77"]))
    assert [one.payee_key for one in readings[-2:]] == ["SUPERETTE DU PONT", "SUPERETTE DU PONT 77"]


def test_words_that_open_many_names_are_no_town() -> None:
    """Parking machines and tolls of one company, a trade, an article: none stands for a place."""
    second = ("HALLES", "BEFFROI", "LAVANDE", "REMPART", "CITADELLE", "MOULIN", "PRIEURE")
    names = [f"{first} {last}" for first in ("PARKOVA", "BOULANGERIE", "LE") for last in second]
    alone = [f"PAIEMENT CB 0203 {name} CARTE 1188" for name in names]
    home = [one.label for one in _history("cm", "NANTES", MERCHANTS * 9)]
    readings = read_labels(_operations(home + alone))
    assert [one.payee_key for one in readings[-len(names) :]] == names


def test_without_a_usual_town_nothing_comes_off() -> None:
    labels = [f"PAIEMENT CB 0203 {merchant} CARTE 1188" for merchant in MERCHANTS]
    assert [one.payee_key for one in read_labels(_operations(labels))] == MERCHANTS


def test_a_few_labels_teach_nothing() -> None:
    readings = read_labels(_history("bnp", "NANTES", MERCHANTS[:3]))
    assert [one.payee_key for one in readings] == [f"{merchant} NANTES" for merchant in MERCHANTS[:3]]


def test_transfers_and_debits_keep_their_towns() -> None:
    home = _history("bourso", "NANTES", MERCHANTS)
    more = _operations(["VIR SEPA MAIRIE DE NANTES", "PRLV SEPA EAUX DE NANTES"])
    assert [one.payee_key for one in read_labels([*home, *more])[-2:]] == ["MAIRIE DE NANTES", "EAUX DE NANTES"]


def test_the_intermediary_is_noted_beside_a_town_too() -> None:
    readings = read_labels(_history("cm", "NANTES", [*MERCHANTS, "SUMUP *ATELIER LISE"]))
    assert (readings[-1].payee_key, readings[-1].intermediary) == ("ATELIER LISE", "SUMUP")


def test_the_order_of_the_history_changes_nothing() -> None:
    history = [
        *_history("cm", "NANTES", MERCHANTS * 2),
        *_history("bnp", "ANNECY", MERCHANTS),
        *_history("ca", "LA ROCHELLE", MERCHANTS[:4]),
    ]
    expected: dict[tuple[str, date], LabelReading] = {
        (one.label, one.booked): reading for one, reading in zip(history, read_labels(history), strict=True)
    }
    for seed in range(5):
        shuffled = random.Random(seed).sample(history, len(history))
        found = {(one.label, one.booked): r for one, r in zip(shuffled, read_labels(shuffled), strict=True)}
        assert found == expected
