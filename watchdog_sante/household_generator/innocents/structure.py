"""Innocent twins that shape the whole household: another fund, a second insurer, another account, lost files."""

from dataclasses import replace
from random import Random

from watchdog_sante.household_generator.calendar import in_month, later, months
from watchdog_sante.household_generator.creditors import creditor
from watchdog_sante.household_generator.details import IBAN
from watchdog_sante.household_generator.dice import between, chance, digits, pick
from watchdog_sante.household_generator.everyday.bills import debit
from watchdog_sante.household_generator.names import FUND_SPELLINGS, FUNDS
from watchdog_sante.household_generator.people import MAIN, SECOND, TopUp
from watchdog_sante.household_generator.planting import a_day, bank_row, field_row, line_row, may_ask, must_be_silent
from watchdog_sante.household_generator.statements import bank_source
from watchdog_sante.household_generator.story import SECOND_INSURER, Story
from watchdog_sante.household_generator.values import BankEvent, CareLine, EventKind
from watchdog_sante.model.kinds import PaidTo, SourceKind

_LEAST = 150  # cents that the second insurer bothers to pay


def moved(story: Story, rng: Random) -> Story | None:
    """The household moves: another fund pays from one day on, as its statements say."""
    day = a_day(story, rng, after=60)
    spelling = pick(rng, FUND_SPELLINGS)
    fund = spelling.format(pick(rng, FUNDS))
    if day is None or fund.split()[-1] == story.family.fund.split()[-1]:
        return None
    changed = [event for event in story.events if event.payee == story.family.fund and event.day >= day]
    renamed = [replace(event, payee=fund) for event in changed]
    planted = story.without_events(changed).with_events(renamed)
    return must_be_silent(planted, "moved", map(bank_row, renamed)) if renamed else None


def second_insurer(story: Story, rng: Random) -> Story | None:
    """A second top-up contract from the first month on: its own premium, statements and credits."""
    own = story.family.top_up
    words = f"SURCO {pick(rng, ('ALIZE', 'BOREALE', 'MISTRAL'))} SANTE"
    payee = creditor(rng, words)
    amount, due = between(rng, 900, 2600), between(rng, 3, 20)
    premiums = [debit(MAIN, in_month(month, due), amount, payee) for month in months(story.start, story.months)]
    lines = [line for line in map(_rest, story.lines) if line is not None and line.reimbursed >= _LEAST]
    if not lines:
        return None
    lines = [replace(line, reference=digits(rng, 9)) for line in lines]
    credits = _second_credits(lines, words, rng)
    other = TopUp(words.title(), words, payee, amount, "", "", "", "", "", own.operator)
    story = replace(
        story.with_events([*premiums, *credits]).with_lines(lines), more_insurers=(*story.more_insurers, other)
    )
    return must_be_silent(story, "second_insurer", [*map(line_row, lines), *map(bank_row, [*premiums, *credits])])


def _rest(line: CareLine) -> CareLine | None:
    """What a second contract pays of the rest of an act, a day or two after the first one."""
    if line.insurer != SourceKind.TOP_UP_INSURER or line.paid_to != PaidTo.INSURED:
        return None
    rest = round(((line.expense or 0) - (line.basic or 0) - line.reimbursed) * 0.8)
    paid_on = later(line.paid_on, 2)
    name = f"{SECOND_INSURER}:{paid_on}:{line.account}"
    return replace(line, paid_on=paid_on, reimbursed=rest, payment=name, second=True)


def _second_credits(lines: list[CareLine], words: str, rng: Random) -> list[BankEvent]:
    groups: dict[str, list[CareLine]] = {}
    for line in lines:
        groups.setdefault(line.payment, []).append(line)
    return [
        BankEvent(
            group[0].account,
            later(group[0].paid_on, between(rng, 0, 2)),
            sum(line.reimbursed for line in group),
            EventKind.TRANSFER_IN,
            words,
            motive=f"SANTE {group[0].reference}",
            tag=name,
        )
        for name, group in groups.items()
    ]


def own_iban_change(story: Story, rng: Random) -> Story | None:
    """The person has the top-up insurer pay to the other account: the detail changes, the credits follow."""
    if len(story.family.accounts) < 2 or len(story.snapshots) < 5:
        return None
    first = between(rng, 2, len(story.snapshots) - 2)
    day, iban = story.snapshots[first].day, story.family.account(SECOND).number.iban
    shown = [one.changed(IBAN, iban) if one.day >= day else one for one in story.snapshots]
    words = story.family.top_up.words
    went = [e for e in story.events if e.payee == words and e.cents > 0 and e.account == MAIN and e.day >= day]
    moved_ = [replace(event, account=SECOND) for event in went]
    lines = [line for line in story.lines if line.payment in {event.tag for event in went}]
    elsewhere = [replace(line, account=SECOND) for line in lines]
    story = story.without_events(went).with_events(moved_).without_lines(lines).with_lines(elsewhere)
    return may_ask(story.with_snapshots(shown), "own_iban_change", [field_row(shown[first], IBAN)])


def lost_bank_month(story: Story, rng: Random) -> Story | None:
    """One monthly file of an account was never downloaded."""
    account = pick(rng, story.family.accounts).key
    month = pick(rng, months(story.start, story.months)[3:-1])
    story = replace(story, lost=story.lost | {(bank_source(account), month)})
    near = [line for line in story.lines if line.account == account and line.paid_to == PaidTo.INSURED
            and -5 <= (line.paid_on - month).days <= 30]  # fmt: skip
    return must_be_silent(story, "lost_bank_month", map(line_row, near))


def lost_insurer_month(story: Story, rng: Random) -> Story | None:
    """One or two monthly statements of an insurer are missing: its credits of that month stand alone."""
    source = pick(rng, (SourceKind.BASIC_INSURER, SourceKind.TOP_UP_INSURER))
    all_months = months(story.start, story.months)
    first = between(rng, 3, len(all_months) - 3)
    lost = all_months[first : first + (2 if chance(rng, 0.3) else 1)]
    untold = {line.payment for line in story.lines if line.insurer == source and line.paid_on.replace(day=1) in lost}
    credits = [event for event in story.events if event.tag in untold]
    story = replace(story, lost=story.lost | {(source.value, month) for month in lost})
    return must_be_silent(story, "lost_insurer_month", map(bank_row, credits))
