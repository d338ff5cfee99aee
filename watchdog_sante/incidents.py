"""One incident, one alert: findings that speak of the same rows, or of the same subject within days, become one.

Only this room decides what belongs together. The gravest and most precise finding speaks; the others become further
signs in its explanation. No accused row is lost: findings whose rows would not fit in one alert stay apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.sentences import Sentence, say

MOST_ROWS = 12  # an alert that accuses more rows than a person can check accuses nobody
SAME_SUBJECT = timedelta(days=10)

# What these say ("new", "unusual", "your rule") is true of much; at equal severity a more precise finding speaks first.
_GENERAL = frozenset(["WS101", "WS103", "WS105", "WS106", "WS110", "WS202", "WS206", "WS210", "WS501"])


def _order(finding: Finding) -> tuple[int, bool, str, str, str]:
    general = finding.detector in _GENERAL
    return (-finding.severity.rank, general, finding.day.isoformat(), finding.detector, finding.id)


def _keys(finding: Finding) -> set[str]:
    return {row.key for row in finding.evidence}


def _belongs(finding: Finding, incident: list[Finding]) -> bool:
    """Whether it shares an accused row, or a subject within ten days, with one of the incident's findings."""
    return any(
        _keys(finding) & _keys(one)
        or (finding.subject and finding.subject == one.subject and abs(finding.day - one.day) <= SAME_SUBJECT)
        for one in incident
    )


def _accused(incident: Iterable[Finding]) -> dict[str, EvidenceRow]:
    """Rows accused together. A sign for the digest accuses nothing beside a graver one."""
    findings = list(incident)
    loudest = max(finding.severity.rank for finding in findings)
    quiet = loudest > Severity.INFO.rank
    return {
        row.key: row
        for finding in findings
        if not (quiet and finding.severity is Severity.INFO)
        for row in finding.evidence
    }


def _incidents(findings: Iterable[Finding]) -> list[list[Finding]]:
    incidents: list[list[Finding]] = []
    for finding in sorted(findings, key=_order):
        homes = [one for one in incidents if _belongs(finding, one)]
        joined = [finding]
        for home in homes:
            if len(_accused([*home, *joined])) <= MOST_ROWS:
                incidents.remove(home)
                joined = [*home, *joined]
        incidents.append(joined)
    return [sorted(incident, key=_order) for incident in incidents]


def _actions(incident: list[Finding]) -> tuple[Action, ...]:
    """Every distinct thing to do, the main finding's first, with the earliest date where two name the same thing."""
    kept: dict[tuple[Sentence, str], Action] = {}
    for action in (action for finding in incident for action in finding.actions):
        key = (action.text, action.channel)
        days = [one.by for one in (kept.get(key), action) if one is not None and one.by is not None]
        kept[key] = replace(action, by=min(days, default=None))
    return tuple(kept.values())


def _explanation(incident: list[Finding]) -> Sentence:
    main, *signs = incident
    text = main.explanation
    counts = Counter(sign.detector for sign in signs)
    for sign in signs:
        if sign.detector in counts:
            count = counts.pop(sign.detector)
            text = say("incidents.sign", explanation=text, count=count, title=sign.title, day=sign.day)
    return text


def _silent(incident: list[Finding]) -> Sentence:
    text, told = incident[0].would_be_silent_if, {incident[0].would_be_silent_if}
    for sign in incident[1:]:
        if sign.would_be_silent_if not in told:
            told.add(sign.would_be_silent_if)
            text = say("incidents.silent", first=text, second=sign.would_be_silent_if)
    return text


def _merged(incident: list[Finding]) -> Finding:
    main = incident[0]
    accused = _accused(incident)
    first = sorted(accused.values(), key=lambda row: (row.key not in _keys(main), row.day, row.key))[:MOST_ROWS]
    kept = {row.key for row in first}
    rest = [row for finding in incident for row in (*finding.context, *finding.evidence) if row.key not in kept]
    context = {row.key: row for row in rest}
    return replace(
        main,
        explanation=_explanation(incident),
        would_be_silent_if=_silent(incident),
        advice=tuple(dict.fromkeys(key for finding in incident for key in finding.advice)),
        actions=_actions(incident),
        evidence=tuple(sorted(first, key=lambda row: (row.day, row.key))),
        context=tuple(sorted(context.values(), key=lambda row: (row.day, row.key))),
    )


def group(findings: Iterable[Finding]) -> list[Finding]:
    """One finding an incident, by day; a lone finding comes back unchanged. The order of `findings` changes nothing."""
    unique = {finding.id: finding for finding in sorted(findings, key=_order, reverse=True)}
    merged = [
        incident[0] if len(incident) == 1 and len(incident[0].evidence) <= MOST_ROWS else _merged(incident)
        for incident in _incidents(unique.values())
    ]
    return sorted(merged, key=lambda finding: (finding.day, finding.detector, finding.id))
