"""A whole history of labels read at once: what recurs beside many merchants is the person's town, not the payee.

No list of towns is needed. Crédit Mutuel and CIC write the town before the merchant, the others after it. A run of
words at that place is a town when it stands beside many different merchants in a good part of the card labels, or
beside merchants that are also known without it. Counting only: the order of the history changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from watchdog_sante.labels.bare import with_bare_debits
from watchdog_sante.labels.cards import take_intermediary
from watchdog_sante.labels.lexicon import ENDINGS, TRADES
from watchdog_sante.labels.payees import clean_payee, payee_key
from watchdog_sante.labels.reading import Read, read_whole
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import LabelReading, Operation

_USUAL_SHARE = 0.08  # of the card labels that have their town on that side
_USUAL_MERCHANTS = 6  # different ones, before a run is believed to be the usual town
_PROVEN_MERCHANTS = 2  # of those known otherwise, for a town of a few days
_SAME_NEIGHBOUR = 0.9  # LA before ROCHELLE: the run grows by a word that (nearly) always stands there
_LONGEST = 4
_PREFIXES = ("LA", "LE", "LES", "ST", "STE", "SAINT", "SAINTE")


class _Split(NamedTuple):
    run: str
    rest: str


def _split(body: str, words: int, first: bool) -> _Split | None:
    """`words` words from the town's side, when a merchant remains beside them."""
    tokens = body.split()
    if len(tokens) <= words:
        return None
    run, rest = (tokens[:words], tokens[words:]) if first else (tokens[-words:], tokens[:-words])
    return _Split(" ".join(run), " ".join(rest))


def _may_be_town(run: str) -> bool:
    core = run.replace("-", "").replace("'", "").replace(" ", "")
    return core.isalpha() and len(core) >= 3 and run not in TRADES and run not in ENDINGS


def _is_merchant(rest: str) -> bool:
    return bool(set(rest.split()) - TRADES) and any(map(str.isalpha, rest))


def _grown(run: str, bodies: Counter[str], first: bool) -> str:
    """The run with the words that nearly always stand on its merchant's side: ROCHELLE becomes LA ROCHELLE."""
    words = len(run.split())
    while words < _LONGEST:
        longer: Counter[str] = Counter()
        total = 0
        for body, count in bodies.items():
            here, more = _split(body, words, first), _split(body, words + 1, first)
            if here and here.run == run:
                total += count
                if more and _is_merchant(more.rest):
                    longer[more.run] += count
        best, count = max(longer.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if not total or count < _SAME_NEIGHBOUR * total:
            return run
        run, words = best, words + 1
    return run


def _edge(body: str, first: bool) -> _Split | None:
    """The word on the town's side, with its article or saint when it begins with one (LA ROCHELLE, ST MALO)."""
    return _split(body, 2 if first and body.split(" ")[0] in _PREFIXES else 1, first)


def _beside(bodies: Iterable[str], first: bool) -> dict[str, set[str]]:
    """For each first (or last) word that may be a town, the keys of the merchants beside it."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for body in bodies:
        here = _edge(body, first)
        if here and _may_be_town(here.run) and "*" not in body and _is_merchant(here.rest):
            beside[here.run].add(payee_key(here.rest))
    return beside


def _learn(bodies: Counter[str], first: bool, places: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Town runs of one side, from the card bodies (with how often each occurs) and the cash machines' places.

    `known` are keys of merchants whose label told the town by its own shape.
    """
    beside = _beside(bodies, first)
    rows: Counter[str] = Counter()
    for body, count in bodies.items():
        if here := _edge(body, first):
            rows[here.run] += count
    enough = _USUAL_SHARE * bodies.total()
    usual = {run for run, rests in beside.items() if len(rests) >= _USUAL_MERCHANTS and rows[run] >= enough}
    towns = {_grown(run, bodies, first) for run in usual}
    longest_first = _longest_first(towns)
    known |= {payee_key(_without_town(body, longest_first, first)[0]) for body in bodies if "*" not in body}
    for run, rests in beside.items():
        proven = len(rests & known) >= _PROVEN_MERCHANTS
        if run not in usual and (proven or (run in places and len(rests) >= _PROVEN_MERCHANTS)):
            towns.add(_grown(run, bodies, first))
    return frozenset(towns)


def _longest_first(towns: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(towns, key=lambda run: (-len(run), run)))


def _without_town(body: str, longest_first: tuple[str, ...], first: bool) -> tuple[str, str]:
    for town in longest_first:
        if town not in body:
            continue
        here = _split(body, len(town.split()), first)
        if here and here.run == town:
            return here.rest, town
    return body, ""


def _applied(read: Read, longest_first: tuple[str, ...]) -> LabelReading:
    purchase = read.purchase
    if purchase is None or purchase.town or read.reading.kind is OperationKind.CASH:
        return read.reading
    rest, town = _without_town(purchase.body, longest_first, read.town_first)
    if not town:
        return read.reading
    if not _is_merchant(rest):
        return replace(read.reading, town=town)
    merchant, intermediary = take_intermediary(rest)
    payee = clean_payee(merchant, first_reference=False)
    return replace(read.reading, payee=payee, payee_key=payee_key(payee), town=town, intermediary=intermediary)


def read_labels(operations: Sequence[Operation]) -> tuple[LabelReading, ...]:
    """One reading for each operation, in their order, with what the history gives away: towns, bare debits."""
    reads = [read_whole(one.label, one.cents, one.booked, one.type_hint, one.payee) for one in operations]
    places = frozenset(read.reading.payee for read in reads if read.reading.kind is OperationKind.CASH)
    towns: frozenset[str] = frozenset()
    for first in (True, False):
        cards = [read for read in reads if read.purchase and read.town_first is first and read.reading.payee_key]
        known = frozenset(read.reading.payee_key for read in cards if read.reading.town)
        bodies = Counter(read.purchase.body for read in cards if read.purchase and not read.reading.town)
        towns |= _learn(bodies, first, places, known)
    longest_first = _longest_first(towns)
    return with_bare_debits(operations, [_applied(read, longest_first) for read in reads])
