"""Statements laid out by other hands, whose sums would not show a wrong name, payee, label or day: each read right."""

from datetime import date

import pytest
from printed_pages import RIGHT, Cell, Sheet, answer_to, read_right

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, BenefitRow, Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

NAME_ON_TWO_PAGES = """
l'Assurance Maladie                                CPAM DE L'AIN
Relevé de mes paiements                            Période du 01/01/2025 au 31/01/2025
Remboursement du 07/01/2025                        Montant versé à l'assuré : 34,38 €
Date des soins  Nature des prestations          Montant payé  Base de remb.  Taux   Montant versé
Claire MARTIN
02/01/2025      Consultation généraliste        30,00 €       30,00 €        70 %   21,00 €
Paul MARTIN
03/01/2025      Actes d'auxiliaire médical :    22,30 €       22,30 €        60 %   13,38 €
                masseur-kinésithérapeute
\f
l'Assurance Maladie                                CPAM DE L'AIN
Relevé de mes paiements                            Période du 01/01/2025 au 31/01/2025
Remboursement du 14/01/2025                        Montant versé à un tiers : 1 204,50 €
Date des soins  Nature des prestations          Montant payé  Base de remb.  Taux   Montant versé
Claire MARTIN
08/01/2025      Hospitalisation                 1 500,00 €    1 405,50 €            1 205,50 €
08/01/2025      Franchise                                                           1,00 €-
Les franchises suivantes seront déduites d'un prochain remboursement
09/01/2025      Franchise pharmacie                                                 -0,50 €
"""
SHORTENED = """
ASSURANCES DU VAL            Contrat santé 5544
Payé le     Date soins  Bénéf.  Nature des soins   Frais réels  Régime oblig.  Remb. compl.  À charge  Destinataire
04/03/2025  28/02/2025  Claire  Consultation       30,00        19,00          9,00          2,00      Assuré
04/03/2025  01/03/2025  Paul    Pharmacie          22,00        14,30          7,70          0,00      Professionnel
"""
PAID_LINES = """
HARMONIA MUTUELLE                     Décompte de prestations du 15/02/2025
Soins du    Bénéficiaire   Acte              Dépenses   Remb. Séc. Soc.   Remb. Mutuelle
03/02/2025  Claire         Consultation      30,00      19,00             9,00
                           Radiologie        60,00      42,00             18,00
Réglé par virement le 14/02/2025 à Mme MARTIN CLAIRE                      27,00
04/02/2025  Paul           Soins dentaires   50,00      30,00             20,00
Réglé par virement le 15/02/2025 au Dr LEROY ANNE                         20,00
"""
LETTERHEAD_DAY = """
MUTUELLE DES RIVES
20/01/2025 Lyon
Décompte santé, adhérent 4433
Date soins  Acte                  Bénéficiaire   Dépense   Séc. soc.   Remb. mut.
06/01/2025  Consultation          Claire         30,00     19,00       9,00
Total versé le 18/01/2025 : 9,00 €
"""
LABELS = """
BANQUE DU LITTORAL
Période : du 15 décembre 2024 au 14 janvier 2025
Date    Valeur  Libellé                                  Débit      Crédit     Solde
                Solde précédent                                                500,00
16/12   16/12   CARTE 14/12 BOULANGERIE                  4,20                  495,80
                10,00 USD / 1 euro = 1,10
                PARIS
30/12   31/12   VIREMENT CPAM LYON                                  18,55      514,35
02/01   03/01   PRELEVEMENT MUTUELLE                     60,00                 454,35
                Nouveau solde                                                  454,35
"""
FIRST_PAGE = """
CAISSE DE VALBRUNE                                       15 janvier 2024
Date        Valeur       Opération                      Débit EUROS   Crédit EUROS
                         SOLDE CREDITEUR AU 15/12/2023                      999,12
27/12/2023  27/12/2023   VIR M DURAND                        100,00
28/12/2023  28/12/2023   VIR MUTUELLE VERTE                                  16,50
                         SOUS TOTAL                          100,00          16,50
"""


def _care(statement: Statement) -> list[tuple[object, ...]]:
    return [
        (row.paid_on.day, row.beneficiary, row.act, row.reimbursed_cents, row.paid_to)
        for row in statement.rows
        if isinstance(row, BenefitRow)
    ]


def test_a_name_alone_that_begins_the_table_of_two_pages_is_heard_on_both() -> None:
    statement = read_right(NAME_ON_TWO_PAGES)
    assert _care(statement) == [
        (7, "Claire MARTIN", "Consultation généraliste", 2100, PaidTo.INSURED),
        (7, "Paul MARTIN", "Actes d'auxiliaire médical masseur-kinésithérapeute", 1338, PaidTo.INSURED),
        (14, "Claire MARTIN", "Hospitalisation", 120_550, PaidTo.CARE_PROVIDER),
        (14, "Claire MARTIN", "Franchise", -100, PaidTo.CARE_PROVIDER),
    ]
    assert [one.reason for one in statement.rejected] == [say("printed.deferred.pending")]


NAMES_IN_CAPITALS = """
MUTUELLE DU VALLON                                  Mme GARANCE CLAIRE
                                                    3 rue des Tilleuls
Relevé de prestations du 14/02/2025
Date des soins   Acte                  Dépense    Séc. soc.   Mutuelle
GARANCE CLAIRE
03/02/2025       Consultation          30,00      19,00       9,00
SOINS COURANTS
04/02/2025       Radiologie            60,00      42,00       18,00
GARANCE LOU-ANNE
05/02/2025       Soins dentaires       50,00      30,00       20,00
Total versé le 14/02/2025                                     47,00
"""


def test_names_alone_in_capitals_are_heard_and_headings_in_capitals_are_nobody() -> None:
    assert _care(read_right(NAMES_IN_CAPITALS)) == [
        (14, "GARANCE CLAIRE", "Consultation", 900, PaidTo.INSURED),
        (14, "GARANCE CLAIRE", "Radiologie", 1800, PaidTo.INSURED),
        (14, "GARANCE LOU-ANNE", "Soins dentaires", 2000, PaidTo.INSURED),
    ]


def test_without_a_name_that_the_statement_addresses_capitals_are_nobody() -> None:
    nameless = NAMES_IN_CAPITALS.replace("Mme GARANCE CLAIRE", "Contrat 4433")
    assert {beneficiary for _, beneficiary, *_ in _care(read_right(nameless))} == {""}


def test_shortened_headings_and_a_payee_told_by_one_word() -> None:
    statement = read_right(SHORTENED)
    assert statement.unverified == say("coverage.no_total")
    assert _care(statement) == [
        (4, "Claire", "Consultation", 900, PaidTo.INSURED),
        (4, "Paul", "Pharmacie", 770, PaidTo.CARE_PROVIDER),
    ]
    rows = [row for row in statement.rows if isinstance(row, BenefitRow)]
    assert [(row.expense_cents, row.basic_cents) for row in rows] == [(3000, 1900), (2200, 1430)]


def test_an_act_over_two_lines_centred_beside_its_row_keeps_its_words() -> None:
    sheet = Sheet([[(40, "l'Assurance Maladie"), (300, "Relevé de remboursements")]], size=8)
    sheet.line((40, "Paiement du 07/01/2025"), (300, "Montant total versé : 34,38 €"))
    titles = (
        (40, "Date"),
        (110, "Nature des prestations"),
        (280, "Montant payé"),
        (350, "Base"),
        (450, "Montant versé"),
    )
    sheet.line(*titles)
    sheet.line((40, "Bénéficiaire : Claire MARTIN"))
    for above, day, below, *amounts in (
        ("Consultation généraliste au", "02/01/2025", "cabinet du médecin traitant", "30,00", "30,00", "21,00"),
        ("Actes d'auxiliaire médical", "03/01/2025", "masseur-kinésithérapeute", "22,30", "22,30", "13,38"),
    ):
        figures: list[Cell] = [(x, text, RIGHT) for x, text in zip((330, 370, 500), amounts, strict=True)]
        sheet.line((110, above), above=4)
        sheet.line((40, day), *figures, above=-8)
        sheet.line((110, below), above=-8)
    answer = read_statement(StatementFile("releve.pdf", "", sheet.data()), forms())
    assert isinstance(answer, Statement), answer
    assert [row[2] for row in _care(answer)] == [
        "Consultation généraliste au cabinet du médecin traitant",
        "Actes d'auxiliaire médical masseur-kinésithérapeute",
    ]


def test_a_payment_below_its_lines_says_to_whom_and_a_blank_cell_repeats_the_one_above() -> None:
    statement = read_right(PAID_LINES)
    assert _care(statement) == [
        (14, "Claire", "Consultation", 900, PaidTo.INSURED),
        (14, "Claire", "Radiologie", 1800, PaidTo.INSURED),
        (15, "Paul", "Soins dentaires", 2000, PaidTo.CARE_PROVIDER),
    ]
    assert [row.care_provider for row in statement.rows if isinstance(row, BenefitRow)] == ["", "", "Dr LEROY ANNE"]


def test_the_day_of_a_letter_is_no_word_of_an_act() -> None:
    assert _care(read_right(LETTERHEAD_DAY)) == [(18, "Claire", "Consultation", 900, PaidTo.INSURED)]


def test_days_and_amounts_among_the_words_of_a_label_stay_in_it() -> None:
    assert [
        (row.booked, row.value_day, row.label, row.cents) for row in read_right(LABELS).rows if isinstance(row, BankRow)
    ] == [
        (date(2024, 12, 16), date(2024, 12, 16), "CARTE 14/12 BOULANGERIE 10,00 USD / 1 euro = 1,10 PARIS", -420),
        (date(2024, 12, 30), date(2024, 12, 31), "VIREMENT CPAM LYON", 1855),
        (date(2025, 1, 2), date(2025, 1, 3), "PRELEVEMENT MUTUELLE", -6000),
    ]


def test_the_account_is_told_by_its_rib() -> None:
    statement = read_right(
        LABELS.replace("BANQUE DU LITTORAL", "BANQUE DU LITTORAL     RIB : 30003 01234 00012345678 91")
    )
    assert {row.account for row in statement.rows if isinstance(row, BankRow)} == {"30003012340001234567891"}


@pytest.mark.parametrize("more", ["", "\f\nConditions générales\n"])
def test_pages_that_begin_with_a_balance_and_never_end_with_one_are_not_the_whole(more: str) -> None:
    answer = answer_to(FIRST_PAGE + more)
    assert isinstance(answer, Rejection), answer
    assert answer.reason.key == "refused.printed_uncovered"
