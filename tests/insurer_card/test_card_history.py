"""Fields followed from snapshot to snapshot: trusted on first sight, told once, one insurer at a time."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.insurer_card import changes
from watchdog_sante.model.operations import Detail, Origin


def snapshot(month: int, file: str = "", **fields: str) -> list[Detail]:
    """The card on the first of a month; field names have underscores for blanks."""
    day = date(2023, month, 1)
    name = file or f"carte_{month}.csv"
    return [
        Detail(f"{day}|{field}|{value}", day, field.replace("_", " "), value, (Origin(name, row),))
        for row, (field, value) in enumerate(fields.items(), start=1)
    ]


def told(details: list[Detail], *insurers: str) -> list[tuple[int, str, str, str]]:
    return [
        (one.after.day.month, one.after.field, one.before.value, one.after.value) for one in changes(details, insurers)
    ]


def series(*values: str, field: str = "Contrat") -> list[Detail]:
    return [row for month, value in enumerate(values, start=1) if value for row in snapshot(month, **{field: value})]


@pytest.mark.parametrize(
    ("values", "months"),
    [
        (("A1", "A1", "B2"), [3]),
        (("A1", "B2", "A1"), [2]),  # one wrong copy: one word
        (("A1", "B2", "A1", "B2"), [2, 4]),  # it came back after it had gone: a new question
        (("A1", "B2", "B2", "A1", "B2"), [2]),  # B had stood: both are known
        (("A1", "B2", "C3"), [2, 3]),
        (("A1", "", "A1"), []),  # a snapshot that lacks the field
        (("A1", "", "B2"), [3]),
        (("", "", "A1"), []),  # first seen: trusted
    ],
)
def test_a_change_is_told_once(values: tuple[str, ...], months: list[int]) -> None:
    assert [month for month, *_ in told(series(*values))] == months


def test_since_when_and_how_often_the_old_value_was_seen() -> None:
    (change,) = changes(series("A1", "a-1", "A 1", "B2"))
    assert (change.since, change.sightings, change.before.day) == (date(2023, 1, 1), 3, date(2023, 1, 1))


def test_two_values_under_one_name_are_both_known() -> None:
    two = [snapshot(month, f"{month}", Téléphone="0969000001; 0140000002") for month in (1, 2)]
    three = snapshot(3, Téléphone="0140000002", Tél="0644000009")
    assert told([*two[0], *two[1], *three]) == [(3, "Tél", "0969000001; 0140000002", "0644000009")]


TILLEULS, CEDRE = "Mutuelle des Tilleuls", "Prévoyance du Cèdre"
HOME, AWAY, ABROAD = "FR7630001005500000000001286", "FR7612345987650000000012339", "DE24500000000000012345"


def turns(letters: str) -> list[tuple[int, str]]:
    """Two insurers' cards, one a month, in the order of the letters: what is told, by month and field."""
    cards = []
    for month, letter in enumerate(letters, start=1):
        name, contract = (TILLEULS, "A1") if letter == "a" else (CEDRE, "B2")
        cards += snapshot(month, Organisme=name, Contrat=contract)
    return [(month, field) for month, field, _, _ in told(cards)]


@pytest.mark.parametrize(
    ("letters", "months"),
    [
        ("aabb", [3]),
        ("aaba", [3]),
        ("abab", [2, 4]),  # replaced, put right, replaced again
        ("ababab", [2]),  # two insurers looked at in turn: the second is told when it appears
        ("ababababab", [2]),
    ],
)
def test_another_insurer_is_told_and_two_in_turn_are_two(letters: str, months: list[int]) -> None:
    assert turns(letters) == [(month, field) for month in months for field in ("Contrat", "Organisme")]


@pytest.mark.parametrize(("account", "months"), [(HOME, []), (AWAY, []), (ABROAD, [2])])
def test_a_second_insurer_that_settings_announce_is_compared_by_its_account(account: str, months: list[int]) -> None:
    cards = [
        *snapshot(1, Organisme=TILLEULS, Contrat="A1", IBAN=HOME),
        *snapshot(2, Organisme=CEDRE, Contrat="B2", IBAN=account),
        *snapshot(3, Organisme=CEDRE, Contrat="B2", IBAN=account),
    ]
    assert [month for month, *_ in told(cards, TILLEULS, CEDRE)] == months


def test_an_account_swapped_after_an_announced_switch_of_insurer_is_told() -> None:
    cards = [
        *snapshot(1, Organisme=TILLEULS, IBAN=HOME),
        *snapshot(2, Organisme=CEDRE, IBAN=HOME),
        *snapshot(3, Organisme=CEDRE, IBAN=AWAY),
        *snapshot(4, Organisme=CEDRE, IBAN=AWAY),
    ]
    assert told(cards, TILLEULS, CEDRE) == [(3, "IBAN", HOME, AWAY)]


def test_two_insurers_on_the_same_day_are_two() -> None:
    cards = [
        *snapshot(1, "a", Organisme="Mutuelle des Tilleuls", Contrat="A1"),
        *snapshot(1, "b", Organisme="Prévoyance du Cèdre", Contrat="B2"),
        *snapshot(2, "c", Organisme="Prévoyance du Cèdre", Contrat="C3"),
    ]
    assert told(cards) == [(2, "Contrat", "B2", "C3")]


def test_settings_that_name_both_insurers_tell_them_apart() -> None:
    cards = [
        *snapshot(1, Organisme="Mutuelle des Tilleuls", Contrat="A1"),
        *snapshot(2, Organisme="Prévoyance du Cèdre", Contrat="B2"),
    ]
    assert told(cards, "Mutuelle des Tilleuls", "Prévoyance du Cèdre") == []


def test_one_insurer_replaced_by_another_is_a_change() -> None:
    cards = [
        *snapshot(1, Organisme="Mutuelle des Tilleuls", Contrat="A1"),
        *snapshot(2, Organisme="Mut. Tilleuls", Contrat="A1"),
        *snapshot(3, Organisme="Prévoyance du Cèdre", Contrat="B2"),
    ]
    assert [field for _, field, _, _ in told(cards)] == ["Contrat", "Organisme"]


@given(
    st.lists(st.lists(st.sampled_from(["A1", "B2", "C3", ""]), min_size=2, max_size=2), min_size=2, max_size=6),
    st.integers(0, 1000),
)
def test_the_order_of_rows_changes_nothing(table: list[list[str]], seed: int) -> None:
    rows = [row for month, (one, two) in enumerate(table, start=1) for row in snapshot(month, Contrat=one, Code=two)]
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    assert changes(shuffled) == changes(rows)


@given(st.lists(st.sampled_from(["A1", "B2", ""]), min_size=1, max_size=6))
def test_the_same_snapshot_in_two_files_is_one(values: list[str]) -> None:
    rows = series(*values)
    twice = [Detail(row.key, row.day, row.field, row.value, (*row.origins, Origin("copie.csv", 1))) for row in rows]
    assert told(twice) == told(rows)
