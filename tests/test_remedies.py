"""What to do about a payment: every channel exists, and every clock is the law's."""

from datetime import date

from watchdog_sante.package_data import knowledge, phrasebook
from watchdog_sante.remedies import (
    about_card,
    about_debit,
    about_identity,
    about_premium,
    about_transfer,
    about_unknown_credit,
)

DAY = date(2024, 1, 31)


def test_the_clocks() -> None:
    assert [action.by for action in about_debit(DAY)] == [date(2024, 3, 27), date(2025, 2, 28), None]
    assert [action.by for action in about_debit(DAY, "GB")] == [date(2024, 3, 27), date(2024, 4, 10), None]
    assert [action.by for action in about_card(DAY)] == [None, date(2025, 2, 28), None]
    assert [action.by for action in about_transfer(DAY)] == [None, date(2025, 2, 28), None]
    assert about_premium(DAY)[1:] == about_debit(DAY)


def test_every_channel_and_sentence_exists() -> None:
    channels = {contact.key for contact in knowledge().contacts}
    every = [*about_premium(DAY), *about_card(DAY), *about_transfer(DAY), *about_unknown_credit(), *about_identity()]
    assert {action.channel for action in every} <= channels
    assert all(phrasebook(language).text(action.text) for language in ("fr", "en") for action in every)
