"""Which letter is proposed, until which day, and why another is not: each letter proposed once and refused once."""

import re
from collections.abc import Callable

import pytest
from stdnum.iso7064 import mod_97_10

from tests.dossier import households
from tests.dossier.person import UNKNOWN, Person

OF_A_DEBIT = {"debit-refund", "debit-unauthorised", "mandate-revocation"}


def proposed(person: Person, alert: str, day: str, *words: str) -> dict[str, str]:
    """Names of the letters that the dossier would hold, with the last day that it tells."""
    done = person.type(alert, "--date", day, "--dry-run", *words)
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.partition("Lettres absentes")[0].split())
    parts = re.split(r"0[0-9]-([a-z-]+?)(?:-[0-9])?\.pdf, \.txt", text)
    days = [re.search(r"au plus tard le ([^)]*)\)", part) for part in parts[2::2]]
    return {name: found[1] if found else "" for name, found in zip(parts[1::2], days, strict=True)}


def refusal(person: Person, alert: str, letter: str, day: str) -> str:
    """The sentence that refuses a letter asked for by name."""
    done = person.type(alert, "--letter", letter, "--date", day)
    assert done.exit_code == 2, done.output
    assert not list(person.place.glob("*.zip"))
    return done.output.strip()


def test_a_letter_is_proposed_up_to_its_last_day(person: Person) -> None:
    person.bank(("20260122", "-189.00", UNKNOWN))
    both = {
        "debit-refund": "19 mars 2026",
        "debit-unauthorised": "22 février 2027",
        "mandate-revocation": "",
    }
    without = {name: day for name, day in both.items() if name != "debit-refund"}
    assert proposed(person, "WS101", "2026-03-19") == both
    assert proposed(person, "WS101", "2026-03-20") == without
    assert proposed(person, "WS101", "2027-02-22") == without
    assert proposed(person, "WS101", "2027-02-23") == {"mandate-revocation": ""}
    assert refusal(person, "WS101", "debit-refund", "2026-03-20") == (
        "La lettre debit-refund n’est pas faite. Les huit semaines sont passées depuis le 19 mars 2026. "
        "Si vous n’avez signé aucun mandat, voyez debit-unauthorised."
    )
    assert "22 février 2027" in refusal(person, "WS101", "debit-unauthorised", "2027-02-23")


def test_only_the_debits_whose_clock_runs_are_in_the_letter(person: Person) -> None:
    households.unknown_creditor(person)
    done = person.type("WS101", "--date", "2026-03-25", "--dry-run")
    assert "1 débit plus ancien n’y figure pas, son délai est passé." in " ".join(done.output.split())
    letter = person.make("WS101", "--date", "2026-03-25").text("02-debit-refund.txt")
    assert "22\u00a0janvier" not in letter
    assert "le 23\u00a0février\u00a02026\u00a0: 189,00\u00a0€" in letter


def test_outside_the_economic_area_seventy_days(person: Person) -> None:
    key = mod_97_10.calc_check_digits("654321GB")
    label = f"PRLV SEPA SERVICES PLUS ID EMETTEUR/GB{key}ZZZ654321 MDT/PLUS-1"
    person.bank(("20260122", "-189.00", label))
    assert proposed(person, "WS101", "2026-04-02") == {"debit-unauthorised": "2 avril 2026", "mandate-revocation": ""}
    letter = person.make("WS101", "--date", "2026-04-02").text("02-debit-unauthorised.txt").replace("\n", " ")
    assert "dans les soixante-dix jours du débit, soit au plus tard le 2\u00a0avril\u00a02026." in letter
    assert "L.\u00a0133-24" not in letter  # the article read says thirteen months only
    assert proposed(person, "WS101", "2026-04-03") == {"mandate-revocation": ""}


def test_a_debit_that_the_bank_gave_back_is_not_disputed(person: Person) -> None:
    back = "REJET PRLV SEPA SERVICES PLUS ID EMETTEUR/FR19ZZZ654321 MDT/PLUS-2026-77310"
    person.bank(("20260122", "-189.00", UNKNOWN), ("20260127", "189.00", back))
    assert "debit-refund" not in proposed(person, "WS101", "2026-02-10")
    assert "déjà été rendu" in refusal(person, "WS101", "debit-unauthorised", "2026-02-10")
    assert "déjà été rendu" in refusal(person, "WS101", "debit-refund", "2026-02-10")


def test_a_known_creditors_mandate_is_denied_or_ended_on_demand_only(person: Person) -> None:
    households.dear_telephone(person)
    assert proposed(person, "WS105", "2026-03-02") == {"debit-refund": "20 avril 2026"}
    for letter in ("debit-unauthorised", "mandate-revocation"):
        assert f"02-{letter}.txt" in person.make("WS105", "--letter", letter, "--date", "2026-03-02").files


@pytest.mark.parametrize(
    ("household", "alert", "letters", "absent"),
    [
        (households.coupons, "WS111", {"payment-unauthorised"}, "debit-refund"),
        (households.paid_twice, "WS204", {"basic-insurer-report"}, "mandate-revocation"),
        (households.account_swapped, "WS301", {"insurer-request", "access-request"}, "basic-insurer-report"),
        (households.unknown_creditor, "WS101", OF_A_DEBIT, "insurer-request"),
        (households.unknown_creditor, "WS101", OF_A_DEBIT, "payment-unauthorised"),
    ],
)  # fmt: skip
def test_letters_follow_what_the_rows_are(
    person: Person, household: Callable[[Person], None], alert: str, letters: set[str], absent: str
) -> None:
    household(person)
    assert set(proposed(person, alert, "2026-03-02")) == letters
    assert refusal(person, alert, absent, "2026-03-02").startswith(f"La lettre {absent} n’est pas faite.")


def test_the_card_letter_has_its_last_day_too(person: Person) -> None:
    households.coupons(person)
    assert proposed(person, "WS111", "2027-03-14") == {"payment-unauthorised": "14 mars 2027"}
    assert "14 mars 2027" in refusal(person, "WS111", "payment-unauthorised", "2027-03-15")


@pytest.mark.parametrize(
    ("letter", "breach"), [("complaint-tiers-payant", "tiers-payant-2024"), ("complaint-breach", "free-2024")]
)
def test_a_complaint_is_proposed_for_a_breach_ticked_and_made_for_who_asks(
    person: Person, letter: str, breach: str
) -> None:
    households.unknown_creditor(person)
    assert letter not in proposed(person, "WS101", "2026-03-02")
    person.settings("fr", f"breaches: [{breach}]\n")
    assert letter in proposed(person, "WS101", "2026-03-02")


def test_letters_on_rights_need_no_alert(person: Person) -> None:
    for letter in ("access-request", "cnil-complaint", "complaint-tiers-payant", "complaint-breach"):
        made = person.make_without_statements("--letter", letter, "--date", "2026-03-02")
        assert list(made.files) == ["00-sommaire.pdf", f"02-{letter}.pdf", f"02-{letter}.txt", "SHA256SUMS"]
        assert "01-preuves.pdf" not in made.text(f"02-{letter}.txt")
    chosen = person.make_without_statements("--letter", "complaint-breach", "--breach", "caf-2025")
    assert "Fichier de la CAF, connue depuis décembre 2025" in chosen.text("02-complaint-breach.txt").replace("\n", " ")
    assert "cnil-complaint" not in proposed_for_swapped(person)


def proposed_for_swapped(person: Person) -> dict[str, str]:
    """The CNIL comes after a month without an answer: never of itself."""
    households.account_swapped(person)
    return proposed(person, "WS301", "2026-03-02")
