"""What the messenger does when something waits: open the channels, send, and knock at the heartbeat page.

It sees the messenger's database, its part of the settings and the network; never a statement.
"""

import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from watchdog_sante.alerts import is_quiet
from watchdog_sante.alerts.hours import at_local, local_day
from watchdog_sante.model.alerts import NoticePolicy
from watchdog_sante.model.messages import DeliveryState, Outcome, SendResult
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.notify.addresses import ChannelFault, read_address
from watchdog_sante.notify.channels import Channel, open_channel
from watchdog_sante.notify.delivery import Attempt, deliver
from watchdog_sante.notify.messages import trial
from watchdog_sante.notify.secret import Secret
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.store import Database, health
from watchdog_sante.store.message_queue import MessageQueue
from watchdog_sante.watch_settings import ChannelSettings, WatchSettings, source_of

DELIVERY = "delivery"
HEARTBEAT = "heartbeat"
_BEAT_PATIENCE = 10.0  # seconds
_BEAT_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """The channels that can be used, and what is wrong with the others."""

    channels: dict[str, Channel]
    faults: dict[str, Sentence]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round tried, how many messages still wait, and when one of them is due again (None: nothing waits)."""

    attempts: tuple[Attempt, ...]
    waiting: int
    next_look: datetime | None


def open_channels(settings: WatchSettings, environment: Mapping[str, str] = os.environ) -> Opened:
    """Every channel of the settings; one that cannot be opened is a fault of its own."""
    channels: dict[str, Channel] = {}
    faults: dict[str, Sentence] = {}
    for wanted in settings.channels:
        try:
            channels[wanted.name] = open_channel(wanted.name, _address(wanted, environment))
        except ChannelFault as fault:
            faults[wanted.name] = fault.sentence
    return Opened(channels, faults)


def _address(channel: ChannelSettings, environment: Mapping[str, str]) -> Secret:
    if channel.address is not None:
        return Secret(channel.address.get_secret_value())
    return read_address(channel.name, source_of(channel.address_from), environment)


def deliver_round(
    db: Database, settings: WatchSettings, words: Phrasebook, now: datetime, started: bool = False
) -> Round:
    """Send what is due. `started`: the messenger has just started, so that what waits is due at once.

    A message left `sending` was cut short by a death: it may have been received, and its copy says so.
    """
    queue, policy = MessageQueue(db), settings.as_policy()
    waiting = queue.waiting()
    if waiting and (started or any(one.state is DeliveryState.SENDING for one in waiting)):
        queue.recover(now)
    attempts: tuple[Attempt, ...] = ()
    if waiting:
        senders = open_channels(settings).channels
        attempts = deliver(queue, senders, words, partial(is_quiet, policy), now)
    if attempts:
        _note(db, attempts, now)
    beat = _beat(db, settings, now)
    times = [time for time in (_next_try(queue, policy, now), beat) if time is not None]
    return Round(attempts, len(queue.waiting()), min(times, default=None))


def _note(db: Database, attempts: tuple[Attempt, ...], now: datetime) -> None:
    """How the channels fare, one line each, for `status`."""
    for attempt in attempts:
        job = f"channel {attempt.channel}"
        if attempt.result.outcome is Outcome.SENT:
            health.succeeded(db, job, now)
        else:
            health.failed(db, job, now, attempt.result.code or attempt.result.outcome.value)


def _next_try(queue: MessageQueue, policy: NoticePolicy, now: datetime) -> datetime | None:
    """The earliest try; what may not pass the quiet hours waits for their end."""
    times = []
    for one in queue.waiting():
        at = max(one.next_try, now)
        if not one.message.urgent and is_quiet(policy, at):
            end = at_local(policy, local_day(policy, at), policy.quiet_until)
            at = end if end > at else at_local(policy, local_day(policy, at) + timedelta(days=1), policy.quiet_until)
        times.append(at)
    return min(times, default=None)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A page that sends elsewhere is not followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _beat(db: Database, settings: WatchSettings, now: datetime) -> datetime | None:
    """Ask for the heartbeat page once for each complete cycle; when to try again after a failure."""
    cycle = health.last_success(db, health.CYCLE)
    if settings.heartbeat is None or cycle is None:
        return None
    mine = next((one for one in health.jobs(db) if one.job == HEARTBEAT), None)
    if mine is not None and mine.last_success is not None and mine.last_success >= cycle:
        return None
    if mine is not None and mine.code and mine.last_failure and abs(now - mine.last_failure) < _BEAT_AGAIN:
        return mine.last_failure + _BEAT_AGAIN
    code = _ask(_page(settings.heartbeat.get_secret_value()))
    if not code:
        health.succeeded(db, HEARTBEAT, now)
        return None
    health.failed(db, HEARTBEAT, now, code)
    return now + _BEAT_AGAIN


def _page(text: str) -> str:
    """The page's address, from where it is kept; "" when it is not there."""
    if text.startswith(("https://", "http://")):
        return text
    try:
        return read_address(HEARTBEAT, source_of(text), os.environ).reveal()
    except (ChannelFault, ValueError):
        return ""


def _ask(page: str) -> str:
    """A GET without any data; "" when the page answered well, else a short code that names no address."""
    if not page.startswith(("https://", "http://")):
        return "no-address"
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(page, timeout=_BEAT_PATIENCE):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return f"http-{error.code}"
    except (OSError, ValueError):
        return "unreachable"


def try_channels(settings: WatchSettings, words: Phrasebook) -> dict[str, Sentence | SendResult]:
    """Send a test message on each channel: what really happened, channel by channel."""
    opened = open_channels(settings)
    told: dict[str, Sentence | SendResult] = dict(opened.faults)
    for name, channel in opened.channels.items():
        told[name] = channel.send(trial(name, words))
    return {channel.name: told[channel.name] for channel in settings.channels}
