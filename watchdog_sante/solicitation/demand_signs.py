"""What a message wants, beside the channel it comes by: money on an account that it names itself, or a secret.

An account number in a message is only as true as the message: forged bank details replace a real payee's own.
"""

from collections.abc import Set

from watchdog_sante.model.solicitation import Sign
from watchdog_sante.solicitation.noticing import Case

_HOME = ("FR", "MC")  # countries of the accounts that a payee in France has
_SECRETS = frozenset({"ask-code", "ask-password"})
_GUARDIANS = frozenset({"bank", "health", "insurer", "administration"})  # none of them ever asks for a secret


def demand_signs(case: Case, cues: Set[str], proven: bool) -> tuple[Sign, ...]:
    """Signs about what is demanded; `proven`: the mail comes from an official domain, whose words do not count here."""
    if proven:
        return ()
    signs = []
    abroad = [account for account in case.letter.accounts if not account.startswith(_HOME)]
    for account in abroad or case.letter.accounts:
        signs.append(case.sign("account-abroad" if abroad else "account-given", account=account))
        break
    asked_by = {body.kind for body in case.speakers.claimed}
    if cues & _SECRETS and asked_by & _GUARDIANS and "warning" not in cues:
        signs.append(case.sign("secret-demanded"))
    return tuple(signs)
