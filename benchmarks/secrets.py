"""Secrets planted in every field of every kind of statement, looked for in all that comes out: the long run.

    python -m benchmarks.secrets --examples 10000 --jobs 2 --seed 1
    python -m benchmarks.secrets --only 4021:183

The households, the outputs and what counts as a leak are those of tests/secrets, which tries a dozen at each run. Of
every third household the page, the dossier and what commands print are looked at too. Prints how many examples were
tried and every leak, with the example that shows it again; exit code 1 when there is one.
"""

import argparse
import re
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.secrets.outputs import everything_of, leaks
from tests.secrets.planting import Secrets
from tests.secrets.test_planted_secrets import households

_WHOLE_EVERY = 3
_BATCH = 250  # examples of one seed


def batch(number: int) -> tuple[int, list[str]]:
    """How many examples this seed gave, and the leaks among them."""
    told: list[str] = []
    tried = 0

    @seed(number)
    @settings(
        max_examples=_BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(households)
    def look(household: tuple[Secrets, Mapping[str, bytes]]) -> None:
        nonlocal tried
        tried += 1
        secrets, files = household
        found = leaks(secrets, everything_of(secrets, files, whole=tried % _WHOLE_EVERY == 0))
        told.extend(f"seed {number}, example {tried}: {name} shows {kind} ({sorted(files)})" for name, kind in found)

    look()
    return tried, told


def only(number: int, rank: int) -> int:
    """Show one example of one seed: its secrets, and the lines around each digit of theirs that leaked."""
    tried, leaked = 0, 0

    @seed(number)
    @settings(
        max_examples=_BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(households)
    def look(household: tuple[Secrets, Mapping[str, bytes]]) -> None:
        nonlocal tried, leaked
        tried += 1
        if tried != rank:
            return
        told, files = household
        print(told, sorted(files), sep="\n")
        out = everything_of(told, files, whole=tried % _WHOLE_EVERY == 0)
        for name, kind in leaks(told, out):
            leaked += 1
            digits = re.sub(r"\W", "", getattr(told, kind))
            text = str(out[name])
            spread = re.search(r"[\W_]*".join(map(re.escape, digits)), text, re.IGNORECASE)
            start, end = spread.span() if spread else (0, 0)
            print(f"{name} shows {kind}: {text[max(start - 120, 0) : end + 60]!r}")

    look()
    return leaked


def main() -> int:
    """Batch after batch until enough examples were tried."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="SEED:EXAMPLE", help="show one example that leaked, as the run names it")
    asked = parser.parse_args()
    if asked.only:
        number, rank = map(int, asked.only.split(":"))
        return bool(only(number, rank))
    began, tried, leaked = time.monotonic(), 0, 0
    numbers = range(asked.seed * 1000, asked.seed * 1000 + -(-asked.examples // _BATCH))
    with ProcessPoolExecutor(asked.jobs) as pool:
        for count, told in pool.map(batch, numbers):
            tried, leaked = tried + count, leaked + len(told)
            print("\n".join([*told, f"{tried} examples, {leaked} leaks, {time.monotonic() - began:.0f} s"]), flush=True)
    return bool(leaked)


if __name__ == "__main__":
    sys.exit(main())
