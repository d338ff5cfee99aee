"""Invented accounts: a fixed list of bank codes and account numbers, and the IBANs they make (check digits computed).

Every IBAN this room can write stands in `tests/invented_ibans.txt`.
"""

from dataclasses import dataclass
from functools import cache

from stdnum import iban as stdnum_iban


@dataclass(frozen=True, slots=True)
class AccountNumber:
    """A French account: code of the bank, of the branch, and number (11 characters)."""

    bank: str
    branch: str
    number: str

    @property
    def iban(self) -> str:
        """The IBAN without spaces."""
        return french_iban(self.bank, self.branch, self.number)


def _digits(text: str) -> int:
    """Letters count 1 to 9 from A, again from J, and 2 to 9 from S, as in the key of a RIB."""
    return int("".join(c if c.isdigit() else str((ord(c) - 65 + (ord(c) > 82)) % 9 + 1) for c in text))


@cache
def french_iban(bank: str, branch: str, number: str) -> str:
    """IBAN of a French account: the RIB key (97 less the remainder), then the IBAN's own check digits."""
    key = 97 - (89 * _digits(bank) + 15 * _digits(branch) + 3 * _digits(number)) % 97
    return with_check_digits("FR", f"{bank}{branch}{number}{key:02d}")


@cache
def with_check_digits(country: str, body: str) -> str:
    """The IBAN of that country with right check digits."""
    return f"{country}{stdnum_iban.calc_check_digits(f'{country}00{body}')}{body}"


# Branch and number of the household's accounts at each bank: invented, three a bank.
_BRANCHES = ("90417", "90562", "90738")
_NUMBERS = ("00083715204", "00046290871", "00070358146")
_POSTAL_NUMBERS = ("0837152C020", "0462908M036", "0703581X022")
POSTAL = "20041"
BANK_CODES = ("10278", "10096", "30004", "30003", "11706", POSTAL, "14445", "16807", "30002", "40618")
OWN = {
    bank: tuple(
        AccountNumber(bank, branch, number)
        for branch, number in zip(_BRANCHES, _POSTAL_NUMBERS if bank == POSTAL else _NUMBERS, strict=True)
    )
    for bank in BANK_CODES
}
# Accounts to which a fraudster has a reimbursement sent: in France, and elsewhere.
STRANGERS_IN_FRANCE = (
    AccountNumber("16598", "00091", "41207735508"),
    AccountNumber("30004", "91834", "00052617390"),
    AccountNumber("17598", "00091", "60283147725"),
)
STRANGERS_ABROAD = (
    with_check_digits("LT", "3250004177209381"),
    with_check_digits("ES", "00496170672810377294"),
    with_check_digits("DE", "100110019264817350"),
    with_check_digits("BE", "967204813543"),
    with_check_digits("PT", "003300004571830264905"),
)
# The accounts another member of the family may honestly choose.
OTHER_OWN = AccountNumber("30003", "90885", "00019364752")


def all_ibans() -> tuple[str, ...]:
    """Every IBAN the generator may write."""
    own = [account.iban for accounts in OWN.values() for account in accounts]
    strangers = [account.iban for account in STRANGERS_IN_FRANCE]
    return tuple(sorted({*own, *strangers, *STRANGERS_ABROAD, OTHER_OWN.iban}))
