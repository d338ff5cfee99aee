"""What is due once a month: the sign of life, numbered so that a missing one shows, and the day of downloads."""

from datetime import date, datetime

from watchdog_sante.alerts.hours import at_local, is_quiet, local_day
from watchdog_sante.model.alerts import NoticePolicy


def bulletin_due(last: date | None, policy: NoticePolicy, now: datetime) -> date | None:
    """The first day of the month whose bulletin is due now, None when it was sent (`last`) or must wait.

    A month that passed while the machine was off is skipped: its bulletin would say nothing that the next one does not.
    """
    month = local_day(policy, now).replace(day=1)
    if last is not None and last >= month:
        return None
    if at_local(policy, month, policy.digest_at) > now or is_quiet(policy, now):
        return None
    return month


def download_day_due(policy: NoticePolicy, now: datetime) -> date | None:
    """The first day of the month whose reminder to download statements may be sent now, None before its hour.

    A machine that was off on that day reminds later in the month; one reminder a month is kept by its message's key.
    """
    today = local_day(policy, now)
    if policy.download_day is None or today.day < policy.download_day:
        return None
    day = today.replace(day=policy.download_day)
    if at_local(policy, day, policy.digest_at) > now or is_quiet(policy, now):
        return None
    return today.replace(day=1)
