"""Direct debits that an export words as transfers, and creditors that call themselves a fee."""

from datetime import date, timedelta

from watchdog_sante.labels import read_labels
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import Operation

DEBIT, OUT, IN = OperationKind.DIRECT_DEBIT, OperationKind.TRANSFER_OUT, OperationKind.TRANSFER_IN


def _kinds(rows: list[tuple[str, int, str]], payee: str = "") -> list[OperationKind]:
    """Kinds of rows of label, cents and type."""
    operations = [
        Operation(f"k{n}", "a", date(2024, 1, 2) + timedelta(days=n), cents, label, 1, (), type_hint=hint, payee=payee)
        for n, (label, cents, hint) in enumerate(rows)
    ]
    return [reading.kind for reading in read_labels(operations)]


def test_a_bare_name_is_a_debit_where_transfers_say_to_whom() -> None:
    ordered = [("To Lucie Tilleul", -2000, "TRANSFER")] * 3
    rows = [("TELECOM DU LAC", -1999, "TRANSFER"), ("TELECOM DU LAC", 1999, "TRANSFER")]
    assert _kinds(ordered + rows) == [OUT, OUT, OUT, DEBIT, IN]
    assert _kinds([*ordered, ("COTISATION ANNUELLE", -2426, "TRANSFER")])[-1] == DEBIT
    assert _kinds([*ordered, ("COTISATION ANNUELLE", -2426, "FEE")])[-1] == OperationKind.FEE
    assert _kinds(ordered[:2] + rows) == [OUT, OUT, OUT, IN]
    assert _kinds([("VIR LUCIE TILLEUL", -2000, "VIREMENT")] * 3 + [("TELECOM DU LAC", -1999, "VIREMENT")])[-1] == OUT


def test_where_the_export_names_the_other_party_its_type_says_debit_or_fee() -> None:
    row = ("COTISATION ANNUELLE", -2892, "Direct Debit")
    assert _kinds([row], payee="COTISATION ANNUELLE") == [DEBIT]
    assert _kinds([row]) == [OperationKind.FEE]
    assert _kinds([(row[0], row[1], "Fee")], payee="COTISATION ANNUELLE") == [OperationKind.FEE]
