"""`mandates` on the command line."""

import json
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from watchdog_sante.cli.options import (
    ConfigOption,
    FormatOption,
    LangOption,
    OptionalPathsArgument,
    all_profiles,
    book_for,
    check_choice,
    load_settings,
    statements,
    word,
)
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.mandates import Registry


def _table(registry: "Registry", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for column in ("creditor", "usual", "last", "refund_by", "contest_by"):
        table.add_column(book.text(say(f"mandates.{column}")), overflow="fold")
    for mandate in registry.mandates:
        every = book.text(say("mandates.every", count=mandate.rhythm_months)) if mandate.rhythm_months else ""
        over = mandate.refund_by < registry.as_of
        table.add_row(
            f"{mandate.name} ({mandate.creditor_ids[-1].text})" if mandate.creditor_ids else mandate.name,
            f"{book.money(mandate.usual_cents)} {every}".strip(),
            book.numeric_day(mandate.last),
            book.text(say("mandates.over")) if over else book.numeric_day(mandate.refund_by),
            book.numeric_day(mandate.contest_by),
        )
    return table


def _document(registry: "Registry") -> str:
    return json.dumps(
        {
            "schema": "watchdog-sante/mandates/1",
            "as_of": registry.as_of.isoformat(),
            "mandates": [
                {
                    "creditor": mandate.name,
                    "creditor_id": mandate.creditor_ids[-1].text if mandate.creditor_ids else None,
                    "mandate_references": [reference.text for reference in mandate.references],
                    "debits": len(mandate.debits),
                    "first": mandate.first.isoformat(),
                    "last": mandate.last.isoformat(),
                    "usual_amount": f"{mandate.usual_cents / 100:.2f}",
                    "rhythm_months": mandate.rhythm_months,
                    "refund_by": mandate.refund_by.isoformat(),
                    "contest_by": mandate.contest_by.isoformat(),
                }
                for mandate in registry.mandates
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def mandates(
    paths: OptionalPathsArgument = None,
    config: ConfigOption = None,
    format: FormatOption = "table",
    lang: LangOption = None,
) -> None:
    """Print the registry of direct-debit mandates."""
    from watchdog_sante.commands.mandates import run

    check_choice(format, "--format", ("table", "json"))
    settings = load_settings(config)
    book = book_for(settings)
    result = run(statements(paths, settings, book), settings, all_profiles(config, book))
    if format == "json":
        typer.echo(_document(result.data))
    else:
        Console(highlight=False).print(_table(result.data, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.mandates"), epilog=word("help.mandates.example"))(mandates)
