"""A change of settings is named only when it was seen to keep the alert silent."""

from datetime import date, timedelta

import pytest

from watchdog_sante.backtest import Change
from watchdog_sante.cycle import audit_collected, detect, read_files
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.package_data import knowledge, profiles
from watchdog_sante.quieting import Trial, changed
from watchdog_sante.settings import Settings

START = date(2023, 1, 3)


def _trial(*rows: tuple[date, str, str]) -> tuple[Trial, tuple[Finding, ...]]:
    """Ten months of a known creditor and of shopping, then these rows."""
    quiet = [(START + timedelta(days=30 * n), "PRLV SEPA EAU DU LAC", "-31,50") for n in range(10)]
    quiet += [(START + timedelta(days=7 * n), "CARTE SUPERMARCHE ORME LYON 03", "-54,10") for n in range(42)]
    text = "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in sorted([*quiet, *rows]))
    read = read_files([StatementFile("a.csv", "", f"Date;Libellé;Montant\n{text}".encode())], profiles())
    audit, evidence = audit_collected(read, Settings(), knowledge(), date(2023, 10, 31))
    loud = tuple(one for one in audit.findings if one.severity is not Severity.INFO and one.evidence)
    return Trial(evidence, Settings(), lambda under: detect(evidence, under)), loud


BROKEN = (date(2023, 10, 25), "PRLV SEPA EAU DU LAC", "-100,00")
NEW = (date(2023, 10, 20), "PRLV SEPA COMPTOIR NEUF FR19ZZZ204920", "-480,00")


def test_an_option_is_named_with_a_value_that_works() -> None:
    trial, (alert,) = _trial(BROKEN)
    change = trial.silencer(alert)
    assert change is not None
    assert change.place.startswith("detectors.debit-amount-broken.")
    assert not [one for one in trial.look(changed(Settings(), (change,))) if one.detector == alert.detector]
    assert [one for one in trial.look(Settings()) if one.detector == alert.detector]


def test_a_critical_alert_is_silenced_by_accepting_its_subject_only() -> None:
    trial, (alert,) = _trial(NEW)
    assert (alert.severity, trial.silencer(alert)) == (Severity.CRITICAL, Change("accepted", alert.subject))


def test_no_option_is_named_to_silence_a_card_that_is_tried_and_used() -> None:
    tried = (date(2023, 9, 12), "CARTE 11/09/23 PAYPAL *ORVAXIA", "-1,20")
    used = (date(2023, 9, 13), "CARTE 12/09/23 WWW.TREMPLUM.FR", "-612,00")
    trial, (alert,) = _trial(tried, used)
    assert (alert.severity, trial.silencer(alert)) == (Severity.CRITICAL, Change("accepted", alert.subject))


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        (Change("accepted", "payee:X"), "accepted", ("payee:X",)),
        (Change("detectors.mule.days", "7"), "detectors", {"mule": {"days": 7}}),
        (Change("detectors.mule.enabled", "false"), "detectors", {"mule": {"enabled": False}}),
    ],
)
def test_a_change_is_what_the_file_would_say(change: Change, key: str, value: object) -> None:
    assert getattr(changed(Settings(), (change,)), key) == value


def test_who_is_named_is_added_to_who_was() -> None:
    settings = Settings.model_validate({"household": {"members": [{"name": "LEA"}]}, "insurers": [{"name": "PINS"}]})
    after = changed(settings, (Change("household.members", "TOM"), Change("insurers", "ORME")))
    assert [one.name for one in after.household.members] == ["LEA", "TOM"]
    assert [(one.name, one.bank_labels) for one in after.insurers] == [("PINS", ()), ("ORME", ("ORME",))]
