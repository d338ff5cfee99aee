"""`generate`: a household of a seed, with the frauds and innocent twins that its dice, or the caller, chose."""

from datetime import date
from random import Random

from watchdog_sante.household_generator.banks import EXPORTS
from watchdog_sante.household_generator.dice import chance, dice, pick, some
from watchdog_sante.household_generator.frauds import FRAUDS
from watchdog_sante.household_generator.household import everyday_story, told
from watchdog_sante.household_generator.innocents import INNOCENTS
from watchdog_sante.household_generator.innocents.natural import named
from watchdog_sante.household_generator.people import SECOND
from watchdog_sante.household_generator.planting import line_row, must_be_silent
from watchdog_sante.household_generator.settling import plant, pruned
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import CareLine, GeneratedHousehold
from watchdog_sante.model.kinds import PaidTo

_HOW_MANY_FRAUDS = (0, 1, 2, 2, 3, 3, 4, 5)
_SPOUSE_UNSEEN = 0.12


def generate(
    seed: int,
    *,
    months: int = 24,
    start: date = date(2023, 1, 1),
    bank: str | None = None,
    frauds: tuple[str, ...] | None = None,
    innocents: bool = True,
) -> GeneratedHousehold:
    """The household of this seed.

    `bank`: an export form, or the beginning of its name (`bnp`), for the main account. `frauds`: those to plant where
    there is room (keys of `FRAUDS`; None: the dice choose up to five). `innocents`: plant innocent twins. The same
    arguments give the same bytes; another choice of frauds changes nothing but them. Raises `KeyError` for an unknown
    fraud, `ValueError` for an unknown bank or less than six months.
    """
    if months < 6:
        raise ValueError("a household needs six months: before that everything is new")
    chosen = _frauds(seed) if frauds is None else frauds
    planters = [(name, FRAUDS[name]) for name in chosen]
    story = _household(seed, start, months, _exports(seed, bank))
    if innocents:
        story = _with_innocents(story)
    for name, planter in planters:
        story = plant(story, name, planter)
    if innocents:
        story = named(story)
    return told(pruned(story), f"{seed}-{story.family.accounts[0].export}")


def _frauds(seed: int) -> tuple[str, ...]:
    rng = dice(seed, "frauds")
    return some(rng, tuple(FRAUDS), pick(rng, _HOW_MANY_FRAUDS))


def _exports(seed: int, bank: str | None) -> tuple[str, ...]:
    rng = dice(seed, "banks")
    possible = [name for name in EXPORTS if bank is None or name.startswith(bank)]
    if not possible:
        raise ValueError(bank)
    main = pick(rng, possible)
    second = pick(rng, [name for name in EXPORTS if EXPORTS[name].bank_code != EXPORTS[main].bank_code])
    return (main, second) if chance(rng, 0.5) else (main,)


def _household(seed: int, start: date, months: int, exports: tuple[str, ...]) -> Story:
    rng = dice(seed, "household")
    adults = 2 if chance(rng, 0.75) else 1
    children = pick(rng, (0, 1, 2, 2, 3)) if adults == 2 or chance(rng, 0.5) else 0
    return everyday_story(seed, start, months, exports, adults, children, _unseen(rng, exports, adults))


def _unseen(rng: Random, exports: tuple[str, ...], adults: int) -> bool:
    return len(exports) == 1 and adults == 2 and chance(rng, _SPOUSE_UNSEEN)


def _spouses(story: Story) -> list[CareLine]:
    return [line for line in story.lines if line.account == SECOND and line.paid_to == PaidTo.INSURED]


def _with_innocents(story: Story) -> Story:
    if story.family.separate and len(story.family.accounts) == 1:
        story = must_be_silent(story, "spouse_account_unseen", [line_row(line) for line in _spouses(story)])
    for name, (planter, likely) in INNOCENTS.items():
        if chance(dice(story.seed, "innocent", name), likely):
            story = plant(story, name, planter)
    return story
