"""Which alert a finding belongs to: the same evidence first, then the same question about the same subject.

A finding's id changes when its evidence does, so alerts are recognised by what they rest on. The pairing is one to one
and does not depend on the order of alerts or findings.
"""

from collections.abc import Sequence

from watchdog_sante.model.alerts import Alert, AlertState
from watchdog_sante.model.findings import Finding

_SAME_FINDING, _SAME_QUESTION, _SAME_SUBJECT, _SAME_INCIDENT = 4, 3, 2, 1


def finding_keys(finding: Finding) -> frozenset[str]:
    """The accused rows' keys; what is missing (a gap, a refused file) accuses no row and is known by its subject."""
    return frozenset(row.key for row in finding.evidence) or frozenset({finding.subject})


def _closeness(alert: Alert, finding: Finding, key: str, keys: frozenset[str]) -> tuple[int, int]:
    """How close, (0, 0) for strangers. A resolved alert is only recognised by its evidence.

    The very finding that was last asked comes first: without it, two alerts could exchange their findings for ever.
    """
    if alert.question.finding == key:
        return _SAME_FINDING, 0
    same_detector = alert.question.detector == finding.detector
    same_subject = bool(finding.subject) and alert.question.subject == finding.subject
    if not (same_detector or same_subject):
        return 0, 0
    shared = len(alert.keys & keys)
    if same_detector and shared:
        return _SAME_QUESTION, shared
    if same_detector and same_subject and alert.state is not AlertState.RESOLVED:
        return _SAME_SUBJECT, 0
    if same_subject and shared:  # grouped by incident, another detector may speak for the same rows
        return _SAME_INCIDENT, shared
    return 0, 0


def pair(alerts: Sequence[Alert], findings: Sequence[Finding]) -> tuple[tuple[Alert, Finding], ...]:
    """Pairs of alert and finding, closest first; what is in no pair is new (finding) or gone (alert)."""
    known = [(finding, finding.id, finding_keys(finding)) for finding in findings]
    scored = [
        (closeness, alert, finding, key)
        for alert in alerts
        for finding, key, keys in known
        if (closeness := _closeness(alert, finding, key, keys)) > (0, 0)
    ]
    scored.sort(key=lambda one: (-one[0][0], -one[0][1], one[1].number, one[2].day, one[3]))
    pairs: list[tuple[Alert, Finding]] = []
    taken: set[str] = set()
    for _, alert, finding, key in scored:
        if alert.number not in taken and key not in taken:
            taken |= {alert.number, key}
            pairs.append((alert, finding))
    return tuple(pairs)
