"""What a statement in one of the banks' other formats reads as, through the one door of all readers."""

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.package_data import phrasebook, profiles
from watchdog_sante.readers import read_statement


def statement_of(data: bytes, name: str = "releve") -> Statement:
    """The statement."""
    answer = read_statement(StatementFile(name, "", data), profiles())
    assert isinstance(answer, Statement), answer
    return answer


def rows_of(data: bytes) -> list[BankRow]:
    """The rows of a statement of which every row is read."""
    answer = statement_of(data)
    assert answer.rejected == ()
    return [row for row in answer.rows if isinstance(row, BankRow)]


def told(data: bytes) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """Row numbers with cents, and row numbers with the reason of their rejection."""
    answer = statement_of(data)
    rows = [(row.row, row.cents) for row in answer.rows if isinstance(row, BankRow)]
    return rows, [(row.row, row.reason.key) for row in answer.rejected]


def refusal(data: bytes) -> str:
    """Why the file is refused; the sentence is there in both languages."""
    answer = read_statement(StatementFile("releve", "", data), profiles())
    assert isinstance(answer, Rejection), answer
    assert all(phrasebook(language).text(answer.reason) for language in ("fr", "en"))
    return answer.reason.key


def whole_or_told(data: bytes) -> None:
    """Cut at every byte: no row that the whole has not, and each row begun and lost is told."""
    whole = statement_of(data)
    for end in range(len(data.rstrip())):
        cut = read_statement(StatementFile("releve", "", data[:end]), profiles())
        if isinstance(cut, Rejection):
            continue
        assert set(cut.rows) <= set(whole.rows), end
        assert set(cut.balances) <= set(whole.balances), end
        begun = data[:end].count(b"\n") + (not data[:end].endswith(b"\n"))
        lost = {row for row in whole.rows if row.row <= begun} - set(cut.rows)
        assert not lost or cut.rejected, end
