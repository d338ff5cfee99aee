"""One line of care under its columns: which amount is which, what its words are, which days it says.

Only this room knows what stands where in a line; what the lines above said of it is the walk's business
(`printed_health.py`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.readers.printed_amounts import AmountToken
from watchdog_sante.readers.printed_columns import Column, Columns, amount_roles, cell_spans, parted
from watchdog_sante.readers.printed_dates import DayToken
from watchdog_sante.readers.printed_entries import Figure
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_order import ordered_roles
from watchdog_sante.readers.printed_tokens import Tokens, tokens_of
from watchdog_sante.readers.profile import Role
from watchdog_sante.redaction import mask_nir

_DASHES = "-\u2212"
_TEXTS = (Role.ACT, Role.BENEFICIARY, Role.CARE_PROVIDER, Role.REFERENCE, Role.PAID_TO)
_BARE_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[ -][A-ZÀ-Þ][a-zà-ÿ]+){0,3}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){1,3}")
_CAPITALS = re.compile(r"(?:M|MR|MME|MLLE)?\.? ?[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){1,3}")
_ADDRESSED = re.compile(
    r"(?:\b(?:M|Mr|MR|Mme|MME|Mlle|MLLE|Monsieur|MONSIEUR|Madame|MADAME)\b\.?|[Aa]ssurée? ?:|[Aa]dhérente? ?:)"
    r"((?: [A-ZÀ-Þ][\w'’-]+){2,4})"
)
_NOBODY = re.compile(r"(?:mutuelle|assurances?|caisse|groupe|pharmacie|docteur|cabinet|clinique|centre|laboratoire)\b")


@dataclass(frozen=True, slots=True)
class Way:
    """How to understand what may be understood in two ways."""

    placed: bool  # amounts by their place, else by their order
    lowered: bool  # deductions printed without a minus lower the payment all the same


WAYS = tuple(Way(placed, lowered) for placed in (True, False) for lowered in (False, True))


@dataclass(slots=True)
class Words:
    """The words of a line of care, by column, and where the cells begin (to find their continuation)."""

    texts: dict[Role, str] = field(default_factory=dict)
    lefts: dict[Role, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CareLines:
    """Reads lines under these columns, in this way."""

    layout: PrintedLayout
    way: Way
    columns: Columns

    def figures(self, line: PrintedLine, tokens: Tokens, deduction: bool) -> tuple[Figure, ...]:
        """The amounts of a line; a deduction and a daily allowance have but one that counts."""
        amounts = tokens.amounts
        if deduction:
            cents = amounts[-1].cents
            return (Figure(Role.REIMBURSED, -cents if self.way.lowered and cents > 0 else cents),)
        if self.layout.find("allowance", tokens.folded):
            return (Figure(Role.REIMBURSED, _stated(line.text, amounts[-1])),)
        roles = self._roles(line, tokens)
        return tuple(Figure(role, token.cents) for role, token in zip(roles, amounts, strict=True))

    def sum_figures(self, line: PrintedLine, tokens: Tokens) -> tuple[Figure, ...]:
        """The reimbursed sum and, where columns tell, the others."""
        if len(tokens.amounts) == 1:
            return (Figure(Role.REIMBURSED, _stated(line.text, tokens.amounts[0])),)
        roles = self._roles(line, tokens)
        figures = tuple(
            Figure(role, token.cents)
            for role, token in zip(roles, tokens.amounts, strict=True)
            if role in (Role.EXPENSE, Role.BASIC, Role.REIMBURSED)
        )
        if any(figure.role is Role.REIMBURSED for figure in figures):
            return figures
        return (Figure(Role.REIMBURSED, tokens.amounts[-1].cents),)

    def _roles(self, line: PrintedLine, tokens: Tokens) -> tuple[Role, ...]:
        spans = [(token.start, token.end) for token in tokens.amounts]
        if self.way.placed and (roles := amount_roles(line, spans, self.columns)):
            return roles
        top_up = self.layout.speaker is SourceKind.TOP_UP_INSURER
        return ordered_roles(tokens, self.columns.money, top_up)

    def days(self, line: PrintedLine, tokens: Tokens) -> tuple[date | None, date | None]:
        """The day of care and the payment's, where the line says them."""
        among = [column for column in self.columns.columns if column.role in (Role.CARE_DATE, Role.PAID_ON)]
        if not tokens.days:
            return None, None
        roles = [column.role for column in among]
        if Role.PAID_ON not in roles:
            return tokens.days[0].day, None
        if Role.CARE_DATE not in roles and len(tokens.days) > 1:
            return self._care_beside_payment(line, tokens, among[0])
        said: dict[Role, date] = {}
        for at, token in enumerate(tokens.days):
            said.setdefault(self._day_role(line, token, at, among), token.day)
        return said.get(Role.CARE_DATE), said.get(Role.PAID_ON)

    def _care_beside_payment(self, line: PrintedLine, tokens: Tokens, paid: Column) -> tuple[date | None, date | None]:
        """Both days where only the payment's has a heading of its own: by its place, else by its order."""
        days = sorted(tokens.days[:2], key=lambda one: paid.distance(*line.edges(one.start, one.end)))
        if not (self.columns.placed and line.spans):
            days = list(tokens.days[:2] if self.columns.columns[0] is paid else tokens.days[1::-1])
        return days[1].day, days[0].day

    def _day_role(self, line: PrintedLine, token: DayToken, at: int, among: Sequence[Column]) -> Role:
        if self.columns.placed and line.spans:
            near = self.columns.nearest(*line.edges(token.start, token.end), among)
            return near.role if near else Role.CARE_DATE
        return among[min(at, len(among) - 1)].role

    def words(self, line: PrintedLine, tokens: Tokens) -> Words:
        """The text cells of a line under their columns; without text columns all of it is the act."""
        words = Words()
        among = [column for column in self.columns.columns if column.role in (*_TEXTS, Role.IGNORED)]
        cells = [cell for cell in cell_spans(tokens.rest) if any(char.isalnum() for char in tokens.rest[slice(*cell)])]
        cells = parted(line, cells, among) if self.columns.placed else cells
        ordered = [column.role for column in among]
        for at, (start, end) in enumerate(cells):
            left, right = line.edges(start, end)
            role = Role.ACT
            if among and self.columns.placed and line.spans:
                near = self.columns.nearest(left, right, among)
                role = near.role if near else Role.ACT
            elif len(cells) == len(ordered):
                role = ordered[at]
            words.texts[role] = f"{words.texts.get(role, '')} {line.text[start:end]}".strip()
            words.lefts.setdefault(role, left)
        if Role.ACT not in words.texts and words.texts:
            words.texts[Role.ACT] = words.texts.get(Role.IGNORED, "")
        return words


def _stated(text: str, token: AmountToken) -> int:
    """The sum; a dash between white spaces parts it from the words before (`Paiement du 09/01/2025 - 41,20 €`)."""
    parts = (
        text[token.start] in _DASHES and text[token.start + 1].isspace() and text[: token.start].rstrip()[-1:] != ":"
    )
    return abs(token.cents) if parts and text[: token.start].strip() else token.cents


def bare_name(text: str) -> str:
    """The name that is all that a line says, as French sites write it (`Claire VERNET`); "" for any other line."""
    bare = text.strip()
    return bare if _BARE_NAME.fullmatch(bare) and not _NOBODY.match(plain(bare)) else ""


def addressed(texts: Iterable[str]) -> frozenset[str]:
    """The words of the names that a statement addresses or calls insured: its family's names are among them."""
    return frozenset(plain(word) for text in texts for found in _ADDRESSED.findall(text) for word in found.split())


def name_in_capitals(text: str, family: frozenset[str]) -> str:
    """The name in capitals that is all that a line says; "" where no word of it is one of the family's names: a
    heading in capitals (`SOINS COURANTS`) is nobody."""
    bare = text.strip()
    known = _CAPITALS.fullmatch(bare) and any(plain(word) in family for word in bare.split())
    return name_of(re.sub(r"^(?:M|MR|MME|MLLE)\b\.? ?", "", bare)) if known else ""


def plain(text: str) -> str:
    """The text in plain lower case."""
    return tokens_of(text).folded


def clean(text: str) -> str:
    """The text with single spaces, without NIR and without the marks around it."""
    return mask_nir(" ".join(text.split())).strip(" :;,-–")


def name_of(text: str) -> str:
    """A name without the day of birth beside it, which is nobody's business here."""
    folded = plain(text)
    for mark in (" ne(e) le", " nee le", " ne le", " ne(e)"):
        if mark in folded:
            text = text[: folded.index(mark)]
            folded = folded[: len(text)]
    return clean(text)
