"""The child process, `python -m watchdog_sante.daemon.worker watcher|messenger --state DIR`: one cycle or one round.

It lowers its own limits before it reads anything. Standard output holds its report and nothing else, standard error
sentences for the person. Exit codes: 0, 2 settings, 5 the work is being done by another process, 74 a database that
trying again will not mend, 75 the store fails.
"""

import argparse
import os
import resource
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from watchdog_sante import messenger_settings
from watchdog_sante.alerts import outage
from watchdog_sante.daemon.child import Report, Role, mark_of
from watchdog_sante.drop_folder import folder_mark
from watchdog_sante.locks import Held, Lock, work_lock
from watchdog_sante.model.messages import Outcome
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.system_reasons import reason_of
from watchdog_sante.notify.log_guard import hold_libraries
from watchdog_sante.package_data import OwnProfileError, forms, knowledge, own_profiles, phrasebook
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.places import messenger_folder, settings_file, watcher_folder
from watchdog_sante.redaction import trace_without_values
from watchdog_sante.report.answer import unverified, verified_until
from watchdog_sante.rounds import last_resort
from watchdog_sante.rounds.alarms import UNREADABLE, Where, tell
from watchdog_sante.rounds.last_resort import Around, spoken
from watchdog_sante.rounds.lived_cycle import Desk, Lived, live
from watchdog_sante.rounds.upkeep import keep_up, upkeep_due
from watchdog_sante.settings import Settings, SettingsError, load, refuse_exposed
from watchdog_sante.store import Database, open_messenger, open_watcher
from watchdog_sante.store.errors import Damaged, ForeignDatabase, NewerDatabase, OldSqlite, StoreError
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.watch_settings import WatchSettings

SETTINGS, LOCKED, HOPELESS, STORE = 2, 5, 74, 75
_MEMORY = 2 * 1024**3  # bytes of address space
_SECONDS = 10 * 60  # of processor
_PATIENCE = 120.0  # seconds for another process's cycle to end
_ROUNDS = 3  # after its own writing the messenger looks again: nothing handed over meanwhile is left


def limit() -> None:
    """Bounds on memory, processor and core dumps, for this process alone."""
    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def end_with_parent() -> None:
    """End when standard input closes: whoever started us is dead."""

    def watch() -> None:
        os.read(0, 1)
        os._exit(128 + signal.SIGHUP)

    threading.Thread(target=watch, daemon=True).start()


def watch_once(desk: Desk, state: Path, now: datetime) -> Report:
    """One cycle and, once a day, the upkeep."""
    with Lock(work_lock(watcher_folder(state)), _PATIENCE):
        mark = folder_mark(desk.watched)
        lived = live(desk, now)
        policy = desk.settings.as_policy()
        if upkeep_due(desk.watcher, policy, now) and keep_up(desk.watcher, desk.messenger, policy, now):
            raise Damaged(say("store.damaged", file=str(desk.watcher.path)))
        _mind_last_resort(desk, state, now)
    return Report(
        next_look=lived.next_look.isoformat(),
        watched=tuple(map(str, desk.watched)),
        mark=mark,
        status=desk.words.text(_status(lived)),
        read=lived.read,
        refused=lived.refused,
        waiting=lived.waiting,
        queued=lived.queued,
    )


def _mind_last_resort(desk: Desk, state: Path, now: datetime) -> None:
    found = outage(desk.settings.as_policy(), MessageQueue(desk.messenger).everything(), now)
    around = Around(state, desk.folders, desk.words)
    if last_resort.mind(desk.watcher, found, around, now) and found:
        mark = "<3>" if "JOURNAL_STREAM" in os.environ else ""
        sys.stderr.write(f"{mark}{spoken(found, desk.words)}\n")


def _status(lived: Lived) -> Sentence:
    waiting = say("daemon.not_read", count=lived.refused + lived.waiting)
    day, missing = verified_until(lived.audit.coverage), len(unverified(lived.audit.coverage))
    if day is None:
        return say("daemon.status_nothing", waiting=waiting)
    if missing:
        return say("daemon.status_partly", day=day, count=missing, waiting=waiting)
    return say("daemon.status", day=day, waiting=waiting)


def deliver_once(db: Database, settings: WatchSettings, words: Phrasebook, started: bool) -> Report:
    """Rounds until one finds nothing to do; its look at the database is the mark."""
    from watchdog_sante.rounds.messenger_round import Round, deliver_round  # Apprise comes with it: not into what reads

    failed = 0
    round_ = Round((), 0, None)
    mark = ""
    with Lock(work_lock(db.path.parent), _PATIENCE):
        for count in range(_ROUNDS):
            mark = mark_of(db.path)
            round_ = deliver_round(db, settings, words, datetime.now(UTC), started and not count)
            failed += sum(one.result.outcome is not Outcome.SENT for one in round_.attempts)
            if not round_.attempts and mark == mark_of(db.path):
                break
    return Report(
        next_look=round_.next_look.isoformat() if round_.next_look else "",
        watched=(str(db.path),),
        mark=mark,
        status=words.text(say("daemon.messages_wait", count=round_.waiting)),
        failed=failed,
        undelivered=round_.waiting,
    )


def _messages(state: Path, lang: str, started: bool) -> Report:
    """A round, with what the watcher left of the settings; before its first cycle nothing can be sent."""
    settings = messenger_settings.load(state)
    words = phrasebook(lang or (settings and settings.language) or "fr")
    with open_messenger(messenger_folder(state)) as messenger:
        if settings is not None:
            return deliver_once(messenger, settings, words, started)
        return Report(watched=(str(messenger.path),), mark=mark_of(messenger.path))


def work(role: Role, state: Path, config: Path | None, lang: str, started: bool) -> Report:
    """What the role does once. Raises `SettingsError`, `OwnProfileError`, `StoreError` or `Held`."""
    if role is Role.MESSENGER:
        return _messages(state, lang, started)
    place = config or settings_file(os.environ)
    settings = load(place) if config or place.is_file() else Settings()
    if place.is_file():
        refuse_exposed(place, settings)
    messenger_settings.put(state, settings)
    words = phrasebook(lang or settings.language or "fr")
    known = forms() + own_profiles(place.parent / "profiles.d")
    with open_watcher(watcher_folder(state)) as watcher, open_messenger(messenger_folder(state)) as messenger:
        desk = Desk(watcher, messenger, settings, known, knowledge(), words)
        return watch_once(desk, state, datetime.now(UTC))


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the orders, work, report."""
    parser = argparse.ArgumentParser(prog="watchdog-sante-worker")
    parser.add_argument("role", type=Role)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--lang", default="")
    parser.add_argument("--started", action="store_true")
    asked = parser.parse_args(arguments)
    os.umask(0o077)
    hold_libraries()
    book = phrasebook(asked.lang or "fr")
    try:
        report = work(asked.role, asked.state, asked.config, asked.lang, asked.started)
    except SettingsError as error:
        spoken = phrasebook(asked.lang or error.language or "fr")
        return _fail(SETTINGS, spoken, *error.problems)
    except OwnProfileError as error:
        return _fail(SETTINGS, book, error.problem)
    except (Damaged, NewerDatabase, ForeignDatabase, OldSqlite) as error:
        _tell_unreadable(asked.role, asked.state, book)
        return _fail(HOPELESS, book, error.sentence)
    except StoreError as error:
        return _fail(STORE, book, error.sentence)
    except OSError as error:  # the folder itself: a disk that became read-only, or full while a file of ours was made
        problem = say("store.file_trouble", file=str(error.filename or ""), problem=reason_of(error))
        return _fail(STORE, book, problem)
    except Held:
        return _fail(LOCKED, book, say("daemon.held"))
    sys.stdout.write(report.to_text())
    return 0


def _tell_unreadable(role: Role, state: Path, book: Phrasebook) -> None:
    """The watcher is about to stop: the messenger, which has its own database, is to say so."""
    known = messenger_settings.load(state)
    if role is Role.WATCHER and known is not None:
        channels = tuple(channel.name for channel in known.channels if not channel.second)
        tell(UNREADABLE, "service.check.unreadable", Where(state, channels, book), datetime.now(UTC))


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Standard error ends in the journal: a bug says there where it arose, and nothing of what was being read."""
    sys.stderr.write(trace_without_values(error))


def _fail(code: int, book: Phrasebook, *problems: Sentence) -> int:
    for problem in problems:
        sys.stderr.write(f"{book.text(problem)}\n")
    return code


if __name__ == "__main__":
    sys.excepthook = _on_bug
    end_with_parent()
    limit()
    if Role.MESSENGER.value in sys.argv[1:2]:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a send under way is finished; the parent ends us if it lasts
    sys.exit(main())
