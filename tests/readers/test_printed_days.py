"""Which day a printed line is of, which no sum shows: the year that it leaves out, and days that cannot be right."""

from datetime import date

import pytest
from printed_pages import page

from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.package_data import forms, phrasebook
from watchdog_sante.readers import read_statement

SHORT_DAYS = """
BANQUE DU LITTORAL                      RELEVE DE COMPTE
Date        Valeur      Libellé                          Débit      Crédit
                        SOLDE CREDITEUR AU 15.12.2024               500,00
16.12       16.12       CARTE BOULANGERIE                4,20
02.01       03.01       PRELEVEMENT MUTUELLE             60,00
                        SOLDE CREDITEUR AU 14.01.2025               435,80
"""
FULL_DAYS = SHORT_DAYS.replace("16.12       16.12   ", "16/12/2024  16/12/2024").replace(
    "02.01       03.01   ", "02/01/2025  03/01/2025"
)
PAYMENT = """
l'Assurance Maladie                                 ameli.fr
Relevé de vos paiements du 01/03/2024 au 31/03/2024
Paiement du 05/03/2024          Montant total versé : 18,55 €
26/02/2024   CONSULTATION (G)       26,50    26,50      70%      18,55
"""


def _answer(text: str) -> Statement | Rejection:
    return read_statement(StatementFile("releve.pdf", "", page(text)), forms())


@pytest.mark.parametrize(
    "text",
    [
        SHORT_DAYS,
        FULL_DAYS,
        SHORT_DAYS + "Nos tarifs du 01/01/2026 au 31/12/2026 sont en agence\n",
        SHORT_DAYS + "Prochain relevé : du 15/12/2025 au 14/01/2026\n",
        SHORT_DAYS.replace(" AU 14.01.2025", "              "),
        SHORT_DAYS.replace(" AU 15.12.2024", "              "),
        SHORT_DAYS.replace("RELEVE DE COMPTE", "du 15/12/2024 au 14/01/2025").replace(" AU 14.01.2025", " " * 14),
    ],
)
def test_the_balances_beside_an_operation_say_its_year(text: str) -> None:
    answer = _answer(text)
    assert isinstance(answer, Statement), answer
    assert [(row.booked, row.cents) for row in answer.rows if isinstance(row, BankRow)] == [
        (date(2024, 12, 16), -420),
        (date(2025, 1, 2), -6000),
    ]


@pytest.mark.parametrize(
    ("text", "line", "day"),
    [
        (FULL_DAYS.replace("16/12/2024  16", "16/12/2023  16"), 4, date(2023, 12, 16)),
        (FULL_DAYS.replace("02/01/2025  03", "02/01/2026  03"), 5, date(2026, 1, 2)),
        (PAYMENT.replace("05/03/2024", "05/03/2023"), 4, date(2023, 3, 5)),
    ],
)
def test_a_day_far_from_those_that_the_statement_covers_refuses_it(text: str, line: int, day: date) -> None:
    assert isinstance(_answer(PAYMENT), Statement)
    answer = _answer(text)
    assert isinstance(answer, Rejection), answer
    assert answer.reason == say("refused.printed_outside", place=say("place.page_line", page=1, line=line), day=day)
    assert phrasebook("fr").text(answer.reason)
