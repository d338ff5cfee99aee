"""The words of an alert's life: what happened to it, what it is now, and what the person wants to be told, and when.

An alert is never stored: it is the fold of its events. All instants are timezone-aware.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from watchdog_sante.model.findings import Severity


class EventKind(StrEnum):
    """What can happen to an alert."""

    OPENED = "opened"
    GREW = "grew"  # new evidence, or a higher severity, while the question was open
    NOTIFIED = "notified"  # a message about it was queued for one channel
    SEEN = "seen"
    ACCEPTED = "accepted"  # "this is mine": covers the evidence the person saw
    REPORTED = "reported"  # told to the bank, the insurer or the police
    SNOOZED = "snoozed"  # not now: always with an end
    WOKEN = "woken"  # the snooze has ended
    RESOLVED = "resolved"  # the statements no longer show it
    REOPENED = "reopened"  # new evidence after an answer, or it shows again


class AlertState(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    SEEN = "seen"
    SNOOZED = "snoozed"
    ACCEPTED = "accepted"
    REPORTED = "reported"
    RESOLVED = "resolved"

    @property
    def waits(self) -> bool:
        """True while the person has not answered."""
        return self in (AlertState.OPEN, AlertState.SEEN, AlertState.SNOOZED)


class Reason(StrEnum):
    """Why a message about an alert is due."""

    FIRST = "first"
    GREW = "grew"
    REOPENED = "reopened"
    REMINDER = "reminder"
    DEADLINE = "deadline"
    NOT_DELIVERED = "not_delivered"  # the channel that should have carried it fails


@dataclass(frozen=True, slots=True)
class Question:
    """What an alert asks: the finding as it stood when it was asked. `keys` are the accused rows' keys, sorted."""

    detector: str
    subject: str
    severity: Severity
    finding: str  # Finding.id
    day: date
    keys: tuple[str, ...]
    deadlines: tuple[date, ...] = ()  # every Action.by, sorted


@dataclass(frozen=True, slots=True)
class Notice:
    """One alert told for one reason on one channel. The four first fields are its identity, `message` carries it."""

    alert: str
    reason: Reason
    occurrence: int  # n-th reminder; number of the question that grew or came back; the deadline's day as an ordinal
    channel: str
    message: str = ""
    woken: bool = False  # first message after a snooze that ended: the text says so
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """A fact of an alert's life; `question`, `keys`, `until`, `notice` are filled for the kinds that need them."""

    alert: str
    kind: EventKind
    at: datetime
    question: Question | None = None  # opened, grew, reopened
    keys: tuple[str, ...] = ()  # seen, accepted, reported: the evidence the person had before them
    until: datetime | None = None  # snoozed
    notice: Notice | None = None  # notified
    why: str = ""  # the person's own words
    quiet: bool = False  # opened by the first import and not told on its own


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with when it was queued and which question (n-th) it told."""

    notice: Notice
    at: datetime
    asked: int


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as its events make it. `number` is for people: A-26-0042."""

    number: str
    state: AlertState
    question: Question
    asked: int  # how many questions so far: opened, grew, reopened
    asked_by: EventKind  # kind of the latest question
    asked_at: datetime
    opened_at: datetime
    changed_at: datetime
    keys: frozenset[str]  # all evidence ever shown
    covered: frozenset[str] = frozenset()  # evidence the person answered for (accepted, reported)
    told: tuple[Told, ...] = ()
    until: datetime | None = None
    woken_at: datetime | None = None
    quiet: bool = False
    renewed: bool = True  # the latest question rests on evidence never shown before, or became more severe
    why: str = ""


class Detail(StrEnum):
    """How much a message may say. The default says nothing about money, people or care."""

    DISCREET = "discreet"
    CATEGORY = "category"
    AMOUNT = "amount"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class ChannelWish:
    """What one channel is for. A relative's channel only carries critical alerts left unseen."""

    name: str
    minimum: Severity = Severity.INFO
    detail: Detail = Detail.DISCREET
    relative: bool = False


@dataclass(frozen=True, slots=True)
class NoticePolicy:
    """When and where the person wants to be told. Times of day are local to `zone`."""

    zone: tzinfo
    channels: tuple[ChannelWish, ...] = ()
    quiet_from: time = time(22, 0)
    quiet_until: time = time(7, 0)  # equal to quiet_from: no quiet hours
    digest_at: time = time(8, 0)
    daily_cap: int = 6  # messages a channel and local day; the rest waits for the digest
    reminders: tuple[timedelta, ...] = (timedelta(days=3), timedelta(days=10))
    download_day: int | None = 5  # of the month; None: no reminder to download statements
    deadline_notice: timedelta = timedelta(days=7)
    unseen: timedelta = timedelta(hours=48)  # before a critical alert goes to a relative
    patience: timedelta = timedelta(hours=6)  # before a failing channel is told on the others
    urgent_patience: timedelta = timedelta(minutes=30)
    last_resort: timedelta = timedelta(hours=24)  # before a file and the desktop say that no channel works


@dataclass(frozen=True, slots=True)
class Learned:
    """What the first import taught, for the one message that says it."""

    files: int
    rows: int
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The monthly sign of life: numbered, so that a missing one shows."""

    number: int
    verified_until: date | None
    unverified: int  # how many accounts or insurers could not be checked
    waiting: int  # alerts without an answer
