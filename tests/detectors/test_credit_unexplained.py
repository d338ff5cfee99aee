"""WS202 beyond its examples: who is a stranger, what is grave, and one alert for one payer."""

from watchdog_sante.detectors.credit_unexplained import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding
from watchdog_sante.package_data import knowledge

STATEMENT = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n" + "".join(
    f"2023-{month:02}-10 | 2023-{month:02}-03 | Anne Tilleul | Consultation | DR ORME | 60.00 | 1{month}.55 | insured\n"
    for month in range(1, 8)
)
CREDITED = "\nbank | amount | label\n" + "".join(
    f"2023-{month:02}-12 | 1{month}.55 | VIR SEPA CPAM PARIS\n" for month in range(1, 8)
)


def found(*rows: str, params: Params | None = None) -> list[Finding]:
    tables = STATEMENT + CREDITED + "\n".join(rows)
    return detect(assemble(collected(Example("", tables)), Example("", "").household, knowledge()), params or Params())


def told(*rows: str) -> list[tuple[str, str, int]]:
    return [(finding.subject, finding.severity.value, len(finding.evidence)) for finding in found(*rows)]


def test_two_credits_of_one_stranger_are_one_alert() -> None:
    stranger = "VIR SEPA ASSURANCE MALADIE REMBOURSEMENT"
    assert told(f"2023-03-20 | 412 | {stranger}", f"2023-04-20 | 98 | {stranger}") == [
        ("payee:ASSURANCE MALADIE REMBOURSEMENT", "warning", 2)
    ]


def test_an_imitated_name_and_a_refund_to_the_card_are_grave() -> None:
    assert told("2023-03-20 | 412 | VIR SEPA CPAN PARIS") == [("payee:CPAN PARIS", "critical", 1)]
    assert told("2023-03-20 | 412 | AVOIR 19/03/23 CPAM PARIS") == [("payee:CPAM", "critical", 1)]


def test_an_insurer_of_cars_and_a_shop_are_no_health_insurers() -> None:
    assert (
        told("2023-03-20 | 412 | VIR SEPA MAIF REMBOURSEMENT", "2023-03-21 | 12 | VIR SEPA DGFIP REMBOURSEMENT") == []
    )


def test_accepting_one_credit_of_a_known_payer_does_not_silence_the_next() -> None:
    first, second = found("2023-03-20 | 412 | VIR SEPA CPAM PARIS", "2023-05-20 | 98 | VIR SEPA CPAM PARIS")
    assert first.subject != second.subject


def test_an_allowance_named_so_only_goes_to_the_digest() -> None:
    found_ones = told("2023-03-20 | 412 | VIR SEPA CPAM PARIS INDEMNITES JOURNALIERES")
    assert [severity for _, severity, _ in found_ones] == ["info"]


def test_the_smallest_sum_told_is_a_setting() -> None:
    row = "2023-03-20 | 5 | VIR SEPA CPAM PARIS"
    assert [len(found(row, params=Params(smallest_cents=cents))) for cents in (500, 501)] == [1, 0]
