"""`once`: one cycle and one round of messages, each in a limited child process, as the daemon would."""

import threading
from dataclasses import dataclass

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.daemon.child import Ended, Orders, Report, Role, run_child
from watchdog_sante.daemon.supervision import HOPELESS, supervisor
from watchdog_sante.locks import Lock, instance_lock, is_held
from watchdog_sante.places import messenger_folder, watcher_folder

_MOST_CHILDREN = 50  # a file that kills is refused at the second death


@dataclass(frozen=True, slots=True)
class Done:
    """What the cycle did and what became of the messages; None where a child failed (it has said why)."""

    cycle: Report | None
    messages: Report | None
    code: int = 0  # of the child that failed


def run(orders: Orders) -> Result[Done]:
    """Exit code 5 (`Held` raised) beside a daemon, 4 when a message could not be delivered, 3 for a refused file."""
    stop = threading.Event()
    with Lock(instance_lock(watcher_folder(orders.state))):
        ended = _cycle(orders, stop)
    if ended.report is None:
        return Result(Done(None, None, ended.code), _failure(ended.code))
    told = _messages(orders, stop)
    if told is not None and told.report is None:
        return Result(Done(ended.report, None, told.code), _failure(told.code))
    messages = told.report if told else None
    if messages is not None and messages.failed:
        return Result(Done(ended.report, messages), ExitCode.UNDELIVERED)
    code = ExitCode.REFUSED if ended.report.refused else ExitCode.DONE
    return Result(Done(ended.report, messages), code)


def _cycle(orders: Orders, stop: threading.Event) -> Ended:
    """Children until one ends well: one that died reading a file leaves it to be refused by the next."""
    last: list[Ended] = []

    def start(started: bool) -> Ended:
        last.append(run_child(orders, stop, started=started))
        return last[-1]

    watch = supervisor(orders, start)
    while watch.report is None and watch.verdict is None and len(last) < _MOST_CHILDREN:
        watch.tick_now()
    return last[-1]


def _messages(orders: Orders, stop: threading.Event) -> Ended | None:
    """A round of messages, unless a messenger lives and does it."""
    folder = messenger_folder(orders.state)
    if is_held(instance_lock(folder)):
        return None
    return run_child(Orders(Role.MESSENGER, orders.state, orders.config, orders.lang), stop, started=True)


def _failure(code: int) -> ExitCode:
    if code == HOPELESS:
        return ExitCode.USAGE  # a damaged database: `restore`
    return ExitCode(code) if code in (ExitCode.USAGE, ExitCode.LOCKED) else ExitCode.BUG
