"""WS208 beyond its examples: who belongs, with settings and without."""

from watchdog_sante.detectors.unknown_beneficiary import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.household import Household, Member
from watchdog_sante.package_data import knowledge

HEAD = "basic | care | beneficiary | act | provider | paid | reimbursed | to\n"
PARENTS = Household(members=(Member("Anne Tilleul"), Member("Eric Tilleul")))


def care(day: str, who: str, provider: str = "PHARM ORME", to: str = "care_provider") -> str:
    return f"{day} | {day} | {who} | Soins | {provider} | 30.00 | 19.50 | {to}\n"


HABIT = "".join(care(f"2023-{month:02}-10", who) for month in range(1, 7) for who in ("Anne Tilleul", "TILLEUL Eric"))


def found(rows: str, household: Household | None = None, params: Params | None = None) -> list[Finding]:
    evidence = assemble(collected(Example("", HEAD + HABIT + rows)), household or Household(), knowledge())
    return detect(evidence, params or Params())


def told(rows: str, household: Household | None = None) -> list[str]:
    return [finding.subject for finding in found(rows, household)]


def test_a_newcomer_is_asked_about_with_settings_and_without() -> None:
    stranger = care("2023-08-10", "Lea Tilleul", "CAB FRENE")
    assert told(stranger) == told(stranger, PARENTS) == ["beneficiary:LEA TILLEUL"]


def test_without_settings_a_child_who_goes_where_the_family_goes_belongs() -> None:
    child = care("2023-08-10", "Lea Tilleul") + care("2023-09-10", "Lea Tilleul")
    assert (told(child), told(child, PARENTS)) == ([], ["beneficiary:LEA TILLEUL"])
    assert told(care("2023-08-10", "Lea Tilleul", to="insured")) == []


def test_many_sessions_with_a_stranger_s_provider_make_nobody_family() -> None:
    sessions = "".join(care(f"2023-08-{day:02}", "Lea Tilleul", "CAB FRENE") for day in range(1, 16))
    (finding,) = found(sessions)
    assert (len(finding.evidence), len(finding.context)) == (12, 3)


def test_children_missing_from_the_settings_are_learned() -> None:
    child = "".join(care(f"2023-0{month}-15", "Lea Tilleul") for month in range(1, 5))
    assert told(child, PARENTS) == []
    assert [one.subject for one in found(child, PARENTS, Params(days_with_settings=5))] == ["beneficiary:LEA TILLEUL"]


def test_both_insurers_spellings_of_one_stranger_are_one_question() -> None:
    assert told(care("2023-08-10", "Emiline Orme", "CAB") + care("2023-08-20", "ORME EMILINE", "CAB")) == [
        "beneficiary:EMILINE ORME"
    ]
