"""`audit` from the outside: exit codes, one document on stdout, one sentence a bad input, the good still audited."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from watchdog_sante.report.document import json_schema

ROOT = Path(__file__).resolve().parents[2]
ROWS = "".join(
    f"<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>2024{month:02}05\n<TRNAMT>-{amount}\n<FITID>{month}{amount}\n<NAME>{name}\n</STMTTRN>\n"
    for month in range(1, 7)
    for amount, name in (("12.50", "PRLV SEPA ELECTRICITE DU VAL"), ("31.40", "CARTE 04/01 EPICERIE DU PONT"))
)
OFX = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<TRNUID>1\n<STATUS>\n<CODE>0\n"
    "<SEVERITY>INFO\n</STATUS>\n<STMTRS>\n<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>30003\n<ACCTID>00012345678\n"
    "<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20240101\n<DTEND>20240630\n"
    f"{ROWS}</BANKTRANLIST>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n"
)
NEW_PAYEE = (
    "<STMTTRN>\n<TRNTYPE>XFER\n<DTPOSTED>20240612\n<TRNAMT>-2450.00\n<FITID>x\n"
    "<NAME>VIR INST M LEON GARANCE\n</STMTTRN>\n</BANKTRANLIST>"
)
HTML_PAGE = "<!DOCTYPE html><html><head><title>Connexion</title></head><body>Identifiez-vous</body></html>"


def _run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "fr_FR.UTF-8", "PYTHONWARNINGS": "error"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    statements = tmp_path / "relevés"
    statements.mkdir()
    (statements / "janvier-juin.ofx").write_text(OFX)
    return statements


def test_a_quiet_folder_ends_with_zero_and_one_document(folder: Path) -> None:
    done = _run("audit", folder, "--format", "json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, json_schema())
    assert (done.returncode, done.stderr, document["findings"]) == (0, "", [])
    assert [(one["file"], one["rows"], one["new"], one["known"]) for one in document["sources"]] == [
        ("janvier-juin.ofx", 12, 12, 0)
    ]
    assert document["period"] == {"from": "2024-01-05", "to": "2024-06-30"}


def test_a_finding_ends_with_one_unless_fail_on_is_above_it(folder: Path) -> None:
    (folder / "janvier-juin.ofx").write_text(OFX.replace("</BANKTRANLIST>", NEW_PAYEE))
    done = _run("audit", folder, "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [(one["detector"], one["severity"], one["evidence"][0]["amount"]) for one in found] == [
        ("WS110", "critical", "-2450.00")
    ]
    assert done.returncode == 1


def test_the_same_file_twice_counts_once(folder: Path) -> None:
    (folder / "janvier-juin (1).ofx").write_text(OFX)
    document = json.loads(_run("audit", folder, "--format", "json").stdout)
    assert sorted((one["rows"], one["new"], one["known"]) for one in document["sources"]) == [(12, 0, 12), (12, 12, 0)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vide.ofx", b""),
        ("connexion.ofx", HTML_PAGE.encode()),
        ("connexion.csv", HTML_PAGE.encode()),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("coupe.ofx", OFX[: len(OFX) * 2 // 3].encode()),
        ("inconnu.csv", b"alpha;beta;gamma\n1;2;3\n"),
        ("releve.pdf", b"%PDF-1.4\n"),
        ("classeur.xlsx", b"PK\x03\x04" + bytes(30)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_gets_one_sentence_and_the_good_files_are_still_audited(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    done = _run("audit", folder, "--format", "json")
    document = json.loads(done.stdout)
    assert done.returncode == 3
    assert [one["rows"] for one in document["sources"]] == [12]
    assert [one["file"] for one in document["refused"]] == [name]
    reason = document["refused"][0]["reason"]
    assert len(reason) > 30
    assert reason.endswith((".", "…", ")"))
    assert name in _run("audit", folder).stdout


def test_a_bad_row_is_named_with_its_number_and_the_others_are_read(folder: Path) -> None:
    (folder / "janvier-juin.ofx").write_text(OFX.replace("<TRNAMT>-31.40", "<TRNAMT>NaN", 1))
    done = _run("audit", folder, "--format", "json")
    source = json.loads(done.stdout)["sources"][0]
    assert (source["rows"], [one["row"] for one in source["rejected"]], done.returncode) == (11, [2], 3)


def test_usage_errors_end_with_two(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "watchdog.yaml").write_text("langage: fr\n")
    typo = _run("audit", folder, "--config", tmp_path / "watchdog.yaml")
    assert (typo.returncode, typo.stdout) == (2, "")
    assert "langage" in typo.stderr
    assert _run("audit", folder, "--config", tmp_path / "absent.yaml").returncode == 2
    assert _run("audit", folder, "--format", "xml").returncode == 2
    assert _run("audit").returncode == 2


def test_a_missing_path_is_refused_and_the_rest_is_audited(folder: Path) -> None:
    done = _run("audit", folder, folder / "absent.ofx", "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, [one["file"] for one in document["refused"]]) == (3, ["absent.ofx"])
    assert len(document["sources"]) == 1


def test_where_nothing_could_be_read_nothing_is_called_verified(tmp_path: Path) -> None:
    (tmp_path / "releve.txt").write_text("Mon relevé est dans le tiroir\n", "utf-8")
    empty = _run("audit", tmp_path)
    assert empty.returncode == 0
    assert "Rien n’a pu être vérifié" in empty.stdout
    assert "releve.txt" in empty.stdout
    (tmp_path / "connexion.ofx").write_text(HTML_PAGE)
    refused = _run("audit", tmp_path, "--format", "json")
    days = [one["date"] for one in json.loads(refused.stdout)["findings"]]
    assert days
    assert all(day > "2020" for day in days)
    assert "Rien n’a pu être vérifié" in _run("audit", tmp_path).stdout


def test_the_report_is_written_for_its_owner_only_and_escapes_what_statements_say(folder: Path, tmp_path: Path) -> None:
    planted = NEW_PAYEE.replace("LEON GARANCE", "&lt;script&gt;alert(1)&lt;/script&gt;")
    (folder / "janvier-juin.ofx").write_text(OFX.replace("</BANKTRANLIST>", planted))
    report = tmp_path / "rapport.html"
    _run("audit", folder, "--report", report)
    page = report.read_text("utf-8")
    assert "<script" not in page.lower()
    assert "&lt;script&gt;" in page.lower()
    assert report.stat().st_mode & 0o777 == 0o600


def test_both_languages_are_spoken(folder: Path) -> None:
    assert "Ce qui a pu être vérifié" in _run("audit", folder).stdout
    assert "What could be verified" in _run("audit", folder, "--lang", "en").stdout
    assert "Exemple" in _run("audit", "--help").stdout
    assert "Example" in _run("audit", "--help", "--lang", "en").stdout
