"""Care and what is paid back for it: who went where, what both insurers' statements say, what reaches the accounts."""

from watchdog_sante.household_generator.care.reimbursements import repaid
from watchdog_sante.household_generator.care.visits import usual_visits
from watchdog_sante.household_generator.story import Story


def cared_for(story: Story) -> Story:
    """The story with its usual care, the statement rows for it and the credits."""
    return repaid(story, usual_visits(story), "usual")
