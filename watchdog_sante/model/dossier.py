"""The words of the dossier: what a pack and its letters are made of, and what they are drawn with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchdog_sante.model.findings import EvidenceRow, Finding
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.operations import BenefitLine, Movement, Origin
from watchdog_sante.model.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs: what the settings say of it. What is empty becomes a blank to fill in, never a guess."""

    name: str = ""
    address: tuple[str, ...] = ()  # lines, the last one with postcode and town
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Fonts:
    """TrueType files that the pages are set in, as bytes."""

    regular: bytes
    bold: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """A row of a finding with everything that tells where it was read. `movement` or `line` is what the row means."""

    row: EvidenceRow
    accused: bool
    origins: tuple[Origin, ...]  # empty: no file that is known today holds the row
    movement: Movement | None = None
    line: BenefitLine | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that left and may be disputed, with its legal clocks. Days included."""

    movement: Movement
    creditor: str  # what groups the payments of one creditor: the mandate's key, "" for a card or a transfer
    outside_eea: bool
    returned: bool  # the bank has already given it back
    refund_by: date | None  # 8 weeks; None where only a direct debit has it
    contest_by: date  # 13 months, 70 days outside the EEA

    @property
    def is_debit(self) -> bool:
        """True for a direct debit, False for a card payment or a transfer."""
        return self.movement.reading.kind is OperationKind.DIRECT_DEBIT


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the timeline and what happened, or what ends, on it."""

    day: date
    text: Sentence
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One alert as a dossier tells it. `reference` is its number (A-26-0042) or its finding's id."""

    reference: str
    finding: Finding
    proofs: tuple[Proof, ...]
    payments: tuple[Payment, ...] = ()
    lines: tuple[BenefitLine, ...] = ()  # insurers' lines accused
    lived: tuple[Moment, ...] = ()  # what happened to the alert


class LetterName(StrEnum):
    """The letters: the name that `--letter` takes, the template's file name and the wording's key."""

    DEBIT_REFUND = "debit-refund"
    DEBIT_UNAUTHORISED = "debit-unauthorised"
    MANDATE_REVOCATION = "mandate-revocation"
    PAYMENT_UNAUTHORISED = "payment-unauthorised"
    BASIC_INSURER_REPORT = "basic-insurer-report"
    INSURER_REQUEST = "insurer-request"
    ACCESS_REQUEST = "access-request"
    CNIL_COMPLAINT = "cnil-complaint"
    COMPLAINT_TIERS_PAYANT = "complaint-tiers-payant"
    COMPLAINT_BREACH = "complaint-breach"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that fits: for which case (None: for the whole dossier), about what, and until when it is of use."""

    letter: LetterName
    why: Sentence
    case: Case | None = None
    payments: tuple[Payment, ...] = ()
    by: date | None = None


@dataclass(frozen=True, slots=True)
class NotProposed:
    """A letter that does not fit, and why; said, so that nobody wonders whether it was forgotten.

    `on_demand`: what is written all the same when the person asks for this letter by name; empty when it is too late.
    """

    letter: LetterName
    why: Sentence
    on_demand: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter written out, before it has a page. Texts may hold blanks, see `dossier.blanks`."""

    proposal: Proposal
    recipient: tuple[str, ...]
    subject: str
    body: tuple[str, ...]  # paragraphs; an item of a list begins with "- "
    enclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of the dossier with its bytes."""

    name: str
    data: bytes
