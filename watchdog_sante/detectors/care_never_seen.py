"""WS206, care never seen: a provider was paid directly for a care unlike any that the household had.

Looks for: care paid to the provider (tiers payant), so that no bank credit tells of it, by a provider never seen: in a
family of care that frauds use (hearing aids, optics, dental prostheses, orthoptics, transport, nursing, devices), or
for far more than the household's care usually costs; a known provider paid far more than ever; five identical acts of
one day, or sessions of five days in a row; a practice paid for days that the person spent in hospital.
Why it matters: acts that never were are billed with stolen numbers; only the person can say "I never had this care".
What to do: ask the beneficiary; if nobody had it, report it from the ameli account.
Known false alarms: the first glasses, an ambulance, a first visit elsewhere: you are asked once per provider. When the
bank shows that you paid what was left, it only goes to the digest. Before ninety days of statements only large sums of
the watched families and identical acts are told.
Source: domain notes, section 2, P7 (S53 to S57).
"""

from pydantic import BaseModel, Field

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching.actions import about_care
from watchdog_sante.matching.care_history import CareHistory, KnownCares
from watchdog_sante.matching.episodes import episodes, person_paid
from watchdog_sante.model.findings import Card, Finding, Severity
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS206",
    slug="care-never-seen",
    severity=Severity.WARNING,
    advice=("report-care-not-received",),
    since="0.1",
)

_HABIT = """
        basic      | care       | beneficiary  | act       | provider    | paid    | reimbursed | to            | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Pharmacie | PHARM ORME  | 21.20   | 13.78      | care_provider |
        2023-02-10 | 2023-02-03 | Anne Tilleul | Pharmacie | PHARM ORME  | 30.40   | 19.76      | care_provider |
        2023-03-10 | 2023-03-03 | Anne Tilleul | Pharmacie | PHARM ORME  | 18.00   | 11.70      | care_provider |
"""

EXAMPLES = (
    Example(
        "unknown-shop",
        _HABIT
        + "        2023-06-12 | 2023-06-05 | Anne Tilleul | Audioprothèse | AUDIO FRENE "
        + "| 1420.00 | 240.00 | care_provider | WS206\n",
    ),
    Example(
        "usual-places",
        _HABIT
        + "        2023-06-12 | 2023-06-05 | Anne Tilleul | Pharmacie | PHARM ORME | 41.00 | 26.65 | care_provider |\n"
        + "        2023-06-14 | 2023-06-07 | Anne Tilleul | Analyses | LABO FRENE | 38.60 | 23.16 | care_provider |\n",
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """From which sums and after how many days a new care is asked about."""

    learning_days: int = Field(90, ge=0)
    large_cents: int = Field(30000, ge=0)
    notable_cents: int = Field(15000, ge=0)
    small_cents: int = Field(5000, ge=0)
    times_usual: float = Field(3.0, ge=1)
    times_with_provider: float = Field(5.0, ge=1)
    identical_acts: int = Field(5, ge=2)
    stay_days: int = Field(3, ge=0)


def _judged_by_family(history: CareHistory, params: Params) -> Severity | None:
    """A watched family: asked, unless the household is used to several providers of it at such a cost."""
    total = history.episode.expense_cents
    if total >= params.large_cents:
        return Severity.WARNING
    if history.days < params.learning_days:
        return None
    used_to_it = len(history.places) > 1 and total <= max(history.family_costs)
    return Severity.INFO if used_to_it else Severity.WARNING


def _judged_by_amount(history: CareHistory, params: Params) -> Severity | None:
    """Another family: one act far above what the family costs, or dear and of a family never seen."""
    if history.days < params.learning_days or not history.has_direct:
        return None
    usual = round(params.times_usual * max(history.family_costs, default=0))
    far = max(params.notable_cents, usual) if history.family_costs else params.large_cents
    if history.first.family == "hospital" or history.dearest < far:
        return None if history.family_costs else Severity.INFO
    return Severity.WARNING


def _judge(history: CareHistory, watched: bool, params: Params) -> tuple[Severity, str] | None:
    """How severe and why, or None: nothing to ask."""
    total = history.episode.expense_cents
    learned = history.days >= params.learning_days
    if history.identical_acts >= params.identical_acts:
        return Severity.WARNING, "identical"
    if total < params.small_cents:
        return None
    if history.known_provider and not (watched and history.new_trade):
        far = max(params.large_cents, round(params.times_with_provider * max(history.provider_costs)))
        cost = history.dearest if history.often else total
        return (Severity.WARNING, "amount") if learned and cost >= far else None
    if history.in_hospital(params.stay_days):
        return Severity.WARNING, "hospital"
    if history.taken_to_hospital(params.stay_days):
        return Severity.INFO, "family"
    in_a_row = learned and history.episode.in_a_row >= params.identical_acts
    severity = (_judged_by_family if watched else _judged_by_amount)(history, params)
    why = "provider" if history.family_costs else "family"
    return (Severity.WARNING, why) if in_a_row else (severity, why) if severity else None


def _finding(history: CareHistory, severity: Severity, why: str) -> Finding:
    first, episode = history.first, history.episode
    line = first.lines[0]
    shown = episode.lines[:12]
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=severity,
        day=first.first_paid,
        title=say(f"{CARD.slug}.title", act=line.act, amount=Money(episode.expense_cents)),
        explanation=say(
            f"{CARD.slug}.explanation",
            act=line.act,
            provider=line.care_provider or "-",
            beneficiary=line.beneficiary,
            care_date=first.care_date,
            amount=Money(episode.expense_cents),
            count=len(episode.cares),
            why=say(f"{CARD.slug}.{why}", provider=line.care_provider or "-", count=history.identical_acts),
            usual=say(f"{CARD.slug}.usual", amount=Money(history.usual), count=len(history.direct_costs)),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", provider=line.care_provider or line.act),
        advice=CARD.advice,
        actions=about_care(episode.lines),
        evidence=tuple(benefit_evidence(line) for line in shown),
        context=tuple(benefit_evidence(line) for line in episode.lines[12:]),
        subject=f"care-provider:{first.provider or first.family}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each episode of care that the person should be asked about, once per provider."""
    if not evidence.benefit_lines:
        return []
    start = min(line.paid_on for line in evidence.benefit_lines)
    watched = {family.key for family in evidence.knowledge.act_families if family.watched}
    cares = evidence.triangle.cares
    known, findings = KnownCares(cares), []
    for episode in episodes(cares):
        history = CareHistory(known, start, episode)
        judged = _judge(history, episode.first.family in watched, params)
        if judged:
            severity, why = judged
            paid = severity is Severity.WARNING and person_paid(episode, evidence.movements)
            findings.append(_finding(history, Severity.INFO if paid else severity, why))
    return findings
