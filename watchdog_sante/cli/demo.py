"""`demo` on the command line."""

import typer

from watchdog_sante.cli.options import LangOption, book_for, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.sentences import say


def demo(lang: LangOption = None) -> None:
    """Audit an invented household and show what was found."""
    from watchdog_sante.commands.demo import run
    from watchdog_sante.report.terminal import view

    book = book_for()
    result = run(book.language)
    console = screen()
    console.print(view(result.data.audit, book, result.data.today))
    console.print()
    for sentence in (
        say("demo.report", path=str(result.data.report)),
        say("demo.folder", path=str(result.data.folder)),
    ):
        console.print(book.text(sentence), markup=False, soft_wrap=True)
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.demo"), epilog=word("help.demo.example"))(demo)
