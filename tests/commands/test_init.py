"""`init`: what it writes is what `load` accepts, an address never shows, and a second run changes nothing unasked."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from watchdog_sante.cli import app
from watchdog_sante.commands.init import Answers, current, draft, ntfy_address, write
from watchdog_sante.model.canonical import BASIC_INSURER
from watchdog_sante.model.household import Insurer, InsurerRole, Member
from watchdog_sante.notify.secret import Secret
from watchdog_sante.service.unit_files import Scope
from watchdog_sante.settings import SettingsError, load

SECRET = "json://localhost:9/hidden-topic"
ALL = ("~/Releves", "Claire Martin, Paul Martin", "CPAM", "Mutuelle des Glycines", "3", "")


def _init(home: Path, *answers: str, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
    done = CliRunner().invoke(
        app,
        ["init", *arguments],
        input="".join(f"{answer}\n" for answer in answers),
        env={"HOME": str(home), "XDG_CONFIG_HOME": "", "CONFIGURATION_DIRECTORY": ""},
    )
    return done.exit_code, done.output


def _file(home: Path) -> Path:
    return home / ".config" / "watchdog-sante" / "watchdog.yaml"


def test_answers_become_settings(tmp_path: Path) -> None:
    code, shown = _init(tmp_path, *ALL, "telephone", SECRET, "n")
    household = load(_file(tmp_path)).as_household()
    assert code == 0
    assert household.members == (Member("Claire Martin"), Member("Paul Martin"))
    assert household.insurers == (
        Insurer("CPAM", InsurerRole.COMPULSORY),
        Insurer("Mutuelle des Glycines", InsurerRole.COMPLEMENTARY),
    )
    address = _file(tmp_path).parent / "channels" / "telephone"
    assert (address.read_text(), f"{address.stat().st_mode & 0o777:o}") == (f"{SECRET}\n", "600")
    assert load(_file(tmp_path)).channels[0].address_from == f"file:{address}"
    assert f"{_file(tmp_path).stat().st_mode & 0o777:o}" == "600"
    assert "hidden-topic" not in shown + _file(tmp_path).read_text()
    assert (tmp_path / "Releves").is_dir()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    code, shown = _init(tmp_path, *ALL, "telephone", SECRET, arguments=("--dry-run",))
    assert (code, list(tmp_path.iterdir())) == (0, [])
    assert "Claire Martin" in shown
    assert "hidden-topic" not in shown


def test_enter_everywhere_changes_nothing(tmp_path: Path) -> None:
    _init(tmp_path, *ALL, "telephone", SECRET, "n")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    code, _ = _init(tmp_path, *[""] * 8)
    assert code == 0
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(("word", "replaced"), [("n", False), ("o", True), ("y", True), ("x\nnon", False)])
def test_a_second_run_asks_before_it_replaces(tmp_path: Path, word: str, replaced: bool) -> None:
    _init(tmp_path, *ALL, "telephone", "")
    before = _file(tmp_path).read_text()
    _init(tmp_path, "", "Claire Martin, Zoé Martin", "", "", "", "", "", "", word)
    names = [member.name for member in load(_file(tmp_path)).household.members]
    assert names == ["Claire Martin", "Zoé Martin" if replaced else "Paul Martin"]
    copy = _file(tmp_path).with_name("watchdog.yaml.before")
    assert copy.read_text() == before if replaced else not copy.exists()


def test_what_was_not_asked_stays(tmp_path: Path) -> None:
    file = _file(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(
        "# mine\nlanguage: en\ndaily_cap: 3\nhousehold:\n  members:\n    - {name: Claire Martin, birth_year: 1984}\n"
        "insurers:\n  - {name: Glycines, bank_labels: [GLYCINES]}\n"
        "channels:\n  - {name: telephone, address: 'json://localhost/old', minimum: warning}\n"
        "  - {name: soeur, address_from: 'env:SISTER', second: true}\n"
    )
    _init(tmp_path, "/data/in", "", "CPAM", "", "", "12", "", SECRET, "o", "n")
    found = yaml.safe_load(file.read_text())
    assert found == {
        "language": "en",
        "daily_cap": 3,
        "household": {"members": [{"name": "Claire Martin", "birth_year": 1984}]},
        "insurers": [
            {"name": "CPAM", "role": "compulsory"},
            {"name": "Glycines", "bank_labels": ["GLYCINES"], "role": "complementary"},
        ],
        "channels": [
            {"name": "telephone", "minimum": "warning", "address_from": f"file:{file.parent}/channels/telephone"},
            {"name": "soeur", "address_from": "env:SISTER", "second": True},
        ],
        "inbox": ["/data/in"],
        "download_day": 12,
    }


def test_an_address_that_cannot_be_read_is_asked_again(tmp_path: Path) -> None:
    code, shown = _init(tmp_path, *ALL, "telephone", "no-such://hidden-topic", SECRET, "n")
    assert code == 0
    assert "hidden-topic" not in shown
    assert (_file(tmp_path).parent / "channels" / "telephone").read_text() == f"{SECRET}\n"


def test_settings_that_are_broken_are_not_replaced(tmp_path: Path) -> None:
    _file(tmp_path).parent.mkdir(parents=True)
    _file(tmp_path).write_text("inboxes: []\n")
    code, _ = _init(tmp_path, *ALL, "", "")
    assert (code, _file(tmp_path).read_text()) == (2, "inboxes: []\n")


@contextmanager
def _phone(status: int) -> Iterator[tuple[str, list[bytes]]]:
    """A service on loopback that answers every message with this status."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/", received
        server.shutdown()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (500, 4)])
def test_the_test_message_really_leaves(tmp_path: Path, status: int, code: int) -> None:
    with _phone(status) as (address, received):
        assert _init(tmp_path, *ALL, "telephone", address, "y")[0] == code
    assert len(received) == 1
    assert b"Watchdog" in received[0]


def test_the_machines_service_gets_the_address_as_a_credential(tmp_path: Path) -> None:
    path = tmp_path / "watchdog.yaml"
    wanted = draft(path, Answers("fr", channel="Ma sœur", address=Secret(SECRET)), Scope.SYSTEM)
    write(wanted)
    assert [channel.address_from for channel in load(path).channels] == ["credential:channels_ma-soeur"]
    assert (tmp_path / "channels" / "ma-soeur").read_text() == f"{SECRET}\n"


def test_two_names_that_are_one_in_plain_letters_keep_two_addresses(tmp_path: Path) -> None:
    path, other = tmp_path / "watchdog.yaml", "json://localhost:9/other-topic"
    write(draft(path, Answers("fr", channel="Ma sœur", address=Secret(SECRET)), Scope.USER))
    write(draft(path, Answers("fr", channel="ma soeur !", address=Secret(other)), Scope.USER))
    write(draft(path, Answers("fr", channel="Ma sœur", address=Secret(f"{SECRET}-again")), Scope.USER))
    kept = {file.name: file.read_text() for file in (tmp_path / "channels").iterdir()}
    assert kept == {"ma-soeur": f"{SECRET}-again\n", "ma-soeur-2": f"{other}\n"}
    named = {channel.name: channel.address_from for channel in load(path).channels}
    places = (tmp_path / "channels" / name for name in ("ma-soeur", "ma-soeur-2"))
    assert named == dict(zip(("Ma sœur", "ma soeur !"), (f"file:{place}" for place in places), strict=True))


def test_without_a_channel_it_is_said_that_nothing_will_be_sent(tmp_path: Path) -> None:
    assert "Aucun canal n’est réglé" in _init(tmp_path, *ALL, "telephone", "")[1]
    assert "Aucun canal n’est réglé" not in _init(tmp_path, *[""] * 7, SECRET, "o", "n")[1]


def test_a_pipe_of_answers_gives_no_warning_of_pythons(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "init", "--config", str(tmp_path / "watchdog.yaml")],
        input="\n".join([str(tmp_path / "in"), *[""] * 8]),
        capture_output=True,
        text=True,
        env=os.environ | {"LANG": "fr_FR.UTF-8", "LC_ALL": "", "COLUMNS": "80", "HOME": str(tmp_path)},
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), "Warning" in done.stderr) == (0, "", False)
    sentences = [
        line for line in done.stderr.replace(str(tmp_path), "~").splitlines() if "\u00a0:" not in line
    ]  # questions wait for Enter
    assert max(map(len, sentences)) <= 80


def test_a_new_ntfy_topic_cannot_be_guessed() -> None:
    topics = {ntfy_address()[1] for _ in range(50)}
    assert len(topics) == 50
    assert min(map(len, topics)) >= 32


_NAME = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(
    str.strip
)
_NAMES = st.lists(_NAME.filter(bool), max_size=4, unique=True).map(tuple)


@given(_NAMES, _NAMES)
def test_whatever_the_names_they_come_back(
    tmp_path_factory: pytest.TempPathFactory, members: tuple[str, ...], insurers: tuple[str, ...]
) -> None:
    path = tmp_path_factory.mktemp("init") / "watchdog.yaml"
    answers = Answers("fr", ("/in",), members, (), insurers, ("free-2024",), 12)
    write(draft(path, answers, Scope.USER))
    assert current(path) == answers
    assert not draft(path, answers, Scope.USER).changed


def test_statements_at_hand_are_found_shown_and_proposed(tmp_path: Path) -> None:
    folder = tmp_path / "Téléchargements"
    folder.mkdir()
    days = [date(2026, 1, 5) + timedelta(days=30 * n) for n in range(5)]
    bank = "Date;Libellé;Montant\n" + "".join(
        f"{day:%d/%m/%Y};PRLV SEPA HARMONIE MUTUELLE;-58,20\n"
        f"{day + timedelta(days=3):%d/%m/%Y};VIR SEPA CPAM DE PARIS;19,00\n"
        for day in days
    )
    (folder / "banque.csv").write_text(bank, "utf-8")
    lines = "".join(
        f"{day + timedelta(days=2):%d/%m/%Y};{day:%d/%m/%Y};CLAIRE LORIOT;Consultation;DR H;"
        f"30,00;30,00;70 %;19,00;Assuré;{n}\n"
        for n, day in enumerate(days)
    )
    (folder / "ameli.csv").write_text(f"{';'.join(BASIC_INSURER)}\n{lines}", "utf-8")
    code, shown = _init(tmp_path, *[""] * 8)
    settings = load(_file(tmp_path))
    assert code == 0
    assert settings.inbox == (folder,)
    assert settings.as_household().members == (Member("CLAIRE LORIOT"),)
    assert [(one.name, one.role) for one in settings.insurers] == [
        ("Assurance maladie (CPAM)", InsurerRole.COMPULSORY),
        ("Harmonie Mutuelle", InsurerRole.COMPLEMENTARY),
    ]
    assert settings.breaches == ("tiers-payant-2024",)  # Harmonie Mutuelle's operator was hit
    for told in ("2 relevés lus", "HARMONIE MUTUELLE (58,20", "1 créancier vous prélève", "(peut vous concerner)"):
        assert told.replace(" ", "") in shown.replace("\u00a0", "").replace(" ", ""), told


def test_init_asks_at_most_ten_questions(tmp_path: Path) -> None:
    """Inbox, members, two insurers, breaches, day, channel, address; then replace and test on a second run."""
    _init(tmp_path, *ALL, "telephone", SECRET, "n")
    code, shown = _init(tmp_path, *[""] * 4, "0", "7", "", SECRET, "o", "n")
    assert (code, load(_file(tmp_path)).download_day, load(_file(tmp_path)).breaches) == (0, 7, ())
    assert "Interrompu" not in shown


@pytest.mark.parametrize("slip", ["x", "99", "-1", "1;2"])
def test_a_number_that_is_none_is_asked_again(tmp_path: Path, slip: str) -> None:
    assert _init(tmp_path, *ALL[:4], slip, "3", "40", "28", "", "")[0] == 0
    found = load(_file(tmp_path))
    assert (found.breaches, found.download_day) == (("tiers-payant-2024",), 28)


def test_a_channels_name_that_settings_refuse_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        draft(tmp_path / "watchdog.yaml", Answers("fr", channel="a:b", address=Secret(SECRET)), Scope.USER)
