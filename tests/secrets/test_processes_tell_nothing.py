"""While the daemon lives: what its processes show to the machine's other users, and what the journal gets."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from tests.notify.receivers import http_service

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "sujet-que-personne-ne-devine"
IBAN = "FR7630001005500000000001286"
PAYEE, FILE = "ZORVANQUIM PERLOTT", "releve-ysolinbrum.csv"
_PATIENCE = 90.0  # seconds for a first message


def _settings(home: Path) -> Path:
    (home / "inbox").mkdir()
    path = home / "watchdog.yaml"
    path.write_text(
        f"language: fr\ninbox: [{home}/inbox]\nquiet_hours: {{start: '00:00', end: '00:00'}}\n"
        "channels: [{name: telephone, address_from: env:PHONE}]\n"
        f"rules: [{{name: Guet, label: '*{PAYEE}*', severity: critical}}]\n",
        "utf-8",
    )
    path.chmod(0o600)
    lines = [
        f"{date.today() - timedelta(days=back):%d/%m/%Y};VIR SEPA {PAYEE} {IBAN} {back};-{back},50"
        for back in (90, 60, 30, 9, 5, 2)
    ]
    (home / "inbox" / FILE).write_text("\n".join(["Date;Libellé;Montant", *lines, ""]), "utf-8")
    return path


def _command_lines(home: Path) -> set[str]:
    """What `ps` shows anybody of the processes of this home: names and command lines."""
    shown = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                if str(home) in words or "watchdog_sante" in words:
                    shown.add(f"{(entry / 'comm').read_text('utf-8').strip()} {words}")
    return shown


def test_neither_the_list_of_processes_nor_the_journal_holds_a_secret(tmp_path: Path) -> None:
    settings, journal = _settings(tmp_path), tmp_path / "journal"
    shown: set[str] = set()
    with http_service() as phone, journal.open("wb") as out:
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "HOME": str(tmp_path)}
        environment["PHONE"] = f"json://{phone.place}/{TOKEN}"
        places = ("--config", str(settings), "--state", str(tmp_path / "state"))
        daemon = subprocess.Popen(
            [sys.executable, "-m", "watchdog_sante", "run", *places, "--look", "0.3"],
            env=environment,
            stdout=out,
            stderr=out,
        )
        end = time.monotonic() + _PATIENCE
        while not phone.received and time.monotonic() < end and daemon.poll() is None:
            shown |= _command_lines(tmp_path)
            time.sleep(0.02)
        daemon.terminate()
        daemon.wait(30)
    told = journal.read_text("utf-8", "replace")
    assert phone.received, told
    assert len(shown) >= 3, shown  # the daemon and those that it starts
    seen = "\n".join([*shown, told])
    assert [one for one in (TOKEN, IBAN, IBAN[4:20], *PAYEE.split(), FILE) if one in seen] == []
