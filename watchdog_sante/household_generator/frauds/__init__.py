"""Every fraud the generator can plant, by the name its label carries: the patterns of domain notes, section 2."""

from watchdog_sante.household_generator.frauds import (
    amounts,
    card_lures,
    contract,
    debit_habits,
    diverted,
    false_adviser,
    health_credits,
    insurer_details,
    lookalikes,
    mandates,
    new_creditors,
    phantom_care,
    second_premium,
    strangers,
)
from watchdog_sante.household_generator.planting import Planter

_PATTERNS: dict[str, tuple[Planter, ...]] = {
    "P1": (card_lures.card_lure, card_lures.card_testing, card_lures.small_repeats, card_lures.subscription_trap),
    "P2": (new_creditors.new_creditor, new_creditors.foreign_new_creditor),
    "P3": (
        mandates.name_other_creditor,
        mandates.mandate_other_signs,
        mandates.invalid_creditor_id,
        lookalikes.lookalike_creditor,
        debit_habits.debit_amount_jump,
        debit_habits.debit_rhythm_broken,
        debit_habits.sleeping_mandate,
    ),
    "P4": (
        diverted.reimbursement_diverted,
        amounts.wrong_amount,
        insurer_details.iban_same_country,
        insurer_details.iban_abroad,
        insurer_details.email_outside,
        insurer_details.telephone_changed,
        insurer_details.contact_changed,
    ),
    "P5": (second_premium.second_premium,),
    "P6": (insurer_details.contract_switched, insurer_details.operator_changed, contract.top_up_stops),
    "P7": (
        phantom_care.phantom_act,
        phantom_care.phantom_series,
        phantom_care.provider_unknown,
        phantom_care.age_incompatible,
        phantom_care.care_in_hospital,
    ),
    "P8": (health_credits.credit_without_statement, lookalikes.lookalike_payer, health_credits.false_card_credit),
    "P9": (strangers.mule, false_adviser.mule_in_parts),
    "P10": (strangers.lender_debit, strangers.lender_credit),
    "P11": (
        strangers.new_instant_transfer,
        strangers.two_new_payees,
        strangers.lure_then_transfer,
        false_adviser.safe_account,
    ),
    "P12": (amounts.duplicate_reimbursement, amounts.reimbursed_above_paid),
    "P14": (contract.premium_jump, contract.unknown_beneficiary, insurer_details.member_changed),
}
FRAUDS: dict[str, Planter] = {planter.__name__: planter for planters in _PATTERNS.values() for planter in planters}
PATTERN_OF = {planter.__name__: pattern for pattern, planters in _PATTERNS.items() for planter in planters}
