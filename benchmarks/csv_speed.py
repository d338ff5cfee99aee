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


def pandas_alone(data: bytes) -> int:
    """Rows read by pandas as text, with the days and the amounts that the file has (two columns of each) parsed.

    Days the quickest way that pandas has for a known form, amounts to exact cents: what the watchdog's reader gives.
    """
    frame = pd.read_csv(io.BytesIO(data), sep=";", dtype=str, keep_default_na=False)
    days = [pd.to_datetime(frame[name], format="%Y-%m-%d") for name in ("dateOp", "dateVal")]
    cents = [[_cents(text) for text in frame[name]] for name in ("amount", "accountbalance")]
    return min(map(len, (*days, *cents)))


def _cents(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 100)


def seconds(work: Callable[[bytes], int], data: bytes, rows: int) -> float:
    """Processor time of one run."""
    start = time.process_time()
    assert work(data) == rows
    return time.process_time() - start


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    data = export(asked.rows)
    pairs = [(seconds(ours, data, asked.rows), seconds(pandas_alone, data, asked.rows)) for _ in range(asked.repeats)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{asked.rows} rows: watchdog {mine:.2f} s, pandas {theirs:.2f} s, ratio {ratio:.2f} (goal: at most 3)")


if __name__ == "__main__":
    main()
