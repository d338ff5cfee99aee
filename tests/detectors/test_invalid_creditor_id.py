"""WS104 beyond its examples: once a creditor, and exports that garble."""

from bank_table import accused

from watchdog_sante.detectors import invalid_creditor_id

DEBIT = "{} | -39.99 | PRLV SEPA {} ECH/100123 ID EMETTEUR/{} MDT/A1 |\n"


def test_one_finding_a_creditor_on_its_first_debit() -> None:
    rows = DEBIT.format("2023-01-10 x8", "TELECOM DU LAC", "FR73ZZZ123456")
    assert accused(invalid_creditor_id, rows) == [("critical", ["2023-01-10"])]


def test_an_export_that_garbles_every_id_accuses_nobody() -> None:
    rows = "".join(
        DEBIT.format(f"2023-0{n}-10", f"CREANCE {name}", f"FR73ZZZ12345{n}")
        for n, name in enumerate(("LAC", "MER", "VAL"), start=4)
    )
    assert accused(invalid_creditor_id, rows) == []


def test_a_foreign_id_is_checked_too() -> None:
    good = DEBIT.format("2023-01-10", "LAKE LTD", "DE98ZZZ09999999999")
    bad = DEBIT.format("2023-02-10", "LAKE GMBH", "DE97ZZZ09999999998")
    assert accused(invalid_creditor_id, good + bad) == [("critical", ["2023-02-10"])]
