"""What an alert is about, in a few words, at each level of detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchdog_sante.model.alerts import Alert, Detail, Notice, Reason
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.phrasing import Phrasebook


@dataclass(frozen=True, slots=True)
class Matter:
    """An alert with the finding it rests on, None when it cannot be found any more."""

    alert: Alert
    finding: Finding | None = None

    @property
    def urgent(self) -> bool:
        """True for what is told at once."""
        return self.alert.question.severity is Severity.CRITICAL

    @property
    def category(self) -> Sentence:
        """The kind of matter, from the detector's family (its id's first three characters)."""
        return say(f"notify.category.{self.alert.question.detector[:3].lower()}")

    @property
    def cents(self) -> int | None:
        """What the accused rows amount to, None when they hold no amount."""
        rows = self.finding.evidence if self.finding else ()
        amounts = [row.cents for row in rows if row.cents is not None]
        return sum(amounts) if amounts else None


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of a letter with its matter."""

    notice: Notice
    matter: Matter


def told(notices: Sequence[Notice], matters: Sequence[Matter]) -> tuple[Told, ...]:
    """Each notice with its matter, the most severe first."""
    by_number = {matter.alert.number: matter for matter in matters}
    pairs = [Told(notice, by_number[notice.alert]) for notice in notices]
    pairs.sort(key=lambda one: (-one.matter.alert.question.severity.rank, one.notice.alert))
    return tuple(pairs)


def item(one: Told, detail: Detail, words: Phrasebook) -> str:
    """The alert in a list: its number, with its category or amount at the levels that say them."""
    number = one.matter.alert.number
    match detail:
        case Detail.DISCREET:
            return number
        case Detail.AMOUNT if one.matter.cents is not None:
            return words.text(say("notify.item", alert=number, matter=Money(one.matter.cents)))
        case _:
            return words.text(say("notify.item", alert=number, matter=one.matter.category))


def headline(one: Told) -> Sentence:
    """Why the message comes: a new point, a reminder, a deadline; and that a snooze has ended, when one has."""
    alert = one.matter.alert.number
    if one.notice.woken and one.notice.reason is Reason.REMINDER:
        return say("notify.why.woken", alert=alert)
    why = _why(one, alert)
    return say("notify.why.also_woken", why=why) if one.notice.woken else why


def _why(one: Told, alert: str) -> Sentence:
    reason = one.notice.reason
    if reason is Reason.DEADLINE:
        if one.notice.deadline is not None:
            return say("notify.why.deadline", alert=alert, day=one.notice.deadline)
        reason = Reason.REMINDER
    if reason is Reason.FIRST and one.matter.urgent:
        return say("notify.why.first_urgent", alert=alert)
    return say(f"notify.why.{reason.value}", alert=alert)


def about(one: Told, detail: Detail) -> Sentence | str:
    """What a short message adds at its level: nothing, the category, or the category and the amount."""
    if detail is Detail.DISCREET:
        return ""
    if detail is Detail.AMOUNT and one.matter.cents is not None:
        return say("notify.about.amount", matter=one.matter.category, amount=Money(one.matter.cents))
    return say("notify.about.category", matter=one.matter.category)
