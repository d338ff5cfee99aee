"""The registry of mandates: which debits are one creditor's, what is usual, and the legal clocks."""

import random
from datetime import date

import pytest

from watchdog_sante.labels import read_labels
from watchdog_sante.mandates import Mandate, Seen, registry, rhythm
from watchdog_sante.model.household import Household, Insurer, InsurerRole
from watchdog_sante.model.knowledge import Knowledge, NamedGroup
from watchdog_sante.model.operations import Movement, Operation, Origin

KNOWN = Knowledge(intermediaries=(NamedGroup("debits", ("PAYPAL",)),))
LAC = "PRLV SEPA TELECOM DU LAC ECH/050123 ID EMETTEUR/{} MDT/{}"


def moved(day: str, cents: int, label: str, account: str = "A") -> Operation:
    key = f"{account}|{day}|{cents}|{label}"
    return Operation(key, account, date.fromisoformat(day), cents, label, 1, (Origin("f", 1),))


def registered(*operations: Operation, household: Household | None = None) -> tuple[Mandate, ...]:
    return registry(map(Movement, operations, read_labels(operations)), household or Household(), KNOWN)


def monthly(label: str, cents: int, months: int = 4, account: str = "A") -> list[Operation]:
    return [moved(f"2023-{month:02}-05", -cents, label, account) for month in range(1, months + 1)]


def test_a_creditor_is_its_country_and_national_id() -> None:
    rows = monthly(LAC.format("FR72ZZZ123456", "A1001"), 3999)
    rows += [moved("2023-05-05", -4150, "PRLV SEPA LAC TELECOM SAS ECH/050523 ID EMETTEUR/FR72VIE123456 MDT/A2002")]
    (one,) = registered(*rows)
    assert (one.key, one.by_id, one.subject, one.country) == ("FR123456", True, "creditor:FR123456", "FR")
    assert (one.usual_cents, one.spread_cents, one.rhythm_months) == (3999, 0, 1)
    assert [seen.text for seen in one.names] == ["TELECOM DU LAC", "LAC TELECOM"]
    assert one.references == (
        Seen("A1001", date(2023, 1, 5), date(2023, 4, 5), 4),
        Seen("A2002", date(2023, 5, 5), date(2023, 5, 5), 1),
    )
    assert (one.first, one.last, one.refund_by, one.contest_by) == (
        date(2023, 1, 5),
        date(2023, 5, 5),
        date(2023, 6, 30),
        date(2024, 6, 5),
    )


def test_outside_the_eea_seventy_days() -> None:
    (one,) = registered(moved("2023-05-05", -4150, "PRLV SEPA LAKE LTD ECH/050523 ID EMETTEUR/GB08ZZZ00000012345678"))
    assert (one.country, one.contest_by) == ("GB", date(2023, 7, 14))


def test_a_name_without_an_id_joins_the_creditor_it_is_known_under() -> None:
    rows = monthly(LAC.format("FR72ZZZ123456", "A1001"), 3999)
    rows += monthly("PRLV SEPA TELECOM DU LAC", 3999, account="B")
    (one,) = registered(*rows)
    assert (one.key, one.accounts, len(one.debits)) == ("FR123456", ("A", "B"), 8)


def test_the_reason_behind_the_name_makes_no_other_creditor_where_the_reference_stays() -> None:
    label = "PRELEVEMENT DE TELECOM DU LAC {} REF : {}"
    rows = monthly(label.format("FACTURE", "TDL-4344266"), 3999, months=3)
    rows += [moved("2023-04-05", -3999, label.format("ABONNEMENT", "TDL-4344266"))]
    (one,) = registered(*rows)
    assert (one.key, len(one.debits)) == ("TELECOM DU LAC FACTURE", 4)
    other = [moved("2023-05-05", -3999, label.format("ABONNEMENT", "TDL-9999999"))]
    assert [len(one.debits) for one in registered(*rows[:3], *other)] == [3, 1]
    other = [moved("2023-05-05", -3999, "PRELEVEMENT DE EAUX DU LAC REF : TDL-4344266")]
    assert [len(one.debits) for one in registered(*rows[:3], *other)] == [3, 1]


def test_two_ids_under_one_name_are_two_creditors() -> None:
    rows = monthly(LAC.format("FR72ZZZ123456", "A1"), 3999) + monthly(LAC.format("DE98ZZZ09999999999", "B2"), 3999)
    assert [one.key for one in registered(*rows)] == ["DE09999999999", "FR123456"]


def test_an_added_word_without_ids_is_another_creditor() -> None:
    rows = monthly("PRLV SEPA MUTUELLE DES LACS", 8850) + monthly("PRLV SEPA MUTUELLE DES LACS SERVICES", 8850)
    assert [one.key for one in registered(*rows)] == ["MUTUELLE DES LACS", "MUTUELLE DES LACS SERVICES"]


def test_refunds_belong_to_their_creditor_and_credits_are_no_debits() -> None:
    rows = monthly("PRLV SEPA TELECOM DU LAC", 3999)
    rows += [
        moved("2023-04-09", 3999, "REJET PRLV SEPA TELECOM DU LAC"),
        moved("2023-04-10", 12, "VIR SEPA TELECOM DU LAC"),
    ]
    (one,) = registered(*rows)
    assert ([row.cents for row in one.returns], len(one.debits)) == ([3999], 4)


@pytest.mark.parametrize(
    ("label", "household", "premium"),
    [
        ("PRLV SEPA MUT DES LACS", Household(), True),
        ("PRLV SEPA ORVANE GESTION", Household(), False),
        ("PRLV SEPA ORVANE GESTION", Household(insurers=(Insurer("Orvane Gestion", InsurerRole.COMPLEMENTARY),)), True),
        ("PRLV SEPA ORVANE GESTION", Household(insurers=(Insurer("Orvane", InsurerRole.COMPULSORY),)), False),
        ("PRLV SEPA PAYPAL SANTE", Household(), False),
    ],
)
def test_what_is_a_premium(label: str, household: Household, premium: bool) -> None:
    (one,) = registered(*monthly(label, 8850), household=household)
    assert one.is_premium is premium


def test_a_creditor_that_pays_back_is_an_insurer() -> None:
    paid = [moved(f"2023-0{n}-20", 750, "VIR SEPA RECU /DE ORVANE GESTION /MOTIF 1") for n in (1, 2, 3)]
    assert [one.is_premium for one in registered(*monthly("PRLV SEPA ORVANE GESTION", 8850), *paid)] == [True]
    assert [one.is_premium for one in registered(*monthly("PRLV SEPA ORVANE GESTION", 8850), *paid[:2])] == [False]


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (["2023-01-05", "2023-02-06", "2023-03-06"], 1),
        (["2023-01-05", "2023-04-05", "2023-07-05", "2023-10-05"], 3),
        (["2022-03-05", "2023-03-06", "2024-03-05"], 12),
        (["2023-01-05", "2023-02-06"], None),
        (["2023-01-05", "2023-01-19", "2023-04-02", "2023-04-20"], None),
    ],
)
def test_rhythm(days: list[str], months: int | None) -> None:
    assert rhythm(map(date.fromisoformat, days)) == months


def test_the_order_of_rows_changes_nothing() -> None:
    rows = monthly(LAC.format("FR72ZZZ123456", "A1"), 3999) + monthly("PRLV SEPA MUT DES LACS", 8850, account="B")
    shuffled = random.Random(1).sample(rows, len(rows))
    assert registered(*shuffled) == registered(*rows)
    assert registered() == ()


def test_a_name_cut_where_the_account_cuts_all_is_the_longer_one_elsewhere() -> None:
    names = ["SYNDICAT DES EAUX DU LITTORAL", "COMPAGNIE DES TRAMWAYS DU BORD", "AMIS DES ARBRES ET DES HAIES"]
    rows = [moved(f"2023-0{n}-05", -2000, f"PRLV SEPA {name}"[:34]) for n, name in enumerate(names, start=1)]
    elsewhere = monthly("PRLV SEPA SYNDICAT DES EAUX DU LITTORAL", 2000, account="B")
    assert [len(one.debits) for one in registered(*rows, *elsewhere)] == [5, 1, 1]
    uncut = monthly("PRLV SEPA SYNDICAT DES EAUX", 2000, account="C")
    assert [len(one.debits) for one in registered(*uncut, *elsewhere)] == [4, 4]


def test_an_account_whose_debits_name_nobody_has_no_mandate() -> None:
    assert registered(moved("2023-01-09", -2281, "PRLV SEPA"), *monthly("PRLV SEPA GAZ DU LAC", 4100, account="B")) == (
        registered(*monthly("PRLV SEPA GAZ DU LAC", 4100, account="B"))
    )
