"""The dossier of an alert of the store, by its number, and what it tells of the alert's own life."""

import io
import json
import zipfile

from pypdf import PdfReader
from typer.testing import CliRunner

from tests.dossier import households
from tests.dossier.person import Person
from watchdog_sante.cli import app


def typed(person: Person, *words: str) -> str:
    """What a command on the person's store says."""
    place = ["--config", str(person.place / "watchdog.yaml"), "--state", str(person.place / "state")]
    done = CliRunner().invoke(app, [*words, *place], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_an_alerts_number_makes_its_dossier_and_the_next_step_is_told(person: Person) -> None:
    households.unknown_creditor(person)
    typed(person, "import", str(person.statements))
    listed = json.loads(typed(person, "alerts", "list", "--all", "--format", "json"))["alerts"]
    number = next(alert["alert"] for alert in listed if alert["detector"] == "WS101")  # the files are old too: WS404
    path = person.place / "bank.zip"
    said = typed(person, "dossier", number.lower(), "--date", "2026-03-02", "--output", str(path))
    next_step = f'Une fois les lettres envoyées : watchdog-sante alerts reported {number} --why "lettre envoyée"'
    assert next_step in said.replace("\u00a0", " ")
    with zipfile.ZipFile(path) as archive:
        pages = " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(archive.read("01-preuves.pdf"))).pages
        ).replace("\n", " ")
    assert f"Références : {number}." in pages.replace("\u00a0", " ")
    assert "Alerte ouverte par la surveillance des relevés." in pages
    assert "banque.ofx" in pages
    typed(person, "alerts", "reported", number, "--why", "lettre envoyée")
    again = typed(person, "dossier", number, "--date", "2026-03-02", "--dry-run")
    assert f"dossier-{number}.zip contiendrait" in again


def test_a_finding_of_the_store_is_found_by_its_beginning(person: Person) -> None:
    households.unknown_creditor(person)
    typed(person, "import", str(person.statements))
    said = typed(person, "dossier", "ws101", "--date", "2026-03-02", "--dry-run", "--lang", "fr")
    assert "debit-unauthorised" in said
    place = ["--config", str(person.place / "watchdog.yaml"), "--state", str(person.place / "state")]
    done = CliRunner().invoke(app, ["dossier", "A-26-0777", *place])
    assert (done.exit_code, "Aucune alerte ne porte le numéro A-26-0777" in done.output) == (2, True)
