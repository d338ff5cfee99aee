"""Who speaks in a file, what a bank did, whom a reimbursement went to: the closed lists that many rooms share.

They stand alone so that a command which only names a kind need not load the rows (`benchmarks/start_speed.py`).
"""

from enum import StrEnum


class SourceKind(StrEnum):
    """Who speaks in a file."""

    BANK = "bank"
    BASIC_INSURER = "basic_insurer"  # assurance maladie obligatoire (AMO): CPAM, MSA ...
    TOP_UP_INSURER = "top_up_insurer"  # complémentaire santé (AMC): mutuelle, insurance company
    INSURER_DETAILS = "insurer_details"  # what a card or a member area shows on one day


class PaidTo(StrEnum):
    """Who received a reimbursement. Only INSURED makes a bank credit to expect."""

    INSURED = "insured"
    CARE_PROVIDER = "care_provider"  # tiers payant (third-party payment)
    EMPLOYER = "employer"  # daily allowance subrogated to the employer
    UNKNOWN = "unknown"


class OperationKind(StrEnum):
    """What a bank did, read from the label (and the sign)."""

    CARD = "card"
    CARD_REFUND = "card_refund"
    DIRECT_DEBIT = "direct_debit"
    DIRECT_DEBIT_RETURN = "direct_debit_return"  # rejet, remboursement or annulation of a prélèvement
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    CASH = "cash"
    CHEQUE = "cheque"
    DEPOSIT = "deposit"  # remise de chèque or of cash
    LOAN = "loan"
    FEE = "fee"
    INTEREST = "interest"
    OTHER = "other"
