"""WS301 beyond its examples: how grave a change is, and what keeps it silent."""

import pytest

from watchdog_sante.detectors.details_changed import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.household import Household, Insurer, InsurerRole, Member
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Knowledge, Payer

HOME = "FR7630001005500000000001286"
OTHER = "FR7612345987650000000012339"
ABROAD = "DE24500000000000012345"
TILLEULS = Payer("tilleuls", "Tilleuls", SourceKind.TOP_UP_INSURER, ("TILLEULS", "CEDRES UNIS"), ("tilleuls.example",))
TIERSNET = Payer("tiersnet", "Tiersnet", SourceKind.TOP_UP_INSURER, ("TIERSNET",))
KNOWLEDGE = Knowledge(payers=(TILLEULS, TIERSNET))
NOBODY, DEFAULTS = Household(), Params()
INFO, WARNING, CRITICAL = Severity.INFO, Severity.WARNING, Severity.CRITICAL


def found(
    before: dict[str, str],
    after: dict[str, str],
    household: Household = NOBODY,
    bank: str = "",
    params: Params = DEFAULTS,
) -> list[Finding]:
    """Findings when the card of January reads `before` and that of April `after`."""
    lines = ["details | field | value"]
    for day, card in (("2023-01-10", before), ("2023-04-10", after)):
        lines += [f"{day} | {name} | {value}" for name, value in card.items()]
    tables = "\n".join(lines) + (f"\n\n{bank}" if bank else "")
    return detect(assemble(collected(Example("", tables)), household, KNOWLEDGE), params)


@pytest.mark.parametrize(
    ("field", "before", "after", "severity", "reason"),
    [
        ("IBAN", HOME, OTHER, WARNING, "account"),
        ("IBAN", HOME, ABROAD, CRITICAL, "foreign_account"),
        ("IBAN", ABROAD, HOME, WARNING, "account"),
        ("IBAN", HOME, HOME.replace("1286", "1268"), INFO, "mistyped"),
        ("E-mail", "contact@tilleuls.example", "aide@espace.tilleuls.example", INFO, "known_domain"),
        ("E-mail", "contact@autre.example", "contact@cedres.example", CRITICAL, "unknown_domain"),
        ("E-mail", "contact@tilleuls.example", "tilleuls.sante@gmail.com", CRITICAL, "unknown_domain"),
        ("E-mail", "elodie.martel@gmail.com", "e.martel@autre.example", WARNING, "own_mailbox"),
        ("Site", "www.tilleuls.example", "www.tilleuls-sante.example", CRITICAL, "unknown_domain"),
        ("Téléphone", "0969000001", "0644000009", WARNING, "unusual_telephone"),
        ("Téléphone", "0969000001", "0140000009", WARNING, "telephone"),
        ("Portable", "0644000001", "0655000009", WARNING, "telephone"),
        ("N° de contrat", "4410027", "8810999", WARNING, "number"),
        ("Adhérent", "Élodie Martel", "Karim Benoît", WARNING, "person"),
        ("Bénéficiaires", "Élodie Martel", "Élodie Martel, Karim Benoît", WARNING, "person"),
        ("Organisme", "Mutuelle des Tilleuls", "Mutuelle des Ormes", WARNING, "organisation"),
        ("Organisme", "Mutuelle des Tilleuls", "Cèdres Unis", INFO, "renamed"),
        ("Organisme", "Mutuelle des Ormeaux", "Mutuelle des 0rmeaux", CRITICAL, "imitated"),
        ("Télétransmission", "oui", "non", WARNING, "switched_off"),
        ("Télétransmission", "non", "oui", INFO, "switched_on"),
        ("Opérateur de tiers payant", "Viamedis", "Tiersnet", INFO, "operator"),
        ("Opérateur de tiers payant", "Tiersnet", "Gestion Directe", WARNING, "unknown_operator"),
        ("Formule", "Confort 2", "Confort 3", INFO, "plan"),
        ("Adresse", "12 rue des Ormes", "3 quai du Port", WARNING, "address"),
        ("Délai de carence", "aucun", "trois mois", INFO, "other"),
    ],
)
def test_how_grave_a_change_is(field: str, before: str, after: str, severity: Severity, reason: str) -> None:
    (finding,) = found({field: before}, {field: after})
    assert (finding.severity, f"why.{reason}'" in str(finding.explanation)) == (severity, True)
    assert [(row.field, row.day.isoformat()) for row in finding.evidence] == [(field, "2023-04-10")]


def test_an_account_whose_statements_are_read_is_ones_own() -> None:
    bank = "bank | amount | label | account\n2023-02-01 | -9.00 | CARTE 01/02 ÉPICERIE | 00000000123"
    (finding,) = found({"IBAN": HOME}, {"IBAN": OTHER}, bank=bank)
    assert (finding.severity, "why.own_account" in str(finding.explanation)) == (INFO, True)


def test_a_person_of_the_household_may_become_the_member() -> None:
    household = Household(members=(Member("Karim Benoît"),))
    (finding,) = found({"Adhérent": "Élodie Martel"}, {"Adhérent": "BENOIT Karim"}, household)
    assert finding.severity is INFO


def test_what_settings_declare_is_known() -> None:
    insurer = Insurer(
        "Ormes", InsurerRole.COMPLEMENTARY, domains=("ormes-sante.example",), telephones=("01 40 00 00 09",)
    )
    before = {"Organisme": "Mutuelle des Ormes", "E-mail": "a@ormes.example", "Téléphone": "0969000001"}
    after = {"Organisme": "Mutuelle des Ormes", "E-mail": "a@ormes-sante.example", "Téléphone": "0140000009"}
    (finding,) = found(before, after, Household(insurers=(insurer,)))
    assert (finding.severity, len(finding.evidence)) == (INFO, 2)


def test_several_fields_of_one_snapshot_are_one_finding() -> None:
    before = {"E-mail": "contact@tilleuls.example", "Téléphone": "0969000001", "Formule": "Confort 2"}
    after = {"E-mail": "contact@tilleuls-info.example", "Téléphone": "0644000009", "Formule": "Confort 3"}
    (finding,) = found(before, after)
    assert finding.severity is CRITICAL
    assert [row.field for row in finding.evidence] == ["E-mail", "Formule", "Téléphone"]


def test_a_new_insurer_has_its_own_domain() -> None:
    before = {"Organisme": "Mutuelle des Ormes", "E-mail": "a@ormes.example"}
    after = {"Organisme": "Prévoyance du Cèdre", "E-mail": "a@cedre.example"}
    assert [finding.severity for finding in found(before, after)] == [WARNING]


def test_account_and_contract_numbers_are_masked_everywhere() -> None:
    (finding,) = found({"IBAN": HOME, "N° de contrat": "4410027"}, {"IBAN": OTHER, "N° de contrat": "8810999"})
    shown = [(row.before, row.after) for row in finding.evidence]
    assert shown == [("FR…1286", "FR…2339"), ("…0027", "…0999")]
    assert not any(secret in str(finding) for secret in (HOME[4:], OTHER[4:], "4410027", "8810999"))


def test_a_field_the_person_ignores_is_not_followed() -> None:
    ignored = Params(ignored_fields=("formule",))
    assert found({"Formule": "Confort 2"}, {"Formule": "Confort 3"}, params=ignored) == []


def test_the_verification_never_goes_through_the_new_contact() -> None:
    (finding,) = found({"Téléphone": "0969000001"}, {"Téléphone": "0644000009"})
    assert finding.actions[0].channel == "insurer"
    assert "0644000009" not in str(finding.actions)


def test_accepting_one_value_does_not_accept_the_next() -> None:
    subjects = {found({"IBAN": HOME}, {"IBAN": new})[0].subject for new in (OTHER, ABROAD)}
    assert len(subjects) == 2
