"""What a letter's template is given: short texts in French, already masked or not, each on one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchdog_sante.dossier.blanks import blank
from watchdog_sante.dossier.discretion import Discretion
from watchdog_sante.identity import UNNUMBERED
from watchdog_sante.model.dossier import Case, Payment, Proof
from watchdog_sante.model.kinds import OperationKind, PaidTo
from watchdog_sante.model.operations import BenefitLine
from watchdog_sante.phrasing import Phrasebook


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment to dispute."""

    day: str
    amount: str
    payee: str
    identifiers: str  # creditor id and mandate reference between brackets, "" when the label shows none
    label: str
    refund_by: str
    card: bool


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of an insurer's statement."""

    amount: str
    paid_on: str
    care_date: str
    act: str
    care_provider: str
    beneficiary: str
    third_party: bool


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """Money that came."""

    day: str
    amount: str
    account: str
    label: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A detail that no longer reads as it did; numbers come masked from the detector."""

    field: str
    before: str
    after: str
    day: str


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """An alert in one line, for a complaint."""

    title: str
    day: str
    amount: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns values into the texts of a letter. `words` is the French phrasebook, whatever the person's language."""

    discretion: Discretion
    words: Phrasebook

    def day(self, day: date | None) -> str:
        """In full and never broken at a line's end, "" for none."""
        return self.words.day(day).replace(" ", "\u00a0") if day else ""

    def account(self, number: str) -> str:
        """An account inside a sentence; a blank where no export gives its number."""
        if not number or number.startswith(UNNUMBERED):
            return f"n° {blank('numéro du compte')}"
        shown = self.discretion.account(number)
        return f"n°\u00a0{shown}" if not self.discretion.masked else f"se terminant par\u00a0{number[-4:]}"

    def payment(self, payment: Payment) -> PaymentFacts:
        """A payment to dispute."""
        operation, reading = payment.movement.operation, payment.movement.reading
        parts = [f"ICS\u00a0{self.discretion.creditor_id(reading.creditor_id)}"] if reading.creditor_id else []
        parts += (
            [f"RUM\u00a0{self.discretion.reference(reading.mandate_reference)}"] if reading.mandate_reference else []
        )
        return PaymentFacts(
            day=self.day(operation.booked),
            amount=self.words.money(abs(operation.cents)),
            payee=self.payee(payment),
            identifiers=f" ({', '.join(parts)})" if parts else "",
            label=self.discretion.label(operation.label, reading),
            refund_by=self.day(payment.refund_by),
            card=reading.kind is OperationKind.CARD,
        )

    def payee(self, payment: Payment) -> str:
        """Who was paid, as the label says; a blank where it does not."""
        return self.discretion.text(payment.movement.reading.payee) or blank("nom du bénéficiaire")

    def line(self, line: BenefitLine) -> LineFacts:
        """A line of an insurer's statement."""
        return LineFacts(
            amount=self.words.money(line.reimbursed_cents),
            paid_on=self.day(line.paid_on),
            care_date=self.day(line.care_date),
            act=self.discretion.text(line.act),
            care_provider=self.discretion.text(line.care_provider),
            beneficiary=self.discretion.person(line.beneficiary),
            third_party=line.paid_to is PaidTo.CARE_PROVIDER,
        )

    def credits(self, proofs: Iterable[Proof]) -> tuple[CreditFacts, ...]:
        """The credits accused."""
        return tuple(
            CreditFacts(
                self.day(one.row.day),
                self.words.money(one.movement.cents),
                self.account(one.movement.operation.account),
                self.discretion.label(one.movement.operation.label, one.movement.reading),
            )
            for one in proofs
            if one.accused and one.movement and one.movement.cents > 0
        )

    def changes(self, proofs: Iterable[Proof]) -> tuple[ChangeFacts, ...]:
        """The details that changed."""
        text = self.discretion.text
        return tuple(
            ChangeFacts(text(row.field), text(row.before or "—"), text(row.after or "—"), self.day(row.day))
            for row in (one.row for one in proofs if one.accused)
            if row.field
        )

    def incident(self, case: Case) -> IncidentFacts:
        """An alert in one line."""
        cents = sum(abs(one.row.cents or 0) for one in case.proofs if one.accused)
        title = self.discretion.text(self.words.text(case.finding.title))
        return IncidentFacts(title, self.day(case.finding.day), self.words.money(cents) if cents else "—")
