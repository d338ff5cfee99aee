"""Telephone numbers, addresses and domains as people write them."""

import pytest

from watchdog_sante.insurer_card.contact import domain_of, hosts_in, is_mobile_or_premium, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("09 69 00 00 01", {"0969000001"}),
        ("+33969000001", {"0969000001"}),
        ("33 9 69 00 00 01", {"0969000001"}),
        ("0033 (0)9.69.00.00.01", {"0969000001"}),
        ("3646", {"3646"}),
        ("+352 27 00 00", {"+352270000"}),
        ("09 69 00 00 01 / 06 44 00 00 02", {"0969000001", "0644000002"}),
        ("09 69 00 00 01, du lundi au vendredi de 8h30 à 18h00", {"0969000001"}),
        ("0 892 70 57 05 (0,34 €/min)", {"0892705705"}),
        ("aucun", set()),
    ],
)
def test_the_numbers_of_a_text(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("number", "unusual"),
    [
        ("0644000001", True),
        ("0744000001", True),
        ("0892705705", True),
        ("+352270000", True),
        ("0969000001", False),
        ("0140000001", False),
        ("0800000001", False),
        ("3646", False),
    ],
)
def test_mobiles_and_costly_numbers(number: str, unusual: bool) -> None:
    assert is_mobile_or_premium(number) is unusual


def test_only_the_part_that_someone_bought_counts() -> None:
    assert domain_of("contact@assure.tilleuls.example") == "tilleuls.example"
    assert domain_of("a@service.gouv.fr") == "service.gouv.fr"
    assert hosts_in("voir https://espace.tilleuls.example/login") == {"tilleuls.example"}
