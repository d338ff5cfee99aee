"""Shapes of the facts in `knowledge/*.yaml`: data with sources and dates: a change of fact is no change of code.

`words` are spellings to look for in a payee's key (see `labels.payee_key`): upper case, no accents, single spaces.
`source` names the section and the source number of the domain notes, `checked` the day the fact was last read there.
"""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.model.kinds import SourceKind


@dataclass(frozen=True, slots=True)
class Payer:
    """An insurer or a delegate that pays reimbursements or takes premiums (CPAM, mutuelle, third-party operator)."""

    key: str
    name: str
    role: SourceKind  # BASIC_INSURER or TOP_UP_INSURER
    words: tuple[str, ...]
    domains: tuple[str, ...] = ()  # registrable domains known to be the payer's own
    source: str = ""


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A lexicon by name: lenders, payment intermediaries, merchants where money disappears, own savings accounts."""

    key: str
    words: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActFamily:
    """A family of care: how statements word it, and whether it is often abused or bound to an age."""

    key: str
    words: tuple[str, ...]
    watched: bool = False  # families named in the frauds of domain.md section 2, P7
    youngest: int | None = None  # age below which the act is surprising
    source: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An official channel: how to reach it, what it is for, and where that was read."""

    key: str
    name: str
    reach: str  # address or number as a person types it
    purpose_fr: str
    purpose_en: str
    source: str
    checked: date | None = None
    name_en: str = ""  # when the English differs; "" = as in French
    reach_en: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of the CNIL's or another authority's advice that a detector serves."""

    key: str
    text_fr: str
    text_en: str
    source: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A data breach the person may tick; `leaked` holds flags: nir, iban, insurer, contact, health, birth_date."""

    key: str
    name: str
    day: date
    leaked: tuple[str, ...]
    source: str
    people: str = ""
    insurers: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalReference:
    """An article that a letter may cite: `cited_fr` as it stands in the letter, without its own article ("l’")."""

    key: str
    cited_fr: str
    says_fr: str
    says_en: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class DownloadGuide:
    """How a person gets statements of one kind; `profiles` are the forms that tell which bank an account is at."""

    key: str
    name: str
    kind: SourceKind
    steps_fr: tuple[str, ...]
    steps_en: tuple[str, ...]
    source: str
    checked: date
    profiles: tuple[str, ...] = ()
    name_en: str = ""  # when the English differs


@dataclass(frozen=True, slots=True)
class Body:
    """Whom a message may claim to come from, with what is known to be that body's own.

    `names`: words of a message (lower case, no accents); `brands`: what a forged address wears; `domains`: registrable
    domains; `telephones`: E.164, or short numbers; `senders`: sender names of SMS. `complete`: no other domains exist.
    """

    key: str
    kind: str  # health, administration, bank, insurer, parcel, company, care
    names: tuple[str, ...]
    domains: tuple[str, ...]
    source: str
    brands: tuple[str, ...] | None = None  # None: the names, joined
    loose_brands: tuple[str, ...] = ()  # plain words: they count only where the body is claimed
    telephones: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    complete: bool = True
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class LinkService:
    """Domains of one service kind: shortener, shared_host, mailing, neutral, freemail, cheap_ending."""

    key: str
    domains: tuple[str, ...]
    source: str
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class MessageCue:
    """One thing that words of a message do: `family` is ask, pressure, lure or style; phrases as `phrases.py` reads."""

    key: str
    family: str
    points: int
    phrases: tuple[str, ...]
    source: str
    deniable: bool = False  # a sentence that forbids it does not do it


@dataclass(frozen=True, slots=True)
class MessageSign:
    """What a sign about sender, link, telephone or statement counts."""

    key: str
    points: int
    source: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All the facts, loaded once by `package_data.py` and handed down as a value."""

    payers: tuple[Payer, ...] = ()
    lenders: tuple[NamedGroup, ...] = ()
    intermediaries: tuple[NamedGroup, ...] = ()
    risky_merchants: tuple[NamedGroup, ...] = ()
    own_accounts: tuple[NamedGroup, ...] = ()
    act_families: tuple[ActFamily, ...] = ()
    contacts: tuple[Contact, ...] = ()
    advice: tuple[Advice, ...] = ()
    breaches: tuple[Breach, ...] = ()
    legal_references: tuple[LegalReference, ...] = ()
    downloads: tuple[DownloadGuide, ...] = ()
    bodies: tuple[Body, ...] = ()
    link_services: tuple[LinkService, ...] = ()
    message_cues: tuple[MessageCue, ...] = ()
    message_signs: tuple[MessageSign, ...] = ()
