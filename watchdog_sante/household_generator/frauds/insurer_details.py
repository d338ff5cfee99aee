"""P4 and P6 before the money: the insurer's details are not what they were."""

from random import Random

from watchdog_sante.household_generator.accounts import STRANGERS_ABROAD, STRANGERS_IN_FRANCE
from watchdog_sante.household_generator.details import (
    CONTRACT,
    EMAIL,
    IBAN,
    LINK,
    MEMBER,
    OPERATOR,
    OPERATOR_NUMBER,
    ORGANISATION,
    TELEPHONE,
)
from watchdog_sante.household_generator.dice import between, digits, pick
from watchdog_sante.household_generator.names import ADULTS, SURNAMES
from watchdog_sante.household_generator.planting import field_row, fraud, untouched
from watchdog_sante.household_generator.story import Story


def changed_details(story: Story, rng: Random, changes: tuple[tuple[str, str], ...], kind: str) -> Story | None:
    """From one snapshot on (not the first two) these fields read otherwise, for good or until put right."""
    fields = {field for field, _ in changes}
    labelled = [row.day for label in story.labels for row in label.evidence if row.field in fields]
    free = [
        number
        for number, snapshot in enumerate(story.snapshots)
        if number > 1 and untouched(story, [field_row(snapshot, field) for field in fields])
        if not any(day >= snapshot.day for day in labelled)
    ]
    if not free:
        return None
    first = pick(rng, free)
    last = first + between(rng, 0, 2) if rng.random() < 0.4 else len(story.snapshots)
    shown = list(story.snapshots)
    for number in range(first, min(last + 1, len(shown))):
        for field, value in changes:
            shown[number] = shown[number].changed(field, value)
    put_right = shown[last + 1 : last + 2]
    rows = [field_row(one, field) for one in (shown[first], *put_right) for field, _ in changes]
    return fraud(story.with_snapshots(shown), kind, rows)


def iban_same_country(story: Story, rng: Random) -> Story | None:
    """Reimbursements are to go to another French account."""
    return changed_details(story, rng, ((IBAN, pick(rng, STRANGERS_IN_FRANCE).iban),), "iban_same_country")


def iban_abroad(story: Story, rng: Random) -> Story | None:
    """Reimbursements are to go to an account abroad."""
    return changed_details(story, rng, ((IBAN, pick(rng, STRANGERS_ABROAD)),), "iban_abroad")


def email_outside(story: Story, rng: Random) -> Story | None:
    """The insurer's e-mail address is no longer of its own domain."""
    own = story.family.top_up.domain.split(".")[0]
    outside = (f"contact@{own}-client.example.net", f"{own}@courriel-libre.example.org", f"service@{own}.example.com")
    return changed_details(story, rng, ((EMAIL, pick(rng, outside)),), "email_outside")


def telephone_changed(story: Story, rng: Random) -> Story | None:
    """The insurer's telephone number is another one, of a mobile or at a premium rate."""
    number = pick(rng, ("0644", "0757", "0899")) + digits(rng, 6)
    return changed_details(story, rng, ((TELEPHONE, number),), "telephone_changed")


def contact_changed(story: Story, rng: Random) -> Story | None:
    """Telephone and e-mail change together."""
    changes = ((TELEPHONE, "0756" + digits(rng, 6)), (EMAIL, f"assistance@espace-{digits(rng, 2)}.example.org"))
    return changed_details(story, rng, changes, "contact_changed")


def contract_switched(story: Story, rng: Random) -> Story | None:
    """Another insurer stands on the card: a seller ended the old contract without a mandate (P6)."""
    name = pick(rng, ("Azurea Mutuelle", "Complémentaire Santé Plus", "Prévoir Mieux Santé"))
    changes = ((ORGANISATION, name), (CONTRACT, digits(rng, 8)), (OPERATOR_NUMBER, digits(rng, 8)))
    return changed_details(story, rng, changes, "contract_switched")


def operator_changed(story: Story, rng: Random) -> Story | None:
    """In the middle of the year the third-party operator changes and the link with the basic insurer is cut."""
    changes = ((OPERATOR, "Gestion Santé Directe"), (OPERATOR_NUMBER, digits(rng, 8)), (LINK, "non"))
    return changed_details(story, rng, changes, "operator_changed")


def member_changed(story: Story, rng: Random) -> Story | None:
    """Somebody else is named as the member of the contract (P14)."""
    stranger = f"{pick(rng, ADULTS)} {pick(rng, SURNAMES).upper()}"
    return changed_details(story, rng, ((MEMBER, stranger), (CONTRACT, digits(rng, 8))), "member_changed")
