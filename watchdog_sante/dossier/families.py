"""What kind of trouble a detector tells, hence what a letter about it may say. A test compares the table with the list.

A letter is signed: it must not deny a mandate that the person probably gave, nor claim that a care was not received
where the question is a payment that never came.
"""

from enum import StrEnum


class Matter(StrEnum):
    """What an insurer is asked about; the value names a part of `templates/letters/matters.txt`."""

    CARE = "care"  # a care, or a beneficiary, that the person does not know
    OVERPAID = "overpaid"  # reimbursed twice, or above what was paid
    UNPAID = "unpaid"  # announced by the insurer, never credited, late or of another amount
    CREDIT = "credit"  # credited, announced by nobody
    DETAILS = "details"  # account, contract, operator or member changed
    FOLLOWING = "following"  # the top-up insurer no longer follows the basic insurer
    PAYER = "payer"  # reimbursements come under another name
    PREMIUM = "premium"  # a debit in the name of a health insurer that the person may not know
    PRICE = "price"  # the known premium changed: the contract must not be put at risk


STATEMENTS = "WS4"  # detectors of the statements themselves: nothing to dispute, nobody to write to
# A creditor that the person knows took too much, or came back: the mandate is most likely genuine.
BELIEVED_KNOWN = frozenset(["WS105", "WS106", "WS120"])

MATTERS = {
    "WS102": Matter.PREMIUM,
    "WS103": Matter.PREMIUM,
    "WS107": Matter.PREMIUM,
    "WS120": Matter.PRICE,
    "WS201": Matter.UNPAID,
    "WS202": Matter.CREDIT,
    "WS203": Matter.UNPAID,
    "WS204": Matter.OVERPAID,
    "WS205": Matter.OVERPAID,
    "WS206": Matter.CARE,
    "WS207": Matter.CARE,
    "WS208": Matter.CARE,
    "WS209": Matter.FOLLOWING,
    "WS210": Matter.UNPAID,
    "WS301": Matter.DETAILS,
    "WS302": Matter.PAYER,
}

# Someone may have changed, or seen, what an insurer holds: ask it what it holds (RGPD, article 15).
ASKS_ACCESS = frozenset(["WS201", "WS208", "WS209", "WS301", "WS302"])
