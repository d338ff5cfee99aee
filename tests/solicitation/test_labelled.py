"""The labelled messages: hardly a fraud goes unnoticed, hardly a genuine message is condemned."""

import pytest

from tests.solicitation.scoring import SETS, labelled, table

SOUGHT, TOLERATED = 0.95, 0.05


@pytest.mark.parametrize("files", SETS.values(), ids=SETS.keys())
def test_frauds_are_seen_and_genuine_messages_are_not_condemned(files: tuple[str, ...]) -> None:
    messages = list(labelled(*files))
    found = table(messages)
    frauds = sum(message.fraud for message in messages)
    missed, condemned = found.get((True, "nothing"), []), found.get((False, "fraud"), [])
    assert len(missed) <= (1 - SOUGHT) * frauds, missed
    assert len(condemned) <= TOLERATED * (len(messages) - frauds), condemned


def test_most_of_either_kind_get_a_plain_answer() -> None:
    """Doubt about everything would reach both goals and help nobody."""
    messages = [message for files in SETS.values() for message in labelled(*files)]
    found = table(messages)
    frauds = sum(message.fraud for message in messages)
    assert len(found[True, "fraud"]) >= 0.7 * frauds
    assert len(found[False, "nothing"]) >= 0.7 * (len(messages) - frauds)


def test_the_set_is_large_and_of_both_kinds() -> None:
    messages = [message for files in SETS.values() for message in labelled(*files)]
    frauds = sum(message.fraud for message in messages)
    assert len(messages) >= 130
    assert 0.4 <= frauds / len(messages) <= 0.6
    assert len({message.name for message in messages}) == len(messages)
