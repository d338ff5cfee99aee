"""The full text of a message: what was seen, why it matters, what to do and by when, account numbers masked."""

from collections.abc import Sequence

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.notify.grouping import stacked
from watchdog_sante.notify.matter import Told, headline
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_sending


def long_text(head: Sentence, told: Sequence[Told], words: Phrasebook) -> str:
    """The heading, then a block for each alert; blocks that do not fit are counted."""
    text = stacked(words.text(head), [_block(one, words) for one in told], words)
    return mask_for_sending(text)


def _block(one: Told, words: Phrasebook) -> str:
    lines = [words.text(headline(one))]
    finding = one.matter.finding
    if finding is not None:
        lines += [words.text(finding.title), words.text(finding.explanation)]
        lines += [
            words.text(
                say("notify.long.action", text=action.text)
                if action.by is None
                else say("notify.long.action_by", text=action.text, day=action.by)
            )
            for action in finding.actions
        ]
    lines.append(words.text(say("notify.long.more", alert=one.notice.alert)))
    return "\n".join(lines)
