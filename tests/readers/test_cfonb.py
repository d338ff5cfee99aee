"""CFONB 120: balances, operations, their complements; a wrong line is told and the end must be there."""

from datetime import date

import pytest

from tests.readers.exchange import rows_of, statement_of, told, whole_or_told
from watchdog_sante.labels import read_label
from watchdog_sante.model.statements import StatedBalance

_ACCOUNT = "00077112233"


def overpunched(cents: int) -> str:
    """An amount of CFONB: its last digit also holds the sign."""
    digits = f"{abs(cents):014}"
    return digits[:-1] + ("}JKLMNOPQR" if cents < 0 else "{ABCDEFGHI")[int(digits[-1])]


def balance(code: str, day: str, cents: int, account: str = _ACCOUNT) -> str:
    """A line 01 or 07."""
    return f"{code}49999    00794EUR2 {account:11}  {day}{'':50}{overpunched(cents)}{'':16}"


def operation(day: str, cents: int, label: str, account: str = _ACCOUNT) -> str:
    """A line 04."""
    return f"0449999B1  00794EUR2 {account:11}08{day}  {day}{label:31.31}  0000000  {overpunched(cents)}{'':16}"


def complement(qualifier: str, text: str, account: str = _ACCOUNT) -> str:
    """A line 05."""
    return f"0549999B1  00794EUR2 {account:11}08030325{'':5}{qualifier:3}{text:70.70}  "


LINES = [
    balance("01", "010325", 100000),
    operation("030325", -3999, "PRLV SEPA MUTUELLE DU RIED"),
    complement("NBE", "MUTUELLE DU RIED"),
    complement("LCC", "ECHEANCE MARS"),
    complement("IBE", "FR72ZZZ123456"),
    complement("RUM", "RUM-2025-0001"),
    operation("040325", 4600, "VIR SEPA CPAM DU BAS-RHIN"),
    balance("07", "310325", 100601),
]
SAMPLE = "".join(f"{line}\r\n" for line in LINES)


def test_lines_have_120_characters() -> None:
    assert {len(line) for line in LINES} == {120}


def test_operations_their_complements_and_the_balances() -> None:
    answer = statement_of(SAMPLE.encode())
    rows = [(row.row, row.booked, row.cents, row.label) for row in rows_of(SAMPLE.encode())]
    label = "PRLV SEPA MUTUELLE DU RIED ECHEANCE MARS ID EMETTEUR/FR72ZZZ123456 MDT/RUM-2025-0001"
    assert rows == [
        (2, date(2025, 3, 3), -3999, label),
        (7, date(2025, 3, 4), 4600, "VIR SEPA CPAM DU BAS-RHIN"),
    ]
    assert answer.balances == (
        StatedBalance(_ACCOUNT, date(2025, 3, 1), 100000),
        StatedBalance(_ACCOUNT, date(2025, 3, 31), 100601),
    )
    reading = read_label(label, -3999, date(2025, 3, 3))
    assert (reading.creditor_id, reading.mandate_reference) == ("FR72ZZZ123456", "RUM-2025-0001")


@pytest.mark.parametrize("cents", [0, 1, -1, 10, -10, 123456789, -98765])
def test_the_last_character_holds_the_sign(cents: int) -> None:
    text = "\n".join((LINES[0], operation("030325", cents, "A"), LINES[-1], ""))
    assert told(text.encode()) == ([(2, cents)], [])


def test_without_line_ends_and_with_several_accounts() -> None:
    assert [row.cents for row in rows_of("".join(LINES).encode())] == [-3999, 4600]
    other = [balance("01", "010325", 5, "X"), operation("030325", 7, "INTÉRÊTS", "X"), balance("07", "310325", 12, "X")]
    text = SAMPLE + "".join(f"{line}\n" for line in other)
    assert [row.account for row in rows_of(text.encode("cp1252"))] == [_ACCOUNT, _ACCOUNT, "X"]


def test_a_wrong_line_is_told_and_hides_no_other() -> None:
    lines = [*LINES[:2], "99 DU BRUIT", operation("310225", 5, "A"), LINES[6].replace("{", "?"), LINES[-1]]
    text = "".join(f"{line}\n" for line in lines)
    assert told(text.encode()) == ([(2, -3999)], [(3, "cfonb.line"), (4, "csv.day"), (5, "csv.amount")])


def test_an_account_without_its_new_balance_is_told() -> None:
    text = "".join(f"{line}\n" for line in (*LINES[:-1], *LINES))
    assert told(text.encode())[1] == [(8, "cfonb.no_closing")]
    last = told("".join(f"{line}\n" for line in LINES[:-1]).encode())[1]
    assert last == [(7, "cfonb.cut"), (8, "cfonb.no_closing")]


def test_a_cut_file_is_never_whole() -> None:
    whole_or_told(SAMPLE.encode())
    for end in range(len(SAMPLE) - 20):
        if SAMPLE[:end].count("\r\n") or end > 110:
            assert told(SAMPLE[:end].encode())[1], end
