"""The person's hours: quiet hours that delay, and the morning digest. Local times, compared as instants.

Instants are compared in UTC: two local times of one zone compare as clock faces in Python, which is wrong on the two
days a year when the clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta

from watchdog_sante.model.alerts import NoticePolicy


def local_day(policy: NoticePolicy, at: datetime) -> date:
    """The day it is for the person."""
    return at.astimezone(policy.zone).date()


def at_local(policy: NoticePolicy, day: date, hour: time) -> datetime:
    """That local time of that day, as an instant in UTC; an hour that the spring skips becomes the one after it."""
    return datetime.combine(day, hour, tzinfo=policy.zone).astimezone(UTC)


def is_quiet(policy: NoticePolicy, now: datetime) -> bool:
    """True inside the quiet hours, which may cross midnight."""
    hour = now.astimezone(policy.zone).time()
    start, end = policy.quiet_from, policy.quiet_until
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def digest_after(policy: NoticePolicy, at: datetime) -> datetime:
    """The first morning digest at or after `at`, in UTC."""
    day = local_day(policy, at)
    today = at_local(policy, day, policy.digest_at)
    return today if today >= at.astimezone(UTC) else at_local(policy, day + timedelta(days=1), policy.digest_at)
