"""An invented person with statements in a folder, who types `dossier`; all days are fixed by `--date`."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from typer.testing import CliRunner, Result

from watchdog_sante.cli import app

SENDER = """\
language: {language}
sender:
  name: Jeanne Exemple
  address: ["4 impasse du Pré", "37000 TOURS"]
  telephone: "02 00 00 00 00"
{more}"""
ACCOUNT = "00098765432"
MONTHS = [f"2025{month:02d}" for month in range(2, 13)] + ["202601", "202602"]
USUAL = [(f"{month}05", "-39.99", "PRLV SEPA TELECOM DU LAC ID EMETTEUR/FR72ZZZ123456 MDT/A1") for month in MONTHS]
UNKNOWN = "PRLV SEPA SERVICES PLUS ID EMETTEUR/FR19ZZZ654321 MDT/PLUS-2026-77310"


def ofx(rows: list[tuple[str, str, str]], account: str = ACCOUNT) -> str:
    """A bank's OFX file: day, amount, label."""
    told = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day}<TRNAMT>{amount}<FITID>{number}<NAME>{label[:32]}<MEMO>{label[32:]}"
        "</STMTTRN>"
        for number, (day, amount, label) in enumerate(sorted(rows), 1)
    )
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\nCOMPRESSION:NONE\n"
        "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO"
        "</STATUS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30003<BRANCHID>00001"
        f"<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
        f"<DTSTART>{min(rows)[0]}<DTEND>{max(rows)[0]}{told}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    )


@dataclass(frozen=True)
class Dossier:
    """A zip that was made, opened."""

    files: dict[str, bytes]

    def text(self, name: str) -> str:
        """A letter's text file as an editor shows it."""
        return self.files[name].decode("utf-8-sig").replace("\r\n", "\n")

    def pdf(self, name: str) -> PdfReader:
        """A PDF of the dossier."""
        return PdfReader(io.BytesIO(self.files[name]))

    def pages(self, name: str) -> str:
        """The words of a PDF, single spaces."""
        return " ".join(" ".join(page.extract_text() for page in self.pdf(name).pages).split())


class Person:
    """Somebody with statements and settings."""

    def __init__(self, place: Path) -> None:
        self.place, self.statements = place, place / "releves"
        self.statements.mkdir()
        self.settings("fr")

    def settings(self, language: str, more: str = "") -> None:
        """Write the settings."""
        (self.place / "watchdog.yaml").write_text(SENDER.format(language=language, more=more), "utf-8")

    def bank(self, *rows: tuple[str, str, str], name: str = "banque.ofx") -> None:
        """A year of the usual, and these rows."""
        (self.statements / name).write_text(ofx([*USUAL, *rows]), "utf-8")

    def say(self, *words: str) -> Result:
        """`dossier` with these words and the person's settings."""
        typed = ["dossier", *words, "--config", str(self.place / "watchdog.yaml")]
        return CliRunner().invoke(app, typed, catch_exceptions=False)

    def type(self, *words: str) -> Result:
        """`dossier` on the folder of statements."""
        return self.say(*words, "--from", str(self.statements))

    def make(self, *words: str) -> Dossier:
        """The dossier of an alert in the folder of statements, made and opened."""
        return self.make_without_statements(*words, "--from", str(self.statements))

    def make_without_statements(self, *words: str) -> Dossier:
        """The dossier, made and opened."""
        path = self.place / "made.zip"
        done = self.say(*words, "--output", str(path), "--force")
        assert done.exit_code == 0, done.output
        data = path.read_bytes()
        path.unlink()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Dossier({name: archive.read(name) for name in archive.namelist()})
