"""The demo's household: always the same, two accounts in two forms, both insurers, and the three things it shows."""

from collections import Counter

from watchdog_sante.household_generator import demo_household


def test_the_demo_is_the_same_every_time() -> None:
    assert demo_household() == demo_household()


def test_the_demo_shows_its_three_frauds_and_nothing_else() -> None:
    household = demo_household()
    kinds = [(label.kind, label.acceptable) for label in household.labels]
    assert kinds == [("reimbursement_diverted", False), ("new_creditor", False), ("iban_same_country", False)]


def test_the_demo_has_twenty_four_months_of_each_source() -> None:
    files = Counter(file.name.rpartition("/")[2].split("_")[0].split(" 20")[0] for file in demo_household().files)
    extensions = Counter(file.name.rpartition(".")[2] for file in demo_household().files)
    assert extensions["ofx"] == 24
    assert extensions["csv"] >= 3 * 23 + 6
    assert len(files) >= 4
