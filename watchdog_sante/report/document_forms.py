"""The forms of the JSON document, from the row to the whole. Its JSON Schema is generated from these very models."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from watchdog_sante.model.coverage import CoverageState
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.kinds import SourceKind


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodForm(_Form):
    """First and last day told by any statement; null when no row was read."""

    from_: date | None = Field(serialization_alias="from")
    to: date | None


class RejectedForm(_Form):
    """A row that could not be read."""

    row: int
    reason: str


class SourceForm(_Form):
    """A file that was read. Rows in the file = `rows` + number of `rejected`."""

    file: str
    sha256: str
    kind: SourceKind
    profile: str
    rows: int
    new: int
    known: int
    rejected: tuple[RejectedForm, ...]


class RefusedForm(_Form):
    """A file that was not read."""

    file: str
    reason: str


class RowForm(_Form):
    """A row accused (evidence) or shown for comparison (context)."""

    source: SourceKind
    file: str
    row: int
    date: date
    amount: str | None = Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")
    label: str | None
    field: str | None
    before: str | None
    after: str | None


class ActionForm(_Form):
    """What to do, by when at the latest, through which official channel."""

    text: str
    by: date | None
    channel: str


class FindingForm(_Form):
    """Something that deserves a look. `id` is stable over runs and orders of import."""

    id: str
    detector: str
    slug: str
    severity: Severity
    date: date
    title: str
    explanation: str
    would_be_silent_if: str
    advice: tuple[str, ...]
    actions: tuple[ActionForm, ...]
    evidence: tuple[RowForm, ...]
    context: tuple[RowForm, ...]


class CoverageForm(_Form):
    """What was verified, and what could not be."""

    subject: str
    from_: date | None = Field(serialization_alias="from")
    to: date | None
    state: CoverageState
    reason: str | None


class AuditDocument(_Form):
    """The document of `audit --format json`."""

    schema_: Literal["watchdog-sante/audit/1"] = Field("watchdog-sante/audit/1", serialization_alias="schema")
    period: PeriodForm
    sources: tuple[SourceForm, ...]
    refused: tuple[RefusedForm, ...]
    skipped: tuple[str, ...]
    findings: tuple[FindingForm, ...]
    coverage: tuple[CoverageForm, ...]
