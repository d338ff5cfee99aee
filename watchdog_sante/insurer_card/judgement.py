"""How grave a change of the card is, and why: what the new value is, and what of the household already knows it.

Source: domain notes, section 2, P4, P6 and P14. An account abroad and an e-mail outside the insurer's own domains are
critical; what changes by itself with a contract (plan, operator) goes to the digest.
"""

from dataclasses import dataclass

from watchdog_sante.insurer_card.contact import (
    addresses_in,
    domain_of,
    hosts_in,
    is_mobile_or_premium,
    is_personal,
    numbers_in,
)
from watchdog_sante.insurer_card.fields import FieldKind, field_kind
from watchdog_sante.insurer_card.history import Change
from watchdog_sante.insurer_card.same_value import (
    account_country,
    compact,
    same_organisation,
    same_value,
    says_who,
    says_yes,
    words_of,
)
from watchdog_sante.likeness import holds_any, resembles
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Knowledge, Payer

_SHORTEST_ACCOUNT = 9  # shorter ends of an account number would be found in any IBAN by chance


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the snapshots: settings, facts, the accounts whose statements are read."""

    household: Household
    knowledge: Knowledge
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` names the sentence that says why: `foreign_account`, `unknown_domain`, `own_account`, `plan` ..."""

    severity: Severity
    reason: str


_BY_KIND = {
    FieldKind.NUMBER: Judgement(Severity.WARNING, "number"),
    FieldKind.ADDRESS: Judgement(Severity.WARNING, "address"),
    FieldKind.PLAN: Judgement(Severity.INFO, "plan"),
    FieldKind.OTHER: Judgement(Severity.INFO, "other"),
}


def payers_named(knowledge: Knowledge, name: str) -> set[Payer]:
    """The insurers of the facts that a name designates; words that any insurer bears designate none."""
    key = " ".join(words_of(name))
    return {payer for payer in knowledge.payers if holds_any(key, tuple(filter(says_who, payer.words)))}


def known_domains(change: Change, known: Known) -> frozenset[str]:
    """Registrable domains that are the insurer's own: in settings, in the facts, and on the card before that day."""
    told = {
        domain
        for insurer in known.household.insurers
        if not change.insurer or same_organisation(insurer.name, change.insurer)
        for domain in insurer.domains
    }
    told |= {domain for payer in payers_named(known.knowledge, change.insurer) for domain in payer.domains}
    for row in change.earlier:
        if field_kind(row.field) is FieldKind.EMAIL:
            told |= {domain_of(address) for address in addresses_in(row.value)}
        elif field_kind(row.field) is FieldKind.WEBSITE:
            told |= hosts_in(row.value)
    return frozenset(domain.lower() for domain in told if not is_personal(domain.lower()))


def new_domains(change: Change) -> frozenset[str]:
    """Registrable domains that the new value names and the old one did not."""

    def named(value: str) -> frozenset[str]:
        return frozenset(domain_of(address) for address in addresses_in(value)) | hosts_in(value)

    return named(change.after.value) - named(change.before.value)


def _account(change: Change, known: Known) -> Judgement:
    after = compact(change.after.value)
    if any(len(account) >= _SHORTEST_ACCOUNT and account in after for account in known.accounts):
        return Judgement(Severity.INFO, "own_account")
    if account_country(change.after.value) not in ("FR", account_country(change.before.value)):
        return Judgement(Severity.CRITICAL, "foreign_account")
    return Judgement(Severity.WARNING, "account")


def _address(change: Change, known: Known) -> Judgement:
    if new_domains(change) <= known_domains(change, known):
        return Judgement(Severity.INFO, "known_domain")
    if addresses_in(change.before.value) and all(is_personal(domain_of(a)) for a in addresses_in(change.before.value)):
        return Judgement(Severity.WARNING, "own_mailbox")
    return Judgement(Severity.CRITICAL, "unknown_domain")


def _telephone(change: Change, known: Known) -> Judgement:
    declared = numbers_in("; ".join(one for insurer in known.household.insurers for one in insurer.telephones))
    old, new = numbers_in(change.before.value), numbers_in(change.after.value)
    if new <= old | declared and new:
        return Judgement(Severity.INFO, "declared_telephone")
    if any(map(is_mobile_or_premium, new - old)) and not any(map(is_mobile_or_premium, old)):
        return Judgement(Severity.WARNING, "unusual_telephone")
    return Judgement(Severity.WARNING, "telephone")


def _person(change: Change, known: Known) -> Judgement:
    family = ", ".join(member.name for member in known.household.members)
    if family and same_value(FieldKind.PERSON, f"{family}, {change.before.value}", change.after.value):
        return Judgement(Severity.INFO, "family")
    return Judgement(Severity.WARNING, "person")


def _organisation(change: Change, known: Known) -> Judgement:
    if resembles(" ".join(words_of(change.after.value)), " ".join(words_of(change.before.value))) == "homoglyph":
        return Judgement(Severity.CRITICAL, "imitated")
    if payers_named(known.knowledge, change.before.value) & payers_named(known.knowledge, change.after.value):
        return Judgement(Severity.INFO, "renamed")
    return Judgement(Severity.WARNING, "organisation")


def _operator(change: Change, known: Known) -> Judgement:
    if payers_named(known.knowledge, change.after.value):
        return Judgement(Severity.INFO, "operator")
    return Judgement(Severity.WARNING, "unknown_operator")


def judge(change: Change, known: Known) -> Judgement:
    """Severity and reason of one change, taken alone."""
    if change.mistyped:
        return Judgement(Severity.INFO, "mistyped")
    match change.kind:
        case FieldKind.ACCOUNT:
            return _account(change, known)
        case FieldKind.EMAIL | FieldKind.WEBSITE:
            return _address(change, known)
        case FieldKind.TELEPHONE:
            return _telephone(change, known)
        case FieldKind.PERSON:
            return _person(change, known)
        case FieldKind.ORGANISATION:
            return _organisation(change, known)
        case FieldKind.OPERATOR:
            return _operator(change, known)
        case FieldKind.SWITCH:
            off = says_yes(change.after.value) is False
            return Judgement(Severity.WARNING, "switched_off") if off else Judgement(Severity.INFO, "switched_on")
        case _:
            return _BY_KIND[change.kind]
