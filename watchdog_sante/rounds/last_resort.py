"""When no channel has taken a message for a day: what is left is the machine itself.

A plain file where the person looks, a word on the desktop, a line in the journal. They say that messages wait and what
to do, and nothing of what the messages say. The file goes away by itself once a channel works again.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from platformdirs import user_desktop_path

from watchdog_sante.alerts import Outage
from watchdog_sante.files import write_whole
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.service.manager import show_on_desktop
from watchdog_sante.store import Database, health

JOB = "last resort"
_AGAIN = timedelta(days=1)  # the journal and the desktop are told once in that time
_CODE = "no-channel-works"


@dataclass(frozen=True, slots=True)
class Around:
    """Where the person may look: the state folder, the folders with statements; and the language."""

    state: Path
    inbox: tuple[Path, ...]
    words: Phrasebook

    @property
    def file(self) -> str:
        """The file's name, which says what it is."""
        return self.words.text(say("last_resort.file"))

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the file may lie, the best seen first: the desktop, the inbox, the home; the state in any case."""
        return (user_desktop_path(), *self.inbox, Path.home(), self.state)


def mind(db: Database, outage: Outage | None, around: Around, now: datetime) -> bool:
    """Say it, or take it back; True when it was told now. `db` remembers since when, for `status` too."""
    if outage is None:
        _take_back(db, around, now)
        return False
    _leave_file(outage, around)
    told = next((one for one in health.jobs(db) if one.job == JOB and one.code), None)
    if told is not None and told.last_failure is not None and abs(now - told.last_failure) < _AGAIN:
        return False
    title, text = _said(outage, around.words)
    show_on_desktop(title, text)
    health.failed(db, JOB, now, _CODE)
    return True


def spoken(outage: Outage, words: Phrasebook) -> str:
    """The line for the journal."""
    return " ".join(_said(outage, words))


def _said(outage: Outage, words: Phrasebook) -> tuple[str, str]:
    return words.text(say("last_resort.title")), words.text(
        say("last_resort.text", day=outage.since.date(), count=outage.waiting)
    )


def _leave_file(outage: Outage, around: Around) -> None:
    """In the first folder that lets us, and in the state folder; one that says the same already is left as it is."""
    lines = [*_said(outage, around.words), around.words.text(say("last_resort.what_to_do"))]
    text = "\n\n".join(lines) + "\n"
    for folder in (*_first(around.folders[:-1]), around.state):
        place = folder / around.file
        try:
            if not place.is_file() or place.read_text("utf-8") != text:
                write_whole(place, text)
        except OSError:
            continue


def _first(folders: Iterable[Path]) -> tuple[Path, ...]:
    return next(((one,) for one in folders if one.is_dir() and os.access(one, os.W_OK)), ())


def _take_back(db: Database, around: Around, now: datetime) -> None:
    """Only a file that is ours is removed."""
    title = around.words.text(say("last_resort.title"))
    for folder in around.folders:
        place = folder / around.file
        try:
            if place.is_file() and place.read_text("utf-8").startswith(title):
                place.unlink()
        except (OSError, UnicodeDecodeError):
            continue
    if any(one.job == JOB and one.code for one in health.jobs(db)):
        health.succeeded(db, JOB, now)
