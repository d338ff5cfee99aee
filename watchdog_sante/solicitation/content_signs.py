"""What a message holds besides words and links: attachments, a form, pictures, letters of another alphabet."""

import re

from watchdog_sante.model.solicitation import Sign
from watchdog_sante.solicitation.folding import mixes_alphabets
from watchdog_sante.solicitation.noticing import Case, shown

_DANGEROUS = re.compile(
    r"\.(?:exe|scr|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|msi|iso|img|lnk|apk|jar|docm|xlsm|pptm|dotm|one|rar|7z|ace|vhd|reg)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:s?html?|svg|xht(?:ml)?|mht(?:ml)?|zip)$", re.IGNORECASE)
_FEW_WORDS = 25


def content_signs(case: Case) -> tuple[Sign, ...]:
    """Signs about what comes with the words."""
    letter = case.letter
    signs = [*_attachments(case)]
    if letter.asks_in_form:
        signs.append(case.sign("form-inside"))
    if mixes_alphabets(f"{letter.sender_name} {letter.subject} {letter.text}"):
        signs.append(case.sign("mixed-letters"))
    if letter.pictures and len(letter.text.split()) < _FEW_WORDS and letter.links:
        signs.append(case.sign("picture-only"))
    if not letter.text.strip() and not letter.subject.strip():
        signs.append(case.sign("nothing-to-read"))
    return tuple(signs)


def _attachments(case: Case) -> list[Sign]:
    for pattern, key in ((_DANGEROUS, "attachment-dangerous"), (_PAGE, "attachment-page")):
        for name in case.letter.attachments:
            if pattern.search(name):
                return [case.sign(key, file=shown(name))]
    return []
