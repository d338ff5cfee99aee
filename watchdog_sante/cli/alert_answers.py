"""The person's answers to alerts on the command line: seen, accepted, reported, put off."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from watchdog_sante.cli.framework import Program
from watchdog_sante.cli.options import ConfigOption, LangOption, word
from watchdog_sante.cli.store_options import StateOption, open_records
from watchdog_sante.model.alerts import Alert
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

NumbersArgument = Annotated[list[str], typer.Argument(metavar="ALERT", help=word("help.alerts.number"))]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help=word("help.alerts.why"))]
ForOption = Annotated[str, typer.Option("--for", metavar="14d", help=word("help.alerts.for"))]


def _answered(found: tuple[Alert, ...], book: Phrasebook) -> None:
    for alert in found:
        typer.echo(book.text(say("alerts.now", alert=alert.number, state=say(f"alerts.state.{alert.state.value}"))))


def seen(
    numbers: NumbersArgument, config: ConfigOption = None, state: StateOption = None, lang: LangOption = None
) -> None:
    """I have looked; the question stays open."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_records(config, state) as records:
        _answered(run_answer(records.watcher, numbers, Answer.SEEN, datetime.now(UTC)).data, records.words)


def accept(
    numbers: NumbersArgument,
    why: WhyOption = "",
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """This is mine."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_records(config, state) as records:
        _answered(run_answer(records.watcher, numbers, Answer.ACCEPT, datetime.now(UTC), why).data, records.words)


def reported(
    numbers: NumbersArgument,
    why: WhyOption = "",
    config: ConfigOption = None,
    state: StateOption = None,
    lang: LangOption = None,
) -> None:
    """Told to the bank, the insurer or the police."""
    from watchdog_sante.commands.alerts import Answer, run_answer

    with open_records(config, state) as records:
        _answered(run_answer(records.watcher, numbers, Answer.REPORTED, datetime.now(UTC), why).data, records.words)


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

    with open_records(config, state) as records:
        _answered(run_snooze(records.watcher, numbers, length_of(length), why, datetime.now(UTC)).data, records.words)


def register_answers(alerts: Program) -> None:
    """Add the answers to `alerts`."""
    for answer in (seen, accept, reported, snooze):
        key = f"help.alerts.{answer.__name__}"
        alerts.command(help=word(key), epilog=word(f"{key}.example"))(answer)
