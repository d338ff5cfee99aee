"""One cycle of the daemon over its store: take in, think, keep, tell. It reads as the program's second story.

What was read, what was found and the messages that tell it are written in one transaction: after a cut anywhere,
either all of it is there or none, and the next cycle does it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from watchdog_sante import __version__
from watchdog_sante.alerts import fold, reconcile
from watchdog_sante.cycle import audit_collected
from watchdog_sante.evidence import Evidence
from watchdog_sante.model.alerts import Alert, Bulletin, Learned
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.coverage import CoverageState
from watchdog_sante.model.inbox import InboxState
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.messages import Delivery
from watchdog_sante.model.sources import Collected, RefusedFile, Source
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.places import details_folder
from watchdog_sante.readers.forms import Form
from watchdog_sante.report.answer import verified_until
from watchdog_sante.rounds.due_messages import (
    Teller,
    letters_due,
    next_look,
    queue_bulletin,
    queue_downloads,
    queue_letters,
)
from watchdog_sante.rounds.inbox_reading import Taken, program_mark, take_in
from watchdog_sante.rounds.kept_ledger import keep_ledger
from watchdog_sante.settings import Settings
from watchdog_sante.store import Database, alert_log, facts, findings, health, inbox_ledger
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.store.relay import relay
from watchdog_sante.teaching import untaught

FIRST_IMPORT = "first import"  # the job whose success says since when the household is known
_LEARNING = timedelta(days=1)  # statements that follow the first ones within a day belong to the first import


@dataclass(frozen=True)
class Desk:
    """All that a cycle works with: the two databases, the person's settings, and the package's data."""

    watcher: Database
    messenger: Database
    settings: Settings
    profiles: tuple[Form, ...]
    knowledge: Knowledge
    words: Phrasebook

    @property
    def teller(self) -> Teller:
        """How the person wants to be told."""
        return Teller(self.settings.as_policy(), self.words)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The inbox."""
        return tuple(folder.expanduser() for folder in self.settings.inbox)

    @property
    def watched(self) -> tuple[Path, ...]:
        """All that a cycle reads: the inbox, and the snapshots of `details record`."""
        return *self.folders, details_folder(self.watcher.path.parent)


@dataclass(frozen=True, slots=True)
class Lived:
    """What one cycle did. `waiting` files are looked at again soon, `next_look` is when something else may be due."""

    audit: Audit
    read: int
    refused: int
    waiting: int
    queued: int
    next_look: datetime


def live(desk: Desk, now: datetime) -> Lived:
    """One whole cycle over the inbox and the snapshots."""
    return keep(desk, take_in(desk.watcher, desk.watched, desk.profiles, now), now)


def keep(desk: Desk, taken: Taken, now: datetime) -> Lived:
    """Think about everything known with what was taken, and write facts, findings, events and messages at once."""
    audit = think(desk, taken, now)
    deliveries = MessageQueue(desk.messenger).everything()
    with desk.watcher.transaction():
        _keep_facts(desk.watcher, taken, now)
        learning, first = _learning(desk.watcher, audit, now)
        findings.put(desk.watcher, audit.findings, now)
        keep_ledger(desk.watcher, audit.coverage, desk.settings, now)
        local = now.astimezone(desk.settings.zone)
        alerts = _alerts(desk.watcher)
        alert_log.append(desk.watcher, reconcile(alerts, audit.findings, local, learning=learning))
        queued = _tell(desk, audit, deliveries, now, first)
        health.succeeded(desk.watcher, health.CYCLE, now)
    relay(desk.watcher, desk.messenger, now)
    health.succeeded(desk.messenger, health.CYCLE, now)
    return _lived(desk, audit, taken, queued, now)


def think(desk: Desk, taken: Taken, now: datetime) -> Audit:
    """Everything that can be said today of what is stored and what was taken."""
    return think_through(desk, taken, now)[0]


def think_through(desk: Desk, taken: Taken, now: datetime) -> tuple[Audit, Evidence]:
    """The same, with the evidence it rests on: what the report shows."""
    collected = Collected(_sources(desk.watcher, taken), _refused(desk.watcher, taken))
    audit, evidence = audit_collected(collected, desk.settings, desk.knowledge, as_of=_today(desk, now))
    return replace(audit, findings=untaught(audit.findings, _alerts(desk.watcher))), evidence


def _today(desk: Desk, now: datetime) -> date:
    return now.astimezone(desk.settings.zone).date()


def _sources(db: Database, taken: Taken) -> tuple[Source, ...]:
    """The latest reading of every file: what was just taken replaces an older reading of the same bytes."""
    known = {source.sha256: source for source in facts.load_sources(db)}
    return tuple((known | {source.sha256: source for source in taken.sources}).values())


def _refused(db: Database, taken: Taken) -> tuple[RefusedFile, ...]:
    """The files refused that still lie in the inbox, before this cycle's lines are written."""
    lines = {entry.path: entry for entry in inbox_ledger.entries(db)} | {entry.path: entry for entry in taken.entries}
    return tuple(
        RefusedFile(one.path, one.reason)
        for path, one in sorted(lines.items())
        if one.state is InboxState.REFUSED and one.reason is not None and path not in taken.gone
    )


def _keep_facts(db: Database, taken: Taken, now: datetime) -> None:
    for source in taken.sources:
        facts.add_source(db, source, __version__, now)
    for entry in taken.entries:
        inbox_ledger.put(db, entry)
    inbox_ledger.drop(db, taken.gone)
    if health.last_success(db, program_mark()) is None:
        health.succeeded(db, program_mark(), now)


def _learning(db: Database, audit: Audit, now: datetime) -> tuple[bool, bool]:
    """Whether this cycle learns rather than alarms, and whether it is the very first that has something to learn."""
    since = health.last_success(db, FIRST_IMPORT)
    if since is None and audit.sources:
        health.succeeded(db, FIRST_IMPORT, now)
        return True, True
    return since is not None and abs(now - since) < _LEARNING, False


def _alerts(db: Database) -> tuple[Alert, ...]:
    return fold(alert_log.load(db))


def _tell(desk: Desk, audit: Audit, deliveries: Sequence[Delivery], now: datetime, first: bool) -> int:
    alerts, teller = _alerts(desk.watcher), desk.teller
    letters = letters_due(alerts, deliveries, teller.policy, now, first)
    learned = Learned(len(audit.sources), sum(one.new for one in audit.sources), audit.start, audit.end)
    queued = queue_letters(desk.watcher, letters, alerts, audit.findings, teller, now, learned)
    since = health.last_success(desk.watcher, FIRST_IMPORT)
    if since is not None and now - since >= _LEARNING:
        queued += queue_bulletin(desk.watcher, _bulletin(audit, alerts), teller, now)
        queued += queue_downloads(desk.watcher, audit.downloads, teller, now)
    return queued


def _bulletin(audit: Audit, alerts: Sequence[Alert]) -> Bulletin:
    bad = {line.subject for line in audit.coverage if line.state is not CoverageState.VERIFIED}
    waiting = sum(alert.state.waits and not alert.quiet for alert in alerts)
    return Bulletin(0, verified_until(audit.coverage), len(bad), waiting)


def _lived(desk: Desk, audit: Audit, taken: Taken, queued: int, now: datetime) -> Lived:
    states = [entry.state for entry in taken.entries]
    deliveries = MessageQueue(desk.messenger).everything()
    return Lived(
        audit,
        states.count(InboxState.READ),
        states.count(InboxState.REFUSED),
        states.count(InboxState.WAITING),
        queued,
        next_look(_alerts(desk.watcher), deliveries, desk.teller.policy, now),
    )
