"""`explain` on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.options import USAGE, LangOption, book_for, complain, word
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.explain import Explained

NameArgument = Annotated[str | None, typer.Argument(metavar="WS101", help=word("help.explain.name"))]


def _list(cards: "tuple[Explained, ...]", book: Phrasebook) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in cards:
        severity = book.text(say(f"report.severity_{one.card.severity.value}"))
        table.add_row(one.card.id, severity, Text.assemble((one.card.slug, "bold"), f" — {_page(one, book)}"))
    return table


def _page(one: "Explained", book: Phrasebook) -> str:
    return book.text(say(f"{one.card.slug}.page"))


def _card(one: "Explained", book: Phrasebook) -> RenderableType:
    severity = book.text(say(f"report.severity_{one.card.severity.value}"))
    parts: list[RenderableType] = [
        Text.assemble((f"{one.card.id} {one.card.slug}", "bold"), f"  ({severity})"),
        Text(_page(one, book)),
        Text.assemble((word("explain.innocent") + " ", "bold"), book.text(say(f"{one.card.slug}.innocent"))),
    ]
    parts += [Text(advice.text_en if book.language == "en" else advice.text_fr, "dim") for advice in one.advice]
    if one.options:
        parts.append(Text(book.text(say("explain.options", slug=one.card.slug)), "bold"))
        parts += [Text(f"  {option.name}: {option.default}  — {option.description}") for option in one.options]
    for story in one.stories:
        parts.append(Text(f"{word('explain.example')} {story.sentence}", "bold"))
        parts.append(Padding(Text(story.tables), (0, 0, 0, 2)))
    return Group(*parts)


def explain(name: NameArgument = None, lang: LangOption = None) -> None:
    """Print a detector's card, or the list."""
    from watchdog_sante.commands.explain import run

    book = book_for()
    result = run(name)
    if not result.data:
        complain(say("explain.unknown", name=name or ""), book)
        raise typer.Exit(USAGE)
    Console(highlight=False).print(_card(result.data[0], book) if name else _list(result.data, book))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.explain"), epilog=word("help.explain.example"))(explain)
