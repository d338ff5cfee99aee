"""The generator's promises: same seed same bytes, labels that name real rows, every kind planted, valid identifiers."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from stdnum import iban as stdnum_iban

from watchdog_sante.household_generator import FRAUDS, INNOCENTS, PATTERN_OF, GeneratedHousehold, generate, labels_json
from watchdog_sante.household_generator.accounts import all_ibans
from watchdog_sante.household_generator.innocents.natural import KINDS as NATURAL_KINDS

SEEDS = range(100)
# What a household may be without planting: twins that only some seeds have by their very composition.
BY_COMPOSITION = {"spouse_account_unseen", "hotel_abroad", "annual_insurance_again"}


@cache
def household(seed: int) -> GeneratedHousehold:
    return generate(seed)


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert all(generate(seed) == household(seed) for seed in range(4))


def test_another_seed_gives_another_household() -> None:
    assert household(1).files != household(2).files


def test_every_fraud_is_planted_in_some_household() -> None:
    planted = {label.kind for seed in SEEDS for label in household(seed).labels if not label.acceptable}
    planted |= {kind for kind in set(FRAUDS) - planted if _planted_on_request(kind)}
    assert planted == set(FRAUDS)


def _planted_on_request(kind: str) -> bool:
    return any(kind == label.kind for seed in range(12) for label in generate(seed, frauds=(kind,)).labels)


def test_every_innocent_twin_is_planted_in_some_household() -> None:
    kinds = {label.kind for seed in SEEDS for label in (*household(seed).labels, *household(seed).silent)}
    assert kinds - set(FRAUDS) - {"before_sleep"} == set(INNOCENTS) | set(NATURAL_KINDS) | BY_COMPOSITION


def test_there_are_at_least_as_many_innocent_kinds_as_frauds() -> None:
    assert len(INNOCENTS) >= len(FRAUDS)
    assert set(PATTERN_OF) == set(FRAUDS)
    assert {int(pattern[1:]) for pattern in PATTERN_OF.values()} == set(range(1, 15)) - {13}  # P13 is no fraud


def test_a_household_without_frauds_plants_none() -> None:
    for seed in range(20):
        assert [label for label in generate(seed, frauds=()).labels if not label.acceptable] == []


def test_without_innocents_only_frauds_are_labelled() -> None:
    alone = generate(5, innocents=False, frauds=("new_creditor",))
    assert ([label.kind for label in alone.labels], alone.silent) == (["new_creditor"], ())


@pytest.mark.parametrize("seed", range(6))
def test_a_fraud_changes_nothing_but_itself(seed: int) -> None:
    kind = "new_instant_transfer"
    without, with_it = generate(seed, frauds=()), generate(seed, frauds=(kind,))
    planted = [label for label in with_it.labels if label.kind == kind]
    before, after = (Counter(line for file in one.files for line in _rows(file.data)) for one in (without, with_it))
    assert [label for label in with_it.labels if label.kind != kind] == list(without.labels)
    assert len(planted) == 1
    assert len(before) > 500
    # Balances move with the fraud, so rows that tell a balance are compared without it by `_rows`.
    assert not before - after


def _rows(data: bytes) -> list[str]:
    """The lines of a file without what a balance makes of them."""
    text = data.decode("utf-8", "replace")
    rows = [line.split(";") for line in text.splitlines() if "BALAMT" not in line and "olde" not in line]
    english = [line.rpartition(",")[0] for line in text.splitlines() if ";" not in line and line.count(",") > 8]
    return (
        english
        + [";".join(cells[:3]) for cells in rows if len(cells) > 3 and not cells[0].startswith("=")]
        + [line for line in text.splitlines() if line.startswith(("<TRNAMT>", "<NAME>"))]
    )


def test_labels_name_rows_that_are_in_the_files() -> None:
    for seed in range(25):
        made = household(seed)
        text = {file.name: _text(file.data) for file in made.files}
        days = "\n".join(text.values())
        for planted in (*made.labels, *made.silent):
            for row in planted.evidence:
                assert _told(days, row.day, row.cents, row.field), (seed, planted.kind, row)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _told(text: str, day: date, cents: int | None, field: str | None) -> bool:
    """Whether some day and amount (or field) are written in the files, in any of the forms that exports use."""
    days = (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day:%d/%m/%y}")
    if field is not None:
        return f"{day:%d/%m/%Y};{field};" in text
    whole, rest = divmod(abs(cents or 0), 100)
    forms = {f"{w}{point}{rest:02d}" for w in (f"{whole}", f"{whole:,}".replace(",", " ")) for point in ",."}
    return any(form in text for form in days) and any(form in text for form in forms)


def test_labels_are_told_as_the_labelled_households_tell_them() -> None:
    told = json.loads(labels_json(household(3)))
    assert (told["household"], told["months"]) == (household(3).name, 24)
    assert [(label["kind"], label["acceptable"]) for label in told["labels"]] == [
        (label.kind, label.acceptable) for label in household(3).labels
    ]
    row = next(label for label in told["labels"] if label["evidence"])["evidence"][0]
    assert set(row) == {"source", "date", "amount", "field"}


def test_every_iban_is_valid_and_listed_as_invented() -> None:
    listed = set((Path(__file__).parents[1] / "invented_ibans.txt").read_text().split())
    assert all(stdnum_iban.is_valid(iban) for iban in all_ibans())
    assert set(all_ibans()) <= listed


CANONICAL = {
    "Date de paiement": "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;"
    "Montant payé;Base de remboursement;Taux;Montant remboursé;Destinataire;Référence",
    "Date de règlement": "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;Dépense;"
    "Remboursement Sécurité sociale;Remboursement mutuelle;Payé à;N° décompte",
    "Date": "Date;Champ;Valeur",
}


def test_insurers_files_have_the_canonical_forms() -> None:
    forms = set()
    for seed in range(8):
        for file in household(seed).files:
            rows = (
                list(csv.reader(io.StringIO(_text(file.data)), delimiter=";")) if file.name.endswith(".csv") else [[]]
            )
            head = rows[0][0] if rows[0] else ""
            if head in CANONICAL and rows[0][1:2] != ["Libellé"] and rows[0][1:2] != ["Date de valeur"]:
                assert ";".join(rows[0]) == CANONICAL[head]
                assert {len(row) for row in rows} == {len(rows[0])}
                forms.add(head)
    assert forms == set(CANONICAL)


def test_a_bank_can_be_asked_for() -> None:
    assert generate(0, bank="lcl", months=7, innocents=False).name == "0-lcl-ofx"
    with pytest.raises(ValueError, match="no such bank"):
        generate(0, bank="no such bank")
    with pytest.raises(KeyError):
        generate(0, frauds=("no such fraud",))


def test_no_two_files_of_a_household_bear_one_name() -> None:
    for seed in SEEDS:
        names = [file.name for file in household(seed).files]
        assert len(names) == len(set(names))


def test_nothing_in_the_files_looks_like_a_social_security_number() -> None:
    number = re.compile(r"(?<![0-9A-Za-z])[12378][0-9]{12}(?:[0-9]{2})?(?![0-9A-Za-z])")
    found = {
        match.group() for seed in range(25) for file in household(seed).files for match in _numbers(number, file.data)
    }
    assert found == set()


def _numbers(number: re.Pattern[str], data: bytes) -> list[re.Match[str]]:
    return list(number.finditer(_text(data)))
