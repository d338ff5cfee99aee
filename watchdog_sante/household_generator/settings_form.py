"""The settings that the household's person would have written: members and insurers, in the contract's form."""

from watchdog_sante.household_generator.banks import EXPORTS
from watchdog_sante.household_generator.dice import chance, dice
from watchdog_sante.household_generator.story import Story


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


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
        f"  - name: {_quoted(family.top_up.name)}",
        "    role: complementary",
        f"    bank_labels: [{_quoted(family.top_up.words)}]",
        f"    creditor_id: {family.top_up.creditor.creditor_id}",
        f"  - name: {_quoted(family.fund)}",
        "    role: compulsory",
        f"    bank_labels: [{_quoted(family.fund)}]",
    ]
    folders = [account for account in family.accounts if not EXPORTS[account.export].numbered]
    if folders:
        lines.append("accounts:")
    for account in folders:
        owner = account.holder.split()[0].lower()
        lines += [f"  - name: {_quoted(f'compte {owner}')}", f"    folder: {_quoted(f'compte {owner}')}"]
    return "\n".join(lines) + "\n"
