"""Invented statements, written to PDF in several layouts: the same payments and operations, printed as each would.

A sheet goes to a new page when it is full, with letterhead, headings and page number again, wherever that falls.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.package_data import forms
from watchdog_sante.readers import read_statement

RIGHT = True
Cell = tuple[float, str] | tuple[float, str, bool]  # place in points, text, whether it ends there
_TOP, _BOTTOM, _LINE = 800, 60, 13


@dataclass
class Sheet:
    """Pages being written; `head` are the lines that every page begins with."""

    head: Sequence[Sequence[Cell]] = ()
    font: str = "Helvetica"
    size: float = 9
    top: float = _TOP
    y: float = 0
    page: int = 0
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer)
        self._begin()

    def _begin(self) -> None:
        self.page += 1
        self.y = self.top
        self.canvas.setFont(self.font, self.size)
        for cells in self.head:
            self._draw(cells)
        self.canvas.drawRightString(560, 30, f"Page {self.page}")

    def line(self, *cells: Cell, above: float = 0) -> "Sheet":
        """One line, `above` points further down than the next would be."""
        self.y -= above
        if self.y < _BOTTOM:
            self.turn()
        self._draw(cells)
        return self

    def turn(self) -> "Sheet":
        """A new page."""
        self.canvas.showPage()
        self._begin()
        return self

    def _draw(self, cells: Sequence[Cell]) -> None:
        for x, text, *right in cells:
            (self.canvas.drawRightString if right else self.canvas.drawString)(x, self.y, text)
        self.y -= _LINE

    def data(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.buffer.getvalue()


def page(text: str) -> bytes:
    """The picture as a PDF; a form feed begins a page."""
    sheet = Sheet(font="Courier", size=7)
    for number, part in enumerate(text.split("\f")):
        if number:
            sheet.turn()
        for line in part.strip("\n").split("\n"):
            sheet.line((20, line))
    return sheet.data()


@dataclass(frozen=True)
class PaidAct:
    """A line of care, or a deduction (negative, with neither expense nor rate)."""

    care_date: date
    beneficiary: str
    label: str
    expense: int
    base: int
    rate: int
    reimbursed: int
    basic: int = 0

    @property
    def deduction(self) -> bool:
        """Whether it lowers the payment."""
        return self.reimbursed < 0


@dataclass(frozen=True)
class Payment:
    """What was paid on one day, to the insured or to somebody else."""

    paid_on: date
    acts: tuple[PaidAct, ...]
    third_party: bool = False
    reference: str = "0751 091680003072"

    @property
    def cents(self) -> int:
        """The sum of the lines."""
        return sum(act.reimbursed for act in self.acts)


@dataclass(frozen=True)
class Booked:
    """A bank operation."""

    day: date
    label: str
    cents: int
    more: str = ""  # the label's second line


def euros(cents: int, thousands: str = " ") -> str:
    """`1 234,56`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", thousands) + f",{rest:02}"


def spaced(day: date) -> str:
    """`01 04 14`."""
    return day.strftime("%d %m %y")


def full(day: date) -> str:
    """`01/04/2024`."""
    return day.strftime("%d/%m/%Y")


def ameli_older(payments: Sequence[Payment]) -> bytes:
    """A block a payment, a heading a beneficiary, days with spaces, the sum below."""
    head: list[list[Cell]] = [
        [(40, "CAISSE PRIMAIRE D'ASSURANCE MALADIE")],
        [
            (40, "dates"),
            (100, "nature des prestations"),
            (290, "montant"),
            (345, "base du"),
            (420, "taux"),
            (455, "montant"),
            (510, "organisme"),
        ],
        [(290, "payé"), (345, "remboursement"), (455, "versé"), (510, "complémentaire")],
    ]
    sheet = Sheet(head)
    for payment in payments:
        sheet.line((40, f"ref {payment.reference}"), above=10)
        if payment.third_party:
            sheet.line((40, "paiement à un tiers"))
        else:
            sheet.line((40, "remboursement à l'assuré"))
        beneficiary = ""
        for act in payment.acts:
            if act.beneficiary != beneficiary:
                beneficiary = act.beneficiary
                sheet.line((40, f"pour {beneficiary} né(e) le 12 03 1980"))
            if act.deduction:
                sheet.line((100, act.label), (485, euros(act.reimbursed), RIGHT))
            else:
                sheet.line(
                    (40, spaced(act.care_date)), (100, act.label), (325, euros(act.expense), RIGHT),
                    (400, euros(act.base), RIGHT), (440, f"{act.rate} %", RIGHT), (485, euros(act.reimbursed), RIGHT),
                )  # fmt: skip
        sheet.line((40, f"réglé le {spaced(payment.paid_on)} : {euros(payment.cents)} euros"))
    return sheet.data()


def ameli_recent(payments: Sequence[Payment]) -> bytes:
    """The nature and the sum of each payment above its lines, full days, a code behind each act."""
    sheet = Sheet([[(40, "l'Assurance Maladie"), (400, "ameli.fr")]])
    sheet.line((40, "Relevé de vos paiements"))
    for payment in payments:
        sheet.line((40, "PAIEMENT À UN TIERS" if payment.third_party else "REMBOURSEMENT DE SOINS"), above=12)
        sheet.line((40, f"Paiement du {full(payment.paid_on)}"), (300, f"Montant total : {euros(payment.cents)} €"))
        sheet.line(
            (40, "Date"), (110, "Nature des prestations"), (280, "Montant payé"), (355, "Base du remboursement"),
            (460, "Taux"), (490, "Montant versé"),
        )  # fmt: skip
        beneficiary = ""
        for act in payment.acts:
            if act.beneficiary != beneficiary:
                beneficiary = act.beneficiary
                sheet.line((40, f"Bénéficiaire : {beneficiary}"))
            amounts: list[Cell] = [(545, euros(act.reimbursed), RIGHT)]
            if not act.deduction:
                amounts = [(335, euros(act.expense), RIGHT), (450, euros(act.base), RIGHT)]
                amounts += [(482, f"{act.rate}%", RIGHT), (545, euros(act.reimbursed), RIGHT)]
            sheet.line((40, full(act.care_date)), (110, act.label), *amounts)
    return sheet.data()


def top_up(payments: Sequence[Payment]) -> bytes:
    """Columns for the expense, the basic insurer's part and the own one; a total of each column below."""
    head: list[list[Cell]] = [
        [(40, "MUTUELLE DU LAC"), (400, "Contrat 998877")],
        [
            (40, "Date des soins"),
            (120, "Bénéficiaire"),
            (200, "Acte"),
            (320, "Dépense"),
            (380, "Sécurité sociale"),
            (470, "Mutuelle"),
        ],
    ]
    sheet = Sheet(head)
    for number, payment in enumerate(payments):
        to = "Tiers payant : réglé au professionnel de santé" if payment.third_party else "Versé sur votre compte"
        sheet.line((40, f"Décompte n° 2024{number:04}"), (200, to), above=12)
        sheet.line((40, f"Virement du {full(payment.paid_on)}"))
        for act in payment.acts:
            amounts: list[Cell] = [(510, euros(act.reimbursed), RIGHT)]
            if not act.deduction:
                amounts = [(355, euros(act.expense), RIGHT), (445, euros(act.basic), RIGHT), *amounts]
            sheet.line((40, full(act.care_date)), (120, act.beneficiary), (200, act.label), *amounts)
        sums = [sum(values) for values in zip(*((a.expense, a.basic, a.reimbursed) for a in payment.acts), strict=True)]
        sheet.line((40, "Total"), *((x, euros(cents), RIGHT) for x, cents in zip((355, 445, 510), sums, strict=True)))
    return sheet.data()


def unknown_insurer(payments: Sequence[Payment]) -> bytes:
    """A form that no layout names: other words, other order of columns, the day of payment in a column of its own."""
    head: list[list[Cell]] = [
        [(40, "PREVOYANCE DES ARTISANS")],
        [
            (40, "Payé le"),
            (105, "Soins du"),
            (160, "Désignation"),
            (310, "Patient"),
            (385, "Frais réels"),
            (450, "Part RO"),
            (500, "Notre part"),
        ],
    ]
    sheet = Sheet(head, font="Times-Roman", size=10)
    for payment in payments:
        sheet.line((40, "tiers payant" if payment.third_party else "versé à l'adhérent"))
        for act in payment.acts:
            amounts: list[Cell] = [(540, euros(act.reimbursed, "."), RIGHT)]
            if not act.deduction:
                amounts = [(425, euros(act.expense, "."), RIGHT), (485, euros(act.basic, "."), RIGHT), *amounts]
            days: list[Cell] = [(40, payment.paid_on.strftime("%d.%m.%Y")), (105, act.care_date.strftime("%d.%m.%Y"))]
            sheet.line(*days, (160, act.label), (310, act.beneficiary), *amounts)
    total = sum(payment.cents for payment in payments)
    sheet.line((40, "Somme versée"), (540, euros(total, "."), RIGHT))
    return sheet.data()


def bank_short_days(rows: Sequence[Booked], opening: int, start: date, end: date) -> bytes:
    """Short days whose year only the balances tell, debit and credit, labels over two lines."""
    head: list[list[Cell]] = [
        [(40, "BNP PARIBAS"), (300, "RELEVE DE COMPTE")],
        [(40, "Date"), (90, "Nature des opérations"), (340, "Valeur"), (410, "Débit"), (500, "Crédit")],
    ]
    sheet = Sheet(head)
    _balance(sheet, "AU", start, opening)
    for row in rows:
        x = 435 if row.cents < 0 else 530
        day = row.day.strftime("%d.%m")
        sheet.line((40, day), (90, row.label), (340, day), (x, euros(abs(row.cents)), RIGHT))
        if row.more:
            sheet.line((90, row.more))
    debit = sum(-row.cents for row in rows if row.cents < 0)
    credit = sum(row.cents for row in rows if row.cents > 0)
    sheet.line((90, "TOTAL DES OPERATIONS"), (435, euros(debit), RIGHT), (530, euros(credit), RIGHT))
    _balance(sheet, "AU", end, opening + credit - debit)
    return sheet.data()


def _balance(sheet: Sheet, word: str, day: date, cents: int) -> None:
    side, x = ("DEBITEUR", 435) if cents < 0 else ("CREDITEUR", 530)
    sheet.line((90, f"SOLDE {side} {word} {day.strftime('%d.%m.%Y')}"), (x, euros(abs(cents)), RIGHT))


def bank_signed(rows: Sequence[Booked], opening: int, start: date, end: date) -> bytes:
    """One column of signed amounts, full days, a balance above and below."""
    sheet = Sheet([[(40, "CAISSE D'EPARGNE"), (300, "DETAIL DE VOS OPERATIONS")]])
    sheet.line((40, "Date"), (110, "Valeur"), (180, "Libellé"), (480, "Montant"))
    _signed_balance(sheet, start, opening)
    for row in rows:
        sign = "-" if row.cents < 0 else "+"
        day = full(row.day)
        sheet.line((40, day), (110, day), (180, row.label), (520, f"{sign} {euros(abs(row.cents))}", RIGHT))
        if row.more:
            sheet.line((180, row.more))
    _signed_balance(sheet, end, opening + sum(row.cents for row in rows))
    return sheet.data()


def _signed_balance(sheet: Sheet, day: date, cents: int) -> None:
    side, sign = ("DEBITEUR", "-") if cents < 0 else ("CREDITEUR", "+")
    sheet.line((40, f"SOLDE {side} AU {full(day)}"), (520, f"{sign} {euros(abs(cents))}", RIGHT))


def bank_old_and_new(rows: Sequence[Booked], opening: int, start: date, end: date) -> bytes:
    """Full days, points between thousands, "ancien solde" and "nouveau solde" in the columns."""
    head: list[list[Cell]] = [
        [(40, "Société Générale"), (300, f"RELEVÉ DE COMPTE du {full(start)} au {full(end)}")],
        [(40, "compte n° 30003 01234 00012345678 91")],
        [(40, "Date"), (105, "Valeur"), (170, "Nature de l'opération"), (410, "Débit"), (500, "Crédit")],
    ]
    sheet = Sheet(head, font="Courier", size=8)
    closing = opening + sum(row.cents for row in rows)
    sheet.line((170, "SOLDE PRÉCÉDENT"), (435 if opening < 0 else 530, euros(abs(opening), "."), RIGHT))
    for row in rows:
        x = 435 if row.cents < 0 else 530
        sheet.line((40, full(row.day)), (105, full(row.day)), (170, row.label), (x, euros(abs(row.cents), "."), RIGHT))
        if row.more:
            sheet.line((170, row.more))
    x = 435 if closing < 0 else 530
    sheet.line((170, f"NOUVEAU SOLDE AU {full(end)}"), (x, euros(abs(closing), "."), RIGHT))
    return sheet.data()


def bank_glued(rows: Sequence[Booked], opening: int, start: date, end: date) -> bytes:
    """Words glued together, the value day behind the label."""
    sheet = Sheet([[(40, "RELEVEDECOMPTE"), (200, f"du {full(start)}au {full(end)}")]])
    sheet.line((40, "Compte n° 12345678901"))
    sheet.line((40, "Date"), (120, "Libellé"), (330, "Valeur"), (410, "Débit"), (500, "Crédit"))
    closing = opening + sum(row.cents for row in rows)
    for words, day, cents in (("au", start, opening), ("", None, 0), ("au", end, closing)):
        if day is None:
            for row in rows:
                x = 435 if row.cents < 0 else 530
                label = "".join(row.label.split())
                sheet.line((40, full(row.day)), (120, label), (330, full(row.day)), (x, euros(abs(row.cents)), RIGHT))
            continue
        side, x = ("débiteur", 435) if cents < 0 else ("créditeur", 530)
        sheet.line((40, f"Solde{side}{words}{day.strftime('%d.%m.%Y')}"), (x, euros(abs(cents)), RIGHT))
    return sheet.data()


HEALTH: tuple[Callable[[Sequence[Payment]], bytes], ...] = (ameli_older, ameli_recent, top_up, unknown_insurer)
BANKS: tuple[Callable[[Sequence[Booked], int, date, date], bytes], ...] = (
    bank_short_days,
    bank_signed,
    bank_old_and_new,
    bank_glued,
)


def answer_to(text: str) -> Statement | Rejection:
    """What is read from this text printed on a page."""
    return read_statement(StatementFile("releve.pdf", "", page(text)), forms())


def read_right(text: str) -> Statement:
    """The statement that this text is, printed on a page."""
    answer = answer_to(text)
    assert isinstance(answer, Statement), answer
    return answer
