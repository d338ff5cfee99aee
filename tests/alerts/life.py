"""A life in a few lines: cycles at given instants, findings that come and go, answers, and what was told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from watchdog_sante.alerts import due, first_import_letters, fold, notified, reconcile
from watchdog_sante.model.alerts import Alert, AlertEvent, ChannelWish, NoticePolicy
from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.messages import Letter
from watchdog_sante.model.sentences import say

PARIS = ZoneInfo("Europe/Paris")
PHONE = ChannelWish("telephone")
POLICY = NoticePolicy(PARIS, (PHONE,))


def at(text: str) -> datetime:
    """A local time of Paris: `2026-03-02 14:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def finding(
    *keys: str,
    detector: str = "WS101",
    subject: str = "creditor:FR003402",
    severity: Severity = Severity.WARNING,
    day: date = date(2026, 3, 1),
    by: Iterable[date] = (),
) -> Finding:
    """A finding that accuses the rows of these keys."""
    rows = tuple(EvidenceRow(key, SourceKind.BANK, "banque.csv", 1, day, -1000, "PRLV") for key in keys)
    actions = tuple(Action(say("x.action"), one) for one in by)
    words = say("x.title"), say("x.explanation"), say("x.silent")
    return Finding(detector, "new-mandate", severity, day, *words, ("watch-accounts",), actions, rows, subject=subject)


@dataclass
class Life:
    """Events so far, under a policy."""

    policy: NoticePolicy = POLICY
    events: list[AlertEvent] = field(default_factory=list)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """As they stand."""
        return fold(self.events)

    def alert(self, number: str = "A-26-0001") -> Alert:
        """One of them."""
        return next(one for one in self.alerts if one.number == number)

    def cycle(
        self,
        when: str | datetime,
        *findings: Finding,
        learning: bool = False,
        undelivered: frozenset[str] = frozenset(),
    ) -> tuple[Letter, ...]:
        """One cycle, as the daemon lives it: reconcile, then what is due, written down."""
        now = at(when) if isinstance(when, str) else when
        self.events += reconcile(self.alerts, findings, now, learning)
        letters = (
            first_import_letters(self.alerts, self.policy)
            if learning
            else due(self.alerts, self.policy, now, undelivered)
        )
        self.events += [event for letter in letters for event in notified(letter, now)]
        return letters

    def said(self, when: str, *findings: Finding) -> list[str]:
        """What a cycle tells, as `channel kind alert:reason`."""
        return [said(letter) for letter in self.cycle(when, *findings)]

    def answer(self, make: Callable[..., AlertEvent], when: str, *rest: object, number: str = "A-26-0001") -> None:
        """The person's answer, through one of the functions of `decisions`."""
        self.events.append(make(self.alert(number), at(when), *rest))

    def hourly(self, start: str, end: str, *findings: Finding) -> list[str]:
        """What hourly cycles tell, each line with its local time."""
        now, lines = at(start), []
        while now <= at(end):
            local = now.astimezone(PARIS)
            lines += [f"{local:%m-%d %H:%M} {said(letter)}" for letter in self.cycle(local, *findings)]
            now = (now.astimezone(ZoneInfo("UTC")) + timedelta(hours=1)).astimezone(PARIS)
        return lines


def said(letter: Letter) -> str:
    """`telephone digest A-26-0001:first`, with `!` when it passes the quiet hours and `(woken)` after a snooze."""
    told = " ".join(f"{one.alert}:{one.reason}{'(woken)' if one.woken else ''}" for one in letter.notices)
    return f"{letter.channel} {letter.kind}{'!' if letter.urgent else ''} {told}".rstrip()
