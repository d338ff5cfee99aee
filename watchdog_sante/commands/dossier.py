"""`dossier ALERT...`: the evidence pack and the letters of one or several alerts, as one zip.

The alerts are those of the store (A-26-0042) or findings by id or by its beginning (WS101, WS101:9f3c), of the store or
of files named with `--from`, which nothing keeps.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from watchdog_sante import alerts
from watchdog_sante.alerts import Refused
from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.dossier import Order, case_of, packed, propose, zipped
from watchdog_sante.evidence import Evidence, assemble
from watchdog_sante.files import write_bytes
from watchdog_sante.inbox import Listing
from watchdog_sante.model.alerts import AlertEvent, EventKind
from watchdog_sante.model.dossier import Case, LetterName, Moment, NotProposed, Proposal
from watchdog_sante.model.findings import Finding
from watchdog_sante.model.knowledge import Breach
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.sources import Collected
from watchdog_sante.package_data import fonts, knowledge, phrasebook, templates
from watchdog_sante.readers.forms import Form
from watchdog_sante.rounds.lived_cycle import Desk
from watchdog_sante.settings import Settings
from watchdog_sante.store import Database, alert_log, facts, findings

_NUMBER = re.compile(r"(?:A-)?([0-9]{2})-([0-9]{1,6})", re.IGNORECASE)
_FINDING = re.compile(r"WS[0-9]{3}(?::[0-9a-f]{0,16})?", re.IGNORECASE)
_TOLD = (EventKind.OPENED, EventKind.GREW, EventKind.ACCEPTED, EventKind.REPORTED, EventKind.REOPENED)
_SHORTEST = 6  # hexadecimal digits of a finding's id that are shown when it must be chosen


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for beside the alerts."""

    letters: tuple[LetterName, ...] = ()
    breach: str = ""  # key into knowledge/breaches.yaml, "" for the latest one ticked
    masked: bool = True
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier ready to be written. `by_number` are the alerts of the store that it tells."""

    order: Order
    name: str
    by_number: tuple[str, ...]


class Ambiguous(Exception):
    """The words fit none or several findings: `choices` are those that there are, as (id, title)."""

    def __init__(self, sentence: Sentence, choices: tuple[tuple[str, Sentence], ...]) -> None:
        super().__init__(sentence)
        self.sentence, self.choices = sentence, choices


def of_store(desk: Desk, wanted: Sequence[str], wish: Wish, day: date) -> Result[Made]:
    """The dossier of alerts of the store. Raises `Refused` and `Ambiguous`."""
    collected = Collected(facts.load_sources(desk.watcher))
    evidence = assemble(collected, desk.settings.as_household(), desk.knowledge, day)
    cases = [_stored(desk.watcher, name, evidence, desk.settings.zone) for name in dict.fromkeys(wanted)]
    return _made(cases, desk.settings, wish, day)


def of_files(
    listing: Listing, settings: Settings, profiles: tuple[Form, ...], wanted: Sequence[str], wish: Wish, day: date
) -> Result[Made]:
    """The dossier of findings in files that nothing keeps. Raises `Refused` and `Ambiguous`."""
    audit, evidence = audit_listing(listing, profiles, settings, knowledge(), today=day)
    if not wanted:
        raise Ambiguous(say("dossier.choose_one"), _choices(audit.findings))
    chosen = {finding.id: finding for name in wanted for finding in [_chosen(audit.findings, name)]}
    return _made([case_of(one, _short(one), evidence) for one in chosen.values()], settings, wish, day)


def without_alert(settings: Settings, wish: Wish, day: date) -> Result[Made]:
    """Letters about a breach or a right alone. Raises `Refused` for a letter that needs an alert."""
    return _made([], settings, wish, day)


def write(made: Made, path: Path, force: bool) -> Path:
    """Write the zip, mode 0600. Raises `Refused` for a file that is there already, and `OSError`."""
    if not force and path.exists():
        raise Refused(say("dossier.exists", file=str(path)))
    write_bytes(path, zipped(packed(made.order), made.order.day))
    return path


def _stored(db: Database, name: str, evidence: Evidence, zone: tzinfo) -> Case:
    if found := _NUMBER.fullmatch(name.strip()):
        number = f"A-{found[1]}-{int(found[2]):04d}"
        events = [event for event in alert_log.load(db) if event.alert == number]
        alert = next(iter(alerts.fold(events)), None)
        if alert is None:
            raise Refused(say("alerts.unknown", alert=name))
        finding = findings.get(db, alert.question.finding)
        if finding is None:
            raise Refused(say("dossier.forgotten", alert=number))
        return case_of(finding, number, evidence, _lived(events, zone))
    chosen = _chosen(findings.current(db), name)
    return case_of(chosen, _short(chosen), evidence)


def _lived(events: Sequence[AlertEvent], zone: tzinfo) -> tuple[Moment, ...]:
    told = [event for event in events if event.kind in _TOLD]
    return tuple(Moment(event.at.astimezone(zone).date(), say(f"dossier.lived.{event.kind.value}")) for event in told)


def _choices(found: Sequence[Finding]) -> tuple[tuple[str, Sentence], ...]:
    return tuple((_short(one), one.title) for one in found)


def _short(finding: Finding) -> str:
    """The beginning of a finding's id, for people; the whole of it is of use to scripts only."""
    return finding.id[: len("WS000:") + _SHORTEST]


def _chosen(found: Sequence[Finding], name: str) -> Finding:
    """The finding with this id, or the only one whose id begins so."""
    if _NUMBER.fullmatch(name.strip()):
        raise Refused(say("dossier.number_of_store", alert=name))
    if not _FINDING.fullmatch(name.strip()):
        raise Refused(say("dossier.not_an_alert", alert=name))
    head, _, tail = name.strip().partition(":")
    fitting = [one for one in found if one.id.startswith(f"{head.upper()}:{tail.lower()}")]
    if len(fitting) != 1:
        key = "dossier.several" if fitting else "dossier.none_fits"
        raise Ambiguous(say(key, alert=name), _choices(fitting or found))
    return fitting[0]


def _made(cases: Sequence[Case], settings: Settings, wish: Wish, day: date) -> Result[Made]:
    breaches = _breaches(settings, wish)
    fitting, not_proposed = propose(cases, breaches, day)
    if wish.letters:
        fitting, not_proposed = _asked(wish.letters, fitting, not_proposed), ()
    if not fitting and not cases:
        raise Refused(say("dossier.nothing"))
    later = [one for one in breaches if one.key != "tiers-payant-2024"]
    order = Order(
        cases=tuple(cases), letters=fitting, not_proposed=not_proposed, day=day, masked=wish.masked,
        sender=settings.as_sender(), household=settings.as_household(), knowledge=knowledge(),
        breach=later[-1] if later else None, templates=templates("letters"), fonts=fonts(),
        french=phrasebook("fr"), words=phrasebook(wish.language),
    )  # fmt: skip
    references = [case.reference.replace(":", "-") for case in cases]
    by_number = tuple(one for one in references if one.startswith("A-"))
    name = "dossier-" + ("-".join(references[:3]) or "-".join(one.value for one in wish.letters)) + ".zip"
    return Result(Made(order, name, by_number), ExitCode.DONE)


def _asked(
    letters: Sequence[LetterName], fitting: Sequence[Proposal], others: Sequence[NotProposed]
) -> tuple[Proposal, ...]:
    """The letters asked for by name; one that would come too late, or has nothing to tell, is refused with why."""
    kept: list[Proposal] = []
    for letter in dict.fromkeys(letters):
        own = [one for one in fitting if one.letter is letter]
        refusal = next((one for one in others if one.letter is letter), None)
        own += refusal.on_demand if refusal else ()
        if not own and refusal:
            raise Refused(say("dossier.refused", letter=letter.value, why=refusal.why))
        kept += own
    return tuple(kept)


def _breaches(settings: Settings, wish: Wish) -> tuple[Breach, ...]:
    """The breaches ticked, by day; one named on the command line stands alone. Raises `Refused` for an unknown one."""
    known = {breach.key: breach for breach in knowledge().breaches}
    if wish.breach and wish.breach not in known:
        raise Refused(say("dossier.unknown_breach", key=wish.breach, choices=", ".join(known)))
    ticked = (wish.breach,) if wish.breach else settings.breaches
    return tuple(breach for key, breach in known.items() if key in ticked)
