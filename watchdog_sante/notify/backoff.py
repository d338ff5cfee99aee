"""When to try again: 1, 5, 15 minutes, 1, 3, 6, 12 hours, then daily, after 30 days weekly, and never to give up."""

import random
from datetime import timedelta

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
_DAILY = timedelta(days=1)
_WEEKLY = timedelta(days=7)
_OLD = timedelta(days=30)
_JITTER = 0.2

LONGEST = _WEEKLY * (1 + _JITTER)


def delay(tries: int, age: timedelta, seed: str, to_correct: bool = False) -> timedelta:
    """Time until the next try after `tries` failed ones, ±20 %, the same for the same seed.

    `age` is how long the message has waited; `to_correct`: the settings need a hand, so that minutes change nothing.
    """
    if age >= _OLD:
        step = _WEEKLY
    elif to_correct or tries > len(_STEPS):
        step = _DAILY
    else:
        step = _STEPS[max(0, tries - 1)]
    return step * random.Random(f"{seed}:{tries}").uniform(1 - _JITTER, 1 + _JITTER)
