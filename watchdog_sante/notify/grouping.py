"""What a copy and a lot of late messages say: one grouped message after an outage, not forty."""

from collections.abc import Sequence
from datetime import date

from watchdog_sante.model.messages import Delivery, DeliveryState
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.fitting import LONGEST_TEXT, fitted
from watchdog_sante.notify.gsm7 import to_gsm7
from watchdog_sante.phrasing import Phrasebook

_BLANK = "\n\n"


def parcel_text(parcel: Sequence[Delivery], words: Phrasebook) -> str:
    """The text of one send: a message as it is, or several in one; what may have been received bears its label.

    Texts in a long message are labelled one by one; a short one, which only holds numbers, is labelled as a whole.
    """
    if len(parcel) > 1 and not all(one.message.short for one in parcel):
        return _long(parcel, words)
    text = parcel[0].message.text if len(parcel) == 1 else _short(parcel, words)
    return _labelled(text, parcel, words)


def _is_doubtful(one: Delivery) -> bool:
    return one.maybe_received or one.state is DeliveryState.AMBIGUOUS


def _labelled(text: str, parcel: Sequence[Delivery], words: Phrasebook) -> str:
    if not any(_is_doubtful(one) for one in parcel):
        return text
    found = words.text(say("notify.copy", text=text))
    return to_gsm7(found) if all(one.message.short for one in parcel) else found


def _since(parcel: Sequence[Delivery]) -> date:
    return min(one.message.queued_at for one in parcel).date()


def _short(parcel: Sequence[Delivery], words: Phrasebook) -> str:
    alerts = sorted({number for one in parcel for number in one.message.references})
    return fitted("notify.short.grouped", alerts, words, count=len(parcel), day=_since(parcel))


def _long(parcel: Sequence[Delivery], words: Phrasebook) -> str:
    head = words.text(say("notify.long.grouped", count=len(parcel), day=_since(parcel)))
    return stacked(head, [_labelled(one.message.text, [one], words) for one in parcel], words)


def stacked(head: str, texts: Sequence[str], words: Phrasebook) -> str:
    """As many whole texts as a message may hold, then how many were left out."""
    room = LONGEST_TEXT - len(head) - len(_left_out(len(texts), words))
    kept: list[str] = []
    for text in texts:
        room -= len(text) + len(_BLANK)
        if room < 0:
            break
        kept.append(text)
    left = len(texts) - len(kept)
    return _BLANK.join([head, *kept, *([_left_out(left, words)] if left else [])])


def _left_out(count: int, words: Phrasebook) -> str:
    return words.text(say("notify.long.left_out", count=count))
