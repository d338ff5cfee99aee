"""The triangle over three kinds of file: the basic insurer's PDF, the top-up insurer's PDF and the bank's OFX."""

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "readers"))

from printed_pages import PaidAct, Payment, Sheet, ameli_recent, top_up

from watchdog_sante.commands import ExitCode
from watchdog_sante.commands.audit import run
from watchdog_sante.inbox import Listing
from watchdog_sante.model.coverage import CoverageState
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import number_in
from watchdog_sante.package_data import forms
from watchdog_sante.settings import Settings

_MONTHS = range(1, 7)
_HEAD = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<TRNUID>1\n<STATUS>\n<CODE>0\n"
    "<SEVERITY>INFO\n</STATUS>\n<STMTRS>\n<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>30003\n<ACCTID>00012345678\n"
    "<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20240101\n<DTEND>20240731\n"
)
_TAIL = "</BANKTRANLIST>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n"


def _ofx(without: date | None) -> str:
    """Each month the basic insurer's 16.55 on the 6th and the top-up insurer's 7.95 on the 11th, one of them lost."""
    rows = []
    for month in _MONTHS:
        credits = (
            (date(2024, month, 6), "16.55", "VIR SEPA CPAM DE PARIS"),
            (date(2024, month, 11), "7.95", "VIR SEPA MUTUELLE DU LAC"),
            (date(2024, month, 20), "-31.40", "CARTE 19/01 EPICERIE DU PONT"),
        )
        rows += [
            f"<STMTTRN>\n<TRNTYPE>OTHER\n<DTPOSTED>{day:%Y%m%d}\n<TRNAMT>{amount}\n<FITID>{day}{amount}\n<NAME>{name}\n</STMTTRN>\n"
            for day, amount, name in credits
            if day != without
        ]
    return _HEAD + "".join(rows) + _TAIL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    basic, other = [], []
    for month in _MONTHS:
        care = date(2024, month, 2)
        consultation = PaidAct(care, "CLAIRE", "CONSULTATION (G)", 2650, 2650, 70, 1855)
        deduction = PaidAct(care, "CLAIRE", "PARTICIPATION FORFAITAIRE", 0, 0, 0, -200)
        pharmacy = PaidAct(care, "CLAIRE", "PHARMACIE (PH7)", 1892, 1892, 65, 1230)
        basic.append(Payment(date(2024, month, 5), (consultation, deduction)))
        basic.append(Payment(date(2024, month, 5), (pharmacy,), third_party=True))
        other.append(Payment(date(2024, month, 10), (PaidAct(care, "CLAIRE", "CONSULTATION", 2650, 0, 0, 795, 1855),)))
    (tmp_path / "ameli.pdf").write_bytes(ameli_recent(basic))
    (tmp_path / "mutuelle.pdf").write_bytes(top_up(other))
    return tmp_path


def test_everything_arrived_and_nothing_is_found(folder: Path) -> None:
    (folder / "banque.ofx").write_text(_ofx(None))
    result = run(Listing((folder,)), Settings(), forms())
    assert result.exit_code is ExitCode.DONE
    assert [finding for finding in result.data.audit.findings if finding.severity is not Severity.INFO] == []
    assert {source.profile for source in result.data.audit.sources} == {"ofx", "ameli-recent", "top-up-statement"}
    verified = {line.subject for line in result.data.audit.coverage if line.state is CoverageState.VERIFIED}
    assert {say("coverage.subject.basic_insurer"), say("coverage.subject.top_up_insurer")} <= verified


def test_a_reimbursement_that_never_came_is_told_with_its_page_and_line(folder: Path) -> None:
    (folder / "banque.ofx").write_text(_ofx(without=date(2024, 3, 11)))
    result = run(Listing((folder,)), Settings(), forms())
    found = [finding for finding in result.data.audit.findings if finding.slug == "reimbursement-never-received"]
    assert [[(row.file, row.day, row.cents) for row in one.evidence] for one in found] == [
        [("mutuelle.pdf", date(2024, 3, 10), 795)]
    ]
    row = found[0].evidence[0]
    assert number_in(row.file, row.row) == say("place.page_line", page=1, line=13)


def test_a_statement_cut_short_is_refused_and_the_ledger_says_so(folder: Path) -> None:
    (folder / "banque.ofx").write_text(_ofx(None))
    act = PaidAct(date(2024, 7, 2), "CLAIRE", "CONSULTATION", 2650, 0, 0, 795, 1855)
    data = ameli_recent([Payment(date(2024, 7, 10), (act,))])
    (folder / "juillet.pdf").write_bytes(data[: len(data) // 2])
    result = run(Listing((folder,)), Settings(), forms())
    assert result.exit_code is ExitCode.REFUSED
    refused = [(one.file, one.reason) for one in result.data.audit.refused]
    assert refused == [("juillet.pdf", say("refused.pdf_damaged"))]
    assert any(line.subject == say("coverage.subject.files") for line in result.data.audit.coverage)


def test_a_statement_without_any_total_is_read_and_never_called_verified(folder: Path) -> None:
    for name in ("ameli.pdf", "mutuelle.pdf"):
        (folder / name).unlink()
    lines = [
        "l'Assurance Maladie   ameli.fr",
        "Paiement du 05/03/2024",
        "Date         Nature des prestations   Montant payé   Base du remboursement   Taux   Montant versé",
        "26/02/2024   CONSULTATION (G)         26,50          26,50                   70%    18,55",
    ]
    sheet = Sheet(font="Courier", size=7)
    for line in lines:
        sheet.line((20, line))
    (folder / "ameli.pdf").write_bytes(sheet.data())
    result = run(Listing((folder,)), Settings(), forms())
    assert result.data.audit.refused == ()
    told = [
        (line.start, line.end, line.state, line.reason)
        for line in result.data.audit.coverage
        if line.subject == say("coverage.subject.basic_insurer") and line.state is not CoverageState.STALE
    ]
    day = date(2024, 3, 5)
    reason = say("coverage.no_total", file="ameli.pdf")
    assert (day, day, CoverageState.CANNOT_CHECK, reason) in told
    assert not any(start and start <= day <= end for start, end, state, _ in told if state is CoverageState.VERIFIED)
