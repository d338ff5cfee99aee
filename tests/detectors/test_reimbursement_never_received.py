"""WS201 beyond its examples: one alert for one incident, how grave, and from which sum."""

from watchdog_sante.detectors.reimbursement_never_received import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.package_data import knowledge

HEAD = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"
RECEIVED = [f"2023-{month:02}-10" for month in range(1, 6)]


def found(
    missed: list[str], cents: float = 31.4, bank_until: str = "2023-12-28", params: Params | None = None
) -> list[Finding]:
    """Five payments received, then these that were not."""
    rows = [
        f"{day} | {day} | Anne Tilleul | Consultation | DR ORME | 60.00 | 1{n}.55 | insured"
        for n, day in enumerate(RECEIVED)
    ]
    rows += [f"{day} | {day} | Anne Tilleul | Dentaire | DR FRENE | 60.00 | {cents} | insured" for day in missed]
    bank = [f"{day[:-2]}12 | 1{n}.55 | VIR SEPA CPAM PARIS" for n, day in enumerate(RECEIVED)]
    bank += [f"2023-{month:02}-28 | 1900 | VIR SEPA ATELIER ORME" for month in range(1, 12)]
    bank += [f"{bank_until} | -10 | CARTE 27/12/23 BOULANGERIE ORME"]
    tables = HEAD + "\n".join(rows) + "\n\nbank | amount | label\n" + "\n".join(bank)
    return detect(assemble(collected(Example("", tables)), Example("", "").household, knowledge()), params or Params())


def accused(findings: list[Finding]) -> list[list[str]]:
    return [[row.day.isoformat() for row in finding.evidence] for finding in findings]


def test_payments_missed_one_after_the_other_are_one_incident() -> None:
    assert accused(found(["2023-06-10", "2023-07-10"])) == [["2023-06-10", "2023-07-10"]]


def test_a_payment_received_in_between_parts_two_incidents() -> None:
    assert accused(found(["2023-03-20", "2023-06-10"])) == [["2023-03-20"], ["2023-06-10"]]


def test_an_alert_accuses_no_more_rows_than_a_person_can_check() -> None:
    many = [f"2023-{month:02}-{day:02}" for month in range(6, 11) for day in (2, 12, 22)]
    assert [len(finding.evidence) for finding in found(many)] == [12]


def test_it_is_critical_and_shows_what_was_last_received() -> None:
    (finding,) = found(["2023-06-10"])
    assert finding.severity is Severity.CRITICAL
    assert [row.day.isoformat() for row in finding.context] == ["2023-04-12", "2023-05-12"]


def test_the_smallest_sum_told_is_a_setting() -> None:
    assert [len(found(["2023-06-10"], params=Params(smallest_cents=cents))) for cents in (3140, 3141)] == [1, 0]
