"""Is this message what it claims to be? A received SMS or e-mail is read, taken apart and weighed, offline.

`read_letter` makes bytes a `Letter` (or says why not), `judge` gives the opinion. Inside: `reading` (with `mail`,
`web_text`, `pasted`), `links`, `addresses`, `telephones`, `folding` and `phrases` know how things are written;
`speakers`, `standing` and `claims` who speaks, whose a domain is, what the statements show; `*_signs` and `cues`
notice; `opinion` weighs. All facts are data in knowledge/: bodies, link_services, message_cues, message_signs.
"""

from watchdog_sante.solicitation.opinion import judge
from watchdog_sante.solicitation.reading import read_letter

__all__ = ["judge", "read_letter"]
