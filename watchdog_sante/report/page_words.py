"""What the page's templates may ask for: words, days and sums in one language, contacts, what the person answered."""

from watchdog_sante.model.alerts import Alert
from watchdog_sante.model.findings import Action, Card, Finding
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.sentences import Value, say
from watchdog_sante.model.sources import place_in
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.remedies import is_over, open_first, time_left
from watchdog_sante.report.masking import shown_label
from watchdog_sante.report.page_contents import Bounds, Contents
from watchdog_sante.report.payments import PaymentState

_GOOD = (PaymentState.ARRIVED,)
_BAD = (PaymentState.NEVER_ARRIVED, PaymentState.STRANGER)
_ODD = (PaymentState.LATE, PaymentState.DIFFERS, PaymentState.UNANNOUNCED, PaymentState.NOT_CHECKED)


def _tone(state: PaymentState) -> str:
    """The class of the style sheet that colours a state; the words say it too."""
    for tone, states in (("good", _GOOD), ("bad", _BAD), ("odd", _ODD)):
        if state in states:
            return tone
    return "plain"


class PageWords:
    """What the templates may ask for in words."""

    def __init__(self, contents: Contents, book: Phrasebook) -> None:
        knowledge: Knowledge = contents.evidence.knowledge
        self._book = book
        self._english = book.language == "en"
        self._contacts = {one.key: one for one in knowledge.contacts}
        self._advice = {one.key: one for one in knowledge.advice}
        self._alerts = {finding.id: alert for alert, finding in contents.answers}

    def word(self, key: str, /, **values: Value) -> str:
        """A text of the page, or of what terminal and page share."""
        own = f"report_page.{key}"
        return self._book.text(say(own if own in self._book.wording else f"report.{key}", **values))

    def detector_word(self, card: Card, part: str) -> str:
        """A part of a detector's card."""
        return self._book.text(say(f"{card.slug}.{part}"))

    def contact(self, action: Action) -> str:
        """Through whom: name and how to reach, "" when none is needed."""
        if not (one := self._contacts.get(action.channel)):
            return ""
        name = (self._english and one.name_en) or one.name
        return self.word("through", name=name, reach=(self._english and one.reach_en) or one.reach)

    def advice(self, card: Card) -> list[str]:
        """What the authorities advise that this detector serves."""
        found = [self._advice[key] for key in card.advice if key in self._advice]
        return [one.text_en if self._english else one.text_fr for one in found]

    def alert_of(self, finding: Finding) -> Alert | None:
        """The store's alert about a finding."""
        return self._alerts.get(finding.id)

    def state_of(self, finding: Finding) -> str:
        """What the person answered."""
        alert = self._alerts[finding.id]
        return self._book.text(say(f"alerts.state.{alert.state.value}"))

    def waits(self, finding: Finding) -> bool:
        """Whether the person has not answered."""
        alert = self._alerts.get(finding.id)
        return alert is None or alert.state.waits


def functions(contents: Contents, book: Phrasebook, said: PageWords) -> dict[str, object]:
    """All that a template may call, by its name there."""
    return {
        "say": book.text,
        "day": book.day,
        "short_day": book.short_day,
        "month_alone": book.month_alone,
        "money": book.money,
        "word": said.word,
        "detector_word": said.detector_word,
        "contact": said.contact,
        "advice": said.advice,
        "alert_of": said.alert_of,
        "state_of": said.state_of,
        "tone": _tone,
        "shown_label": shown_label,
        "place": lambda file, row: book.text(place_in(file, row)),
        "role": lambda kind: book.text(say(f"coverage.subject.{SourceKind(kind).value}")),
        "every": lambda months: book.text(say("mandates.every", count=months)),
        "proposed": lambda breach: book.text(say("breaches.proposed", breach=breach.name, day=breach.day)),
        "options_title": lambda card: book.text(say("explain.options", slug=card.slug)),
        "bounds": Bounds(),
        "today": contents.today,
        "open_first": lambda actions: open_first(actions, contents.today),
        "time_left": lambda finding: time_left(finding, contents.today),
        "is_over": lambda action: is_over(action, contents.today),
        "language": book.language,
    }
