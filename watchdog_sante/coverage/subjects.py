"""What a line of the ledger is about, for people: an account, the bank, an insurer."""

from watchdog_sante.identity import UNNUMBERED, account_number
from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.redaction import mask_account


def account_subject(account: str, household: Household) -> Sentence:
    """An account for people: the name the person gave it, else its folder, else the last four of its number."""
    for named in household.accounts:
        if named.number and account.endswith(account_number(named.number)):
            return say("coverage.subject.account", number=f"{named.name} {mask_account(account)}")
    if not account.startswith(UNNUMBERED):
        return say("coverage.subject.account", number=mask_account(account))
    folder, *parts = account.removeprefix(UNNUMBERED).split("/")
    if not parts:
        return say("coverage.subject.account", number=folder)
    return say("coverage.subject.account_of", name=f"{folder} ({', '.join(parts)})")


def role_subject(role: SourceKind) -> Sentence:
    """`bank`, or an insurer's role, for people."""
    return say(f"coverage.subject.{role.value}")
