"""Invented households for `demo`, tests and benchmarks: a seed in, files, settings and labels out. Pure.

Nobody in here exists: people, shops, insurers, accounts and creditors are invented; only banks' wording, public payers
and the lenders and payment intermediaries that the knowledge names are real.
"""

from watchdog_sante.household_generator.demo import demo_household
from watchdog_sante.household_generator.frauds import FRAUDS, PATTERN_OF
from watchdog_sante.household_generator.generation import generate
from watchdog_sante.household_generator.innocents import INNOCENTS
from watchdog_sante.household_generator.labels import labels_json
from watchdog_sante.household_generator.values import GeneratedFile, GeneratedHousehold, PlantedEvent, PlantedRow

__all__ = [
    "FRAUDS",
    "INNOCENTS",
    "PATTERN_OF",
    "GeneratedFile",
    "GeneratedHousehold",
    "PlantedEvent",
    "PlantedRow",
    "demo_household",
    "generate",
    "labels_json",
]
