"""A letter as text to edit before signing. Windows line ends and a byte-order mark: every editor opens it right."""

from textwrap import wrap

from watchdog_sante.dossier.blanks import typed
from watchdog_sante.dossier.signing import Heading
from watchdog_sante.model.dossier import Letter

_WIDTH = 78
_RIGHT = 40  # where the recipient's address begins


def _paragraph(text: str) -> list[str]:
    indent = "  " if text.startswith("- ") else ""
    return wrap(typed(text), _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def letter_text(letter: Letter, heading: Heading) -> bytes:
    """The whole letter: sender, recipient, place and day, subject, body, signature, enclosures."""
    lines = [*heading.sender, ""]
    lines += [" " * _RIGHT + line for line in letter.recipient]
    lines += ["", " " * _RIGHT + heading.place_and_day, "", *_paragraph(f"Objet\u00a0: {letter.subject}"), ""]
    for before, text in zip(("", *letter.body), letter.body, strict=False):
        together = before.startswith("- ") and text.startswith("- ")
        lines += ([] if together or not before else [""]) + _paragraph(text)
    lines += ["", "", " " * _RIGHT + heading.signature, "", ""]
    if letter.enclosures:
        lines += ["Pièces jointes\u00a0:", *(line for one in letter.enclosures for line in _paragraph(f"- {one}"))]
    return ("\ufeff" + "\r\n".join(typed(line) for line in lines) + "\r\n").encode("utf-8")
