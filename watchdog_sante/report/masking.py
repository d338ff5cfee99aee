"""What a terminal, a page and a document show of the texts of statements: the same everywhere, numbers masked."""

from watchdog_sante.labels import mask_label
from watchdog_sante.model.findings import EvidenceRow
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.redaction import mask_for_showing


def shown_label(row: EvidenceRow) -> str | None:
    """The label of a row as it is shown; None when it has none."""
    if row.label is None:
        return None
    return mask_label(row.label) if row.source is SourceKind.BANK else mask_for_showing(row.label)


def shown_text(text: str | None) -> str | None:
    """Any other text of a statement as it is shown."""
    return None if text is None else mask_for_showing(text)
