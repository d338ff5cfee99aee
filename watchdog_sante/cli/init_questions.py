"""The questions of `init`, at most ten, each with a default: known before, shown by statements at hand, or usual."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress

from watchdog_sante.cli.asking import ask, ask_list, ask_numbers, ask_secret, tell, tell_line
from watchdog_sante.cli.options import ASKED, LANGUAGE, all_profiles, book_for, complain, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchdog_sante.commands.init import Answers
    from watchdog_sante.notify.secret import Secret
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.recognition import Recognised
    from watchdog_sante.service.unit_files import Scope

# Where people keep statements: the first is proposed when none holds any.
_PLACES = ("~/Releves", "~/Relevés", "~/Téléchargements", "~/Downloads", "~/Documents")
_USUAL_DAY, _LAST_DAY = 5, 28


def _ask_address(channel: str) -> "Secret | None":
    """An address that Apprise understands, or none; it is not shown while it is typed."""
    from watchdog_sante.commands.init import NTFY, ntfy_address
    from watchdog_sante.notify.addresses import ChannelFault
    from watchdog_sante.notify.channels import open_channel
    from watchdog_sante.notify.secret import Secret

    tell("init.address")
    while True:
        answer = ask_secret("init.ask.address")
        if not answer:
            return None
        if answer.lower() == NTFY:
            address, topic = ntfy_address()
            tell("init.ntfy", topic=topic)
            return address
        try:
            open_channel(channel, Secret(answer))
        except ChannelFault as fault:
            complain(fault.sentence)
        else:
            return Secret(answer)


def _usual_inbox(scope: "Scope") -> str:
    """The folder with the most statements at hand, else the one that the pages speak of."""
    from watchdog_sante.commands.init import at_hand

    if scope == "system":
        return "/srv/releves"
    place, count = at_hand([Path(name).expanduser() for name in _PLACES])
    if count:
        tell("init.found", count=count, folder=str(place))
        return str(place)
    return _PLACES[0]


def _look(inbox: tuple[str, ...], config: Path | None) -> "Recognised":
    """Read what lies in the inbox and show what it tells."""
    from watchdog_sante.commands.init import recognised

    book = book_for()
    folders = tuple(Path(folder).expanduser() for folder in inbox)
    screen = Console(stderr=True, highlight=False)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task(word("audit.reading"), total=None)
        found = recognised(folders, all_profiles(config, book), lambda _: progress.advance(task), date.today())
    for line in _lines(found, book):
        tell_line(line, "  ")
    return found


def _lines(found: "Recognised", book: "Phrasebook") -> "Iterator[str]":
    if not found.files or found.start is None or found.end is None:
        yield word("init.recognised.nothing")
        return
    yield word("init.recognised.period", count=found.files, start=found.start, end=found.end)
    for key, names in (
        ("accounts", [book.text(account) for account in found.accounts]),
        ("insurers", [*found.basic_insurers, *found.top_up_insurers]),
        ("premiums", [f"{one.name} ({book.money(one.usual_cents)})" for one in found.premiums]),
    ):
        if names:
            yield word(f"init.recognised.{key}", names=", ".join(names))
    if found.mandates:
        yield word("init.recognised.mandates", count=found.mandates)


def _ask_breaches(ticked: tuple[str, ...], proposed: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the catalogue that the person ticks; those that their insurer or operator suffered are proposed."""
    from watchdog_sante.package_data import knowledge

    known = sorted(knowledge().breaches, key=lambda breach: breach.day)
    tell("init.breaches")
    for number, one in enumerate(known, start=1):
        mark = word("init.breaches.perhaps") if one.key in proposed else ""
        typer.echo(f"  {number:2}. {one.name}, {one.day:%m/%Y} {mark}".rstrip(), err=True)
    usual = tuple(n for n, one in enumerate(known, start=1) if one.key in (ticked or proposed))
    return tuple(known[number - 1].key for number in ask_numbers("init.ask.breaches", len(known), usual))


def _ask_day(usual: int) -> int:
    while True:
        answer = ask("init.ask.download_day", str(usual))
        if answer.isdigit() and int(answer) <= _LAST_DAY:
            return int(answer)
        tell("frame.answer_numbers", most=_LAST_DAY)


def answers(known: "Answers | None", scope: "Scope", config: Path | None) -> "Answers":
    """Ask everything. Raises what `typer.prompt` raises when nobody answers."""
    from watchdog_sante.commands.init import Answers

    before = known or Answers(LANGUAGE)
    tell("init.ask.start")
    inbox = ask_list("init.ask.inbox", before.inbox or (_usual_inbox(scope),))
    shown = _look(inbox, config)
    members = ask_list("init.ask.members", before.members or shown.people)
    basic = ask_list("init.ask.basic_insurers", before.basic_insurers or shown.basic_insurers or ("CPAM",))
    top_up = ask_list("init.ask.top_up_insurers", before.top_up_insurers or shown.top_up_insurers)
    breaches = _ask_breaches(before.breaches, shown.breaches)
    day = _ask_day(_USUAL_DAY if before.download_day is None else before.download_day)
    channel = ask("init.ask.channel", before.channel or word("init.channel_name"))
    address = _ask_address(channel) if channel else None
    return Answers(ASKED or before.language, inbox, members, basic, top_up, breaches, day, channel, address)
