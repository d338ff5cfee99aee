"""What a message says, at the level of detail the person chose for its channel.

Discreet, category and amount are short: one SMS, with room for a copy's label. Discreet says nothing about money,
people or care, only that there is something to check and the alert's number; a lock screen shows it to anybody. Full
says what the report says, with account and card numbers masked.
"""

from collections.abc import Sequence
from datetime import date, datetime

from watchdog_sante.model.alerts import Bulletin, ChannelWish, Detail, Learned
from watchdog_sante.model.downloads import Download
from watchdog_sante.model.messages import Letter, LetterKind, OutgoingMessage
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.notify.fitting import first_fitting, fitted
from watchdog_sante.notify.long_text import long_text
from watchdog_sante.notify.matter import Matter, Told, about, headline, item, told
from watchdog_sante.phrasing import Phrasebook

_NAME_ROOM = 20  # characters of a channel's name in a short text


def compose(
    letter: Letter,
    matters: Sequence[Matter],
    wish: ChannelWish,
    words: Phrasebook,
    now: datetime,
    learned: Learned | None = None,
) -> OutgoingMessage:
    """The message of a due letter. `matters` hold every alert it tells; `learned` is asked on a first import."""
    pairs = told(letter.notices, matters)
    if wish.detail is Detail.FULL:
        text = long_text(_heading(letter, pairs, learned), pairs, words, now.date())
    else:
        text = _short(letter, pairs, wish.detail, words, learned)
    references = tuple(dict.fromkeys(notice.alert for notice in letter.notices))
    return OutgoingMessage(
        letter.key, letter.channel, text, letter.urgent, now, references, short=wish.detail is not Detail.FULL
    )


def compose_bulletin(
    month: date, bulletin: Bulletin, wish: ChannelWish, words: Phrasebook, now: datetime
) -> OutgoingMessage:
    """The monthly sign of life on one channel."""
    values: dict[str, Value] = {
        "number": str(bulletin.number),
        "waiting": say("notify.waiting", count=bulletin.waiting),
    }
    if bulletin.verified_until is None:
        found = say("notify.bulletin.nothing", **values)
    elif bulletin.unverified:
        found = say("notify.bulletin.partly", day=bulletin.verified_until, count=bulletin.unverified, **values)
    else:
        found = say("notify.bulletin.all", day=bulletin.verified_until, **values)
    text = first_fitting([found], words)
    return OutgoingMessage(f"{LetterKind.BULLETIN}:{wish.name}:{month.isoformat()}", wish.name, text, False, now)


def compose_downloads(
    month: date, due: Sequence[Download], wish: ChannelWish, words: Phrasebook, now: datetime
) -> OutgoingMessage:
    """The monthly reminder of statements to download; in full, it names each and the last day told of it."""
    heading = say("notify.downloads", count=len(due))
    text = first_fitting([heading], words)
    if wish.detail is Detail.FULL:
        text = "\n".join([words.text(heading), *(f"- {words.text(told_until(one))}" for one in due)])
    key = f"{LetterKind.DOWNLOADS}:{wish.name}:{month.isoformat()}"
    return OutgoingMessage(key, wish.name, text, False, now, short=wish.detail is not Detail.FULL)


def told_until(one: Download) -> Sentence:
    """A statement that is due, and the last day told of it."""
    if one.told_until is None:
        return say("downloads.nothing_yet", subject=one.subject)
    return say("downloads.told_until", subject=one.subject, day=one.told_until)


def trial(channel: str, words: Phrasebook) -> str:
    """The text of `notify test`."""
    return first_fitting([say("notify.trial", channel=channel[:_NAME_ROOM])], words)


def _short(letter: Letter, pairs: Sequence[Told], detail: Detail, words: Phrasebook, learned: Learned | None) -> str:
    if len(pairs) == 1 and letter.kind in (LetterKind.ALERT, LetterKind.DIGEST):
        return _short_single(pairs[0], detail, words)
    items = [item(one, detail, words) for one in pairs]
    match letter.kind:
        case LetterKind.FIRST_IMPORT:
            return fitted("notify.short.first_import", items, words, **_learned(learned), count=len(pairs))
        case LetterKind.CHANNEL_FAILING:
            return fitted("notify.short.failing", items, words, **_failing(letter))
        case _:
            return fitted("notify.short.digest", items, words, count=len(pairs), urgency=_urgency(pairs))


def _short_single(one: Told, detail: Detail, words: Phrasebook) -> str:
    values: dict[str, Value] = {"why": headline(one), "about": about(one, detail)}
    forms = [say("notify.short.one", alert=one.notice.alert, **values), say("notify.short.one_tight", **values)]
    return first_fitting(forms, words)


def _urgency(pairs: Sequence[Told]) -> Sentence:
    """What a digest says first: the nearest legal deadline, snoozes that ended, how many points are urgent."""
    deadlines = [one.notice.deadline for one in pairs if one.notice.deadline is not None]
    woken = sum(one.notice.woken for one in pairs)
    urgent = sum(one.matter.urgent for one in pairs)
    return say(
        "notify.urgency",
        deadline=say("notify.urgency.deadline", day=min(deadlines)) if deadlines else "",
        woken=say("notify.urgency.woken", count=woken) if woken else "",
        urgent=say("notify.urgency.urgent", count=urgent) if urgent and not deadlines else "",
    )


def _heading(letter: Letter, pairs: Sequence[Told], learned: Learned | None) -> Sentence:
    match letter.kind:
        case LetterKind.FIRST_IMPORT:
            return say("notify.long.first_import", **_learned(learned), count=len(pairs))
        case LetterKind.CHANNEL_FAILING:
            return say("notify.long.failing", **_failing(letter))
        case _:
            return say("notify.long.digest", count=len(pairs))


def _learned(learned: Learned | None) -> dict[str, Value]:
    known = learned or Learned(0, 0)
    period: Value = say("notify.learned.nothing")
    if known.start is not None and known.end is not None:
        period = say("notify.learned.period", start=known.start, end=known.end)
    return {
        "files": say("notify.learned.files", count=known.files),
        "rows": say("notify.learned.rows", count=known.rows),
        "period": period,
    }


def _failing(letter: Letter) -> dict[str, Value]:
    since: Value = letter.since.date() if letter.since is not None else ""
    return {"channel": letter.failing[:_NAME_ROOM], "day": since}
