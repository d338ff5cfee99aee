"""The dossier: an evidence pack and letters ready to sign, in one zip with a contents page and hashes.

Values in, bytes out: nothing here touches a file or a clock. Rooms inside: `cases` (what an alert's rows are),
`families` and `letters` (which letter fits, until when), `discretion` (what is masked), `blanks` and `signing` (what
the person fills in), `facts` and `writing` (a letter's words), `letter_page` and `plain_text` (its two forms),
`timeline`, `pack`, `channels` and `contents` (the other pages), `blocks` and `paper` (the only door to reportlab),
`making` (the zip).
"""

from watchdog_sante.dossier.cases import case_of
from watchdog_sante.dossier.letters import propose
from watchdog_sante.dossier.making import Order, packed, zipped

__all__ = ["Order", "case_of", "packed", "propose", "zipped"]
