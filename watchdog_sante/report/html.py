"""The audit as one HTML page that asks nothing of any network, runs no script, and shows masked what it shows.

Every text is masked (NIR, cards, IBAN) and escaped on its way into the page, by the environment and not by the
templates, so that none can be forgotten. Sizes are bounded; what is left out is counted and said.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.redaction import mask_for_showing
from watchdog_sante.report.answer import (
    answer,
    assurance,
    noted,
    severe,
    unverified,
    verified_until,
)
from watchdog_sante.report.drawings import bars, lanes
from watchdog_sante.report.months import health_months, health_years
from watchdog_sante.report.page_contents import Bounds, Contents, ledger_lists, mandate_list, not_read
from watchdog_sante.report.page_words import PageWords, functions
from watchdog_sante.report.payments import history, payments


def _shown(value: object) -> object:
    """Every text, just before it is escaped. `Markup` is our own: what the templates and charts made."""
    return mask_for_showing(value) if type(value) is str else value


def page(contents: Contents, book: Phrasebook, templates: Mapping[str, str]) -> str:
    """The report's page. `templates` are the texts of `templates/report/`, by file name."""
    environment = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    said = PageWords(contents, book)
    environment.globals.update(functions(contents, book, said))
    findings = contents.audit.findings
    waiting = tuple(one for one in findings if said.waits(one))
    audit = replace(contents.audit, findings=waiting)
    style = templates["page.css"]
    months = health_months(contents.evidence)
    timeline = history(payments(contents.evidence.triangle))
    last = max((line.end for line in audit.coverage if line.end), default=contents.today)
    return environment.get_template("page.html").render(
        audit=audit,
        answer=answer(audit),
        assurance=assurance(audit.coverage),
        verified_until=verified_until(audit.coverage),
        missing=unverified(audit.coverage),
        severe=severe(waiting),
        notes=noted(waiting),
        answered=tuple(one for one in findings if not said.waits(one)),
        payments=timeline,
        lanes=lanes(timeline.rows, last, book),
        mandates=mandate_list(contents.evidence, contents.today),
        months=health_years(months),
        bars=bars(months, book),
        ledger=ledger_lists(audit.coverage, Bounds().ledger),
        not_read=not_read(audit, book),
        cards=contents.cards,
        style=Markup(style),
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
    )
