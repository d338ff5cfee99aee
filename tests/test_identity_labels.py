"""Two operations of one day and amount are one only where their labels, or complete days, say so."""

from datetime import date

import pytest

from watchdog_sante.identity import merge
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, Statement

ACCOUNT = "00012345678"


def row(day: int, label: str, cents: int = -60000) -> BankRow:
    return BankRow(0, ACCOUNT, date(2024, 1, day), cents, label)


def export(name: str, profile: str, *rows: BankRow) -> Source:
    told = tuple(one._replace(row=n) for n, one in enumerate(rows, start=1))
    return Source(name, "bank", f"sha-{name}", Statement(SourceKind.BANK, profile, told))


def labels(*sources: Source) -> list[str]:
    found = [one.label for one in merge(sources).operations if one.cents == -60000]
    assert found == [one.label for one in merge(sources[::-1]).operations if one.cents == -60000]
    return sorted(found)


BEFORE, AFTER = row(5, "CARTE TRAM", -200), row(15, "CARTE TRAM", -200)
POWER, FRAUD = row(10, "PRLV SEPA EDF CLIENTS PARTICULIERS"), row(10, "PRLV SEPA ARNAQUE SARL")


def test_across_forms_labels_with_nothing_in_common_stay_two_on_a_day_told_in_part() -> None:
    both = sorted((POWER.label, FRAUD.label))
    whole = export("1.csv", "csv", BEFORE, FRAUD, AFTER)
    assert labels(export("1.ofx", "ofx", BEFORE, POWER), whole) == both
    assert labels(export("1.ofx", "ofx", POWER, AFTER), whole) == both
    assert labels(export("1.ofx", "ofx", BEFORE, POWER, AFTER), export("1.csv", "csv", BEFORE, FRAUD)) == both


def test_across_forms_a_complete_day_with_as_many_operations_is_the_same_day() -> None:
    ofx, csv = export("1.ofx", "ofx", BEFORE, POWER, AFTER), export("1.csv", "csv", BEFORE, FRAUD, AFTER)
    assert len(labels(ofx, csv)) == 1
    more = export("1.csv", "csv", BEFORE, FRAUD, row(10, "CHEQUE 7"), AFTER)
    assert len(labels(ofx, more)) == 3


@pytest.mark.parametrize(
    "other",
    ["Prélèvement européen EDF", "EDF CLIENTS", "P.A.R. de E.D.F.", "PRLV SEPA EDFCLIENTS", POWER.label.lower()],
)
def test_across_forms_a_common_word_is_enough_on_any_day(other: str) -> None:
    assert len(labels(export("1.ofx", "ofx", POWER), export("1.csv", "csv", row(10, other)))) == 1


def test_a_label_does_not_grow_inside_a_word() -> None:
    short, other = row(10, "PRLV SEPA FREE"), row(10, "PRLV SEPA FREEDOM ARNAQUE")
    for profile in ("ofx", "csv"):
        files = (export("1", "ofx", short), export("2", profile, other))
        assert labels(*files) == [short.label, other.label]
    grown = row(10, "PRLV SEPA FREE MOBILE")
    assert labels(export("1", "ofx", short), export("2", "ofx", grown)) == [grown.label]


@pytest.mark.parametrize("length", [18, 32, 50])
def test_a_label_cut_by_the_form_grows_inside_a_word(length: int) -> None:
    whole = "PRLV SEPA MUTUELLE" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2
    cut = row(10, whole[:length])
    assert labels(export("1", "ofx", cut), export("2", "ofx", row(10, whole))) == [whole]
    shorter = row(10, whole[: length - 1])
    assert len(labels(export("1", "ofx", shorter), export("2", "ofx", row(10, whole)))) == 2


@pytest.mark.parametrize(
    ("ofx", "csv", "together"),
    [
        ("PRLV SEPA EDF", "CB LECLERC", False),
        ("VIR M DURAND", "PRELEVEMENT ARNAQUE", False),
        ("CHEQUE 1234567", "CHQ. N 1234567", True),
        ("RETRAIT DAB", "CARTE 10/01 AGENCE", True),
        ("VIREMENT EN VOTRE FAVEUR", "C.P.A.M.", True),
    ],
)
def test_on_complete_days_only_different_kinds_of_operation_stay_two(ofx: str, csv: str, together: bool) -> None:
    told = export("1.ofx", "ofx", BEFORE, row(10, ofx), AFTER), export("1.csv", "csv", BEFORE, row(10, csv), AFTER)
    assert len(labels(*told)) == (1 if together else 2)


def test_a_cheques_number_is_a_word_in_common() -> None:
    assert (
        len(labels(export("1.ofx", "ofx", row(10, "CHEQUE 1234567")), export("1.csv", "csv", row(10, "CHQ 1234567"))))
        == 1
    )
