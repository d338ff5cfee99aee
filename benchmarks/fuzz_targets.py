"""What is fuzzed: for each door that meets foreign bytes, seeds to begin with and one function to call.

A target takes any bytes and must come back: a refusal is an answer, an exception is a crash. Seeds are invented: the
fixtures of the tests and generated households. What is packed (workbooks, PDF, archives) is fuzzed inside its packing,
where the bytes mean something; the packing itself is fuzzed by `archive` and `pdf`.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from tests.readers import ofx_documents, test_cfonb
from tests.readers.printed_pages import Booked, PaidAct, Payment, ameli_recent, bank_signed, top_up
from tests.readers.test_camt import DEBIT, document, entry
from tests.readers.test_qif import SAMPLE
from tests.readers.workbooks import grid_of, ods, xlsx, zipped
from watchdog_sante import package_data
from watchdog_sante.household_generator import generate
from watchdog_sante.labels import read_label
from watchdog_sante.model.household import Household
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.archive import left_aside, open_archive
from watchdog_sante.readers.csv_draft import draft
from watchdog_sante.readers.forms import csv_profiles
from watchdog_sante.readers.sheet import tables_of
from watchdog_sante.settings import SettingsError, load
from watchdog_sante.solicitation import judge, read_letter

TESTS = Path(__file__).resolve().parents[1] / "tests"
FORMS = package_data.forms()
_DAY = date(2024, 3, 8)
_SCRATCH = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")


@dataclass(frozen=True)
class Target:
    """A door: `seeds` are inputs to begin with, `call` takes any bytes."""

    seeds: Callable[[], Sequence[bytes]]
    call: Callable[[bytes], object]


def _file(name: str) -> Callable[[bytes], object]:
    return lambda data: read_statement(StatementFile(name, "releves", data), FORMS)


def _ofx_seeds() -> Sequence[bytes]:
    own = [
        ofx_documents.one_account(),
        ofx_documents.XML,
        ofx_documents.document(ofx_documents.card(ofx_documents.ROW)),
    ]
    return [text.encode() for text in own] + [
        file.data[:4000] for file in generate(7, months=6, bank="credit-mutuel-ofx").files if file.name.endswith(".ofx")
    ][:2]


def _csv_seeds() -> Sequence[bytes]:
    return [path.read_bytes() for path in sorted((TESTS / "statements" / "csv").glob("*.csv"))]


def _sheet(data: bytes) -> object:
    """The bytes as the one sheet of a workbook, of either kind; and as the whole file."""
    parts = dict(_parts(_workbook()))
    parts["xl/worksheets/sheet1.xml"] = data
    packed = StatementFile("a.xlsx", "", zipped(parts))
    for table in tables_of(packed, csv_profiles(FORMS)):
        if isinstance(table, StatementFile):
            read_statement(table, FORMS)
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    read_statement(StatementFile("a.ods", "", zipped({"mimetype": mime, "content.xml": data})), FORMS)
    return read_statement(StatementFile("a.xls", "", data), FORMS)


def _workbook() -> bytes:
    text = "Date;Libellé;Montant\n03/03/2025;VIR CPAM;12,50\n04/03/2025;PRLV SEPA EAU;-8,00\n"
    return xlsx({"Feuille": grid_of(text)})


def _parts(workbook: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]


def _sheet_seeds() -> Sequence[bytes]:
    content = dict(_parts(ods({"Feuille": grid_of("Date;Libellé;Montant\n03/03/2025;VIR CPAM;12,50\n")})))[
        "content.xml"
    ]
    table = (
        b"<table><tr><td>Date</td><td>Libelle</td><td>Montant</td></tr>"
        b"<tr><td>03/03/2025</td><td>VIR</td><td>1,00</td></tr></table>"
    )
    return [dict(_parts(_workbook()))["xl/worksheets/sheet1.xml"], content, table]


def _pdf_seeds() -> Sequence[bytes]:
    act = PaidAct(_DAY, "CLAIRE", "CONSULTATION", 3000, 3000, 70, 1900)
    rows = [Booked(_DAY, "VIR CPAM", 1900), Booked(_DAY, "CARTE EPICERIE", -2400)]
    return [
        ameli_recent([Payment(_DAY, (act,))]),
        top_up([Payment(_DAY, (act,))]),
        bank_signed(rows, 1000, date(2024, 3, 1), date(2024, 3, 31)),
    ]


def _archive(data: bytes) -> object:
    packed = StatementFile("a.zip", "", data)
    for member in open_archive(packed):
        if isinstance(member, StatementFile):
            read_statement(member, FORMS)
    return left_aside(packed)


def _label(data: bytes) -> object:
    text = data.decode("utf-8", "surrogateescape")
    label, _, hint = text.partition("\n")
    return read_label(label, -100, _DAY, hint), read_label(label, 100, _DAY)


def _label_seeds() -> Sequence[bytes]:
    read = [read_statement(StatementFile(file.name, "", file.data), FORMS) for file in generate(11, months=6).files]
    rows = [row for one in read if isinstance(one, Statement) for row in one.rows]
    return [label.encode() for label in sorted({row.label for row in rows if isinstance(row, BankRow)})[:200]]


def _profile(data: bytes) -> object:
    """A profile of one's own, and what it makes of a statement; only its own error may come out."""
    folder = _SCRATCH / "watchdog-sante-fuzz-profiles"
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_bytes(data)
    try:
        own = package_data.own_profiles(folder)
    except package_data.OwnProfileError:
        return None
    return read_statement(StatementFile("a.csv", "", b"Jour|Quoi|Combien\n03/03/2025|VIR CPAM|12,50\n"), FORMS + own)


def _yaml_files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("*.yaml"))]


def _profile_seeds() -> Sequence[bytes]:
    return _yaml_files(Path(package_data.__file__).parent / "profiles")


def _settings(data: bytes) -> object:
    """The settings file; only `SettingsError` may come out."""
    path = _SCRATCH / "watchdog-sante-fuzz-settings.yaml"
    path.write_bytes(data)
    try:
        return load(path).as_household()
    except SettingsError as error:
        return [package_data.phrasebook("fr").text(problem) for problem in error.problems]


def _settings_seeds() -> Sequence[bytes]:
    return [*_yaml_files(TESTS.parent / "config"), *_yaml_files(TESTS / "bad_settings")]


def _message(data: bytes) -> object:
    letter = read_letter(data)
    return letter if isinstance(letter, Sentence) else judge(letter, None, Household(), package_data.knowledge())


def _message_seeds() -> Sequence[bytes]:
    told = [
        one.get("raw") or one.get("text") or str(one)
        for path in sorted((TESTS / "solicitation").glob("*.yaml"))
        for one in yaml.safe_load(path.read_text("utf-8"))
    ]
    mail = (
        "From: Ameli <info@ameli.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?q?Remboursement?=\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\n"
        "Cliquez http://ameli.example\r\n--x\r\nContent-Type: text/html\r\n\r\n<a href='http://bad.example'>ameli.fr</a>"
        "\r\n--x--\r\n"
    )
    return [text.encode() for text in told[:80]] + [mail.encode()]


TARGETS: dict[str, Target] = {
    "ofx": Target(_ofx_seeds, _file("a.ofx")),
    "csv": Target(_csv_seeds, _file("a.csv")),
    "pasted": Target(_csv_seeds, _file("a.txt")),
    "qif": Target(lambda: [SAMPLE.encode()], _file("a.qif")),
    "camt": Target(lambda: [document(entry("12.50", "CRDT"), entry("8.00", "DBIT", inside=DEBIT))], _file("a.xml")),
    "cfonb": Target(lambda: [test_cfonb.SAMPLE.encode()], _file("a.120")),
    "sheet": Target(_sheet_seeds, _sheet),
    "pdf": Target(_pdf_seeds, _file("a.pdf")),
    "archive": Target(lambda: [zipped({"a.csv": _csv_seeds()[0], "b.ofx": _ofx_seeds()[0]})], _archive),
    "labels": Target(_label_seeds, _label),
    "profiles": Target(_profile_seeds, _profile),
    "settings": Target(_settings_seeds, _settings),
    "messages": Target(_message_seeds, _message),
    "draft": Target(_csv_seeds, lambda data: draft(data, "a.csv", csv_profiles(FORMS))),
}
