"""A bank's label as it is shown: numbers masked, and of a mandate reference (RUM) the last four characters.

That is enough to tell one mandate from another on a page; the whole reference is for the bank's eyes, in an unmasked
dossier, and in `mandates`, the registry that a person opens to read it.
"""

from datetime import date

from watchdog_sante.labels.reading import read_label
from watchdog_sante.redaction import mask_for_showing, mask_reference

_ANY_DAY = date(2000, 1, 1)  # what the reference is depends on no day


def mask_label(label: str) -> str:
    """The label for a screen, a report or a document at home; the days of a printed line may stand before it."""
    read = read_label(label.lstrip("0123456789/.- "), -1, _ANY_DAY)
    return mask_for_showing(mask_reference(label, read.mandate_reference))
