"""What a person reads fits a terminal of 80 columns, in both languages, in colour or not, and says the answer first."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).resolve().parents[2]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = {
    "audit": ("audit", "{statements}"),
    "mandates": ("mandates", "{statements}"),
    "backtest": ("backtest", "{statements}", "--months", "2"),
    "explain": ("explain",),
    "card": ("explain", "WS201", "--examples"),
    "status": ("status",),
    "list": ("alerts", "list", "--all"),
    "show": ("alerts", "show", "{number}"),
    "why": ("alerts", "explain", "{number}"),
}
FIRST_LINES = {
    ("audit", "fr"): "1 point mérite un regard.",
    ("audit", "en"): "1 thing deserves a look.",
    ("mandates", "fr"): "2 créanciers\u00a0; délais comptés au ",
    ("mandates", "en"): "2 creditors; deadlines counted as of ",
    ("backtest", "fr"): "1 alerte en 2 mois.",
    ("status", "fr"): "Vérifié jusqu’au ",
    ("list", "fr"): "1 alerte attend votre réponse.",
}
_LONG = "PRLV SEPA COMPAGNIE GENERALE DES EAUX ET DE L ASSAINISSEMENT DU HAUT PAYS FR19ZZZ204920 REFERENCE 0042"


def _write(folder: Path, name: str, rows: list[tuple[date, str, str]]) -> None:
    text = "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in rows)
    (folder / name).write_text("Date;Libellé;Montant\n" + text, "utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quiet months, imported first; then a debit of a creditor with a long name, never seen before."""
    place = tmp_path_factory.mktemp("home")
    statements = place / "statements"
    statements.mkdir()
    today = date.today()
    quiet = [
        (today - timedelta(days=30 * back + 4), "PRLV SEPA MUTUELLE DU LAC", "-58,20") for back in range(9, -1, -1)
    ]
    _write(statements, "a.csv", quiet)
    assert _type(place, "import", str(statements / "a.csv")).returncode == 0
    _write(statements, "b.csv", [(today - timedelta(days=3), _LONG, "-249,90")])
    assert _type(place, "import", str(statements / "b.csv")).returncode == 0
    return place


def _type(place: Path, *words: str, lang: str = "fr", **more: str) -> subprocess.CompletedProcess[str]:
    places = {"HOME": str(place), "XDG_STATE_HOME": str(place / "state"), "XDG_CONFIG_HOME": str(place / "config")}
    return subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *words, "--lang", lang],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "COLUMNS": "80", "LC_ALL": "C.UTF-8"} | places | more,
    )


@pytest.fixture(scope="module")
def number(home: Path) -> str:
    (found,) = re.findall(r"A-[0-9]{2}-[0-9]{4}(?=  )", _type(home, "alerts", "list").stdout)
    return str(found)


@pytest.mark.parametrize(
    ("name", "lang"), [*((name, "fr") for name in COMMANDS), ("audit", "en"), ("mandates", "en"), ("card", "en")]
)
def test_it_fits_eighty_columns_and_says_the_answer_first(home: Path, number: str, name: str, lang: str) -> None:
    words = [word.format(statements=home / "statements", number=number) for word in COMMANDS[name]]
    printed = _type(home, *words, lang=lang)
    assert printed.returncode in (0, 1), printed.stderr
    lines = printed.stdout.splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []
    assert lines[0].startswith(FIRST_LINES.get((name, lang), ""))
    assert "\x1b" not in printed.stdout


def test_colour_adds_nothing_but_colour(home: Path, number: str) -> None:
    plain = _type(home, "alerts", "show", number).stdout
    coloured = _type(home, "alerts", "show", number, FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert "\x1b[" in coloured
    assert COLOUR.sub("", coloured) == plain
    offered = re.findall(rf"watchdog-sante alerts (\w+) {number}", plain)
    assert offered == ["accept", "seen", "reported", "snooze"]


def test_a_label_or_a_file_name_commands_no_terminal(home: Path, tmp_path: Path) -> None:
    nasty = "\x1b[2J\x1b]0;x\x07\u202e\x9b31m"
    today = date.today()
    days = [today - timedelta(days=30 * back + 2) for back in range(9)]
    rows = [(day, "PRLV SEPA ENERGIE DU LAC", "-31,50") for day in days]
    _write(tmp_path, f"a{nasty}.csv", [*rows, (today, "PRLV SEPA NOUVEAU \x1b[31m\u202e NOM", "-312,40")])
    (tmp_path / f"b{nasty}.csv").write_text("x", "utf-8")
    (tmp_path / f"c{nasty}.txt").write_text("x", "utf-8")
    for words in (("audit", str(tmp_path)), ("mandates", str(tmp_path))):
        printed = _type(home, *words)
        assert "NOUVEAU" in printed.stdout
        assert [mark for mark in "\x1b\x07\u202e\x9b" if mark in printed.stdout + printed.stderr] == []
