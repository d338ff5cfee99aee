"""What became of every message, on the command line."""

from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from watchdog_sante.cli.options import ConfigOption, LangOption
from watchdog_sante.cli.screen import screen
from watchdog_sante.cli.store_options import StateOption, open_records
from watchdog_sante.model.sentences import say
from watchdog_sante.phrasing import Phrasebook

if TYPE_CHECKING:
    from watchdog_sante.model.messages import Delivery


def _deliveries(found: "tuple[Delivery, ...]", book: Phrasebook) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for column in ("queued", "channel", "alerts", "state"):
        table.add_column(book.text(say(f"alerts.delivery.{column}")), overflow="fold")
    for one in found:
        state = book.text(say(f"notify.state.{one.state.value}")) + (f" ({one.code})" if one.code else "")
        queued = book.moment(one.message.queued_at.astimezone())
        table.add_row(queued, Text(one.message.channel), ", ".join(one.message.references) or "—", state)
    return table


def deliveries(config: ConfigOption = None, state: StateOption = None, lang: LangOption = None) -> None:
    """What became of every message."""
    from watchdog_sante.commands.deliveries import run

    with open_records(config, state) as records:
        result = run(records.messenger)
        book = records.words
    screen().print(_deliveries(result.data, book) if result.data else book.text(say("deliveries.none")))
    raise typer.Exit(result.exit_code)
