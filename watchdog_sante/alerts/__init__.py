"""The life of an alert, decided without touching anything: events in, alerts, events and due messages out.

An alert is the fold of its events (`fold`). `reconcile` compares the alerts with today's findings and says what
happened; `decisions` turns a person's answer into an event; `due` says which messages are due on which channel and why.
`now` is always an argument and always timezone-aware. Nothing here knows a sentence, a database or a clock.
"""

from watchdog_sante.alerts.bulletin import bulletin_due, download_day_due
from watchdog_sante.alerts.decisions import LONGEST_SNOOZE, Refused, accept, report, see, snooze
from watchdog_sante.alerts.due import due, first_import_letters, notified
from watchdog_sante.alerts.failing import failing_letters
from watchdog_sante.alerts.fold import accepted_subjects, fold
from watchdog_sante.alerts.hours import digest_after, is_quiet
from watchdog_sante.alerts.outage import Outage, outage
from watchdog_sante.alerts.pairing import pair
from watchdog_sante.alerts.reconcile import reconcile

__all__ = [
    "LONGEST_SNOOZE",
    "Outage",
    "Refused",
    "accept",
    "accepted_subjects",
    "bulletin_due",
    "digest_after",
    "download_day_due",
    "due",
    "failing_letters",
    "first_import_letters",
    "fold",
    "is_quiet",
    "notified",
    "outage",
    "pair",
    "reconcile",
    "report",
    "see",
    "snooze",
]
