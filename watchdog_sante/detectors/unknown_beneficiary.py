"""WS208, unknown beneficiary: an insurer reimburses care of someone who is not of the household.

Looks for: a name on the statements that is none of the members in the settings; without settings, a name that appears
after the first ninety days and does not live as the household does (its care at the household's providers, on several
days). One person is one however the name is written: order, accents, capitals, initials, a cut or second first name;
letters that differ make another person.
Why it matters: a stranger attached to your rights has care paid under your number, and may know it from a leak.
What to do: ask the insurer who is attached to your contract, on the site you type yourself.
Known false alarms: a newborn, a new spouse, a name misspelt by an insurer.
Source: domain notes, section 2, P14 (new beneficiary) and P7.
"""

from datetime import timedelta

from pydantic import BaseModel, Field
from rapidfuzz.fuzz import token_sort_ratio

from watchdog_sante.evidence import Evidence, benefit_evidence
from watchdog_sante.examples import Example
from watchdog_sante.matching.actions import about_care, channel_of, insurers_of
from watchdog_sante.matching.people import Person, people, settled_people
from watchdog_sante.matching.words import is_known_person, person_words, plain_key
from watchdog_sante.model.findings import Action, Card, Finding, Severity
from watchdog_sante.model.household import Household, Member
from watchdog_sante.model.sentences import Money, say

CARD = Card(
    id="WS208",
    slug="unknown-beneficiary",
    severity=Severity.WARNING,
    advice=("check-insurer-details", "report-care-not-received"),
    since="0.1",
)

_FAMILY = """
        basic      | care       | beneficiary  | act          | provider   | paid  | reimbursed | to            | expect
        2023-01-10 | 2023-01-03 | Anne Tilleul | Consultation | DR ORME    | 26.50 | 17.55      | insured       |
        2023-02-10 | 2023-02-03 | TILLEUL Éric | Pharmacie    | PHARM ORME | 30.40 | 19.76      | care_provider |
        2023-03-10 | 2023-03-03 | TILLEUL A.   | Pharmacie    | PHARM ORME | 18.00 | 11.70      | care_provider |
"""
_STRANGER = "        2023-07-10 | 2023-07-03 | {name} | Soins | CAB FRENE | 41.20 | 26.78 | care_provider |{mark}\n"

EXAMPLES = (
    Example(
        "same-surname",
        _FAMILY + _STRANGER.format(name="Erica TILLEUL", mark=" WS208"),
        Household(members=(Member("Anne Tilleul"), Member("Eric Tilleul"))),
    ),
    Example("without-settings", _FAMILY + _STRANGER.format(name="Erica TILLEUL", mark=" WS208")),
    Example(
        "other-spelling",
        _FAMILY + _STRANGER.format(name="M. TILLEUL ERIC", mark=""),
        Household(members=(Member("Anne Tilleul"), Member("Eric Tilleul"))),
    ),
)


class Params(BaseModel, frozen=True, extra="forbid"):
    """How the people of the household are learned from the statements."""

    learning_days: int = Field(90, ge=0)
    days_with_settings: int = Field(4, ge=1)


def _known_names(everyone: tuple[Person, ...], household: Household, params: Params) -> tuple[str, ...]:
    """Members of the settings and the people who settled; settings that list people make it harder to settle."""
    settled = settled_people(everyone, timedelta(days=params.learning_days))
    if not household.members:
        return tuple(person.name for person in settled)
    members = tuple(member.name for member in household.members)
    seen = [person for person in settled if len(person.care_days) >= params.days_with_settings]
    return (*members, *(person.name for person in seen))


def _nearest(name: str, known: tuple[str, ...]) -> str:
    """The known name most like this one; "" when none shares a word with it."""
    related = sorted(other for other in known if person_words(name) & person_words(other))
    return max(related, key=lambda other: token_sort_ratio(plain_key(name), plain_key(other)), default="")


def _finding(person: Person, known: tuple[str, ...]) -> Finding:
    first = person.lines[0]
    near = _nearest(person.name, known)
    return Finding(
        detector=CARD.id,
        slug=CARD.slug,
        severity=Severity.WARNING,
        day=person.since,
        title=say(f"{CARD.slug}.title", name=person.name),
        explanation=say(
            f"{CARD.slug}.explanation",
            name=person.name,
            count=len(person.lines),
            amount=Money(sum(line.reimbursed_cents for line in person.lines)),
            act=first.act,
            provider=first.care_provider or "-",
            day=person.since,
            usual=say(f"{CARD.slug}.near", name=near, people=len(known)) if near else say(f"{CARD.slug}.far"),
            innocent=say(f"{CARD.slug}.innocent"),
        ),
        would_be_silent_if=say(f"{CARD.slug}.silent", name=person.name),
        advice=CARD.advice,
        actions=(
            *(Action(say(f"{CARD.slug}.action.ask"), None, channel_of(i)) for i in insurers_of(person.lines)),
            *about_care(person.lines),
        ),
        evidence=tuple(benefit_evidence(line) for line in person.lines[:12]),
        context=tuple(benefit_evidence(line) for line in person.lines[12:]),
        subject=f"beneficiary:{plain_key(person.name)}",
    )


def detect(evidence: Evidence, params: Params) -> list[Finding]:
    """One finding for each name that is not of the household."""
    everyone = people(evidence.benefit_lines)
    known = _known_names(everyone, evidence.household, params)
    return [_finding(person, known) for person in everyone if not is_known_person(person.name, known)]
