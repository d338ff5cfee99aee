"""What the top-up insurer's card and member area show: a snapshot every few weeks, as the person wrote it down."""

from datetime import date

from watchdog_sante.household_generator.calendar import DAY
from watchdog_sante.household_generator.dice import between, dice
from watchdog_sante.household_generator.people import MAIN, Family
from watchdog_sante.household_generator.story import Story
from watchdog_sante.household_generator.values import Snapshot

ORGANISATION, CONTRACT, FORMULA = "Organisme", "N° de contrat", "Formule"
IBAN, TELEPHONE, EMAIL = "IBAN de remboursement", "Téléphone", "E-mail"
MEMBER, OPERATOR, OPERATOR_NUMBER = "Adhérent", "Opérateur de tiers payant", "N° AMC"
LINK = "Télétransmission"


def snapshot(family: Family, day: date) -> Snapshot:
    """The details as they are when nothing has changed."""
    top_up = family.top_up
    return Snapshot(
        day,
        (
            (ORGANISATION, top_up.name),
            (CONTRACT, top_up.contract),
            (FORMULA, top_up.formula),
            (IBAN, family.account(MAIN).number.iban),
            (TELEPHONE, top_up.telephone),
            (EMAIL, f"contact@{top_up.domain}"),
            (MEMBER, family.people[0].name),
            (OPERATOR, top_up.operator),
            (OPERATOR_NUMBER, top_up.operator_number),
            (LINK, "oui"),
        ),
    )


def snapshots(story: Story) -> tuple[Snapshot, ...]:
    """One every seven to ten weeks."""
    rng = dice(story.seed, "snapshots")
    day, taken = story.start + between(rng, 5, 25) * DAY, []
    while day <= story.end:
        taken.append(snapshot(story.family, day))
        day += between(rng, 48, 72) * DAY
    return tuple(taken)
