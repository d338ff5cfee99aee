"""Tables whose headings nobody foresaw, sums of a part, the nature of a payment said by a noun, and copied cards."""

from datetime import date

import pytest
from printed_pages import answer_to, read_right

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BenefitRow, Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

NATURES = """
Relevé de mes remboursements - ameli
Paiements du 09/02/2024
Versement à l'assuré
Bénéficiaire : CLAIRE VERNET
02/02/2024 CONSULTATION GENERALISTE (G) 26,50 26,50 70% 18,55
Total versé à l'assuré le 09/02/2024 : 18,55 €
Versement à un tiers
05/02/2024 PHARMACIE (PH7) 14,20 14,20 65% 9,23 35% 4,97
Total versé à un tiers le 09/02/2024 : 9,23 €
Total de la période : 27,78 €
"""
OF_WHICH = """
Harmonia Santé, votre complémentaire - Votre relevé de remboursements du 18 mars 2024
Date      Assuré   Prestation             Frais engagés     Part R.O.     Notre part     Versé à
01/03/24  Inès     Verres progressifs            320,00          0,09         230,00     OPTIQUE BEAULIEU
06/03/24  Inès     Consultation                   30,00         19,00           9,00     Vous
Total remboursé par Harmonia                                                  239,00
dont virement sur votre compte le 18/03/2024                                    9,00
dont frais de dossier                                                           0,00
"""
UNKNOWN_HEADING = """
PREVOYANCE DU LITTORAL - Décompte n° D-2024-5589 - Règlement par virement le 03/04/2024
Date de soin   Désignation           Honoraires     Base S.S.     Part S.S.     Notre part
25/03/2024     Consultation               26,50         26,50         17,55           7,95
26/03/2024     Radiologie                 70,00         59,85         41,90          17,95
Montant total versé                                                                  25,90
"""
OWN_NAME = """
Assurances du Phare - Vos remboursements santé
Nous avons viré le 9 juillet 2024 sur votre compte la somme de 112,35 €
Assuré      Date          Prestation         Frais réels    Sécurité sociale    Autre organisme    Part du Phare
Jeanne      01/07/2024    Lunettes                200,00                0,09               0,00           100,00
Jeanne      02/07/2024    Ostéopathe               60,00                0,00               0,00            12,35
Total réglé                                                                                              112,35
"""
ONE_AMOUNT = """
CPAM DU RHONE - Vos remboursements du 01/03/2024 au 31/03/2024
Bénéficiaire : MARC ORME
Date des soins    Acte                      Montant
04/03/2024        Consultation              18,55 €
05/03/2024        Franchise médicale        -1,00 €
Total réglé le 12/03/2024 à l'assuré        17,55 €
"""
NET = """
l'Assurance Maladie - CPAM DU FINISTERE - Relevé de paiement
Indemnités journalières maladie
Période du    au            Jours    Montant journalier    Montant brut    Montant net
04/03/2024    15/03/2024    12                    41,47          497,64         464,30
Montant versé le 20/03/2024 :                                                   464,30
"""


def _care(answer: Statement | Rejection) -> list[tuple[object, ...]]:
    assert isinstance(answer, Statement), answer
    assert answer.unverified is None
    rows = [row for row in answer.rows if isinstance(row, BenefitRow)]
    return [(row.paid_on, row.care_date, row.act, row.reimbursed_cents, row.paid_to) for row in rows]


def _pasted(text: str) -> Statement | Rejection:
    return read_statement(StatementFile("collage.txt", "", text.encode()), forms())


def test_a_noun_says_to_whom_a_payment_went() -> None:
    paid = date(2024, 2, 9)
    assert _care(read_right(NATURES)) == [
        (paid, date(2024, 2, 2), "CONSULTATION GENERALISTE (G)", 1855, PaidTo.INSURED),
        (paid, date(2024, 2, 5), "PHARMACIE (PH7)", 923, PaidTo.CARE_PROVIDER),
    ]


def test_a_sum_of_which_some_went_to_the_insured_is_checked_against_their_lines() -> None:
    paid = date(2024, 3, 18)
    assert _care(read_right(OF_WHICH)) == [
        (paid, date(2024, 3, 1), "Verres progressifs", 23000, PaidTo.CARE_PROVIDER),
        (paid, date(2024, 3, 6), "Consultation", 900, PaidTo.INSURED),
    ]
    wrong = answer_to(
        OF_WHICH.replace("le 18/03/2024                                    9,00", "le 18/03/2024    19,00")
    )
    assert isinstance(wrong, Rejection)
    assert wrong.reason.key == "refused.printed_sum"


def test_amounts_under_a_heading_that_nobody_knows_are_no_reimbursement() -> None:
    paid = date(2024, 4, 3)
    assert _care(read_right(UNKNOWN_HEADING)) == [
        (paid, date(2024, 3, 25), "Consultation", 795, PaidTo.INSURED),
        (paid, date(2024, 3, 26), "Radiologie", 1795, PaidTo.INSURED),
    ]


def test_a_top_up_insurers_part_under_its_own_name() -> None:
    paid = date(2024, 7, 9)
    assert _care(read_right(OWN_NAME)) == [
        (paid, date(2024, 7, 1), "Lunettes", 10000, PaidTo.INSURED),
        (paid, date(2024, 7, 2), "Ostéopathe", 1235, PaidTo.INSURED),
    ]


def test_the_own_part_beside_another_insurers_and_a_payee_behind_a_colon() -> None:
    answer = read_right(
        "GESTION SANTE SUD, votre complémentaire - Décompte n° 44120\n"
        "Règlement du 14/06/2024 versé à : CLINIQUE DU VAL   37,08 EUR\n"
        "Date soins    Acte            Dépenses réelles    Remb. SS    Remb. autre    Notre remb.\n"
        "06/06/2024    ECHOGRAPHIE                80,00       42,92           0,00          37,08\n"
    )
    ((_, _, act, cents, paid_to),) = _care(answer)
    assert (act, cents, paid_to) == ("ECHOGRAPHIE", 3708, PaidTo.CARE_PROVIDER)


def test_what_social_security_reimbursed_is_its_part() -> None:
    answer = _pasted(
        "Mutuelle - Vos derniers remboursements\n"
        "Date de soins   Bénéficiaire   Acte         Montant    Remboursé par la Sécu   Remboursé par nous\n"
        "02/07/2024      Jeanne         Ostéopathe    60,00 €   10,00 €                 12,35 €\n"
        "Total viré le 09/07/2024 : 12,35 €\n"
    )
    assert isinstance(answer, Statement), answer
    assert [(row.basic_cents, row.reimbursed_cents) for row in answer.rows if isinstance(row, BenefitRow)] == [
        (1000, 1235)
    ]


def test_the_one_amount_of_a_table_is_what_was_reimbursed() -> None:
    paid = date(2024, 3, 12)
    assert _care(read_right(ONE_AMOUNT)) == [
        (paid, date(2024, 3, 4), "Consultation", 1855, PaidTo.INSURED),
        (paid, date(2024, 3, 5), "Franchise médicale", -100, PaidTo.INSURED),
    ]


def test_a_line_that_only_counts_days_is_called_as_its_heading() -> None:
    ((paid, _, act, cents, _),) = _care(read_right(NET))
    assert (paid, act, cents) == (date(2024, 3, 20), "Indemnités journalières maladie", 46430)


def _cards(*acts: tuple[str, str, str, str]) -> str:
    names = ("Montant payé", "Base de remboursement", "Taux", "Montant versé")
    return "\n".join(
        "\n".join([f"Soins du {day}", act, *(part for name in zip(names, (paid, paid, "70 %", back), strict=True)
                                               for part in name)])
        for day, act, paid, back in acts
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paid", "acts"),
    [
        (
            "Paiement du 14/03/2024\n54,68 €\nVersement à l'assuré\nsur mon compte ameli\n"
            + _cards(
                ("06/03/2024", "Consultation", "51,00 €", "35,70 €"),
                ("07/03/2024", "Soins", "32,00 €", "18,98 €"),
            ),
            date(2024, 3, 14),
            [("2024-03-06", "Consultation", 3570), ("2024-03-07", "Soins", 1898)],
        ),
        (
            "Mutuelle - Remboursements\nPayé le 12 mars 2024\nConsultation\nBRUNO\n04/03/2024\n60,00 €\n21,00 €\n"
            "25,60 €\nSoins dentaires\nLEA\n05/03/2024\n80,00 €\n35,00 €\n20,00 €\nTotal remboursé\n45,60 €\n",
            date(2024, 3, 12),
            [("2024-03-04", "Consultation BRUNO", 2560), ("2024-03-05", "Soins dentaires LEA", 2000)],
        ),
        (
            "Mutuelle - Décompte du 12/03/2024\n04/03/2024\nBRUNO - Consultation\n60,00 €\t21,00 €\t25,60 €\n"
            "05/03/2024\nLEA - Soins dentaires\n80,00 €\t35,00 €\t20,00 €\nMontant versé : 45,60 €\n",
            date(2024, 3, 12),
            [("2024-03-04", "BRUNO - Consultation", 2560), ("2024-03-05", "LEA - Soins dentaires", 2000)],
        ),
    ],
    ids=["cards", "words before the day", "figures below the words"],
)
def test_copied_cards_keep_their_words(text: str, paid: date, acts: list[tuple[str, str, int]]) -> None:
    assert _care(_pasted(text)) == [
        (paid, date.fromisoformat(day), act, cents, PaidTo.INSURED) for day, act, cents in acts
    ]


def test_a_copied_table_that_says_when_and_to_whom_in_columns_needs_no_total() -> None:
    answer = _pasted(
        "Soins\tPour qui\tPrestation\tMontant\tSécurité sociale\tMutuelle\tReste à charge\tVersé le\tVersé à\n"
        "26/03/2024\tPauline\tRadiologie\t70,00\t41,90\t17,95\t10,15\t03/04/2024\tVous\n"
        "27/03/2024\tHugo\tPharmacie\t12,00\t7,80\t4,20\t0,00\t03/04/2024\tPHARMACIE DU PORT\n"
    )
    assert isinstance(answer, Statement), answer
    assert answer.unverified is not None
    rows = [row for row in answer.rows if isinstance(row, BenefitRow)]
    assert [(row.beneficiary, row.act, row.reimbursed_cents, row.paid_to) for row in rows] == [
        ("Pauline", "Radiologie", 1795, PaidTo.INSURED),
        ("Hugo", "Pharmacie", 420, PaidTo.CARE_PROVIDER),
    ]


def test_a_copied_text_that_proves_nothing_is_refused_in_the_words_of_a_paste() -> None:
    answer = _pasted("27 janvier 2024\nVIR SEPA RECU SALAIRE ATELIER ORME\n+2 150,00 €\n")
    assert isinstance(answer, Rejection)
    assert answer.reason.key == "refused.pasted_unknown"
