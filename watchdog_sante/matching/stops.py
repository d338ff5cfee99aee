"""Where the top-up insurer stopped following: nearly all cares before, nearly none after."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from watchdog_sante.matching.following import Followed, usual_delay


class Limits(Protocol):
    """How much must have been followed, and how much not."""

    @property
    def followed_before(self) -> int: ...
    @property
    def share_before(self) -> float: ...
    @property
    def missed(self) -> int: ...
    @property
    def rare_share(self) -> float: ...
    @property
    def over_days(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Stop:
    """The cares before the stop, and those after it that were not followed, in order of payment."""

    before: tuple[Followed, ...]
    after: tuple[Followed, ...]


def _last_followed(due: tuple[Followed, ...], limits: Limits) -> int:
    """The place of the last care followed, rare later ones aside (a single care of another contract hides no stop);
    -1 without one."""
    paid = [one.top_up_paid is not None for one in due]
    later = sum(paid)
    for index, followed in enumerate(paid):
        later -= followed
        begins = followed and not any(paid[index + 1 : index + 1 + limits.missed])
        if begins and later <= limits.rare_share * (len(paid) - index - 1):
            return index
    return -1


def find_stop(followed: tuple[Followed, ...], as_of: date, limits: Limits) -> Stop | None:
    """The stop, told by cares paid long enough before `as_of` to have been followed; None without one."""
    due = tuple(one for one in followed if one.top_up_paid or one.basic_paid + usual_delay(followed) <= as_of)
    last = _last_followed(due, limits)
    before, after = due[: last + 1], tuple(one for one in due[last + 1 :] if not one.top_up_paid)
    kept = sum(one.top_up_paid is not None for one in before)
    if len(after) < limits.missed or kept < limits.followed_before or kept < limits.share_before * len(before):
        return None
    span = after[-1].basic_paid - after[0].basic_paid
    return Stop(before, after) if span >= timedelta(days=limits.over_days) else None
