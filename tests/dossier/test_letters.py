"""Every letter, whole: as the text to edit and as the page to sign, for an invented person on a fixed day.

The texts in `letters/` were read aloud; they change on purpose only.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dossier import households
from tests.dossier.person import Dossier, Person
from watchdog_sante.model.dossier import LetterName

GOLDEN = Path(__file__).parent / "letters"
DAY = "2026-03-02"
# The household, the alert, and what the settings add. The alert is unique in its household.
LETTERS: dict[str, tuple[Callable[[Person], None], str, str]] = {
    "debit-refund": (households.unknown_creditor, "WS101", ""),
    "debit-unauthorised": (households.unknown_creditor, "WS101", ""),
    "mandate-revocation": (households.unknown_creditor, "WS101", ""),
    "payment-unauthorised": (households.coupons, "WS111", ""),
    "basic-insurer-report": (households.paid_twice, "WS204", ""),
    "insurer-request": (households.account_swapped, "WS301", "insurers: [{name: Mutuelle des Tilleuls}]\n"),
    "access-request": (households.account_swapped, "WS301", ""),
    "cnil-complaint": (households.account_swapped, "WS301", ""),
    "complaint-tiers-payant": (households.unknown_creditor, "WS101", "breaches: [tiers-payant-2024]\n"),
    "complaint-breach": (households.unknown_creditor, "WS101", "breaches: [free-2024]\n"),
}


def made(person: Person, letter: str) -> Dossier:
    """The dossier with this letter alone."""
    household, alert, more = LETTERS[letter]
    household(person)
    person.settings("fr", more)
    return person.make(alert, "--letter", letter, "--date", DAY)


def test_no_letter_is_left_out() -> None:
    assert set(LETTERS) == {letter.value for letter in LetterName}
    assert {path.stem for path in GOLDEN.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_it_reads_so_as_text_and_as_a_page(person: Person, letter: str) -> None:
    dossier = made(person, letter)
    assert dossier.text(f"02-{letter}.txt") == (GOLDEN / f"{letter}.txt").read_text("utf-8")
    text = dossier.text(f"02-{letter}.txt").replace("\n- ", "\n– ")
    plain = text.replace("[à\u00a0compléter\u00a0: ", "\ue000(").replace("]", ")")
    page = dossier.pages(f"02-{letter}.pdf").replace(f"{'.' * 34} ", "\ue000")
    pages = len(dossier.pdf(f"02-{letter}.pdf").pages)
    for number in range(1, pages + 1) if pages > 1 else ():
        page = page.replace(f"Page {number} sur {pages}", "")
    assert page.split() == plain.split()
