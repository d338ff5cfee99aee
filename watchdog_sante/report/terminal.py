"""The audit on a terminal of 80 columns: the answer first, then each finding, then what could not be verified."""

from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from watchdog_sante.model.audit import Audit
from watchdog_sante.model.findings import Action, EvidenceRow, Finding
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import place_in
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing
from watchdog_sante.remedies import is_over, open_first, time_left
from watchdog_sante.report.answer import answer, assurance, noted, severe
from watchdog_sante.report.ledger import ledger_view
from watchdog_sante.report.masking import shown_label
from watchdog_sante.report.screen_parts import STYLE, heading, indented, listed

_ROWS = 12  # rows of a finding in plain sight; the report and the JSON have more
_NAMES = 10


def title_view(finding: Finding, book: Phrasebook) -> RenderableType:
    """How grave, what, and below it when and which detector."""
    word = book.text(say(f"report.severity_{finding.severity.value}"))
    title = Text.assemble((word, STYLE[finding.severity]), " · ", (mask_for_showing(book.text(finding.title)), "bold"))
    return Group(title, indented(Text(f"{book.day(finding.day)} · {finding.detector}", "dim")))


def _action(action: Action, book: Phrasebook, today: date) -> Text:
    """What to do and by when; what is too late is told faintly, so that what is left stands out."""
    over = is_over(action, today)
    text = Text(book.text(action.text), "dim" if over else "")
    if action.by:
        key = "report.by_day_over" if over else "report.by_day"
        text.append(" " + book.text(say(key, day=action.by)), "" if over else "bold")
    return text


def _told(row: EvidenceRow, book: Phrasebook) -> str:
    if row.field:
        return book.text(say("report.change", field=row.field, before=row.before or "—", after=row.after or "—"))
    return shown_label(row) or "—"


def _rows(finding: Finding, book: Phrasebook) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    priced = any(row.cents is not None for row in finding.evidence)
    if priced:
        table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for row in finding.evidence[:_ROWS]:
        place = mask_for_showing(book.text(place_in(row.file, row.row)))
        told = Text(mask_for_showing(_told(row, book))).append(f"\n{place}", "dim")
        amount = ["" if row.cents is None else book.money(row.cents)] if priced else []
        table.add_row(Text(book.short_day(row.day)), *amount, told)
    more = len(finding.evidence) - _ROWS
    return Group(table, Text(book.text(say("report.more_rows", count=more)), "dim")) if more > 0 else table


def finding_view(finding: Finding, book: Phrasebook, today: date) -> RenderableType:
    """One finding: its title, what was seen, the rows accused, what to do as of `today`."""
    body: list[RenderableType] = [Text(mask_for_showing(book.text(finding.explanation))), Text("")]
    if finding.evidence:
        body += [_rows(finding, book), Text("")]
    if finding.actions:
        body.append(listed(_action(action, book, today) for action in open_first(finding.actions, today)))
    if time := time_left(finding, today):
        body.append(Text(book.text(time)))
    return Group(title_view(finding, book), indented(*body, after=1))


def _refused(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for one in audit.refused:
        lines += [Text(mask_for_showing(one.file), "bold"), indented(Text(mask_for_showing(book.text(one.reason))))]
    for source in audit.sources:
        for row in source.rejected:
            place = mask_for_showing(book.text(place_in(source.file, row.row)))
            lines += [Text(place, "bold"), indented(Text(mask_for_showing(book.text(row.reason))))]
    return lines


def _breaches(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for breach in audit.proposed_breaches:
        lines.append(Text(book.text(say("breaches.proposed", breach=breach.name, day=breach.day))))
        lines.append(Text(book.text(say("report.tick_breach", key=breach.key)), "dim"))
    return [heading(book.text(say("report.breaches"))), indented(*lines, by=2, after=1)] if lines else []


def _skipped(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    if not audit.skipped:
        return []
    names = ", ".join(map(mask_for_showing, audit.skipped[:_NAMES])) + (" …" if len(audit.skipped) > _NAMES else "")
    title = book.text(say("report.skipped", count=len(audit.skipped)))
    return [heading(title), indented(Text(names), by=2, after=1)]


def _empty(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    """Files that were read and tell of nothing: a download gone wrong looks like a quiet month."""
    names = [source.file for source in audit.sources if not source.new + source.known and not source.rejected]
    if not names:
        return []
    shown = ", ".join(map(mask_for_showing, names[:_NAMES])) + (" …" if len(names) > _NAMES else "")
    return [heading(book.text(say("report.empty", count=len(names)))), indented(Text(shown), by=2, after=1)]


def view(audit: Audit, book: Phrasebook, today: date) -> RenderableType:
    """The whole audit as something `rich` prints, as of `today`; the same words and order as the HTML report."""
    parts: list[RenderableType] = [
        heading(book.text(answer(audit))),
        Text(book.text(assurance(audit.coverage))),
        Text(""),
    ]
    parts += [finding_view(finding, book, today) for finding in severe(audit.findings)]
    if notes := noted(audit.findings):
        parts.append(heading(book.text(say("report.infos", count=len(notes)))))
        parts += [indented(title_view(finding, book), by=2) for finding in notes] + [Text("")]
    if refused := _refused(audit, book):
        parts += [heading(book.text(say("report.not_read"))), indented(*refused, by=2, after=1)]
    parts += [*_empty(audit, book), *_skipped(audit, book), *_breaches(audit, book)]
    parts += [heading(book.text(say("report.coverage"))), ledger_view(audit.coverage, book)]
    return Group(*parts)
