"""Which account a row belongs to: numbers in full, in part, or none at all."""

from datetime import date, timedelta

import pytest

from watchdog_sante.identity import Merged, merge
from watchdog_sante.model.household import AccountName
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, StatedPeriod, Statement

FULL = "00012345678"
IBAN = "FR7630001005500001234567816"  # holds 00012345678
START = date(2024, 1, 1)


def rows(first: int, last: int, account: str = "", step: int = 1) -> tuple[BankRow, ...]:
    """One operation a day; the amount tells the day, `step` another account's habits."""
    return tuple(
        BankRow(n - first + 1, account, START + timedelta(days=n), -100 * step - n, f"CARTE SHOP {n * step}")
        for n in range(first, last + 1)
    )


def export(name: str, told: tuple[BankRow, ...], folder: str = "bank", profile: str = "csv") -> Source:
    return Source(name, folder, f"sha-{name}", Statement(SourceKind.BANK, profile, told))


def accounts(merged: Merged) -> dict[str, int]:
    return {
        name: sum(one.account == name for one in merged.operations) for name in {o.account for o in merged.operations}
    }


@pytest.mark.parametrize("written", ["****5678", "XXXX5678", "5678", "12345678", IBAN, "30001005500001234567816"])
def test_a_number_in_part_is_the_only_full_one_it_ends(written: str) -> None:
    merged = merge((export("a.ofx", rows(0, 9, FULL), profile="ofx"), export("b.csv", rows(0, 9, written))))
    assert accounts(merged) == {FULL: 10}


def test_a_number_in_part_that_two_end_with_stays_apart() -> None:
    other = "00099995678"
    files = (
        export("a.ofx", rows(0, 4, FULL)),
        export("b.ofx", rows(0, 4, other, 2)),
        export("c.csv", rows(0, 4, "5678", 3)),
    )
    assert accounts(merge(files)) == {FULL: 5, other: 5, "5678": 5}


def test_settings_name_the_folder_of_an_export_without_a_number() -> None:
    files = (export("a.ofx", rows(0, 9, FULL), "x", "ofx"), export("b.csv", rows(5, 14), "Joint"))
    assert accounts(merge(files, (AccountName("Compte joint", number="5678", folder="joint"),))) == {FULL: 15}
    assert accounts(merge(files, (AccountName("Compte joint", folder="joint"),))) == {FULL: 10, "@Compte joint": 10}
    assert merge(files, (AccountName("Compte joint", folder="joint"),)).unnamed_accounts == ()


def test_exports_of_one_folder_and_profile_that_agree_are_one_account() -> None:
    merged = merge((export("1.csv", rows(0, 20)), export("2.csv", rows(15, 40)), export("3.csv", rows(50, 60))))
    assert accounts(merged) == {"@bank/csv": 52}
    assert merged.unnamed_accounts == ("@bank/csv",)


def test_the_first_and_last_day_of_an_export_may_be_told_in_part() -> None:
    evening = BankRow(99, "", START + timedelta(days=20), -7777, "CARTE EVENING")
    merged = merge((export("1.csv", rows(0, 20)), export("2.csv", (*rows(10, 30), evening))))
    assert accounts(merged) == {"@bank/csv": 32}


def test_exports_that_contradict_each_other_are_kept_apart() -> None:
    mine, yours = export("1.csv", rows(0, 20)), export("2.csv", rows(0, 20, step=2))
    more = export("3.csv", rows(10, 30))
    merged = merge((mine, yours, more))
    assert sorted(accounts(merged).values()) == [21, 31]
    assert len(merged.unnamed_accounts) == 2
    assert merge((more, yours, mine)) == merged


def test_two_folders_are_two_accounts() -> None:
    merged = merge((export("1.csv", rows(0, 9), "his"), export("2.csv", rows(20, 29), "hers")))
    assert accounts(merged) == {"@his/csv": 10, "@hers/csv": 10}


def test_an_export_that_tells_what_a_numbered_account_tells_is_that_account() -> None:
    numbered = export("a.ofx", rows(0, 30, FULL), profile="ofx")
    assert accounts(merge((numbered, export("b.csv", rows(20, 40))))) == {FULL: 41}
    assert accounts(merge((numbered, export("b.csv", rows(28, 40))))) == {
        FULL: 31,
        "@bank/csv": 13,
    }  # three days prove nothing
    assert accounts(merge((numbered, export("b.csv", rows(20, 40), "elsewhere")))) == {FULL: 31, "@elsewhere/csv": 21}
    wrong = (*rows(20, 27), rows(28, 28)[0]._replace(cents=-1), *rows(29, 40))
    assert accounts(merge((numbered, export("b.csv", wrong)))) == {FULL: 31, "@bank/csv": 21}


def test_what_each_file_means_by_a_number_is_told() -> None:
    period = (StatedPeriod("****5678", START, START + timedelta(days=30)),)
    empty = Source("b.csv", "bank", "sha-b", Statement(SourceKind.BANK, "csv", (), (), period))
    merged = merge((export("a.ofx", rows(0, 9, FULL)), empty))
    assert [(one.file, one.written, one.account) for one in merged.accounts] == [
        ("a.ofx", FULL, FULL),
        ("b.csv", "****5678", FULL),
    ]


def test_exports_that_no_common_day_links_are_asked_about() -> None:
    january, february, april = rows(0, 20), rows(15, 40), rows(90, 110)
    linked = (export("1.csv", january), export("2.csv", february))
    assert merge(linked).unproven_accounts == ()
    files = (*linked, export("4.csv", april))
    assert accounts(merge(files)) == {"@bank/csv": 62}
    assert merge(files).unproven_accounts == merge(files[::-1]).unproven_accounts == ("@bank/csv",)
    assert merge(files, (AccountName("Compte joint", folder="bank"),)).unproven_accounts == ()
    assert merge((export("a.ofx", rows(0, 110, FULL), profile="ofx"), *files)).unproven_accounts == ()
    assert merge((export("4.csv", april), export("copy.csv", april))).unproven_accounts == ()


def test_balances_that_go_on_from_one_export_to_the_next_prove_one_account() -> None:
    def with_balances(first: int, last: int, opening: int) -> tuple[BankRow, ...]:
        found = []
        for row in rows(first, last):
            opening += row.cents
            found.append(row._replace(balance_cents=opening))
        return tuple(found)

    january = with_balances(0, 29, 500_000)
    follows, elsewhere = with_balances(31, 59, january[-1].balance_cents or 0), with_balances(31, 59, 123_456)
    for told in (january, january[::-1]):  # banks write downwards or upwards
        assert merge((export("1.csv", told), export("2.csv", follows))).unproven_accounts == ()
        assert merge((export("1.csv", told), export("2.csv", follows[::-1]))).unproven_accounts == ()
        assert merge((export("1.csv", told), export("2.csv", elsewhere))).unproven_accounts == ("@bank/csv",)
    empty = with_balances(0, 29, -sum(row.cents for row in rows(0, 29)))  # an account at zero proves nothing
    after = export("2.csv", with_balances(31, 59, 0))
    assert merge((export("1.csv", empty), after)).unproven_accounts == ("@bank/csv",)


def test_a_named_part_of_an_account_is_one_of_its_own_folder() -> None:
    files = (
        export("mine.csv", rows(0, 4, "VACANCES"), "mine", "n26"),
        export("yours.csv", rows(0, 4, "VACANCES", 2), "yours", "n26"),
        export("again.csv", rows(3, 6, "VACANCES"), "mine", "n26"),
        export("main.csv", rows(0, 9, "", 3), "mine", "n26"),
    )
    merged = merge(files)
    assert accounts(merged) == {"@mine/n26/VACANCES": 7, "@yours/n26/VACANCES": 5, "@mine/n26": 10}
    assert merged.unnamed_accounts == ("@mine/n26",)
