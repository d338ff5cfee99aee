"""Every real-world CSV at hand: the French ones read whole or refused as the table says, the others never raise.

`python -m tests.readers.test_corpus_csv FOLDER` writes the table again, to be read before it is committed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.csv_draft import draft
from watchdog_sante.readers.csv_understood import understand

TABLE = Path(__file__).with_name("corpus_csv.tsv")
COLUMNS = ("file", "profile", "rows in file", "read", "rejected", "reasons")
# Of these French or French-using banks the rows were counted by eye, in an editor, without the reader's help.
ROWS = {
    "70516778910_bnp.csv": 3,
    "bnp-paribas.csv": 3,
    "boursobank.csv": 2,
    "credit-agricole.csv": 3,
    "credit-mutuel-montant.csv": 2,
    "credit-mutuel.csv": 2,
    "revolut-business.csv": 3,
    "societe-generale.csv": 3,
    "n26-fr.csv": 2,
    "00000000001.csv": 24,
    "HistoriqueOperationsBourse.csv": 5,
}


def _files(corpus: Path) -> Iterator[Path]:
    return (path for path in sorted(corpus.rglob("*")) if path.suffix.lower() in (".csv", ".tsv", ".ssv"))


def _answer(path: Path) -> Statement | Rejection:
    return read_statement(StatementFile(path.name, path.parent.name, path.read_bytes()), profiles())


def _lines(corpus: Path) -> list[str]:
    files = [path for path in _files(corpus) if path.name in ROWS]
    return ["\t".join(COLUMNS), *(_line(path, path.relative_to(corpus).as_posix()) for path in files)]


def _line(path: Path, name: str) -> str:
    answer = _answer(path)
    if isinstance(answer, Rejection):
        return f"{name}\t\t{ROWS[path.name]}\t0\t0\trefused: {answer.reason.key}"
    assert answer.rows_in_file == ROWS[path.name], name
    reasons = " ".join(sorted({row.reason.key for row in answer.rejected}))
    counts = map(str, (ROWS[path.name], len(answer.rows), len(answer.rejected)))
    return "\t".join((name, answer.profile, *counts, reasons))


def test_every_french_file_of_the_corpus_is_read_or_refused_as_the_table_says(shared: Path) -> None:
    lines = _lines(shared / "corpus")
    assert len(lines) == 1 + len(ROWS)
    assert lines == TABLE.read_text(encoding="utf-8").splitlines()


def test_no_file_of_the_corpus_raises(shared: Path) -> None:
    files = list(_files(shared / "corpus"))
    assert len(files) > len(ROWS)
    for path in files:
        _answer(path)
        draft(path.read_bytes(), path.stem, profiles())
        understand(path.read_bytes(), profiles())


def test_only_known_forms_of_other_countries_are_read(shared: Path) -> None:
    """Accounts in euros whose columns a profile or French words name; everything else is refused, never guessed."""
    read = {path.name for path in _files(shared / "corpus") if isinstance(_answer(path), Statement)}
    assert read - set(ROWS) == {"20171001-20171106.csv"}  # N26 in German


def test_the_labelled_households_are_read_without_a_rejected_row(shared: Path) -> None:
    folders = sorted((shared / "households").glob("*/h*"))[::6]
    assert folders
    for path in (path for folder in folders for path in folder.glob("*.csv")):
        answer = _answer(path)
        assert isinstance(answer, Statement), path
        lines = [line for line in path.read_text("utf-8-sig").splitlines() if line]
        assert (len(answer.rows), answer.rejected) == (len(lines) - 1, ()), path


if __name__ == "__main__":
    TABLE.write_text("\n".join(_lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")
