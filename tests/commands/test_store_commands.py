"""The commands on the store, as a person types them, in a temporary home."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
import typer

from watchdog_sante.cli import app
from watchdog_sante.locks import Lock, instance_lock

ROOT = Path(__file__).resolve().parents[2]
TODAY = date.today()
SETTINGS = """\
language: fr
inbox: [{home}/inbox]
quiet_hours: {{start: "00:00", end: "00:00"}}
channels: [{{name: telephone, address_from: env:PHONE}}]
"""


class Home:
    """A person's home and what they type in it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.state = place / "state" / "watchdog-sante"
        self.settings = place / "config" / "watchdog-sante" / "watchdog.yaml"
        self.settings.parent.mkdir(parents=True)
        (place / "inbox").mkdir()
        self.settings.write_text(SETTINGS.format(home=place), "utf-8")

    def drop(self, name: str, rows: list[tuple[int, str, str]]) -> Path:
        """A statement: days before today, label, amount."""
        path = self.place / "inbox" / name
        lines = [f"{TODAY - timedelta(days=back):%d/%m/%Y};{label};{amount}" for back, label, amount in rows]
        path.write_text("\n".join(["Date;Libellé;Montant", *lines, ""]), "utf-8")
        return path

    def _environment(self) -> dict[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "PATH": os.defpath,
            "LANG": "fr_FR.UTF-8",
            "COLUMNS": "100",
            "HOME": str(self.place),
            "XDG_STATE_HOME": str(self.place / "state"),
            "XDG_CONFIG_HOME": str(self.place / "config"),
            "PHONE": "json://127.0.0.1:9",
        }

    def type(self, *words: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command."""
        program = [sys.executable, "-m", "watchdog_sante", *map(str, words)]
        return subprocess.run(program, input=said, capture_output=True, text=True, check=False, env=self._environment())

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Start a command that lives on."""
        program = [sys.executable, "-m", "watchdog_sante", *map(str, words)]
        return subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=self._environment())


QUIET = [(30 * month + 5, "PRLV SEPA MUTUELLE DES GLYCINES", "-58,20") for month in range(6, -1, -1)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    place = Home(tmp_path)
    place.drop("a.csv", QUIET)
    place.drop("b.csv", [(3, "PRLV SEPA CLUB FORME XYZ", "-49,90")])
    return place


def test_a_person_answers_an_alert(home: Home) -> None:
    done = home.type("once")
    assert done.returncode == 4, done.stderr  # nothing listens at the channel's address
    assert done.stdout.startswith("2 fichiers lus, 0 refusé.")
    document = json.loads(home.type("alerts", "list", "--format", "json").stdout)
    assert [(one["state"], one["detector"], one["subject"]) for one in document["alerts"]] == [
        ("open", "WS101", "creditor:CLUB FORME XYZ")
    ]
    number = document["alerts"][0]["alert"]
    short = f"{TODAY:%y}-1"
    assert "CLUB FORME XYZ" in home.type("alerts", "show", short).stdout
    assert home.type("alerts", "explain", number).returncode == 0
    refused = home.type("alerts", "snooze", number, "--for", "14d")
    assert (refused.returncode, "--why" in refused.stderr) == (2, True)
    assert home.type("alerts", "snooze", number, "--for", "a while", "--why", "x").returncode == 2
    assert home.type("alerts", "snooze", number, "--for", "2w", "--why", "à demander").returncode == 0
    assert home.type("alerts", "accept", number, f"{TODAY:%y}-77").returncode == 2  # all or none
    assert home.type("alerts", "seen", number).stdout == f"{number}\u00a0: vue.\n"
    assert home.type("alerts", "accept", number, "--why", "à Paul").stdout == f"{number}\u00a0: acceptée.\n"
    assert "Aucune alerte" in home.type("alerts", "list").stdout
    assert number in home.type("alerts", "list", "--all").stdout
    assert home.type("alerts", "deliveries").returncode == 4


def test_import_shows_first_and_status_says_what_holds(home: Home) -> None:
    assert home.type("once").returncode == 4
    more = home.drop("c.csv", [(1, "VIR SEPA JEAN DUPONT LOYER", "-900,00")])
    bad = home.place / "bad.csv"
    bad.write_text("rien", "utf-8")
    dry = home.type("import", more, bad, "--dry-run")
    assert (dry.returncode, dry.stdout.splitlines()[0]) == (3, "c.csv\u00a0: 1 ligne nouvelle, déjà connues\u00a0: 0")
    before = json.loads(home.type("status", "--format", "json").stdout)
    assert home.type("import", more).returncode == 0
    after = json.loads(home.type("status", "--format", "json").stdout)
    assert (before["coverage"][0]["to"], after["coverage"][0]["to"]) == tuple(
        (TODAY - timedelta(days=back)).isoformat() for back in (3, 1)
    )
    assert [(Path(one["path"]).name, one["state"]) for one in after["files"]] == [("a.csv", "read"), ("b.csv", "read")]
    assert [one["code"] for one in after["jobs"] if one["job"] == "channel telephone"] == ["refused"]
    assert not after["watching"]
    text = home.type("status").stdout
    assert text.startswith("Vérifié jusqu’au ")
    assert "Le canal telephone : en échec (refused) depuis le " in " ".join(text.split())


def test_what_is_kept_is_the_persons(home: Home) -> None:
    home.type("once")
    copy = home.place / "copy.db"
    assert home.type("backup", copy).returncode == 0
    assert copy.stat().st_mode & 0o777 == 0o600
    exported = json.loads(home.type("export").stdout)
    assert exported["schema"] == "watchdog-sante/export/1"
    assert sum(len(one["statement"]["rows"]) for one in exported["sources"]) == 8
    assert home.type("report", home.place / "r.html").returncode == 0
    assert "CLUB FORME XYZ" in (home.place / "r.html").read_text("utf-8")
    assert home.type("purge", "--everything", said="n\n").returncode == 2
    done = home.type("purge", "--everything", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Hors de portée" in done.stdout
    left = b"".join(path.read_bytes() for path in home.state.rglob("*") if path.is_file())
    assert b"CLUB FORME" not in left
    assert home.type("restore", copy).returncode == 0
    with sqlite3.connect(home.state / "watcher.db") as db:
        assert db.execute("SELECT count(*) FROM bank_rows").fetchone() == (8,)
    db.close()
    old = home.type("purge", "--months", "1", "--yes")
    assert old.stdout == "6 lignes effacées.\n"


def test_what_was_forgotten_is_in_no_copy_of_the_program(home: Home) -> None:
    """The daily copy and the store put aside at a restore hold a payee of long ago; a copy without it stays."""
    home.drop("old.csv", [(400, "PRLV SEPA SALON LES ERABLES", "-31,00")])
    home.type("once")
    home.type("restore")
    young = home.state / "backups" / "watcher-2020-01-01.db"
    with sqlite3.connect(next(home.state.glob("backups/*.db"))) as whole, sqlite3.connect(young) as copy:
        whole.backup(copy)
        copy.executescript("INSERT INTO purging (only) VALUES (1); DELETE FROM bank_rows; DELETE FROM purging; VACUUM;")
    whole.close()
    copy.close()

    def holders() -> set[str]:
        return {one.name for one in home.state.rglob("*") if one.is_file() and b"LES ERABLES" in one.read_bytes()}

    before = holders()
    assert len(before) == 3, before
    dry = home.type("purge", "--months", "12", "--dry-run").stdout.replace("\u00a0", " ")
    assert dry.splitlines() == [
        "1 ligne serait effacée\u202f; rien ne l’a été.",
        "2 copies automatiques contiennent de telles lignes et seraient effacées aussi.",
    ]
    assert holders() == before
    done = home.type("purge", "--months", "12", "--yes").stdout.replace("\u00a0", " ")
    assert done.splitlines() == [
        "1 ligne effacée.",
        "2 copies automatiques contenaient encore de telles lignes : elles sont effacées, "
        "une copie d’aujourd’hui les remplace.",
    ]
    assert holders() == set()
    assert {one.name for one in (home.state / "backups").iterdir()} == {young.name, f"watcher-{TODAY.isoformat()}.db"}
    assert home.type("purge", "--months", "12", "--yes").stdout == "0 ligne effacée.\n"


def test_a_copy_replaces_a_copy_and_nothing_else(home: Home) -> None:
    home.type("once")
    copy, foreign = home.place / "copy.db", home.place / "photos.db"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE photos (name TEXT)")
    db.close()
    before = foreign.read_bytes()
    assert [home.type("backup", copy).returncode for _ in range(2)] == [0, 0]
    for other in (foreign, home.settings):
        kept = other.read_bytes()
        done = home.type("backup", other)
        assert (done.returncode, done.stderr.replace("\u202f", " ").replace("\u00a0", " ")) == (
            2,
            f"{other} existe déjà et n’est pas une copie de vos données : donnez un autre nom.\n",
        )
        assert other.read_bytes() == kept
    assert foreign.read_bytes() == before


def test_a_dry_run_of_purge_changes_nothing(home: Home) -> None:
    home.type("once")
    before = home.type("export").stdout
    old = home.type("purge", "--months", "1", "--dry-run")
    assert (old.returncode, " ".join(old.stdout.split())) == (
        0,
        "6 lignes seraient effacées ; rien ne l’a été. "
        "1 copie automatique contient de telles lignes et serait effacée aussi.",
    )
    everything = home.type("purge", "--everything", "--dry-run")
    assert (everything.returncode, everything.stdout.startswith("Seraient effacés\u00a0: 8 lignes, ")) == (0, True)
    assert home.type("export").stdout == before


def test_what_is_exported_whole_shows_the_numbers(home: Home) -> None:
    """An account of its own digits, a card and a mandate in a label: masked unless all is asked for."""
    number, mandate = "00012345678", "RUMX5550001234"
    (home.place / "inbox" / "c.csv").write_text(
        f"Numéro de compte : {number}\nDate;Libellé;Montant\n"
        f"{TODAY - timedelta(days=2):%d/%m/%Y};PRLV SEPA MUTUELLE VERTE FR19ZZZ204920 MDT/{mandate};-12,00\n",
        "utf-8",
    )
    home.type("once")
    masked, whole = home.type("export"), home.type("export", "--unmasked")
    assert (masked.returncode, whole.returncode) == (0, 0)
    assert [one in masked.stdout for one in (number, mandate)] == [False, False]
    assert [one in whole.stdout for one in (number, mandate)] == [True, True]
    assert json.loads(whole.stdout).keys() == json.loads(masked.stdout).keys()


def test_commands_that_put_things_right_speak_as_the_settings_ask_be_they_broken(home: Home) -> None:
    home.type("once")
    home.settings.write_text("language: en\nnot: settings\n", "utf-8")
    assert home.type("restore").stdout.startswith("The copy ")
    assert home.type("purge", "--months", "1", "--dry-run").stdout.startswith("6 rows would be deleted")
    other = home.place / "fr.yaml"
    other.write_text("language: fr\n", "utf-8")
    assert home.type("restore", "--config", other).stdout.startswith("La copie ")


def test_the_daemon_says_with_v_what_each_child_did(home: Home) -> None:
    """Numbers alone: no name of a file, a payee or a channel."""
    with home.start("run", "-v", "--role", "watcher") as daemon:
        patience = Timer(60, daemon.terminate)
        patience.start()
        line = next((line for line in daemon.stderr or () if line.startswith("watchdog-sante child")), "")
        patience.cancel()
        daemon.terminate()
    told, _, next_look = line.partition(" next_look=")
    assert told == "watchdog-sante child role=watcher code=0 read=2 refused=0 waiting=0 queued=1"
    assert datetime.fromisoformat(next_look.strip()).date() >= TODAY


def test_one_at_a_time(home: Home) -> None:
    with Lock(instance_lock(home.state)):
        for words in (("once",), ("run", "--role", "watcher"), ("restore", "x"), ("purge", "--everything", "--yes")):
            assert home.type(*words).returncode == 5, words


def test_an_address_that_others_can_read_is_refused(home: Home) -> None:
    text = SETTINGS.replace("address_from: env:PHONE", 'address: "json://secret.example"')
    home.settings.write_text(text.format(home=home.place), "utf-8")
    home.settings.chmod(0o644)
    for words in (("once",), ("run",), ("notify", "test")):
        done = home.type(*words)
        assert (done.returncode, "chmod 600" in done.stderr, "secret" in done.stderr) == (2, True, False), words
    assert home.type("status").returncode == 0
    home.settings.write_text(text.replace("language: fr", "language: en").format(home=home.place), "utf-8")
    assert "others than you can read it" in home.type("once").stderr


def test_notify_test_says_what_happened_on_each_channel(home: Home) -> None:
    done = home.type("notify", "test")
    assert (done.returncode, "« telephone »" in done.stdout.replace("\u00a0", " ")) == (4, True)
    home.settings.write_text("language: fr\n", "utf-8")
    assert home.type("notify", "test").returncode == 2


def _commands(command: Any) -> Iterator[Any]:
    below = getattr(command, "commands", None)
    if below is None:
        yield command
    for one in (below or {}).values():
        yield from _commands(one)


def test_every_command_has_help_with_an_example() -> None:
    known = list(_commands(typer.main.get_command(app)))
    assert len(known) > 25
    without = [one.name for one in known if not one.help or "xemp" not in (one.epilog or "")]
    assert without == []
