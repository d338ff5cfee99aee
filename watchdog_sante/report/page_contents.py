"""What the page is made of: the values handed in, how much of each is shown, and the lists cut to those sizes."""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.evidence import Evidence
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.alerts import Alert
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.findings import Finding, FullCard
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.sources import place_in
from watchdog_sante.phrasing import Phrasebook


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report is made of. `today` is the day against which deadlines are told; `answers` come from the store."""

    audit: Audit
    evidence: Evidence
    cards: tuple[FullCard, ...]
    today: date
    answers: tuple[tuple[Alert, Finding], ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of each the page shows at most; beyond, it says how many more there are."""

    missing: int = 6
    findings: int = 200
    rows: int = 8  # evidence rows in plain sight
    rows_most: int = 60
    payments: int = 400
    mandates: int = 100
    ledger: int = 6  # of each account or insurer, in plain sight
    ledger_most: int = 300
    files: int = 300


@dataclass(frozen=True, slots=True)
class MandateList:
    """The latest first: those whose last debit can still be contested, and the others."""

    current: tuple[Mandate, ...]
    past: tuple[Mandate, ...]


def mandate_list(evidence: Evidence, today: date) -> MandateList:
    """The mandates, parted by whether a clock still runs on `today`."""
    ordered = sorted(evidence.mandates, key=lambda one: (one.last, one.key), reverse=True)
    return MandateList(
        tuple(one for one in ordered if one.contest_by >= today),
        tuple(one for one in ordered if one.contest_by < today),
    )


@dataclass(frozen=True, slots=True)
class LedgerLists:
    """Of every account and insurer, the latest lines in plain sight and the older ones; the latest first."""

    recent: tuple[CoverageLine, ...]
    older: tuple[CoverageLine, ...]


def ledger_lists(lines: tuple[CoverageLine, ...], shown: int) -> LedgerLists:
    """The ledger, `shown` lines of each account or insurer in plain sight."""
    subjects = dict.fromkeys(line.subject for line in lines)
    grouped = [[line for line in reversed(lines) if line.subject == subject] for subject in subjects]
    return LedgerLists(
        tuple(line for group in grouped for line in group[:shown]),
        tuple(line for group in grouped for line in group[shown:]),
    )


def not_read(audit: Audit, book: Phrasebook) -> list[tuple[str, Sentence]]:
    """Files and rows that were refused, each with its reason."""
    files = [(one.file, one.reason) for one in audit.refused]
    return files + [
        (book.text(place_in(source.file, row.row)), row.reason) for source in audit.sources for row in source.rejected
    ]
