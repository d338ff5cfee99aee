"""The audit as one HTML page that asks nothing of any network: every text from a statement is escaped."""

from jinja2 import Environment, StrictUndefined

from watchdog_sante.model.audit import Audit
from watchdog_sante.model.sentences import Value, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.report.terminal import answer, verified_until


def page(audit: Audit, book: Phrasebook, template: str) -> str:
    """The report's page. `template` is the text of `templates/report.html`."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

    def word(key: str, **values: Value) -> str:
        return book.text(say(f"report.{key}", **values))

    return environment.from_string(template).render(
        audit=audit,
        say=book.text,
        word=word,
        day=book.day,
        money=book.money,
        proposed=lambda breach: book.text(say("breaches.proposed", breach=breach.name, day=breach.day)),
        language=book.language,
        answer=book.text(answer(audit)),
        verified_until=verified_until(audit),
    )
