"""`message` as a person types it: a file, standard input, statements beside it, the store, JSON, both languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchdog_sante.household_generator import demo_household

ROOT = Path(__file__).resolve().parents[2]
FRAUD = "Ameli : votre remboursement de 218,56 € est en attente. Validez votre RIB sur https://ameli-frconnect.fr/r\n"
GENUINE = "ASSURANCE MALADIE : votre relevé est disponible dans votre compte sur ameli.fr\n"


def _run(*arguments: str | Path, said: str | bytes = "", home: Path | None = None) -> subprocess.CompletedProcess[str]:
    places = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")} if home else {"HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *map(str, arguments)],
        input=said if isinstance(said, bytes) else said.encode(),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LANG": "fr_FR.UTF-8", "COLUMNS": "80"} | places,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("household")
    for file in demo_household().files:
        (folder / file.name).write_bytes(file.data)
    return folder


def test_a_fraud_is_told_with_the_safe_way_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "sms.txt"
    file.write_text(FRAUD, "utf-8")
    done = _run("message", file)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[0] == "Signes de fraude."
    assert "imite l’Assurance maladie" in " ".join(done.stdout.split())
    assert "Tapez ameli.fr vous-même dans le navigateur, ou appelez le 3646." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert list(tmp_path.iterdir()) == [file]


def test_json_from_standard_input_holds_the_contracts_keys() -> None:
    done = _run("message", "-", "--format", "json", "--lang", "en", said=FRAUD)
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(document) == ["schema", "verdict", "signs", "statements_say", "safe_way"]
    assert (document["schema"], document["verdict"]) == ("watchdog-sante/message/1", "fraud")
    assert all(set(sign) == {"sign", "text"} and all(sign.values()) for sign in document["signs"])
    assert "3646" in document["safe_way"]


def test_nothing_found_is_never_called_safe() -> None:
    done = _run("message", said=GENUINE)
    assert done.returncode == 0
    assert done.stdout.startswith("Rien relevé.")
    assert "Tapez ameli.fr vous-même" in done.stdout
    assert not [word for word in ("message sûr", "est sûr", "fiable", "sans danger") if word in done.stdout]


def test_statements_say_what_they_show(household: Path, tmp_path: Path) -> None:
    file = tmp_path / "sms.txt"
    file.write_text(FRAUD, "utf-8")
    files = sorted(household.iterdir())
    done = _run("message", file, "--statements", files[0], *files[1:], "--format", "json")
    said = json.loads(done.stdout)["statements_say"]
    assert "Aucun versement de 218,56 € dans vos relevés, lus jusqu’au 31 décembre 2024." in said.replace("\xa0", " ")
    assert "amount-not-found" in {sign["sign"] for sign in json.loads(done.stdout)["signs"]}


def test_an_amount_that_is_on_a_statement_is_found_and_proves_nothing(household: Path) -> None:
    done = _run(
        "message", "--statements", household, "--format", "json", said="Votre remboursement de 24,77 € est versé."
    )
    said = json.loads(done.stdout)["statements_say"]
    assert said.replace("\xa0", " ").startswith(
        "Le relevé de votre assureur porte une ligne de 24,77 € payée le 4 novembre"
    )
    assert "aucun crédit de ce montant" in said  # the demo's diverted payment: the bank never saw it
    paid = _run("message", "--statements", household, "--format", "json", said="Un prélèvement de 392,85 € a eu lieu.")
    assert "Un paiement ou un prélèvement de 392,85" in json.loads(paid.stdout)["statements_say"]


def test_the_store_is_looked_at_when_there_is_one(household: Path, tmp_path: Path) -> None:
    without = json.loads(_run("message", "--format", "json", said=FRAUD, home=tmp_path).stdout)
    assert "Aucun relevé n’a été comparé" in without["statements_say"]
    assert list(tmp_path.iterdir()) == []  # looking for a store makes none
    assert _run("import", household, home=tmp_path).returncode == 0
    with_store = json.loads(_run("message", "--format", "json", said=FRAUD, home=tmp_path).stdout)
    assert "Aucun versement de" in with_store["statements_say"]


@pytest.mark.parametrize(
    ("arguments", "said", "code", "words"),
    [
        (("message", "-"), b"%PDF-1.4", 3, "message collé : c’est un PDF"),
        (("message", "-"), b"", 3, "ce message est vide"),
        (("message", "/nonexistent/x.eml"), b"", 3, "ne peut pas être lu"),
        (("message", "-", "--format", "xml"), b"x", 2, "table, json"),
        (("message", "-", "b.csv"), b"x", 2, "--statements"),
        (("message", "-", "--statements", "/nonexistent/y"), b"Bonjour", 3, "n’a pas été comparé"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_a_code(
    arguments: tuple[str, ...], said: bytes, code: int, words: str
) -> None:
    done = _run(*arguments, said=said)
    assert done.returncode == code, done.stderr
    assert words in " ".join(done.stderr.replace("\u00a0", " ").split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "said", "reason"),
    [("-", b"%PDF-1.4", "PDF"), ("-", b"", "vide"), ("/nonexistent/x.eml", b"", "ne peut pas")],
)
def test_json_of_what_cannot_be_read_is_one_document_without_a_verdict(file: str, said: bytes, reason: str) -> None:
    done = _run("message", file, "--format", "json", said=said)
    document = json.loads(done.stdout)
    assert done.returncode == 3
    assert list(document) == ["schema", "verdict", "signs", "statements_say", "safe_way", "refused"]
    assert (document["verdict"], document["signs"], len(document["refused"])) == (None, [], 1)
    assert reason in document["refused"][0]["reason"]
    assert document["safe_way"]


def test_a_domain_of_the_household_is_trusted_no_further_than_its_own(tmp_path: Path) -> None:
    settings = tmp_path / "watchdog.yaml"
    settings.write_text("insurers:\n  - name: Mutuelle des Lacs\n    domains: [mutuelle-des-lacs.fr]\n", "utf-8")
    said = "Votre mutuelle : mettez à jour votre RIB dans votre espace : https://{}/rib"
    own = _run("message", "--config", settings, "--format", "json", said=said.format("espace.mutuelle-des-lacs.fr"))
    forged = _run("message", "--config", settings, "--format", "json", said=said.format("mutuelle-des-lacs.fr.top"))
    assert json.loads(own.stdout)["verdict"] == "nothing"
    assert json.loads(forged.stdout)["verdict"] != "nothing"


def test_help_shows_examples_in_both_languages() -> None:
    assert "Exemples" in _run("message", "--help").stdout
    assert "Examples" in _run("message", "--help", "--lang", "en").stdout
