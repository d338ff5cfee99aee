"""How fast OFX is read, in one command from the project's root: `python -m benchmarks.ofx_speed`.

Prints the time of 50,000 and of 500,000 rows of SGML without closing tags (at most twelve times longer: linear), of 240
monthly files in one process (goal: under 5 s), of ofxparse alone on 2,000 and 4,000 rows (it is quadratic), and of
ofxtools on the 50,000 rows where it is installed (goal: at most half of its time).
"""

import io
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median

_HEADER = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
_START = (
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n<SIGNONMSGSRSV1>\n<SONRS>\n<STATUS>\n<CODE>0\n<SEVERITY>INFO\n"
    "</STATUS>\n<DTSERVER>20240131\n<LANGUAGE>FRA\n</SONRS>\n</SIGNONMSGSRSV1>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<TRNUID>1\n"
    "<STATUS>\n<CODE>0\n<SEVERITY>INFO\n</STATUS>\n<STMTRS>\n<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>19999\n"
    "<ACCTID>00012345678\n<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20240101\n<DTEND>20240131\n"
)
_END = (
    "</BANKTRANLIST>\n<LEDGERBAL>\n<BALAMT>1234.56\n<DTASOF>20240131\n</LEDGERBAL>\n</STMTRS>\n</STMTTRNRS>\n"
    "</BANKMSGSRSV1>\n</OFX>\n"
)
_MONTHS, _ROWS_A_MONTH = 240, 60
_ROUNDS = 3


def document(rows: int, first: int = 0) -> bytes:
    """An invented statement of that many rows, in SGML without closing tags of values."""
    body = "".join(
        f"<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>202401{n % 28 + 1:02d}\n<TRNAMT>-{n % 900 + 1}.{n % 100:02d}\n"
        f"<FITID>2024{n:010d}\n<NAME>FACTURE CARTE DU 050124 LAC {n % 50}\n"
        "<MEMO>LYON CARTE 4974XXXXXXXX0000\n</STMTTRN>\n"
        for n in range(first, first + rows)
    )
    return (_HEADER + _START + body + _END).encode("cp1252")


def seconds(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The median processor time of some rounds: other work on the machine counts less than on the clock."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def ofxtools(data: bytes) -> None:
    """Read with ofxtools, to the same end: every operation as a typed value."""
    from ofxtools.Parser import OFXTree  # type: ignore[import-not-found,unused-ignore]

    tree = OFXTree()
    tree.parse(io.BytesIO(data))
    assert tree.convert().statements[0].transactions


def ofxparse(data: bytes) -> None:
    """Read with ofxparse as it is."""
    from ofxparse import OfxParser

    warnings.simplefilter("ignore")
    assert OfxParser.parse(io.BytesIO(data)).account.statement.transactions


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    from watchdog_sante.readers.ofx import read

    print(f"imports                         {time.perf_counter() - start:7.2f} s")
    small, large = document(50_000), document(500_000)
    months = [document(_ROWS_A_MONTH, month * _ROWS_A_MONTH) for month in range(_MONTHS)]
    ours = seconds(lambda: read(small))
    print(f"50,000 rows                     {ours:7.2f} s")
    longer = seconds(lambda: read(large), 1)
    print(f"500,000 rows                    {longer:7.2f} s   {longer / ours:.1f} times 50,000 (goal: at most 12)")
    monthly = seconds(lambda: [read(month) for month in months])
    print(f"{_MONTHS} monthly files               {monthly:7.2f} s   (goal: under 5)")
    if find_spec("ofxtools"):
        warnings.simplefilter("ignore")
        theirs = seconds(lambda: ofxtools(small))
        print(f"50,000 rows, ofxtools           {theirs:7.2f} s   ours takes {ours / theirs:.0%} (goal: at most 50 %)")
    else:
        print("50,000 rows, ofxtools              not installed here (pip install ofxtools, to compare)")
    for rows in (2_000, 4_000):
        print(f"{rows:,} rows, ofxparse alone      {seconds(lambda: ofxparse(document(rows)), 1):7.2f} s")  # noqa: B023


if __name__ == "__main__":
    main()
