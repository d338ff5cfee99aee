"""Innocent twins of the changed details: the same details written otherwise."""

import unicodedata
from random import Random

from watchdog_sante.household_generator.details import EMAIL, FORMULA, IBAN, LINK, MEMBER, ORGANISATION, TELEPHONE
from watchdog_sante.household_generator.dice import pick, some
from watchdog_sante.household_generator.planting import field_row, must_be_silent
from watchdog_sante.household_generator.story import Story


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _grouped(text: str, size: int, mark: str = " ") -> str:
    return mark.join(text[at : at + size] for at in range(0, len(text), size))


def _otherwise(field: str, value: str, rng: Random) -> str:
    """The same value as another hand would write it."""
    forms = {
        TELEPHONE: (
            _grouped(value, 2),
            _grouped(value, 2, "."),
            f"+33 {value[1]} {_grouped(value[2:], 2)}",
            f"Tél. {value}",
        ),
        IBAN: (_grouped(value, 4), value.lower(), f"IBAN {_grouped(value, 4)}"),
        MEMBER: (
            " ".join(reversed(value.split(" ", 1))),
            _without_accents(value).upper(),
            f"M. {value}",
            value.title(),
        ),
        EMAIL: (value.upper(), value.capitalize(), f"<{value}>"),
        ORGANISATION: (value.upper(), _without_accents(value), value.replace(" ", "  ")),
        FORMULA: (value.upper(), _without_accents(value), f"Formule {value}"),
        LINK: ("Oui", "OUI", "oui "),
    }
    return pick(rng, forms[field])


def details_otherwise(story: Story, rng: Random) -> Story | None:
    """In some snapshots, a few fields are written otherwise and mean the same."""
    shown, told = [], []
    for number, snapshot in enumerate(story.snapshots):
        if number > 1 and rng.random() < 0.5:
            for field in some(rng, (TELEPHONE, IBAN, MEMBER, EMAIL, ORGANISATION, FORMULA, LINK), 2):
                snapshot = snapshot.changed(field, _otherwise(field, dict(snapshot.fields)[field], rng))
                told.append(field_row(snapshot, field))
        shown.append(snapshot)
    return must_be_silent(story.with_snapshots(shown), "details_otherwise", told) if told else None
