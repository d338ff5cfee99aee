"""What `init` proposes from statements at hand."""

from datetime import date
from pathlib import Path

from watchdog_sante.commands.init import recognised
from watchdog_sante.household_generator import demo_household
from watchdog_sante.package_data import forms


def test_an_insurer_whose_label_says_only_mutuelle_is_proposed_once_under_its_own_name(tmp_path: Path) -> None:
    for file in demo_household().files:
        (tmp_path / file.name).write_bytes(file.data)
    shown = recognised((tmp_path,), forms(), lambda _: None, date(2025, 1, 2))
    assert shown.top_up_insurers == ("Solidarité Mutuelle Hermine",)
