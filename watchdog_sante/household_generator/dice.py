"""Chance that can be thrown again: one stream of numbers per seed and topic.

Each topic has its own stream, so that a fraud more or less changes nothing else in the household.
Only methods whose results are alike in every supported Python are used.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def dice(seed: int, *topic: object) -> Random:
    """The stream of this seed and topic."""
    return Random(f"{seed}/" + "/".join(str(part) for part in topic))


def chance(rng: Random, probability: float) -> bool:
    """True with this probability."""
    return rng.random() < probability


def pick(rng: Random, items: Sequence[Item]) -> Item:
    """One of the items, all alike likely."""
    return items[int(rng.random() * len(items))]


def some(rng: Random, items: Sequence[Item], count: int) -> tuple[Item, ...]:
    """`count` different items (all of them when there are fewer), in random order."""
    left, taken = list(items), list[Item]()
    while left and len(taken) < count:
        taken.append(left.pop(int(rng.random() * len(left))))
    return tuple(taken)


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(rng.random() * (high - low + 1))


def cents(rng: Random, low: float, high: float) -> int:
    """An amount between two sums of euros, in cents, nearer the low end as prices are."""
    nearness: float = rng.random() ** 1.6
    return round(100 * (low + (high - low) * nearness))


def price(rng: Random, low: float, high: float) -> int:
    """A shop's price: often ends in 0, 90 or 99 cents."""
    amount, ending = cents(rng, low, high), rng.random()
    if ending < 0.25:
        return amount - amount % 100 + 99
    if ending < 0.45:
        return amount - amount % 100 + 90
    round_price = ending < 0.6 and amount >= 100
    return amount - amount % 100 if round_price else amount


def digits(rng: Random, count: int) -> str:
    """A reference of that many digits, the first of them not 0."""
    return str(between(rng, 1, 9)) + "".join(str(between(rng, 0, 9)) for _ in range(count - 1))


def letters(rng: Random, count: int) -> str:
    """A reference of capital letters and digits."""
    return "".join(pick(rng, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(count))
