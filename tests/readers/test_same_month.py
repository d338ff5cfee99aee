"""One month of one account as OFX, XLSX, ODS, QIF, CAMT.053 and CFONB 120 counts once, whichever come together."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from tests.readers.exchange import statement_of
from tests.readers.ofx_documents import one_account
from tests.readers.test_camt import balance, document, entry
from tests.readers.test_cfonb import balance as cfonb_balance
from tests.readers.test_cfonb import operation
from tests.readers.workbooks import Grid, ods, xlsx
from watchdog_sante.coverage.balances import checked
from watchdog_sante.identity import merge
from watchdog_sante.model.sources import Source

ACCOUNT = "00012345678"
ROWS = [
    (date(2024, 1, 3), -3999, "PRLV SEPA MUTUELLE DU RIED"),
    (date(2024, 1, 4), 4600, "VIR SEPA CPAM DU BAS-RHIN"),
    (date(2024, 1, 5), -1250, "CARTE 04/01 BOULANGERIE DU RIED"),
    (date(2024, 1, 5), -1250, "CARTE 04/01 BOULANGERIE DU RIED"),
    (date(2024, 1, 9), -70000, "VIR SEPA LOYER JANVIER"),
    (date(2024, 1, 12), 2500, "VIR SEPA MUTUELLE DU RIED"),
]


def _ofx() -> bytes:
    rows = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day:%Y%m%d}<TRNAMT>{cents / 100:.2f}<FITID>{n}<NAME>{label}</STMTTRN>\n"
        for n, (day, cents, label) in enumerate(ROWS)
    )
    return one_account(rows).encode()


def _qif() -> bytes:
    records = "".join(f"D{day:%d/%m/%Y}\nT{cents / 100:.2f}\nP{label}\n^\n" for day, cents, label in ROWS)
    return f"!Account\nN{ACCOUNT}\nTBank\n^\n!Type:Bank\n{records}".encode()


def _grid() -> Grid:
    header = ("Date", "Date de valeur", "Débit", "Crédit", "Libellé")
    rows = [
        (day, day, cents / 100 if cents < 0 else None, cents / 100 if cents > 0 else None, label)
        for day, cents, label in ROWS
    ]
    return (("Compte", ACCOUNT), (), header, *rows)


def _camt() -> bytes:
    entries = (
        entry(
            f"{abs(cents) / 100:.2f}",
            "DBIT" if cents < 0 else "CRDT",
            inside=f"<AddtlNtryInf>{label}</AddtlNtryInf>",
            day=f"<Dt>{day}</Dt>",
        )
        for day, cents, label in ROWS
    )
    total = sum(cents for _, cents, _ in ROWS)
    before = balance("OPBD", "2024-01-01", "0.00") + balance("CLBD", "2024-01-31", f"{-total / 100:.2f}")
    return document(*entries, before=before, account=ACCOUNT)


def _cfonb() -> bytes:
    lines = [operation(f"{day:%d%m%y}", cents, label, ACCOUNT) for day, cents, label in ROWS]
    total = sum(cents for _, cents, _ in ROWS)
    around = (cfonb_balance("01", "010124", 0, ACCOUNT), cfonb_balance("07", "310124", total, ACCOUNT))
    return "".join(f"{line}\n" for line in (around[0], *lines, around[1])).encode()


FILES = {
    "a.ofx": _ofx(),
    "b.qif": _qif(),
    "c.xlsx": xlsx({"a": _grid()}),
    "d.ods": ods({"a": _grid()}),
    "e.xml": _camt(),
    "f.cfonb": _cfonb(),
}


def _sources(*names: str) -> tuple[Source, ...]:
    return tuple(Source(name, "compte", f"sha-{name}", statement_of(FILES[name], name)) for name in names)


@pytest.mark.parametrize("names", [*combinations(FILES, 2), tuple(FILES)], ids="+".join)
def test_it_counts_once(names: tuple[str, ...]) -> None:
    told = [(one.booked, one.cents) for one in merge(_sources(*names)).operations]
    assert sorted(told) == sorted((day, cents) for day, cents, _ in ROWS)


@pytest.mark.parametrize("name", ["e.xml", "f.cfonb"])
def test_its_balances_are_checked(name: str) -> None:
    sources = _sources(name)
    found = checked(sources, merge(sources))
    assert (len(found.proven), found.off) == (1, ())
    (source,) = sources
    statement = replace(source.statement, rows=source.statement.rows[:-1])
    short = replace(source, statement=statement)
    lacking = checked((short,), merge((short,)))
    assert [stretch.cents for stretch in lacking.off] == [2500]
