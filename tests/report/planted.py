"""A household whose every field of every kind of input tries to be markup: what a hostile statement could hold."""

from datetime import date, timedelta
from pathlib import Path

SCRIPT = "<script>window.broken=1</script>"
IMAGE = '"><img src=x onerror=window.broken=2>'
LINK = "<a href=javascript:window.broken=3>x</a>"
STYLE = "</style><svg onload=window.broken=4>"
TEMPLATE = "{{ 7*7 }}{% raw %}"
FILE_NAME = "<img src=x onerror=window.broken=5>"  # a slash cannot stand in a file's name
MARKS = (SCRIPT, IMAGE, LINK, STYLE, TEMPLATE)
_START = date(2023, 1, 5)


def _months(count: int) -> list[date]:
    return [_START + timedelta(days=30 * n) for n in range(count)]


def _ofx() -> str:
    """An account: a shop and a known creditor for ten months, then one never seen before."""
    rows = [(day, "-31.50", f"PRLV SEPA ENERGIE {SCRIPT}", IMAGE) for day in _months(10)]
    rows += [(day + timedelta(days=3), "-12.00", f"CARTE 03/01 {LINK}", STYLE) for day in _months(10)]
    rows.append((_START + timedelta(days=260), "-312.40", f"PRLV SEPA NOUVEAU {SCRIPT}", TEMPLATE))
    entries = "".join(
        f"<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>{day:%Y%m%d}</DTPOSTED><TRNAMT>{amount}</TRNAMT>"
        f"<FITID>{n}{escaped(IMAGE)}</FITID><NAME>{escaped(name)}</NAME><MEMO>{escaped(memo)}</MEMO></STMTTRN>"
        for n, (day, amount, name, memo) in enumerate(rows)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" '
        'NEWFILEUID="NONE"?><OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STMTRS><CURDEF>EUR</CURDEF>'
        f"<BANKACCTFROM><BANKID>30001</BANKID><ACCTID>{escaped('00012' + SCRIPT)}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE>"
        f"</BANKACCTFROM><BANKTRANLIST><DTSTART>20230101</DTSTART><DTEND>20231130</DTEND>{entries}</BANKTRANLIST>"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def escaped(text: str) -> str:
    """As XML wants it, so that the field really holds the markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _csv(header: str, rows: list[list[str]]) -> str:
    return header + "\n" + "".join(";".join(map(_cell, row)) + "\n" for row in rows)


def _bank_csv() -> str:
    rows = [[f"{day:%d/%m/%Y}", f"VIR SEPA EMPLOYEUR {SCRIPT}", "1500,00"] for day in _months(10)]
    rows.append(["15/09/2023", f"VIR INST VERS {IMAGE} {TEMPLATE}", "-900,00"])
    rows.append([STYLE, SCRIPT, IMAGE])  # a row that cannot be read
    return _csv("Date;Libellé;Montant", rows)


def _basic() -> str:
    header = (
        "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
        "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence"
    )
    rows = [
        [
            f"{day:%d/%m/%Y}", f"{day - timedelta(days=3):%d/%m/%Y}", f"Claire {SCRIPT}", f"Consultation {IMAGE}",
            f"DR {LINK}", "26,50", "26,50", f"70 % {STYLE}", "16,55", "Assuré", f"R{n} {SCRIPT}",
        ]
        for n, day in enumerate(_months(10))
    ]  # fmt: skip
    return _csv(header, rows)


def _top_up() -> str:
    header = (
        "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;Dépense;Remboursement Sécurité sociale;"
        "Remboursement mutuelle;Payé à;N° décompte"
    )
    rows = [
        [
            f"{day:%d/%m/%Y}", f"{day - timedelta(days=5):%d/%m/%Y}", f"Claire {SCRIPT}", f"Consultation {IMAGE}",
            f"DR {LINK}", "26,50", "16,55", "7,95", "Assuré", f"D{n} {TEMPLATE}",
        ]
        for n, day in enumerate(_months(10))
    ]  # fmt: skip
    return _csv(header, rows)


def _details(day: str, mark: str) -> str:
    rows = [
        [day, "Organisme", f"Mutuelle {mark}"],
        [day, "Téléphone", f"01 {mark}"],
        [day, f"Autre {SCRIPT}", f"valeur {mark} {IMAGE}"],
    ]
    return _csv("Date;Champ;Valeur", rows)


def settings() -> str:
    """Names that the person wrote, as hostile as the rest."""
    return f"""language: fr
household:
  members:
    - name: '{SCRIPT} Martin'
accounts:
  - name: '{IMAGE}'
    folder: 'courant'
insurers:
  - name: 'Mutuelle {SCRIPT}'
    role: complementary
    bank_labels: ['MUTUELLE {IMAGE}']
rules:
  - name: '{SCRIPT} à moi'
    label: '{SCRIPT}'
"""


def write(folder: Path) -> Path:
    """The household in a folder: its statements lie in `releves`, beside `watchdog.yaml`."""
    statements = folder / "releves"
    (statements / "courant").mkdir(parents=True)
    texts = {
        f"banque {FILE_NAME}.ofx": _ofx(),
        f"courant/compte {FILE_NAME}.csv": _bank_csv(),
        f"assurance {FILE_NAME}.csv": _basic(),
        f"mutuelle {FILE_NAME}.csv": _top_up(),
        f"fiche {FILE_NAME} 1.csv": _details("05/01/2023", SCRIPT),
        f"fiche {FILE_NAME} 2.csv": _details("05/09/2023", LINK),
        f"refus {FILE_NAME}.csv": f"{SCRIPT};{IMAGE}\n{STYLE};{LINK}\n",
        f"note {FILE_NAME}.txt": SCRIPT,
    }
    for name, text in texts.items():
        (statements / name).write_text(text, "utf-8")
    (folder / "watchdog.yaml").write_text(settings(), "utf-8")
    return statements
