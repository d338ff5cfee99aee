"""What a French bank label says: kind of operation, payee, card date, creditor id (ICS), mandate reference (RUM).

The label is the stored fact; what it means is derived every time, so that a better grammar improves old data.
Only this room knows how banks word their labels (domain notes, section 3.1). Rooms inside: `text` (folding),
`grammar` (the banks' operation words, as tables), `fields` (labelled parts of a label), `creditors` (ICS and RUM),
`payees` (the comparison key), `people` (transfers between people), `cards` (card labels), `reading` (one label),
`towns` and `bare` (a whole history), `masking` (what is shown of one).
"""

from watchdog_sante.labels.creditors import creditor_id_is_valid, creditor_key
from watchdog_sante.labels.masking import mask_label
from watchdog_sante.labels.payees import payee_key
from watchdog_sante.labels.reading import read_label
from watchdog_sante.labels.towns import read_labels

__all__ = ["creditor_id_is_valid", "creditor_key", "mask_label", "payee_key", "read_label", "read_labels"]
