"""The settings that the household's person would have written: members and insurers, in the contract's form."""

from watchdog_sante.household_generator.banks import EXPORTS, folder_of
from watchdog_sante.household_generator.dice import chance, dice
from watchdog_sante.household_generator.people import TopUp
from watchdog_sante.household_generator.story import Story


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _complementary(insurer: TopUp) -> list[str]:
    return [
        f"  - name: {_quoted(insurer.name)}",
        "    role: complementary",
        f"    bank_labels: [{_quoted(insurer.words)}]",
        f"    creditor_id: {insurer.creditor.creditor_id}",
    ]


def settings_yaml(story: Story) -> str:
    """YAML as `watchdog.yaml` reads it. Half of the households tell years of birth."""
    family, ages = story.family, chance(dice(story.seed, "settings"), 0.5)
    lines = ["language: fr", "household:", "  members:"]
    for person in family.people:
        lines.append(f"    - name: {_quoted(person.name)}")
        if ages:
            lines.append(f"      birth_year: {person.birth.year}")
    lines += [
        "insurers:",
        *(line for insurer in (family.top_up, *story.more_insurers) for line in _complementary(insurer)),
        f"  - name: {_quoted(family.fund)}",
        "    role: compulsory",
        f"    bank_labels: [{_quoted(family.fund)}]",
    ]
    folders = [account for account in family.accounts if not EXPORTS[account.export].numbered]
    if folders:
        lines.append("accounts:")
    for account in folders:
        folder = _quoted(folder_of(account.export, account.holder))
        lines += [f"  - name: {folder}", f"    folder: {folder}"]
    return "\n".join(lines) + "\n"
