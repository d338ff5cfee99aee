"""What is wrong with a settings file is told in the language that this file asks for, whatever the machine speaks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = (("check",), ("audit", "."), ("once",), ("init",), ("status",), ("run",))
UNKNOWN = {
    "en": "Settings: watchdog.yaml: “inbx” is not a known setting. Correct the name or remove the line.",
    "fr": "Réglages : watchdog.yaml : « inbx » n’est pas un réglage connu. Corrigez le nom ou supprimez la ligne.",
}
NO_YAML = {
    "en": "Settings: watchdog.yaml, line 3: this is no YAML. Check indents and colons.",
    "fr": "Réglages : watchdog.yaml, ligne 3 : ce n’est pas du YAML. Vérifiez les retraits et les deux-points.",
}


def _said(folder: Path, text: str, machine: str, *words: str) -> str:
    (folder / "watchdog.yaml").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", *words, "--config", "watchdog.yaml"],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"LANG": f"{machine}_XX.UTF-8", "LC_ALL": "", "COLUMNS": "80", "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize(("own", "machine"), [("en", "fr"), ("fr", "en")])
def test_a_fault_is_told_in_the_file_s_own_language(
    words: tuple[str, ...], own: str, machine: str, tmp_path: Path
) -> None:
    told = _said(tmp_path, f"language: {own}\ninbx: [a]\n", machine, *words)
    assert " ".join(UNKNOWN[own].split()) in told


@pytest.mark.parametrize(
    ("text", "machine", "spoken"),
    [("language: 'en'\ninbox: [a\n", "fr", "en"), ("# no language\ninbox: [a\n", "fr", "fr")],
)
def test_a_file_that_is_no_yaml_still_says_its_language(text: str, machine: str, spoken: str, tmp_path: Path) -> None:
    assert " ".join(NO_YAML[spoken].split()) in _said(tmp_path, text, machine, "check")
