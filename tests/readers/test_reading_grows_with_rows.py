"""The work and the memory of reading grow with a statement's rows, whatever its form.

Calls of functions are counted, which no load of the machine changes; what a library does within one call is timed by
the processor, with bounds that only a step which looks at every pair of rows goes beyond.
"""

import cProfile
import pstats
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from tests.readers import test_camt, test_cfonb
from tests.readers.ofx_documents import one_account
from tests.readers.printed_pages import Booked, bank_signed
from tests.readers.workbooks import grid_of, ods, xlsx
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.forms import csv_profiles
from watchdog_sante.readers.sheet import tables_of

FORMS = forms()
_CALLS = 1.15  # times the calls a row, when rows double: looking at every pair would make it almost 2
_GROWTH = 9.0  # times the processor's time or the memory, when rows become four times as many: pairs make it 16


def _label(number: int) -> str:
    return f"PRLV SEPA EAU DU LAC {number % 97} FACTURE {number}"


def _day(number: int) -> date:
    return date(2024, 1, 1 + number % 28)


def _ofx(count: int) -> bytes:
    row = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{:%Y%m%d}<TRNAMT>-{}.50<FITID>A{}<NAME>{}</STMTTRN>\n"
    rows = "".join(row.format(_day(one), one + 1, one, _label(one)[:32]) for one in range(count))
    return one_account(rows).encode()


def _table(count: int) -> str:
    rows = "".join(f"{_day(one):%d/%m/%Y};{_label(one)};-{one + 1},50\n" for one in range(count))
    return f"Date;Libellé;Montant\n{rows}"


def _csv(count: int) -> bytes:
    return _table(count).encode()


def _qif(count: int) -> bytes:
    rows = (f"D{_day(one):%d/%m/%Y}\nT-{one + 1},50\nP{_label(one)}\n^\n" for one in range(count))
    return f"!Type:Bank\n{''.join(rows)}".encode()


def _camt(count: int) -> bytes:
    inside = "<AddtlNtryInf>{}</AddtlNtryInf>"
    day = "<Dt>{}</Dt>"
    return test_camt.document(
        *(
            test_camt.entry(f"{one + 1}.50", "DBIT", inside=inside.format(_label(one)), day=day.format(_day(one)))
            for one in range(count)
        )
    )


def _cfonb(count: int) -> bytes:
    lines = [test_cfonb.operation(f"{_day(one):%d%m%y}", -(one + 1), _label(one)) for one in range(count)]
    end = -count * (count + 1) // 2
    whole = [test_cfonb.balance("01", "010124", 0), *lines, test_cfonb.balance("07", "310124", end)]
    return "".join(f"{line}\r\n" for line in whole).encode()


def _xlsx(count: int) -> bytes:
    return xlsx({"Feuille": grid_of(_table(count))})


def _ods(count: int) -> bytes:
    return ods({"Feuille": grid_of(_table(count))})


def _pdf(count: int) -> bytes:
    rows = [Booked(_day(28 * one // count), _label(one), -(one + 1)) for one in range(count)]
    return bank_signed(rows, 10_000_000, date(2024, 1, 1), date(2024, 1, 31))


def _paste(count: int) -> bytes:
    rows = "".join(f"01/03/2025\tCONSULTATION {one}\t30,00\t30,00\t70 %\t21,00\n" for one in range(count))
    euros = f"{21 * count},00"
    head = "Date des soins\tNature des soins\tMontant payé\tBase du remboursement\tTaux\tMontant versé\n"
    told = f"Assurance Maladie - compte ameli - Vos remboursements\nPaiement du 05/03/2025 : {euros} euros\n"
    return f"{told}Bénéficiaire : CLAIRE\n{head}{rows}".encode()


_FORMS: dict[str, tuple[Callable[[int], bytes], int]] = {  # how it is made, and how many rows the shortest has
    "a.ofx": (_ofx, 400),
    "a.csv": (_csv, 400),
    "a.qif": (_qif, 400),
    "a.xml": (_camt, 400),
    "a.120": (_cfonb, 400),
    "a.xlsx": (_xlsx, 300),
    "a.ods": (_ods, 300),
    "a.pdf": (_pdf, 60),
    "a.txt": (_paste, 200),
}


def _read(name: str, data: bytes) -> int:
    """Read one file as an inbox does; how many rows it holds."""
    file = StatementFile(name, "", data)
    tables = list(tables_of(file, csv_profiles(FORMS))) if name.endswith(("xlsx", "ods")) else [file]
    read = [read_statement(one, FORMS) for one in tables if isinstance(one, StatementFile)]
    return sum(len(one.rows) for one in read if isinstance(one, Statement))


def _calls(name: str, data: bytes) -> float:
    counting = cProfile.Profile()
    counting.runcall(_read, name, data)
    return float(pstats.Stats(counting).total_calls)  # type: ignore[attr-defined]


def _seconds(name: str, data: bytes) -> float:
    began = time.process_time()
    _read(name, data)
    return time.process_time() - began


def _memory(name: str, data: bytes) -> float:
    tracemalloc.start()
    try:
        _read(name, data)
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", _FORMS)
def test_four_times_the_rows_cost_about_four_times(name: str) -> None:
    make, count = _FORMS[name]
    short, double, long = (make(times * count) for times in (1, 2, 4))
    assert [_read(name, data) for data in (short, double, long)] == [count, 2 * count, 4 * count]
    calls = [_calls(name, data) / times for data, times in ((short, 1), (double, 2), (long, 4))]
    assert max(calls[1] / calls[0], calls[2] / calls[1]) <= _CALLS, calls
    assert min(_seconds(name, long) for _ in range(3)) <= _GROWTH * min(_seconds(name, short) for _ in range(3))
    assert _memory(name, long) <= _GROWTH * _memory(name, short)
