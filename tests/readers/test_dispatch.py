"""Which reader takes a file, and the sentence for a file that none can read."""

import time
import zlib

import pytest

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.package_data import phrasebook, profiles
from watchdog_sante.readers import is_statement_name, read_statement
from watchdog_sante.readers.profile import Profile

_CSV = "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n03/03/2025;;-1,00;;A;1,00\n".encode()
_DEBIT_CREDIT = b"Date;Libell\xe9;D\xe9bit euros;Cr\xe9dit euros"
_OFX = b"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1></BANKMSGSRSV1></OFX>"


def _read(data: bytes, name: str = "releve.csv") -> Statement | Rejection:
    return read_statement(StatementFile(name, "", data), profiles())


def _refusal(data: bytes, name: str = "releve.csv") -> str:
    answer = _read(data, name)
    assert isinstance(answer, Rejection)
    for language in ("fr", "en"):
        assert phrasebook(language).text(answer.reason)
    return answer.reason.key


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "refused.empty"),
        (b"  \r\n\t\n", "refused.empty"),
        (b"\xef\xbb\xbf", "refused.empty"),
        (b";;;\n;;;\n", "refused.empty"),
        (b"\0" * 10_000, "refused.zeros"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "refused.pdf_damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "refused.image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "refused.image"),
        (b"GIF89a\x01\0\x01\0", "refused.image"),
        (b"BM\x46\0\0\0\0\0", "refused.image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "refused.image"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "refused.sheet_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "refused.sheet_old"),
        (b"PK\x03\x04\x14\0\0\0\x08\0releve.csv", "refused.compressed"),
        (b"\x1f\x8b\x08\0" + zlib.compress(b"x"), "refused.compressed"),
        (b"<!DOCTYPE html>\n<html><body>Identifiez-vous; svp</body></html>", "refused.web_page"),
        (b"\n\n  <HTML lang=fr><head>", "refused.web_page"),
        (b":20:STARTUMS\n:25:123/456\n", "refused.other_format"),
        (b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053">', "camt.damaged"),
        (b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001">', "refused.other_format"),
        (b"\x01\x02\x03\0\xff\xfe binary", "refused.binary"),
        (_CSV + b"\0" * 40, "refused.binary"),
        (b"Bonjour, voici mes notes.\nRien de plus.\n", "refused.csv_unknown"),
        (b"Bonjour\n", "refused.unknown"),
    ],
)
def test_what_is_no_statement_is_told_with_its_remedy(data: bytes, key: str) -> None:
    assert _refusal(data) == key


def test_a_login_page_saved_as_ofx() -> None:
    assert _refusal(b"<html><head><title>Connexion</title></head></html>", "releve.ofx") == "refused.web_page"


def test_content_decides_before_the_name() -> None:
    assert isinstance(_read(_CSV, "releve.txt"), Statement)
    assert isinstance(_read(_CSV.decode().encode("utf-16"), "releve"), Statement)
    answer = _read(_OFX, "releve.csv")
    assert isinstance(answer, Statement) or answer.reason.key.startswith("ofx.")


def test_a_csv_named_as_ofx_is_the_ofx_readers_to_refuse() -> None:
    assert _refusal(_CSV, "releve.ofx").startswith("ofx.")


def test_two_profiles_that_claim_one_file_are_both_named() -> None:
    own = Profile(
        name="my-own",
        source="test",
        columns={"Date": "day", "Libellé": "label", "Débit": "debit", "Crédit": "credit"},
        other_columns=True,
    )
    answer = read_statement(StatementFile("releve.csv", "", _CSV), (*profiles(), own))
    assert isinstance(answer, Rejection)
    assert answer.reason.key == "refused.csv_several_profiles"
    assert dict(answer.reason.values) == {"profiles": "credit-mutuel-cic, my-own"}


def test_names_of_statements() -> None:
    names = ["a.ofx", "A.QFX", "b.qbo", "c.CSV", "d.tsv", "e.pdf", "f.xlsx", "g.xls", "h.ods", "i.qif"]
    names += ["j.xlsm", "k.cfonb"]
    assert all(map(is_statement_name, names))
    assert not any(map(is_statement_name, ["notes.txt", "labels.json", "watchdog.yaml", "a.zip", "csv", "photo.jpg"]))


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 50_000_000,
        b"a;" * 1_000_000,
        b"a;" * 1_000_000 + b"\n" + b"1;" * 1_000_000,
        b'"' * 2_000_000,
        (b'"' + b"x" * 50 + b"\n") * 50_000,
        b"Date;Libell\xe9;D\xe9bit euros;Cr\xe9dit euros\n" + b'03/03/2025;"A\n' * 50_000,
        b"Date;Libell\xe9;D\xe9bit euros;Cr\xe9dit euros\n" + b'x"\n' * 100_000,
        b"Solde au 01/01/2025 " + b"1 " * 90_000 + b";\n" + b"\n" * 1_000_000,
        b"n\xb0 " + b"1" * 150_000 + b";" + b" " * 40_000 + b"\nDate;Libell\xe9;Montant(EUROS)\n",
        b";" * 150_000 + b"\n" + b"Compte;" * 20_000,
        b"\r" * 3_000_000,
        b"\xef\xbb\xbf" * 500_000,
        b"1/1/1;" * 16 + b"\n" * 100_000 + b"2/2/2;" * 15_000,
    ],
    ids=lambda data: f"{len(data)} bytes of {data[:12]!r}",
)
def test_hostile_files_are_refused_in_bounded_time(data: bytes) -> None:
    start = time.process_time()
    answer = _read(data)
    assert time.process_time() - start < 5
    assert isinstance(answer, Rejection) or not answer.rows


@pytest.mark.parametrize(
    "line",
    [b'x"', b'x;"abc', b'03/03/2025;"A', b'x;"abc"""\n;;;', _DEBIT_CREDIT, b"1;2;3;4"],
    ids=repr,
)
def test_time_grows_with_the_size_and_no_faster(line: bytes) -> None:
    def seconds(lines: int) -> float:
        data = _DEBIT_CREDIT + b"\n" + (line + b"\n") * lines
        start = time.process_time()
        _read(data)
        return time.process_time() - start

    small, twice, large = (min(seconds(lines) for _ in range(2)) for lines in (3_000, 6_000, 12_000))
    # Four times the size: four times the time, sixteen times if each line were compared with the others.
    assert large < 9 * small + 0.05, (small, twice, large)
