"""`alerts` on the command line."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import ConfigOption, FormatOption, LangOption, check_choice, word
from watchdog_sante.cli.store_options import StateOption, open_desk
from watchdog_sante.model.alerts import Alert, AlertEvent
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.commands.alerts import Shown
    from watchdog_sante.model.messages import Delivery

NumbersArgument = Annotated[list[str], typer.Argument(metavar="ALERT", help=word("help.alerts.number"))]
NumberArgument = Annotated[str, typer.Argument(metavar="ALERT", help=word("help.alerts.number"))]
AllOption = Annotated[bool, typer.Option("--all", help=word("help.alerts.all"))]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help=word("help.alerts.why"))]
ForOption = Annotated[str, typer.Option("--for", metavar="14d", help=word("help.alerts.for"))]

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


def _line(alert: Alert, title: str, book: Phrasebook) -> Text:
    state = book.text(say(f"alerts.state.{alert.state.value}"))
    until = f" → {alert.until.date().isoformat()}" if alert.until else ""
    severity = book.text(say(f"report.severity_{alert.question.severity.value}"))
    return Text.assemble((alert.number, "bold"), f"  {severity}  {title}  ", (f"({state}{until})", "dim"))


@alerts.command("list", help=word("help.alerts.list"), epilog=word("help.alerts.list.example"))
def show_list(
    everything: AllOption = False,
    config: ConfigOption = None,
    state: StateOption = None,
    format: FormatOption = "table",
    lang: LangOption = None,
) -> None:
    """List what waits for an answer."""
    from watchdog_sante.commands.alerts import run_list

    check_choice(format, "--format", ("table", "json"))
    with open_desk(config, state) as desk:
        found = run_list(desk.watcher, everything).data
        book = desk.words
    if format == "json":
        document = {"schema": "watchdog-sante/alerts/1", "alerts": [_plain(one, book) for one in found]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    console.print(book.text(say("alerts.count", count=len(found)) if found else say("alerts.none")), style="bold")
    for one in found:
        console.print(_line(one.alert, book.text(one.finding.title) if one.finding else "", book))


def _event(event: AlertEvent, book: Phrasebook) -> Text:
    words = book.text(say(f"alerts.event.{event.kind.value}"))
    if event.notice:
        words += f" ({event.notice.channel}, {book.text(say(f'alerts.reason.{event.notice.reason.value}'))})"
    when = event.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return Text.assemble((f"  {when}  ", "dim"), words, f" — {event.why}" if event.why else "")


@alerts.command(help=word("help.alerts.show"), epilog=word("help.alerts.show.example"))
def show(
    number: NumberArgument,
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Show one alert: what was seen, what to do, what happened to it."""
    from watchdog_sante.commands.alerts import run_show
    from watchdog_sante.report.terminal import finding_view

    with open_desk(config, state) as desk:
        found = run_show(desk.watcher, number).data
        book = desk.words
    console = Console(highlight=False)
    console.print(_line(found.alert, "", book))
    if found.finding:
        console.print(finding_view(found.finding, book))
    for event in found.events:
        console.print(_event(event, book))
    console.print(book.text(say("alerts.how_to_answer", alert=found.alert.number)), markup=False, soft_wrap=True)


@alerts.command(help=word("help.alerts.explain"), epilog=word("help.alerts.explain.example"))
def explain(
    number: NumberArgument, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """Say why the alert was raised and what would keep it silent."""
    from watchdog_sante.commands.alerts import run_show

    with open_desk(config, state) as desk:
        found = run_show(desk.watcher, number).data
        book = desk.words
    console = Console(highlight=False)
    if found.finding:
        console.print(Text(book.text(found.finding.explanation)))
        console.print(Text(book.text(say("report.silent_if", condition=found.finding.would_be_silent_if))))
        slug = found.finding.slug
        console.print(Text(f"{word('explain.innocent')} {book.text(say(f'{slug}.innocent'))}"))
    console.print(Text(f"watchdog-sante explain {found.alert.question.detector}", "dim"))


def _answered(found: tuple[Alert, ...], book: Phrasebook) -> None:
    for alert in found:
        typer.echo(book.text(say("alerts.now", alert=alert.number, state=say(f"alerts.state.{alert.state.value}"))))


@alerts.command(help=word("help.alerts.seen"), epilog=word("help.alerts.seen.example"))
def seen(
    numbers: NumbersArgument, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """I have looked; the question stays open."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_desk(config, state) as desk:
        _answered(run_answer(desk.watcher, numbers, Answer.SEEN, datetime.now(UTC)).data, desk.words)


@alerts.command(help=word("help.alerts.accept"), epilog=word("help.alerts.accept.example"))
def accept(
    numbers: NumbersArgument,
    why: WhyOption = "",
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """This is mine."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_desk(config, state) as desk:
        _answered(run_answer(desk.watcher, numbers, Answer.ACCEPT, datetime.now(UTC), why).data, desk.words)


@alerts.command(help=word("help.alerts.reported"), epilog=word("help.alerts.reported.example"))
def reported(
    numbers: NumbersArgument,
    why: WhyOption = "",
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Told to the bank, the insurer or the police."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_desk(config, state) as desk:
        _answered(run_answer(desk.watcher, numbers, Answer.REPORTED, datetime.now(UTC), why).data, desk.words)


@alerts.command(help=word("help.alerts.snooze"), epilog=word("help.alerts.snooze.example"))
def snooze(
    numbers: NumbersArgument,
    length: ForOption,
    why: WhyOption = "",
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Not now; always with an end."""
    from watchdog_sante.commands.alerts import length_of, run_snooze

    with open_desk(config, state) as desk:
        _answered(run_snooze(desk.watcher, numbers, length_of(length), why, datetime.now(UTC)).data, desk.words)


def _deliveries(found: "tuple[Delivery, ...]", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for column in ("queued", "channel", "alerts", "state"):
        table.add_column(book.text(say(f"alerts.delivery.{column}")), overflow="fold")
    for one in found:
        state = book.text(say(f"notify.state.{one.state.value}")) + (f" ({one.code})" if one.code else "")
        queued = one.message.queued_at.astimezone().strftime("%Y-%m-%d %H:%M")
        table.add_row(queued, Text(one.message.channel), ", ".join(one.message.references) or "—", state)
    return table


@alerts.command(help=word("help.alerts.deliveries"), epilog=word("help.alerts.deliveries.example"))
def deliveries(config: ConfigOption = None, state: StateOption = None, lang: LangOption = None) -> None:
    """What became of every message."""
    from watchdog_sante.commands.deliveries import run

    with open_desk(config, state) as desk:
        result = run(desk.messenger)
        book = desk.words
    Console(highlight=False).print(_deliveries(result.data, book))
    raise typer.Exit(result.exit_code)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(alerts, name="alerts")
