"""The daemon as real processes in a temporary home: killed at bad moments, it loses nothing and labels every copy."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from receivers import Mailbox, Service, http_service, mail_service

from watchdog_sante.alerts import fold
from watchdog_sante.model.inbox import InboxState
from watchdog_sante.model.messages import DeliveryState
from watchdog_sante.store import alert_log, inbox_ledger, open_messenger, open_watcher
from watchdog_sante.store.facts import load_sources
from watchdog_sante.store.message_queue import MessageQueue

ROOT = Path(__file__).resolve().parents[2]
TODAY = date.today()
COPY = "(copie possible)"
SETTINGS = """\
language: fr
inbox: [{home}/inbox]
quiet_hours: {{start: "00:00", end: "00:00"}}
daily_cap: 100
channels:
  - {{name: telephone, address_from: env:PHONE}}
  - {{name: courriel, address_from: env:MAIL}}
rules: [{{name: Clubs, label: "*CLUB*", severity: critical}}]
"""


class Home:
    """A temporary home with its daemon and the two services that receive."""

    def __init__(self, place: Path, phone: Service, mail: Mailbox) -> None:
        self.place, self.state, self.phone, self.mail = place, place / "state", phone, mail
        (place / "inbox").mkdir()
        self.settings = place / "watchdog.yaml"
        self.settings.write_text(SETTINGS.format(home=place), "utf-8")
        self.places = ("--config", str(self.settings), "--state", str(self.state))
        self.daemon: subprocess.Popen[bytes] | None = None

    def drop(self, name: str, rows: list[tuple[int, str, str]]) -> None:
        """A statement: days before today, label, amount."""
        lines = [f"{TODAY - timedelta(days=back):%d/%m/%Y};{label};{amount}" for back, label, amount in rows]
        (self.place / "inbox" / name).write_text("\n".join(["Date;Libellé;Montant", *lines, ""]), "utf-8")

    def start(self) -> None:
        """Start watcher and messenger as `run` does."""
        self.daemon = subprocess.Popen(
            [sys.executable, "-m", "watchdog_sante", "run", *self.places, "--look", "0.3"],
            env=self.environment,
        )

    def type(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command, typed to its end."""
        places = self.places[2:] if words[0] == "restore" else self.places
        program = [sys.executable, "-m", "watchdog_sante", words[0], *places, *words[1:]]
        return subprocess.run(
            program, env=self.environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    @property
    def environment(self) -> dict[str, str]:
        """What the processes know."""
        return {
            "PYTHONPATH": str(ROOT),
            "PATH": os.defpath,
            "HOME": str(self.place),
            "PHONE": f"json://{self.phone.place}/",
            "MAIL": f"mailto://127.0.0.1:{self.mail.port}?from=a@b.example&to=c@d.example&mode=insecure",
        }

    def processes(self) -> dict[int, str]:
        """Every process of this home, by its command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if str(self.state) in words:
                        found[int(entry.name)] = words
        return found

    def kill(self) -> None:
        """As a power cut does: all at once."""
        for number in self.processes():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        if self.daemon:
            self.daemon.wait()
        wait_for(lambda: not self.processes())

    def texts(self) -> dict[str, list[str]]:
        """What each channel received."""
        mails = [message.get_content() for message in self.mail.received]
        return {"telephone": [body["message"] for _, body in self.phone.received], "courriel": mails}


def wait_for(true: Callable[[], object], seconds: float = 120.0) -> None:  # a busy machine is no failure
    """Until it is true."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with http_service() as phone, mail_service() as mail:
        place = Home(tmp_path, phone, mail)
        try:
            yield place
        finally:
            place.kill()


QUIET = [(30 * month + 5, "PRLV SEPA MUTUELLE DES GLYCINES", "-58,20") for month in range(6, -1, -1)]


def told(text: str) -> set[str]:
    """The numbers of alerts in a text."""
    return set(re.findall(r"A-[0-9]{2}-[0-9]{4}", text))


def test_killed_at_bad_moments_nothing_is_lost_and_every_copy_is_labelled(home: Home) -> None:
    chance = random.Random(20261123)
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: all(home.texts().values()))
    payees = ["ALPHA", "BRAVO", "CHARLIE", "DELTA"]
    for name in payees:
        home.drop(f"{name}.csv", [(2, f"CARTE 20/11 CLUB {name}", "-9,90")])
        time.sleep(0.8 + chance.random() * 3.2)
        home.kill()
        home.start()

    def alerts() -> list[str]:
        with open_watcher(home.state) as watcher:
            return [one.number for one in fold(alert_log.load(watcher))]

    wait_for(lambda: len(alerts()) == len(payees))
    for channel in ("telephone", "courriel"):
        wait_for(lambda name=channel: told(" ".join(home.texts()[name])) >= set(alerts()))
    assert home.daemon is not None
    home.daemon.send_signal(signal.SIGTERM)
    assert home.daemon.wait(timeout=60) == 0
    wait_for(lambda: not home.processes())

    with open_watcher(home.state) as watcher, open_messenger(home.state / "messenger") as messenger:
        rows = Counter(source.file for source in load_sources(watcher))
        assert rows == Counter(["a.csv", *(f"{name}.csv" for name in payees)])
        assert {entry.state for entry in inbox_ledger.entries(watcher)} == {InboxState.READ}
        assert watcher.problems(thorough=True) == messenger.problems(thorough=True) == ()
        assert {one.state for one in MessageQueue(messenger).everything()} == {DeliveryState.SENT}
    for channel, texts in home.texts().items():
        plain = Counter(number for text in texts if COPY not in text for number in told(text))
        assert max(plain.values()) == 1, (channel, texts)


def test_a_send_cut_by_a_death_is_sent_again_as_a_copy(home: Home) -> None:
    home.phone.silence = 5.0  # it has received, and does not say so
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: home.phone.received)
    home.kill()
    home.phone.silence = 0.0
    home.start()
    wait_for(lambda: len(home.phone.received) == 2)
    first, second = home.texts()["telephone"]
    assert second == f"{COPY} {first}"
    wait_for(lambda: home.mail.received)


def test_both_supervisors_stay_small_and_an_idle_hour_writes_nothing(home: Home) -> None:
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: all(home.texts().values()))
    calm = 0
    while calm < 10:  # both have done what there was to do, their own writing included
        calm = 0 if [words for words in home.processes().values() if "worker" in words] else calm + 1
        time.sleep(0.3)

    def seen() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in home.state.rglob("*")}

    before = seen()
    time.sleep(3)  # ten looks of each
    assert seen() == before
    sizes = {}
    for number, words in home.processes().items():
        line = next(one for one in Path(f"/proc/{number}/status").read_text().splitlines() if one.startswith("VmRSS"))
        sizes[words] = int(line.split()[1])
        maps = Path(f"/proc/{number}/maps").read_text()
        assert "pandas" not in maps
    assert len(sizes) == 2
    assert max(sizes.values()) < 60_000, sizes  # kB
    second = subprocess.run(
        [sys.executable, "-m", "watchdog_sante.daemon.serving", "watcher", "--state", str(home.state)],
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "HOME": str(home.place)},
        check=False,
    )
    assert second.returncode == 5


def test_a_damaged_database_stops_the_watcher_with_an_alert_and_restore_brings_the_last_copy_back(home: Home) -> None:
    home.drop("a.csv", QUIET)
    home.start()
    wait_for(lambda: all(home.texts().values()))
    wait_for(lambda: list((home.state / "backups").glob("*.db")) or is_early())
    home.kill()
    if is_early():
        home.type("backup", str(home.state / "copy.db"))
    whole = (home.state / "watcher.db").read_bytes()
    (home.state / "watcher.db").write_bytes(whole[:5000] + os.urandom(8000) + whole[13000:])
    home.start()
    assert home.daemon is not None
    assert home.daemon.wait(120) == 2
    assert all("une base de données est illisible" in texts[-1] for texts in home.texts().values())
    damaged = (home.state / "watcher.db").read_bytes()
    assert home.type("once").returncode == 2
    assert (home.state / "watcher.db").read_bytes() == damaged
    done = home.type("restore", *([str(home.state / "copy.db")] if is_early() else []))
    assert (done.returncode, done.stderr) == (0, "")
    home.drop("b.csv", [(2, "CARTE 20/11 CLUB ALPHA", "-9,90")])
    assert home.type("once").returncode == 0
    with open_watcher(home.state) as watcher:
        assert {one.file for one in load_sources(watcher)} == {"a.csv", "b.csv"}
        assert watcher.problems(thorough=True) == ()


def is_early() -> bool:
    """Before the digest's hour there is no automatic copy yet."""
    return datetime.now(ZoneInfo("Europe/Paris")).hour < 8
