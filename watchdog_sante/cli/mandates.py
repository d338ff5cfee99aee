"""`mandates` on the command line."""

import json
from datetime import date
from typing import TYPE_CHECKING

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

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
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

if TYPE_CHECKING:
    from watchdog_sante.commands.mandates import Registry
    from watchdog_sante.mandates import Mandate


def _named(mandate: "Mandate", book: Phrasebook) -> Text:
    lines = [mandate.creditor_ids[-1].text] if mandate.creditor_ids else []
    lines += [book.text(say("report_page.is_premium"))] if mandate.is_premium else []
    return Text(mask_for_showing(mandate.name or mandate.key)).append("".join(f"\n{line}" for line in lines), "dim")


def _clock(until: date, registry: "Registry", book: Phrasebook) -> str:
    return book.text(say("mandates.over")) if until < registry.as_of else book.numeric_day(until)


def _table(registry: "Registry", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for column in ("creditor", "usual", "last", "refund_by", "contest_by"):
        table.add_column(
            book.text(say(f"mandates.{column}")),
            overflow="fold",
            no_wrap=column != "creditor",
            justify="right" if column == "usual" else "left",
        )
    for mandate in registry.mandates:
        every = book.text(say("mandates.every", count=mandate.rhythm_months)) if mandate.rhythm_months else ""
        table.add_row(
            _named(mandate, book),
            Text(book.money(mandate.usual_cents)).append(f"\n{every}" if every else "", "dim"),
            book.numeric_day(mandate.last),
            _clock(mandate.refund_by, registry, book),
            _clock(mandate.contest_by, registry, book),
        )
    return table


def _view(registry: "Registry", book: Phrasebook) -> RenderableType:
    if not registry.mandates:
        return Text(book.text(say("report_page.mandates_none")), "bold")
    count = say("mandates.count", count=len(registry.mandates), day=registry.as_of)
    law = Text(book.text(say("report_page.mandates_intro")), "dim")
    return Group(Text(book.text(count), "bold"), Text(""), _table(registry, book), Text(""), law)


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
        screen().print(_view(result.data, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.mandates"), epilog=word("help.mandates.example"))(mandates)
