"""Real cycles, killed at any moment: nothing is lost, nothing is stored twice, every further copy bears its label.

    python -m benchmarks.kill_cycles --rounds 1000 --seed 1

Each round drops a statement and forks a child that lives as the daemon's children do (migration of an older store,
import, detection, relay, daily copy, delivery through Apprise to a real receiver on loopback), again and again, until
it is killed (SIGKILL) after a random moment. The receiver refuses one message in eight, and hangs up on one in eight
after it has read it. Every fifty rounds the work of a household is finished and judged, and another one begins, every
other time from a store of the first version. Prints one JSON object; exit code 1 on any loss. Only processes die here:
the page cache survives; for power cuts see `power_cuts`.
"""

import argparse
import json
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from watchdog_sante.alerts import fold
from watchdog_sante.model.alerts import EventKind
from watchdog_sante.model.messages import DeliveryState
from watchdog_sante.package_data import knowledge, phrasebook, profiles
from watchdog_sante.rounds.lived_cycle import Desk, live
from watchdog_sante.rounds.messenger_round import deliver_round, open_channels
from watchdog_sante.rounds.upkeep import keep_up
from watchdog_sante.settings import Settings
from watchdog_sante.store import alert_log, open_messenger, open_watcher
from watchdog_sante.store.db import Database
from watchdog_sante.store.facts import load_sources
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.opening import copies

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "store" / "golden" / "watcher_v1.sql"
COPY = "(copie possible)"
HOUSEHOLD = 50  # rounds
LOSSES = ("files_lost", "rows_doubled", "alerts_lost", "unlabelled_copies", "damage", "bad_backups", "stuck")


class Receiver(BaseHTTPRequestHandler):
    """A service that takes most messages, refuses some, and cuts some off after taking them."""

    chance = random.Random(7)
    written = -1

    def do_POST(self) -> None:
        """One message."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        luck = self.chance.random()
        if luck < 0.125:
            self.send_error(503)
            return
        os.write(self.written, f"{json.dumps(body['message'])}\n".encode())
        if luck < 0.25:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def receiver(place: Path) -> Iterator[int]:
    """A receiver in a process of its own, writing what it receives to `place`; its port."""
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    child = os.fork()
    if child == 0:
        Receiver.written = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        server.serve_forever(0.05)
    try:
        yield server.server_address[1]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        server.server_close()


def drop(folder: Path, index: int, chance: random.Random) -> None:
    """A statement with one payee that a rule of the household tells at once; it is whole when it appears."""
    day = date(2026, 1, 1) + timedelta(days=index)
    name = "".join(chance.choice("BCDFGHJKLMNPRSTVXZ") + chance.choice("AEIOU") for _ in range(4))
    lines = [f"{day:%d/%m/%Y};CARTE {day:%d/%m} CLUB {name};-{10 + index},90"]
    lines += [f"{day:%d/%m/%Y};PRLV SEPA MUTUELLE DES GLYCINES {index};-58,20"]
    part = folder / f".{index}"
    part.write_text("\n".join(["Date;Libellé;Montant", *lines, ""]), "utf-8")
    part.rename(folder / f"{index}.csv")


def settings(home: Path, port: int) -> Settings:
    """A household that is told everything, at any hour, and reminded of nothing."""
    return Settings.model_validate(
        {
            "language": "fr",
            "inbox": [str(home / "inbox")],
            "quiet_hours": {"start": "00:00", "end": "00:00"},
            "daily_cap": 100,
            "reminders": [365],
            "channels": [{"name": "telephone", "address": f"json://127.0.0.1:{port}/", "detail": "category"}],
            "rules": [{"name": "Clubs", "label": "*CLUB*", "severity": "critical"}],
        }
    )


class Child:
    """What a child of the daemon works with; made before the fork, so that a round's time is the cycle's."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.settings = home, settings(home, port)
        self.forms, self.known, self.words = profiles(), knowledge(), phrasebook("fr")
        open_channels(self.settings)  # Apprise loads its services once

    def cycle(self, now: datetime, started: bool) -> int:
        """One of the watcher's and one of the messenger's; how many messages still wait."""
        state = self.home / "state"
        with open_watcher(state) as watcher, open_messenger(state / "messenger") as messenger:
            desk = Desk(watcher, messenger, self.settings, self.forms, self.known, self.words)
            live(desk, now)
            keep_up(watcher, messenger, self.settings.as_policy(), now)
            return deliver_round(messenger, self.settings, self.words, now, started).waiting

    def live(self, now: datetime) -> None:
        """Until killed."""
        started = True
        while True:
            self.cycle(now, started)
            started, now = False, now + timedelta(minutes=2)


def kill_once(child: Child, now: datetime, longest: float, chance: random.Random) -> None:
    """Fork, let live for a random moment, kill."""
    number = os.fork()
    if number == 0:
        with suppress(KeyboardInterrupt):
            child.live(now)
        os._exit(9)
    time.sleep(chance.random() * longest)
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"a child ended by itself: {status}")


def judge(home: Path, dropped: int) -> Counter[str]:
    """What was lost, doubled or damaged in a household whose work is finished."""
    texts = [json.loads(line) for line in (home / "received").read_text().splitlines()]
    found: Counter[str] = Counter(received=len(texts), files=dropped)
    with open_watcher(home / "state") as watcher, open_messenger(home / "state" / "messenger") as messenger:
        found["damage"] = len(watcher.problems(thorough=True)) + len(messenger.problems(thorough=True))
        sources = load_sources(watcher)
        files = Counter(source.file for source in sources)
        found["files_lost"] = sum(f"{index}.csv" not in files for index in range(dropped))
        found["rows_doubled"] = sum(count > 1 for count in files.values())
        events = alert_log.load(watcher)
        told = Counter(event.alert for event in events if event.kind is EventKind.NOTIFIED)
        # What resolved itself before its morning came (a file refused for a day) has nothing left to tell.
        loud = [one.number for one in fold(events) if not one.quiet and (one.told or one.state.waits)]
        states = {one.message.key: one.state for one in MessageQueue(messenger).everything()}
        found["stuck"] = sum(state is not DeliveryState.SENT for state in states.values())
        sent = {event.alert for event in events if event.notice and event.notice.message in states}
    plain, copied = Counter[str](), Counter[str]()
    for text in texts:
        (copied if COPY in text else plain).update(set(re.findall(r"A-[0-9]{2}-[0-9]{4}", text)))
    found["alerts"] = len(loud)
    # A short grouped message names what fits and counts the others: "A-26-0004, A-26-0005 et 7 autres".
    counted = sum(int(number) for text in texts for number in re.findall(r" et ([0-9]+) autres?\b", text))
    unnamed = sum(not plain[number] and not copied[number] for number in loud)
    found["alerts_lost"] = max(0, unnamed - counted) + len(set(loud) - sent)
    found["unlabelled_copies"] = sum(max(0, plain[number] - told[number]) for number in plain)
    found["labelled_copies"] = sum(COPY in text for text in texts)
    for copy in copies(home / "state" / "watcher.db"):
        with Database(copy) as db:
            found["bad_backups"] += bool(db.problems(thorough=True))
    return found


def household(home: Path, rounds: int, chance: random.Random, longest: float, old: bool) -> Counter[str]:
    """Some rounds, then the end of the work, then the judgement."""
    (home / "inbox").mkdir(parents=True)
    (home / "state").mkdir(mode=0o700)
    if old:
        written = sqlite3.connect(home / "state" / "watcher.db")
        written.executescript(GOLDEN.read_text("utf-8"))
        written.close()
    with receiver(home / "received") as port:
        child, now = Child(home, port), START
        for index in range(rounds):
            drop(home / "inbox", index, chance)
            now += timedelta(hours=1)
            kill_once(child, now, longest, chance)
        calm = 0
        while calm < 4:  # what opens now is told the next morning; a file met by two deaths is read a day later
            now += timedelta(days=1)
            calm = 0 if child.cycle(now, True) else calm + 1
    return judge(home, rounds)


def main() -> int:
    """Run, print, 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.8, help="seconds a child may live")
    asked = parser.parse_args()
    chance, began = random.Random(asked.seed), time.monotonic()
    found: Counter[str] = Counter()
    for first in range(0, asked.rounds, HOUSEHOLD):
        with tempfile.TemporaryDirectory() as name:
            rounds = min(HOUSEHOLD, asked.rounds - first)
            old = bool(first // HOUSEHOLD % 2)
            found.update(household(Path(name) / "home", rounds, chance, asked.longest, old))
    figures: dict[str, Any] = {"rounds": asked.rounds, "seed": asked.seed, **dict.fromkeys(LOSSES, 0), **found}
    sys.stdout.write(f"{json.dumps({**figures, 'seconds': round(time.monotonic() - began)})}\n")
    return int(any(figures[name] for name in LOSSES))


if __name__ == "__main__":
    raise SystemExit(main())
