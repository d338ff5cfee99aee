"""`status` and `report` on the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from watchdog_sante.cli.options import ConfigOption, FormatOption, LangOption, check_choice, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import Records, StateOption, desk_of, open_desk, open_records
from watchdog_sante.model.inbox import InboxEntry, InboxState
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

if TYPE_CHECKING:
    from watchdog_sante.commands.status import Status
    from watchdog_sante.model.coverage import CoverageLine

OutArgument = Annotated[Path, typer.Argument(metavar="OUT.html", help=word("help.report.out"))]


def _when(at: datetime | None, book: Phrasebook) -> str:
    return book.moment(at.astimezone()) if at else "—"


def _file(entry: InboxEntry, book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.screen_parts import indented

    state = book.text(say(f"status.file.{entry.state.value}"))
    text = Text.assemble((mask_for_showing(entry.path), "bold"), f"  {state}, {_when(entry.since, book)}")
    return Group(text, indented(Text(book.text(entry.reason)))) if entry.reason else text


def _heads(found: "Status", book: Phrasebook) -> list[Sentence]:
    """The answer first: up to which day, what waits, is it watching."""
    from watchdog_sante.report.answer import assurance, verified_until

    alive = {(True, True): "both", (True, False): "watcher", (False, True): "messenger", (False, False): "none"}
    return [
        assurance(found.coverage) if verified_until(found.coverage) else say("status.nothing_verified"),
        say("alerts.count", count=found.waiting_alerts) if found.waiting_alerts else say("alerts.none"),
        *([say("alerts.quiet", count=found.quiet_alerts)] if found.quiet_alerts else []),
        say(f"status.alive.{alive[found.watching, found.sending]}"),
        say("status.last_cycle", when=_when(found.last_cycle, book)),
    ]


def _job(name: str) -> Sentence:
    """What a job is called; a channel keeps the name that the person gave it."""
    kind, _, channel = name.partition(" ")
    return say("status.job.channel", name=channel) if kind == "channel" else say(f"status.job.{name.replace(' ', '-')}")


def _deliveries(found: "Status", book: Phrasebook) -> list[RenderableType]:
    waiting = len(found.undelivered)
    parts: list[RenderableType] = [
        Text(book.text(say("status.undelivered", count=waiting) if waiting else say("status.all_delivered")), "bold")
    ]
    for job in found.jobs:
        if job.code:
            when = _when(job.last_failure, book)
            parts.append(Text(book.text(say("status.fails", job=_job(job.job), code=job.code, when=when)), "yellow"))
    return parts


def _view(found: "Status", book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.ledger import ledger_view
    from watchdog_sante.report.screen_parts import heading, indented

    parts: list[RenderableType] = [heading(book.text(head)) for head in _heads(found, book)]
    parts += [Text(""), heading(book.text(say("report.coverage"))), ledger_view(found.coverage, book), Text("")]
    read = [entry for entry in found.files if entry.state is InboxState.READ]
    other = [entry for entry in found.files if entry.state is not InboxState.READ]
    parts.append(heading(book.text(say("status.files", count=len(read)))))
    parts += [indented(*(_file(entry, book) for entry in other), by=2)] if other else []
    return Group(*parts, *_deliveries(found, book))


def _document(found: "Status", book: Phrasebook) -> str:
    from watchdog_sante.report.document import ledger

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
            "coverage": [line.model_dump(mode="json", by_alias=True) for line in ledger(found.coverage, book)],
            "files": files,
            "jobs": jobs,
        },
        ensure_ascii=False,
        indent=1,
    )


def _thought_anew(records: Records, config: Path | None, now: datetime) -> "tuple[CoverageLine, ...]":
    from watchdog_sante.rounds.inbox_reading import Taken
    from watchdog_sante.rounds.lived_cycle import think

    return think(desk_of(records, config), Taken(), now).coverage


def status(
    config: ConfigOption = None, state: StateOption = None, format: FormatOption = "table", lang: LangOption = None
) -> None:
    """Show what was verified, up to which day, and what could not be."""
    from watchdog_sante.commands.status import run

    check_choice(format, "--format", ("table", "json"))
    now = datetime.now(UTC)
    with open_records(config, state) as records:
        known = records.watcher, records.messenger, records.settings
        result = run(*known, now, lambda: _thought_anew(records, config, now))
        book = records.words
    if format == "json":
        typer.echo(_document(result.data, book))
    else:
        screen().print(_view(result.data, book))
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
