"""A letter as the French post wants it: sender at the left, recipient at the right where a window envelope shows it.

The recipient's zone (from 105 mm, between 45 and 90 mm from the top) is that of the DL window envelope for a sheet
folded in three; the folds are marked in the margin.
"""

import re
from datetime import date

from watchdog_sante.dossier.blocks import Block, Closing, Gap, Placed, Sheet, Words
from watchdog_sante.dossier.signing import Heading
from watchdog_sante.model.dossier import Letter

_RIGHT = 105.0
_PART = re.compile(r"[1-9]\. ")  # the head of a numbered part


def letter_sheet(letter: Letter, heading: Heading, day: date) -> Sheet:
    """The letter before it is drawn."""
    body = [Words(text, strong=bool(_PART.match(text))) for text in letter.body]
    sign = (Gap(2), Words(heading.signature, right=True), Gap(14)) if letter.body else ()
    blocks: list[Block] = [
        Words(heading.place_and_day, right=True),
        Gap(2),
        Words(f"Objet\u00a0: {letter.subject}", strong=True),
        Gap(1),
        *body[:-1],
        Closing((*body[-1:], *sign)),
    ]
    if letter.enclosures:
        listed = tuple(Words(f"- {one}", soft=True) for one in letter.enclosures)
        blocks.append(Closing((Words("Pièces jointes\u00a0:", soft=True), *listed)))
    return Sheet(
        title=letter.subject,
        language="fr-FR",
        day=day,
        blocks=tuple(blocks),
        foot=lambda page, pages: f"Page {page} sur {pages}" if pages > 1 else "",
        size=10.5,
        top=94,
        placed=(Placed(20, 20, 80, heading.sender), Placed(_RIGHT, 48, 88, letter.recipient)),
        folds=True,
    )
