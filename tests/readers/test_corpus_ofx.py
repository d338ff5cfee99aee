"""Every real-world OFX file at hand: read whole or refused with a sentence, and the table of it compared whole.

`python -m tests.readers.test_corpus_ofx FOLDER` writes the table again, to be read before it is committed.
"""

import re
import sys
from pathlib import Path

from watchdog_sante.model.statements import Rejection
from watchdog_sante.readers.ofx import claims, read

TABLE = Path(__file__).with_name("corpus_ofx.tsv")
COLUMNS = ("file", "rows in file", "read", "rejected", "reasons")
_ROW = re.compile(rb"<stmttrnp?[\s>]", re.IGNORECASE)


def _lines(corpus: Path) -> list[str]:
    files = sorted(path for path in corpus.rglob("*") if path.suffix.lower() in (".ofx", ".qfx", ".qbo"))
    return ["\t".join(COLUMNS), *(_line(path, path.relative_to(corpus).as_posix()) for path in files)]


def _line(path: Path, name: str) -> str:
    """What becomes of one file; its rows are counted in its bytes, without the reader's help."""
    data = path.read_bytes()
    assert claims(data[:4096], path.name), name
    count = len(_ROW.findall(data.replace(b"\0", b"")))
    answer = read(data)
    if isinstance(answer, Rejection):
        return f"{name}\t{count}\t0\t0\trefused: {answer.reason.key}"
    assert count == len(answer.rows) + len(answer.rejected), name
    reasons = " ".join(sorted({row.reason.key for row in answer.rejected}))
    return f"{name}\t{count}\t{len(answer.rows)}\t{len(answer.rejected)}\t{reasons}"


def test_every_file_of_the_corpus_is_read_or_refused_as_the_table_says(shared: Path) -> None:
    lines = _lines(shared / "corpus")
    assert len(lines) > 1
    assert lines == TABLE.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    TABLE.write_text("\n".join(_lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")
