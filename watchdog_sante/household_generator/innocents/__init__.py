"""Every innocent twin the generator can plant, with how likely a household has it. Those that shape it come first.

Domain notes, section 2, third column of the table. Twins that any household has by itself stand in `natural.py`.
"""

from watchdog_sante.household_generator.innocents import (
    cards,
    care,
    contract,
    debits,
    health_credits,
    late,
    reimbursements,
    structure,
    transfers,
    written_otherwise,
)
from watchdog_sante.household_generator.planting import Planter

_STRUCTURE: tuple[tuple[Planter, float], ...] = (
    (structure.lost_bank_month, 0.5),
    (structure.lost_insurer_month, 0.5),
    (structure.moved, 0.15),
    (contract.insurer_switch, 0.2),
    (structure.second_insurer, 0.15),
    (structure.own_iban_change, 0.15),
    (written_otherwise.details_otherwise, 0.8),
)
_SILENT: tuple[tuple[Planter, float], ...] = (
    (cards.parking_small, 0.6),
    (cards.small_then_large, 0.6),
    (cards.travel_abroad, 0.5),
    (cards.preauthorisation, 0.4),
    (cards.donation_rounding, 0.3),
    (cards.app_store, 0.5),
    (cards.large_refund, 0.4),
    (transfers.shared_meal, 0.5),
    (transfers.gift_to_savings, 0.4),
    (transfers.new_savings_book, 0.2),
    (care.late_billing, 0.4),
    (health_credits.daily_allowance, 0.3),
    (health_credits.allowance_to_employer, 0.3),
    (reimbursements.late_credit, 0.6),
    (reimbursements.merged_credit, 0.5),
    (reimbursements.deduction_to_zero, 0.5),
    (reimbursements.cancelled_and_rewritten, 0.5),
    (reimbursements.refund_of_claim, 0.3),
    (reimbursements.unconventioned_centre, 0.3),
    (reimbursements.paper_claim, 0.4),
    (reimbursements.siblings_same_day, 0.4),
    (contract.birthday_rise, 0.2),
    (contract.departure, 0.1),
    (contract.legislative_rise, 0.2),
)
_MAY_BE_ASKED: tuple[tuple[Planter, float], ...] = (
    (cards.large_purchase, 0.7),
    (cards.new_card_subscription, 0.4),
    (transfers.new_friend, 0.5),
    (transfers.rent_deposit, 0.15),
    (transfers.craftsman, 0.3),
    (transfers.car_purchase, 0.15),
    (transfers.insurance_settlement, 0.2),
    (debits.new_contract, 0.5),
    (debits.school_canteen, 0.3),
    (debits.annual_insurance, 0.4),
    (debits.property_tax, 0.3),
    (debits.telecom_switch, 0.3),
    (debits.payment_intermediary, 0.3),
    (debits.pay_in_instalments, 0.25),
    (debits.own_loan, 0.15),
    (debits.creditor_renamed, 0.2),
    (debits.new_mandate_reference, 0.25),
    (debits.insurer_two_creditor_ids, 0.15),
    (debits.regularisation, 0.4),
    (care.first_optician, 0.4),
    (care.dental_prosthesis, 0.25),
    (care.hearing_aid_bought, 0.4),
    (care.nurse_series, 0.2),
    (care.hospital_stay, 0.25),
    (health_credits.arrears, 0.2),
    (health_credits.employer_benefit, 0.2),
    (health_credits.premium_refund, 0.2),
    (reimbursements.paid_by_cheque, 0.15),
    (contract.funeral_contract, 0.2),
    (contract.children_contract, 0.15),
    (contract.operator_renewal, 0.25),
    (contract.formula_renewal, 0.3),
    (contract.newborn, 0.2),
    (late.never_reimbursed, 0.2),
    (late.top_up_missing, 0.2),
)
INNOCENTS: dict[str, tuple[Planter, float]] = {
    planter.__name__: (planter, likely) for planter, likely in (*_STRUCTURE, *_SILENT, *_MAY_BE_ASKED)
}
