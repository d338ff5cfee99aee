"""Bank pages whose rows run over several lines or say their day behind the words, and figures that are no money."""

from datetime import date

import pytest
from printed_pages import answer_to, read_right

from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.sentences import Money
from watchdog_sante.model.statements import BankRow, BenefitRow, Rejection

LAST_LINE = """
RELEVE DE COMPTE CHEQUES - BANQUE DU PARC   du 29 décembre 2023 au 31 janvier 2024
Date    Nature des opérations                    Valeur         Débit        Crédit
        SOLDE CREDITEUR AU 29.12.2023                                        150,00
03.01   PRLV SEPA MUTUELLE VERTE
        MDT 0045871                              04.01          45,90
05.01   VIR SEPA RECU CPAM
        REMBT 2024005                            05.01                        17,55
        TOTAL DES OPERATIONS                                    45,90         17,55
        SOLDE CREDITEUR AU 31.01.2024                                        121,65
"""
DAY_BEHIND = """
Relevé de compte - NEO BANK SE - 01.01.2024 au 31.01.2024
Description                          Date de comptabilisation           Montant
Votre ancien solde                                                      150,00€
MUTUELLE VERTE                             03.01.2024                   -45,90€
Prélèvement SEPA
Date de valeur 03.01.2024
CPAM                                       05.01.2024                   +17,55€
Date de valeur 05.01.2024
Votre nouveau solde                                                     121,65€
"""
SUMMARY = """
Relevé EUR - NEO BANK UAB
Produit         Solde d'ouverture    Argent sortant    Argent entrant    Solde de clôture
Compte                   150,00 €           45,90 €           17,55 €            121,65 €
Transactions du compte du 1 janvier 2024 au 31 janvier 2024
Date            Description          Argent sortant    Argent entrant               Solde
3 janv. 2024    MUTUELLE VERTE              45,90 €                              104,10 €
5 janv. 2024    VIR CPAM                                      17,55 €            121,65 €
"""
SIDES = """
CAISSE DES CIMES - Relevé n° 3 du 01/01/2024 au 31/01/2024
Date          Libellé                         Montant  Sens       Solde
              Solde initial au 31/12/2023                         150,00
03/01/2024    MUTUELLE VERTE                    45,90  D          104,10
05/01/2024    VIR CPAM                          17,55  C          121,65
              Solde final au 31/01/2024                           121,65
"""
WORDED = """
BANQUE DES VOLCANS - Votre compte courant - Janvier 2024
Solde au 31 déc. 2023                                          150,00 EUR
Le          Opération                             Débit            Crédit
03 janv.    MUTUELLE VERTE                        45,90
05 janv.    VIR CPAM                                                17,55
Solde au 31 janv. 2024                                         121,65 EUR
"""
CARD_DETAILS = """
BANQUE DU CAP - RELEVE DE COMPTE du 31.12.2023 au 31.01.2024
DATE    OPERATIONS                            VALEUR             DEBIT      CREDIT
        SOLDE PRECEDENT                                                     150,00
        DEPENSES CARTE DU MOIS (détail)
        02/01 BOULANGERIE DES HALLES 4,20
        11/01 STATION DU PONT 41,70
03/01   DEBIT DIFFERE CARTE                   03/01/24           45,90
05/01   VIR CPAM                              05/01/24                       17,55
        NOUVEAU SOLDE                                                       121,65
"""
COEFFICIENTS = """
ASSURANCES MERIDIENNES - SANTE - Décompte du 19/04/2024
Nous avons viré sur votre compte la somme de 58,40 EUR le 19/04/2024
Bénéf.    Soins       Code    Qté    Coef.     Dépense       R.O.     Taux     Rbt. compl.
Alix      10/04/24    CS      1       1,00       50,00      17,50    100 %           32,50
Alix      11/04/24    SC      2      12,50       60,00      34,10    100 %           25,90
TOTAL                                                                                58,40
"""
BOTH_PARTS = """
MGFP, votre mutuelle - Relevé de remboursements - Virement du 08/03/2024
Bénéficiaire : VERNET Anne (12/05/1981)
Date          Acte              Montant payé    Rembt Sécu    Rembt MGFP    Total remboursé    Versé à
04/03/2024    Consultation             26,50         17,55          7,95              25,50    ADHERENT
Total                                                17,55          7,95              25,50
"""
ALLOWANCES = """
Assurance Maladie - CPAM DU GARD - Relevé d'indemnités journalières
Paiement du 21/03/2024 à l'assuré
Du            Au            Nature         Nb jours    Prix unitaire     Montant
01/03/2024    14/03/2024    IJ maladie           14            41,47      580,58
                            CSG 6,20 %                                    -36,00
                            CRDS 0,50 %                                    -2,90
                            Net payé                                      541,68
"""


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (LAST_LINE, ("PRLV SEPA MUTUELLE VERTE MDT 0045871", "VIR SEPA RECU CPAM REMBT 2024005")),
        (DAY_BEHIND, ("MUTUELLE VERTE Prélèvement SEPA", "CPAM")),
        (SUMMARY, ("MUTUELLE VERTE", "VIR CPAM")),
        (SIDES, ("MUTUELLE VERTE", "VIR CPAM")),
        (WORDED, ("MUTUELLE VERTE", "VIR CPAM")),
        (CARD_DETAILS, ("DEBIT DIFFERE CARTE", "VIR CPAM")),
    ],
    ids=[
        "amount on the last line",
        "day behind the words",
        "balances in a summary",
        "debit or credit",
        "worded days",
        "card",
    ],
)
def test_rows_in_blocks_are_read_and_one_wrong_figure_refuses_them(text: str, labels: tuple[str, str]) -> None:
    answer = read_right(text)
    assert (answer.rejected, answer.unverified) == ((), None)
    rows = [(row.booked, row.cents, row.label) for row in answer.rows if isinstance(row, BankRow)]
    assert rows == [(date(2024, 1, 3), -4590, labels[0]), (date(2024, 1, 5), 1755, labels[1])]
    before, figure, after = text.rpartition("45,90")
    wrong = answer_to(f"{before}46,90{after}")
    assert figure
    assert isinstance(wrong, Rejection)
    assert wrong.reason.key == "refused.printed_sum"


def test_a_label_goes_on_at_the_top_of_the_next_page() -> None:
    """Between them stand the number of the page and the bank's heading."""
    answer = read_right(
        "BANQUE DU LAC - du 01/01/2024 au 31/01/2024\n"
        "Date          Date valeur   Opération                 Débit      Crédit\n"
        "              SOLDE CREDITEUR AU 31/12/2023                      150,00\n"
        "03/01/2024    03/01/2024    PRLV SEPA MUTUELLE        45,90\n"
        + "\n"
        * 3
        + "                                                            Page 1\n\f"
        "BANQUE DU LAC - suite\n"
        "                            REF DOSSIER 12\n"
        "05/01/2024    05/01/2024    VIR CPAM                              17,55\n"
        "              SOLDE CREDITEUR AU 31/01/2024                      121,65\n"
    )
    assert [row.label for row in answer.rows if isinstance(row, BankRow)] == [
        "PRLV SEPA MUTUELLE REF DOSSIER 12",
        "VIR CPAM",
    ]


def test_a_coefficient_is_no_expense() -> None:
    rows = [row for row in read_right(COEFFICIENTS).rows if isinstance(row, BenefitRow)]
    assert [(row.expense_cents, row.basic_cents, row.reimbursed_cents) for row in rows] == [
        (5000, 1750, 3250),
        (6000, 3410, 2590),
    ]


def test_the_parts_of_two_insurers_beside_their_sum() -> None:
    (row,) = (row for row in read_right(BOTH_PARTS).rows if isinstance(row, BenefitRow))
    assert (row.beneficiary, row.basic_cents, row.reimbursed_cents, row.paid_to) == (
        "VERNET Anne",
        1755,
        795,
        PaidTo.INSURED,
    )


def test_contributions_lower_a_daily_allowance() -> None:
    rows = [row for row in read_right(ALLOWANCES).rows if isinstance(row, BenefitRow)]
    assert [(row.act, row.reimbursed_cents) for row in rows] == [("IJ maladie", 58058), ("CSG", -3600), ("CRDS", -290)]
    wrong = answer_to(ALLOWANCES.replace("-36,00", "-35,00"))
    assert isinstance(wrong, Rejection)
    assert dict(wrong.reason.values)["difference"] == Money(-100)
