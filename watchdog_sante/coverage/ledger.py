"""The ledger, line by line: verified, gap, stale or cannot be checked, for each account and each insurer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from watchdog_sante.coverage.balances import Checked, Stretch, checked
from watchdog_sante.coverage.bank import covered_days
from watchdog_sante.coverage.credible import credible_day, days_told, without_far_future
from watchdog_sante.coverage.insurers import covered_insurer_months, statement_ends
from watchdog_sante.coverage.settled import settled
from watchdog_sante.coverage.spans import ONE_DAY, Span, between, overlap, without
from watchdog_sante.coverage.subjects import account_subject, role_subject
from watchdog_sante.identity import APART, Merged
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.sources import RefusedFile, Source
from watchdog_sante.model.statements import BankRow, DetailRow

__all__ = ["account_subject", "ledger", "role_subject"]

_DEFAULT_SILENCE = 40  # days without news that are worth a word
_SHORTEST, _LONGEST = 14, 120
_CADENCE = 1.5
_ROLES = (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER)
_NO_LOSS = ("pending", "cancelled")  # rows that the bank itself does not count
_GAP, _STALE = CoverageState.GAP, CoverageState.STALE


def _limit(ends: Iterable[date]) -> int:
    """After how many days without news: one and a half times the usual, or forty."""
    news = sorted(set(ends))
    if len(news) < 4:
        return _DEFAULT_SILENCE
    usual = median((after - before).days for before, after in pairwise(news))
    return min(max(round(_CADENCE * usual), _SHORTEST), _LONGEST)


def _stale(
    subject: Sentence, last: date, ends: Iterable[date], as_of: date, wanted: int | None = None
) -> list[CoverageLine]:
    """What is silent for longer than the person `wanted`, or than usual."""
    days = (as_of - last).days
    if days <= (wanted or _limit(ends)):
        return []
    return [CoverageLine(subject, last + ONE_DAY, as_of, _STALE, say("coverage.stale", since=last, count=days))]


def _spans_told(subject: Sentence, spans: Sequence[Span], gap: str, off: Sequence[Stretch]) -> list[CoverageLine]:
    """Verified spans with the gaps between them, less the stretches whose balances do not add up, in order of days."""
    holes = [(stretch.start, stretch.end) for stretch in off]
    verified = [part for span in spans for part in without(span, holes)]
    told: list[tuple[Span, CoverageState, Sentence | None]] = [
        (span, CoverageState.VERIFIED, None) for span in verified
    ]
    for start, end in between(spans):
        told.append(((start, end), _GAP, say(gap, start=start, end=end, count=(end - start).days + 1)))
    for one in off:
        reason = say("coverage.balance_off", start=one.start, end=one.end, amount=Money(one.cents))
        told.append(((one.start, one.end), _GAP, reason))
    return [
        CoverageLine(subject, *span, state, reason) for span, state, reason in sorted(told, key=lambda line: line[0])
    ]


def _account_lines(
    sources: Sequence[Source], merged: Merged, household: Household, balances: Checked, as_of: date
) -> list[CoverageLine]:
    periods: defaultdict[str, list[Span]] = defaultdict(list)
    for period in covered_days(sources, merged, balances):
        periods[period.account].append((period.start, period.end))
    ends = _file_ends(sources, merged)
    lines: list[CoverageLine] = []
    for account, spans in sorted(periods.items()):
        subject = account_subject(account, household)
        gaps = between(spans)
        off = [s for s in balances.off if s.account == account and not any(overlap((s.start, s.end), g) for g in gaps)]
        lines += _spans_told(subject, spans, "coverage.days_missing", off)
        lines += _stale(subject, spans[-1][1], ends[account], as_of, household.silence_days)
        unsure = [stretch for stretch in balances.unsure if stretch.account == account]
        for start, end in (part for one in unsure for part in without((one.start, one.end), gaps)):
            reason = say("coverage.balances_broken", start=start, end=end)
            lines.append(CoverageLine(subject, start, end, _GAP, reason))
        if account in balances.unusable and not unsure:
            lines.append(
                CoverageLine(subject, None, None, CoverageState.CANNOT_CHECK, say("coverage.balances_unusable"))
            )
    return lines


def _file_ends(sources: Sequence[Source], merged: Merged) -> dict[str, list[date]]:
    accounts = {(one.file, one.sha256, one.written): one.account for one in merged.accounts}
    ends: defaultdict[str, list[date]] = defaultdict(list)
    for source in sources:
        days = {row.account: row.booked for row in sorted(_bank_rows(source), key=lambda row: row.booked)}
        for written, day in days.items():
            ends[accounts[source.file, source.sha256, written]].append(day)
    return ends


def _bank_rows(source: Source) -> list[BankRow]:
    return [row for row in source.statement.rows if isinstance(row, BankRow)]


def _role_lines(sources: Sequence[Source], household: Household, as_of: date) -> list[CoverageLine]:
    spans: defaultdict[SourceKind, list[Span]] = defaultdict(list)
    for period in covered_insurer_months(sources):
        spans[period.insurer].append((period.start, period.end))
    ends = statement_ends(sources)
    lines: list[CoverageLine] = []
    for role in _ROLES:
        subject = role_subject(role)
        if not spans[role]:
            lines.append(_nothing(subject, f"coverage.no_{role.value}"))
            continue
        lines += _spans_told(subject, spans[role], "coverage.months_missing", ())
        lines += _stale(subject, spans[role][-1][1], ends[role], as_of, household.silence_days)
    return lines


def _details_lines(sources: Sequence[Source], as_of: date) -> list[CoverageLine]:
    subject = role_subject(SourceKind.INSURER_DETAILS)
    days = sorted({row.day for source in sources for row in source.statement.rows if isinstance(row, DetailRow)})
    if not days:
        return [_nothing(subject, "coverage.no_insurer_details")]
    known = CoverageLine(subject, days[0], days[-1], CoverageState.VERIFIED)
    return [known, *_stale(subject, days[-1], days, as_of)]


def _nothing(subject: Sentence, reason: str) -> CoverageLine:
    return CoverageLine(subject, None, None, CoverageState.CANNOT_CHECK, say(reason))


def _rejected_lines(sources: Sequence[Source], merged: Merged, household: Household) -> list[CoverageLine]:
    """Rows that could not be read: somewhere within their file's days. What the bank does not count is no loss.

    A row that could not be read names no account: of a file with several, it may be any of them.
    """
    lines = []
    accounts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in merged.accounts:
        accounts[one.file, one.sha256] |= {one.account} if one.account else set()
    for source in sources:
        lost = [row for row in source.statement.rejected if not row.reason.key.endswith(_NO_LOSS)]
        if not lost:
            continue
        days = days_told(source)
        reason = say("coverage.rows_rejected", file=source.file, count=len(lost))
        subjects = [account_subject(account, household) for account in sorted(accounts[source.file, source.sha256])]
        for subject in subjects or [role_subject(source.statement.kind)]:
            lines.append(CoverageLine(subject, min(days, default=None), max(days, default=None), _GAP, reason))
    return lines


def _unverified_lines(sources: Sequence[Source], merged: Merged, household: Household) -> list[CoverageLine]:
    """Files that nothing proves whole, a printed statement without any total: their days are told, never verified."""
    accounts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in merged.accounts:
        accounts[one.file, one.sha256] |= {one.account} if one.account else set()
    lines = []
    for source in sources:
        if source.statement.unverified is None:
            continue
        days = days_told(source)
        reason = say(source.statement.unverified.key, file=source.file)
        named = [account_subject(account, household) for account in sorted(accounts[source.file, source.sha256])]
        for subject in named or [role_subject(source.statement.kind)]:
            state = CoverageState.CANNOT_CHECK
            lines.append(CoverageLine(subject, min(days, default=None), max(days, default=None), state, reason))
    return lines


def ledger(
    sources: Sequence[Source],
    refused: Sequence[RefusedFile],
    merged: Merged,
    household: Household,
    as_of: date,
) -> tuple[CoverageLine, ...]:
    """Everything that was verified and everything that was not, up to `as_of`, accounts first, then insurers."""
    day = credible_day(sources, as_of)
    kept = [without_far_future(source, day) for source in sources]
    lines = _account_lines(kept, merged, household, checked(kept, merged), day)
    if not lines:
        lines.append(_nothing(role_subject(SourceKind.BANK), "coverage.no_bank"))
    contradicting = [account for account in merged.unnamed_accounts if APART in account]
    lines += [_nothing(account_subject(account, household), "coverage.unnamed") for account in contradicting]
    guessed = [account for account in merged.unproven_accounts if account not in contradicting]
    lines += [_nothing(account_subject(account, household), "coverage.unproven") for account in guessed]
    lines += _role_lines(kept, household, day) + _details_lines(kept, day)
    lines += _rejected_lines(kept, merged, household)
    lines += _unverified_lines(kept, merged, household)
    lines += [_far_future(source) for source, same in zip(sources, kept, strict=True) if source is not same]
    if refused:
        reason = say("coverage.files_refused", count=len(refused))
        lines.append(CoverageLine(say("coverage.subject.files"), None, None, CoverageState.CANNOT_CHECK, reason))
    return tuple(settled(lines))


def _far_future(source: Source) -> CoverageLine:
    reason = say("coverage.far_future", file=source.file, day=max(days_told(source)))
    return CoverageLine(role_subject(source.statement.kind), None, None, CoverageState.CANNOT_CHECK, reason)
