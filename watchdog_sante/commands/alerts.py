"""`alerts list|show|explain|seen|accept|reported|snooze`: what waits for an answer, and the person's answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchdog_sante import alerts
from watchdog_sante.alerts import Refused
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.alerts import Alert, AlertEvent
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.sentences import say
from watchdog_sante.store import Database, alert_log, findings

_NUMBER = re.compile(r"(?:A-)?([0-9]{2})-([0-9]{1,6})", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,4})([dw])")


class Answer(StrEnum):
    """What a person may say of an alert; a snooze has a command of its own."""

    SEEN = "seen"
    ACCEPT = "accept"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert with the finding it last rested on (None: forgotten) and everything that happened to it."""

    alert: Alert
    finding: Finding | None
    events: tuple[AlertEvent, ...] = ()


def run_list(db: Database, everything: bool) -> Result[tuple[Shown, ...]]:
    """The alerts that wait for an answer, or all of them; the gravest and latest first."""
    found = [one for one in alerts.fold(alert_log.load(db)) if everything or (one.state.waits and not one.quiet)]
    found.sort(key=lambda one: (-one.question.severity.rank, -one.question.day.toordinal(), one.number))
    return Result(tuple(Shown(one, findings.get(db, one.question.finding)) for one in found), ExitCode.DONE)


def run_quiet(db: Database) -> Result[int]:
    """How many wait that the first import opened without a message: the list hides them, so it says how many."""
    return Result(sum(one.state.waits and one.quiet for one in alerts.fold(alert_log.load(db))), ExitCode.DONE)


def run_show(db: Database, number: str) -> Result[Shown]:
    """One alert with its finding and its events. Raises `Refused` for a number that no alert has."""
    events = alert_log.load(db)
    alert = _find(alerts.fold(events), number)
    mine = tuple(event for event in events if event.alert == alert.number)
    return Result(Shown(alert, findings.get(db, alert.question.finding), mine), ExitCode.DONE)


def run_answer(
    db: Database, numbers: Sequence[str], answer: Answer, now: datetime, why: str = ""
) -> Result[tuple[Alert, ...]]:
    """Write the answer to each alert, all or none. It covers the evidence that the store shows now."""

    def event(alert: Alert) -> AlertEvent:
        match answer:
            case Answer.SEEN:
                return alerts.see(alert, now)
            case Answer.ACCEPT:
                return alerts.accept(alert, now, why)
            case Answer.REPORTED:
                return alerts.report(alert, now, why)

    with db.transaction():
        known = alerts.fold(alert_log.load(db))
        alert_log.append(db, [event(_find(known, number)) for number in numbers])
    return Result(_now(db, numbers), ExitCode.DONE)


def run_snooze(
    db: Database, numbers: Sequence[str], length: timedelta, why: str, now: datetime
) -> Result[tuple[Alert, ...]]:
    """Not now: the alerts come back when the time is over. Raises `Refused` without a reason or for too long."""
    with db.transaction():
        known = alerts.fold(alert_log.load(db))
        alert_log.append(db, [alerts.snooze(_find(known, number), now, length, why) for number in numbers])
    return Result(_now(db, numbers), ExitCode.DONE)


def length_of(text: str) -> timedelta:
    """`14d` or `2w`. Raises `Refused`."""
    if not (found := _LENGTH.fullmatch(text.strip().lower())):
        raise Refused(say("alerts.bad_length", text=text))
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def _now(db: Database, numbers: Sequence[str]) -> tuple[Alert, ...]:
    known = alerts.fold(alert_log.load(db))
    return tuple(_find(known, number) for number in numbers)


def _find(known: Sequence[Alert], number: str) -> Alert:
    """`A-26-0042`, also typed as a-26-42 or 26-42."""
    if found := _NUMBER.fullmatch(number.strip()):
        full = f"A-{found[1]}-{int(found[2]):04d}"
        for alert in known:
            if alert.number == full:
                return alert
    raise Refused(say("alerts.unknown", alert=number))
