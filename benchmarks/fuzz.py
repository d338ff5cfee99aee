"""Foreign bytes against every door, guided by coverage (atheris): nothing but an answer or a refusal may come out.

    nice -n 19 python -m benchmarks.fuzz ofx --minutes 10
    python -m benchmarks.fuzz --list
    python -m benchmarks.fuzz --again crashes/csv-1a2b3c4d      # the one input, with its trace

Needs atheris (`pip install '.[fuzz]'`). Keeps, in the folder `--keep`, one JSON object a target: inputs, minutes, the
slowest input, and each place where an exception came out, with the first input that did it. The run goes on after a
crash, so that one does not hide the next. An input that takes longer than `--patience` is kept as well. What was found
is written into tests/hostile/ by hand, as a test.
"""

import argparse
import hashlib
import json
import random
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

_REPORT_EVERY = 2.0  # seconds


@dataclass
class Tally:
    """What a run has seen so far; written often, since the fuzzer ends the process its own way."""

    target: str
    keep: Path
    patience: float
    began: float = field(default_factory=time.monotonic)
    inputs: int = 0
    slowest: float = 0.0
    crashes: dict[str, str] = field(default_factory=dict)
    slow: list[str] = field(default_factory=list)
    told: float = 0.0

    def write(self) -> None:
        """The figures as JSON."""
        self.told = time.monotonic()
        figures = {
            "target": self.target,
            "inputs": self.inputs,
            "minutes": round((self.told - self.began) / 60, 2),
            "slowest_seconds": round(self.slowest, 3),
            "crashes": self.crashes,
            "slow": self.slow,
        }
        (self.keep / f"{self.target}.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")

    def saved(self, data: bytes) -> str:
        """The input in a file of its own; the file's name."""
        name = f"{self.target}-{hashlib.sha256(data).hexdigest()[:8]}"
        (self.keep / name).write_bytes(data)
        return name

    def try_one(self, call: object, data: bytes) -> None:
        """Give the target one input and note what came of it."""
        began = time.process_time()
        try:
            call(data)  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 # whatever comes out is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
            if place not in self.crashes:
                self.crashes[place] = self.saved(data)
        spent = time.process_time() - began
        self.slowest = max(self.slowest, spent)
        if spent > self.patience and len(self.slow) < 20:
            self.slow.append(self.saved(data))
        self.inputs += 1
        if time.monotonic() - self.told > _REPORT_EVERY:
            self.write()


def fuzz(name: str, tally: Tally, seconds: int, longest: int) -> None:
    """Let atheris choose the inputs until the time is up; the process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["watchdog_sante"]):
        from benchmarks.fuzz_targets import TARGETS
    target = TARGETS[name]
    corpus = tally.keep / f"corpus-{name}"
    corpus.mkdir(exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={longest}",
        "-timeout=120",
        "-rss_limit_mb=2048",
        "-verbosity=0",
    ]
    atheris.Setup(
        [sys.argv[0], *options, f"-artifact_prefix={tally.keep}/", str(corpus)],
        lambda data: tally.try_one(target.call, data),
    )
    tally.began = time.monotonic()
    atheris.Fuzz()


def blindly(name: str, tally: Tally, seconds: int, longest: int, seed: int) -> None:
    """The same without atheris: seeds with bytes changed, cut, doubled and mixed by dice. Faster, and less clever."""
    from benchmarks.fuzz_targets import TARGETS

    target, dice = TARGETS[name], random.Random(seed)
    seeds = list(target.seeds())
    tally.began = time.monotonic()
    while time.monotonic() - tally.began < seconds:
        tally.try_one(target.call, _changed(dice, dice.choice(seeds), dice.choice(seeds))[:longest])
    tally.write()


def _changed(dice: random.Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at, end = sorted(dice.randrange(len(changed) + 1) for _ in range(2))
        end = min(end, at + 200)
        match dice.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end] * dice.choice((1, 2, 9))
            case 3:
                start = dice.randrange(len(other) + 1)
                changed[at:at] = other[start : start + dice.randrange(80)]
            case 4:
                changed[at:at] = dice.choice(_TRICKY)
            case _:
                del changed[at:]
    return bytes(changed)


_TRICKY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\x1a", b'"', b"'", b"<", b">", b"]]>",
    b"&#0;", b"&#1114112;", b"&a;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"1e999", b"NaN", b"-0", b"9" * 20,
    b"0001-01-01", b"9999-12-31", b"29/02/2023", b"00000000", b"\xc2\xa0", b"\xe2\x80\xae", b"\xd9\xa3", b"\xc2\xb2",
    b"{}", b"%s", b"\\", b";" * 300, b"(" * 200, b"[" * 300, b"*a", b"&a", b"!!python/object:os.system",
    b"? ", b"- " * 100,
)  # fmt: skip


def main() -> int:
    """Fuzz one target, or show again what one input does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="?")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--again", type=Path, help="an input that was kept; its name begins with its target")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--longest", type=int, default=8192, help="bytes of the longest input")
    parser.add_argument("--patience", type=float, default=2.0, help="seconds of processor after which an input is kept")
    parser.add_argument("--keep", type=Path, default=Path("fuzz"))
    parser.add_argument("--blindly", action="store_true", help="without atheris")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.list or asked.again or not asked.target:
        from benchmarks.fuzz_targets import TARGETS

        if asked.again:
            TARGETS[asked.again.name.partition("-")[0]].call(asked.again.read_bytes())
        print("\n".join(TARGETS))
        return 0
    asked.keep.mkdir(parents=True, exist_ok=True)
    tally = Tally(asked.target, asked.keep, asked.patience)
    if asked.blindly:
        blindly(asked.target, tally, int(60 * asked.minutes), asked.longest, asked.seed)
    else:
        fuzz(asked.target, tally, int(60 * asked.minutes), asked.longest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
