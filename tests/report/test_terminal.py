"""The audit on a terminal, as of a day: what is too late is said to be, and what can still be done stands first."""

from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.model.findings import Action, Finding, Severity
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.package_data import knowledge, phrasebook, profiles
from watchdog_sante.report.terminal import finding_view, view
from watchdog_sante.settings import Settings

DEBITED = date(2023, 6, 12)
REFUND_BY, CONTEST_BY = date(2023, 8, 7), date(2024, 7, 12)  # 8 weeks, 13 months


def _printed(today: date, language: str) -> str:
    """The audit of a debit by a creditor never seen, printed on `today`."""
    quiet = "".join(f"{day:%d/%m/%Y};PRLV SEPA EAU DU LAC;-31,50\n" for day in (date(2023, m, 5) for m in range(1, 7)))
    rows = f"Date;Libellé;Montant\n{quiet}{DEBITED:%d/%m/%Y};PRLV SEPA COMPTOIR NEUF FR19ZZZ204920;-240,00\n"
    read = read_files([StatementFile("a.csv", "", rows.encode())], profiles())
    audit, _ = audit_collected(read, Settings(), knowledge(), date(2023, 6, 30))
    screen = StringIO()
    Console(file=screen, width=80).print(view(audit, phrasebook(language), today))
    return " ".join(screen.getvalue().split())


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (REFUND_BY, ["(au plus tard le 7 août 2023)", "(au plus tard le 12 juillet 2024)"]),
        (REFUND_BY + timedelta(1), ["(au plus tard le 12 juillet 2024)", "(délai passé le 7 août 2023)"]),
        (CONTEST_BY + timedelta(1), ["(délai passé le 7 août 2023)", "(délai passé le 12 juillet 2024)"]),
    ],
)
def test_a_day_that_has_passed_is_said_to_have_and_stands_after_what_is_left(today: date, told: list[str]) -> None:
    printed = _printed(today, "fr")
    places = [printed.index(words) for words in told]
    assert places == sorted(places)
    assert printed.count("(au plus tard") + printed.count("(délai passé") == 2


def test_in_english_too() -> None:
    printed = _printed(REFUND_BY + timedelta(1), "en")
    assert "(deadline passed on August 7, 2023)" in printed


def test_a_file_that_tells_of_nothing_is_named() -> None:
    files = [StatementFile("vide.csv", "", "Date;Libellé;Montant\n".encode())]
    audit, _ = audit_collected(read_files(files, profiles()), Settings(), knowledge(), date(2023, 6, 30))
    screen = StringIO()
    Console(file=screen, width=80).print(view(audit, phrasebook("fr"), date(2023, 6, 30)))
    assert "1 fichier lu ne contient aucune ligne\n  vide.csv\n" in screen.getvalue()


@pytest.mark.parametrize(
    ("today", "told"), [(CONTEST_BY, False), (CONTEST_BY + timedelta(1), True)], ids=["still open", "all passed"]
)
def test_once_every_deadline_has_passed_what_is_left_is_said(today: date, told: bool) -> None:
    left = "Les délais légaux sont passés : la banque n’est plus tenue de rembourser."
    assert (left in _printed(today, "fr")) is told


def _unclocked(severity: Severity) -> str:
    text = say("remedies.credit_files")
    one = Finding("WS115", "lender", severity, DEBITED, text, text, text, (), (Action(text, None, "bank"),), ())
    screen = StringIO()
    Console(file=screen, width=80).print(finding_view(one, phrasebook("fr"), DEBITED))
    return screen.getvalue()


def test_a_warning_without_a_clock_says_so_and_a_note_does_not() -> None:
    assert "Aucun délai légal ne court" in _unclocked(Severity.WARNING)
    assert "Aucun délai légal ne court" not in _unclocked(Severity.INFO)
