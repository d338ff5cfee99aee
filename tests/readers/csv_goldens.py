"""A statement as lines of text, to be compared whole with the golden file beside each invented sample.

`python -m tests.readers.csv_goldens` writes them again, on purpose only: read the difference before it is kept.
"""

from pathlib import Path

from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.statements import BankRow, BenefitRow, DetailRow, Rejection, Row, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv

SAMPLES = Path(__file__).resolve().parents[1] / "statements" / "csv"


def samples() -> list[Path]:
    """Every invented sample, by name."""
    return sorted(SAMPLES.glob("*.csv"))


def golden_of(sample: Path) -> Path:
    """The file with what the sample should read as."""
    return sample.with_suffix(".txt")


def rendered(sample: Path) -> str:
    """What the sample reads as now."""
    answer = csv.read(sample.read_bytes(), profiles())
    if isinstance(answer, Rejection):
        return f"refused {_sentence(answer.reason)}\n"
    return "\n".join((f"{answer.kind} {answer.profile}", *_lines(answer), ""))


def _lines(statement: Statement) -> list[str]:
    lines = [_row(row) for row in statement.rows]
    lines += [f"{rejected.row} rejected {_sentence(rejected.reason)}" for rejected in statement.rejected]
    lines += [f"period {period.account} {period.start} {period.end}" for period in statement.periods]
    lines += [f"balance {balance.account} {balance.day} {_money(balance.cents)}" for balance in statement.balances]
    return lines


def _row(row: Row) -> str:
    match row:
        case BankRow():
            days, money = f"{row.booked} {row.value_day}", f"{_money(row.cents)} ({_money(row.balance_cents)})"
            named = f" | {row.payee}" if row.payee else ""
            return f"{row.row} {row.account} | {days} | {money} | {row.label} | {row.type_hint}{named}"
        case BenefitRow():
            amounts = [row.expense_cents, row.base_cents, row.basic_cents, row.reimbursed_cents]
            texts = [row.beneficiary, row.act, row.care_provider, row.rate, row.paid_to, row.reference]
            return " | ".join([f"{row.row} {row.paid_on} {row.care_date}", *map(_money, amounts), *texts])
        case DetailRow():
            return f"{row.row} {row.day} | {row.field} | {row.value}"


def _money(cents: int | None) -> str:
    return "-" if cents is None else f"{cents / 100:.2f}"


def _sentence(sentence: Sentence) -> str:
    return " ".join([sentence.key, *(f"{name}={value}" for name, value in sentence.values)])


if __name__ == "__main__":
    for path in samples():
        golden_of(path).write_text(rendered(path), "utf-8")
