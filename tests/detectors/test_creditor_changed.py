"""WS102 beyond its examples: how grave, and when another identifier is usual."""

from bank_table import accused

from watchdog_sante.detectors import creditor_changed

DEBIT = "{} | -{} | PRLV SEPA {} ECH/100123 ID EMETTEUR/{} MDT/{} |\n"
KNOWN = DEBIT.format("2023-01-10 x8", "61.00", "ENERGIES DU LITTORAL", "FR72ZZZ123456", "7")


def test_the_same_country_is_a_warning_abroad_is_urgent() -> None:
    here = DEBIT.format("2023-09-10", "61.00", "ENERGIES DU LITTORAL", "FR19ZZZ654321", "9")
    abroad = DEBIT.format("2023-09-10", "61.00", "ENERGIES DU LITTORAL", "LU29ZZZ12345678", "9")
    assert accused(creditor_changed, KNOWN + here) == [("warning", ["2023-09-10"])]
    assert accused(creditor_changed, KNOWN + abroad) == [("critical", ["2023-09-10"])]


def test_an_intermediary_collects_under_several_identifiers() -> None:
    rows = DEBIT.format("2023-01-10 x8", "9.00", "PAYPAL EUROPE", "LU29ZZZ12345678", "7")
    rows += DEBIT.format("2023-09-10", "9.00", "PAYPAL EUROPE", "FR19ZZZ654321", "8")
    assert accused(creditor_changed, rows) == []


def test_a_body_of_many_identifiers_has_the_habit() -> None:
    ids = ("FR19ZZZ654321", "FR08ZZZ111222", "FR46ZZZ333444")
    more = [
        DEBIT.format(f"2023-0{n}-20", "61.00", "ENERGIES DU LITTORAL", one, n) for n, one in enumerate(ids, start=6)
    ]
    found = accused(creditor_changed, KNOWN + "".join(more))
    assert found == [("warning", ["2023-06-20"]), ("warning", ["2023-07-20"])]
