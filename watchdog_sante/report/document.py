"""The audit as the JSON document that users' scripts rely on, written in the forms of `document_forms`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from watchdog_sante.model.audit import Audit, AuditedSource
from watchdog_sante.model.coverage import CoverageLine
from watchdog_sante.model.findings import EvidenceRow, Finding
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import RejectedRow
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing
from watchdog_sante.report.document_forms import (
    ActionForm,
    AuditDocument,
    CoverageForm,
    FindingForm,
    PeriodForm,
    RefusedForm,
    RejectedForm,
    RowForm,
    SourceForm,
)
from watchdog_sante.report.masking import shown_label, shown_text


def amount_text(cents: int) -> str:
    """Integer cents as a string with a point and two digits: `-39.99`."""
    return f"{Decimal(cents) / 100:.2f}"


def _rejected(row: RejectedRow, book: Phrasebook) -> RejectedForm:
    return RejectedForm(row=row.row, reason=mask_for_showing(book.text(row.reason)))


def _source(source: AuditedSource, book: Phrasebook) -> SourceForm:
    return SourceForm(
        file=mask_for_showing(source.file),
        sha256=source.sha256,
        kind=source.kind,
        profile=source.profile,
        rows=source.new + source.known,
        new=source.new,
        known=source.known,
        rejected=tuple(_rejected(row, book) for row in source.rejected),
    )


def _row(row: EvidenceRow) -> RowForm:
    return RowForm(
        source=row.source,
        file=mask_for_showing(row.file),
        row=row.row,
        date=row.day,
        amount=None if row.cents is None else amount_text(row.cents),
        label=shown_label(row),
        field=shown_text(row.field),
        before=shown_text(row.before),
        after=shown_text(row.after),
    )


def _finding(finding: Finding, book: Phrasebook) -> FindingForm:
    return FindingForm(
        id=finding.id,
        detector=finding.detector,
        slug=finding.slug,
        severity=finding.severity,
        date=finding.day,
        title=mask_for_showing(book.text(finding.title)),
        explanation=mask_for_showing(book.text(finding.explanation)),
        would_be_silent_if=mask_for_showing(book.text(finding.would_be_silent_if)),
        advice=finding.advice,
        actions=tuple(
            ActionForm(text=mask_for_showing(book.text(one.text)), by=one.by, channel=one.channel)
            for one in finding.actions
        ),
        evidence=tuple(map(_row, finding.evidence)),
        context=tuple(map(_row, finding.context)),
    )


def _subject(subject: Sentence) -> str:
    """What a ledger line is about, the same in every language: `account ...8941`, `basic_insurer` ..."""
    kind = subject.key.removeprefix("coverage.subject.")
    values = dict(subject.values)
    name = str(values.get("number") or values.get("name") or "").replace("…", "...")
    return f"account {name}" if kind.startswith("account") else kind


def document(audit: Audit, book: Phrasebook) -> AuditDocument:
    """The audit in the words of one language, ready to be written as JSON."""
    return AuditDocument(
        period=PeriodForm(from_=audit.start, to=audit.end),
        sources=tuple(_source(source, book) for source in audit.sources),
        refused=tuple(
            RefusedForm(file=mask_for_showing(one.file), reason=mask_for_showing(book.text(one.reason)))
            for one in audit.refused
        ),
        skipped=tuple(map(mask_for_showing, audit.skipped)),
        findings=tuple(_finding(finding, book) for finding in audit.findings),
        coverage=ledger(audit.coverage, book),
    )


def ledger(coverage: Iterable[CoverageLine], book: Phrasebook) -> tuple[CoverageForm, ...]:
    """The ledger of what was verified, as it stands in the document."""
    return tuple(
        CoverageForm(
            subject=_subject(line.subject),
            from_=line.start,
            to=line.end,
            state=line.state,
            reason=mask_for_showing(book.text(line.reason)) if line.reason else None,
        )
        for line in coverage
    )


def to_json(audit: Audit, book: Phrasebook) -> str:
    """The document as text, one JSON value and nothing else."""
    return document(audit, book).model_dump_json(by_alias=True, indent=1)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the document; published as `docs/audit.schema.json`, which a test compares with this."""
    return AuditDocument.model_json_schema(mode="serialization")
