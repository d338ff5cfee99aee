"""`message` on the command line."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.options import (
    USAGE,
    ConfigOption,
    FormatOption,
    LangOption,
    QuietOption,
    all_profiles,
    book_for,
    check_choice,
    complain,
    load_settings,
    word,
)
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, state_of
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.solicitation import Opinion, Verdict
from watchdog_sante.model.system_reasons import reason_of
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.message import Statements
    from watchdog_sante.settings import Settings

# The message, then, for a shell that spreads `--statements *.ofx`, the statements that follow the option's first.
FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE|-", help=word("help.message.file"), show_default=False, readable=False),
]
StatementsOption = Annotated[
    list[Path] | None, typer.Option("--statements", metavar="PATH...", help=word("help.message.statements"))
]
_STYLE = {Verdict.FRAUD: "bold red", Verdict.DOUBT: "bold yellow", Verdict.NOTHING: "bold"}


def _bytes(file: Path | None, book: Phrasebook, format: str) -> tuple[bytes, str]:
    """The message's bytes (bounded) and its name for sentences; a file that cannot be opened ends with code 3."""
    from watchdog_sante.commands import ExitCode
    from watchdog_sante.commands.message import LARGEST_READ

    if file is None or str(file) == "-":
        if sys.stdin.isatty():
            complain(say("message.paste"), book)
        return sys.stdin.buffer.read(LARGEST_READ), book.text(say("message.stdin"))
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_READ), file.name
    except OSError as error:
        trouble = say("message.file_trouble", file=str(file), problem=reason_of(error))
        complain(trouble, book)
        if format == "json":
            typer.echo(_no_opinion(file.name, trouble, book))
        raise typer.Exit(ExitCode.REFUSED) from error


def _statements(
    paths: list[Path], state: Path | None, config: Path | None, settings: "Settings", book: Phrasebook
) -> "Statements":
    from watchdog_sante.commands.message import Statements, named_statements, stored_statements
    from watchdog_sante.inbox import Listing
    from watchdog_sante.store.errors import StoreError

    if paths:
        return named_statements(Listing(tuple(paths)), all_profiles(config, book), settings)
    try:
        return stored_statements(state_of(state), settings)
    except (StoreError, OSError):
        complain(say("message.store_unread"), book)
        return Statements()


def _lines(sentences: tuple[Sentence, ...], book: Phrasebook, mark: str) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for sentence in dict.fromkeys(sentences):
        table.add_row(mark, Text(book.text(sentence)))
    return Padding(table, (0, 0, 1, 2))


def _view(opinion: Opinion, book: Phrasebook) -> RenderableType:
    """The answer first, then what was seen, what the statements say, and the safe way."""
    verdict = opinion.verdict
    head = say(f"message.verdict.{verdict.value}")
    parts: list[RenderableType] = [
        Text(book.text(head), _STYLE[verdict]),
        Text(book.text(say(f"message.verdict.{verdict.value}.more"))),
        Text(""),
    ]
    sections = (
        ("message.seen", tuple(sign.text for sign in opinion.signs), "-"),
        ("message.statements", opinion.statements_say, "-"),
        ("message.safe", opinion.safe_way, "→"),
    )
    for title, sentences, mark in sections:
        if sentences:
            parts += [Text(book.text(say(title)), "bold"), _lines(sentences, book, mark)]
    return Group(*parts, *(Text(book.text(note), "dim") for note in opinion.notes))


def _no_opinion(name: str, reason: Sentence, book: Phrasebook) -> str:
    """The document of a message that could not be read: no verdict, why, and the way that is safe whatever it says."""
    return json.dumps(
        {
            "schema": "watchdog-sante/message/1",
            "verdict": None,
            "signs": [],
            "statements_say": "",
            "safe_way": book.text(say("message.safe.unknown")),
            "refused": [{"file": name, "reason": book.text(reason)}],
        },
        ensure_ascii=False,
        indent=1,
    )


def _document(opinion: Opinion, book: Phrasebook) -> str:
    return json.dumps(
        {
            "schema": "watchdog-sante/message/1",
            "verdict": opinion.verdict.value,
            "signs": [{"sign": sign.key, "text": book.text(sign.text)} for sign in opinion.signs],
            "statements_say": " ".join(map(book.text, opinion.statements_say)),
            "safe_way": " ".join(map(book.text, opinion.safe_way)),
        },
        ensure_ascii=False,
        indent=1,
    )


def message(
    files: FilesArgument = None,
    statements: StatementsOption = None,
    config: ConfigOption = None,
    state: StateOption = None,
    format: FormatOption = "table",
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Examine a received message."""
    from watchdog_sante.commands.message import run

    check_choice(format, "--format", ("table", "json"))
    settings = load_settings(config)
    book = book_for(settings)
    file, more = (files[0], files[1:]) if files else (None, [])
    if more and not statements:
        complain(say("message.more_without"), book)
        raise typer.Exit(USAGE)
    data, name = _bytes(file, book, format)
    beside = [*(statements or []), *more]
    result = run(data, _statements(beside, state, config, settings, book), settings)
    for refused in result.data.refused:
        complain(say("message.refused", file=refused.file, reason=refused.reason), book)
    if result.data.unreadable:
        complain(say("message.unreadable", file=name, reason=result.data.unreadable), book)
        if format == "json":
            typer.echo(_no_opinion(name, result.data.unreadable, book))
    elif result.data.opinion and format == "json":
        typer.echo(_document(result.data.opinion, book))
    elif result.data.opinion and not quiet:
        screen().print(_view(result.data.opinion, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.message"), epilog=word("help.message.example"))(message)
