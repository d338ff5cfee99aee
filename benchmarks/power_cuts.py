"""No committed row is lost when the power is cut: the real store over a file layer that forgets what was not synced.

    python -m benchmarks.power_cuts --states 3000 --seed 1

The store's own code (migrations, imports, events, outbox, relay, deliveries) writes through a VFS of apsw that records
each write, truncation, deletion and sync. A cut is a moment in that record: what was synced is there; of what was not,
a random part reached the disk, each write whole, torn at a sector, or not at all, and new names in the folder only up
to a random one since the last sync of the folder. Each state is opened by the program as it is (standard sqlite3) and
must be sound, hold every row committed before the cut, and have each alert either handed over or still to hand over.
Prints one JSON object; exit code 1 on any loss. `--synchronous OFF` shows that the losses are seen.
"""

import argparse
import contextlib
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import apsw

from watchdog_sante.alerts import fold
from watchdog_sante.model.alerts import AlertEvent, EventKind, Notice, Question, Reason
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.messages import Outcome, OutgoingMessage, Retry, SendResult
from watchdog_sante.model.sources import Source
from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.store import Database, alert_log, db, open_messenger, open_watcher, outbox
from watchdog_sante.store.errors import StoreError
from watchdog_sante.store.facts import add_source, load_sources
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.relay import relay

START = datetime(2026, 1, 1, tzinfo=UTC)
SECTOR = 512


@dataclass(frozen=True)
class Step:
    """One thing done to a file: create, write, truncate, sync or delete."""

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""


LOG: list[Step] = []


class Recorder(apsw.VFS):
    """The system's own file layer, with a record of what it is asked to do."""

    def __init__(self) -> None:
        super().__init__("recorder", "")
        self.seen: set[str] = set()

    def xOpen(self, name: Any, flags: list[int]) -> "RecorderFile":
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if path not in self.seen:
            self.seen.add(path)
            LOG.append(Step("create", path))
        return RecorderFile(name, flags, path)

    def xDelete(self, name: str, syncdir: bool) -> None:
        super().xDelete(name, syncdir)
        self.seen.discard(name)
        LOG.append(Step("delete", name))
        if syncdir:
            LOG.append(Step("sync folder", str(Path(name).parent)))


class RecorderFile(apsw.VFSFile):
    """A file of that layer."""

    def __init__(self, name: Any, flags: list[int], path: str) -> None:
        super().__init__("", name, flags)
        self.path = path

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        LOG.append(Step("write", self.path, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        LOG.append(Step("truncate", self.path, size))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        LOG.append(Step("sync", self.path))
        if self.path.endswith("-journal"):  # SQLite syncs the folder with a journal's first sync
            LOG.append(Step("sync folder", str(Path(self.path).parent)))


class Cursor:
    """What the store asks of a cursor of sqlite3."""

    def __init__(self, connection: apsw.Connection, sql: str, values: Iterable[Any]) -> None:
        before = connection.total_changes()
        self._rows = list(connection.cursor().execute(sql, tuple(values)))
        self.rowcount = connection.total_changes() - before
        self.lastrowid = connection.last_insert_rowid()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Its rows."""
        return self._rows


class Connection:
    """What the store asks of a connection of sqlite3, over the recorder."""

    synchronous = "EXTRA"

    def __init__(self, path: Path) -> None:
        self._real = apsw.Connection(str(path), vfs="recorder")

    def execute(self, sql: str, values: Iterable[Any] = ()) -> Cursor:
        """Run it; `--synchronous` takes the place of the store's own setting."""
        return Cursor(self._real, sql.replace("synchronous = EXTRA", f"synchronous = {self.synchronous}"), values)

    def executemany(self, sql: str, rows: Iterable[Iterable[Any]]) -> Cursor:
        """Run it for each row; the cursor answered counts all that changed."""
        done = [self.execute(sql, row) for row in rows]
        last = done[-1] if done else Cursor(self._real, "SELECT 1 WHERE 0", ())
        last.rowcount = sum(one.rowcount for one in done)
        return last

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""
        return self._real.in_transaction

    def close(self) -> None:
        """Let go."""
        self._real.close()


@contextlib.contextmanager
def recorded(synchronous: str) -> Iterator[None]:
    """The store's connections go through the recorder."""
    real, LOG[:] = db.sqlite3.connect, []
    Connection.synchronous = synchronous
    recorder = Recorder()
    db.sqlite3.connect = lambda path, **_: Connection(path)  # type: ignore[assignment]
    try:
        yield
    finally:
        db.sqlite3.connect = real
        recorder.unregister()


@dataclass
class Promised:
    """What had been committed at which point of the record."""

    imports: list[int] = field(default_factory=list)
    sent: list[tuple[int, int]] = field(default_factory=list)  # with how many messages were known to be sent


def number(index: int) -> str:
    """The alert of the n-th import."""
    return f"A-26-{index:04d}"


def take_in(watcher: Database, index: int, now: datetime) -> None:
    """Import, event and message in one transaction, as a cycle writes them."""
    rows = tuple(BankRow(n, "1", date(2026, 1, 1), -index * n, f"PRLV {index} {'x' * 40}") for n in range(1, 20))
    source = Source(f"{index}.csv", "", f"{index:064d}", Statement(SourceKind.BANK, "x", rows))
    alert, key = number(index), f"alert:telephone:{index}"
    question = Question("WS101", f"payee:{index}", Severity.WARNING, f"WS101:{index}", date(2026, 1, 1), (str(index),))
    with watcher.transaction():
        add_source(watcher, source, "0.1", now)
        notice = Notice(alert, Reason.FIRST, 1, "telephone", key)
        opened = AlertEvent(alert, EventKind.OPENED, now, question=question)
        alert_log.append(watcher, [opened, AlertEvent(alert, EventKind.NOTIFIED, now, notice=notice)])
        outbox.queue(watcher, [OutgoingMessage(key, "telephone", f"<{alert}>", True, now, (alert,), False)])


def work(folder: Path, imports: int) -> Promised:
    """What is recorded: two databases made, statements taken in, messages handed over, sent or not."""
    promised = Promised()
    with open_watcher(folder) as watcher, open_messenger(folder / "messenger") as messenger:
        queue, total = MessageQueue(messenger), 0
        for index in range(1, imports + 1):
            now = START + timedelta(hours=index)
            take_in(watcher, index, now)
            promised.imports.append(len(LOG))
            if index % 3 == 0:
                relay(watcher, messenger, now)
            waiting = [one.message.key for one in queue.waiting()]
            if index % 4 == 0 and waiting:
                queue.begin(waiting)
                queue.failed([Retry(waiting[0], now, 1)], SendResult(Outcome.AMBIGUOUS, "timeout"))
                queue.sent(waiting[1:], now)
                total += len(waiting) - 1
                promised.sent.append((len(LOG), total))
    return promised


class Disk:
    """What lies on the disk, and what was asked for since the last sync, file by file and name by name."""

    def __init__(self) -> None:
        self.whole: dict[str, bytes] = {}
        self.loose: dict[str, list[Step]] = {}
        self.names: list[Step] = []  # creations and deletions that the folder may not hold yet

    def do(self, step: Step) -> None:
        """Take one step."""
        match step.kind:
            case "create" | "delete":
                self.names.append(step)
                if step.kind == "create":
                    self.loose.setdefault(step.file, [])
            case "sync":
                self.whole[step.file] = _applied(self.whole.get(step.file, b""), self.loose.get(step.file, []))
                self.loose[step.file] = []
            case "sync folder":
                kept = [one for one in self.names if str(Path(one.file).parent) != step.file]
                for one in self.names:
                    if one not in kept:
                        self._name(self.whole, one)
                self.names = kept
            case _:
                self.loose.setdefault(step.file, []).append(step)

    @staticmethod
    def _name(files: dict[str, bytes], step: Step) -> None:
        if step.kind == "create":
            files.setdefault(step.file, b"")
        else:
            files.pop(step.file, None)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files after a power cut now."""
        names = self.names[: chance.randint(0, len(self.names))]
        lost = {one.file for one in self.names[len(names) :] if one.kind == "create"}
        files = {name: data for name, data in self.whole.items() if name not in lost}
        for one in names:
            self._name(files, one)
        return {name: _applied(data, _survivors(self.loose.get(name, []), chance)) for name, data in files.items()}


def _survivors(steps: list[Step], chance: random.Random) -> list[Step]:
    """Of what was not synced: everything, nothing, or each with its own luck, some writes torn."""
    luck = chance.random()
    if luck < 0.15:
        return steps
    if luck < 0.3:
        return []
    kept = [one for one in steps if chance.random() < 0.6]
    return [_torn(one, chance) if one.kind == "write" and chance.random() < 0.3 else one for one in kept]


def _torn(step: Step, chance: random.Random) -> Step:
    sectors = len(step.data) // SECTOR
    cut = chance.randint(0, sectors) * SECTOR if sectors else chance.randint(0, len(step.data))
    if chance.random() < 0.5:
        return Step("write", step.file, step.offset, step.data[:cut])
    return Step("write", step.file, step.offset + cut, step.data[cut:])


def _applied(data: bytes, steps: Iterable[Step]) -> bytes:
    file = bytearray(data)
    for step in steps:
        if step.kind == "truncate":
            del file[step.offset :]
            file.extend(bytes(step.offset - len(file)))
        else:
            file.extend(bytes(max(0, step.offset - len(file))))
            file[step.offset : step.offset + len(step.data)] = step.data
    return bytes(file)


def judge(folder: Path, imports: int, sent: int) -> str:
    """What is wrong after the cut, "" when nothing is."""
    try:
        with open_watcher(folder) as watcher, open_messenger(folder / "messenger") as messenger:
            if watcher.problems(thorough=True) or messenger.problems(thorough=True):
                return "damaged"
            stored = {source.file for source in load_sources(watcher) if len(source.statement.rows) == 19}
            alerts = fold(alert_log.load(watcher))
            if not stored >= {f"{index}.csv" for index in range(1, imports + 1)}:
                return "committed rows lost"
            if stored != {f"{int(alert.number[5:])}.csv" for alert in alerts}:
                return "half a transaction"
            there = {one.message.key: one.state for one in MessageQueue(messenger).everything()}
            wait = {one.key for one in outbox.to_relay(watcher)}
            if any(told.notice.message not in there.keys() | wait for alert in alerts for told in alert.told):
                return "message lost"
            if sum(state == "sent" for state in there.values()) < sent:
                return "delivery forgotten"
    except StoreError as error:
        return f"not opened: {type(error).__name__}"
    return ""


def run(states: int, seed: int, synchronous: str, imports: int) -> dict[str, Any]:
    """Record, cut, judge; the figures."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        began = Path(name) / "work"
        with recorded(synchronous):
            promised = work(began, imports)
            log = list(LOG)
        found: dict[str, int] = {}
        disk, at = Disk(), 0
        for count, moment in enumerate(sorted(chance.randint(0, len(log)) for _ in range(states))):
            while at < moment:
                disk.do(log[at])
                at += 1
            place = Path(name) / f"cut-{count}"
            for file, data in disk.cut(chance).items():
                target = place / Path(file).relative_to(began)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            place.mkdir(exist_ok=True)
            kept = sum(end <= moment for end in promised.imports)
            sent = max((total for end, total in promised.sent if end <= moment), default=0)
            trouble = judge(place, kept, sent)
            if trouble:
                found[trouble] = found.get(trouble, 0) + 1
            shutil.rmtree(place)
    steps = {"steps": len(log), "syncs": sum(step.kind == "sync" for step in log)}
    return {"states": states, "seed": seed, "synchronous": synchronous, "imports": imports, **steps, "lost": found}


def main() -> int:
    """Run, print, 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--states", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--imports", type=int, default=60)
    parser.add_argument("--synchronous", default="EXTRA", choices=("EXTRA", "FULL", "NORMAL", "OFF"))
    asked = parser.parse_args()
    began = time.monotonic()
    figures = run(asked.states, asked.seed, asked.synchronous, asked.imports)
    sys.stdout.write(f"{json.dumps({**figures, 'seconds': round(time.monotonic() - began)})}\n")
    return int(bool(figures["lost"]))


if __name__ == "__main__":
    raise SystemExit(main())
