"""The full text of a message: what was seen, why it matters, what to do and by when, account numbers masked."""

from collections.abc import Iterator, Sequence
from datetime import date

from watchdog_sante.model.findings import Action, Finding
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.notify.grouping import stacked
from watchdog_sante.notify.matter import Told, headline
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_sending
from watchdog_sante.remedies import about_time, is_over, open_first


def long_text(head: Sentence, told: Sequence[Told], words: Phrasebook, today: date) -> str:
    """The heading, then a block for each alert; blocks that do not fit are counted."""
    text = stacked(words.text(head), [_block(one, words, today) for one in told], words)
    return mask_for_sending(text)


def _block(one: Told, words: Phrasebook, today: date) -> str:
    lines = [words.text(headline(one))]
    finding = one.matter.finding
    if finding is not None:
        lines += [words.text(finding.title), words.text(finding.explanation)]
        lines += [words.text(line) for line in _to_do(finding, today)]
    lines.append(words.text(say("notify.long.more", alert=one.notice.alert)))
    return "\n".join(lines)


def _to_do(finding: Finding, today: date) -> Iterator[Sentence]:
    """What can still be done by when, then what is too late, and what else is to be known of time."""
    for action in open_first(finding.actions, today):
        yield _line(action, today)
    time = about_time(finding.actions, today)
    if time is not None:
        yield say("notify.long.action", text=time)


def _line(action: Action, today: date) -> Sentence:
    if action.by is None:
        return say("notify.long.action", text=action.text)
    key = "notify.long.action_over" if is_over(action, today) else "notify.long.action_by"
    return say(key, text=action.text, day=action.by)
