"""`notify test`: a test message on each channel, and what really happened on each."""

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.messages import Outcome, SendResult
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.rounds.messenger_round import try_channels
from watchdog_sante.settings import Settings


def run(settings: Settings, words: Phrasebook) -> Result[tuple[Sentence, ...]]:
    """One sentence a channel. Exit code 4 unless every service accepted the message."""
    told = try_channels(settings, words)
    sentences = tuple(
        say(f"notify.outcome.{one.outcome}", channel=name, code=one.code) if isinstance(one, SendResult) else one
        for name, one in told.items()
    )
    well = all(isinstance(one, SendResult) and one.outcome is Outcome.SENT for one in told.values())
    return Result(sentences, ExitCode.DONE if well else ExitCode.UNDELIVERED)
