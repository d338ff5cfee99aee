"""Who signs, where and when: the parts that all letters share, from the settings or as blanks."""

import re
from dataclasses import dataclass
from datetime import date

from watchdog_sante.dossier.blanks import blank
from watchdog_sante.dossier.discretion import plain
from watchdog_sante.model.dossier import Sender
from watchdog_sante.phrasing import Phrasebook

_TOWN = re.compile(r"[0-9]{5}\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a letter's body."""

    sender: tuple[str, ...]
    place_and_day: str
    signature: str


def heading_of(sender: Sender, day: date, words: Phrasebook) -> Heading:
    """Name and address as the settings say, blanks for the rest; the town is read from the address's last line."""
    name = plain(sender.name)
    address = tuple(map(plain, sender.address)) or (blank("votre adresse"), blank("code postal et ville"))
    reached = tuple(plain(one) for one in (sender.telephone, sender.email) if one)
    town = _TOWN.match(address[-1])
    return Heading(
        (name or blank("vos nom et prénom"), *address, *(reached or (blank("votre téléphone"),))),
        f"{town[1] if town else blank('ville')}, le {words.day(day)}",
        name or blank("votre signature"),
    )
