"""The JSON document keeps its published schema."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema

from watchdog_sante.model.audit import Audit, AuditedSource
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Action, EvidenceRow, Finding, Severity
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile, number_in, place_in
from watchdog_sante.model.statements import RejectedRow
from watchdog_sante.package_data import phrasebook
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.report.document import json_schema, to_json

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "audit.schema.json"
BOOK = Phrasebook("fr", {"t": "Titre", "e": "Explication", "s": "Silence", "a": "Agir", "r": "Raison"})
ROW = EvidenceRow("k1", SourceKind.BANK, "b.ofx", 12, date(2024, 3, 8), -3999, "PRLV X")
CHANGE = EvidenceRow(
    "k2", SourceKind.INSURER_DETAILS, "d.csv", 3, date(2024, 3, 9), field="IBAN", before="FR…0147", after="LT…0005"
)
AUDIT = Audit(
    date(2024, 1, 2),
    date(2024, 3, 9),
    (AuditedSource("b.ofx", "00", SourceKind.BANK, "ofx", 60, 1, (RejectedRow(7, say("r")),)),),
    (RefusedFile("x.ofx", say("r")),),
    ("notes.txt",),
    (
        Finding(
            "WS101",
            "new-mandate",
            Severity.WARNING,
            date(2024, 3, 8),
            say("t"),
            say("e"),
            say("s"),
            ("watch-accounts",),
            (Action(say("a"), date(2024, 5, 3), "bank"), Action(say("a"))),
            (ROW, CHANGE),
            (ROW,),
        ),
    ),
    (
        CoverageLine(
            say("coverage.subject.account", number="…8941"), date(2024, 1, 2), date(2024, 3, 9), CoverageState.VERIFIED
        ),
        CoverageLine(say("coverage.subject.basic_insurer"), None, None, CoverageState.CANNOT_CHECK, say("r")),
    ),
)
SHOWN_ROW = {
    "source": "bank",
    "file": "b.ofx",
    "row": 12,
    "date": "2024-03-08",
    "amount": "-39.99",
    "label": "PRLV X",
    "field": None,
    "before": None,
    "after": None,
}
SHOWN_CHANGE = SHOWN_ROW | {
    "source": "insurer_details",
    "file": "d.csv",
    "row": 3,
    "date": "2024-03-09",
    "amount": None,
    "label": None,
    "field": "IBAN",
    "before": "FR…0147",
    "after": "LT…0005",
}


def test_the_whole_document() -> None:
    finding = AUDIT.findings[0]
    assert json.loads(to_json(AUDIT, BOOK)) == {
        "schema": "watchdog-sante/audit/1",
        "period": {"from": "2024-01-02", "to": "2024-03-09"},
        "sources": [
            {
                "file": "b.ofx",
                "sha256": "00",
                "kind": "bank",
                "profile": "ofx",
                "rows": 61,
                "new": 60,
                "known": 1,
                "rejected": [{"row": 7, "reason": "Raison"}],
            }
        ],
        "refused": [{"file": "x.ofx", "reason": "Raison"}],
        "skipped": ["notes.txt"],
        "findings": [
            {
                "id": finding.id,
                "detector": "WS101",
                "slug": "new-mandate",
                "severity": "warning",
                "date": "2024-03-08",
                "title": "Titre",
                "explanation": "Explication",
                "would_be_silent_if": "Silence",
                "advice": ["watch-accounts"],
                "actions": [
                    {"text": "Agir", "by": "2024-05-03", "channel": "bank"},
                    {"text": "Agir", "by": None, "channel": ""},
                ],
                "evidence": [SHOWN_ROW, SHOWN_CHANGE],
                "context": [SHOWN_ROW],
            }
        ],
        "coverage": [
            {
                "subject": "account ...8941",
                "from": "2024-01-02",
                "to": "2024-03-09",
                "state": "verified",
                "reason": None,
            },
            {"subject": "basic_insurer", "from": None, "to": None, "state": "cannot_check", "reason": "Raison"},
        ],
    }


def test_the_published_schema_is_current_and_accepts_the_document() -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    assert published == json_schema()
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(to_json(AUDIT, BOOK)), published)


def test_the_id_names_the_evidence_whatever_its_order() -> None:
    finding = AUDIT.findings[0]
    assert replace(finding, evidence=(CHANGE, ROW)).id == finding.id
    assert replace(finding, evidence=(ROW,)).id != finding.id


def test_where_a_row_stands_is_told_in_the_terms_of_its_format() -> None:
    book = phrasebook("fr")
    assert book.text(place_in("a/Relevé.CSV", 12)) == "a/Relevé.CSV, ligne 12"
    assert book.text(place_in("releve.OFX", 123)) == "releve.OFX, opération n° 123"
    assert book.text(place_in("avis.pdf", 20_014)) == "avis.pdf, page 2, ligne 14"
    assert [book.text(number_in(name, 3)) for name in ("x.qfx", "x.csv")] == ["opération n° 3", "ligne 3"]
