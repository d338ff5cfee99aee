"""Identity: each row once, whatever files tell of it. Small cases; `test_identity_property.py` has the general law."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watchdog_sante.identity import NORMALISER_VERSION, FileCount, merge
from watchdog_sante.identity.normaliser import key_of, normalised
from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.operations import Origin
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, RejectedRow, Row, Statement

ACCOUNT = "00012345678"


def bank(day: int, cents: int, label: str, account: str = ACCOUNT, **facts: object) -> BankRow:
    return BankRow(0, account, date(2024, 3, day), cents, label)._replace(**facts)


def _numbered(row: Row, n: int) -> Row:
    return row._replace(row=n) if isinstance(row, BankRow) else replace(row, row=n)


def source(name: str, rows: Sequence[Row], profile: str = "ofx", kind: SourceKind = SourceKind.BANK) -> Source:
    numbered = tuple(_numbered(row, n) for n, row in enumerate(rows, start=1))
    return Source(name, "statements", f"sha-{name}", Statement(kind, profile, numbered))


def told(*sources: Source) -> list[tuple[int, int, str, int]]:
    return [(one.booked.day, one.cents, one.label, one.rank) for one in merge(sources).operations]


RENT, GYM, TRAM = bank(5, -94000, "PRLV SEPA AGENCE"), bank(6, -2999, "PRLV SEPA GYM"), bank(6, -200, "CARTE TRAM")


def test_the_same_file_twice_counts_once() -> None:
    march = [RENT, GYM, TRAM]
    assert told(source("a.ofx", march), source("copy.ofx", march)) == told(source("a.ofx", march))


def test_overlapping_months_count_once() -> None:
    assert len(told(source("1.ofx", [RENT, GYM]), source("2.ofx", [GYM, TRAM]))) == 3


def test_twins_in_one_file_are_both_kept() -> None:
    twins = source("1.ofx", [TRAM, TRAM, RENT])
    assert [rank for *_, rank in told(twins)] == [1, 1, 2]
    assert told(twins, source("2.ofx", [TRAM])) == told(twins, source("2.ofx", [TRAM, TRAM])) == told(twins)


def test_the_banks_reference_is_no_identity() -> None:
    """FITIDs change in the next download, repeat, or are missing."""
    provisional = source("1.ofx", [TRAM._replace(bank_reference="p1"), TRAM._replace(bank_reference="p2")])
    final = source("2.ofx", [TRAM._replace(bank_reference="f"), TRAM._replace(bank_reference="f")])
    assert [one.key for one in merge((provisional, final)).operations] == [
        one.key for one in merge((source("3.ofx", [TRAM, TRAM]),)).operations
    ]


def test_the_same_month_as_ofx_and_csv_counts_once() -> None:
    ofx = source("1.ofx", [bank(6, -200, "CARTE TRAM 0603"), bank(6, -200, "CARTE BUS 0603"), RENT])
    csv = source("1.csv", [bank(6, -200, "BUS"), bank(6, -200, "TRAM"), bank(5, -94000, "Agence")], "bnp-paribas")
    assert told(ofx, csv) == told(ofx)
    more = source("2.csv", [bank(6, -200, "BUS"), bank(6, -200, "TRAM"), bank(6, -200, "METRO")], "bnp-paribas")
    assert len(told(ofx, more)) == 4


def test_across_forms_each_label_meets_its_like() -> None:
    ofx = source("1.ofx", [bank(6, -200, "TRAM"), bank(6, -200, "BUS")])
    csv = source("1.csv", [bank(6, -200, "TRAM DE NANTES"), bank(6, -200, "BUS DU PORT")], "csv")
    merged = merge((ofx, csv)).operations
    assert {one.label: {origin.row for origin in one.origins} for one in merged} == {
        "TRAM DE NANTES": {1},
        "BUS DU PORT": {2},
    }


def test_across_forms_equal_labels_meet_before_those_that_only_begin_alike() -> None:
    ofx = source("1.ofx", [bank(6, -200, "TRAM"), bank(6, -200, "TRAM 2")])
    csv = source("1.csv", [bank(6, -200, "TRAM 2"), bank(6, -200, "TRAM")], "csv")
    merged = merge((ofx, csv)).operations
    assert {one.label: sorted((origin.file, origin.row) for origin in one.origins) for one in merged} == {
        "TRAM": [("1.csv", 2), ("1.ofx", 1)],
        "TRAM 2": [("1.csv", 1), ("1.ofx", 2)],
    }


def test_two_labels_of_one_file_never_grow_into_the_same_one() -> None:
    early = source("1.ofx", [bank(6, -200, "PAIEMENT CB"), bank(6, -200, "PAIEMENT CB 0603")])
    late = source("2.ofx", [bank(6, -200, "PAIEMENT CB 0603 TRAM")])
    assert sorted(label for _, _, label, _ in told(early, late)) == ["PAIEMENT CB", "PAIEMENT CB 0603 TRAM"]


def test_a_label_that_grows_in_a_later_download_counts_once() -> None:
    assert told(
        source("1.ofx", [bank(6, -200, "PAIEMENT CB")]), source("2.ofx", [bank(6, -200, "PAIEMENT CB 0603 TRAM")])
    ) == [(6, -200, "PAIEMENT CB 0603 TRAM", 1)]


def test_a_placeholder_counts_once_with_what_it_stood_for() -> None:
    first = source("1.csv", [bank(6, -200, "VIREMENT INSTANTANE DEBIT")], "lbp")
    second = source("2.csv", [bank(6, -200, "VIREMENT INSTANTANE A BERTILLE")], "lbp")
    assert told(first, second) == [(6, -200, "VIREMENT INSTANTANE A BERTILLE", 1)]


def test_labels_that_begin_alike_stay_two_when_one_file_tells_both() -> None:
    both = source("1.ofx", [bank(6, -200, "PAIEMENT CB"), bank(6, -200, "PAIEMENT CB 0603 TRAM")])
    assert len(told(both)) == 2
    assert told(both, source("2.ofx", [bank(6, -200, "PAIEMENT CB 0603 TRAM")])) == told(both)


def test_other_labels_of_one_form_are_other_operations() -> None:
    assert len(told(source("1.ofx", [TRAM]), source("2.ofx", [bank(6, -200, "CARTE BUS")]))) == 2


def test_white_space_and_punctuation_do_not_count() -> None:
    assert (
        len(
            told(
                source("1.ofx", [bank(6, -200, "VIR C.P.A.M. DE L'ISERE")]),
                source("2.ofx", [bank(6, -200, "Vir  CPAM de l Isère .")]),
            )
        )
        == 1
    )


def test_two_accounts_are_never_mixed() -> None:
    other = TRAM._replace(account="00087654321")
    assert len(told(source("1.ofx", [TRAM]), source("2.ofx", [other]))) == 2


def test_two_currencies_are_never_mixed() -> None:
    assert len(told(source("1.csv", [TRAM, TRAM._replace(currency="USD")]))) == 2
    assert len(told(source("1.csv", [TRAM]), source("2.csv", [TRAM._replace(currency="USD")]))) == 2


def test_operations_dated_before_those_already_imported() -> None:
    late = bank(2, -500, "CARTE LATE")
    assert told(source("1.ofx", [RENT, GYM]), source("2.ofx", [late, RENT, GYM])) == told(
        source("2.ofx", [late, RENT, GYM])
    )


def test_every_origin_is_kept_and_facts_are_gathered() -> None:
    first = source("1.ofx", [TRAM._replace(type_hint="POS")])
    second = source("2.csv", [RENT, TRAM._replace(value_day=date(2024, 3, 7), balance_cents=100)], "csv")
    merged = next(one for one in merge((first, second)).operations if one.cents == -200)
    assert merged.origins == (Origin("1.ofx", 1, "sha-1.ofx"), Origin("2.csv", 2, "sha-2.csv"))
    assert (merged.value_day, merged.balance_cents, merged.type_hint) == (date(2024, 3, 7), 100, "POS")


def test_counts_new_and_known_in_the_order_of_file_names() -> None:
    statement = Statement(SourceKind.BANK, "ofx", (TRAM._replace(row=1),), (RejectedRow(2, say("x")),))
    sources = (source("2.ofx", [GYM, TRAM]), source("1.ofx", [RENT, GYM]), Source("3.ofx", "s", "sha-3.ofx", statement))
    assert merge(sources).counts == (
        FileCount("1.ofx", 2, 0, "sha-1.ofx"),
        FileCount("2.ofx", 1, 1, "sha-2.ofx"),
        FileCount("3.ofx", 0, 1, "sha-3.ofx"),
    )


def test_the_same_file_given_twice_under_one_name_is_known_the_second_time() -> None:
    twice = (source("1.ofx", [RENT, TRAM, TRAM]), source("1.ofx", [RENT, TRAM, TRAM]))
    assert [(count.new, count.known) for count in merge(twice).counts] == [(3, 0), (0, 3)]


def line(day: int, cents: int, **facts: object) -> BenefitRow:
    row = BenefitRow(0, SourceKind.BASIC_INSURER, date(2024, 3, day), date(2024, 3, 1), "Arsène LORIOT", "Consultation",
                     "DR HENRIETTE", 2650, 2650, "70 %", None, cents, PaidTo.INSURED, "551")  # fmt: skip
    return replace(row, **facts)  # type: ignore[arg-type]


def test_benefit_lines_once_though_insurers_renumber_and_respell() -> None:
    first = source("1.csv", [line(8, 1855), line(8, 900)], "basic", SourceKind.BASIC_INSURER)
    again: list[Row] = [line(8, 900, reference="993", act="CONSULTATION"), line(8, 1855, beneficiary="LORIOT ARSENE")]
    second = source("2.csv", again, "basic", SourceKind.BASIC_INSURER)
    assert merge((first, second)).benefit_lines[0].key == merge((first,)).benefit_lines[0].key
    assert len(merge((first, second, replace(second, file="3.csv"))).benefit_lines) == 2


def test_the_same_act_paid_twice_stays_two_lines() -> None:
    twice = source("1.csv", [line(8, 1855), line(8, 1855, reference="552")], "basic", SourceKind.BASIC_INSURER)
    merged = merge((twice, replace(twice, file="2.csv")))
    assert [(one.rank, one.reference) for one in sorted(merged.benefit_lines, key=lambda one: one.rank)] == [
        (1, "551"),
        (2, "552"),
    ]
    assert [(count.new, count.known) for count in merged.counts] == [(2, 0), (0, 2)]


def test_the_same_act_paid_on_another_day_or_by_the_other_insurer_is_another_line() -> None:
    amounts = [source(f"{n}.csv", [line(8, n)], "basic", SourceKind.BASIC_INSURER) for n in (700, 1855)]
    assert len(merge(tuple(amounts)).benefit_lines) == 2
    rows: list[Row] = [line(8, 1855), line(15, 1855), line(8, 1855, insurer=SourceKind.TOP_UP_INSURER)]
    assert len(merge((source("1.csv", rows, "basic", SourceKind.BASIC_INSURER),)).benefit_lines) == 3


def test_details_once_and_two_values_of_one_day_both_kept() -> None:
    def field(value: str, name: str = "IBAN de remboursement") -> DetailRow:
        return DetailRow(0, date(2024, 3, 1), name, value)

    first = source("1.csv", [field("A"), field("Loriot", "Adhérent")], "details", SourceKind.INSURER_DETAILS)
    second = source("2.csv", [field("A ", "iban de remboursement"), field("B")], "details", SourceKind.INSURER_DETAILS)
    merged = merge((first, second)).details
    assert sorted((one.field, one.value, len(one.origins)) for one in merged) == [
        ("Adhérent", "Loriot", 1),
        ("IBAN de remboursement", "A", 2),
        ("IBAN de remboursement", "B", 1),
    ]


def test_the_normaliser_is_frozen() -> None:
    """These values were stored: a change here is a new version and a migration, never an edit of this test."""
    assert NORMALISER_VERSION == 1
    assert normalised("Vir C.P.A.M. de l’Isère  n° 75 — œuvre") == "VIRCPAMDELISEREN75UVRE"
    assert key_of("00012345678", date(2024, 3, 6), -200, "CARTETRAM", 1) == "3ce8bb70fcfce5cde3e1"
    assert merge((source("1.ofx", [TRAM]),)).operations[0].key == key_of(
        ACCOUNT, date(2024, 3, 6), -200, "CARTETRAM", 1
    )
