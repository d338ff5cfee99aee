"""`alerts` on the command line: what is read there. Answers and deliveries have rooms of their own."""

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.alert_answers import register_answers
from watchdog_sante.cli.alert_deliveries import deliveries
from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import ConfigOption, FormatOption, LangOption, check_choice, word
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, open_records
from watchdog_sante.model.alerts import Alert, AlertEvent, AlertState
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing

if TYPE_CHECKING:
    from watchdog_sante.commands.alerts import Shown

NumberArgument = Annotated[str, typer.Argument(metavar="ALERT", help=word("help.alerts.number"))]
AllOption = Annotated[bool, typer.Option("--all", help=word("help.alerts.all"))]

alerts = Program(help=word("help.alerts"))


def _plain(one: "Shown", book: Phrasebook) -> dict[str, object]:
    alert, finding = one.alert, one.finding
    return {
        "alert": alert.number,
        "state": alert.state.value,
        "severity": alert.question.severity.value,
        "detector": alert.question.detector,
        "subject": alert.question.subject,
        "date": alert.question.day.isoformat(),
        "opened_at": alert.opened_at.isoformat(),
        "until": alert.until.isoformat() if alert.until else None,
        "title": book.text(finding.title) if finding else None,
        "finding": alert.question.finding,
    }


def _state(alert: Alert, book: Phrasebook) -> str:
    """Where it stands, and until when it is put off."""
    state = book.text(say(f"alerts.state.{alert.state.value}"))
    return book.text(say("alerts.put_off", state=state, day=alert.until.date())) if alert.until else state


def _list(found: "tuple[Shown, ...]", book: Phrasebook) -> RenderableType:
    from watchdog_sante.report.screen_parts import STYLE

    table = Table.grid(padding=(0, 2))
    for wraps in (False, False, True):
        table.add_column(no_wrap=not wraps)
    for one in found:
        grave = one.alert.question.severity
        title = mask_for_showing(book.text(one.finding.title)) if one.finding else "—"
        state = "" if one.alert.state is AlertState.OPEN else f"\n{_state(one.alert, book)}"
        severity = Text(book.text(say(f"report.severity_{grave.value}")), STYLE[grave])
        table.add_row(Text(one.alert.number, "bold"), severity, Text(title).append(state, "dim"))
    return table


@alerts.command("list", help=word("help.alerts.list"), epilog=word("help.alerts.list.example"))
def show_list(
    everything: AllOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    format: FormatOption = "table",
    lang: LangOption = None,
) -> None:
    """List what waits for an answer."""
    from watchdog_sante.commands.alerts import run_list, run_quiet

    check_choice(format, "--format", ("table", "json"))
    with open_records(config, state) as records:
        found = run_list(records.watcher, everything).data
        quiet = 0 if everything else run_quiet(records.watcher).data
        book = records.words
    if format == "json":
        document = {"schema": "watchdog-sante/alerts/1", "alerts": [_plain(one, book) for one in found]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    console = screen()
    waiting = sum(one.alert.state.waits and not one.alert.quiet for one in found)
    console.print(book.text(say("alerts.count", count=waiting) if waiting else say("alerts.none")), style="bold")
    console.print(_list(found, book))
    if quiet:
        console.print(book.text(say("alerts.quiet", count=quiet)))
    if found:
        console.print(Text(book.text(say("alerts.how_to_show", alert=found[0].alert.number)), "dim"))


def _event(event: AlertEvent, book: Phrasebook) -> Text:
    words = book.text(say(f"alerts.event.{event.kind.value}"))
    if event.notice:
        words += f" ({event.notice.channel}, {book.text(say(f'alerts.reason.{event.notice.reason.value}'))})"
    why = f" — {event.why}" if event.why else ""
    return Text.assemble((f"{book.moment(event.at.astimezone())}  ", "dim"), words, why)


def _answers(alert: Alert, book: Phrasebook) -> RenderableType:
    """What the person may type, one a line, with what it means."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for answer, more in (("accept", ""), ("seen", ""), ("reported", ""), ("snooze", " --for 14d --why …")):
        typed = Text(f"watchdog-sante alerts {answer} {alert.number}{more}", "bold")
        table.add_row(typed, Text(book.text(say(f"alerts.answer.{answer}"))))
    return table


@alerts.command(help=word("help.alerts.show"), epilog=word("help.alerts.show.example"))
def show(
    number: NumberArgument,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Show one alert: what was seen, what to do, what happened to it."""
    from watchdog_sante.commands.alerts import run_show
    from watchdog_sante.report.screen_parts import heading, indented
    from watchdog_sante.report.terminal import finding_view

    with open_records(config, state) as records:
        found = run_show(records.watcher, number).data
        book = records.words
    console = screen()
    console.print(Text.assemble((found.alert.number, "bold"), f" · {_state(found.alert, book)}"))
    view = finding_view(found.finding, book, date.today()) if found.finding else None
    console.print(view or Text(book.text(say("alerts.forgotten"))))
    console.print(heading(book.text(say("alerts.events"))))
    console.print(indented(*(_event(event, book) for event in found.events), after=1))
    console.print(heading(book.text(say("alerts.how_to_answer"))))
    console.print(indented(_answers(found.alert, book)))


@alerts.command(help=word("help.alerts.explain"), epilog=word("help.alerts.explain.example"))
def explain(
    number: NumberArgument, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """Say why the alert was raised and what would keep it silent."""
    from watchdog_sante.commands.alerts import run_show
    from watchdog_sante.report.screen_parts import heading, indented
    from watchdog_sante.report.terminal import title_view

    with open_records(config, state) as records:
        found = run_show(records.watcher, number).data
        book = records.words
    console = screen()
    console.print(Text.assemble((found.alert.number, "bold"), f" · {_state(found.alert, book)}"))
    if finding := found.finding:
        console.print(title_view(finding, book))
        console.print(indented(Text(mask_for_showing(book.text(finding.explanation))), after=1))
        console.print(heading(word("explain.innocent")))
        console.print(indented(Text(book.text(say(f"{finding.slug}.innocent"))), after=1))
        console.print(Text(mask_for_showing(book.text(say("report.silent_if", condition=finding.would_be_silent_if)))))
    else:
        console.print(Text(book.text(say("alerts.forgotten"))))
    console.print(Text(book.text(say("alerts.card", detector=found.alert.question.detector)), "dim"))


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    register_answers(alerts)
    alerts.command(help=word("help.alerts.deliveries"), epilog=word("help.alerts.deliveries.example"))(deliveries)
    app.add_typer(alerts, name="alerts")
