"""CSV of 100,000 rows against `pandas.read_csv(dtype=str)` plus parsing its days and amounts.

Run with `python -m benchmarks.csv_speed`. Processor time, the two in turn, medians of the repeats. Pandas alone masks
nothing, checks no row and keeps no line number: the figure says what that care costs.
"""

import argparse
import io
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement

_DAYS, _AMOUNTS = ("dateOp", "dateVal"), ("amount", "accountbalance")  # all columns of either that the export has
_MONTHS, _ROWS_A_MONTH = 240, 60


def export(rows: int) -> bytes:
    """A BoursoBank-like export of so many rows."""
    dice = random.Random(rows)
    lines = [
        "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance"
    ]
    for number in range(rows):
        day = date(2020, 1, 1) + timedelta(days=number * 1800 // rows)
        cents = -dice.randrange(100, 99_999)
        label = f"CARTE {day:%d/%m/%y} COMMERCE {dice.randrange(300)} VILLE 0{dice.randrange(9)}"
        amount = f"{cents / 100:.2f}".replace(".", ",")
        lines.append(f"{day};{day};{label};a;b;c;{amount};;00040099999;BoursoBank;100.00")
    return ("\n".join(lines) + "\n").encode()


def ours(data: bytes) -> int:
    """Rows read by the watchdog's reader."""
    read = read_statement(StatementFile("banque.csv", "", data), profiles())
    assert isinstance(read, Statement), read
    return len(read.rows)


def pandas_alone(data: bytes, days: tuple[str, ...] = _DAYS, amounts: tuple[str, ...] = _AMOUNTS) -> int:
    """Rows read by pandas as text, with the days and the amounts of these columns parsed.

    Days the quickest way that pandas has for a known form, amounts to exact cents: what the watchdog's reader gives.
    """
    frame = pd.read_csv(io.BytesIO(data), sep=";", dtype=str, keep_default_na=False)
    parsed = [pd.to_datetime(frame[name], format="%Y-%m-%d") for name in days]
    cents = [[_cents(text) for text in frame[name]] for name in amounts]
    return min(map(len, (*parsed, *cents)))


def _cents(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 100)


def seconds(work: Callable[[bytes], int], data: bytes, rows: int) -> float:
    """Processor time of one run."""
    start = time.process_time()
    assert work(data) == rows
    return time.process_time() - start


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    data = export(asked.rows)
    mine, all_columns, one_of_each = [], [], []
    for _ in range(asked.repeats):
        mine.append(seconds(ours, data, asked.rows))
        all_columns.append(seconds(pandas_alone, data, asked.rows))
        one_of_each.append(seconds(lambda text: pandas_alone(text, _DAYS[:1], _AMOUNTS[:1]), data, asked.rows))
    print(f"{asked.rows} rows: watchdog {statistics.median(mine):.2f} s")
    for what, theirs in (("its days and amounts", all_columns), ("one day and one amount only", one_of_each)):
        ratio = statistics.median(one / other for one, other in zip(mine, theirs, strict=True))
        print(f"pandas with {what}: {statistics.median(theirs):.2f} s, ratio {ratio:.2f} (goal: at most 3)")
    months = [export(_ROWS_A_MONTH) for _ in range(_MONTHS)]
    monthly = statistics.median(sum(seconds(ours, month, _ROWS_A_MONTH) for month in months) for _ in range(3))
    print(f"{_MONTHS} monthly files: {monthly:.2f} s (goal: under 5)")


if __name__ == "__main__":
    main()
