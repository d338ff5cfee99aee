"""One subject and day have one state: what is not verified for any reason is taken out of the verified lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watchdog_sante.coverage.spans import Span, without
from watchdog_sante.model.coverage import CoverageLine, CoverageState


def _days(line: CoverageLine) -> list[Span]:
    return [(line.start, line.end)] if line.start and line.end else []


def settled(lines: Sequence[CoverageLine]) -> list[CoverageLine]:
    """The lines of each subject (in the order of their first line) by day, those without a day last."""
    found: list[CoverageLine] = []
    for subject in dict.fromkeys(line.subject for line in lines):
        mine = [line for line in lines if line.subject == subject]
        holes = [span for line in mine if line.state is not CoverageState.VERIFIED for span in _days(line)]
        told: list[CoverageLine] = []
        for line in mine:
            spans = _days(line)
            if line.state is CoverageState.VERIFIED and spans:
                told += [replace(line, start=start, end=end) for start, end in without(spans[0], holes)]
            else:
                told.append(line)
        found += sorted(told, key=lambda line: (line.start is None, line.start or date.min, line.end or date.max))
    return found
