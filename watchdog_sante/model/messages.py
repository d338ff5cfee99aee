"""The words of a message's life: from what is due, to the text that leaves the machine, to what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from watchdog_sante.model.alerts import Notice


class LetterKind(StrEnum):
    """What a message is."""

    ALERT = "alert"
    DIGEST = "digest"
    FIRST_IMPORT = "first_import"
    CHANNEL_FAILING = "channel_failing"
    BULLETIN = "bulletin"
    DOWNLOADS = "downloads"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is due on one channel, before it has words. `key` is the same for the same content."""

    key: str
    kind: LetterKind
    channel: str
    urgent: bool  # passes the quiet hours
    notices: tuple[Notice, ...] = ()
    failing: str = ""  # CHANNEL_FAILING: the name of the channel that fails
    since: datetime | None = None  # CHANNEL_FAILING: since when


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """The text that leaves, already masked, and nothing else: all that the messenger ever sees."""

    key: str
    channel: str
    text: str
    urgent: bool
    queued_at: datetime
    references: tuple[str, ...] = ()  # numbers of the alerts it tells
    short: bool = True  # at most 160 GSM-7 characters, a copy's label included


class DeliveryState(StrEnum):
    """Where a message stands. `SENDING` is written before the send, so that a crash leaves a trace."""

    PENDING = "pending"
    SENDING = "sending"
    AMBIGUOUS = "ambiguous"  # it may have been received: sent again with a label that says so
    TO_CORRECT = "to_correct"  # the service refuses the address or the password: the settings need a hand
    SENT = "sent"


class Outcome(StrEnum):
    """What one attempt to send ended in."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    AMBIGUOUS = "ambiguous"
    TO_CORRECT = "to_correct"


@dataclass(frozen=True, slots=True)
class SendResult:
    """Outcome and a short code for people and logs: never an address, never the service's own words."""

    outcome: Outcome
    code: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the messenger's hands. `next_try` is when it is due, `code` tells the last failure."""

    message: OutgoingMessage
    state: DeliveryState
    tries: int
    next_try: datetime
    maybe_received: bool = False
    code: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """What becomes of one message after an attempt that failed."""

    key: str
    next_try: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class JobHealth:
    """When a job last ended well, and when and how it last failed."""

    job: str
    last_success: datetime | None
    last_failure: datetime | None = None
    code: str = ""
