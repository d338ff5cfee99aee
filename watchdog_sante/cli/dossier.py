"""`dossier` on the command line."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from watchdog_sante.cli.options import (
    USAGE,
    ConfigOption,
    LangOption,
    all_profiles,
    book_for,
    complain,
    load_settings,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, in_words, open_desk
from watchdog_sante.model.sentences import say

if TYPE_CHECKING:
    from watchdog_sante.commands.dossier import Ambiguous, Made, Wish
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.settings import Settings

AlertsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ALERT...]", help=word("help.dossier.alerts"), show_default=False)
]
FromOption = Annotated[list[Path] | None, typer.Option("--from", metavar="PATH", help=word("help.dossier.from"))]
LetterOption = Annotated[list[str] | None, typer.Option("--letter", metavar="NAME", help=word("help.dossier.letter"))]
ListOption = Annotated[bool, typer.Option("--list-letters", help=word("help.dossier.list"))]
BreachOption = Annotated[str, typer.Option("--breach", metavar="KEY", help=word("help.dossier.breach"))]
UnmaskedOption = Annotated[bool, typer.Option("--unmasked", help=word("help.dossier.unmasked"))]
OutputOption = Annotated[Path | None, typer.Option("--output", metavar="FILE.zip", help=word("help.dossier.output"))]
ForceOption = Annotated[bool, typer.Option("--force", help=word("help.dossier.force"))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=word("help.dry_run"))]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help=word("help.dossier.date")),
]


def _list_letters(book: "Phrasebook") -> None:
    from watchdog_sante.model.dossier import LetterName

    console = screen()
    for letter in LetterName:
        console.print(Text(letter.value, "bold"))
        console.print(Text(f"  {book.text(say(f'dossier.letter.{letter.value}'))}"))


def _wish(letters: list[str], breach: str, unmasked: bool, language: str) -> "Wish":
    from watchdog_sante.commands.dossier import Wish
    from watchdog_sante.model.dossier import LetterName

    known = {one.value: one for one in LetterName}
    if unknown := [name for name in letters if name not in known]:
        problem = word("dossier.unknown_letter", letter=unknown[0], choices=", ".join(known))
        raise typer.BadParameter(problem, param_hint="--letter")
    return Wish(tuple(known[name] for name in letters), breach, not unmasked, language)


def _choose(error: "Ambiguous", book: "Phrasebook") -> None:
    complain(error.sentence, book)
    console = Console(stderr=True, highlight=False)
    for key, title in error.choices:
        console.print(Text(f"  {key}  {book.text(title)}"), soft_wrap=True)


def _show(made: "Made", book: "Phrasebook", with_absent: bool) -> None:
    """What is in the dossier, each letter with its reason and its last day; and, if asked, what is not and why."""
    order, console = made.order, screen()

    def indented(text: str, style: str = "") -> None:
        console.print(Padding(Text(text, style), (0, 0, 0, 4), expand=False))

    names = order.letter_names()
    for name in order.file_names():
        if not name.startswith(names):
            console.print(Text(f"  {name}"))
    for name, letter in zip(names, order.letters, strict=True):
        by = book.text(say("report.by_day", day=letter.by)) if letter.by else ""
        about = f"  {letter.case.reference}" if letter.case and len(order.cases) > 1 else ""
        console.print(Text.assemble((f"  {name}.pdf, .txt", "bold"), about))
        indented(f"{book.text(say(f'dossier.letter.{letter.letter.value}'))} {by}".strip())
        indented(book.text(letter.why), "dim")
    if with_absent and order.not_proposed:
        console.print(Text(book.text(say("dossier.not_in_it")), "bold"))
        for other in order.not_proposed:
            indented(f"{other.letter.value}{_colon(book)} {book.text(other.why)}")
    console.print(Text(book.text(say("dossier.now_masked" if order.masked else "dossier.now_unmasked"))))


def _colon(book: "Phrasebook") -> str:
    return book.text(say("dossier.colon"))


def _made(
    wanted: list[str], files: list[Path] | None, wish: "Wish", day: date, settings: "Settings",
    config: Path | None, state: Path | None, book: "Phrasebook",
) -> "Made":  # fmt: skip
    from watchdog_sante.commands.dossier import of_files, of_store, without_alert
    from watchdog_sante.inbox import Listing

    if files:
        listing = Listing(tuple(files))
        return of_files(listing, settings, all_profiles(config, book), wanted, wish, day).data
    if not wanted:
        return without_alert(settings, wish, day).data
    with open_desk(config, state, settings) as desk:
        return of_store(desk, wanted, wish, day).data


def dossier(
    wanted: AlertsArgument = None,
    files: FromOption = None,
    letter: LetterOption = None,
    list_letters: ListOption = False,
    breach: BreachOption = "",
    unmasked: UnmaskedOption = False,
    output: OutputOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
    day: DateOption = None,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Make an evidence pack with letters ready to sign."""
    from watchdog_sante.commands.dossier import Ambiguous, write

    settings = load_settings(config)
    book = book_for(settings)
    if list_letters:
        _list_letters(book)
        return
    wish = _wish(letter or [], breach, unmasked, book.language)
    today = day.date() if day else datetime.now(settings.zone).date()
    with in_words(book):
        try:
            made = _made(wanted or [], files, wish, today, settings, config, state, book)
        except Ambiguous as error:
            _choose(error, book)
            raise typer.Exit(USAGE) from error
        if dry_run:
            typer.echo(book.text(say("dossier.would", file=str(output or made.name))))
            _show(made, book, with_absent=True)
            return
        path = write(made, output or Path(made.name), force)
    typer.echo(book.text(say("dossier.written", file=str(path))))
    _show(made, book, with_absent=False)
    if made.by_number:
        typer.echo(book.text(say("dossier.next", alerts=" ".join(made.by_number))))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.dossier"), epilog=word("help.dossier.example"))(dossier)
