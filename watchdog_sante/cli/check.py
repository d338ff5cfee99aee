"""`check` on the command line."""

import os
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from watchdog_sante.cli.options import LANGUAGE, ConfigOption, LangOption, book_for, book_of, load_settings, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.verdicts import show_checks

if TYPE_CHECKING:
    from watchdog_sante.phrasing import Phrasebook

SampleOption = Annotated[bool, typer.Option("--sample", help=word("help.check.sample"))]
BreachesOption = Annotated[bool, typer.Option("--breaches", help=word("help.check.breaches"))]


def _show_breaches(book: "Phrasebook") -> None:
    from watchdog_sante.package_data import knowledge

    console = screen()
    for one in sorted(knowledge().breaches, key=lambda breach: breach.day):
        console.print(Text.assemble((one.key, "bold"), f"  {book.day(one.day)}  {one.name}"), soft_wrap=True)


def check(
    sample: SampleOption = False, breaches: BreachesOption = False, config: ConfigOption = None, lang: LangOption = None
) -> None:
    """Verify settings, own profiles, inbox and channels, or print what may be written in the settings."""
    from watchdog_sante import places
    from watchdog_sante.commands.check import run
    from watchdog_sante.commands.check import sample as sample_settings

    if sample:
        typer.echo(sample_settings(LANGUAGE).data, nl=False)
        raise typer.Exit(0)
    if breaches:
        _show_breaches(book_for())
        raise typer.Exit(0)
    if config and not config.is_file():
        load_settings(config)  # a file that was named and is not there is a slip, not a beginning: it ends with code 2
    place = (config or places.settings_file(os.environ)).absolute()
    result = run(place, os.environ)
    show_checks(result.data, book_of(place))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.check"), epilog=word("help.check.example"))(check)
