"""When the monthly sign of life is due: on the first digest of each month, numbered so that a missing one shows."""

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
