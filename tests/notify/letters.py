"""Letters, matters and deliveries to put into words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from watchdog_sante.model.alerts import Alert, AlertState, EventKind, Notice, Question, Reason
from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.messages import Delivery, DeliveryState, Letter, LetterKind, OutgoingMessage
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.matter import Matter

NOW = datetime(2026, 9, 23, 12, 0, tzinfo=UTC)
PAYEE = "CABINET DENTAIRE DU PORT"


def a_matter(
    number: str = "A-26-0042", severity: Severity = Severity.WARNING, cents: int = -123456, detector: str = "WS110"
) -> Matter:
    """An alert about money that went to a payee, with the finding it rests on."""
    row = EvidenceRow("k", SourceKind.BANK, "banque.ofx", 3, date(2026, 9, 21), cents, f"VIR {PAYEE}")
    words = say("alerts.reason.first"), say("notify.waiting", count=3), say("alerts.state.open")
    actions = (Action(say("alerts.state.reported"), date(2026, 11, 18), "bank"), Action(say("alerts.state.seen")))
    finding = Finding(detector, "x", severity, row.day, *words, ("a",), actions, (row,), subject=f"payee:{PAYEE}")
    question = Question(detector, finding.subject, severity, finding.id, row.day, ("k",))
    alert = Alert(number, AlertState.OPEN, question, 1, EventKind.OPENED, NOW, NOW, NOW, frozenset({"k"}))
    return Matter(alert, finding)


def a_letter(
    matters: Sequence[Matter],
    kind: LetterKind = LetterKind.DIGEST,
    reason: Reason = Reason.FIRST,
    woken: bool = False,
    deadline: date | None = None,
    failing: str = "",
) -> Letter:
    """A letter that tells all these matters for one reason."""
    notices = tuple(
        Notice(one.alert.number, reason, 1, "telephone", "key", woken=woken, deadline=deadline) for one in matters
    )
    return Letter("key", kind, "telephone", False, notices, failing, NOW - timedelta(days=2) if failing else None)


def a_delivery(
    key: str,
    channel: str = "telephone",
    waited: timedelta = timedelta(0),
    tries: int = 0,
    short: bool = True,
    maybe: bool = False,
    urgent: bool = True,
    next_try: datetime = NOW,
) -> Delivery:
    """A message that waits."""
    message = OutgoingMessage(key, channel, f"texte {key}", urgent, NOW - waited, (key,), short)
    state = DeliveryState.AMBIGUOUS if maybe else DeliveryState.PENDING
    return Delivery(message, state, tries, next_try, maybe)
