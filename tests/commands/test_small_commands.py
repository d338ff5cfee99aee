"""The smaller commands, as a person types them."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from watchdog_sante.household_generator import demo_household

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("household")
    for file in demo_household().files:
        (folder / file.name).write_bytes(file.data)
    return folder


def _run(*arguments: str | Path, said: str = "", home: Path | None = None) -> subprocess.CompletedProcess[str]:
    places = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")} if home else {"HOME": "/nonexistent"}
    return subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *map(str, arguments)],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LANG": "fr_FR.UTF-8", "COLUMNS": "80"} | places,
    )


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("basic", "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;"),
        ("top-up", "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;"),
        ("details", "Date;Champ;Valeur\n;Organisme;\n;N° de contrat;\n"),
    ],
)
def test_a_template_is_read_back_as_an_empty_statement(form: str, first: str, tmp_path: Path) -> None:
    done = _run("template", form)
    assert (done.returncode, done.stdout[: len(first)]) == (0, first)
    (tmp_path / "vide.csv").write_text(done.stdout.splitlines()[0] + "\n", "utf-8")
    document = json.loads(_run("audit", tmp_path, "--format", "json").stdout)
    assert (document["refused"], [one["rows"] for one in document["sources"]]) == ([], [0])


def test_details_are_recorded_with_the_last_answers_as_defaults(tmp_path: Path) -> None:
    answers = "\n".join(["Mutuelle des Glycines", "123", "Confort", *[""] * 7]) + "\n"
    first = _run("details", "record", said=answers, home=tmp_path)
    assert first.returncode == 0, first.stderr
    folder = tmp_path / "state" / "watchdog-sante" / "details"
    (recorded,) = folder.iterdir()
    assert recorded.read_text("utf-8").splitlines()[0] == "Date;Champ;Valeur"
    assert [line.partition(";")[2] for line in recorded.read_text("utf-8").splitlines()[1:]] == [
        "Organisme;Mutuelle des Glycines",
        "N° de contrat;123",
        "Formule;Confort",
    ]
    assert recorded.stat().st_mode & 0o777 == 0o600
    again = _run("details", "record", "--dry-run", said="\n124\n" + "\n" * 8, home=tmp_path)
    assert "Organisme;Mutuelle des Glycines\n" in again.stdout
    assert "N° de contrat;124\n" in again.stdout
    assert "N° de contrat;123\n" in recorded.read_text("utf-8")


def test_an_answer_that_a_spreadsheet_would_reckon_is_kept_as_text_and_read_back(tmp_path: Path) -> None:
    answers = "\n".join(["=1+1", "123", "", "", "+33 1 99 00 12 34", "@somme", *[""] * 4]) + "\n"
    assert _run("details", "record", said=answers, home=tmp_path).returncode == 0
    (recorded,) = (tmp_path / "state" / "watchdog-sante" / "details").iterdir()
    assert [line.partition(";")[2] for line in recorded.read_text("utf-8").splitlines()[1:]] == [
        "Organisme;'=1+1",
        "N° de contrat;123",
        "Téléphone;'+33 1 99 00 12 34",
        "E-mail;'@somme",
    ]
    again = _run("details", "record", "--dry-run", said="\n" * 10, home=tmp_path)
    assert again.stdout == recorded.read_text("utf-8")
    assert ("[=1+1]" in again.stderr, "[+33 1 99 00 12 34]" in again.stderr, "'=" in again.stderr) == (
        True,
        True,
        False,
    )


def test_mandates_bear_their_legal_deadlines(household: Path) -> None:
    document = json.loads(_run("mandates", household, "--format", "json").stdout)
    assert document["schema"] == "watchdog-sante/mandates/1"
    assert len(document["mandates"]) >= 3
    for mandate in document["mandates"]:
        assert mandate["first"] <= mandate["last"] < mandate["refund_by"] < mandate["contest_by"]
    assert "Contestable" in _run("mandates", household).stdout


def test_explain_lists_the_detectors_and_shows_a_card() -> None:
    everything = _run("explain").stdout
    assert "WS101" in everything
    assert "WS301" in everything
    card = _run("explain", "new-mandate").stdout
    assert card.splitlines()[0] == "WS101  new-mandate · À vérifier"
    assert "Ce que cela peut être\n" in card
    assert "learning_days: 100   Jours d’historique d’un compte pendant lesquels rien\n" in card
    assert "TELECOM DU LAC" not in card
    assert "TELECOM DU LAC" in _run("explain", "new-mandate", "--examples").stdout
    assert _run("explain", "WS999").returncode == 2


def test_profiles_say_how_a_file_is_understood(household: Path, tmp_path: Path) -> None:
    assert "boursobank" in _run("profiles", "list").stdout
    csv = next(
        path for path in sorted(household.glob("*.csv")) if path.read_bytes().lstrip(b"\xef\xbb\xbf")[:6] == b"dateOp"
    )
    done = _run("profiles", "test", csv)
    assert (done.returncode, "Trois premières lignes" in done.stdout) == (0, True)
    (tmp_path / "inconnu.csv").write_text("Quand;Quoi;Combien\n03/01/2024;CARTE X;-12,50\n04/01/2024;VIR Y;100,00\n")
    drafted = _run("profiles", "draft", tmp_path / "inconnu.csv")
    assert drafted.returncode == 0
    own = tmp_path / "config" / "profiles.d"
    own.mkdir(parents=True)
    (own / "ma-banque.yaml").write_text(drafted.stdout, "utf-8")
    (tmp_path / "config" / "watchdog.yaml").write_text("language: fr\n")
    settings = tmp_path / "config" / "watchdog.yaml"
    read = _run("audit", tmp_path / "inconnu.csv", "--config", settings, "--format", "json")
    assert [(one["profile"], one["rows"]) for one in json.loads(read.stdout)["sources"]] == [("inconnu", 2)]
    (own / "ma-banque.yaml").write_text("name: X\n")
    assert _run("audit", tmp_path / "inconnu.csv", "--config", settings).returncode == 2


def test_backtest_replays_the_months(household: Path) -> None:
    done = _run("backtest", household, "--months", "3")
    assert done.returncode == 0, done.stderr
    assert "en 3 mois" in done.stdout
    months = [line.split()[0] for line in done.stdout.splitlines() if line[:1].islower()]
    assert months == ["octobre", "novembre", "décembre"]


def _noisy(folder: Path) -> None:
    """A year of shopping, then a month in which two amounts double and one payee is new and paid at once."""
    days = [date(2023, 1, 3) + timedelta(days=30 * n) for n in range(10)]
    rows = [(day, f"PRLV SEPA {name}", "-31,50") for day in days for name in ("EAU DU LAC", "GAZ DU LAC")]
    rows += [
        (day + timedelta(days=7 * n), "CARTE SUPERMARCHE ORME LYON 03", "-54,10") for day in days for n in range(4)
    ]
    rows += [(date(2023, 10, 25), f"PRLV SEPA {name}", "-100,00") for name in ("EAU DU LAC", "GAZ DU LAC")]
    rows += [(date(2023, 10, 26), "VIR INST PAUL ORME", "-900,00")]
    text = "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in sorted(rows))
    (folder / "a.csv").write_text(f"Date;Libellé;Montant\n{text}", "utf-8")


def test_what_backtest_proposes_is_pasted_and_keeps_the_urgent_alert(tmp_path: Path) -> None:
    _noisy(tmp_path)
    settings = tmp_path / "watchdog.yaml"
    settings.write_text("language: fr\n", "utf-8")
    asked = ("backtest", tmp_path / "a.csv", "--config", settings, "--months", "1")
    first = _run(*asked)
    assert first.stdout.startswith("3 alertes en 1 mois."), first.stdout
    lines = first.stdout.partition("À coller")[2].partition("\n\n")[2]
    settings.write_text(f"language: fr\n{lines}", "utf-8")
    assert _run("check", "--config", settings).returncode == 0
    again = _run(*asked).stdout
    assert again.startswith("1 alerte en 1 mois."), again
    assert "PAUL ORME" in again


def test_own_rules_are_tried_without_any_other_detector(household: Path, tmp_path: Path) -> None:
    settings = tmp_path / "watchdog.yaml"
    rules = ("{name: Retraits, kind: cash, amount_from: 10}", "{name: Muette, label: introuvable}")
    settings.write_text("rules:\n" + "".join(f"  - {rule}\n" for rule in rules))
    done = _run("rules", "test", household, "--config", settings)
    assert done.returncode == 0, done.stderr
    assert {word for word in done.stdout.split() if word.startswith("WS")} == {"WS501"}
    assert [line.rstrip() for line in done.stdout.splitlines() if line.startswith("La règle")] == [
        "La règle «\u00a0Muette\u00a0» n’a rien relevé\u00a0: aucune opération n’y répond, ou une règle"
    ]
    settings.write_text("language: fr\n")
    assert _run("rules", "test", household, "--config", settings).returncode == 2


def test_every_command_has_an_example_in_its_help() -> None:
    listed = _run("--help").stdout
    for command in ("demo", "audit", "template", "mandates", "explain", "backtest"):
        assert command in listed
        assert "Exemple" in _run(command, "--help").stdout
