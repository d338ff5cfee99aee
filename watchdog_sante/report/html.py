"""The audit as one HTML page that asks nothing of any network, runs no script, and shows masked what it shows.

Every text is masked (NIR, cards, IBAN) and escaped on its way into the page, by the environment and not by the
templates, so that none can be forgotten. Sizes are bounded; what is left out is counted and said.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from watchdog_sante.evidence import Evidence
from watchdog_sante.mandates import Mandate
from watchdog_sante.model.alerts import Alert
from watchdog_sante.model.audit import Audit
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.findings import Action, Card, Finding, FullCard
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.model.sources import place_in
from watchdog_sante.model.statements import SourceKind
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing
from watchdog_sante.remedies import is_over, open_first, time_left
from watchdog_sante.report.answer import (
    answer,
    assurance,
    noted,
    severe,
    unverified,
    verified_until,
)
from watchdog_sante.report.drawings import bars, lanes
from watchdog_sante.report.masking import shown_label
from watchdog_sante.report.months import health_months, health_years
from watchdog_sante.report.payments import PaymentState, history, payments

_GOOD = (PaymentState.ARRIVED,)
_BAD = (PaymentState.NEVER_ARRIVED, PaymentState.STRANGER)
_ODD = (PaymentState.LATE, PaymentState.DIFFERS, PaymentState.UNANNOUNCED, PaymentState.NOT_CHECKED)


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
class _Mandates:
    """The latest first: those whose last debit can still be contested, and the others."""

    current: tuple[Mandate, ...]
    past: tuple[Mandate, ...]


def _mandates(evidence: Evidence, today: date) -> _Mandates:
    ordered = sorted(evidence.mandates, key=lambda one: (one.last, one.key), reverse=True)
    return _Mandates(
        tuple(one for one in ordered if one.contest_by >= today),
        tuple(one for one in ordered if one.contest_by < today),
    )


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Of every account and insurer, the latest lines in plain sight and the older ones; the latest first."""

    recent: tuple[CoverageLine, ...]
    older: tuple[CoverageLine, ...]


def _ledger(lines: tuple[CoverageLine, ...], shown: int) -> _Ledger:
    subjects = dict.fromkeys(line.subject for line in lines)
    grouped = [[line for line in reversed(lines) if line.subject == subject] for subject in subjects]
    return _Ledger(
        tuple(line for group in grouped for line in group[:shown]),
        tuple(line for group in grouped for line in group[shown:]),
    )


def _tone(state: PaymentState) -> str:
    """The class of the style sheet that colours a state; the words say it too."""
    for tone, states in (("good", _GOOD), ("bad", _BAD), ("odd", _ODD)):
        if state in states:
            return tone
    return "plain"


def _shown(value: object) -> object:
    """Every text, just before it is escaped. `Markup` is our own: what the templates and charts made."""
    return mask_for_showing(value) if type(value) is str else value


def _not_read(audit: Audit, book: Phrasebook) -> list[tuple[str, Sentence]]:
    files = [(one.file, one.reason) for one in audit.refused]
    return files + [
        (book.text(place_in(source.file, row.row)), row.reason) for source in audit.sources for row in source.rejected
    ]


class _Said:
    """What the templates may ask for in words."""

    def __init__(self, contents: Contents, book: Phrasebook) -> None:
        knowledge: Knowledge = contents.evidence.knowledge
        self._book = book
        self._english = book.language == "en"
        self._contacts = {one.key: one for one in knowledge.contacts}
        self._advice = {one.key: one for one in knowledge.advice}
        self._alerts = {finding.id: alert for alert, finding in contents.answers}

    def word(self, key: str, /, **values: Value) -> str:
        """A text of the page, or of what terminal and page share."""
        own = f"report_page.{key}"
        return self._book.text(say(own if own in self._book.wording else f"report.{key}", **values))

    def detector_word(self, card: Card, part: str) -> str:
        """A part of a detector's card."""
        return self._book.text(say(f"{card.slug}.{part}"))

    def contact(self, action: Action) -> str:
        """Through whom: name and how to reach, "" when none is needed."""
        if not (one := self._contacts.get(action.channel)):
            return ""
        name = (self._english and one.name_en) or one.name
        return self.word("through", name=name, reach=(self._english and one.reach_en) or one.reach)

    def advice(self, card: Card) -> list[str]:
        """What the authorities advise that this detector serves."""
        found = [self._advice[key] for key in card.advice if key in self._advice]
        return [one.text_en if self._english else one.text_fr for one in found]

    def alert_of(self, finding: Finding) -> Alert | None:
        """The store's alert about a finding."""
        return self._alerts.get(finding.id)

    def state_of(self, finding: Finding) -> str:
        """What the person answered."""
        alert = self._alerts[finding.id]
        return self._book.text(say(f"alerts.state.{alert.state.value}"))

    def waits(self, finding: Finding) -> bool:
        """Whether the person has not answered."""
        alert = self._alerts.get(finding.id)
        return alert is None or alert.state.waits


def _functions(contents: Contents, book: Phrasebook, said: _Said) -> dict[str, object]:
    return {
        "say": book.text,
        "day": book.day,
        "short_day": book.short_day,
        "month_alone": book.month_alone,
        "money": book.money,
        "word": said.word,
        "detector_word": said.detector_word,
        "contact": said.contact,
        "advice": said.advice,
        "alert_of": said.alert_of,
        "state_of": said.state_of,
        "tone": _tone,
        "shown_label": shown_label,
        "place": lambda file, row: book.text(place_in(file, row)),
        "role": lambda kind: book.text(say(f"coverage.subject.{SourceKind(kind).value}")),
        "every": lambda months: book.text(say("mandates.every", count=months)),
        "proposed": lambda breach: book.text(say("breaches.proposed", breach=breach.name, day=breach.day)),
        "options_title": lambda card: book.text(say("explain.options", slug=card.slug)),
        "bounds": Bounds(),
        "today": contents.today,
        "open_first": lambda actions: open_first(actions, contents.today),
        "time_left": lambda finding: time_left(finding, contents.today),
        "is_over": lambda action: is_over(action, contents.today),
        "language": book.language,
    }


def page(contents: Contents, book: Phrasebook, templates: Mapping[str, str]) -> str:
    """The report's page. `templates` are the texts of `templates/report/`, by file name."""
    environment = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    said = _Said(contents, book)
    environment.globals.update(_functions(contents, book, said))
    findings = contents.audit.findings
    waiting = tuple(one for one in findings if said.waits(one))
    audit = replace(contents.audit, findings=waiting)
    style = templates["page.css"]
    months = health_months(contents.evidence)
    timeline = history(payments(contents.evidence.triangle))
    last = max((line.end for line in audit.coverage if line.end), default=contents.today)
    return environment.get_template("page.html").render(
        audit=audit,
        answer=answer(audit),
        assurance=assurance(audit.coverage),
        verified_until=verified_until(audit.coverage),
        missing=unverified(audit.coverage),
        severe=severe(waiting),
        notes=noted(waiting),
        answered=tuple(one for one in findings if not said.waits(one)),
        payments=timeline,
        lanes=lanes(timeline.rows, last, book),
        mandates=_mandates(contents.evidence, contents.today),
        months=health_years(months),
        bars=bars(months, book),
        ledger=_ledger(audit.coverage, Bounds().ledger),
        not_read=_not_read(audit, book),
        cards=contents.cards,
        style=Markup(style),
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
    )
