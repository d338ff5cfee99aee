"""WS103 beyond its examples: one mandate or two, intermediaries, references that labels cut."""

from bank_table import accused, told

from watchdog_sante.detectors import mandate_reference_changed
from watchdog_sante.detectors.mandate_reference_changed import Params

DEBIT = "{} | -39.99 | PRLV SEPA {} ECH/100123 ID EMETTEUR/FR72ZZZ123456 MDT/{} |\n"
KNOWN = DEBIT.format("2023-01-10 x8", "TELECOM DU LAC", "A100001")


def why(rows: str) -> list[str]:
    findings = mandate_reference_changed.detect(told(rows), Params())
    return [dict(one.explanation.values)["why"].key for one in findings]  # type: ignore[union-attr]


def test_it_says_whether_the_old_reference_goes_on() -> None:
    new = DEBIT.format("2023-09-10", "TELECOM DU LAC", "A200002")
    assert why(KNOWN + new) == ["mandate-reference-changed.why.stopped"]
    old = DEBIT.format("2023-10-10", "TELECOM DU LAC", "A100001")
    assert why(KNOWN + new + old) == ["mandate-reference-changed.why.beside"]


def test_a_cut_reference_is_no_other() -> None:
    assert accused(mandate_reference_changed, KNOWN + DEBIT.format("2023-09-10", "TELECOM DU LAC", "A1000")) == []


def test_an_intermediary_has_one_mandate_a_seller() -> None:
    rows = DEBIT.format("2023-01-10 x8", "PAYPAL EUROPE", "A100001") + DEBIT.format("2023-09-10", "PAYPAL EUROPE", "B2")
    assert accused(mandate_reference_changed, rows) == []
