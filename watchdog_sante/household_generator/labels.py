"""What was planted, as `labels.json` tells it: kind, whether it may be asked about, and the rows concerned."""

import json

from watchdog_sante.household_generator.values import GeneratedHousehold, PlantedEvent, PlantedRow
from watchdog_sante.model.kinds import SourceKind

_SOURCES = {
    SourceKind.BANK: "bank",
    SourceKind.BASIC_INSURER: "ameli",
    SourceKind.TOP_UP_INSURER: "mutuelle",
    SourceKind.INSURER_DETAILS: "details",
}


def _row(row: PlantedRow) -> dict[str, str | None]:
    amount = None if row.cents is None else f"{row.cents / 100:.2f}"
    return {"source": _SOURCES[row.source], "date": row.day.isoformat(), "amount": amount, "field": row.field}


def _event(event: PlantedEvent) -> dict[str, object]:
    return {"kind": event.kind, "acceptable": event.acceptable, "evidence": [_row(row) for row in event.evidence]}


def labels_json(household: GeneratedHousehold) -> str:
    """The household's labels as a JSON document: `household`, `months`, `labels`."""
    labels = [_event(event) for event in household.labels]
    return json.dumps(
        {"household": household.name, "months": household.months, "labels": labels}, ensure_ascii=False, indent=1
    )
