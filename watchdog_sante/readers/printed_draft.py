"""A first layout for a PDF that none reads, for the person to finish: the headings of its table with their roles.

Nothing of the file but its headings stands in the draft, so that it may be shown to others; the lines as the program
sees them are handed over beside it, for the person alone.
"""

from collections.abc import Sequence
from itertools import pairwise

import yaml

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import Rejection
from watchdog_sante.readers.csv_draft import Draft
from watchdog_sante.readers.folding import fold_name, same_length
from watchdog_sante.readers.forms import Form, printed_layouts
from watchdog_sante.readers.pdf_text import text_lines
from watchdog_sante.readers.printed_columns import cell_spans
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_tokens import tokens_of
from watchdog_sante.readers.profile import Role
from watchdog_sante.redaction import mask_for_showing

_FAMILIES = ("printed-health", "printed-basic", "printed-bank")


def draft_pdf(data: bytes, name: str, forms: Sequence[Form]) -> Draft | Rejection:
    """A layout called after `name` for this PDF, or why none can be proposed."""
    lines = text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    layouts = {layout.name: layout for layout in printed_layouts(forms)}
    families = [layouts[one] for one in _FAMILIES if one in layouts]
    if not families or not any(tokens_of(line.text).amounts for line in lines):
        return Rejection(say("refused.printed_no_draft"))
    family = max(families, key=lambda layout: _known(lines, layout))
    titles = _titles(lines, family)
    profile: dict[str, object] = {
        "name": fold_name(name).replace(" ", "-") or "draft",
        "kind": "pdf",
        "speaker": str(family.speaker),
        "extends": family.name,
        "source": "profiles draft",
        "marks": [fold_name(title) for title in titles],
        "columns": {title: str(_role(title, family)) for title in titles},
    }
    text = yaml.safe_dump(profile, allow_unicode=True, sort_keys=False)
    seen = tuple((line.row, mask_for_showing(line.text)) for line in lines)
    return Draft(text, (say("printed.draft_check"),), seen)


def _known(lines: Sequence[PrintedLine], layout: PrintedLayout) -> int:
    """How many headings of the layout stand in the best line of headings; its own words decide between equals."""
    found = [headings_at(lines, at, layout) for at in range(len(lines))]
    claims = layout.claims("\n".join(" ".join(same_length(line.text).split()) for line in lines))
    return 2 * max((len(columns.columns) for columns in found if columns), default=0) + claims


def _titles(lines: Sequence[PrintedLine], layout: PrintedLayout) -> list[str]:
    """The cells of the line of headings: one that shows some, else the line above the first row."""
    for at in range(len(lines)):
        if headings_at(lines, at, layout):
            return _cells(lines[at])
    for above, line in pairwise(lines):
        tokens = tokens_of(line.text, short_days=True)
        if tokens.amounts and (tokens.days or tokens.short_days):
            return _cells(above) if not tokens_of(above.text).amounts else []
    return []


def _cells(line: PrintedLine) -> list[str]:
    return list(dict.fromkeys(mask_for_showing(line.text[start:end]) for start, end in cell_spans(line.text)))


def _role(title: str, layout: PrintedLayout) -> Role:
    folded = same_length(title)
    return next((role for pattern, role in layout.headings if pattern.search(folded)), Role.IGNORED)
