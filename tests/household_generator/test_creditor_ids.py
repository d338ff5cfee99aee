"""Creditor identifiers: the domain notes' textbook example, a valid key on every one generated, forged ones invalid."""

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from watchdog_sante.household_generator import generate
from watchdog_sante.household_generator.creditors import broken_creditor_id, creditor, creditor_id


def _is_valid(ics: str) -> bool:
    return bool(mod_97_10.is_valid(ics[7:] + ics[:4]))


def test_the_textbook_example() -> None:
    assert creditor_id("09999999999", "DE") == "DE98ZZZ09999999999"
    assert creditor_id("591778") == "FR07ZZZ591778"


@given(st.integers())
def test_a_creditor_is_valid_and_a_forged_one_is_not(seed: int) -> None:
    rng = Random(seed)
    ics = creditor(rng, "ENERVAL ENERGIE").creditor_id
    forged = broken_creditor_id(ics, rng)
    assert (_is_valid(ics), len(ics)) == (True, 13)
    assert (_is_valid(forged), len(forged), forged[4:]) == (False, 13, ics[4:])


def test_every_identifier_in_a_household_is_valid() -> None:
    text = "".join(file.data.decode("cp1252", "replace") for file in generate(11, bank="societe", frauds=()).files)
    found = set(re.findall(r"ID: ([A-Z]{2}[0-9]{2}[A-Z]{3}[0-9A-Z]+)", text))
    assert len(found) >= 4
    assert {ics for ics in found if not _is_valid(ics)} == set()
