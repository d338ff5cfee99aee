"""What a dossier shows of numbers and names: masked unless the person asked otherwise.

Masked: account and card numbers, mandate references, long runs of digits, beneficiaries' names (initials). Shown all
the same: what the recipient needs to find the operation, that is day, amount, label, creditor and its public id (ICS).
A NIR is masked either way: it is never stored. Source: domain notes, section 6.
"""

import re
import unicodedata
from dataclasses import dataclass

from watchdog_sante.model.operations import LabelReading
from watchdog_sante.redaction import mask_account, mask_for_sending, mask_nir

_LONG = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ .\-]?[0-9]){8,}(?![0-9A-Za-z])")
_UNSEEN = frozenset(["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"])  # control, direction, private, line ends


def plain(text: str) -> str:
    """One line that shows all it holds: characters that act on a page (direction, control) appear as their code."""
    spaced = re.sub(r"[\t\r\n\v\f\u0085\u2028\u2029]+", " ", text)
    return "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in _UNSEEN else c for c in spaced)


def _last(number: str) -> str:
    compact = re.sub(r"[^0-9A-Za-z]", "", number)
    return f"…{compact[-4:]}" if len(compact) > 4 else compact


@dataclass(frozen=True, slots=True)
class Discretion:
    """How the texts of a dossier are shown."""

    masked: bool = True
    names: tuple[str, ...] = ()  # beneficiaries and members, as statements and settings write them

    def text(self, text: str) -> str:
        """Any text from a statement, or that holds one."""
        shown = mask_nir(text)
        if self.masked:
            shown = _LONG.sub(lambda found: _last(found.group()), mask_for_sending(shown))
            for name in sorted(self.names, key=len, reverse=True):
                whole = rf"(?<!\w){re.escape(name)}(?!\w)"
                shown = re.sub(whole, self.person(name), shown, flags=re.IGNORECASE)
        return plain(shown)

    def label(self, label: str, reading: LabelReading | None) -> str:
        """A bank's label; its mandate reference is a number of the person's, its creditor id is public."""
        reference = reading.mandate_reference if reading else ""
        public = reading.creditor_id if reading else ""
        if self.masked and reference and reference != public:
            label = label.replace(reference, _last(reference))
        return public.join(map(self.text, label.split(public))) if public else self.text(label)

    def creditor_id(self, creditor_id: str) -> str:
        """A creditor's public identifier (ICS), which looks like an IBAN: always shown."""
        return plain(mask_nir(creditor_id))

    def reference(self, reference: str) -> str:
        """A mandate reference (RUM)."""
        return _last(reference) if self.masked else self.text(reference)

    def account(self, number: str) -> str:
        """An account's number as the statements write it."""
        return mask_account(number) if self.masked else self.text(number)

    def person(self, name: str) -> str:
        """A beneficiary: initials when masked."""
        words = re.findall(r"[^\W\d_]+", name)
        return "\u00a0".join(f"{word[0].upper()}." for word in words) if self.masked else self.text(name)
