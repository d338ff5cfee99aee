"""The audit on a terminal of 80 columns: the answer first, then each finding, then what could not be verified."""

from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watchdog_sante.model.audit import Audit
from watchdog_sante.model.coverage import CoverageLine, CoverageState
from watchdog_sante.model.findings import Action, Finding, Severity
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.phrasing import Phrasebook

STYLE = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def answer(audit: Audit) -> Sentence:
    """The answer to the person's question: how many things deserve a look."""
    if audit.start is None:
        return say("report.answer_unread")
    severe = [finding for finding in audit.findings if finding.severity is not Severity.INFO]
    key = "report.answer" if severe else "report.answer_nothing"
    return say(key, count=len(severe)) if severe else say(key)


def verified_until(audit: Audit) -> date | None:
    """The day up to which every account and every insurer was verified at last; snapshots of details do not count."""
    ends: dict[Sentence, date] = {}
    for line in audit.coverage:
        if line.state is CoverageState.VERIFIED and line.end and not line.subject.key.endswith("insurer_details"):
            ends[line.subject] = max(line.end, ends.get(line.subject, line.end))
    return min(ends.values(), default=None)


def _title(finding: Finding, book: Phrasebook) -> Text:
    word = book.text(say(f"report.severity_{finding.severity.value}"))
    return Text.assemble(
        (f"{word} ", STYLE[finding.severity]),
        (book.text(finding.title), "bold"),
        (f"  {book.day(finding.day)} · {finding.detector}", "dim"),
    )


def _action(action: Action, book: Phrasebook) -> Text:
    text = Text(f"→ {book.text(action.text)}")
    if action.by:
        text.append(" " + book.text(say("report.by_day", day=action.by)), "bold")
    return text


def _rows(finding: Finding, book: Phrasebook) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for row in finding.evidence:
        amount = "" if row.cents is None else book.money(row.cents)
        change = f"{row.field} : {row.before or '—'} → {row.after or '—'}" if row.field else (row.label or "")
        table.add_row(Text(row.day.isoformat(), "dim"), amount, Text(change).append(f"  {row.file}:{row.row}", "dim"))
    return table


def finding_view(finding: Finding, book: Phrasebook) -> RenderableType:
    """One finding: its title, what was seen, the rows accused, what to do."""
    body: list[RenderableType] = [Text(book.text(finding.explanation)), _rows(finding, book)]
    body += [_action(action, book) for action in finding.actions]
    return Group(_title(finding, book), Padding(Group(*body), (0, 0, 1, 3)))


def _coverage(lines: tuple[CoverageLine, ...], book: Phrasebook) -> list[RenderableType]:
    shown: list[RenderableType] = []
    for line in lines:
        period = f"{line.start or '…'} → {line.end or '…'}" if line.start or line.end else ""
        style = "" if line.state is CoverageState.VERIFIED else "yellow"
        state = book.text(say(f"report.state_{line.state.value}"))
        text = Text.assemble((book.text(line.subject), "bold"), f"  {period}  " if period else "  ", (state, style))
        shown.append(Padding(text, (0, 0, 0, 2)))
        if line.reason:
            shown.append(Padding(Text(book.text(line.reason)), (0, 0, 0, 5)))
    return shown


def _refused(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for one in audit.refused:
        lines.append(Text.assemble((one.file, "bold"), f"  {book.text(one.reason)}"))
    for source in audit.sources:
        for row in source.rejected:
            place = book.text(say("report.file_row", file=source.file, row=row.row))
            lines.append(Text.assemble((place, "bold"), f"  {book.text(row.reason)}"))
    return lines


def _breaches(audit: Audit, book: Phrasebook) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for breach in audit.proposed_breaches:
        lines.append(Text(book.text(say("breaches.proposed", breach=breach.name, day=breach.day))))
        lines.append(Text(book.text(say("report.tick_breach", key=breach.key)), "dim"))
    return [Text(book.text(say("report.breaches")), "bold"), Padding(Group(*lines), (0, 0, 1, 2))] if lines else []


def view(audit: Audit, book: Phrasebook) -> RenderableType:
    """The whole audit as something `rich` prints; the same words as the HTML report."""
    parts: list[RenderableType] = [Text(book.text(answer(audit)), "bold"), Text("")]
    parts += [finding_view(finding, book) for finding in audit.findings if finding.severity is not Severity.INFO]
    infos = [finding for finding in audit.findings if finding.severity is Severity.INFO]
    if infos:
        parts.append(Text(book.text(say("report.infos", count=len(infos))), "bold"))
        parts += [Padding(_title(finding, book), (0, 0, 0, 2)) for finding in infos] + [Text("")]
    refused = _refused(audit, book)
    if refused:
        parts += [Text(book.text(say("report.not_read")), "bold"), Padding(Group(*refused), (0, 0, 1, 2))]
    if audit.skipped:
        names = ", ".join(audit.skipped[:10]) + (" …" if len(audit.skipped) > 10 else "")
        skipped = book.text(say("report.skipped", count=len(audit.skipped)))
        parts += [Text(skipped, "bold"), Padding(Text(names), (0, 0, 1, 2))]
    parts += _breaches(audit, book)
    parts += [Text(book.text(say("report.coverage")), "bold"), *_coverage(audit.coverage, book)]
    return Group(*parts)
