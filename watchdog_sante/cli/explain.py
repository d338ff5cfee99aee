"""`explain` on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.options import USAGE, LangOption, book_for, complain, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.explain import Explained, Story

NameArgument = Annotated[str | None, typer.Argument(metavar="WS101", help=word("help.explain.name"))]

ExamplesOption = Annotated[bool, typer.Option("--examples", help=word("help.explain.examples"))]


def _severity(one: "Explained", book: Phrasebook) -> str:
    return book.text(say(f"report.severity_{one.card.severity.value}"))


def _list(cards: "tuple[Explained, ...]", book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.screen_parts import indented

    parts: list[RenderableType] = []
    for one in cards:
        parts.append(Text.assemble((f"{one.card.id}  {one.card.slug}", "bold"), (f" · {_severity(one, book)}", "dim")))
        parts.append(indented(Text(_page(one, book)), by=7))
    return Group(*parts, Text(""), Text(word("explain.more"), "dim"))


def _page(one: "Explained", book: Phrasebook) -> str:
    return book.text(say(f"{one.card.slug}.page"))


def _options(one: "Explained", book: Phrasebook) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for option in one.options:
        table.add_row(Text(f"{option.name}: {option.default}", "bold"), Text(book.text(option.words)))
    return table


def _story(story: "Story", book: Phrasebook) -> RenderableType:
    from watchdog_sante.cli.example_table import example_table

    parts: list[RenderableType] = [example_table(table, book) for table in story.tables]
    return Group(*parts, *(Text(book.text(say("explain.refused", file=name))) for name in story.refused))


def _card(one: "Explained", book: Phrasebook, examples: bool) -> RenderableType:
    from watchdog_sante.report.screen_parts import heading, indented

    parts: list[RenderableType] = [
        Text.assemble((f"{one.card.id}  {one.card.slug}", "bold"), (f" · {_severity(one, book)}", "dim")),
        indented(Text(_page(one, book))),
        Text(""),
        heading(word("explain.innocent")),
        indented(Text(book.text(say(f"{one.card.slug}.innocent")))),
        Text(""),
        heading(word("explain.advice")),
    ]
    parts += [indented(Text(advice.text_en if book.language == "en" else advice.text_fr)) for advice in one.advice]
    if one.options:
        title = book.text(say("explain.options", slug=one.card.slug))
        parts += [Text(""), heading(title), indented(_options(one, book))]
    if not examples:
        return Group(*parts)
    for story in one.stories:
        parts += [Text(""), heading(f"{word('explain.example')} {book.text(story.sentence)}")]
        parts.append(indented(_story(story, book)))
    return Group(*parts)


def explain(name: NameArgument = None, examples: ExamplesOption = False, lang: LangOption = None) -> None:
    """Print a detector's card, or the list."""
    from watchdog_sante.commands.explain import run

    book = book_for()
    result = run(name)
    if not result.data:
        complain(say("explain.unknown", name=name or ""), book)
        raise typer.Exit(USAGE)
    screen().print(_card(result.data[0], book, examples) if name else _list(result.data, book))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.explain"), epilog=word("help.explain.example"))(explain)
