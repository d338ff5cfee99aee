"""Forms of the same families that no layout was made for: each is read, from the page and from a paste.

Each statement is a picture of itself: drawn in a typewriter's letters, it is the page; as it stands, it is the paste.
"""

from datetime import date

import pytest
from printed_pages import page

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import Money, Sentence, say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, BenefitRow, Rejection, StatedBalance, Statement
from watchdog_sante.package_data import forms, phrasebook
from watchdog_sante.readers import read_statement
from watchdog_sante.readers.forms import printed_layouts
from watchdog_sante.readers.printed_lines import lines_of_text
from watchdog_sante.readers.printed_statement import read_lines
from watchdog_sante.readers.printed_understood import PrintedUnderstanding, understand_pdf

_INSURED, _PROVIDER, _EMPLOYER = PaidTo.INSURED, PaidTo.CARE_PROVIDER, PaidTo.EMPLOYER


def answer(text: str) -> Statement | Rejection:
    """What the page is read as."""
    return read_statement(StatementFile("releve.pdf", "releves", page(text)), forms())


def pasted(text: str) -> Statement | Rejection:
    """What the text is read as."""
    return read_lines(lines_of_text(text), printed_layouts(forms()))


def _statement(found: Statement | Rejection) -> Statement:
    assert isinstance(found, Statement), found
    return found


def _care(found: Statement | Rejection) -> list[tuple[object, ...]]:
    return [
        (row.paid_on, row.care_date, row.beneficiary, row.act, row.reimbursed_cents, row.paid_to)
        for row in _statement(found).rows
        if isinstance(row, BenefitRow)
    ]


def _booked(found: Statement | Rejection) -> list[tuple[object, ...]]:
    rows = _statement(found).rows
    return [(row.account, row.booked, row.label, row.cents) for row in rows if isinstance(row, BankRow)]


def _day(month: int, day: int, year: int = 2024) -> date:
    return date(year, month, day)


OLDER = """
CAISSE PRIMAIRE D'ASSURANCE MALADIE
M. JEAN MARTIN          10 RUE DES LILAS
dates      nature des prestations          montant   base du         taux    montant   organisme
                                           payé      remboursement           versé     complémentaire
ref 0751 091680003072              réglé le 25 05 14 : 20,00 euros
pour JEAN né le 12 03 1980
01 04 14   CONSULTATION                    23,00     23,00           70 %    16,10     30 %   6,90
           participation forfaitaire (PFH)                                   -1,00
02 04 14   PHARMACIE                       7,00      7,00            70 %    4,90
ref 0751 091680003099              réglé le 28 05 14 : 69,00 euros
pour CLAIRE née le 15 07 1982
03 04 14   RADIOLOGIE                      1 100,00  100,00          70 %    70,00
retenues pour des soins où rien ne vous avait été payé
02 02 14   franchise                                                         -0,50
03 02 14   franchise                                                         -0,50
"""


def test_the_older_statement_with_sums_above_and_deductions_from_earlier_care() -> None:
    found = _statement(answer(OLDER))
    assert (found.kind, found.profile, found.unverified) == (SourceKind.BASIC_INSURER, "ameli-older", None)
    first, second = _day(5, 25, 2014), _day(5, 28, 2014)
    assert _care(found) == [
        (first, _day(4, 1, 2014), "JEAN", "CONSULTATION", 1610, _INSURED),
        (first, None, "JEAN", "participation forfaitaire (PFH)", -100, _INSURED),
        (first, _day(4, 2, 2014), "JEAN", "PHARMACIE", 490, _INSURED),
        (second, _day(4, 3, 2014), "CLAIRE", "RADIOLOGIE", 7000, _INSURED),
        (second, _day(2, 2, 2014), "CLAIRE", "franchise", -50, _INSURED),
        (second, _day(2, 3, 2014), "CLAIRE", "franchise", -50, _INSURED),
    ]
    assert [row.reference for row in found.rows if isinstance(row, BenefitRow)] == [
        *["0751 091680003072"] * 3,
        *["0751 091680003099"] * 3,
    ]
    rows = [row for row in found.rows if isinstance(row, BenefitRow)]
    assert [(row.expense_cents, row.base_cents, row.rate) for row in rows[:4]] == [
        (2300, 2300, "70 %"), (None, None, ""), (700, 700, "70 %"), (110_000, 10_000, "70 %"),
    ]  # fmt: skip
    assert [row.row for row in rows] == [10_007, 10_008, 10_009, 10_012, 10_014, 10_015]


def test_no_day_of_birth_is_kept() -> None:
    assert "1980" not in repr(_statement(answer(OLDER)))


RECENT = """
l'Assurance Maladie                                                      ameli.fr
Relevé de vos paiements du 01/03/2024 au 31/03/2024
REMBOURSEMENT DE SOINS
Paiement du 05/03/2024          Montant total : 16,55 €
Date         Nature des prestations            Montant payé   Base du remboursement   Taux   Montant versé
Bénéficiaire : Claire MARTIN
26/02/2024   CONSULTATION (G)                  26,50          26,50                   70%    18,55
26/02/2024   PARTICIPATION FORFAITAIRE (PF)                                                  -2,00
PAIEMENT À UN TIERS
Paiement du 08/03/2024          Montant total : 12,30 €
01/03/2024   PHARMACIE (PH7)                   18,92          18,92                   65%    12,30   35%   6,62
INDEMNITÉS JOURNALIÈRES
Paiement du 12/03/2024          Montant total : 405,00 €
01/03/2024   INDEMNITES JOURNALIERES 10 jours  40,50                                         405,00
"""


@pytest.mark.parametrize("read", [answer, pasted])
def test_the_recent_statement_with_the_nature_above_each_payment(read: object) -> None:
    assert callable(read)
    found = _statement(read(RECENT))
    assert found.profile == "ameli-recent"
    assert [(period.start, period.end) for period in found.periods] == [(_day(3, 1), _day(3, 31))]
    assert _care(found) == [
        (_day(3, 5), _day(2, 26), "Claire MARTIN", "CONSULTATION (G)", 1855, _INSURED),
        (_day(3, 5), _day(2, 26), "Claire MARTIN", "PARTICIPATION FORFAITAIRE (PF)", -200, _INSURED),
        (_day(3, 8), _day(3, 1), "Claire MARTIN", "PHARMACIE (PH7)", 1230, _PROVIDER),
        (_day(3, 12), _day(3, 1), "Claire MARTIN", "INDEMNITES JOURNALIERES 10 jours", 40_500, _INSURED),
    ]


def test_a_deduction_printed_without_its_minus_lowers_the_payment_as_the_sum_says() -> None:
    assert _care(answer(RECENT.replace("-2,00", "2,00")))[1][4] == -200


def test_daily_allowance_paid_to_the_employer() -> None:
    text = RECENT.replace("INDEMNITÉS JOURNALIÈRES\n", "INDEMNITÉS JOURNALIÈRES versées à l'employeur\n")
    assert [row[-1] for row in _care(answer(text))] == [_INSURED, _INSURED, _PROVIDER, _EMPLOYER]


TOP_UP = """
HARMONIE SANTE                            Relevé de prestations du 01/03/2024 au 31/03/2024
Date soins   Acte             Bénéficiaire   Dépense   Remb. SS   Remb. mutuelle   Reste à charge
Règlement du 12/03/2024 par virement de 35,20 €
26/02/2024   Consultation     Claire         30,00     19,00      9,00             2,00
27/02/2024   Pharmacie        Claire         40,00     13,80      26,20            0,00
Payé à PHARMACIE DU CENTRE le 15/03/2024 : 12,00 €
28/02/2024   Pharmacie        Paul           30,00     18,00      12,00            0,00
Total remboursé : 47,20 €
"""


def test_a_top_up_statement_with_a_payment_named_after_a_professional() -> None:
    found = _statement(answer(TOP_UP))
    assert found.kind is SourceKind.TOP_UP_INSURER
    assert _care(found) == [
        (_day(3, 12), _day(2, 26), "Claire", "Consultation", 900, _INSURED),
        (_day(3, 12), _day(2, 27), "Claire", "Pharmacie", 2620, _INSURED),
        (_day(3, 15), _day(2, 28), "Paul", "Pharmacie", 1200, _PROVIDER),
    ]
    rows = [row for row in found.rows if isinstance(row, BenefitRow)]
    assert [(row.expense_cents, row.basic_cents, row.care_provider) for row in rows] == [
        (3000, 1900, ""), (4000, 1380, ""), (3000, 1800, "PHARMACIE DU CENTRE"),
    ]  # fmt: skip


STACKED = """
MUTUELLE BLEUE
Votre décompte du 14 mars 2024
Soins du     Nature des soins       Frais     Régime        Notre
                                    réels     obligatoire   remboursement
Bénéficiaire : MARTIN Claire (née le 12/03/1980)
26/02/2024   Optique : verres       450,00    0,09          200,00
             progressifs
26/02/2024   Optique : monture      150,00    0,03          100,00
             Sous-total MARTIN Claire                       300,00
Bénéficiaire : MARTIN Paul
01/03/2024   Dentaire               50,00     30,00         20,00
             Sous-total MARTIN Paul                         20,00
Montant versé sur votre compte le 14/03/2024                320,00
"""


def test_headings_over_two_lines_sums_inside_sums_and_labels_over_two_lines() -> None:
    assert _care(answer(STACKED)) == [
        (_day(3, 14), _day(2, 26), "MARTIN Claire", "Optique : verres progressifs", 20_000, _INSURED),
        (_day(3, 14), _day(2, 26), "MARTIN Claire", "Optique : monture", 10_000, _INSURED),
        (_day(3, 14), _day(3, 1), "MARTIN Paul", "Dentaire", 2000, _INSURED),
    ]


DEFERRED = (
    RECENT
    + """
Ces sommes seront retenues sur un prochain remboursement :
15/03/2024   FRANCHISE MEDICALE                                                              -1,00
"""
)


def test_deductions_only_announced_are_kept_apart() -> None:
    found = _statement(answer(DEFERRED))
    assert len(found.rows) == 4
    assert [(row.row, row.reason) for row in found.rejected] == [(10_016, say("printed.deferred.pending"))]


SHORT_DAYS = """
CREDIT AGRICOLE CENTRE EST
Compte de Dépôt n° 12345678901                 Date d'arrêté : 31 janvier 2026
Date opé.   Date valeur   Libellé des opérations                       Débit        Crédit
                          Ancien solde créditeur au 31.12.2025                      1 000,00
31.12       02.01         Carte BOULANGERIE PARIS                      3,20
05.01       05.01         Virement CPAM PARIS                                       18,55
                          Remboursement soins
\f
Date opé.   Date valeur   Libellé des opérations                       Débit        Crédit
07.01       07.01         Prélvt MUTUELLE                              1 040,35
                          Total des opérations                         1 043,55     18,55
                          Nouveau solde débiteur au 31.01.2026         25,00
"""


def test_short_days_over_the_turn_of_the_year_and_of_the_page() -> None:
    found = _statement(answer(SHORT_DAYS))
    account = "12345678901"
    assert found.profile == "credit-agricole-statement"
    assert _booked(found) == [
        (account, date(2025, 12, 31), "Carte BOULANGERIE PARIS", -320),
        (account, date(2026, 1, 5), "Virement CPAM PARIS Remboursement soins", 1855),
        (account, date(2026, 1, 7), "Prélvt MUTUELLE", -104_035),
    ]
    assert found.balances == (
        StatedBalance(account, date(2025, 12, 31), 100_000),
        StatedBalance(account, date(2026, 1, 31), -2500),
    )
    assert [row.row for row in found.rows] == [10_005, 10_006, 20_002]


TWO_ACCOUNTS = """
CAISSE D'EPARGNE
COMPTE DE DEPOT - N° 04093455065
SOLDE DEBITEUR AU 13/06/2026                                     - 435,40
16/06/2026   16/06/2026   * COTIS BOUQUET LIBERTE                - 11,45
01/07/2026   01/07/2026   VIR SEPA FRANCE TRAVAIL                + 1 424,40
SOLDE CREDITEUR AU 13/07/2026                                    + 977,55
L.E.P. EN CPTE - N° 05234087765
SOLDE CREDITEUR AU 13/06/2026                                    + 100,00
20/06/2026   20/06/2026   VERSEMENT DU 20.06.26 AGENCE           + 50,00
SOLDE CREDITEUR AU 13/07/2026                                    + 150,00
"""


@pytest.mark.parametrize("read", [answer, pasted])
def test_two_accounts_on_one_statement(read: object) -> None:
    assert callable(read)
    assert _booked(read(TWO_ACCOUNTS)) == [
        ("04093455065", date(2026, 6, 16), "* COTIS BOUQUET LIBERTE", -1145),
        ("04093455065", date(2026, 7, 1), "VIR SEPA FRANCE TRAVAIL", 142_440),
        ("05234087765", date(2026, 6, 20), "VERSEMENT DU 20.06.26 AGENCE", 5000),
    ]


TOTALS_WITH_BALANCE = """
LCL
RELEVE DE COMPTE DE DEPOTS du 29.02.2024 au 29.03.2024
DATE      LIBELLE                         VALEUR        DEBIT        CREDIT
          ANCIEN SOLDE                                               1 234,56
05.03     VIR SEPA CPAM PARIS             05.03.24                   18,55
06.03     PRLV SEPA MUTUELLE              06.03.24      53,11
          LIBELLE:COTISATION MARS
          TOTAUX                                        53,11        1 253,11
          SOLDE EN EUROS                                             1 200,00
"""


def test_totals_that_count_the_balance_before_in() -> None:
    assert _booked(answer(TOTALS_WITH_BALANCE)) == [
        ("", _day(3, 5), "VIR SEPA CPAM PARIS", 1855),
        ("", _day(3, 6), "PRLV SEPA MUTUELLE LIBELLE:COTISATION MARS", -5311),
    ]


NO_HEADINGS = """
BANQUE DES ALPES            Extrait de compte du 01/03/2024 au 31/03/2024
Solde précédent                                              1 234,56
05/03/2024   VIR CPAM PARIS                                     18,55
06/03/2024   PRLV SEPA MUTUELLE                   53,11
Solde final                                                  1 200,00
"""


def test_without_headings_the_balances_tell_debits_from_credits() -> None:
    found = answer(NO_HEADINGS)
    assert _statement(found).profile == "printed-bank"
    assert [row[2:] for row in _booked(found)] == [("VIR CPAM PARIS", 1855), ("PRLV SEPA MUTUELLE", -5311)]


_WRONG = "refused.printed_sum"


def _sum_problem(page: int, line: int, stated: int, read: int) -> Sentence:
    place = say("place.page_line", page=page, line=line)
    values = {"stated": Money(stated), "read": Money(read), "difference": Money(stated - read)}
    return say(_WRONG, place=place, **values)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RECENT.replace("16,55 €", "16,56 €"), _sum_problem(1, 4, 1656, 1655)),
        (RECENT.replace("405,00\n", "450,00\n"), _sum_problem(1, 13, 40_500, 45_000)),
        (OLDER.replace("-1,00", "-2,00"), _sum_problem(1, 5, 2000, 1900)),
        (TOP_UP.replace("12,00 €", "12,01 €"), _sum_problem(1, 6, 1201, 1200)),
        (STACKED.replace("200,00", "210,00"), _sum_problem(1, 9, 30_000, 31_000)),
        (SHORT_DAYS.replace("25,00", "25,01"), _sum_problem(2, 4, -2501, -2500)),
        (TWO_ACCOUNTS.replace("+ 50,00", "+ 51,00"), _sum_problem(1, 10, 15_000, 15_100)),
        (NO_HEADINGS.replace("18,55", "18,56"), _sum_problem(1, 5, 120_000, 116_333)),
    ],
)
def test_a_cent_that_does_not_fit_refuses_the_file_with_the_difference_and_its_place(
    text: str, problem: Sentence
) -> None:
    found = answer(text)
    assert isinstance(found, Rejection)
    assert found.reason.key == _WRONG
    assert phrasebook("fr").text(found.reason)
    if text.find("Extrait") < 0:
        assert found.reason == problem


def test_a_line_that_is_missing_refuses_the_file() -> None:
    for text in (OLDER, RECENT, TOP_UP, STACKED, SHORT_DAYS, TWO_ACCOUNTS, TOTALS_WITH_BALANCE, NO_HEADINGS):
        whole = _statement(answer(text))
        lines = text.split("\n")
        for row in whole.rows:
            cut = [line for line in lines if line.strip() != _line_of(text, row.row)]
            assert len(cut) < len(lines)
            assert isinstance(answer("\n".join(cut)), Rejection), (row, text)


def _line_of(text: str, row: int) -> str:
    page, line = divmod(row, 10_000)
    filled = [one for one in text.split("\f")[page - 1].strip("\n").split("\n") if one.strip()]
    return filled[line - 1].strip()


def test_without_any_total_a_known_form_is_read_as_unverified() -> None:
    lines = [line.split("          Montant total")[0] for line in RECENT.split("\n")]
    found = _statement(answer("\n".join(lines)))
    assert found.unverified == say("coverage.no_total")
    assert len(found.rows) == 4


def test_without_any_total_a_form_by_content_is_not_believed() -> None:
    lines = [line for line in NO_HEADINGS.split("\n") if "Solde" not in line]
    found = answer("\n".join(lines).replace("Extrait", "Relevé"))
    assert isinstance(found, Rejection)
    assert found.reason.key == "refused.printed_no_total"


def test_a_nir_on_the_statement_is_masked_and_kept_nowhere() -> None:
    digits = "2061275111005"
    nir = f"{digits}{97 - int(digits) % 97:02}"
    spaced = f"{nir[0]} {nir[1:3]} {nir[3:5]} {nir[5:7]} {nir[7:10]} {nir[10:13]} {nir[13:]}"
    text = RECENT.replace("ameli.fr", f"ameli.fr  ref {spaced}").replace("CONSULTATION (G)", f"ACTE {nir}")
    kept = repr(_statement(answer(text)))
    assert nir not in kept.replace(" ", "")
    assert "ACTE •" in kept
    seen = understand_pdf(page(text), forms())
    assert isinstance(seen, PrintedUnderstanding)
    assert nir not in "".join(line.text for line in seen.lines).replace(" ", "")


def test_a_letter_is_no_statement() -> None:
    found = answer("Madame, Monsieur,\nmerci de votre confiance.\nL'assurance maladie rembourse vos soins.")
    assert isinstance(found, Rejection)
    assert found.reason.key == "refused.printed_unknown"
