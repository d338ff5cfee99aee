"""Every QIF, XML and MT940 of the corpus is read whole or refused as the table says; rows are counted without us.

`python -m tests.readers.test_corpus_exchange FOLDER` writes the table again, to be read before it is committed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement

TABLE = Path(__file__).with_name("corpus_exchange.tsv")
COLUMNS = ("file", "profile", "rows in file", "read", "rejected", "reasons")


def _files(corpus: Path) -> Iterator[Path]:
    return (path for path in sorted(corpus.rglob("*")) if path.suffix.lower() in (".qif", ".xml", ".sta", ".mt940"))


def _rows_in(path: Path) -> int:
    """Entries of a CAMT; records of a QIF that are no account and no opening balance; of other formats none."""
    text = path.read_text("latin-1")
    if path.suffix == ".qif":
        lines = text.splitlines()
        return lines.count("^") - lines.count("!Account") - lines.count("POpening Balance")
    return text.count("<Ntry>")


def _lines(corpus: Path) -> list[str]:
    return ["\t".join(COLUMNS), *(_line(path, path.relative_to(corpus).as_posix()) for path in _files(corpus))]


def _line(path: Path, name: str) -> str:
    answer = read_statement(StatementFile(path.name, path.parent.name, path.read_bytes()), profiles())
    rows = _rows_in(path)
    if isinstance(answer, Rejection):
        return f"{name}\t\t{rows}\t0\t0\trefused: {answer.reason.key}"
    assert answer.rows_in_file == rows, name
    reasons = " ".join(sorted({row.reason.key for row in answer.rejected}))
    return "\t".join((name, answer.profile, str(rows), str(len(answer.rows)), str(len(answer.rejected)), reasons))


def test_every_file_is_read_or_refused_as_the_table_says(shared: Path) -> None:
    assert _lines(shared / "corpus") == TABLE.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    TABLE.write_text("\n".join(_lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")
