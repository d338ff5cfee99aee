"""`status` and `report` on the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from watchdog_sante.cli.options import ConfigOption, FormatOption, LangOption, check_choice, word
from watchdog_sante.cli.store_options import StateOption, open_desk
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.status import Status

OutArgument = Annotated[Path, typer.Argument(metavar="OUT.html", help=word("help.report.out"))]


def _when(at: datetime | None) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else "—"


def _file(entry: InboxEntry, book: Phrasebook) -> RenderableType:
    state = book.text(say(f"status.file.{entry.state.value}"))
    text = Text.assemble((entry.path, "bold"), f"  {state}, {_when(entry.since)}")
    return Group(text, Padding(Text(book.text(entry.reason)), (0, 0, 0, 3))) if entry.reason else text


def _indent(lines: list[RenderableType]) -> Padding:
    return Padding(Group(*lines), (0, 0, 1, 2))


def _heads(found: "Status") -> list[Sentence]:
    """The answer first: is it watching, what waits, up to which day."""
    from watchdog_sante.report.answer import verified_until

    day = verified_until(found.audit)
    alive = {(True, True): "both", (True, False): "watcher", (False, True): "messenger", (False, False): "none"}
    return [
        say("status.verified", day=day) if day else say("status.nothing_verified"),
        say("alerts.count", count=found.waiting_alerts) if found.waiting_alerts else say("alerts.none"),
        say(f"status.alive.{alive[found.watching, found.sending]}"),
        say("status.last_cycle", when=_when(found.last_cycle)),
    ]


def _view(found: "Status", book: Phrasebook) -> RenderableType:
    parts: list[RenderableType] = [Text(book.text(head), "bold") for head in _heads(found)]
    parts += [Text(""), Text(book.text(say("report.coverage")), "bold")]
    lines: list[RenderableType] = []
    for line in found.audit.coverage:
        period = f"{line.start or '…'} → {line.end or '…'}" if line.start or line.end else ""
        state = book.text(say(f"report.state_{line.state.value}"))
        lines.append(Text(f"{book.text(line.subject)}  {period}  {state}"))
        lines += [Padding(Text(book.text(line.reason)), (0, 0, 0, 3))] if line.reason else []
    parts.append(_indent(lines))
    read = [entry for entry in found.files if entry.state is InboxState.READ]
    other = [entry for entry in found.files if entry.state is not InboxState.READ]
    parts.append(Text(book.text(say("status.files", count=len(read))), "bold"))
    parts.append(_indent([_file(entry, book) for entry in other]))
    parts.append(Text(book.text(say("status.undelivered", count=len(found.undelivered))), "bold"))
    for job in found.jobs:
        if job.code:
            name = job.job.removeprefix("channel ")
            parts.append(Text(book.text(say("status.fails", job=name, code=job.code, when=_when(job.last_failure)))))
    return Group(*parts)


def _document(found: "Status", book: Phrasebook) -> str:
    from watchdog_sante.report.document import document

    audit = document(found.audit, book).model_dump(mode="json", by_alias=True)
    jobs = [
        {
            "job": one.job,
            "last_success": one.last_success.isoformat() if one.last_success else None,
            "last_failure": one.last_failure.isoformat() if one.last_failure else None,
            "code": one.code or None,
        }
        for one in found.jobs
    ]
    files = [
        {
            "path": one.path,
            "state": one.state.value,
            "since": one.since.isoformat(),
            "reason": book.text(one.reason) if one.reason else None,
        }
        for one in found.files
    ]
    return json.dumps(
        {
            "schema": "watchdog-sante/status/1",
            "last_cycle": found.last_cycle.isoformat() if found.last_cycle else None,
            "watching": found.watching,
            "sending": found.sending,
            "alerts_waiting": found.waiting_alerts,
            "undelivered": len(found.undelivered),
            "coverage": audit["coverage"],
            "files": files,
            "jobs": jobs,
        },
        ensure_ascii=False,
        indent=1,
    )


def status(
    config: ConfigOption = None, state: StateOption = None, format: FormatOption = "table", lang: LangOption = None
) -> None:
    """Show what was verified, up to which day, and what could not be."""
    from watchdog_sante.commands.status import run

    check_choice(format, "--format", ("table", "json"))
    with open_desk(config, state) as desk:
        result = run(desk, datetime.now(UTC))
        book = desk.words
    if format == "json":
        typer.echo(_document(result.data, book))
    else:
        Console(highlight=False).print(_view(result.data, book))
    raise typer.Exit(result.exit_code)


def report(
    out: OutArgument = Path("watchdog-sante.html"),
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Write the HTML report of the store."""
    from watchdog_sante.commands.report import run

    with open_desk(config, state) as desk:
        path = run(desk, out, datetime.now(UTC)).data
        typer.echo(desk.words.text(say("demo.report", path=str(path))))


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(help=word("help.status"), epilog=word("help.status.example"))(status)
    app.command("report", help=word("help.report.command"), epilog=word("help.report.command.example"))(report)
