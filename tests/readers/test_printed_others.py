"""Statements as other authors lay them out: each is read whole and right, and one that was changed is refused."""

from datetime import date

import pytest
from printed_pages import page

from watchdog_sante.model.kinds import PaidTo, SourceKind
from watchdog_sante.model.sentences import Money, say
from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, BenefitRow, Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

RECENT = """
Assurance Maladie - compte ameli  Edité le 02/04/2024
Remboursement de soins à l'assuré
Payé le 05/03/2024 - Paiement n° 0751091680003072
CLAIRE VERNET né(e) le 12/05/1981
27/02/2024 CONSULTATION GENERALISTE (G) 26,50 € 26,50 € 70% 18,55 €
27/02/2024 PARTICIPATION FORFAITAIRE (PFH) -2 €
28/02/2024 PHARMACIE 65% (PH) 18,40 € 18,40 € 65% 11,96 € 35% 6,44 €
TOM VERNET, né le 03/09/2012
26/02/2024 CONSULTATION SPECIALISTE (CS) 60 € 30 € 70% 21 €
Montant total versé : 49,51 €
Montant versé par l'organisme complémentaire : 6,44 €
"""
BANK = """
CAISSE DE VALBRUNE                            15 janvier 2024
C/C N° 00020123401 en euros
Date        Date valeur  Opération                      Débit EUROS   Crédit EUROS
                         SOLDE CREDITEUR AU 15/12/2023                      999,12
27/12/2023  27/12/2023   VIR M DURAND                        100,00
\f
CAISSE DE VALBRUNE
15 janvier 2024
08/01/2024  08/01/2024   VIR MUTUELLE VERTE                                  16,50
                         REMBOURSEMENT 45871203
                         SOLDE CREDITEUR AU 15/01/2024                      915,62
"""
_CARE = [
    ("02/04/2024", "Consultation", "26,50 €", "26,50 €", "70 %", "18,55 €"),
    ("02/04/2024", "Participation forfaitaire", "", "", "", "-2,00 €"),
    ("03/04/2024", "Pharmacie 65%", "18,40 €", "18,40 €", "65 %", "11,96 €"),
]
_NAMES = ("Date des soins", "Nature", "Montant payé", "Base", "Taux", "Montant versé")
_TABLE = "\n".join("\t".join(row) for row in (_NAMES, *_CARE))
_CELLS = "\n".join(cell for row in (_NAMES, *_CARE) for cell in row if cell)
_NAMED = "\n".join(f"{name} : {cell}" for row in _CARE for name, cell in zip(_NAMES, row, strict=True) if cell)
PASTES = (
    f"Paiement du 09/04/2024\nClaire VERNET\n{_TABLE}\nMontant total versé\t28,51 €\n",
    f"Mes paiements\nPaiement du 09/04/2024\n28,51 €\nRemboursement de soins\nClaire VERNET\n{_CELLS}\n",
    "Versé le 9 avril 2024 : 28,51 €\nBénéficiaire : Claire VERNET\n"
    + "\n".join("  ".join(cell for cell in row if cell) for row in _CARE),
    f"Paiement du mardi 9 avril 2024\nMontant versé : 28,51 €\nClaire VERNET\n{_NAMED}\n",
)


def _answer(data: bytes, name: str = "releve.pdf") -> Statement | Rejection:
    return read_statement(StatementFile(name, "", data), forms())


def _care(answer: Statement | Rejection) -> list[tuple[object, ...]]:
    assert isinstance(answer, Statement), answer
    assert (answer.kind, answer.unverified) == (SourceKind.BASIC_INSURER, None)
    return [(r.care_date, r.beneficiary, r.act, r.reimbursed_cents) for r in answer.rows if isinstance(r, BenefitRow)]


def test_a_sentence_is_no_headings_and_whole_euros_are_amounts() -> None:
    first, claire = date(2024, 2, 27), "CLAIRE VERNET"
    assert _care(_answer(page(RECENT))) == [
        (first, claire, "CONSULTATION GENERALISTE (G)", 1855),
        (first, claire, "PARTICIPATION FORFAITAIRE (PFH)", -200),
        (date(2024, 2, 28), claire, "PHARMACIE 65% (PH)", 1196),
        (date(2024, 2, 26), "TOM VERNET", "CONSULTATION SPECIALISTE (CS)", 2100),
    ]


def test_a_day_in_the_letterhead_is_no_operations() -> None:
    answer = _answer(page(BANK))
    assert isinstance(answer, Statement), answer
    assert [(row.booked, row.cents, row.label) for row in answer.rows if isinstance(row, BankRow)] == [
        (date(2023, 12, 27), -10000, "VIR M DURAND"),
        (date(2024, 1, 8), 1650, "VIR MUTUELLE VERTE REMBOURSEMENT 45871203"),
    ]


def _numbered(*numbers: str) -> bytes:
    """A payment a page, each page with a number of its own."""
    days = iter(range(5, 20))
    return page(
        "\f".join(
            f"Assurance Maladie - ameli - remboursements\nPayé le {day:02}/03/2024 : 21,00 euros\n"
            f"{day - 4:02}/03/2024 CONSULTATION (G) 30,00 30,00 70% 21,00\n{number}"
            for number in numbers
            for day in [next(days)]
        )
    )


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        (["Page 1/2"], say("refused.printed_page_missing", page=2, count=2)),
        (["Page 2/2"], say("refused.printed_page_missing", page=1, count=2)),
        (["ameli.fr - page 1 sur 3", "ameli.fr - page 3 sur 3"], say("refused.printed_page_missing", page=2, count=3)),
        (["P. 1/3", "P. 3/3", "P. 2/3"], say("refused.printed_page_order", page=2)),
        (["Page 1/2", "Page 1/1"], say("refused.printed_page_missing", page=2, count=2)),
    ],
)
def test_numbers_that_tell_of_another_page_refuse_the_file(numbers: list[str], reason: object) -> None:
    answer = _answer(_numbered(*numbers))
    assert isinstance(answer, Rejection), answer
    assert answer.reason == reason


@pytest.mark.parametrize(
    "numbers",
    [["Page 1/1"], ["Page 1/2", "Page 2/2"], ["1 / 2", "2 / 2", "1 / 1"], ["Page 1", "Page 2"], ["Page 1/2", "annexe"]],
)
def test_numbers_that_follow_or_tell_nothing_leave_the_file_to_its_sums(numbers: list[str]) -> None:
    assert len(_care(_answer(_numbered(*numbers)))) == len(numbers)


@pytest.mark.parametrize("text", PASTES)
def test_a_table_copied_in_either_way_is_read(text: str) -> None:
    assert _care(_answer(text.encode(), "collage.txt")) == [
        (date(2024, 4, 2), "Claire VERNET", "Consultation", 1855),
        (date(2024, 4, 2), "Claire VERNET", "Participation forfaitaire", -200),
        (date(2024, 4, 3), "Claire VERNET", "Pharmacie 65%", 1196),
    ]


@pytest.mark.parametrize("text", PASTES)
def test_a_copied_table_that_is_one_cent_off_says_so(text: str) -> None:
    answer = _answer(text.replace("28,51", "28,52").encode(), "collage.txt")
    assert isinstance(answer, Rejection), answer
    told = dict(answer.reason.values)
    assert (answer.reason.key, told["read"], told["difference"]) == ("refused.pasted_sum", Money(2851), Money(1))


def test_headings_of_payments_that_begin_two_pages_are_read_on_both() -> None:
    pages = "\f".join(
        f"Assurance Maladie\nref 0751 09168000{day}\npaiement à un tiers\npour CLAIRE né(e) le 12 03 1980\n"
        f"{day - 4:02} 03 24  CONSULTATION  30,00  30,00  70 %  21,00\nréglé le {day} 03 24 : 21,00 euros\n{more}"
        for day, more in (
            (
                14,
                "ref 0751 091680001\nremboursement à l'assuré\n11 03 24  ANALYSES  9,00  9,00  60 %  5,40\n"
                "réglé le 15 03 24 : 5,40 euros",
            ),
            (16, ""),
        )
    )
    answer = _answer(page(pages))
    assert isinstance(answer, Statement), answer
    assert [
        (row.reimbursed_cents, row.paid_to, row.reference) for row in answer.rows if isinstance(row, BenefitRow)
    ] == [
        (2100, PaidTo.CARE_PROVIDER, "0751 0916800014"),
        (540, PaidTo.INSURED, "0751 091680001"),
        (2100, PaidTo.CARE_PROVIDER, "0751 0916800016"),
    ]
