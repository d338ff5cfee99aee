"""Spans of days, both ends included: joining them, what lies between them, whether they cover a stretch."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
ONE_DAY = timedelta(days=1)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap or touch become one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1] + ONE_DAY:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def between(spans: Iterable[Span]) -> list[Span]:
    """The days missing between the first and the last day covered."""
    whole = joined(spans)
    return [(left[1] + ONE_DAY, right[0] - ONE_DAY) for left, right in pairwise(whole)]


def overlap(one: Span, other: Span) -> bool:
    """Whether the two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of a span when the holes are taken out."""
    left: list[Span] = []
    start = span[0]
    for hole in sorted(hole for hole in holes if overlap(span, hole)):
        if start < hole[0]:
            left.append((start, hole[0] - ONE_DAY))
        start = max(start, hole[1] + ONE_DAY)
    return [*left, (start, span[1])] if start <= span[1] else left
