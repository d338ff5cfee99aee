"""Statements of a second blind trial: read right where they were refused for no reason, refused where sums said so."""

from datetime import date

import pytest
from printed_pages import answer_to, read_right

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.statements import BankRow, BenefitRow, Rejection, Statement

DAY_ONCE = """
BANQUE DES ALIZES                     Compte n° 47311209876
Date        Libellé                            Débit        Crédit
            Ancien solde au 03/02/2025                      412,10
05/02       VIREMENT DE CPAM DE LA SARTHE                   19,00
            PRELEVEMENT DE EDF                 84,12
            ACHAT CB BOULANGERIE 04.02.25      6,30
12/02       VIREMENT DE M DUPRE                             50,00
            VIREMENT POUR LOYER                300,00
            Total des opérations               390,42       69,00
            Nouveau solde au 04/03/2025                     90,68
"""
BOTH_BALANCES = """
BANQUE DU LITTORAL                     Compte n° 47311209876
Solde au 28/02/2025 : 310,00 EUR       Solde au 31/03/2025 : 255,60 EUR
Date        Libellé de l'opération             Valeur      Montant
03/03       PRLV SEPA MOBILE                   03/03       - 19,99
07/03       VIR SEPA CPAM 381                  07/03       + 9,00
28/03       RETRAIT DAB                        28/03       - 43,41
"""
WAYS_OUT = """
NEOBANQUE                              Relevé de compte
Date           Description             Sortant     Entrant     Solde
1 oct. 2025    Solde d'ouverture                               120,00 €
3 oct. 2025    CPAM Paris                          19,00 €     139,00 €
9 oct. 2025    Mutuelle                45,00 €                 94,00 €
31 oct. 2025   Solde de clôture                                94,00 €
"""
DASHES = """
l'Assurance Maladie                    Relevé mensuel de vos remboursements
Période du 01/01/2025 au 31/01/2025
PAIEMENT À L'ASSURÉ le 09/01/2025 - 41,20 €
03/01/2025  CONSULTATION SPECIALISTE (CS)      31,50    31,50    70%    22,05
03/01/2025  PARTICIPATION FORFAITAIRE                                   -2,00
04/01/2025  ACTES DE BIOLOGIE (B)              36,92    36,92    60%    22,15
04/01/2025  FRANCHISE                                                   -1,00
INDEMNITÉS JOURNALIÈRES le 22/01/2025 - 275,38 €
06/01/2025  7 indemnités journalières                                   275,38
"""
UNIT_AMOUNTS = """
ASSURANCE MALADIE                      Attestation de paiement
Paiement du 14/03/2025   200,06 €
Du          Au          Nature      Nb jours   Montant unitaire   Montant versé
25/02/2025  03/03/2025  Maladie     7          14,29 €            100,03 €
04/03/2025  10/03/2025  Maladie     7          14,29 €            100,03 €
"""
OTHER_PART = """
CAISSE DE PREVOYANCE DES RIVES         Décompte n° 4471203
Date de règlement : 24/06/2025
Soins       Assuré    Désignation        Montant des frais   Tarif     Régime obligatoire   Organisme compl.
16/06/2025  Paul      Soins infirmiers   9,50                9,50      5,70                 3,80
17/06/2025  Claire    Scanner            120,00              69,00     48,30                20,70
Montant versé par le régime obligatoire : 54,00 €
Montant versé par l'organisme complémentaire : 24,50 €
"""
BASIC_PART = """
l'Assurance Maladie                    CPAM DE L'AIN
Paiement du 07/01/2025 à l'assuré      Montant versé : 29,06 €
Date        Nature des prestations   Montant payé   Base de remb.   Taux   Montant versé   Organisme complémentaire
02/01/2025  Consultation             30,00 €        30,00 €         70 %   21,00 €         9,00 €
03/01/2025  Pharmacie 65%            12,40 €        12,40 €         65 %   8,06 €          4,34 €
Montant versé par l'organisme complémentaire : 13,34 €
"""
PAID_BEHIND = """
ASSUR'SANTÉ                            Relevé de prestations santé
Bénéficiaire : Claire MARTIN
Soins       Libellé              Frais réels   Base RO   Remb. RO   Remb. RC   Versé le
03/02/2025  Pharmacie à 65 %     57,00         57,00     37,90      17,10      11/02/2025
12/02/2025  Analyses             27,00         27,00     14,20      10,80      19/02/2025
            Total                84,00         84,00     52,10      27,90
"""


def _booked(text: str) -> list[tuple[date, str, int]]:
    return [(row.booked, row.label, row.cents) for row in read_right(text).rows if isinstance(row, BankRow)]


def _care(text: str) -> list[tuple[object, ...]]:
    return [
        (row.paid_on, row.care_date, row.act, row.expense_cents, row.basic_cents, row.reimbursed_cents, row.paid_to)
        for row in read_right(text).rows
        if isinstance(row, BenefitRow)
    ]


def test_a_day_printed_once_is_that_of_the_rows_below_it() -> None:
    assert _booked(DAY_ONCE) == [
        (date(2025, 2, 5), "VIREMENT DE CPAM DE LA SARTHE", 1900),
        (date(2025, 2, 5), "PRELEVEMENT DE EDF", -8412),
        (date(2025, 2, 5), "ACHAT CB BOULANGERIE 04.02.25", -630),
        (date(2025, 2, 12), "VIREMENT DE M DUPRE", 5000),
        (date(2025, 2, 12), "VIREMENT POUR LOYER", -30000),
    ]


def test_both_balances_on_one_line_prove_the_operations_below() -> None:
    assert _booked(BOTH_BALANCES) == [
        (date(2025, 3, 3), "PRLV SEPA MOBILE", -1999),
        (date(2025, 3, 7), "VIR SEPA CPAM 381", 900),
        (date(2025, 3, 28), "RETRAIT DAB", -4341),
    ]
    assert [one.cents for one in read_right(BOTH_BALANCES).balances] == [31000, 25560]


def test_columns_of_money_that_leaves_and_comes_and_the_running_balance() -> None:
    assert _booked(WAYS_OUT) == [(date(2025, 10, 3), "CPAM Paris", 1900), (date(2025, 10, 9), "Mutuelle", -4500)]


def test_a_dash_before_a_payments_sum_is_no_minus_and_an_allowance_never_cancels_it() -> None:
    first, second = date(2025, 1, 9), date(2025, 1, 22)
    assert [(row[0], row[2], row[5], row[6]) for row in _care(DASHES)] == [
        (first, "CONSULTATION SPECIALISTE (CS)", 2205, PaidTo.INSURED),
        (first, "PARTICIPATION FORFAITAIRE", -200, PaidTo.INSURED),
        (first, "ACTES DE BIOLOGIE (B)", 2215, PaidTo.INSURED),
        (first, "FRANCHISE", -100, PaidTo.INSURED),
        (second, "7 indemnités journalières", 27538, PaidTo.INSURED),
    ]


def test_an_allowance_by_the_day_is_no_expense() -> None:
    assert [(row[1], row[2], row[3], row[5]) for row in _care(UNIT_AMOUNTS)] == [
        (date(2025, 2, 25), "Maladie", None, 10003),
        (date(2025, 3, 4), "Maladie", None, 10003),
    ]


def test_the_sum_of_each_insurers_part_is_checked() -> None:
    paid = date(2025, 6, 24)
    assert _care(OTHER_PART) == [
        (paid, date(2025, 6, 16), "Soins infirmiers", 950, 570, 380, PaidTo.INSURED),
        (paid, date(2025, 6, 17), "Scanner", 12000, 4830, 2070, PaidTo.INSURED),
    ]
    assert [row[5] for row in _care(BASIC_PART)] == [2100, 806]


def test_the_payment_day_behind_the_amounts_and_a_rate_among_the_words() -> None:
    assert [row[:6] for row in _care(PAID_BEHIND)] == [
        (date(2025, 2, 11), date(2025, 2, 3), "Pharmacie à 65 %", 5700, 3790, 1710),
        (date(2025, 2, 19), date(2025, 2, 12), "Analyses", 2700, 1420, 1080),
    ]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (DAY_ONCE, "84,12", "85,12"),
        (BOTH_BALANCES, "255,60", "255,70"),
        (WAYS_OUT, "45,00", "54,00"),
        (DASHES, "- 275,38", "- 257,38"),
        (OTHER_PART, ": 54,00", ": 45,00"),
        (OTHER_PART, ": 24,50", ": 34,50"),
        (BASIC_PART, ": 13,34", ": 13,43"),
        (PAID_BEHIND, "84,00         84,00     52,10", "84,00         84,00     25,10"),
    ],
)
def test_one_wrong_figure_refuses_each(text: str, right: str, wrong: str) -> None:
    answer = answer_to(text.replace(right, wrong))
    assert isinstance(answer, Rejection), answer
    assert answer.reason.key == "refused.printed_sum", answer.reason


def test_a_sum_carried_to_a_page_that_is_missing_refuses_the_statement() -> None:
    first = """
MUTUELLE DES RIVES                     Décompte du 02/04/2025
Date du soin   Prestation     Dépense    Sécu       Mutuelle
10/03/2025     Consultation   30,00 €    19,00 €    9,00 €
               A reporter                           9,00 €
"""
    second = """\f
Date du soin   Prestation     Dépense    Sécu       Mutuelle
               Report                               9,00 €
11/03/2025     Radiologie     60,00 €    40,00 €    18,00 €
               Total                                27,00 €
"""
    answer = answer_to(first)
    assert isinstance(answer, Rejection), answer
    assert answer.reason.key == "refused.printed_carried"
    assert [(row[2], row[5]) for row in _care(first + second)] == [("Consultation", 900), ("Radiologie", 1800)]


def test_a_cell_that_names_somebody_unknown_is_never_the_insured() -> None:
    text = """
MUTUELLE DES RIVES                     Décompte du 02/04/2025
Date du soin   Prestation     Dépense    Sécu       Mutuelle   Destinataire
10/03/2025     Consultation   30,00 €    19,00 €    9,00 €     Prof.
11/03/2025     Radiologie     60,00 €    40,00 €    18,00 €    Zzyx
12/03/2025     Pharmacie      12,00 €    7,80 €     4,20 €     Assuré
               Total                                31,20 €
"""
    answer = answer_to(text)
    assert isinstance(answer, Statement), answer
    told = [row.paid_to for row in answer.rows if isinstance(row, BenefitRow)]
    assert told == [PaidTo.CARE_PROVIDER, PaidTo.UNKNOWN, PaidTo.INSURED]
