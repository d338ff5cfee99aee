"""What a message claims about money, beside what the statements show.

A statement can prove that a payment is there, never that one will not come: the sentences say up to which day was read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from watchdog_sante.evidence import Evidence
from watchdog_sante.likeness import holds_any
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.solicitation import Letter
from watchdog_sante.redaction import mask_for_sending
from watchdog_sante.solicitation.folding import fold, plain_letters

_NUMBER = r"(?P<whole>[0-9]{1,3}(?:[ .\u00a0\u202f'][0-9]{3})+|[0-9]{1,7})(?:[.,](?P<cents>[0-9]{2}))?"
_AFTER_SIGN = r"(?P<whole2>[0-9]{1,3}(?:[,' ][0-9]{3})+|[0-9]{1,7})(?:[.,](?P<cents2>[0-9]{2}))?(?!\w)"
_AMOUNT = re.compile(rf"(?<![\w.,]){_NUMBER}\s?(?:€|eur\b|euros?\b)|(?:€|eur)\s?{_AFTER_SIGN}", re.IGNORECASE)
_CREDIT = re.compile(
    r"rembours|versement|verse|indemni|trop.percu|compensation|en votre faveur|prime|allocation|refund|credit|aide"
    r"|reimburse"
)
_DEBIT = re.compile(
    r"preleve|paiement|achat|debit|facture|frais|amende|regl|virement sortant|transaction|cotisation"
    r"|payment|charge|fee|invoice"
)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that the message names, in cents: positive = money for the person, negative = money to pay or taken."""

    cents: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the statements say, and whether an amount that the message names is nowhere in them."""

    sentences: tuple[Sentence, ...]
    absent: bool = False
    other_insurer: bool = False


def names_money(letter: Letter) -> bool:
    """Whether the message names an amount in euros."""
    return _AMOUNT.search(f"{letter.subject}\n{letter.text}") is not None


def claims_in(letter: Letter) -> tuple[Claim, ...]:
    """The amounts named, with the direction that the words before and after give; without any, none is claimed."""
    text = f"{letter.subject}\n{letter.text}"
    found = []
    for match in _AMOUNT.finditer(text):
        whole = re.sub(r"\D", "", match["whole"] or match["whole2"] or "")
        cents = int(whole) * 100 + int(match["cents"] or match["cents2"] or 0)
        before = plain_letters(text[max(0, match.start() - 90) : match.start()])
        after = plain_letters(text[match.end() : match.end() + 50])
        if direction := _direction(before) or _direction(after):
            found.append(Claim(direction * cents))
    return tuple(dict.fromkeys(claim for claim in found if claim.cents))[:_MOST]


def _direction(words: str) -> int:
    """The word nearest to the amount decides."""
    credit = max((match.start() for match in _CREDIT.finditer(words)), default=-1)
    debit = max((match.start() for match in _DEBIT.finditer(words)), default=-1)
    return 0 if credit == debit else 1 if credit > debit else -1


def compare(letter: Letter, evidence: Evidence | None, claimed_insurers: Iterable[str] = ()) -> Comparison:
    """Each amount named against the statements; `None` when there are none at hand."""
    if evidence is None:
        return Comparison((say("message.statements.none"),))
    if evidence.first_day is None and not evidence.benefit_lines:
        return Comparison((say("message.statements.empty"),))
    claims = claims_in(letter)
    told = [_compare(claim, evidence) for claim in claims]
    sentences = [sentence for sentence, _ in told] or [say("message.statements.no_amount", day=evidence.as_of)]
    insurer = _insurer(evidence, tuple(claimed_insurers))
    sentences += [insurer] if insurer else []
    sentences += _creditors(letter, evidence)
    return Comparison(tuple(sentences), any(absent for _, absent in told), insurer is not None)


def _compare(claim: Claim, evidence: Evidence) -> tuple[Sentence, bool]:
    amount = Money(abs(claim.cents))
    word = "credit" if claim.cents > 0 else "debit"
    rows = [
        (one.booked, mask_for_sending(one.operation.label)) for one in evidence.movements if one.cents == claim.cents
    ]
    if rows:
        day, label = max(rows)
        return say(f"message.statements.{word}_found", amount=amount, day=day, label=label), False
    lines = [(line.paid_on, line.act) for line in evidence.benefit_lines if line.reimbursed_cents == claim.cents > 0]
    if lines:
        day, label = max(lines)
        return say("message.statements.credit_announced", amount=amount, day=day, label=label), False
    return say(f"message.statements.{word}_absent", amount=amount, day=evidence.as_of), True


def _insurer(evidence: Evidence, claimed: tuple[str, ...]) -> Sentence | None:
    """The top-up insurers that the statements show, when the message speaks for another one by name."""
    keys = [movement.reading.payee_key for movement in evidence.movements]
    payers = [
        one for one in evidence.knowledge.payers if one.role is SourceKind.TOP_UP_INSURER and "generic" not in one.key
    ]
    known = {one.name: one.key for one in payers if any(holds_any(key, one.words) for key in keys)}
    if not claimed or not known or set(claimed) & set(known.values()):
        return None
    return say("message.statements.other_insurer", insurers=", ".join(sorted(known)))


def _creditors(letter: Letter, evidence: Evidence) -> list[Sentence]:
    """Creditors already known that the message names."""
    text = fold(f"{letter.subject} | {letter.text}")
    named = [one for one in evidence.mandates if len(one.name) >= 4 and fold(one.name) in text]
    return [say("message.statements.creditor_known", name=one.name, day=one.last) for one in named[:2]]
