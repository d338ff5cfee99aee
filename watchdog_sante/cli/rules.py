"""`rules test` on the command line."""

from datetime import date

import typer

from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import (
    USAGE,
    ConfigOption,
    LangOption,
    OptionalPathsArgument,
    all_profiles,
    book_for,
    complain,
    load_settings,
    statements,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.sentences import say

rules = Program(help=word("help.rules"))


@rules.command("test", help=word("help.rules.test"), epilog=word("help.rules.test.example"))
def try_rules(paths: OptionalPathsArgument = None, config: ConfigOption = None, lang: LangOption = None) -> None:
    """Show what the person's own rules would have caught."""
    from watchdog_sante.commands.rules import run
    from watchdog_sante.report.terminal import finding_view

    settings = load_settings(config)
    book = book_for(settings)
    if not settings.rules:
        complain(say("rules.none"), book)
        raise typer.Exit(USAGE)
    result = run(statements(paths, settings, book), settings, all_profiles(config, book))
    console = screen()
    console.print(book.text(say("rules.answer", count=len(result.data.findings))), style="bold")
    for finding in result.data.findings:
        console.print(finding_view(finding, book, date.today()))
    for name in result.data.silent:
        console.print(book.text(say("rules.silent", rule=name)))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(rules, name="rules")
