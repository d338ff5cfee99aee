"""What a detector says: a finding with its evidence, the words to explain it, and what to do by when."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, Value, say


class Severity(StrEnum):
    """info: digest. warning: next morning's digest. critical: sent at once."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0, 1, 2: for comparing and sorting."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row accused (evidence) or shown for comparison (context). `key` is the row's identity, file-independent."""

    key: str
    source: SourceKind
    file: str
    row: int
    day: date
    cents: int | None = None
    label: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do, by which day at the latest (None: no legal clock), through which contact of `knowledge/`."""

    text: Sentence
    by: date | None = None
    channel: str = ""  # key into knowledge/contacts.yaml, "" when none is needed


@dataclass(frozen=True, slots=True)
class Card:
    """A detector's card: `id` is for ever; `slug` = file name (with underscores) = settings key = wording key."""

    id: str
    slug: str
    severity: Severity  # the usual one; a finding may be more or less severe and says why
    advice: tuple[str, ...]  # keys into knowledge/advice.yaml
    since: str  # first version that has it


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a detector, with its default as settings write it."""

    name: str
    default: str
    words: Sentence


@dataclass(frozen=True, slots=True)
class FullCard:
    """A card with the options that the person may set."""

    card: Card
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that deserves a look. `subject` is the key an acceptance teaches (payee, creditor, provider, field)."""

    detector: str
    slug: str
    severity: Severity
    day: date
    title: Sentence
    explanation: Sentence
    would_be_silent_if: Sentence
    advice: tuple[str, ...]
    actions: tuple[Action, ...]
    evidence: tuple[EvidenceRow, ...]
    context: tuple[EvidenceRow, ...] = ()
    subject: str = ""

    @property
    def id(self) -> str:
        """Stable name: the same evidence gives the same id in any run and in any order of import.

        A finding about what is missing (a gap, a refused file) accuses no row: its subject names it.
        """
        text = "\n".join(sorted(row.key for row in self.evidence)) or self.subject
        return f"{self.detector}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def found(
    card: Card,
    day: date,
    subject: str,
    evidence: tuple[EvidenceRow, ...],
    actions: tuple[Action, ...],
    /,
    *,
    context: tuple[EvidenceRow, ...] = (),
    severity: Severity | None = None,
    **values: Value,
) -> Finding:
    """A finding in the words of its card (`<slug>.title`, `.explanation`, `.silent`), given `day` and `values`."""
    return Finding(
        detector=card.id,
        slug=card.slug,
        severity=severity or card.severity,
        day=day,
        title=say(f"{card.slug}.title", day=day, **values),
        explanation=say(f"{card.slug}.explanation", day=day, **values),
        would_be_silent_if=say(f"{card.slug}.silent", day=day, **values),
        advice=card.advice,
        actions=actions,
        evidence=evidence,
        context=context,
        subject=subject,
    )
