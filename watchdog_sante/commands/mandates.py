"""`mandates [PATH...]`: the registry of direct-debit mandates with their legal deadlines."""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.cycle import audit_listing
from watchdog_sante.inbox import Listing
from watchdog_sante.mandates import Mandate
from watchdog_sante.package_data import knowledge
from watchdog_sante.readers.forms import Form
from watchdog_sante.settings import Settings


@dataclass(frozen=True, slots=True)
class Registry:
    """The mandates, the most recently used first, and the day up to which statements tell of them."""

    mandates: tuple[Mandate, ...]
    as_of: date


def run(listing: Listing, settings: Settings, profiles: tuple[Form, ...]) -> Result[Registry]:
    """Read what was listed and hand back its registry. Exit code 3 when a file was refused."""
    audit, evidence = audit_listing(listing, profiles, settings, knowledge())
    ordered = tuple(sorted(evidence.mandates, key=lambda mandate: (mandate.last, mandate.key), reverse=True))
    return Result(Registry(ordered, evidence.as_of), ExitCode.REFUSED if audit.refused else ExitCode.DONE)
