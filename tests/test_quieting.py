"""A change of settings is named only when it was seen to keep the alert silent."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from watchdog_sante.backtest import Change
from watchdog_sante.cycle import audit_collected, detect, read_files
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.package_data import knowledge, profiles
from watchdog_sante.pasting import block, line
from watchdog_sante.quieting import Trial, changed
from watchdog_sante.settings import Settings, load

START = date(2023, 1, 3)


def _trial(*rows: tuple[date, str, str]) -> tuple[Trial, tuple[Finding, ...]]:
    """Ten months of a known creditor and of shopping, then these rows."""
    quiet = [(START + timedelta(days=30 * n), "PRLV SEPA EAU DU LAC", "-31,50") for n in range(10)]
    quiet += [(START + timedelta(days=7 * n), "CARTE SUPERMARCHE ORME LYON 03", "-54,10") for n in range(42)]
    text = "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in sorted([*quiet, *rows]))
    read = read_files([StatementFile("a.csv", "", f"Date;Libellé;Montant\n{text}".encode())], profiles())
    audit, evidence = audit_collected(read, Settings(), knowledge(), date(2023, 10, 31))
    loud = tuple(one for one in audit.findings if one.severity is not Severity.INFO and one.evidence)
    return Trial(
        evidence, Settings(), lambda under: detect(replace(evidence, household=under.as_household()), under)
    ), loud


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


def test_an_account_of_one_s_own_may_be_named_but_no_urgent_transfer_is_explained_so() -> None:
    trial, (alert,) = _trial((date(2023, 10, 20), "VIR SEPA RESERVE HERMINE", "-900,00"))
    assert (alert.severity, trial.silencer(alert)) == (Severity.WARNING, Change("accounts", "RESERVE HERMINE"))
    trial, (alert,) = _trial((date(2023, 10, 20), "VIR INST RESERVE HERMINE", "-900,00"))
    assert (alert.severity, trial.silencer(alert)) == (Severity.CRITICAL, Change("accepted", alert.subject))


def _snapshots(field: str, before: str, after: str) -> tuple[Trial, Finding]:
    """Two snapshots of an insurer's card, of which this field differs."""
    files = [
        StatementFile(f"{day:%Y}.csv", "", f"Date;Champ;Valeur\n{day:%d/%m/%Y};{field};{value}\n".encode())
        for day, value in ((date(2023, 1, 10), before), (date(2024, 4, 10), after))
    ]
    audit, evidence = audit_collected(read_files(files, profiles()), Settings(), knowledge(), date(2024, 4, 30))
    (alert,) = (one for one in audit.findings if one.slug == "details-changed")
    return Trial(
        evidence, Settings(), lambda under: detect(replace(evidence, household=under.as_household()), under)
    ), alert


def test_a_field_by_which_no_fraud_passes_may_be_ignored() -> None:
    trial, alert = _snapshots("Télétransmission", "Oui", "Non")
    assert trial.silencer(alert) == Change("detectors.details-changed.ignored_fields", "[Télétransmission]")
    kept = Settings(detectors={"details-changed": {"ignored_fields": ["Formule"]}})
    again = replace(trial, settings=kept)
    assert again.silencer(alert) == Change("detectors.details-changed.ignored_fields", "[Formule, Télétransmission]")


def test_no_field_that_leads_money_or_calls_elsewhere_is_ignored() -> None:
    for field, before, after in (
        ("IBAN de remboursement", "FR7630001005500000000001286", "FR7612345987650000000012339"),
        ("Téléphone", "0969000001", "0969000002"),
        ("E-mail", "contact@tilleuls.example", "contact@tilleuls-remboursement.example"),
    ):
        trial, alert = _snapshots(field, before, after)
        assert trial.silencer(alert) == Change("accepted", alert.subject)


CHANGES = (
    Change("accepted", 'payee:L\'ORME: "UN" # DEUX'),
    Change("accepted", "detail:IBAN=FR…0819, [x]"),
    Change("insurers", "MUTUELLE: DES LACS"),
    Change("accounts", "Livret 0042"),
    Change("household.members", "Anne Tilleul"),
    Change("detectors.new-payee-transfer.small_cents", "4000"),
    Change("detectors.new-payee-transfer.times_usual", "2.5"),
    Change("detectors.details-changed.enabled", "false"),
)


def test_the_lines_to_paste_are_the_settings_that_were_tried(tmp_path: Path) -> None:
    file = tmp_path / "watchdog.yaml"
    file.write_text(block(CHANGES), "utf-8")
    assert load(file) == changed(Settings(), CHANGES)
    for change in CHANGES:
        file.write_text(line(change), "utf-8")
        assert load(file) == changed(Settings(), (change,))


def test_what_the_whole_look_still_tells_is_not_called_silent() -> None:
    trial, (alert,) = _trial(BROKEN)
    deaf = replace(trial, look=lambda _: trial.look(Settings()))
    assert deaf.silencer(alert) is None


def test_a_longer_learning_time_is_never_the_answer() -> None:
    trial, (alert,) = _trial((date(2023, 10, 20), "VIR SEPA RESERVE HERMINE", "-900,00"))
    unnamed = replace(trial, look=lambda under: trial.look(under.model_copy(update={"accounts": ()})))
    assert unnamed.silencer(alert) == Change("accepted", alert.subject)
