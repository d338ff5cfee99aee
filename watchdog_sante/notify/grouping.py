"""What a copy and a lot of late messages say: one grouped message after an outage, not forty."""

from collections.abc import Sequence

from watchdog_sante.model.messages import Delivery
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.fitting import LONGEST_TEXT, fitted
from watchdog_sante.notify.gsm7 import to_gsm7
from watchdog_sante.phrasing import Phrasebook


def labelled(text: str, words: Phrasebook, short: bool) -> str:
    """The text with the label that says that it may have been received before."""
    found = words.text(say("notify.copy", text=text))
    return to_gsm7(found) if short else found


def grouped(deliveries: Sequence[Delivery], words: Phrasebook) -> str:
    """All these messages in one, oldest first: their numbers when they are short ones, else their texts."""
    since = min(one.message.queued_at for one in deliveries).date()
    alerts = sorted({number for one in deliveries for number in one.message.references})
    if all(one.message.short for one in deliveries):
        return fitted("notify.short.grouped", alerts, words, count=len(deliveries), day=since)
    head = words.text(say("notify.long.grouped", count=len(deliveries), day=since))
    return stacked(head, [one.message.text for one in deliveries], words)


def stacked(head: str, texts: Sequence[str], words: Phrasebook) -> str:
    """As many whole texts as a message may hold, then how many were left out."""
    for kept in range(len(texts), -1, -1):
        left = len(texts) - kept
        tail = [words.text(say("notify.long.left_out", count=left))] if left else []
        found = "\n\n".join([head, *texts[:kept], *tail])
        if len(found) <= LONGEST_TEXT:
            return found
    raise ValueError("the heading alone is too long")
