"""Settings: what is understood, and the exact sentence for each way of being wrong."""

from pathlib import Path

import pytest

from watchdog_sante.model.household import AccountName, Household, Insurer, InsurerRole, Member
from watchdog_sante.package_data import phrasebook
from watchdog_sante.settings import Settings, SettingsError, load

BAD = Path(__file__).parent / "bad_settings"
CONTRACT = """\
language: fr
household:
  members:
    - name: Claire Martin
insurers:
  - name: Mutuelle des Glycines
    role: complementary
    bank_labels: ["MUTUELLE DES GLYCINES"]
    creditor_id: FR62ZZZ123456
accounts:
  - {name: Compte joint, number: "8941", folder: joint}
"""


def test_what_the_contract_names_is_understood(tmp_path: Path) -> None:
    (tmp_path / "watchdog.yaml").write_text(CONTRACT, "utf-8")
    settings = load(tmp_path / "watchdog.yaml")
    assert settings.language == "fr"
    assert settings.as_household() == Household(
        members=(Member("Claire Martin"),),
        insurers=(
            Insurer("Mutuelle des Glycines", InsurerRole.COMPLEMENTARY, ("MUTUELLE DES GLYCINES",), "FR62ZZZ123456"),
        ),
        accounts=(AccountName("Compte joint", "8941", "joint"),),
    )


def test_an_empty_file_is_no_settings_at_all(tmp_path: Path) -> None:
    (tmp_path / "watchdog.yaml").write_text("# nothing yet\n", "utf-8")
    assert load(tmp_path / "watchdog.yaml") == Settings()


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_way_of_being_wrong_has_its_sentence(file: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        load(file)
    said = "\n".join(phrasebook("fr").text(problem) for problem in raised.value.problems)
    assert said == file.with_suffix(".txt").read_text("utf-8").rstrip("\n")


def test_brackets_nested_by_the_thousand_are_no_settings(tmp_path: Path) -> None:
    (tmp_path / "watchdog.yaml").write_text("[" * 5000 + "]" * 5000, "utf-8")
    with pytest.raises(SettingsError) as raised:
        load(tmp_path / "watchdog.yaml")
    assert phrasebook("en").text(raised.value.problems[0]) == (
        "Settings: watchdog.yaml, line 1: this is no YAML. Check indents and colons."
    )


def test_an_absent_file_is_named() -> None:
    with pytest.raises(SettingsError) as raised:
        load(Path("nowhere/watchdog.yaml"))
    assert phrasebook("en").text(raised.value.problems[0]) == (
        "Settings: nowhere/watchdog.yaml cannot be read (No such file or directory). Check the path given to --config."
    )
