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


POSTAL = "20041"
# The household's accounts: code of the bank, three branches and numbers each. Invented, no two alike.
_OWN_ACCOUNTS = {
    "10278": ("90417 00083715204", "90562 00046290871", "90738 00070358146"),
    "10096": ("90418 00021904736", "90563 00058317402", "90739 00094620358"),
    "30004": ("90419 00037186925", "90564 00061742098", "90740 00015839467"),
    "30003": ("90420 00052473819", "90565 00086019347", "90741 00043761590"),
    "11706": ("90421 00064832107", "90566 00019574286", "90742 00078246031"),
    POSTAL: ("90422 0837152C020", "90567 0462908M036", "90743 0703581X022"),
    "14445": ("90423 00075091842", "90568 00032867415", "90744 00097158063"),
    "16807": ("90424 00048263970", "90569 00081430659", "90745 00026907534"),
    "30002": ("90425 00093517268", "90570 00054086713", "90746 00068732941"),
    "40618": ("90426 00017649582", "90571 00039281064", "90747 00085074623"),
    "20433": ("90427 00062948105", "90572 00010573692", "90748 00047381260"),
    "28233": ("90428 00035610897", "90573 00092846150", "90749 00068105379"),
    "14518": ("90429 00081279046", "90574 00026953718", "90750 00053704981"),
}
OWN = {
    bank: tuple(AccountNumber(bank, *account.split()) for account in accounts)
    for bank, accounts in _OWN_ACCOUNTS.items()
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
