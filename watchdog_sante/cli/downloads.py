"""`downloads` on the command line."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from watchdog_sante.cli.options import ConfigOption, LangOption, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, open_desk
from watchdog_sante.model.knowledge import DownloadGuide
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook

_WAYS = ("cable", "folder", "near", "mail")
AllOption = Annotated[bool, typer.Option("--all", help=word("help.downloads.all"))]


def _steps(steps: Iterable[str]) -> RenderableType:
    from watchdog_sante.report.screen_parts import indented, listed

    return indented(listed(map(Text, steps)), by=2, after=1)


def _guide(guide: DownloadGuide, head: str, book: Phrasebook) -> RenderableType:
    return Group(Text(head, "bold"), _steps(guide.steps_en if book.language == "en" else guide.steps_fr))


def _name(guide: DownloadGuide, book: Phrasebook) -> str:
    return guide.name_en if book.language == "en" and guide.name_en else guide.name


def _told(head: Sentence, guide: DownloadGuide, book: Phrasebook) -> str:
    return f"{book.text(head)} ({_name(guide, book)})" if guide.profiles else book.text(head)


def downloads(
    everything: AllOption = False, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """List the statements that are due, and how to get them."""
    from watchdog_sante.commands.downloads import guides, run
    from watchdog_sante.notify.messages import told_until

    with open_desk(config, state) as desk:
        due, known, book = run(desk, datetime.now(UTC)), guides(desk).data, desk.words
        folders = ", ".join(map(str, desk.folders)) or book.text(say("downloads.no_inbox"))
    console = screen()
    console.print(Text(book.text(say("downloads.due", count=len(due.data))), "bold"), end="\n\n")
    if everything:
        parts = [_guide(one, _name(one, book), book) for one in known]
    else:
        parts = [_guide(one.guide, _told(told_until(one), one.guide, book), book) for one in due.data]
    console.print(*parts, sep="\n", end="")
    if parts:
        console.print(Text(book.text(say("downloads.drop", folders=folders))), end="\n\n")
        console.print(Text(book.text(say("downloads.from_telephone")), "bold"))
        console.print(_steps(book.text(say(f"downloads.telephone.{way}")) for way in _WAYS))
    raise typer.Exit(due.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.downloads"), epilog=word("help.downloads.example"))(downloads)
