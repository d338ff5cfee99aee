"""The words of download day: which statement is due, and since when."""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.knowledge import DownloadGuide
from watchdog_sante.model.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Download:
    """A statement to fetch: of what, the last day told of it (None: nothing yet), and how to get it."""

    subject: Sentence
    told_until: date | None
    guide: DownloadGuide
