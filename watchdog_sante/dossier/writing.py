"""A letter's words: its template with the facts of its case. Templates are data; statements' texts are only values in
them, one line each, so that nothing from a statement can add a line, a heading or an instruction to a letter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import DictLoader, Environment, StrictUndefined

from watchdog_sante.dossier.blanks import blank
from watchdog_sante.dossier.discretion import Discretion
from watchdog_sante.dossier.facts import LineFacts, PaymentFacts, Teller
from watchdog_sante.dossier.families import MATTERS, Matter
from watchdog_sante.model.dossier import Case, Letter, LetterName, Payment, Proposal, Sender
from watchdog_sante.model.household import Household, InsurerRole
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.knowledge import Breach, Knowledge
from watchdog_sante.phrasing import Phrasebook

_ROLES = {
    LetterName.BASIC_INSURER_REPORT: SourceKind.BASIC_INSURER,
    LetterName.INSURER_REQUEST: SourceKind.TOP_UP_INSURER,
}


def french(text: str) -> str:
    """French spacing for a template: the space before a double mark, and inside quotation marks, never breaks."""
    return re.sub(r" (?=[:;?!»])", "\u00a0", text).replace("« ", "«\u00a0")


@dataclass(frozen=True)
class Desk:
    """All that letters of one dossier share. `words` is the French phrasebook: letters go to French bodies."""

    templates: Mapping[str, str]
    words: Phrasebook
    knowledge: Knowledge
    household: Household
    sender: Sender
    discretion: Discretion
    cases: tuple[Case, ...]
    breach: Breach | None  # what the general complaint is about

    @cached_property
    def environment(self) -> Environment:
        """Text, not HTML: nothing to escape here. A name that a template misspells is an error."""
        spaced = {name: french(text) for name, text in self.templates.items()}
        return Environment(
            loader=DictLoader(spaced), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )

    @property
    def teller(self) -> Teller:
        """How values are told."""
        return Teller(self.discretion, self.words)

    def law(self, key: str) -> str:
        """How an article is cited. Raises `KeyError` for one that is not in `knowledge/legal_references.yaml`."""
        cited = {one.key: one.cited_fr for one in self.knowledge.legal_references}[key]
        return re.sub(r"(?<=article) |(?<=L\.) ", "\u00a0", cited)


def write(proposal: Proposal, desk: Desk) -> Letter:
    """The letter in full."""
    template = desk.environment.get_template(f"{proposal.letter.value}.txt")
    head, body, enclosures = re.split(r"^---$", template.render(_facts(proposal, desk)), flags=re.MULTILINE)
    lines = [line.partition("\u00a0: ") for line in head.splitlines() if line.strip()]
    return Letter(
        proposal=proposal,
        recipient=tuple(value.strip() for name, _, value in lines if name == "Destinataire"),
        subject=next(value.strip() for name, _, value in lines if name == "Objet"),
        body=_paragraphs(body),
        enclosures=tuple(line.removeprefix("- ") for line in _paragraphs(enclosures)),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs parted by empty lines; every item of a list is one."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        begins = True
        for line in (line.strip() for line in block.splitlines()):
            if begins or line.startswith("- "):
                found.append(line)
            else:
                found[-1] += f" {line}"
            begins = False
    return tuple(line for line in found if line)


def _facts(proposal: Proposal, desk: Desk) -> dict[str, object]:
    """Names that templates may use; all of them always, so that none is undefined by accident."""
    teller, payments = desk.teller, proposal.payments
    told = tuple(map(teller.payment, payments))
    return {
        "blank": blank,
        "law": desk.law,
        "sender": desk.sender,
        "incidents": tuple(map(teller.incident, desk.cases)),
        "breach": desk.breach.name if desk.breach else "",
        "breach_day": teller.words.month(desk.breach.day) if desk.breach else "",
        "plural": len(payments) > 1,
        "total": teller.words.money(sum(-one.movement.cents for one in payments)),
        "account": teller.account(payments[-1].movement.operation.account if payments else ""),
        "outside_eea": any(one.outside_eea for one in payments),
        "contest_by": teller.day(min((one.contest_by for one in payments), default=None)),
        "by_card": any(one.card for one in told),
        "last": told[-1] if told else None,
        "payee": teller.payee(payments[-1]) if payments else "",
        **_identifiers(payments, teller),
        **_insurance(proposal, desk, told),
    }


def _identifiers(payments: tuple[Payment, ...], teller: Teller) -> dict[str, str]:
    """Creditor id and mandate reference for a revocation: the creditor needs the whole reference."""
    ids = [one.movement.reading.creditor_id for one in payments if one.movement.reading.creditor_id]
    references = [one.movement.reading.mandate_reference for one in payments if one.movement.reading.mandate_reference]
    whole = blank("entière, lue sur le relevé")
    reference = teller.discretion.reference(references[-1]) if references else ""
    return {
        "creditor_id": teller.discretion.creditor_id(ids[-1]) if ids else blank("lu sur le relevé ou le contrat"),
        "mandate_reference": f"{reference} {whole}" if teller.discretion.masked and reference else reference or whole,
    }


def _insurance(proposal: Proposal, desk: Desk, payments: tuple[PaymentFacts, ...]) -> dict[str, object]:
    """What the letters to insurers say: the matter, the lines of that insurer, credits, changes."""
    case = proposal.case
    matter = MATTERS.get(case.finding.detector) if case else None
    of_premium = matter in (Matter.PREMIUM, Matter.PRICE)
    proofs = case.proofs if case else ()
    shows_payments = of_premium or proposal.letter not in _ROLES
    return {
        "matter": matter.value if matter else "",
        "to_basic": proposal.letter is LetterName.BASIC_INSURER_REPORT,
        "insurer": payments[-1].payee if of_premium and payments else _own_insurer(desk),
        "lines": _lines(proposal, desk),
        "credits": desk.teller.credits(proofs) if matter in (Matter.CREDIT, Matter.PAYER) else (),
        "changes": desk.teller.changes(proofs),
        "payments": payments if shows_payments else (),
    }


def _lines(proposal: Proposal, desk: Desk) -> tuple[LineFacts, ...]:
    lines = proposal.case.lines if proposal.case else ()
    own = tuple(line for line in lines if line.insurer is _ROLES.get(proposal.letter))
    return tuple(map(desk.teller.line, own or lines))


def _own_insurer(desk: Desk) -> str:
    """The top-up insurer of the settings, where they name just one."""
    named = [one.name for one in desk.household.insurers if one.role is InsurerRole.COMPLEMENTARY]
    return desk.discretion.text(named[0]) if len(named) == 1 else ""
