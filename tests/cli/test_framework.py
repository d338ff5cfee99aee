"""The command line speaks the person's language, in the framework's own words too."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from typer.main import get_command

from watchdog_sante.cli import app
from watchdog_sante.cli.framework import SECTIONS, run

ENGLISH = re.compile(r"\b(Usage:|Options:|Arguments:|Commands:|Error:|default:|required|Show this|Try|No such|Missing)")


def _said(*words: str, language: str = "fr") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *words],
        capture_output=True,
        text=True,
        env=os.environ | {"LANG": f"{language}_FR.UTF-8", "LC_ALL": "", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def _helps(command: object, parent: object = None, name: str = "watchdog-sante") -> Iterator[tuple[str, str]]:
    context = command.context_class(command, info_name=name, parent=parent, **command.context_settings)  # type: ignore[attr-defined]
    yield context.command_path, command.get_help(context)  # type: ignore[attr-defined]
    for sub, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            yield from _helps(one, context, sub)


HELPS = dict(_helps(get_command(app)))


def test_every_help_fits_a_terminal_and_cuts_no_sentence() -> None:
    long = {path: line for path, text in HELPS.items() for line in text.splitlines() if len(line) > 80}
    cut = {path: line for path, text in HELPS.items() for line in text.splitlines() if re.search(r"\w\.\.\.$", line)}
    assert long == {}
    assert {path for path in cut if "Usage" not in cut[path]} == set()


def test_every_help_is_in_french_with_an_example() -> None:
    assert {path: found[0] for path, text in HELPS.items() if (found := ENGLISH.search(text))} == {}
    leaves = {path for path in HELPS if not any(other.startswith(f"{path} ") for other in HELPS)}
    assert {path for path in leaves if not re.search(r"^Exemples?\s:\n  .*watchdog-sante", HELPS[path], re.M)} == set()


def test_no_help_shows_the_framework_s_own_notation() -> None:
    """Braces, doubled brackets, types of a computer's and ranges as a formula mean nothing to a person."""
    marks = re.compile(r"[{}]|\[\[|\.\]|<=|<\w+( \w+)?>|<list")
    assert {path: found[0] for path, text in HELPS.items() if (found := marks.search(text))} == {}


def test_an_example_stands_on_one_line_to_be_copied() -> None:
    examples = {path: text.partition("\nExemple")[2].splitlines()[1:] for path, text in HELPS.items()}
    cut = {path: lines for path, lines in examples.items() if not all("watchdog-sante " in line for line in lines)}
    assert cut == {}


def test_every_command_takes_the_common_options() -> None:
    leaves = [path for path in HELPS if not any(other.startswith(f"{path} ") for other in HELPS)]
    lacking = {path for path in leaves if not all(name in HELPS[path] for name in ("--lang", "--quiet", "--verbose"))}
    assert lacking == set()


def test_every_command_stands_in_one_section() -> None:
    named = [name for _, names in SECTIONS for name in names]
    assert len(named) == len(set(named))
    assert set(get_command(app).commands) == set(named)  # type: ignore[attr-defined]


MISTAKES = {
    ("audti",): "Erreur : la commande « audti » n’existe pas. Peut-être : audit ?",
    ("audit",): "Erreur : il manque PATH.",
    ("audit", "--fromat", "json", "."): "Erreur : l’option --fromat n’existe pas. Peut-être : --format, --report ?",
    ("audit", "--zzz", "."): "Erreur : l’option --zzz n’existe pas.",
    ("audit", "--format"): "Erreur : l’option --format attend une valeur.",
    ("audit", "--quiet=3", "."): "Erreur : l’option --quiet ne prend pas de valeur.",
    ("audit", "--format", "x", "."): "Erreur : --format : choisissez parmi table, json",
    ("audit", "--fail-on", "x", "."): "Erreur : --fail-on : « x » n’est pas parmi info, warning, critical.",
    ("backtest", "--months", "x", "."): "Erreur : --months : un nombre entier est attendu.",
    ("explain", "a", "b"): "Erreur : de trop : b. Un chemin qui contient un espace s’écrit entre guillemets.",
    ("alerts", "sohw"): "Erreur : la commande « sohw » n’existe pas. Peut-être : show ?",
    ("--lang", "xx", "audit"): "Erreur : --lang : choisissez parmi fr, en",
}  # fmt: skip


@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_is_said_in_french_with_code_two(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["watchdog-sante", *words])
    code = run(app)
    out, err = capsys.readouterr()
    assert (code, out, err.splitlines()[-1]) == (2, "", MISTAKES[words])
    assert ENGLISH.search(err) is None


def test_the_language_may_stand_before_the_command_and_in_english_too() -> None:
    code, out, err = _said("--lang", "en", "audti")
    assert (code, out, err.splitlines()[-1]) == (2, "", "Error: there is no command “audti”. Perhaps: audit?")


def test_without_a_command_the_help_is_shown() -> None:
    code, out, err = _said()
    assert (code, out, err.rstrip("\n")) == (2, "", HELPS["watchdog-sante"])


def test_no_more_answers_end_a_question_without_a_change(tmp_path: object) -> None:
    code, _, err = _said("init", "--config", f"{tmp_path}/watchdog.yaml")
    assert (code, err.splitlines()[-1].endswith("Interrompu : rien de plus n’a été fait.")) == (2, True)
    assert os.listdir(str(tmp_path)) == []  # noqa: PTH208


def test_quiet_and_verbose_are_taken_by_every_command() -> None:
    code, out, err = _said("demo", "-v", "-q")
    assert (code, out) == (0, "")
    told = r"^DEBUG watchdog_sante\.cycle: file \d+ \(csv\): canonical-basic, \d+ rows, 0 rejected$"
    assert re.search(told, err, re.M)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_one_line_for_scripts_and_for_a_report_of_a_fault(option: str) -> None:
    assert _said(option) == (0, f"watchdog-sante {version('watchdog_sante')}\n", "")
