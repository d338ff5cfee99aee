"""Nothing is lost and every copy is labelled when the process is killed at any moment.

    python benchmarks/kill_nine.py --rounds 1000 --seed 1

Each round forks a child that imports, decides, relays and sends as the daemon does, over a channel that fails one time
in five, and kills it (SIGKILL) after a random moment. At the end a last child finishes the work, and the two databases
are compared with what was committed and with what the receiver got. Prints one JSON object; exit code 1 on any loss.
Process death only: the page cache survives it. A power cut is another test.
"""

import argparse
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchdog_sante.alerts import fold
from watchdog_sante.model.alerts import AlertEvent, EventKind, Notice, Question, Reason
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.messages import Outcome, OutgoingMessage, SendResult
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.notify.delivery import Sender, deliver
from watchdog_sante.package_data import phrasebook
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import Database, alert_log, open_messenger, open_watcher, outbox
from watchdog_sante.store.facts import add_source, load_sources, readings
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.relay import relay

START = datetime(2026, 1, 1, tzinfo=UTC)
LABEL = "(copie possible)"
CHANNEL = "telephone"


@dataclass(frozen=True)
class Receiver:
    """A channel that writes to a file what it receives; it fails one time in five, sometimes after receiving."""

    file: int
    chance: random.Random

    def send(self, text: str, title: str = "") -> SendResult:
        """Receive, or not."""
        luck = self.chance.random()
        if luck < 0.15:
            return SendResult(Outcome.NOT_SENT, "refused")
        os.write(self.file, f"{json.dumps(text)}\n".encode())
        time.sleep(self.chance.random() * 0.004)
        return SendResult(Outcome.AMBIGUOUS, "timeout") if luck < 0.2 else SendResult(Outcome.SENT)


def number(index: int) -> str:
    """The alert of the n-th import."""
    return f"A-26-{index:04d}"


def take_in(watcher: Database, index: int, now: datetime) -> None:
    """Import, event and message in one transaction."""
    row = BankRow(1, "1", date(2026, 1, 1), -index, f"PRLV {index}")
    source = Source(f"{index}.csv", "", f"{index:064d}", Statement(SourceKind.BANK, "x", (row,)))
    alert, key = number(index), f"alert:{CHANNEL}:{index}"
    question = Question("WS101", f"payee:{index}", Severity.WARNING, f"WS101:{index}", date(2026, 1, 1), (str(index),))
    with watcher.transaction():
        if not add_source(watcher, source, "0.1", now):
            return
        notice = Notice(alert, Reason.FIRST, 1, CHANNEL, key)
        opened = AlertEvent(alert, EventKind.OPENED, now, question=question)
        alert_log.append(watcher, [opened, AlertEvent(alert, EventKind.NOTIFIED, now, notice=notice)])
        message = OutgoingMessage(
            key, CHANNEL, f"<{alert}>", urgent=True, queued_at=now, references=(alert,), short=False
        )
        outbox.queue(watcher, [message])


def pass_on(
    watcher: Database, messenger: Database, senders: Mapping[str, Sender], words: Phrasebook, now: datetime
) -> bool:
    """Relay and deliver; True while something waits."""
    relay(watcher, messenger, now)
    queue = MessageQueue(messenger)
    deliver(queue, senders, words, lambda _: False, now)
    return bool(queue.waiting())


def live(folder: Path, words: Phrasebook, seed: int, finish: bool) -> None:
    """One child's life: recover, then import and send until it is killed, or until nothing waits."""
    chance = random.Random(seed)
    received = os.open(folder / "received", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    committed = os.open(folder / "committed", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    senders = {CHANNEL: Receiver(received, chance)}
    with open_watcher(folder) as watcher, open_messenger(folder) as messenger:
        index = len(readings(watcher))
        now = START + timedelta(minutes=10 * index)
        MessageQueue(messenger).recover(now)
        while not finish:
            index = len(readings(watcher)) + 1 if chance.random() > 0.1 else max(1, index - 1)  # some come twice
            now += timedelta(minutes=chance.randrange(20))
            take_in(watcher, index, now)
            os.write(committed, f"{index}\n".encode())
            pass_on(watcher, messenger, senders, words, now)
        while pass_on(watcher, messenger, senders, words, now):
            now += timedelta(days=1)


def kill_once(folder: Path, words: Phrasebook, seed: int, longest: float) -> None:
    """Fork a child, let it live for a random moment, kill it."""
    child = os.fork()
    if child == 0:
        with suppress(KeyboardInterrupt):
            live(folder, words, seed, finish=False)
        os._exit(0)
    time.sleep(random.Random(seed).random() * longest)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"a child ended by itself: {status}")


def judge(folder: Path) -> dict[str, int]:
    """What was lost, doubled or damaged."""
    committed = {number(int(line)) for line in (folder / "committed").read_text().split()}
    texts = [json.loads(line) for line in (folder / "received").read_text().splitlines()]
    with open_watcher(folder) as watcher, open_messenger(folder) as messenger:
        stored = {source.file.removesuffix(".csv") for source in load_sources(watcher) if source.statement.rows}
        alerts = {alert.number for alert in fold(alert_log.load(watcher))}
        damage = len(watcher.problems(thorough=True)) + len(messenger.problems(thorough=True))
    plain: dict[str, int] = dict.fromkeys(alerts, 0)
    copies: dict[str, int] = dict.fromkeys(alerts, 0)
    spurious = 0
    for block in (block for text in texts for block in text.split("\n\n")):
        for alert in re.findall(r"<(A-26-\d+)>", block):
            spurious += alert not in alerts
            counted = copies if block.startswith(LABEL) else plain
            counted[alert] = counted.get(alert, 0) + 1
    return {
        "alerts": len(alerts),
        "received": len(texts),
        "imports_lost": len(committed - alerts) + len({number(int(one)) for one in stored} ^ alerts),
        "alerts_lost": sum(not plain[alert] and not copies[alert] for alert in alerts),
        "unlabelled_copies": sum(max(0, count - 1) for count in plain.values()),
        "labelled_copies": sum(copies.values()),
        "spurious": spurious,
        "damage": damage,
    }


def main() -> int:
    """Run, print, 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.25, help="seconds a child may live")
    asked = parser.parse_args()
    words = phrasebook("fr")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in range(asked.rounds):
            kill_once(folder, words, asked.seed * 1_000_003 + count, asked.longest)
        live(folder, words, asked.seed, finish=True)
        found = judge(folder)
    figures = {"rounds": asked.rounds, "seed": asked.seed, **found, "seconds": round(time.monotonic() - began)}
    sys.stdout.write(f"{json.dumps(figures)}\n")
    return int(any(found[name] for name in ("imports_lost", "alerts_lost", "unlabelled_copies", "spurious", "damage")))


if __name__ == "__main__":
    raise SystemExit(main())
