"""Download day: which statements are due, from what was told so far. The CNIL's second advice, once a month.

A bank statement is due when what it covers ends before the last month did: the current month is still being written.
An insurer's says nothing of the days after its last payment, so it is due when it tells of no day of the last month.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from watchdog_sante.coverage import account_subject, role_subject
from watchdog_sante.evidence import Evidence
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.downloads import Download
from watchdog_sante.model.household import InsurerRole
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import DownloadGuide
from watchdog_sante.model.sentences import Sentence

_INSURERS = (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER, SourceKind.INSURER_DETAILS)
_DETAILS_KEEP = timedelta(days=62)  # a card changes seldom: every other month is enough
_ROLES = {InsurerRole.COMPULSORY: SourceKind.BASIC_INSURER, InsurerRole.COMPLEMENTARY: SourceKind.TOP_UP_INSURER}


def due_downloads(evidence: Evidence, today: date) -> tuple[Download, ...]:
    """What to fetch today, accounts first. An insurer of whom nothing was ever told is due when settings name one,

    or when its payments show that there is one: a bank-only household is asked for nothing it does not have.
    """
    if today == date.min:  # no file told a day
        return ()
    month_end = today.replace(day=1) - timedelta(days=1)
    told = _told_until(evidence.coverage)
    guides = evidence.knowledge.downloads
    found = [
        Download(subject, told.get(subject), guide_for(SourceKind.BANK, profile, guides))
        for subject, profile in _accounts(evidence).items()
    ]
    kinds = {source.statement.kind for source in evidence.collected.sources}
    kinds |= {_ROLES[insurer.role] for insurer in evidence.household.insurers}
    for kind in _INSURERS:
        if kind in kinds:
            found.append(Download(role_subject(kind), told.get(role_subject(kind)), guide_for(kind, "", guides)))
    return tuple(one for one in found if _is_due(one, month_end))


def _is_due(one: Download, month_end: date) -> bool:
    if one.told_until is None:
        return True
    match one.guide.kind:
        case SourceKind.BANK:
            return one.told_until < month_end
        case SourceKind.INSURER_DETAILS:
            return one.told_until + _DETAILS_KEEP < month_end
        case _:
            return one.told_until < month_end.replace(day=1)


def _told_until(coverage: Iterable[CoverageLine]) -> Mapping[Sentence, date]:
    """The last day verified of each subject."""
    told: dict[Sentence, date] = {}
    for line in coverage:
        if line.state is CoverageState.VERIFIED and line.end is not None:
            told[line.subject] = max(line.end, told.get(line.subject, line.end))
    return told


def _accounts(evidence: Evidence) -> Mapping[Sentence, str]:
    """Each account as people know it, with the form of its latest export."""
    forms = {(source.file, source.sha256): source.statement.profile for source in evidence.collected.sources}
    found = sorted(evidence.merged.accounts, key=lambda one: one.file)
    return {
        account_subject(one.account, evidence.household): forms[one.file, one.sha256] for one in found if one.account
    }


def guide_for(kind: SourceKind, profile: str, guides: Sequence[DownloadGuide]) -> DownloadGuide:
    """The guide of that form, else the first one for every form of the kind."""
    of_kind = [guide for guide in guides if guide.kind is kind]
    exact = [guide for guide in of_kind if profile in guide.profiles]
    return exact[0] if exact else next(guide for guide in of_kind if not guide.profiles)
